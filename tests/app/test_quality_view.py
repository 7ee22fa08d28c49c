"""The data-quality section: matrix, kelurahan, rules, trend; rows only for a role."""

import datetime as dt
import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from pedekate import pipeline
from pedekate.access import roles
from pedekate.access.roles import Session
from pedekate.format import tanggal
from pedekate.store import casebook
from tests.registry_files import DTKS, kk, nik, write_csv

DATES = """
["lama.csv"]
tanggal_data = 2026-03-31
["baru.csv"]
tanggal_data = 2026-09-30
"""
POLOWIJEN = {"desa_kelurahan": "POLOWIJEN", "kecamatan": "BLIMBING", "id_desa": "3573011003"}


def _rows(bad: int) -> list[dict]:
    """Eighty rows in two kelurahan, the first `bad` of them with an unusable NIK."""
    return [
        {
            "NIK": "12" if i < bad else nik(i + 1),
            "NOKK": kk(i + 1),
            "Nama": f"ORANG {i}",
            **(POLOWIJEN if i % 2 else {}),
        }
        for i in range(80)
    ]


@pytest.fixture(scope="module")
def gudang(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutu")
    write_csv(folder / "lama.csv", DTKS, *_rows(40))
    write_csv(folder / "baru.csv", DTKS, *_rows(30))
    (folder / "berkas.toml").write_text(DATES, encoding="utf-8")
    pipeline.build([folder], gudang=folder / "g", sintetis=True)
    return folder / "g"


def _section():
    import streamlit as st

    from pedekate.ui import access
    from pedekate.ui.reconciliation import quality_report, quality_view

    access.grant_role()
    kode = st.session_state.get("wilayah", "35.73")
    quality_view.show(kode)
    st.session_state["buku"] = quality_report.workbook(kode, "dtks", "individu", "keabsahan")


@pytest.fixture
def app(gudang, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))
    return AppTest.from_function(_section, default_timeout=60)


def _html(app) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def test_the_newest_file_is_judged_and_both_dates_are_a_trend(app):
    shown = _html(app.run())
    # 30 of 80 rows of the newer file are bad: 62.5 percent good; of the older, half.
    assert "keabsahan berkas DTKS · orang" in shown
    assert "62,5%" in shown and tanggal(dt.date(2026, 9, 30)) in shown
    assert "dari waktu ke waktu" in shown and "50,0%" in shown
    assert "NIK bukan nomor 16 digit yang sah" in shown
    assert "Polowijen" in shown and "Arjowinangun" in shown
    assert not re.search(r"\b(salah|warga)\b", shown, re.IGNORECASE)


def test_another_dimension_changes_the_kelurahan_table(app):
    app.run()
    app.selectbox(key="dimensi_mutu").set_value("ketunggalan").run()
    assert "Ketunggalan DTKS · orang" in _html(app)


def test_one_kecamatan_shows_its_own_kelurahan(app):
    app.session_state["wilayah"] = "35.73.01"
    shown = _html(app.run())
    assert "Polowijen" in shown and "Arjowinangun" not in shown


def test_an_area_without_rows_says_so(app):
    app.session_state["wilayah"] = "35.73.02"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pedekate.ui.reconciliation.quality_report.workbook", lambda *args: b"")
        assert "Belum ada berkas" in _html(app.run())


def test_a_visitor_sees_no_rows(app):
    app.run()
    assert not app.exception and not app.expander


def test_a_role_sees_which_rows_but_not_whose(app, gudang, monkeypatch):
    officer = Session(role=roles.load().role("petugas"), akun="uji")
    monkeypatch.setattr("pedekate.ui.access.roles.visitor", lambda: officer)
    app.run()
    shown = _html(app)
    assert app.expander[0].label == "Baris di balik angka"
    assert "baru.csv" in shown and "lama.csv" not in shown
    assert nik(31) not in shown and "ORANG" not in shown
    (line, *_) = casebook.trail(gudang, most=5)
    assert (line.akun, line.kegiatan) == ("uji", "baris")


def test_the_door_refuses_a_visitor(app):
    from pedekate.errors import AccessError
    from pedekate.ui import access, data

    with access.as_role(roles.visitor()), pytest.raises(AccessError, match="peran Tamu"):
        data.quality_rows("dtks", "individu", "nik_tidak_sah", "35.73")


def test_the_workbook_holds_the_numbers_and_their_definitions(app):
    app.run()
    assert not app.exception
    book = CalamineWorkbook.from_filelike(BytesIO(app.session_state["buku"]))
    assert book.sheet_names == [
        "Berkas dan dimensi",
        "Aturan",
        "Kelurahan",
        "Definisi",
        "Keterangan",
    ]
    text = {name: str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
    assert "62.5" in text["Berkas dan dimensi"] and "Polowijen" in text["Kelurahan"]
    assert "DAMA UK 2013" in text["Definisi"]
    assert all("DATA SINTETIS" in sheet for sheet in text.values())
