"""Multidimensional poverty after Alkire and Foster: who is deprived in enough things at once."""

from dataclasses import dataclass

import numpy as np

# A sum of weights that equals k on paper may fall short of it in floating point: 6/18 ≠ 1/3.
TOLERANCE = 1e-12


def reaches(score: np.ndarray, k: float | np.ndarray) -> np.ndarray:
    """Whether a weighted count of deprivations is at or above the cut-off, rounding forgiven."""
    return score >= k - TOLERANCE


def censored_scores(answers: np.ndarray, shares: np.ndarray, k: float) -> np.ndarray:
    """Weighted deprivation of the poor, 0 for everybody else: its weighted mean is M0.

    Args:
        answers: (n, d) 1 deprived, 0 not; complete rows.
        shares: (d,) or (d, r) weights that sum to 1 in each column.
        k: poverty cut-off.

    Returns:
        (n,) or (n, r).
    """
    score = answers @ shares
    return np.where(reaches(score, k), score, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Multidimensional:
    """Alkire–Foster measures of one population.

    Attributes:
        rows: rows counted; dropped: rows left out because an indicator is unknown.
        h: share of people who are poor; a: mean deprivation of the poor; m0 = h × a.
        censored: (d,) share of people poor and deprived in each indicator.
        uncensored: (d,) share of people deprived in each indicator.
        contribution: (d,) share of m0 that comes from each indicator; NaN when m0 is zero.
    """

    rows: int
    dropped: int
    h: float
    a: float
    m0: float
    censored: np.ndarray
    uncensored: np.ndarray
    contribution: np.ndarray


def alkire_foster(
    deprived: np.ndarray, indicator_weights: np.ndarray, weights: np.ndarray, *, k: float
) -> Multidimensional:
    """Alkire–Foster adjusted headcount ratio and its parts.

    Args:
        deprived: (n, d) 1 deprived, 0 not, NaN unknown.
        indicator_weights: (d,) positive; scaled here to sum 1.
        weights: (n,) people represented by each row.
        k: poverty cut-off in (0, 1]: poor from this weighted share of deprivations on.

    Returns:
        Measures over complete rows. A row with an unknown indicator is dropped and counted:
        unknown is never taken for "not deprived". All NaN when no weight is left; `a` is NaN when
        nobody is poor.

    Source: Alkire & Foster (2011), J. Public Economics 95(7–8); dropping follows OPHI's practice.
    """
    complete = ~np.isnan(deprived).any(axis=1)
    answers, w = deprived[complete], weights[complete]
    share = indicator_weights / indicator_weights.sum()
    censored_score = censored_scores(answers, share, k)
    poor = censored_score > 0
    total = w.sum()
    if not total > 0:
        return _nothing(answers, dropped=int((~complete).sum()))
    poor_weight = (w * poor).sum()
    m0 = float((w * censored_score).sum() / total)
    censored = (w * poor) @ answers / total
    return Multidimensional(
        rows=len(answers),
        dropped=int((~complete).sum()),
        h=float(poor_weight / total),
        a=m0 * float(total / poor_weight) if poor_weight > 0 else float("nan"),
        m0=m0,
        censored=censored,
        uncensored=w @ answers / total,
        contribution=share * censored / m0 if m0 > 0 else np.full(len(share), np.nan),
    )


def _nothing(answers: np.ndarray, *, dropped: int) -> Multidimensional:
    nan, each = float("nan"), np.full(answers.shape[1], np.nan)
    return Multidimensional(
        rows=len(answers), dropped=dropped, h=nan, a=nan, m0=nan,
        censored=each, uncensored=each, contribution=each,
    )  # fmt: skip
