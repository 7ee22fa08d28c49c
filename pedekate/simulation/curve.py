"""Where the next rupiah goes: reach along a queue, what one more poor family costs, where it bends.

A budget is a place in the queue, so the whole curve is read off kept sums. The cost of one more
poor family is money over poor families between two budgets; between close ones it jumps about with
the luck of the order, so a monotone fit is drawn through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import isotonic_regression

from pedekate.simulation import outcomes
from pedekate.simulation.allocation import (
    FAMILIES,
    POOR_FAMILIES,
    POOR_PERSONS,
    Position,
    Queue,
)
from pedekate.simulation.run import place
from pedekate.simulation.scenario import Scenario

LEAST_BEND = 0.05  # a curve that leaves its chord by less than this is straight


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """What each budget reaches.

    Attributes:
        anggaran_rp: (b,) rising budgets.
        penerima, miskin: (b,) recipient families, poor ones among them.
        jiwa_miskin: (b,) people of the poor ones.
        semua_miskin: poor families of the population, served or not.
    """

    anggaran_rp: np.ndarray
    penerima: np.ndarray
    miskin: np.ndarray
    jiwa_miskin: np.ndarray
    semua_miskin: float

    @property
    def cakupan(self) -> np.ndarray:
        """(b,) share of the poor families reached; NaN when nobody is poor."""
        whole = self.semua_miskin
        return self.miskin / whole if whole > 0 else np.full(len(self.miskin), np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What more money does: families and people it reaches in addition, and rupiah a year of
    poverty gap it closes (NaN for a benefit that cannot be eaten or spent)."""

    uang_rp: float
    penerima: float
    miskin: float
    jiwa_miskin: float
    jurang_rp: float


def reach(queue: Queue, scenario: Scenario, budgets: Sequence[float]) -> Reach:
    """Reach of each budget, all else as in `scenario`."""
    each = (replace(scenario, anggaran_rp=float(budget)) for budget in budgets)
    sums = [queue.sums(place(queue, one)[0]).totals for one in each]
    totals = np.array(sums).reshape(len(budgets), -1)
    return Reach(
        anggaran_rp=np.asarray(budgets, dtype=float),
        penerima=totals[:, FAMILIES],
        miskin=totals[:, POOR_FAMILIES],
        jiwa_miskin=totals[:, POOR_PERSONS],
        semua_miskin=float(queue.everybody.totals[POOR_FAMILIES]),
    )


def cost_of_all(queue: Queue, scenario: Scenario) -> float:
    """Rupiah with which the whole queue is served, administration and fixed cost included."""
    benefits = float(queue.need[-1]) * scenario.manfaat_rp * scenario.bulan
    return benefits * (1 + scenario.biaya_admin) + scenario.biaya_tetap_rp


def yields(found: Reach) -> np.ndarray:
    """(b − 1,) poor families reached per further rupiah between neighbouring budgets."""
    return np.diff(found.miskin) / np.diff(found.anggaran_rp)


def falling_yields(found: Reach) -> np.ndarray:
    """(b − 1,) the closest yields that never rise, in least squares weighted by money.

    They are the slopes of the least concave curve above the reach (where money is measured from
    the first budget), so their sum over all money is what the whole queue reaches.

    Source: pool adjacent violators, Robertson, Wright & Dykstra (1988), Order Restricted
    Statistical Inference, ch. 1; SciPy's `isotonic_regression`.
    """
    money = np.diff(found.anggaran_rp)
    return isotonic_regression(yields(found), weights=money, increasing=False).x


def cost(per_rupiah: np.ndarray) -> np.ndarray:
    """Rupiah per further poor family; infinite where no further one is reached."""
    result = np.full(len(per_rupiah), np.inf)
    np.divide(1.0, per_rupiah, out=result, where=per_rupiah > 0)
    return result


def knee(x: np.ndarray, y: np.ndarray) -> int | None:
    """Index at which a rising curve bends: the point farthest above its chord.

    Both axes are scaled to 0..1 first, as in the offline Kneedle without smoothing; the earliest of
    equally far points. None when the curve is straight, falls below its chord, or does not rise.

    Source: Satopää, Albrecht, Irwin & Raghavan (2011), Finding a "Kneedle" in a Haystack, ICDCS
    Workshops.
    """
    if len(x) < 3 or not (x[-1] > x[0] and y[-1] > y[0]):
        return None
    across, up = (x - x[0]) / (x[-1] - x[0]), (y - y[0]) / (y[-1] - y[0])
    above = up - across
    at = int(np.argmax(above))
    return at if above[at] > LEAST_BEND else None


