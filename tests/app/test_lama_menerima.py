"""Cakupan: duration of receipt is one sentence with one list, and a table with two."""

import shutil

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


def page():
    from pages import cakupan
    from pedekate.ui import access, frame

    access.grant_role()
    frame.show(cakupan.tampil)


def shown(gudang, monkeypatch) -> str:
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))
    app = AppTest.from_function(page, default_timeout=120).run()
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def test_one_list_is_said_and_two_are_compared(gudang_20k, tmp_path, monkeypatch):
    first = shown(gudang_20k, monkeypatch)
    assert "Baru satu daftar bayar setiap program" in first and "Calon graduasi" not in first
    shutil.copytree(gudang_20k, tmp_path / "g")
    with duckdb.connect(str(tmp_path / "g" / "analitik.duckdb")) as con:
        con.execute(
            "update agregat_penerimaan set banyak_daftar = 2, daftar = case when kode_kelurahan < "
            "'35.73.03' then 2 else 1 end, desil = 9 where program = 'pkh'"
        )
    second = shown(tmp_path / "g", monkeypatch)
    assert "keluarga yang menerima PKH di kedua daftar bayar (100" in second
    assert "BPNT/Sembako dan BPNTD: baru satu daftar" in second
