"""Draws are a pure function of key and stream."""

import numpy as np
import pytest

from pedekate.sample import draws


def keys(number: int = 20_000) -> np.ndarray:
    return draws.child_keys(np.full(number, draws.hash_key("uji")), np.arange(number))


def test_uniform_fills_the_unit_interval():
    u = draws.uniform(keys(), "a")
    assert u.min() > 0 and u.max() < 1
    # Mean and share per tenth within five standard errors of 20,000 draws.
    assert abs(u.mean() - 0.5) < 5 * 0.2887 / np.sqrt(20_000)
    shares = np.histogram(u, bins=10, range=(0, 1))[0] / 20_000
    assert np.abs(shares - 0.1).max() < 5 * np.sqrt(0.09 / 20_000)


def test_normal_has_unit_variance():
    z = draws.normal(keys(), "a")
    assert abs(z.mean()) < 0.04 and abs(z.std() - 1) < 0.03


def test_streams_and_neighbours_are_unrelated():
    u, v = draws.uniform(keys(), "a"), draws.uniform(keys(), "b")
    assert abs(np.corrcoef(u, v)[0, 1]) < 0.04
    assert abs(np.corrcoef(u[1:], u[:-1])[0, 1]) < 0.04


def test_order_of_rows_does_not_matter():
    shuffled = np.random.default_rng(1).permutation(20_000)
    assert np.array_equal(
        draws.uniform(keys(), "a")[shuffled], draws.uniform(keys()[shuffled], "a")
    )


@pytest.mark.parametrize(
    "quantile, expected", [(0.001, 0), (0.199, 0), (0.201, 1), (0.499, 1), (0.501, 2), (0.999, 2)]
)
def test_pick_cuts_at_cumulative_shares(quantile, expected):
    assert draws.pick(np.array([quantile]), [2, 3, 5])[0] == expected


def test_integers_reach_both_ends():
    drawn = draws.integers(keys(), "n", 3, 7)
    assert set(drawn) == {3, 4, 5, 6, 7}
