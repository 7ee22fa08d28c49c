"""One indicator over areas and classes: protected along every sum, one figure per area."""

import numpy as np
import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.indicators.breakdown import NOT_KNOWN, order_classes, published

RULE = Policy(threshold=10, step=5)
OPEN = Policy(threshold=0, step=1)


def _cells(seed: int, *, size: int) -> pd.DataFrame:
    """Exact cells of 2 kecamatan × 3 kelurahan × 3 deciles × 2 sexes, rolled up like the mart."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"35.73.0{kec}.100{kel}", decile, sex, int(rng.integers(0, size)), int(rng.integers(size)))
        for kec in (1, 2)
        for kel in (1, 2, 3)
        for decile in ("1", "10", "tanpa_desil")
        for sex in ("L", "P")
    ]
    base = pd.DataFrame(rows, columns=["kelurahan", "desil", "jenis_kelamin_kepala", "ya", "tidak"])
    levels = {
        "kota": base["kelurahan"].str[:5],
        "kecamatan": base["kelurahan"].str[:8],
        "kelurahan": base["kelurahan"],
    }
    parts = []
    for level, code in levels.items():
        for grouping in ("semua", "desil", "jenis_kelamin_kepala"):
            keys = pd.DataFrame({"kode": code, "kelas": base.get(grouping, "semua")})
            sums = base[["ya", "tidak"]].groupby([keys["kode"], keys["kelas"]]).sum().reset_index()
            parts.append(sums.assign(tingkat=level, kelompok=grouping))
    table = pd.concat(parts, ignore_index=True)
    return table.assign(
        indikator="x", pembilang=table["ya"], penyebut=table["ya"] + table["tidak"],
        tak_diketahui=0, keluarga_pembilang=table["ya"], keluarga_lainnya=table["tidak"],
    ).drop(columns=["ya", "tidak"])  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("column", ["pembilang", "penyebut"])
def test_published_classes_and_areas_add_up(seed, column):
    table = published(_cells(seed, size=400), Policy(threshold=0, step=5), persons=False)
    area = table[table["kelompok"] == "semua"].set_index("kode")[column]
    assert area["35.73.01"] + area["35.73.02"] == area["35.73"]
    for grouping in ("desil", "jenis_kelamin_kepala"):
        classes = table[table["kelompok"] == grouping].groupby("kode")[column].sum()
        assert (classes == area[classes.index]).all()


@pytest.mark.parametrize("seed", range(8))
def test_a_kelurahan_cannot_be_had_from_the_class_totals(seed):
    """Hide in both directions: no class has exactly one hidden kelurahan under a shown sum."""
    exact = _cells(seed, size=25)
    shown = published(exact, RULE, persons=False)
    classes = shown[(shown["kelompok"] == "desil") & ~shown["kelas"].isin(NOT_KNOWN)]
    for kelas, same in classes.groupby("kelas"):
        hidden = same.set_index("kode")["disembunyikan"]
        for kecamatan in ("35.73.01", "35.73.02"):
            inside = hidden[hidden.index.str.startswith(f"{kecamatan}.")]
            assert hidden[kecamatan] or inside.sum() != 1, (kelas, kecamatan)


def test_row_order_changes_nothing():
    cells = _cells(3, size=30)
    shuffled = cells.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(
        published(cells, RULE, persons=False), published(shuffled, RULE, persons=False)
    )


def test_sources_overlap_and_need_not_add_up():
    cells = _cells(1, size=400)
    source = cells[cells["kelompok"] == "semua"].assign(kelompok="sumber", kelas="dtsen")
    table = published(pd.concat([cells, source]), OPEN, persons=False)
    rows = table[table["kelompok"] == "sumber"]
    assert len(rows) == 9 and (rows["nilai"] >= 0).all()


def test_deciles_are_ordered_as_numbers():
    assert order_classes(["10", "tanpa_desil", "2", "1"]) == ["1", "2", "10", "tanpa_desil"]
    assert order_classes(["L", "tidak_diketahui", "P"]) == ["L", "P", "tidak_diketahui"]
