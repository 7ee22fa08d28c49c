"""Codes, names and boundaries of the 57 kelurahan agree with one another."""

import geopandas as gpd
import pandas as pd
import pytest

from pedekate import config

UTM_49S = 32749
AREA_KM2 = 111.08


@pytest.fixture(scope="module")
def table():
    return pd.read_csv(config.WILAYAH / "kelurahan.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def shapes():
    return gpd.read_file(config.WILAYAH / "kelurahan.geojson")


def test_57_kelurahan_in_5_kecamatan(table):
    assert len(table) == 57
    assert table["nama_kecamatan"].nunique() == 5


@pytest.mark.parametrize("code", ["kode_kelurahan", "kode_bps"])
def test_codes_are_unique_and_well_formed(table, code):
    pattern = r"35\.73\.0[1-5]\.\d{4}" if code == "kode_kelurahan" else r"35730\d0\d{3}"
    assert table[code].is_unique
    assert table[code].str.fullmatch(pattern).all()


def test_each_code_names_one_kelurahan_both_ways(table):
    assert (table["kode_kelurahan"].str[:8] == table["kode_kecamatan"]).all()
    assert (table["kode_bps"].str[:7] == table["kode_kecamatan_bps"]).all()
    for pair in (["kode_kecamatan", "kode_kecamatan_bps"], ["kode_kecamatan", "nama_kecamatan"]):
        assert len(table[pair].drop_duplicates()) == 5
    assert not table.duplicated(["nama_kecamatan", "nama_kelurahan"]).any()


def test_variant_spellings_point_to_one_kelurahan(table):
    spellings = {}
    for row in table.itertuples():
        for name in {row.nama_kelurahan, row.nama_bps, *row.varian_nama.split("|")} - {""}:
            spellings.setdefault(name.lower(), set()).add(row.kode_kelurahan)
    assert all(len(codes) == 1 for codes in spellings.values())


def test_boundaries_and_table_agree(table, shapes):
    assert set(shapes["kode_kelurahan"]) == set(table["kode_kelurahan"])
    merged = shapes.merge(table, on="kode_kelurahan", suffixes=("", "_tabel"))
    assert (merged["nama_kelurahan"] == merged["nama_kelurahan_tabel"]).all()
    assert (merged["kode_kecamatan"] == merged["kode_kecamatan_tabel"]).all()


def test_boundaries_are_one_clean_coverage(shapes):
    assert shapes.is_valid.all()
    metric = shapes.to_crs(UTM_49S)
    united = metric.union_all()
    # Overlaps would make the sum larger than the union; gaps would leave holes in it.
    assert metric.area.sum() == pytest.approx(united.area, rel=1e-6)
    assert united.geom_type == "Polygon"
    assert sum(gpd.GeoSeries([ring], crs=UTM_49S).area.sum() for ring in united.interiors) == 0


def test_area_is_the_published_one(table, shapes):
    assert shapes.to_crs(UTM_49S).area.sum() / 1e6 == pytest.approx(AREA_KM2, abs=0.1)
    assert table["luas_km2"].astype(float).sum() == pytest.approx(111.077, abs=0.001)


def test_population_estimate_adds_up_to_the_kecamatan_figures(table):
    official = pd.read_csv(config.RUJUKAN / "indikator_kota.csv")
    official = official[
        (official["indikator"] == "penduduk")
        & (official["tahun"] == 2023)
        & official["wilayah"].str.startswith("Kec. ")
    ]
    published = dict(zip(official["wilayah"].str[5:], official["nilai"].astype(int), strict=True))
    estimated = table["penduduk_2023_estimasi"].astype(int).groupby(table["nama_kecamatan"]).sum()
    assert estimated.to_dict() == published
