"""The people a simulation is about: who is poor, how poor, and where."""

from dataclasses import dataclass

import numpy as np

from pedekate.indicators import fgt, weighted

BOTTOM = 0.4
VULNERABLE = 0.2
DECILES = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """Families with known (or modelled) consumption, and what follows from it once and for all.

    Attributes:
        weight: (n,) families each row stands for; size: (n,) people in it.
        consumption: (n,) per person, over the period of line and benefit, before any benefit.
        line: poverty line in the same unit.
        poor: (n,) strictly below the line.
        bottom: (n,) among the lowest 40 percent of people; a family on the cut counts.
        vulnerable: (n,) not poor, but among the lowest 20 percent of people.
        rank: (n,) mid-rank of the family's people by consumption, 0..1.
        decile: (n,) 1..10 by consumption, people-weighted.
        area: (n,) index into `areas`.
        before: p0, p1, p2 and watts before any benefit, people-weighted.
        basis: what consumption is: "survei", "kebenaran" (synthetic truth) or "model".
    """

    weight: np.ndarray
    size: np.ndarray
    consumption: np.ndarray
    line: float
    poor: np.ndarray
    bottom: np.ndarray
    vulnerable: np.ndarray
    rank: np.ndarray
    decile: np.ndarray
    area: np.ndarray
    areas: tuple[str, ...]
    before: dict[str, float]
    basis: str

    @property
    def persons(self) -> np.ndarray:
        """(n,) people each row stands for."""
        return self.weight * self.size


def build(
    *,
    weight: np.ndarray,
    size: np.ndarray,
    consumption: np.ndarray,
    line: float,
    area: np.ndarray | None = None,
    areas: tuple[str, ...] = ("",),
    basis: str,
) -> Population:
    """A population from its arrays; see `Population`. Ranks and deciles count people.

    Rows must come in an order that does not depend on the file they were read from
    (`canonical_order`): sums of weights that are no whole numbers depend on it in the last digit.
    """
    persons = weight * size
    cuts = weighted.quantile(consumption, persons, np.array([VULNERABLE, BOTTOM]))
    poor = consumption < line
    return Population(
        weight=weight,
        size=size,
        consumption=consumption,
        line=line,
        poor=poor,
        bottom=consumption <= cuts[1],
        vulnerable=~poor & (consumption <= cuts[0]),
        rank=weighted.midranks(consumption, persons),
        decile=weighted.groups(consumption, persons, DECILES),
        area=np.zeros(len(weight), dtype=np.int64) if area is None else area,
        areas=areas,
        before=_poverty(consumption, line, persons),
        basis=basis,
    )


def _poverty(consumption: np.ndarray, line: float, persons: np.ndarray) -> dict[str, float]:
    fgts = {f"p{a}": fgt.fgt(consumption, line, persons, alpha=a) for a in (0, 1, 2)}
    return {**fgts, "watts": fgt.watts(consumption, line, persons)}


def canonical_order(*columns: np.ndarray) -> np.ndarray:
    """Row order that any shuffling of the same rows leads to, earlier columns first.

    Rows that agree in every column are interchangeable, so their order cannot matter.
    """
    return np.lexsort(columns[::-1])
