"""Inequality measures with the conventions of the World Bank's PIP (wbpip)."""

import numpy as np

from pedekate.indicators import weighted


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Weighted Gini coefficient, half of a row's own weight in its rank, no n/(n − 1).

    Args:
        values: (n,) not negative; zeros count.
        weights: (n,) people represented by each row.

    Returns:
        0..1; NaN when the mean is zero or there is no weight.

    Source: Lerman & Yitzhaki (1989), J. Econometrics 42(1).
    """
    total = weights.sum()
    average = weighted.mean(values, weights)
    if not average > 0:
        return float("nan")
    order = np.argsort(values, kind="stable")
    y, w = values[order], weights[order]
    ranks = 2 * np.cumsum(w) - w - total
    return float((w * y * ranks).sum() / (average * total**2))


def mld(values: np.ndarray, weights: np.ndarray) -> float:
    """Mean log deviation, ln(mean / value) averaged; NaN when the mean is not positive.

    Values at or below zero have no logarithm: wbpip sets them to 1 inside the logarithm and keeps
    them in the mean.
    """
    average = weighted.mean(values, weights)
    if not average > 0:
        return float("nan")
    return weighted.mean(np.log(average / np.where(values > 0, values, 1.0)), weights)


def theil(values: np.ndarray, weights: np.ndarray) -> float:
    """Theil's T over the rows with a positive value; NaN when there are none."""
    positive = values > 0
    y, w = values[positive], weights[positive]
    average = weighted.mean(y, w)
    if not average > 0:
        return float("nan")
    ratio = y / average
    return weighted.mean(ratio * np.log(ratio), w)
