"""Many programmes, one family: served in a stated order, with rules on what may be combined.

A portfolio is a by-name exercise: whether a family gets a second programme depends on whether it
really got the first, so chances are settled here. Each programme pays whole families down its
queue; those that tie at the margin are ordered by more members, then by a keyed hash of their row
and the seed, and what does not pay for one more family stays unspent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pedekate.simulation.allocation import Queue
from pedekate.simulation.imputation import mix


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """One programme in the portfolio, in its place in the order.

    Attributes:
        program: its id.
        queue: who may get it, in its own order.
        uang_rp: rupiah for benefits (administration and fixed cost already taken off).
        biaya_rp: rupiah one unit of benefit costs.
        kuota_keluarga: most families it may serve; None = no quota.
        di_luar_batas: its support does not count towards the cap, and the cap does not bar it.
        tidak_bersama: ids of earlier programmes whose recipients it may not serve.
    """

    program: str
    queue: Queue
    uang_rp: float
    biaya_rp: float
    kuota_keluarga: int | None = None
    di_luar_batas: bool = False
    tidak_bersama: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Portfolio:
    """What every family gets.

    Attributes:
        programmes: ids in the order of service.
        served: (p, n) whether a family gets a programme.
        support: (p, n) rupiah a family gets from it.
        barred: (p,) families passed over because of an earlier programme or the cap, that the
            money would have reached.
        unspent: (p,) rupiah left of the money for benefits.
    """

    programmes: tuple[str, ...]
    served: np.ndarray
    support: np.ndarray
    barred: np.ndarray
    unspent: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """(n,) rupiah a family gets from all programmes together."""
        return self.support.sum(axis=0)

    @property
    def count(self) -> np.ndarray:
        """(n,) programmes a family gets."""
        return self.served.sum(axis=0)


def stack(entries: Sequence[Entry], *, seed: int, batas_rp: float = np.inf) -> Portfolio:
    """Serve the programmes one after another.

    Args:
        batas_rp: most rupiah a family may get from all that count towards it; a programme that
            would exceed it passes the family over, for benefits are paid whole.
    """
    size = len(entries[0].queue.population.weight)
    served = np.zeros((len(entries), size), dtype=bool)
    support = np.zeros((len(entries), size))
    barred, unspent = np.zeros(len(entries)), np.zeros(len(entries))
    counted = np.zeros(size)
    at = {entry.program: row for row, entry in enumerate(entries)}
    for row, entry in enumerate(entries):
        cost = entry.biaya_rp * entry.queue.units
        blocked = (counted + cost > batas_rp) & (not entry.di_luar_batas)
        for other in entry.tidak_bersama & at.keys():
            blocked |= served[at[other]]
        barred[row] = blocked[_affordable(entry, cost, seed)].sum()
        chosen = _affordable(entry, cost, seed, without=blocked)
        served[row, chosen] = True
        support[row, chosen] = cost[chosen]
        if not entry.di_luar_batas:
            counted[chosen] += cost[chosen]
        unspent[row] = entry.uang_rp - cost[chosen].sum()
    return Portfolio(
        programmes=tuple(at), served=served, support=support, barred=barred, unspent=unspent
    )


def duplicates_freed(
    portfolio: Portfolio, weight: np.ndarray, *, exclusive: Sequence[str]
) -> tuple[float, float]:
    """Families that get two or more programmes of which they may get one, and the money of all
    but their largest: what serving each family once would free, in rupiah."""
    rows = [portfolio.programmes.index(name) for name in exclusive]
    support = portfolio.support[rows]
    double = (support > 0).sum(axis=0) > 1
    freed = (support.sum(axis=0) - support.max(axis=0))[double]
    return float(weight[double].sum()), float((freed * weight[double]).sum())


def _affordable(
    entry: Entry, cost: np.ndarray, seed: int, *, without: np.ndarray | None = None
) -> np.ndarray:
    """The families the money reaches, down to the first it does not: nobody is skipped, for a
    cut-off that passes one family over and serves a cheaper one below cannot be explained.

    Who comes first among equals matters only in the tie block where money or quota ends, so only
    that one is put in order.

    Args:
        without: (n,) families that are not in the line.
    """
    line = entry.queue.order
    block = np.repeat(np.arange(len(entry.queue.ends) - 1), np.diff(entry.queue.ends))
    if without is not None:
        kept = ~without[line]
        line, block = line[kept], block[kept]
    upto = np.concatenate([[0.0], np.cumsum(cost[line])])
    money = entry.uang_rp * (1 + 1e-12)
    quota = len(line) if entry.kuota_keluarga is None else entry.kuota_keluarga
    last = min(int(np.searchsorted(upto, money, side="right")) - 1, quota)
    if last >= len(line):
        return line
    start, end = np.searchsorted(block, block[last]), np.searchsorted(block, block[last], "right")
    tied = _settled(entry, line[start:end], seed)
    paid = np.searchsorted(upto[start] + np.cumsum(cost[tied]), money, side="right")
    return np.concatenate([line[:start], tied[: min(int(paid), quota - int(start))]])


def _settled(entry: Entry, rows: np.ndarray, seed: int) -> np.ndarray:
    """Equal families in order: more members first, then a keyed hash of row and seed."""
    lot = mix(rows.astype(np.uint64) + (np.uint64(seed) << np.uint64(32)))
    return rows[np.lexsort((lot, -entry.queue.population.size[rows]))]
