"""Every page and command of a gudang that holds only tables per area."""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from pedekate import cli, pipeline
from pedekate.ui.data import Status
from tests.aggregate_files import LONG, write, write_folder

TITLE = "<h1>"


@pytest.fixture(scope="module")
def gudang(tmp_path_factory):
    folder = tmp_path_factory.mktemp("agregat")
    pipeline.build([write_folder(folder / "masuk")], gudang=folder / "gudang", sintetis=True)
    return folder / "gudang"


@pytest.fixture(autouse=True)
def _use(gudang, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))


def _page(page, state):
    import importlib

    import streamlit as st

    from pedekate.ui import access

    access.grant_role()
    for key, value in state.items():
        st.session_state.setdefault(key, value)
    importlib.import_module(f"pages.{page}").tampil()


def open_page(page, **state):
    """All HTML of a page, which must not fail."""
    app = AppTest.from_function(_page, args=(page, state), default_timeout=90).run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


HEADS = {
    ("beranda",): "enam indikator per wilayah",
    ("peta",): "Penduduk miskin per 100 jiwa (kota 3,9)",
    ("peta", "ukuran", "keluarga__bappeda_kota_malang"): "terbanyak di Tasik Madu (1.560)",
    ("peta", "ukuran", "ipm__bps_kota_malang"): "terendah di Kedungkandang (80,00)",
    ("peta", "jenis", "kantong"): "Kantong di Jatimulyo, Dinoyo, dan Tunggulwulung",
    ("indikator",): "Penduduk miskin di Kota Malang: 3,9",
    ("indikator", "indikator", "keluarga_miskin__bappeda_kota_malang"): "di Kota Malang: 3,8",
    ("indikator", "indikator", "ipm__bps_kota_malang"): "kecamatan Kedungkandang (80,00)",
    ("cakupan",): "Cakupan program belum dapat dihitung",
    ("simulasi",): "Simulasi belum dapat dijalankan",
    ("metodologi",): "120 baris dari 3 berkas membentuk tabel per wilayah",
    ("metodologi", "bagian", "berkas"): "120 baris",
    ("metodologi", "bagian", "indikator"): "120 baris",
    ("metodologi", "bagian", "skor"): "120 baris",
}  # fmt: skip


@pytest.mark.parametrize("where", HEADS, ids=" ".join)
def test_every_page_answers(where):
    page, *state = where
    shown = open_page(page, **dict([state] if state else []))
    head = next(part for part in shown.split("<header") if TITLE in part)
    assert HEADS[where] in head
    assert "nan" not in head.lower().replace("penanggungan", "").split()


@pytest.mark.parametrize("page", ["cakupan", "simulasi", "profil"])
def test_pages_that_need_families_name_the_files_and_the_place(page):
    shown = open_page(page)
    for words in ("DTSEN, berkas keluarga", "data/masuk", "python -m pedekate muat"):
        assert words in shown


def test_every_indicator_keeps_its_own_badge():
    shown = open_page("indikator")
    rows = {row.split("<span")[0].split(">")[-1].strip(): row for row in shown.split("<tr>")[1:]}
    assert "pd-resmi" in rows["Indeks pembangunan manusia"]
    assert "pd-terdaftar" in rows["Keluarga miskin"]


def test_a_table_per_kecamatan_is_not_spread_over_kelurahan():
    shown = open_page("peta", ukuran="pengangguran_terbuka__bps_kota_malang")
    assert "hanya memuat angka per kecamatan" in shown and "5 kecamatan" in shown


