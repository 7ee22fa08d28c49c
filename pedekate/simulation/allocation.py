"""Who gets the benefit: a queue sorted once, in which any budget is a place.

For one ranking every outcome is a ratio of sums that are linear in the participation
probabilities. The families are sorted once, sums are kept at every 1,024th place, and a budget
becomes a place in the queue: all tie blocks before it take part for certain, the block at the
margin takes part with the probability that uses up the money. Nothing is sorted or scanned again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pedekate.simulation.population import DECILES, Population

STEP = 1024
_BLOCK = 64 * STEP  # rows gathered at once while a queue is built: they fit a processor's cache
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
        return self.prefix[place // STEP] + _kept(self.population, self.summands, rest).sum(axis=0)


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared:
    """What the rankings of a programme share.

    Attributes:
        summands: (n, 10) see `summands`.
        everybody: (k,) sums over the whole population of everything kept along a queue.
    """

    summands: np.ndarray
    everybody: np.ndarray


def shared_sums(population: Population, units: np.ndarray) -> Shared:
    """Sums that no ranking changes."""
    columns = summands(population, units)
    parts = [block.sum(axis=0) for block in _blocks(population, columns, np.arange(len(columns)))]
    return Shared(summands=columns, everybody=np.sum(parts, axis=0))


def prepare(
    population: Population,
    *,
    key: np.ndarray,
    units: np.ndarray,
    eligible: np.ndarray | None = None,
    shared: Shared | None = None,
) -> Queue:
    """Sort once.

    Args:
        key: (n,) ranking key, low served first. A family whose key is NaN or infinite is never
            served: a rule that cannot be evaluated excludes.
        units: (n,) units of benefit; families with none are never served.
        eligible: (n,) families that may be served; all by default.
        shared: `shared_sums` of the same population and units, when rankings share them.
    """
    served = np.isfinite(key) & (units > 0)
    if eligible is not None:
        served &= eligible
    rows = np.flatnonzero(served)
    sorting, ends = _in_order(key[rows])
    order = rows[sorting].astype(np.int32)
    kept = shared_sums(population, units) if shared is None else shared
    steps = np.concatenate(
        [np.zeros((1, kept.everybody.size)), *_blocks(population, kept.summands, order)]
    )
    return Queue(
        population=population,
        units=units,
        summands=kept.summands,
        order=order,
        ends=ends,
        need=_upto(population.weight * units, order, ends),
        families=_upto(population.weight, order, ends),
        prefix=np.cumsum(steps, axis=0),
        poor_places=np.flatnonzero(population.poor[order]),
        everybody=_sums(kept.everybody),
    )


def _in_order(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of `key` in rising order, equal ones as they come, and the ends of tie blocks from 0.

    Keys are whole steps of 10⁻⁹, and whole numbers can be sorted digit by digit: a fifth of the
    time of comparing them. Only keys that no integer holds are compared.
    """
    size, low = len(key), key.min(initial=np.inf)
    if not size:
        return np.zeros(0, dtype=int), np.zeros(1, dtype=int)
    if (key.max() - low) * 10.0**DECIMALS < 2.0**62:
        steps = np.rint(key * 10.0**DECIMALS) - np.rint(low * 10.0**DECIMALS)
        values = steps.astype(np.int64)
        sorting = _by_digits(values)
    else:
        values = np.round(key, DECIMALS)
        sorting = np.argsort(values, kind="stable")
    inner = np.flatnonzero(np.diff(values[sorting])) + 1
    return sorting, np.concatenate([[0], inner, [size]])


def _by_digits(values: np.ndarray) -> np.ndarray:
    """Stable order of whole numbers from 0: radix sort on 16 bits at a time (NumPy's own sort of
    16-bit numbers is one; Knuth, vol. 3, 5.2.5)."""
    order = np.argsort(values.astype(np.uint16), kind="stable")
    for shift in range(16, int(values.max()).bit_length(), 16):
        digit = (values[order] >> shift).astype(np.uint16)
        order = order[np.argsort(digit, kind="stable")]
    return order


def _upto(values: np.ndarray, order: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Sums of `values` along the order, up to each end."""
    return np.concatenate([[0.0], np.cumsum(values.take(order))])[ends]


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


def _blocks(population: Population, columns: np.ndarray, rows: np.ndarray) -> Iterator[np.ndarray]:
    """`_kept` of all rows, a block at a time; one empty block when there are none."""
    for start in range(0, max(1, len(rows)), _BLOCK):
        yield _kept(population, columns, rows[start : start + _BLOCK])


def _kept(population: Population, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(s, k) sums of all that is kept along the queue, one row for every STEP of `rows`: totals,
    two by area, one by decile."""
    starts, count = np.arange(0, len(rows), STEP), len(population.areas)
    which = np.arange(len(rows)) // STEP
    taken = columns.take(rows, axis=0)

    def by(place: np.ndarray, classes: int, values: np.ndarray) -> np.ndarray:
        cells = np.bincount(which * classes + place, values, minlength=len(starts) * classes)
        return cells.reshape(len(starts), classes)

    area, decile = population.area.take(rows), population.decile.take(rows) - 1
    return np.hstack(
        [
            np.add.reduceat(taken, starts, axis=0),
            by(area, count, taken[:, FAMILIES]),
            by(area, count, taken[:, POOR_FAMILIES]),
            by(decile, DECILES, taken[:, FAMILIES]),
        ]
    )
