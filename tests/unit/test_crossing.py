"""Two groupings at once: sums kept, small cells hidden, nothing given away by the margins."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.indicators.breakdown import published
from pedekate.indicators.crossing import ALL, published_cross
from pedekate.ui.indicators import text
from pedekate.ui.indicators.crossing_table import crossing_table
from pedekate.ui.indicators.distribution import strips, title

RULE = Policy(threshold=10, step=5)
KEYS = ["tingkat", "kode", "kelas_a", "kelas_b"]
FIRST, SECOND = ("x", "y", "z", "tidak_diketahui"), ("L", "P")


def _made(seed: int, size: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cells of two kecamatan and the city, their exact margins, and the margins as published."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"35.73.0{kec}", a, b, *rng.integers(0, size, 2))
        for kec, a, b in product((1, 2), FIRST, SECOND)
    ]
    base = pd.DataFrame(rows, columns=["kode", "kelas_a", "kelas_b", "ya", "tidak"])
    both = pd.concat([
        base.assign(tingkat="kecamatan"), base.assign(tingkat="kota", kode="35.73")
    ])  # fmt: skip
    cells = _counts(both.groupby(KEYS)[["ya", "tidak"]].sum().reset_index())
    parts = []
    for kelompok in ("semua", "a", "b"):
        kelas = ALL if kelompok == "semua" else both[f"kelas_{kelompok}"]
        sums = both.assign(kelas=kelas).groupby(["tingkat", "kode", "kelas"])[["ya", "tidak"]].sum()
        parts.append(sums.reset_index().assign(kelompok=kelompok, indikator="i"))
    margins = _counts(pd.concat(parts, ignore_index=True))
    return cells, margins, published(margins, RULE, persons=False)


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(
        pembilang=table["ya"], penyebut=table["ya"] + table["tidak"], tak_diketahui=0,
        keluarga_pembilang=table["ya"], keluarga_lainnya=table["tidak"],
    ).drop(columns=["ya", "tidak"])  # fmt: skip


def _cross(seed: int, size: int, floor: int = 0) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    cells, margins, shown = _made(seed, size)
    return (
        cells, shown, published_cross(cells, margins, shown, RULE, persons=False, floor=floor)
    )  # fmt: skip


def test_cells_and_margins_add_up_when_nothing_is_hidden():
    for seed in range(5):
        cells, _, table = _cross(seed, 2000)
        if table["disembunyikan"].any():
            continue
        found = table.set_index(["kode", "kelas_a", "kelas_b"])["penyebut"].sort_index()
        for code in ("35.73", "35.73.01", "35.73.02"):
            assert found[code].drop(ALL, level=0).drop(ALL, level=1).sum() == found[code, ALL, ALL]
            for a in FIRST:
                assert found[code, a].drop(ALL).sum() == found[code, a, ALL]
        exact = cells.set_index(["kode", "kelas_a", "kelas_b"])["penyebut"]
        assert ((found.reindex(exact.index) - exact).abs() < RULE.step).all()


@pytest.mark.parametrize("size", [12, 25, 60])
def test_no_small_cell_can_be_had_by_subtraction(size):
    """Along rows, columns and areas: never one hidden cell alone under a sum that is shown."""
    for seed in range(6):
        exact, shown, table = _cross(seed, size)
        hidden = table.set_index(["kode", "kelas_a", "kelas_b"])["pembilang"].isna()
        have = exact.set_index(["kode", "kelas_a", "kelas_b"])["keluarga_pembilang"]
        small = have[(have > 0) & (have < RULE.threshold)].index
        assert hidden[small].all()
        for code, a in product(("35.73", "35.73.01", "35.73.02"), FIRST[:-1]):
            inside = [hidden[code, a, b] for b in SECOND]
            assert hidden[code, a, ALL] or sum(inside) != 1, (seed, code, a)
        for code, b in product(("35.73", "35.73.01", "35.73.02"), SECOND):
            inside = [hidden[code, a, b] for a in FIRST[:-1]]
            assert hidden[code, ALL, b] or sum(inside) != 1, (seed, code, b)
        for a, b in product(FIRST[:-1], SECOND):
            parts = [hidden[f"35.73.0{kec}", a, b] for kec in (1, 2)]
            assert hidden["35.73", a, b] or sum(parts) != 1, (seed, a, b)
        # What the one-way table hides is hidden here too.
        before = shown[shown["kelompok"] == "a"].set_index(["kode", "kelas"])["pembilang"].isna()
        for (code, a), was in before.items():
            assert hidden[code, a, ALL] >= was


def test_thin_cells_have_counts_but_no_share():
    _, _, table = _cross(1, 80, floor=60)
    inner = table[(table["kelas_a"] != ALL) & (table["kelas_b"] != ALL) & ~table["disembunyikan"]]
    thin = inner[inner["keterangan"] == "penyebut kurang dari 60"]
    assert len(thin) and thin["nilai"].isna().all() and thin["penyebut"].notna().all()
    assert table["nilai"].max() <= 1


def test_table_writes_every_reason_and_the_unknown():
    row = {"pembilang": 30, "penyebut": 60, "tak_diketahui": 20, "keterangan": ""}
    cells = pd.DataFrame([
        {"kelas_a": "x", "kelas_b": "L", "nilai": 0.5, **row},
        {"kelas_a": "x", "kelas_b": "P", "nilai": float("nan"), **row,
         "keterangan": "disembunyikan (<10)"},
        {"kelas_a": "y", "kelas_b": "P", "nilai": float("nan"), **row,
         "keterangan": "penyebut kurang dari 30"},
        {"kelas_a": ALL, "kelas_b": ALL, "nilai": 0.25, **row},
        {"kelas_a": "x", "kelas_b": ALL, "nilai": 0.4, **row},
    ])  # fmt: skip
    names = {"rows": {"x": "Satu <b>", "y": "Dua"}, "columns": {"L": "Laki", "P": "Perempuan"}}
    html = crossing_table(cells, **names, heads=("Baris", "Kolom"), color=lambda v: "#5B2251")
    assert "&lt;10" in html and "&lt;30" in html and 'title="tidak ada keluarga">·' in html
    assert "background:#5B2251;color:#FFFFFF" in html and "30 dari 60; tidak diketahui 25%" in html
    assert "Satu &lt;b&gt;" in html and html.count("25%") >= 2
    assert text.crossing_title(cells, *names.values(), "butuh") == "Dua rincian sekaligus"
    more = cells.assign(nilai=[0.5, 0.2, float("nan"), 0.25, 0.4])
    assert text.crossing_title(more, *names.values(), "butuh") == "Tertinggi: Satu <b>, laki (50%)"


def test_strips_say_where_half_of_the_kelurahan_lie():
    rows = pd.DataFrame({
        "nama_kelurahan": list("ABCDEFG"), "nama_kecamatan": ["U"] * 5 + ["S"] * 2,
        "nilai": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, np.nan],
    })  # fmt: skip
    assert title(rows).replace("\u2060", "") == (
        "Separuh kelurahan berada di 23–48 persen; ujungnya 10 dan 60"
    )
    html = strips(rows, city=0.33, color="#702450")
    assert html.count("pd-titik") == 12 and "left:100.0%" in html
    assert html.count("1 disembunyikan") == 2 and html.count("<u ") == 3
    assert strips(rows.assign(nilai=np.nan), city=None, color="#702450") == ""
    assert title(rows.iloc[:3]) == "Sebaran kelurahan"
