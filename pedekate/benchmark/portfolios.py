"""Seven programmes stacked in order, against pandas that sorts each programme's families."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.benchmark.city import BENEFIT_RP, MONTHS, RANKINGS, City
from pedekate.benchmark.timing import Step, same, timed
from pedekate.simulation.allocation import DECIMALS, prepare
from pedekate.simulation.imputation import mix
from pedekate.simulation.portfolio import Entry, stack

PROGRAMMES, SEED = 7, 2025
_SHARE = 0.12  # of what serving everybody would cost, for each programme


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Programme:
    key: np.ndarray
    units: np.ndarray
    money: float
    cost: float
    not_with: frozenset[str]


def steps(city: City) -> list[Step]:
    """Queues ready, as a page keeps them; then with building them."""
    programmes = _programmes(city)
    built, entries = timed(lambda: _entries(city, programmes))
    spent, ours = timed(lambda: stack(entries, seed=SEED).served)
    theirs, found = timed(lambda: _pandas(city, programmes))
    name = "pandas, urut tiap program"
    same([found], [ours], name)
    size = len(city.population.weight)
    return [
        Step(
            nama=title, keluarga=size, detik=seconds, pembanding=name, detik_pembanding=theirs
        )
        for title, seconds in (
            (f"portofolio {PROGRAMMES} program", spent),
            (f"portofolio {PROGRAMMES} program, dengan membangun", built + spent),
        )
    ]  # fmt: skip


def _programmes(city: City) -> list[_Programme]:
    """Families and persons as units; every second programme may not serve its forerunner's."""
    people, found = city.population, []
    for k in range(PROGRAMMES):
        units = people.size if k % 3 == 2 else np.ones(len(people.size))
        key = np.round(city.scores[k % RANKINGS] + 0.01 * k * np.log(people.size), 2)
        cost = BENEFIT_RP * MONTHS / (4 if k % 3 == 2 else 1)
        found.append(
            _Programme(
                key=key, units=units, cost=cost, money=_SHARE * cost * float(units.sum()),
                not_with=frozenset({str(k - 1)} if k % 2 else ()),
            )
        )  # fmt: skip
    return found


def _entries(city: City, programmes: Sequence[_Programme]) -> list[Entry]:
    return [
        Entry(
            program=str(k), queue=prepare(city.population, key=one.key, units=one.units),
            uang_rp=one.money, biaya_rp=one.cost, tidak_bersama=one.not_with,
        )
        for k, one in enumerate(programmes)
    ]  # fmt: skip


def _pandas(city: City, programmes: Sequence[_Programme]) -> np.ndarray:
    """(programmes, families) who is served: need, then members, then the lot drawn by hash."""
    size = len(city.population.weight)
    rows = np.arange(size).astype(np.uint64)
    served = np.zeros((len(programmes), size), dtype=bool)
    for k, one in enumerate(programmes):
        table = pd.DataFrame(
            {
                "skor": np.round(one.key, DECIMALS), "n": city.population.size,
                "undi": mix(rows + (np.uint64(SEED) << np.uint64(32))),
                "biaya": one.cost * one.units,
            }
        )  # fmt: skip
        for other in one.not_with:
            table = table[~served[int(other)]]
        table = table.sort_values(["skor", "n", "undi"], ascending=[True, False, True])
        paid = table["biaya"].cumsum() <= one.money * (1 + 1e-12)
        served[k, table.index[paid]] = True
    return served
