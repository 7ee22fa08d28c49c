"""Weighted means, quantiles and ranks: the only place where a weight is accumulated."""

import numpy as np

# Cumulated weights carry rounding of the order 1e-16; 0.1 + 0.2 + 0.1 must still reach 0.4.
TOLERANCE = 1e-12


def mean(values: np.ndarray, weights: np.ndarray) -> float:
    """Weighted mean; NaN when the total weight is zero ("no data" is not zero)."""
    total = weights.sum()
    return float((values * weights).sum() / total) if total > 0 else float("nan")


def quantile(values: np.ndarray, weights: np.ndarray, share: float | np.ndarray) -> np.ndarray:
    """Smallest value whose cumulative share of the weight reaches `share` (inverse CDF).

    Args:
        values: (n,) any order, no NaN.
        weights: (n,) not negative, total above zero.
        share: within (0, 1]; scalar or array.

    Returns:
        Observed values, never an average of two: a cut must be a consumption someone has.
    """
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weights[order])
    wanted = np.asarray(share) * cumulative[-1]
    at = np.searchsorted(cumulative, wanted - TOLERANCE * cumulative[-1], side="left")
    return values[order][np.minimum(at, len(values) - 1)]


def groups(values: np.ndarray, weights: np.ndarray, count: int) -> np.ndarray:
    """(n,) group 1..`count` of every row: one plus the number of cuts strictly below it.

    A row exactly on a cut goes down, and rows with equal values share a group, so groups hold only
    about 1/`count` of the weight; print the actual share.
    """
    cuts = quantile(values, weights, np.arange(1, count) / count)
    return 1 + np.searchsorted(cuts, values, side="left")


def midranks(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(n,) share of the weight below each row plus half the weight level with it, 0..1.

    Equal values share one rank: otherwise a concentration coefficient would depend on the order
    of rows.
    """
    levels, level = np.unique(values, return_inverse=True)
    weight = np.bincount(level, weights=weights, minlength=len(levels))
    upto = np.cumsum(weight)
    return ((upto - weight / 2) / upto[-1])[level]