def gain(queue: Queue, scenario: Scenario, more: float, *, raises_consumption: bool) -> Gain:
    """What `more` rupiah on top of the scenario's budget do.

    Args:
        raises_consumption: the benefit adds to what a family can spend or eat.
    """
    richer = replace(scenario, anggaran_rp=scenario.anggaran_rp + more)
    (before, _), (after, unit_cost) = place(queue, scenario), place(queue, richer)
    low, high = queue.sums(before).totals, queue.sums(after).totals
    closed = np.nan
    if raises_consumption:
        per_unit = unit_cost / scenario.periode
        year = queue.population.line * scenario.periode

        def gap(at: Position) -> float:
            return -year * outcomes.poverty_change(queue, at, per_unit=per_unit)["p1"]

        closed = max(0.0, gap(after) - gap(before))
    added = np.maximum(0.0, high - low)
    return Gain(
        uang_rp=more,
        penerima=float(added[FAMILIES]),
        miskin=float(added[POOR_FAMILIES]),
        jiwa_miskin=float(added[POOR_PERSONS]),
        jurang_rp=float(closed),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CutOffs:
    """A queue cut at different places, nobody below a cut left out.

    Attributes:
        kunci: (c,) last ranking key served, rising.
        penerima, miskin: (c,) families served, poor ones among them.
        semua, semua_miskin: families of the population, poor ones among them.
    """

    kunci: np.ndarray
    penerima: np.ndarray
    miskin: np.ndarray
    semua: float
    semua_miskin: float

    @property
    def cakupan(self) -> np.ndarray:
        """(c,) share of the poor families served."""
        return _share(self.miskin, self.semua_miskin)

    @property
    def nonmiskin_terlayani(self) -> np.ndarray:
        """(c,) share of the other families served."""
        return _share(self.penerima - self.miskin, self.semua - self.semua_miskin)

    @property
    def bukan_miskin(self) -> np.ndarray:
        """(c,) share of those served who are not poor."""
        result = np.full(len(self.penerima), np.nan)
        others = self.penerima - self.miskin
        np.divide(others, self.penerima, out=result, where=self.penerima > 0)
        return result


def cut_offs(queue: Queue, key: np.ndarray, *, most: int) -> CutOffs:
    """The queue cut after at most `most` of its tie blocks, spread evenly over the families.

    Args:
        key: (n,) the ranking key the queue was built from.
    """
    ends = queue.ends[1:]
    wanted = np.linspace(0, len(queue.order), most + 1)[1:]
    # Each wanted place is cut at the end of the block it falls in: a tie is never parted.
    chosen = np.unique(np.searchsorted(ends, wanted)) if len(ends) else np.zeros(0, dtype=int)
    ends = ends[chosen]
    sums = [
        queue.sums(Position(certain=int(e), marginal=int(e), probability=0.0, bound=False)).totals
        for e in ends
    ]
    totals = np.array(sums).reshape(len(ends), -1)
    everybody = queue.everybody.totals
    return CutOffs(
        kunci=key[queue.order[ends - 1]],
        penerima=totals[:, FAMILIES] if len(ends) else np.zeros(0),
        miskin=totals[:, POOR_FAMILIES] if len(ends) else np.zeros(0),
        semua=float(everybody[FAMILIES]),
        semua_miskin=float(everybody[POOR_FAMILIES]),
    )


def right_order(queue: Queue) -> float:
    """Chance that of one poor and one other family the poor one stands first; ties count half.

    Families outside the queue stand last, all alike. The area under the curve of `cut_offs`; NaN
    when everybody or nobody is poor. Source: the Mann–Whitney form of the area under the ROC
    curve, Hanley & McNeil (1982), Radiology 143(1).
    """
    population, everybody = queue.population, queue.everybody.totals
    all_poor, others = everybody[POOR_FAMILIES], everybody[FAMILIES] - everybody[POOR_FAMILIES]
    if not (all_poor > 0 and others > 0):
        return float("nan")
    weight, poor = population.weight[queue.order], population.poor[queue.order]
    upto = np.concatenate([[0.0], np.cumsum(weight * poor)])[queue.ends]
    poor_before = np.append(upto, all_poor)
    upto = np.concatenate([[0.0], np.cumsum(weight * ~poor)])[queue.ends]
    others_before = np.append(upto, others)
    middle = (poor_before[1:] + poor_before[:-1]) / 2
    return float((np.diff(others_before) * middle).sum() / (all_poor * others))


def _share(part: np.ndarray, whole: float) -> np.ndarray:
    return part / whole if whole > 0 else np.full(len(part), np.nan)
