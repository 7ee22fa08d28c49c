"""How sure: the list stays, the truth is drawn again and again.

Nobody has surveyed a register's families. What is known of their consumption is a score with four
sources of doubt, each redrawn: the coefficients, an effect of the area, what the score leaves open,
and the poor whom no registry holds. A rule's queue does not change; who is poor in it does.

Source: the parametric bootstrap of small-area practice (Elbers, Lanjouw & Lanjouw 2003; World Bank
guidelines on SAE, 2022), benchmarked to the official headcount within its own error.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pedekate.indicators import weighted

DRAWS = 200
OUTCOMES = (
    "eksklusi_keluarga",
    "inklusi_keluarga",
    "p0_sesudah",
    "p1_sesudah",
    "biaya_per_keluarga_miskin",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doubt:
    """What is known of the register's families, and how well.

    Attributes:
        centre: (n,) predicted ln consumption, the mean of the scored where a score is missing.
        fifth: (n,) fitted fifth, 0 poorest, for the residual's spread.
        design: (n, k) covariates times the Cholesky factor of the coefficients' covariance: times
            k standard normal numbers it is one draw of the coefficients' error.
        residuals: five arrays of the survey's residuals, one a fitted fifth.
        area: (n,) area index; area_sd: standard deviation of an area's effect, ln points.
        size: (n,) people.
        line: poverty line, Rp per person and month.
        headcount, headcount_se: official share of poor people and its standard error, 0..1.
        missing: share of the poor families that no registry holds, 0..1, before 1.
    """

    centre: np.ndarray
    fifth: np.ndarray
    design: np.ndarray
    residuals: tuple[np.ndarray, ...]
    area: np.ndarray
    area_sd: float
    size: np.ndarray
    line: float
    headcount: float
    headcount_se: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule whose outcome is in doubt.

    Attributes:
        participation: (n,) probability of every family of taking part.
        transfer: (n,) rupiah per person and month a participant gets.
        spent: rupiah a year, everything included.
    """

    participation: np.ndarray
    transfer: np.ndarray
    spent: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truth:
    """One draw: the poor families of the register, and the poor in none.

    Attributes:
        rows: (q,) rows of poor families; consumption: (q,) theirs, Rp per person and month.
        outside: poor families that no registry holds.
    """

    rows: np.ndarray
    consumption: np.ndarray
    outside: float


def truths(doubt: Doubt, *, draws: int = DRAWS, seed: int) -> Iterator[Truth]:
    """Possible truths, the same for every rule that is judged by them (paired comparison).

    Every draw is shifted so that its headcount is the official one, itself drawn within its
    standard error and never below a tenth of it.
    """
    rng = np.random.default_rng(seed)
    areas = int(doubt.area.max(initial=0)) + 1
    fifths = [np.flatnonzero(doubt.fifth == k) for k in range(len(doubt.residuals))]
    for _ in range(draws):
        drawn = doubt.centre + doubt.design @ rng.standard_normal(doubt.design.shape[1])
        drawn += (doubt.area_sd * rng.standard_normal(areas))[doubt.area]
        for rows, residuals in zip(fifths, doubt.residuals, strict=True):
            drawn[rows] += residuals[rng.integers(0, len(residuals), len(rows))]
        headcount = max(doubt.headcount / 10, rng.normal(doubt.headcount, doubt.headcount_se))
        yield _truth(doubt, drawn, headcount, rng)


def _truth(doubt: Doubt, drawn: np.ndarray, headcount: float, rng) -> Truth:
    cut = _line_among(drawn, doubt.size, headcount)
    rows = np.flatnonzero(drawn < cut)
    inside = len(rows)
    # Of all the poor a share is in no registry: with `inside` found, the number not found is
    # negative binomial, as in counting failures until `inside` successes.
    outside = rng.negative_binomial(inside, 1 - doubt.missing) if doubt.missing and inside else 0
    return Truth(
        rows=rows,
        consumption=doubt.line * np.exp(drawn[rows] - cut),
        outside=float(outside),
    )


def _line_among(drawn: np.ndarray, size: np.ndarray, headcount: float) -> float:
    """The value below which `headcount` of the people lie: `weighted.quantile` of the low end.

    Sorting everybody for every draw would take most of the time; the poor lie among the lowest
    rows, and only when they do not (very large families at the bottom) all rows are sorted.
    """
    few = int(len(drawn) * min(1.0, 2 * headcount))
    if 0 < few < len(drawn) - 1:
        low = np.argpartition(drawn, few)[:few]
        if size[low].sum() > headcount * size.sum():
            share = headcount * size.sum() / size[low].sum()
            return float(weighted.quantile(drawn[low], size[low], share))
    return float(weighted.quantile(drawn, size, headcount))


def evaluate(
    doubt: Doubt, rules: Sequence[Rule], *, draws: int = DRAWS, seed: int
) -> dict[str, np.ndarray]:
    """Outcome → (draws, rules). Draws are shared, so columns may be compared within a row.

    `biaya_per_keluarga_miskin` is infinite in a draw in which no poor family is reached.
    """
    found = {name: np.empty((draws, len(rules))) for name in OUTCOMES}
    for row, truth in enumerate(truths(doubt, draws=draws, seed=seed)):
        for column, rule in enumerate(rules):
            for name, value in _outcomes(doubt, truth, rule).items():
                found[name][row, column] = value
    return found


def _outcomes(doubt: Doubt, truth: Truth, rule: Rule) -> dict[str, float]:
    served = rule.participation[truth.rows]
    reached, recipients = float(served.sum()), float(rule.participation.sum())
    poor = len(truth.rows) + truth.outside
    people = doubt.size[truth.rows]
    # Families outside every registry are as large as the poor inside, on average.
    outside = truth.outside * (people.mean() if len(people) else 0.0)
    everybody = doubt.size.sum() + outside
    after = truth.consumption + rule.transfer[truth.rows]
    gap = np.maximum(0.0, 1 - truth.consumption / doubt.line)
    left = np.maximum(0.0, 1 - after / doubt.line)
    still = people * (1 - served * (after >= doubt.line))
    depth = people * (gap + served * (left - gap))
    mean_gap = gap.mean() if len(gap) else 0.0
    return {
        "eksklusi_keluarga": 1 - reached / poor if poor else np.nan,
        "inklusi_keluarga": 1 - reached / recipients if recipients else np.nan,
        "p0_sesudah": (still.sum() + outside) / everybody,
        "p1_sesudah": (depth.sum() + outside * mean_gap) / everybody,
        "biaya_per_keluarga_miskin": rule.spent / reached if reached else np.inf,
    }


def interval(values: np.ndarray, *, level: float) -> tuple[float, float]:
    """Central interval of the draws that have a value; (NaN, NaN) without any."""
    known = values[~np.isnan(values)]
    if not len(known):
        return np.nan, np.nan
    tail = (1 - level) / 2
    low, high = np.quantile(known, [tail, 1 - tail], method="inverted_cdf")
    return float(low), float(high)


def better_share(a: np.ndarray, b: np.ndarray) -> float:
    """Share of the draws in which rule A has the lower value than rule B; ties count half."""
    known = ~(np.isnan(a) | np.isnan(b))
    if not known.any():
        return np.nan
    return float(np.mean((a < b)[known] + 0.5 * (a == b)[known]))
