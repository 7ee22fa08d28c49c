"""Poverty measures. Poor means strictly below the line (BPS: "di bawah garis kemiskinan")."""

import numpy as np

from pedekate.indicators import inequality, weighted


def gaps(values: np.ndarray, line: float | np.ndarray) -> np.ndarray:
    """(n,) shortfall as a share of the line; 0 for the non-poor."""
    return np.where(values < line, (line - values) / line, 0.0)


def fgt(values: np.ndarray, line: float | np.ndarray, weights: np.ndarray, *, alpha: int) -> float:
    """Weighted FGT index P_alpha.

    Args:
        values: (n,) consumption, Rp/capita over the period of the line.
        line: poverty line in the same unit; scalar or (n,).
        weights: (n,) people represented by each row (not households).
        alpha: 0 headcount ratio, 1 poverty gap, 2 severity.

    Returns:
        Unitless. NaN when total weight is zero ("no data" is not "no poverty").

    Source: Foster, Greer & Thorbecke (1984), Econometrica 52(3).
    """
    # Strict `<`, and the headcount as an indicator: 0**0 would count the non-poor.
    terms = (values < line).astype(float) if alpha == 0 else gaps(values, line) ** alpha
    return weighted.mean(terms, weights)


def watts_terms(values: np.ndarray, line: float | np.ndarray) -> np.ndarray:
    """(n,) ln(line / value) of the poor, else 0.

    The logarithm does not exist at or below zero; such rows contribute nothing and keep their
    weight, as in the World Bank's wbpip.
    """
    poor = (values < line) & (values > 0)
    return np.where(poor, np.log(line / np.where(poor, values, line)), 0.0)


def watts(values: np.ndarray, line: float | np.ndarray, weights: np.ndarray) -> float:
    """Watts index; arguments as `fgt`. Source: Watts (1968); Zheng (1993)."""
    return weighted.mean(watts_terms(values, line), weights)


def sst(values: np.ndarray, line: float, weights: np.ndarray) -> float:
    """Sen–Shorrocks–Thon index: P1 × (1 + Gini of the gaps over everyone).

    Arguments as `fgt`. Zero when nobody is poor. Source: Shorrocks (1995), Econometrica 63(5).
    """
    gap = fgt(values, line, weights, alpha=1)
    if not gap > 0:
        return gap
    return gap * (1 + inequality.gini(gaps(values, line), weights))


def sen(values: np.ndarray, line: float, weights: np.ndarray) -> float:
    """Sen's 1976 index in its large-sample form: P0 × (I + (1 − I) × Gini among the poor).

    Arguments as `fgt`; I is the mean gap of the poor. Zero when nobody is poor.
    Source: Sen (1976), Econometrica 44(2).
    """
    headcount = fgt(values, line, weights, alpha=0)
    if not headcount > 0:
        return headcount
    poor = values < line
    depth = fgt(values, line, weights, alpha=1) / headcount
    among_poor = inequality.gini(values[poor], weights[poor])
    # Poor without any consumption have no Gini; the factor before it is zero then.
    return headcount * (depth + (1 - depth) * (0.0 if np.isnan(among_poor) else among_poor))
