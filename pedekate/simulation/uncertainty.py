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
_BATCH = 20  # draws whose coefficients' error is computed at once
_EVERY = 16  # rows of the sample that finds the low end
OUTCOMES = (
    "eksklusi_keluarga",
    "inklusi_keluarga",
    "p0_sebelum",
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
    """One draw: the families near or below the line, and the luck of the registries.

    Attributes:
        rows: (q,) rows of families, poorest first; consumption: (q,) theirs, Rp per person and
            month, on a scale on which `headcount` of the register's people lie below `line`.
        lot: 0..1, settles how many poor families no registry holds, whatever share is assumed.
    """

    rows: np.ndarray
    consumption: np.ndarray
    line: float
    headcount: float
    lot: float


def truths(doubt: Doubt, *, draws: int = DRAWS, seed: int, upto: float = 1.0) -> Iterator[Truth]:
    """Possible truths, the same for every rule that is judged by them (paired comparison).

    Every draw is shifted so that its headcount is the official one, itself drawn within its
    standard error and never below a tenth of it.

    Args:
        upto: families below this multiple of the line are kept, so that the same draws can be
            read at a line up to so much higher.
    """
    rng = np.random.default_rng(seed)
    areas = int(doubt.area.max(initial=0)) + 1
    # Ln points to the seventh digit are enough, and half as much memory has to be moved.
    centre, design = doubt.centre.astype(np.float32), doubt.design.astype(np.float32)
    residuals = np.concatenate(doubt.residuals).astype(np.float32)
    lengths = np.array([len(part) for part in doubt.residuals])
    length = lengths[doubt.fifth].astype(np.float32)
    last = length.astype(np.int32) - 1
    first = (np.cumsum(lengths) - lengths)[doubt.fifth].astype(np.int32)

    def one_draw(drawn: np.ndarray) -> Truth:
        drawn += centre
        drawn += (doubt.area_sd * rng.standard_normal(areas)).astype(np.float32)[doubt.area]
        which = (rng.random(len(drawn), dtype=np.float32) * length).astype(np.int32)
        # A float32 next to one may round up to the whole length.
        drawn += residuals[first + np.minimum(which, last)]
        headcount = max(doubt.headcount / 10, rng.normal(doubt.headcount, doubt.headcount_se))
        cut = _line_among(drawn, doubt.size, headcount)
        rows = np.flatnonzero(drawn < cut + np.float32(np.log(upto))).astype(np.int32)
        rows = rows[np.argsort(drawn[rows], kind="stable")]
        return Truth(
            rows=rows,
            consumption=doubt.line * np.exp((drawn[rows] - cut).astype(float)),
            line=doubt.line,
            headcount=headcount,
            lot=float(rng.random()),
        )

    for start in range(0, draws, _BATCH):
        # One reading of the covariates serves a batch of draws.
        luck = rng.standard_normal((min(_BATCH, draws - start), design.shape[1]))
        errors = luck.astype(np.float32) @ design.T
        for drawn in errors:
            yield one_draw(drawn)


def _line_among(drawn: np.ndarray, size: np.ndarray, headcount: float) -> np.float32:
    """The value below which `headcount` of the people lie: `weighted.quantile` of the low end.

    Sorting everybody for every draw would take most of the time; the poor lie among the lowest
    rows, below twice the headcount as a sample has it. Only when they do not (very large families
    at the bottom) all rows are sorted.
    """
    some = drawn[::_EVERY]
    few = int(len(some) * min(1.0, 2 * headcount))
    if 0 < few < len(some) - 1:
        low = np.flatnonzero(drawn < np.partition(some, few)[few])
        if size[low].sum() > headcount * size.sum():
            share = headcount * size.sum() / size[low].sum()
            return np.float32(weighted.quantile(drawn[low], size[low], share))
    return np.float32(weighted.quantile(drawn, size, headcount))


def evaluate(
    doubt: Doubt, rules: Sequence[Rule], *, draws: int = DRAWS, seed: int
) -> dict[str, np.ndarray]:
    """`judge` by fresh draws."""
    return judge(doubt, list(truths(doubt, draws=draws, seed=seed)), rules)


def judge(doubt: Doubt, drawn: Sequence[Truth], rules: Sequence[Rule]) -> dict[str, np.ndarray]:
    """Outcome → (draws, rules). Draws are shared, so columns may be compared within a row.

    Line and share missing are those of `doubt`, which may differ from those the truths were drawn
    with (a line no higher than `upto` times theirs). `biaya_per_keluarga_miskin` is infinite in a
    draw in which no poor family is reached.
    """
    found = {name: np.empty((len(drawn), len(rules))) for name in OUTCOMES}
    everybody = float(doubt.size.sum())
    recipients = [float(rule.participation.sum()) for rule in rules]
    for row, truth in enumerate(drawn):
        poor = _poor(doubt, truth, everybody)
        for column, (rule, served) in enumerate(zip(rules, recipients, strict=True)):
            for name, value in _outcomes(doubt.line, poor, rule, served).items():
                found[name][row, column] = value
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Poor:
    """The poor of one draw: rows, consumption and people inside the register; families and people
    outside; everybody."""

    rows: np.ndarray
    consumption: np.ndarray
    people: np.ndarray
    outside: float
    people_outside: float
    everybody: float


def _poor(doubt: Doubt, truth: Truth, everybody: float) -> _Poor:
    consumption = truth.consumption * _rescaled(doubt, truth, everybody)
    below = consumption < doubt.line
    rows = truth.rows[below]
    people = doubt.size[rows]
    outside = 0.0
    if doubt.missing and len(rows):
        from scipy import stats  # half a second that few pages need

        # Of all the poor a share is in no registry: with `inside` found, the number not found is
        # negative binomial, as in counting failures until `inside` successes.
        outside = float(stats.nbinom.ppf(truth.lot, len(rows), 1 - doubt.missing))
    # Families outside every registry are as large as the poor inside, on average.
    more = outside * (people.mean() if len(people) else 0.0)
    return _Poor(
        rows=rows, consumption=consumption[below], people=people, outside=outside,
        people_outside=more, everybody=everybody + more,
    )  # fmt: skip


def _rescaled(doubt: Doubt, truth: Truth, everybody: float) -> float:
    """What turns the draw's consumption into one under which the poor inside and outside the
    register together are the official headcount H: of the register's people H(1 − m)/(1 − mH) are
    then poor, m being the share of the poor no registry holds."""
    if not doubt.missing or not len(truth.rows):
        return 1.0
    inside = truth.headcount * (1 - doubt.missing) / (1 - doubt.missing * truth.headcount)
    upto = np.cumsum(doubt.size[truth.rows])
    place = min(int(np.searchsorted(upto, inside * everybody)), len(upto) - 1)
    return truth.line / float(truth.consumption[place])


def _outcomes(line: float, poor: _Poor, rule: Rule, recipients: float) -> dict[str, float]:
    served = rule.participation[poor.rows]
    reached, families = float(served.sum()), len(poor.rows) + poor.outside
    after = poor.consumption + rule.transfer[poor.rows]
    gap = np.maximum(0.0, 1 - poor.consumption / line)
    left = np.maximum(0.0, 1 - after / line)
    still = poor.people * (1 - served * (after >= line))
    depth = poor.people * (gap + served * (left - gap))
    mean_gap = gap.mean() if len(gap) else 0.0
    return {
        "eksklusi_keluarga": 1 - reached / families if families else np.nan,
        "inklusi_keluarga": 1 - reached / recipients if recipients else np.nan,
        "p0_sebelum": (poor.people.sum() + poor.people_outside) / poor.everybody,
        "p0_sesudah": (still.sum() + poor.people_outside) / poor.everybody,
        "p1_sesudah": (depth.sum() + poor.people_outside * mean_gap) / poor.everybody,
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
