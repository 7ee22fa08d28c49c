"""Indikator by every grouping, by two at once, and spread over the kelurahan."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


def page():
    from pages import indikator
    from pedekate.ui import access, frame

    access.grant_role()
    frame.show(indikator.tampil)


def text(app) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def test_every_grouping_is_there_and_the_crossing_follows_the_choice(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    app = AppTest.from_function(page, default_timeout=120).run()
    seen = text(app)
    for part in (
        "Menurut desil nasional", "Menurut jenis kelamin kepala", "Menurut umur kepala",
        "Menurut disabilitas berat", "Menurut jenis keluarga", "Menurut status program",
        "Menurut isian sumbernya", "Separuh kelurahan berada di",
    ):  # fmt: skip
        assert part in seen, part
    assert ">Hanya PBI-JK<" in seen and 'colspan="13"' in seen
    app.selectbox(key="baris").select("kecamatan").run()
    app.selectbox(key="kolom").select("umur_kepala").run()
    seen = text(app)
    assert 'rowspan="2">Kecamatan<' in seen and ">70 ke atas<" in seen
    app.selectbox(key="indikator").select("anak_tidak_sekolah").run()
    assert "Persen jiwa, Kota Malang" in text(app)
    app.selectbox(key="kecamatan").select("Klojen").run()
    seen = text(app)
    assert "Kecamatan" not in app.selectbox(key="baris").options
    assert "Klojen" in seen and "nan" not in seen.lower().split()


def test_official_figures_stand_beside_their_targets(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))
    app = AppTest.from_function(page, default_timeout=120)
    app.query_params["bagian"] = "Angka resmi"
    seen = text(app.run())
    assert "di atas target RPJMD 2026" in seen and "RPD 2024–2026 (lama)" in seen
    assert "seri lama" in seen and "tidak sebanding" in seen
    assert "Kelurahan tidak dapat punya angka resmi" in seen
    assert all(kind in seen for kind in (">Resmi<", ">Terdaftar<", ">Model<"))
