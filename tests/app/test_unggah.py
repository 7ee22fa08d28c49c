"""Unggah as each role: who may load, and what everybody sees."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


def page(name, akun):
    """One page as `app.py` shows it, for a role."""
    import importlib

    import streamlit as st

    from pedekate.access import roles
    from pedekate.ui import access, frame

    if akun:
        role = roles.load().role(akun.split("-")[0])
        st.session_state.setdefault("peran", roles.Session(role=role, akun=akun))
    access.grant_role()
    frame.show(importlib.import_module(f"pages.{name}").tampil)


@pytest.fixture
def show(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))

    def run(akun=None, name="unggah"):
        app = AppTest.from_function(page, args=(name, akun), default_timeout=120).run()
        assert not app.exception
        return app

    return run


def text(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("akun", [None, "kelurahan-1", "petugas-1"])
def test_who_may_not_load_sees_the_files_and_how_to_get_the_role(show, akun):
    app = show(akun)
    seen = text(app)
    assert not app.get("file_uploader") and not app.button
    assert "memerlukan peran Pengelola data" in seen
    assert "python -m pedekate akun NAMA --peran pengelola" in seen
    assert "dtsen_keluarga.csv" in seen and "Tabel indikator Bappeda" in seen


def test_who_may_load_gets_the_place_to_drop_files(show):
    app = show("pengelola-1")
    assert len(app.get("file_uploader")) == 1
    assert "isinya diperiksa dulu" in text(app)


@pytest.mark.parametrize("name", ["unggah", "metodologi"])
def test_sources_carry_their_names(show, name, monkeypatch):
    app = show(name=name)
    if name == "metodologi":
        app.session_state["bagian"] = "berkas"
        app.run()
    cells = text(app)
    assert ">Daftar bayar<" in cells and ">Susenas<" in cells and ">DTKS<" in cells
    assert ">daftar_bayar<" not in cells and ">dtks<" not in cells
