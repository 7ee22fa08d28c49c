"""The one door to the tables: no role, no figures; a swapped database shows at the next rerun."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


def _page():
    import streamlit as st

    from pedekate.errors import UserFacingError
    from pedekate.ui import access, data

    if st.session_state.get("masuk", True):
        access.grant_role()
    try:
        st.text(data.status().sidik_jari)
        st.text(f"{len(data.measure_by_kelurahan('desil_1_2'))} kelurahan")
        rows = data.measure_by_class("lantai_tidak_layak", "35.73", "desil")
        st.text(f"{len(rows)} desil")
        st.text(str(data.city_value("desil_1_2")["pembilang"] % 5))
    except UserFacingError as error:
        st.error(str(error))


@pytest.fixture
def gudang(gudang_20k, tmp_path, monkeypatch):
    """A copy that may be swapped."""
    folder = tmp_path / "gudang"
    folder.mkdir()
    shutil.copy(gudang_20k / "analitik.duckdb", folder)
    monkeypatch.setenv("PEDEKATE_GUDANG", str(folder))
    return folder


def _texts(app) -> list[str]:
    assert not app.exception
    return [element.value for element in app.text]


def test_protected_tables_come_through(gudang):
    shown = _texts(AppTest.from_function(_page, default_timeout=60).run())
    assert shown[1:] == ["57 kelurahan", "11 desil", "0"]


def test_without_a_role_nothing_comes_through(gudang):
    app = AppTest.from_function(_page, default_timeout=60)
    app.session_state["masuk"] = False
    app.run()
    assert not app.text
    assert "hanya dapat dibuka lewat aplikasi" in app.error[0].value


def test_a_swapped_database_shows_at_the_next_rerun(gudang):
    import duckdb

    app = AppTest.from_function(_page, default_timeout=60).run()
    before = _texts(app)[0]
    fresh = gudang / "baru.duckdb"
    shutil.copy(gudang / "analitik.duckdb", fresh)
    with duckdb.connect(str(fresh)) as con:
        con.execute("update meta set nilai = 'data-baru' where kunci = 'sidik_jari'")
    fresh.replace(gudang / "analitik.duckdb")
    assert _texts(app.run())[0] == "data-baru" != before


def test_a_missing_database_is_one_sentence(gudang):
    app = AppTest.from_function(_page, default_timeout=60).run()
    (gudang / "analitik.duckdb").unlink()
    app.run()
    assert not app.text and "python -m pedekate siapkan" in app.error[0].value


@pytest.mark.parametrize(
    "page, indicator, kecamatan",
    [
        ("beranda", None, None),
        ("indikator", "bukan_listrik", None),
        ("indikator", "anak_tidak_sekolah", "Klojen"),
        ("cakupan", None, None),
        ("cakupan", None, "Klojen"),
    ],
)
def test_pages_answer_also_where_much_is_hidden(gudang, page, indicator, kecamatan):
    def run(page, indicator, kecamatan):
        import importlib

        import streamlit as st

        from pedekate.ui import access

        access.grant_role()
        for key, value in (("indikator", indicator), ("kecamatan", kecamatan)):
            if value:
                st.session_state.setdefault(key, value)
        importlib.import_module(f"pages.{page}").tampil()

    app = AppTest.from_function(run, args=(page, indicator, kecamatan), default_timeout=90).run()
    assert not app.exception
    heads = "".join(element.proto.body for element in app.get("html"))
    assert "<h1>" in heads
    assert "nan" not in heads.replace("makanan", "").replace("penanggungan", "").lower().split()
