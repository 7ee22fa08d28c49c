"""Cells of aggregate tables: numbers, periods, units and areas that have one reading only."""

import datetime as dt

import pytest

from pedekate.indicators.external import book
from pedekate.registry.aggregates import areas, figures
from pedekate.registry.aggregates.areas import AreaText

POOR = book().get("penduduk_miskin")
HDI = book().get("ipm")
PEOPLE = book().get("penduduk")


@pytest.mark.parametrize(
    "text, mark, value",
    [
        ("1250", ",", 1250.0),
        ("1.250", ",", 1250.0),
        ("1.250", ".", 1.25),
        ("1.250", None, None),
        ("3,91", ".", 3.91),  # two decimals tell by themselves, whatever the file does
        ("3.91%", ",", 3.91),
        ("1.234.567", None, 1234567.0),
        ("1.234,5", ".", 1234.5),
        ("0.125", None, 0.125),  # no thousand starts with a zero
        ("−4", ",", -4.0),
        ("kira-kira 5", ",", None),
        ("12..5", ",", None),
    ],
)
def test_a_number_is_read_only_in_one_way(text, mark, value):
    assert figures.number(text, mark) == value


@pytest.mark.parametrize(
    "texts, mark",
    [
        (["1.250", "3,9"], ","),
        (["1.250", "3.9"], "."),
        (["1.250", "-", None], ","),
        (["3,9", "4.7"], None),
    ],
)
def test_the_rest_of_the_file_tells_the_decimal_mark(texts, mark):
    assert figures.decimal_mark(texts, ",") == mark


@pytest.mark.parametrize("text", [None, "", " - ", "–", "...", "NA", "n/a"])
def test_a_sign_for_no_figure_is_no_zero(text):
    assert figures.is_blank(text)


@pytest.mark.parametrize(
    "text, periode, last_day",
    [
        ("2025", "2025", dt.date(2025, 12, 31)),
        ("2025.0", "2025", dt.date(2025, 12, 31)),
        ("2024-02", "2024-02", dt.date(2024, 2, 29)),
        ("Maret 2025", "2025-03", dt.date(2025, 3, 31)),
        ("31/03/2025", "2025-03-31", dt.date(2025, 3, 31)),
        ("1 Agustus 2025", "2025-08-01", dt.date(2025, 8, 1)),
        ("2025-03-31 00:00:00", "2025-03-31", dt.date(2025, 3, 31)),
    ],
)
def test_periods(text, periode, last_day):
    assert figures.period(text) == (periode, last_day)


@pytest.mark.parametrize("text", ["31/02/2025", "2025-13", "triwulan 1", "25", None, "Jumat 2025"])
def test_what_is_no_period(text):
    assert figures.period(text) is None


@pytest.mark.parametrize(
    "text, indicator, unit",
    [
        ("persen", POOR, ("persen", 100.0)),
        ("%", POOR, ("persen", 100.0)),
        ("bagian", POOR, ("persen", 1.0)),
        ("orang", POOR, ("jumlah", 1.0)),
        ("keluarga", POOR, None),  # persons and families are never mixed
        ("ribu jiwa", POOR, None),  # nothing is rescaled
        (None, POOR, None),  # a share has to say how it is written
        (None, HDI, ("angka", 1.0)),
        (None, PEOPLE, ("jumlah", 1.0)),
        ("persen", PEOPLE, None),
    ],
)
def test_units(text, indicator, unit):
    assert figures.unit(text, indicator) == unit


@pytest.fixture(scope="module")
def known():
    return areas.load()


@pytest.mark.parametrize(
    "cells, level, expected",
    [
        ({"kode": "35.73"}, None, ("kota", "35.73", "cocok")),
        ({"kode": "3573040"}, None, ("kecamatan", "35.73.01", "cocok")),
        ({"kode": "35.73.01"}, None, ("kecamatan", "35.73.01", "cocok")),
        ({"kode": "3573040011"}, None, ("kelurahan", "35.73.01.1001", "cocok")),
        ({"kode": "35.73.01.1001"}, None, ("kelurahan", "35.73.01.1001", "cocok")),
        ({"kode": "3573040011", "wilayah": "BALEARJOSARI"}, None,
         ("kelurahan", "35.73.01.1001", "cocok")),
        ({"kode": "3573040011", "wilayah": "Arjosari"}, None, (None, None, "bertentangan")),
        ({"kode": "3507010001"}, None, (None, None, "luar")),
        ({"wilayah": "Kota Malang"}, None, ("kota", "35.73", "cocok")),
        ({"wilayah": "Kec. Klojen"}, None, ("kecamatan", "35.73.02", "cocok")),
        ({"wilayah": "Klojen"}, None, (None, None, "mendua")),
        ({"wilayah": "Klojen", "tingkat": "Kecamatan"}, None,
         ("kecamatan", "35.73.02", "cocok")),
        ({"wilayah": "Klojen"}, "kecamatan", ("kecamatan", "35.73.02", "cocok")),
        ({"kode": "3573030", "wilayah": "Klojen"}, None, ("kecamatan", "35.73.02", "cocok")),
        ({"kecamatan": "Klojen"}, None, ("kecamatan", "35.73.02", "cocok")),
        ({"kelurahan": "Arjosari", "kecamatan": "Klojen"}, None, (None, None, "bertentangan")),
        ({"wilayah": "Kepanjen"}, None, (None, None, "luar")),
        ({}, None, (None, None, "luar")),
    ],
)  # fmt: skip
def test_areas_by_code_of_either_system_or_by_name(known, cells, level, expected):
    assert tuple(areas.resolve(AreaText(**cells), level, known)) == expected


def test_a_shared_name_in_a_kelurahan_column_is_the_kelurahan(known):
    found = areas.resolve(AreaText(kelurahan="Klojen", kecamatan="Klojen"), None, known)
    assert found.tingkat == "kelurahan" and found.kode.startswith("35.73.02.")


def test_no_code_of_one_system_means_another_area_in_the_other():
    """Why an aggregate table need not say whose codes it uses."""
    import csv

    from pedekate import config

    with (config.WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ministry = {row["kode_kelurahan"].replace(".", "") for row in rows}
    ministry |= {row["kode_kecamatan"].replace(".", "") for row in rows}
    bps = {row["kode_bps"] for row in rows} | {row["kode_kecamatan_bps"] for row in rows}
    assert not ministry & bps
