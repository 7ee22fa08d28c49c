"""Noise of official figures, by hand."""

import numpy as np
import pytest

from pedekate.indicators.noise import interval, is_clear_change, slope


def test_interval_of_the_citys_figure():
    """3.85 ± 1.96 × 0.24 × 3.85 = 2.04 … 5.66 (methods §5.1 says about 2.1–5.6)."""
    low, high = interval(np.array([3.85]), 0.24)
    assert low[0] == pytest.approx(2.039, abs=1e-3) and high[0] == pytest.approx(5.661, abs=1e-3)
    assert interval(np.array([1.0]), 0.9)[0][0] == 0.0


def test_last_years_change_is_noise_and_a_halving_of_a_large_figure_is_not():
    assert not is_clear_change(3.91, 3.85, 0.24)
    assert is_clear_change(10.0, 4.0, 0.24)
    assert is_clear_change(3.91, 3.85, 0.001)


def test_slope_recovers_a_straight_line_whatever_the_weights():
    years = np.array([2010, 2012, 2013, 2020])
    found = slope(years, 30 - 0.5 * (years - 2010), 0.2)
    assert found.per_year == pytest.approx(-0.5)


def test_slope_error_with_equal_values_is_the_textbook_one():
    """Equal errors 1: SE = 1 / sqrt(Σ(t - t̄)²) = 1 / sqrt(2)."""
    found = slope(np.array([1, 2, 3]), np.array([5.0, 5.0, 5.0]), 0.2)
    assert found.standard_error == pytest.approx(1 / np.sqrt(2))
    assert not found.is_clear


@pytest.mark.parametrize("years", [[2024, 2025], [2024, 2024, 2024], []])
def test_too_few_years_carry_no_trend(years):
    assert not slope(np.array(years), np.full(len(years), 4.0), 0.1).is_clear
