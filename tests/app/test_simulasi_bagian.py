"""Page Simulasi: every section answers, makes its workbook, and says what it cannot say."""

import pytest
from streamlit.testing.v1 import AppTest

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
