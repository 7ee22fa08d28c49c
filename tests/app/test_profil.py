"""Profil kelurahan as the app shows it: any visitor, the smallest kelurahan too."""

import re

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city

IDENTITY_NUMBER = re.compile(r"(?<![\d.])\d{16}(?!\d)")
KELURAHAN = {
    "35.73.02.1002": "Rampalcelaket",
    "35.73.02.1011": None,
    "35.73.02.1007": "Kauman",
    "35.73.03.1010": None,
    "35.73.05.1012": "Tasik",
}


def page(kode):
    import streamlit as st

    from pages import profil
    from pedekate.ui import access, frame

    access.grant_role()
    if kode:
        st.session_state.setdefault("kelurahan", kode)
    frame.show(profil.tampil)


def text_of(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("kode", [None, *KELURAHAN])
def test_the_page_stands_for_a_visitor(gudang_20k, monkeypatch, kode):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    app = AppTest.from_function(page, args=(kode,), default_timeout=60).run()
    assert not app.exception
    shown = text_of(app)
    assert "gagal ditampilkan" not in shown
    assert "DATA SINTETIS" in shown and (KELURAHAN.get(kode) or "keluarga terdaftar") in shown
    assert shown.count("<li><div><b>") == 5
    for block in (
        "Menurut sumber",
        "Verifikasi lapangan",
        "Registri yang berselisih",
        "Sidik jari",
    ):
        assert block in shown
    assert not IDENTITY_NUMBER.search(shown)
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [
        "Unduh halaman ini (PDF)",
        "Semua kelurahan, satu berkas (PDF)",
        "Semua kelurahan, berkas terpisah (ZIP)",
    ]


def test_another_kelurahan_by_choice(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    app = AppTest.from_function(page, args=("35.73.02.1002",), default_timeout=60).run()
    app.selectbox[0].select("35.73.02.1007").run()
    assert not app.exception and "<h1>Kauman:" in text_of(app)
