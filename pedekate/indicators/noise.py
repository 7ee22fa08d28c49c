"""What a survey figure can carry: intervals, and whether a change stands out from the noise."""

from dataclasses import dataclass

import numpy as np

Z_95 = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Change per year of a straight line through a series, and its standard error."""

    per_year: float
    standard_error: float

    @property
    def is_clear(self) -> bool:
        """True when the 95 percent interval of the slope leaves zero out."""
        return abs(self.per_year) > Z_95 * self.standard_error


def interval(values: np.ndarray, relative_error: float) -> tuple[np.ndarray, np.ndarray]:
    """95 percent interval of each figure, never below zero.

    Args:
        values: (n,) estimates in any unit.
        relative_error: standard error as a share of the estimate.
    """
    values = np.asarray(values, dtype=float)
    half = Z_95 * relative_error * values
    return np.maximum(values - half, 0.0), values + half


def is_clear_change(before: float, after: float, relative_error: float) -> bool:
    """Does the difference of two independent estimates stand out at 95 percent?"""
    return abs(after - before) > Z_95 * relative_error * float(np.hypot(before, after))


def slope(years: np.ndarray, values: np.ndarray, relative_error: float) -> Slope:
    """Weighted least squares through independent yearly estimates with known errors.

    Fewer than three years, or years all equal, carry no trend: slope 0 with an infinite error.
    """
    years, values = np.asarray(years, dtype=float), np.asarray(values, dtype=float)
    if len(np.unique(years)) < 3 or (values <= 0).any():
        return Slope(per_year=0.0, standard_error=float("inf"))
    weight = 1 / (relative_error * values) ** 2
    centred = years - (weight * years).sum() / weight.sum()
    spread = (weight * centred**2).sum()
    return Slope(
        per_year=float((weight * centred * values).sum() / spread),
        standard_error=float(1 / np.sqrt(spread)),
    )
