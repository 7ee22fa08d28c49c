"""Page Simulasi: every section answers, makes its workbook, and says what it cannot say."""

import pytest
from streamlit.testing.v1 import AppTest

from pedekate.simulation import groups, programs

pytestmark = pytest.mark.city


@pytest.fixture(autouse=True)
def gudang(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))


def _page(bagian, more):
    import streamlit as st

    from pages import simulasi
    from pedekate.ui import access

    access.grant_role()
    for key, value in {"bagian": bagian, **more}.items():
        st.session_state.setdefault(key, value)
    simulasi.tampil()


def _open(bagian, **more):
    app = AppTest.from_function(_page, args=(bagian, more), default_timeout=120).run()
    assert not app.exception
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert "nan" not in shown.lower().split() and "&lt;NA&gt;" not in shown
    assert "dapat mengajukan keberatan" in shown
    return app, shown.replace("\xa0", " ").replace("\u2060", "")


PROGRAMMES = ["bpntd", "pkh", "pbi_jk", "rtlh", "rantang_kasih"]


@pytest.mark.parametrize("program", PROGRAMMES)
def test_how_sure_for_every_kind_of_programme(program):
    _, shown = _open("yakin", program=program)
    assert shown.count("<h1>") == 1 and "pd-undian" in shown
    assert "pengeluaran sebenarnya tidak dipakai" in shown and "Benih 2025" in shown
    in_kind = program in ("pbi_jk", "rtlh")
    assert ("tidak menambah belanja keluarga" in shown) == in_kind


def test_a_yardstick_cannot_be_drawn_and_no_money_reaches_nobody():
    _, shown = _open("yakin", program="bpntd", peringkat_bpntd="undian")
    assert "tidak dapat diundi" in shown and "pd-undian" not in shown
    _, shown = _open("yakin", program="bpntd", anggaran_bpntd="0")
    assert "tidak ada keluarga miskin yang terjangkau" in shown


def test_the_same_draws_for_the_same_choice():
    first, again = (_open("yakin", program="bpntd", anggaran_bpntd="1 miliar")[1] for _ in "ab")
    assert first == again and "dalam" in first


@pytest.mark.parametrize("program", PROGRAMMES)
def test_winners_and_groups_for_every_kind_of_programme(program):
    _, shown = _open("kelompok", program=program)
    assert shown.count("<h1>") == 1 and "Menerima dengan kedua cara" in shown
    intended = any(one.intended(programs.load(program)) for one in groups.load().kelompok)
    assert ("sasaran program" in shown) == intended


def test_a_ranking_without_steps_has_no_steps_and_no_money_no_margin():
    _, shown = _open("kelompok", program="bpntd", peringkat_bpntd="daftar")
    assert "Dari Desil nasional DTSEN ke Daftar penerima sekarang" in shown
    assert "kehilangan tempat bila" not in shown
    _, shown = _open("kelompok", program="bpntd", anggaran_bpntd="0")
    assert "penerimanya tetap sama" in shown


@pytest.mark.parametrize(
    "program, peringkat", [("bpntd", "skor"), ("pkh", "desil"), ("rtlh", "undian")]
)
def test_the_next_billion_for_every_kind_of_programme(program, peringkat):
    more = {f"peringkat_{program}": peringkat, f"anggaran_{program}": "300 juta"}
    _, shown = _open("rupiah", program=program, **more)
    assert shown.count("<h1>") == 1 and "Rp 1 miliar berikutnya" in shown
    assert "Kneedle" in shown and "Sampai anggaran" in shown and "pd-garis" in shown
    # A lottery looks at everybody: no draw can judge it, and every billion finds as many.
    assert ("200 undian keadaan kota, Rp 1 miliar" in shown) == (peringkat != "undian")
    if peringkat == "undian":
        assert "hampir sama banyak" in shown and "titik belok</span>" not in shown


def test_shared_equally_there_is_no_queue():
    _, shown = _open("rupiah", program="bpntd", peringkat_bpntd="universal")
    assert "menambah manfaat setiap keluarga" in shown and "<h1>" not in shown


def test_sections_make_their_workbooks():
    """Made on a thread of their own, from their arguments alone."""

    def run():
        import io
        from dataclasses import replace
        from unittest.mock import patch

        import streamlit as st
        from python_calamine import CalamineWorkbook

        from pages import simulasi
        from pedekate.ui import access
        from pedekate.ui.kit import components
        from pedekate.ui.simulation.portfolio import view as portfolio

        access.grant_role()
        made = []
        keep = components.source_line

        def source_line(text, *, key="", downloads=()):
            made.extend(item.data() for item in downloads)
            keep(text, key=key, downloads=[replace(item, data=b"") for item in downloads])

        for part in ("yakin", "kelompok", "rupiah"):
            with patch.object(components, "source_line", source_line):
                simulasi.PARTS[part][1](st.session_state["pilihan"]())
        with patch.object(components, "source_line", source_line):
            portfolio.show()
        for book in made:
            opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
            st.text(",".join(opened.sheet_names))
            rows = opened.get_sheet_by_name("Keterangan").to_python()
            st.text(" ".join(str(cell) for row in rows for cell in row))

    def choice():
        from pedekate.simulation import programme_run
        from pedekate.ui.simulation import runs
        from pedekate.ui.simulation.controls import Choice

        ready = runs.prepared("bpntd")
        return Choice(
            programme="bpntd", steps=(0.0, 1e9), present=None,
            scenario=programme_run.scenario(ready, peringkat="skor", anggaran_rp=1e9),
            rankings=tuple(programme_run.rankings(ready)),
        )  # fmt: skip

    app = AppTest.from_function(run, default_timeout=120)
    app.session_state["pilihan"] = choice
    app.run()
    assert not app.exception
    texts = [element.value for element in app.text]
    assert texts[0] == "Cara urut,Berpasangan,Andaian,Keterangan"
    assert texts[2] == "Pemenang,Wilayah,Kelompok,Sekitar batas,Uang,Keterangan"
    assert texts[4] == "Biaya,Kurva,Batas,Semua program,Keterangan"
    assert texts[6] == "Program,Banyaknya program,Pembagian,Keterangan"
    for notes in texts[1::2]:
        assert "DATA SINTETIS" in notes and "Sidik jari data" in notes and "saran" in notes


@pytest.mark.parametrize("aturan", ["tumpuk", "satu", "plafon"])
def test_many_programmes_under_every_rule(aturan):
    _, shown = _open("program", aturan=aturan)
    assert shown.count("<h1>") == 1 and "PKH lebih dulu" in shown
    assert ("berganda</em>" in shown or "di antaranya berganda" in shown) == (aturan != "satu")
    assert "Pembagian terbaik" in shown


def test_a_scarce_budget_has_a_price_and_an_impossible_one_names_its_rules():
    _, shown = _open("program", anggaran_kota="5 miliar")
    assert "Tambahan Rp 1 miliar menjangkau sekitar" in shown
    _, shown = _open("program", anggaran_kota="5 miliar", batas_bawah="0.75")
    assert "Pembagian ini tidak mungkin" in shown and "batas bawah" in shown
    _, shown = _open("program", anggaran_kota="500 juta", jatah_kelurahan="250")
    assert "jatah kelurahan Balearjosari" in shown and "kelurahan lain" in shown
    _, shown = _open("program", tujuan="jurang", anggaran_kota="1 miliar")
    assert "kekurangan" in shown
