"""Hand-computed tables and laws of the measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pytest import approx

from pedekate.indicators import fgt, inequality, multidimensional, weighted

ONES = np.ones(4)
CONSUMPTION = st.integers(2, 60).flatmap(
    lambda n: st.tuples(
        arrays(float, n, elements=st.integers(0, 40).map(float)),
        arrays(float, n, elements=st.integers(1, 9).map(float)),
    )
)


def test_fgt_by_hand():
    y, w = np.array([100.0, 300.0, 500.0]), np.array([1.0, 1.0, 2.0])
    assert fgt.fgt(y, 400.0, w, alpha=0) == 0.5
    assert fgt.fgt(y, 400.0, w, alpha=1) == approx((3 / 4 + 1 / 4) / 4)
    assert fgt.fgt(y, 400.0, w, alpha=2) == approx((9 / 16 + 1 / 16) / 4)
    assert fgt.watts(y, 400.0, w) == approx((np.log(4) + np.log(4 / 3)) / 4)


def test_exactly_on_the_line_is_not_poor():
    assert fgt.fgt(np.array([400.0]), 400.0, np.ones(1), alpha=0) == 0


def test_no_weight_is_no_data_not_no_poverty():
    assert np.isnan(fgt.fgt(np.array([1.0]), 400.0, np.zeros(1), alpha=0))
    assert np.isnan(inequality.gini(np.array([1.0]), np.zeros(1)))


def test_watts_keeps_the_weight_of_rows_without_consumption():
    y = np.array([0.0, 200.0])
    assert fgt.watts(y, 400.0, np.ones(2)) == approx(np.log(2) / 2)


def test_poor_without_any_consumption_have_the_deepest_sen_index():
    assert fgt.sen(np.array([0.0, 0.0, 9.0, 9.0]), 5.0, ONES) == 0.5


def test_quantile_is_an_observed_value_and_a_row_on_the_cut_goes_down():
    y, w = np.arange(1.0, 11.0), np.full(10, 0.1)
    assert weighted.quantile(y, w, 0.4) == 4
    assert weighted.groups(y, w, 10).tolist() == list(range(1, 11))
    assert weighted.groups(y, w, 5).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_equal_values_share_a_group_and_a_rank():
    y, w = np.array([2.0, 2.0, 2.0, 9.0]), ONES
    assert weighted.groups(y, w, 2).tolist() == [1, 1, 1, 2]
    assert weighted.midranks(y, w).tolist() == [0.375, 0.375, 0.375, 0.875]


def test_gini_by_hand():
    """Two people, one with everything: half of n/(n-1) would be 1; without it, 1/2."""
    assert inequality.gini(np.array([0.0, 10.0]), np.ones(2)) == 0.5


def test_five_people_of_the_mpitbr_vignette():
    rows = np.array(
        [[1, 0, 1, 0], [0, 1, 0, 0], [0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]], dtype=float
    )
    result = multidimensional.alkire_foster(rows, np.full(4, 0.25), np.ones(5), k=0.5)
    assert [result.h, result.a, result.m0] == approx([0.6, 7 / 12, 0.35])
    assert result.uncensored == approx(np.array([0.6, 0.4, 0.6, 0.2]))
    assert result.censored == approx(np.array([0.4, 0.2, 0.6, 0.2]))
    assert result.contribution == approx(np.array([2, 1, 3, 1]) / 7)


def test_six_eighteenths_reach_a_third():
    row = np.array([[0.0] * 4 + [1.0] * 6])
    weights = np.array([1 / 6] * 4 + [1 / 18] * 6)
    assert multidimensional.alkire_foster(row, weights, np.ones(1), k=1 / 3).h == 1


def test_unknown_drops_the_row_and_is_counted():
    rows = np.array([[1.0, 1.0], [np.nan, 0.0], [0.0, 0.0]])
    result = multidimensional.alkire_foster(rows, np.ones(2), np.ones(3), k=0.5)
    assert (result.rows, result.dropped, result.h) == (2, 1, 0.5)


def test_nobody_multidimensionally_poor_has_no_intensity():
    result = multidimensional.alkire_foster(np.zeros((2, 2)), np.ones(2), np.ones(2), k=0.5)
    assert (result.h, result.m0) == (0, 0)
    assert np.isnan(result.a) and np.isnan(result.contribution).all()


def test_only_unknown_rows_give_no_number():
    result = multidimensional.alkire_foster(np.full((2, 2), np.nan), np.ones(2), np.ones(2), k=1)
    assert result.dropped == 2 and np.isnan(result.h)


@given(CONSUMPTION, st.integers(1, 45))
def test_measures_fall_with_alpha_and_rise_with_the_line(population, line):
    y, w = population
    p0, p1, p2 = (fgt.fgt(y, line, w, alpha=a) for a in (0, 1, 2))
    assert p0 >= p1 >= p2 >= 0
    assert fgt.fgt(y, line + 1, w, alpha=0) >= p0
    assert p1 <= fgt.sst(y, line, w) + 1e-15 <= 2 * p1 + 1e-14


@given(CONSUMPTION, st.integers(1, 45), st.randoms(use_true_random=False))
def test_order_of_rows_and_scale_of_weights_change_nothing(population, line, random):
    y, w = population
    order = list(range(len(y)))
    random.shuffle(order)

    def measures(y, w):
        return [
            fgt.fgt(y, line, w, alpha=1), fgt.watts(y, line, w), fgt.sst(y, line, w),
            fgt.sen(y, line, w), inequality.gini(y, w), inequality.mld(y, w),
            inequality.theil(y, w),
        ]  # fmt: skip

    expected = measures(y, w)
    assert measures(y[order], w[order]) == approx(expected, rel=1e-12, abs=1e-14, nan_ok=True)
    assert measures(y, 7.5 * w) == approx(expected, rel=1e-12, abs=1e-14, nan_ok=True)


@given(CONSUMPTION, st.integers(1, 45), st.integers(0, 2))
def test_groups_add_up_to_the_city(population, line, alpha):
    y, w = population
    area = np.arange(len(y)) % 3
    parts = sum(
        fgt.fgt(y[area == a], line, w[area == a], alpha=alpha) * w[area == a].sum() / w.sum()
        for a in np.unique(area)
    )
    assert parts == approx(fgt.fgt(y, line, w, alpha=alpha), rel=1e-12, abs=1e-15)


@given(CONSUMPTION, st.integers(2, 10))
def test_groups_are_ordered_and_hold_at_least_their_share_from_below(population, count):
    y, w = population
    group = weighted.groups(y, w, count)
    assert (np.diff(group[np.argsort(y, kind="stable")]) >= 0).all()
    for k in range(1, count):
        assert w[group <= k].sum() >= k / count * w.sum() - 1e-9


@pytest.mark.parametrize("k", [0.2, 0.5, 1.0])
def test_m0_is_h_times_a_and_the_weighted_sum_of_censored_headcounts(k):
    random = np.random.default_rng(7)
    rows = (random.random((200, 5)) < 0.4).astype(float)
    share, w = np.array([1, 2, 3, 2, 2.0]), random.random(200)
    result = multidimensional.alkire_foster(rows, share, w, k=k)
    assert result.m0 == approx(result.h * result.a, rel=1e-12)
    assert result.m0 == approx(result.censored @ share / share.sum(), rel=1e-12)
    assert result.contribution.sum() == approx(1, rel=1e-12)
