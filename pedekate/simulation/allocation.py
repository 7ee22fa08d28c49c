"""Who gets the benefit: a queue sorted once, in which any budget is a place.

For one ranking every outcome is a ratio of sums that are linear in the participation
probabilities. The families are sorted once, sums are kept at every 1,024th place, and a budget
becomes a place in the queue: all tie blocks before it take part for certain, the block at the
margin takes part with the probability that uses up the money. Nothing is sorted or scanned again.
"""

from dataclasses import dataclass

import numpy as np

from pedekate.simulation.population import DECILES, Population

STEP = 1024
# Scores closer than this are one tie: the last digits of a regression are not a reason to prefer.
DECIMALS = 9
# Summands of the outcomes, in the order `summands` stacks them.
FAMILIES, PERSONS, POOR_FAMILIES, POOR_PERSONS, VULNERABLE_FAMILIES = range(5)
UNITS, POOR_UNITS, BOTTOM_UNITS, RANKED_UNITS, WELFARE = range(5, 10)
SUMMANDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far a budget reaches.

    Attributes:
        certain: families [0, certain) of the queue take part for certain.
        marginal: families [certain, marginal) form the tie block at the margin.
        probability: with which each family of that block takes part, 0..1.
        bound: the money is used up: more of it would reach more families.
    """

    certain: int
    marginal: int
    probability: float
    bound: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sums:
    """Participation-weighted sums at a position.

    Attributes:
        totals: (10,) in the order of the summands.
        areas: (2, areas) recipient families, and poor ones among them.
        deciles: (10,) recipient families by decile of consumption.
    """

    totals: np.ndarray
    areas: np.ndarray
    deciles: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Queue:
    """Eligible families in the order of a ranking, with sums kept along it.

    Attributes:
        population: the families.
        units: (n,) units of benefit a family gets (1 a family, its members, rupiah of components).
        summands: (n, 10) see `summands`.
        order: (m,) row numbers of the population, first served first.
        ends: (b + 1,) places where tie blocks end, from 0 to m.
        need: (b + 1,) weighted units up to each end; families: weighted families up to it.
        prefix: (s, k) sums of everything kept, at every STEP-th place.
        poor_places: places held by poor families.
        everybody: sums over the whole population, served or not: the denominators.
    """

    population: Population
    units: np.ndarray
    summands: np.ndarray
    order: np.ndarray
    ends: np.ndarray
    need: np.ndarray
    families: np.ndarray
    prefix: np.ndarray
    poor_places: np.ndarray
    everybody: Sums

    def locate(self, units: float, *, slots: float = np.inf) -> Position:
        """Position that `units` of benefit reach, never past `slots` families."""
        money = _reach(self.need, units)
        block, probability = min(money, _reach(self.families, slots))
        last = len(self.ends) - 1
        return Position(
            certain=int(self.ends[block]),
            marginal=int(self.ends[min(block + 1, last)]),
            probability=probability,
            bound=money[0] < last and money == (block, probability),
        )

    def to_the_end(self) -> Position:
        """Position at which the whole queue takes part."""
        size = len(self.order)
        return Position(certain=size, marginal=size, probability=0.0, bound=False)

    def sums(self, position: Position) -> Sums:
        """All sums at a position: two look-ups and at most 2 × 1,023 rows added."""
        low, high = self._upto(position.certain), self._upto(position.marginal)
        return _sums(low + position.probability * (high - low))

    def participation(self, position: Position) -> np.ndarray:
        """(n,) participation probability of every family of the population."""
        probability = np.zeros(len(self.population.weight))
        probability[self.order[: position.certain]] = 1.0
        margin = self.order[position.certain : position.marginal]
        probability[margin] = position.probability
        return probability

    def _upto(self, place: int) -> np.ndarray:
        rest = self.order[place - place % STEP : place]
        return self.prefix[place // STEP] + _kept(self.population, self.summands, rest)


def summands(population: Population, units: np.ndarray) -> np.ndarray:
    """(n, 10) summands of the outcomes; the same for every ranking of a programme."""
    weight, persons, poor = population.weight, population.persons, population.poor
    benefit = weight * units
    return np.column_stack(
        [
            weight,
            persons,
            weight * poor,
            persons * poor,
            weight * population.vulnerable,
            benefit,
            benefit * poor,
            benefit * population.bottom,
            benefit * population.rank,
            persons * population.consumption,
        ]
    )


def prepare(
    population: Population,
    *,
    key: np.ndarray,
    units: np.ndarray,
    eligible: np.ndarray | None = None,
    shared: np.ndarray | None = None,
) -> Queue:
    """Sort once.

    Args:
        key: (n,) ranking key, low served first. A family whose key is NaN or infinite is never
            served: a rule that cannot be evaluated excludes.
        units: (n,) units of benefit; families with none are never served.
        eligible: (n,) families that may be served; all by default.
        shared: `summands` of the same population and units, when rankings share them.
    """
    served = np.isfinite(key) & (units > 0)
    if eligible is not None:
        served &= eligible
    rows = np.flatnonzero(served)
    rounded = np.round(key[rows], DECIMALS)
    sorting = np.argsort(rounded, kind="stable")
    order, ordered = rows[sorting].astype(np.int32), rounded[sorting]
    ends = np.unique(np.concatenate([[0], np.flatnonzero(np.diff(ordered)) + 1, [len(order)]]))
    columns = summands(population, units) if shared is None else shared
    chunks = (order[start : start + STEP] for start in range(0, len(order), STEP))
    parts = [_kept(population, columns, order[:0])]
    parts += [_kept(population, columns, chunk) for chunk in chunks]
    return Queue(
        population=population,
        units=units,
        summands=columns,
        order=order,
        ends=ends,
        need=np.concatenate([[0.0], np.cumsum(columns[order, UNITS])])[ends],
        families=np.concatenate([[0.0], np.cumsum(columns[order, FAMILIES])])[ends],
        prefix=np.cumsum(parts, axis=0),
        poor_places=np.flatnonzero(population.poor[order]),
        everybody=_sums(_kept(population, columns, np.arange(len(columns)))),
    )


def _reach(cumulative: np.ndarray, amount: float) -> tuple[int, float]:
    """Blocks paid in full by `amount`, and the share of the next block that the rest pays for."""
    block = int(np.searchsorted(cumulative, amount, side="right")) - 1
    if block == len(cumulative) - 1:
        return block, 0.0
    share = (amount - cumulative[block]) / (cumulative[block + 1] - cumulative[block])
    return block, float(share)


def _sums(kept: np.ndarray) -> Sums:
    areas = kept[SUMMANDS:-DECILES].reshape(2, -1)
    return Sums(totals=kept[:SUMMANDS], areas=areas, deciles=kept[-DECILES:])


def _kept(population: Population, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Sums over `rows` of all that is kept along the queue: totals, two by area, one by decile."""
    weight, area, count = population.weight[rows], population.area[rows], len(population.areas)
    poor = weight * population.poor[rows]
    decile = population.decile[rows]
    return np.concatenate(
        [
            columns[rows].sum(axis=0),
            np.bincount(area, weights=weight, minlength=count),
            np.bincount(area, weights=poor, minlength=count),
            np.bincount(decile, weights=weight, minlength=DECILES + 1)[1:],
        ]
    )
