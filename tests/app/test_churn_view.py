"""The section "what changed between two waves", run as a page would run it."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from pedekate import cli

pytestmark = pytest.mark.city


def _page():
    import streamlit as st

    from pedekate.ui import access
    from pedekate.ui.reconciliation import churn_view

    access.grant_role()
    churn_view.show(st.session_state.get("kode", "35.73"))


@pytest.fixture(scope="module")
def two_waves(gudang_20k, tmp_path_factory):
    folder = tmp_path_factory.mktemp("perubahan")
    shutil.copytree(gudang_20k, folder / "g")
    argv = ["contoh", str(folder / "masuk"), "--keluarga", "20000", "--benih", "2025"]
    assert cli.main([*argv, "--gelombang", "2"]) == 0
    assert (
        cli.main(["muat", str(folder / "masuk"), "--gudang", str(folder / "g"), "--sintetis"]) == 0
    )
    return folder / "g"


def _html(app) -> str:
    assert not app.exception
    text = " ".join(element.proto.body for element in app.get("html"))
    return text.replace("\xa0", " ")


def test_one_wave_says_what_to_load(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    shown = _html(AppTest.from_function(_page, default_timeout=60).run())
    assert "setelah ada dua gelombang data" in shown and "pd-tabel" not in shown


def test_city_kecamatan_and_the_other_source(two_waves, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(two_waves))
    app = AppTest.from_function(_page, default_timeout=60).run()
    city = _html(app)
    assert "Sejak 31 Oktober 2026 DTSEN mencatat" in city and "di Kota Malang" in city
    assert "menuju desil 1" in city and "PKH" in city and "diperingkat ulang" in city
    app.session_state["kode"] = "35.73.05"
    assert "di Kecamatan Lowokwaru" in _html(app.run())
    # A kelurahan: states as far as the table of all kelurahan shows them, no moves.
    app.session_state["kode"] = "35.73.05.1001"
    one = _html(app.run())
    assert "di Kelurahan" in one and "Desil turun" not in one and "Berhenti" not in one
    app.session_state["kode"] = "35.73"
    app.session_state["sumber_perubahan"] = "dtks"
    dtks = _html(app.run())
    assert "Sejak 30 September 2026 DTKS mencatat" in dtks
    # DTKS ranks nobody: no matrix.
    assert "Desil turun" not in dtks


def test_workbook_holds_every_table(two_waves, monkeypatch):
    import io

    from python_calamine import CalamineWorkbook

    monkeypatch.setenv("PEDEKATE_GUDANG", str(two_waves))

    def page():
        import streamlit as st

        from pedekate.ui import access, data
        from pedekate.ui.reconciliation import churn_view

        access.grant_role()
        pair = data.wave_pairs()[0]
        st.session_state["isi"] = churn_view.workbook(pair, "35.73", "Temuan")

    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    book = CalamineWorkbook.from_filelike(io.BytesIO(app.session_state["isi"]))
    assert book.sheet_names == ["Ringkasan", "Desil", "Kelurahan", "Keterangan"]
    rows = book.get_sheet_by_name("Kelurahan").to_python()
    assert len([row for row in rows if str(row[0]).startswith("35.73.")]) == 57


def _map_page():
    import streamlit as st

    from pages import peta
    from pedekate.ui import access

    access.grant_role()
    st.session_state.setdefault("jenis", "dua")
    st.session_state.setdefault("banding", "waktu")
    peta.tampil()


def test_two_waves_stand_side_by_side_on_the_map(two_waves, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(two_waves))
    app = AppTest.from_function(_map_page, default_timeout=60).run()
    shown = _html(app)
    assert "Angka Januari 2027" in shown and "Desil diperingkat ulang" in shown
    app.selectbox(key="ukuran_waktu").set_value("keluarga")
    shown = _html(app.run())
    assert "Semua keluarga gelombang itu" in shown and "di alamat barunya" in shown
