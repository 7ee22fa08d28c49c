"""The command's rows: protected like the screen, official figures for the city only."""

import pandas as pd
import pytest

from pedekate.commands.indikator import OFFICIAL, rows_per
from pedekate.indicators import catalogue

AREAS = pd.DataFrame(
    [
        ("kota", "35.73", "Kota Malang"),
        ("kecamatan", "35.73.01", "Blimbing"),
        ("kelurahan", "35.73.01.1001", "Balearjosari"),
        ("kelurahan", "35.73.01.1002", "Arjosari"),
        ("kelurahan", "35.73.01.1003", "Polowijen"),
    ],
    columns=["tingkat", "kode", "nama"],
)
FACTS = {"tanggal_registri": "2026-10-31", "sintetis": "ya"}


@pytest.fixture
def cells():
    """Families of decile 1–2: 4 of 50, 37 of 60, nobody registered in the third kelurahan."""
    counts = {"35.73.01.1001": (4, 46), "35.73.01.1002": (37, 23)}
    counts["35.73.01"] = counts["35.73"] = (41, 69)
    level = {5: "kota", 8: "kecamatan", 13: "kelurahan"}
    rows = [
        ("desil_1_2", level[len(kode)], kode, "semua", "semua", yes, yes + no, 2, yes, no)
        for kode, (yes, no) in counts.items()
    ]
    columns = [
        "indikator", "tingkat", "kode", "kelompok", "kelas", "pembilang", "penyebut",
        "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya",
    ]  # fmt: skip
    return {"desil_1_2": pd.DataFrame(rows, columns=columns)}


def _rows(level, cells, indicator="desil_1_2"):
    found = list(rows_per(level, AREAS, cells, FACTS))
    return {r["kode"]: r for r in found if r["indikator"] == indicator}


def test_small_cells_and_their_guard_have_no_number(cells):
    rows = _rows("kelurahan", cells)
    small, guard, empty = (rows[f"35.73.01.100{n}"] for n in (1, 2, 3))
    assert (small["nilai"], small["pembilang"], small["disembunyikan"]) == (None, None, True)
    assert small["keterangan"] == "disembunyikan (<10)"
    assert guard["disembunyikan"] and guard["keterangan"] == "disembunyikan (pelindung)"
    assert (empty["nilai"], empty["penyebut"], empty["disembunyikan"]) == (None, 0, False)
    assert empty["keterangan"] == "tidak ada data"


def test_the_value_follows_from_the_published_counts(cells):
    row = _rows("kecamatan", cells)["35.73.01"]
    assert (row["pembilang"], row["penyebut"]) == (40, 110)
    assert row["nilai"] == pytest.approx(100 * 40 / 110, abs=1e-6)
    assert (row["satuan"], row["lencana"], row["tanggal"]) == ("persen", "terdaftar", "2026-10-31")


def test_official_figures_only_for_the_city(cells):
    city = list(rows_per("kota", AREAS, cells, FACTS))
    official = [r for r in city if r["lencana"] == "resmi"]
    assert [r["indikator"] for r in official] == list(OFFICIAL)
    assert official[0]["nilai"] == 3.85 and official[0]["tanggal"] == "2025"
    assert all("http" in r["sumber"] for r in official)
    below = list(rows_per("kecamatan", AREAS, cells, FACTS))
    assert {r["lencana"] for r in below} == {"terdaftar"}


def test_every_indicator_has_a_row_for_every_area(cells):
    rows = list(rows_per("kelurahan", AREAS, cells, FACTS))
    assert len(rows) == 3 * len(catalogue.load().indikator)
