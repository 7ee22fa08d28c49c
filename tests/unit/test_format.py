"""Numbers, money and dates as an Indonesian reader expects them."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedekate import format as f

NB, WJ = "\u00a0", "\u2060"


@pytest.mark.parametrize(
    ("x", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234567, 0, "1.234.567"),
        (1234.5, 1, "1.234,5"),
        (3.85, 1, "3,9"),  # halves up, although the float lies a hair above
        (0.125, 2, "0,13"),
        (-1234, 0, "−1.234"),
        (-0.04, 1, "0,0"),
        (np.int64(5), 0, "5"),
        (None, 0, "–"),
        (float("nan"), 1, "–"),
        (pd.NA, 0, "–"),
    ],
)
def test_angka(x, decimals, text):
    assert f.angka(x, decimals) == text


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (150_000, f"Rp{NB}150.000"),
        (9_999_999, f"Rp{NB}9.999.999"),
        (12_500_000, f"Rp{NB}12,5{NB}juta"),
        (24_000_000_000, f"Rp{NB}24{NB}miliar"),
        (1_250_000_000, f"Rp{NB}1,3{NB}miliar"),
        (2_000_000_000_000, f"Rp{NB}2{NB}triliun"),
        (0, f"Rp{NB}0"),
        (None, "–"),
    ],
)
def test_rupiah(x, text):
    assert f.rupiah(x) == text


def test_rupiah_penuh_keeps_every_digit():
    assert f.rupiah_penuh(24_000_000_001) == f"Rp{NB}24.000.000.001"


def test_shares():
    assert f.persen(0.412) == "41%"
    assert f.persen(0.0385, 2) == "3,85%"
    assert f.persen_kata(0.412) == f"41{NB}persen"
    assert f.persen(None) == "–"


def test_dates():
    day = dt.date(2026, 10, 31)
    assert f.tanggal(day) == f"31{NB}Oktober{NB}2026"
    assert f.bulan_tahun(day) == f"Oktober{NB}2026"
    assert f.tanggal(None) == "–"
    assert f.tanggal(pd.NaT) == "–"


def test_ranges_never_break():
    assert f.rentang(37, 45) == f"37{WJ}–{WJ}45"
    assert f.desil(1, 2) == f"desil{NB}1{WJ}–{WJ}2"
    assert f.desil(3) == f"desil{NB}3" == f.desil(3, 3)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.5, "separuh"), (0.497, "separuh"), (0.47, f"47{NB}persen"), (0.76, "tiga perempat"),
     (1 / 3, "sepertiga"), (0.0, f"0{NB}persen"), (1.0, f"100{NB}persen")],
)  # fmt: skip
def test_pecahan(share, text):
    assert f.pecahan(share) == text


def test_words():
    assert [f.bilangan(n) for n in (0, 6, 12, 13)] == ["nol", "enam", "dua belas", "13"]
    assert f.daftar([]) == ""
    assert f.daftar(["A"]) == "A"
    assert f.daftar(["A", "B"]) == "A dan B"
    assert f.daftar(["A", "B", "C"]) == "A, B, dan C"
    assert f.satu_dari(0.0385) == 26
    assert f.satu_dari(0) is None


@pytest.mark.parametrize(
    ("x", "step", "rounded"), [(0, 5, 0), (2.4, 5, 0), (2.5, 5, 5), (7.49, 5, 5), (15, 10, 20)]
)
def test_bulat(x, step, rounded):
    assert f.bulat(x, step) == rounded


def test_bulat_jumlah_by_hand():
    # 1 + 2 + 3.4 + 17 = 23.4 → 25. Floors 0 0 0 15; the two largest remainders go up.
    assert f.bulat_jumlah([1, 2, 3.4, 17], 5) == [0, 5, 5, 15]
    assert f.bulat_jumlah([], 10) == []
    assert f.bulat_jumlah([0, 0], 10) == [0, 0]


@given(
    st.lists(st.floats(0, 1e6), max_size=12),
    st.sampled_from([5, 10]),
)
def test_bulat_jumlah_adds_up_and_moves_no_part_by_a_whole_step(parts, step):
    rounded = f.bulat_jumlah(parts, step)
    assert sum(rounded) == f.bulat(sum(parts), step)
    assert all(abs(r - p) <= step for r, p in zip(rounded, parts, strict=True))
    assert all(r % step == 0 and r >= 0 for r in rounded)