@pytest.mark.parametrize(
    "page, words",
    [
        ("beranda", "Belum ada tabel per kelurahan"),
        ("peta", "tabel yang dimuat hanya memuat angka kota"),
        ("indikator", "Indeks pembangunan manusia di Kota Malang: <em>84,10</em>"),
        ("cakupan", "1 indikator dari tabel luar"),
    ],
)
def test_one_figure_of_the_city_is_enough_to_open_every_page(tmp_path, monkeypatch, page, words):
    row = ("35.73", "Kota Malang", "IPM", 2025, "84,1", None, None, "indeks", "BPS")
    table = write(tmp_path / "ipm.csv", LONG, [row], delimiter=";")
    pipeline.build([table], gudang=tmp_path / "g", sintetis=True)
    monkeypatch.setenv("PEDEKATE_GUDANG", str(tmp_path / "g"))
    assert words in open_page(page)


def test_the_status_says_what_is_loaded():
    def page():
        import streamlit as st

        from pedekate.ui import access, data

        access.grant_role()
        status = data.status()
        st.text(f"{status.mode} {status.has_families} {status.periode_agregat}")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert app.text[0].value == "agregat False 2025"
    assert Status(sintetis=False, tanggal_registri=None, sidik_jari="", tahun_resmi=1).has_families


def test_the_workbook_explains_itself():
    def page():
        import streamlit as st

        from pedekate.ui import access, data
        from pedekate.ui.maps import kept

        access.grant_role()
        unit = kept.unit_of("keluarga_miskin__bappeda_kota_malang", counts=False)
        table = kept.table_of(unit)
        st.session_state["buku"] = kept.workbook_of(
            unit, table, data.status(), title="Uji", focus=None
        )

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    book = CalamineWorkbook.from_filelike(io.BytesIO(app.session_state["buku"]))
    rows = book.get_sheet_by_name("Kelurahan").to_python()
    head = next(i for i, row in enumerate(rows) if row[0] == "Kode kelurahan")
    assert len(rows) - head - 1 == 57
    assert rows[head + 1][1] == "Tasik Madu" and rows[head + 1][5:7] == [76, 1560]
    notes = dict(row[:2] for row in book.get_sheet_by_name("Keterangan").to_python())
    assert notes["Sumber"] == "Bappeda Kota Malang; berkas indikator_bappeda.csv"
    assert notes["Lencana"] == "terdaftar" and notes["Periode"] == "2025"


def test_the_command_prints_them(gudang, capsys):
    assert cli.main(["indikator", "--per", "kota", "--json", "--gudang", str(gudang)]) == 0
    rows = json.loads(capsys.readouterr().out)["baris"]
    own = {row["indikator"]: row for row in rows if "__" in row["indikator"]}
    assert set(own) == {
        "penduduk_miskin__dinsos_p3ap2kb", "keluarga_miskin__bappeda_kota_malang",
        "keluarga__bappeda_kota_malang", "rumah_tidak_layak_huni__bappeda_kota_malang",
        "pengangguran_terbuka__bps_kota_malang", "ipm__bps_kota_malang",
    }  # fmt: skip
    poor = own["keluarga_miskin__bappeda_kota_malang"]
    assert (poor["nilai"], poor["pembilang"], poor["penyebut"]) == (3.75, 2736, 72960)
    assert (poor["satuan"], poor["lencana"], poor["tanggal"]) == ("persen", "terdaftar", "2025")
    assert own["penduduk_miskin__dinsos_p3ap2kb"]["nilai"] == 3.85
    assert own["ipm__bps_kota_malang"]["nilai"] is None
    assert not [row for row in rows if row["indikator"] == "desil_1_2"]


def test_the_command_says_where_a_table_stops(gudang, capsys):
    assert cli.main(["indikator", "--per", "kelurahan", "--csv", "--gudang", str(gudang)]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 4 * 57
    assert "Indeks pembangunan manusia (BPS Kota Malang) hanya per kecamatan" in err


def test_other_commands_stay_clear(gudang, capsys):
    assert cli.main(["periksa", "--gudang", str(gudang)]) == 0
    assert "tabel per wilayah saja" in capsys.readouterr().out
    assert cli.main(["simulasi", "--program", "pkh", "--gudang", str(gudang)]) == 2
    assert "Registri kosong" in capsys.readouterr().err
