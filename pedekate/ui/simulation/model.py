"""Numbers of a simulation as they may stand on screen: rounded together, small cells hidden."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from pedekate.disclosure import policy, round_to_total
from pedekate.format import bulat, bulat_jumlah
from pedekate.simulation.allocation import FAMILIES, POOR_FAMILIES, VULNERABLE_FAMILIES
from pedekate.simulation.run import Result
from pedekate.spatial.classify import class_breaks

# Modelled counts are rounded coarser than counted ones; it also keeps two neighbouring budgets
# from giving away a single family.
STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Poor and recipient families, rounded so that they add up.

    poor = left_out + reached; recipients = reached + vulnerable + better_off.
    """

    left_out: int
    reached: int
    vulnerable: int
    better_off: int

    @property
    def poor(self) -> int:
        return self.left_out + self.reached

    @property
    def recipients(self) -> int:
        return self.reached + self.vulnerable + self.better_off


def families(outcome: Result) -> Families:
    """The four groups of the linear Venn."""
    served, everybody = outcome.served.totals, outcome.everybody.totals
    reached, vulnerable = served[POOR_FAMILIES], served[VULNERABLE_FAMILIES]
    exact = [
        everybody[POOR_FAMILIES] - reached,
        reached,
        vulnerable,
        served[FAMILIES] - reached - vulnerable,
    ]
    left_out, reached, vulnerable, better_off = bulat_jumlah([max(0.0, v) for v in exact], STEP)
    return Families(
        left_out=left_out, reached=reached, vulnerable=vulnerable, better_off=better_off
    )


def deductions(causes: dict[str, float], left_out: int) -> dict[str, int]:
    """Causes rounded so that they add up to the rounded number left out; empty ones dropped."""
    exact = np.rint(list(causes.values())).astype(int)
    # The parts may miss the total by a rounding of their own; the largest takes it up.
    exact[exact.argmax()] += _surplus(int(exact.sum()), left_out)
    rounded = round_to_total(exact, left_out, STEP)
    return {name: int(n) for name, n in zip(causes, rounded, strict=True) if n}


def count(exact: float) -> float:
    """A count of families to the nearest ten; NaN when it is small but not zero."""
    return np.nan if 0 < round(exact, 6) < policy().threshold else bulat(exact, STEP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Rupiah spent and left of a budget; NaN when they would tell a small number of recipients."""

    spent: float
    unspent: float


def money(outcome: Result) -> Money:
    """Money as it may be shown.

    A budget that is used up says nothing about anybody. One that is not was spent on everybody who
    could be served, so to the rupiah it would tell their exact number: it is shown for the rounded
    number of recipients.
    """
    budget, spent = outcome.scenario.anggaran_rp, outcome.values["belanja"]
    recipients = outcome.served.totals[FAMILIES]
    used_up = outcome.position.bound or outcome.scenario.peringkat == "universal"
    if not used_up and recipients > 0:
        spent = float(np.minimum(budget, spent * count(recipients) / recipients))
    return Money(spent=spent, unspent=budget - spent)


def cost_per_poor(spent: float, reached: float) -> float:
    """Rupiah per poor family reached, two digits; NaN when they are few or their number unknown.

    From the rounded count: money spent is exact, and would give an exact count away.
    """
    families = count(reached) if reached > 0 else 0
    if not families > 0:
        return np.nan
    return float(f"{spent / families:.2g}")


def left_out_by_area(outcome: Result) -> pd.DataFrame:
    """Poor families left out per kelurahan: kode_kelurahan, nilai (NaN when hidden)."""
    poor, reached = outcome.everybody.areas[1], outcome.served.areas[1]
    return _areas(outcome.codes, _hidden_counts(poor - reached, basis=poor))


def recipients_by_area(outcome: Result) -> pd.DataFrame:
    """Recipient families per kelurahan: kode_kelurahan, nilai (NaN when hidden).

    Under a rule of one's own nobody is hidden like a few (`rule.model`).
    """
    recipients = outcome.served.areas[0]
    shown = _hidden_counts(recipients, basis=recipients)
    if outcome.scenario.aturan:
        shown[recipients < policy().threshold] = np.nan
    return _areas(outcome.codes, shown)


def share_left_out_by_area(outcome: Result) -> pd.DataFrame:
    """Percent of poor families left out per kelurahan; NaN below the smallest basis for rates.

    Under a rule of one's own from counts rounded to ten: rules are compared more closely than
    budgets.
    """
    poor, reached = outcome.everybody.areas[1], outcome.served.areas[1]
    enough = poor >= policy().threshold
    if outcome.scenario.aturan:
        poor, reached = (np.round(counts / STEP) * STEP for counts in (poor, reached))
        reached = np.minimum(reached, poor)
    percent = np.full(len(poor), np.nan)
    np.divide(100 * (poor - reached), poor, out=percent, where=enough)
    return _areas(outcome.codes, percent)


@lru_cache(maxsize=64)
def count_breaks(counts: tuple[float, ...]) -> tuple[float, ...]:
    """Class breaks of counts per kelurahan, found once for each city and programme."""
    return tuple(class_breaks(np.array(counts)))


def percent_breaks(percents: np.ndarray) -> list[float]:
    """Four breaks around the median, at least five points apart.

    Natural breaks would stretch five colours over a spread of two points, and make maps differ
    that do not.
    """
    known = percents[~np.isnan(percents)]
    if not len(known):
        return [20.0, 40.0, 60.0, 80.0]
    low, middle, high = np.quantile(known, [0.1, 0.5, 0.9])
    step = 5 * min(6, max(1, round((high - low) / 4 / 5)))
    first = 5 * round(middle / 5) - 1.5 * step
    first = 5 * round(min(max(first, 5), 95 - 3 * step) / 5)
    return [float(first + step * k) for k in range(4)]


def decile_shares(outcome: Result) -> list[float]:
    """(10,) share of families that receive, by decile of consumption; NaN without families."""
    everybody = outcome.everybody.deciles
    share = np.full(len(everybody), np.nan)
    np.divide(outcome.served.deciles, everybody, out=share, where=everybody > 0)
    return share.tolist()


def _hidden_counts(counts: np.ndarray, *, basis: np.ndarray) -> np.ndarray:
    """Multiples of ten; NaN where the group behind the count is small but not empty."""
    small = (basis > 0) & (basis < policy().threshold)
    return np.where(small, np.nan, np.round(counts / STEP) * STEP)


def _areas(codes: tuple[str, ...], values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"kode_kelurahan": codes, "nilai": values})


def _surplus(parts: int, total: int) -> int:
    """What to add to `parts` so that it lies less than one step from `total`."""
    difference = total - parts
    return 0 if abs(difference) < STEP else difference
