"""Splitting a budget: checked against every split on a grid, and by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from pedekate.simulation.split import Curve, Infeasible, split


def curve(name, budgets, results, areas=None, **more):
    areas = np.zeros((len(budgets), 1)) if areas is None else np.array(areas, float)
    return Curve(
        program=name, anggaran_rp=np.array(budgets, float), hasil=np.array(results, float),
        penerima=areas, **more,
    )  # fmt: skip


def test_the_steeper_programme_is_filled_first():
    a = curve("a", [0, 10, 20], [0, 10, 12])
    b = curve("b", [0, 10, 20], [0, 5, 9])
    found = split([a, b], anggaran_rp=15)
    assert found.anggaran_rp == approx({"a": 10, "b": 5})
    assert found.hasil == approx(12.5)
    assert found.harga_bayangan == approx(0.5)


def test_a_curve_that_first_climbs_slowly_is_not_cheated():
    """Its steep second half must not be bought without the first."""
    a = curve("a", [0, 10, 20], [0, 1, 20])
    b = curve("b", [0, 10], [0, 6])
    assert split([a, b], anggaran_rp=10).anggaran_rp == approx({"a": 0, "b": 10})
    assert split([a, b], anggaran_rp=20).anggaran_rp == approx({"a": 20, "b": 0})


def test_money_to_spare_has_no_price():
    found = split([curve("a", [0, 10], [0, 4])], anggaran_rp=25)
    assert (found.anggaran_rp["a"], found.harga_bayangan) == (approx(10), 0)


def test_floor_ceiling_and_quota_hold():
    a = curve("a", [0, 10], [0, 10], [[0, 0], [10, 0]], paling_banyak_rp=6)
    b = curve("b", [0, 10], [0, 1], [[0, 0], [0, 10]])
    found = split([a, b], anggaran_rp=10, kuota={1: 4})
    assert found.anggaran_rp == approx({"a": 6, "b": 4})
    floor = curve("b", [0, 10], [0, 1], [[0, 0], [0, 10]], paling_sedikit_rp=7)
    assert split([a, floor], anggaran_rp=10).anggaran_rp == approx({"a": 3, "b": 7})


def test_infeasible_names_the_rule():
    a = curve("a", [0, 10], [0, 10], [[0, 0], [10, 0]], paling_sedikit_rp=8)
    b = curve("b", [0, 10], [0, 1], [[0, 0], [0, 10]])
    found = split([a, b], anggaran_rp=10, kuota={1: 5})
    assert isinstance(found, Infeasible)
    assert found.aturan == approx({"kuota:1": 3}) or found.aturan == approx({"paling_sedikit:a": 3})


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=2, max_size=3),
    total=st.integers(0, 9),
)
def test_no_split_on_a_grid_is_better(steps, total):
    curves = [
        curve(str(j), np.arange(len(one) + 1), np.concatenate([[0], np.cumsum(one)]))
        for j, one in enumerate(steps)
    ]
    best = max(
        sum(c.hasil[k] for c, k in zip(curves, pick, strict=True))
        for pick in itertools.product(*(range(len(c.hasil)) for c in curves))
        if sum(pick) <= total
    )
    found = split(curves, anggaran_rp=total)
    assert found.hasil >= best - 1e-6
    assert sum(found.anggaran_rp.values()) <= total + 1e-6


def test_more_budget_never_achieves_less():
    rng = np.random.default_rng(7)
    curves = [
        curve(str(j), np.arange(6.0), np.concatenate([[0], np.cumsum(rng.uniform(0, 5, 5))]))
        for j in range(4)
    ]
    results = [split(curves, anggaran_rp=total).hasil for total in range(0, 22, 3)]
    assert np.all(np.diff(results) >= -1e-9)


@pytest.mark.parametrize("total", [0.0, 3.0])
def test_shadow_price_is_the_slope(total):
    a = curve("a", [0, 2, 6], [0, 8, 12])
    one, more = split([a], anggaran_rp=total), split([a], anggaran_rp=total + 0.5)
    assert more.hasil - one.hasil == approx(0.5 * one.harga_bayangan)
