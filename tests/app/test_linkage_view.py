"""The linkage section: opens, the threshold changes the numbers, the workbook explains itself."""

import io

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


def _page():
    import streamlit as st

    from pedekate.ui import access, data
    from pedekate.ui.reconciliation import linkage_view

    access.grant_role()
    linkage_view.show(data.CITY)
    st.session_state["buku"] = linkage_view.workbook(data.CITY, "individu")


@pytest.fixture
def app(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    found = AppTest.from_function(_page, default_timeout=120).run()
    assert not found.exception
    return found


def _html(app) -> str:
    return " ".join(element.value for element in app.get("html"))


def test_the_section_shows_methods_thresholds_and_the_model(app):
    shown = _html(app)
    assert "DTSEN dan P3KE" in shown and "Ambang 95% berlaku" in shown
    assert "Model padanan" in shown and "orang yang sama" in shown


def test_another_threshold_shows_what_it_changes(app):
    control = next(c for c in app.button_group if c.key == "ambang_padanan")
    control.set_value("0.999").run()
    assert not app.exception
    assert "Dengan ambang 99,9%" in _html(app)


def test_persons_are_counted_apart_from_families(app):
    next(c for c in app.button_group if c.key == "satuan_padanan").set_value("individu").run()
    assert not app.exception and "Dalam keluarga" in _html(app)


def test_the_workbook_says_what_it_is(app):
    book = CalamineWorkbook.from_filelike(io.BytesIO(app.session_state["buku"]))
    assert book.sheet_names == ["Dasar", "Ambang", "Bobot", "Contoh", "Keterangan"]
    assert "DATA SINTETIS" in book.get_sheet_by_name("Ambang").to_python()[1][0]
