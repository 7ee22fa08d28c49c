"""What is timed, against whom; nobody's time counts before everybody's numbers agree."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from pedekate.benchmark import alternatives, engine
from pedekate.benchmark import city as cities
from pedekate.benchmark.city import City

BUDGETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One comparison: seconds of ours and theirs for the same work; ratio = theirs / ours."""

    nama: str
    keluarga: int
    detik: float
    pembanding: str
    detik_pembanding: float

    @property
    def rasio(self) -> float:
        """How many times longer the alternative takes."""
        return self.detik_pembanding / self.detik


def measure(families: int) -> list[Step]:
    """Every comparison on a city of so many families.

    Raises:
        AssertionError: an alternative gives other numbers than the engine.
    """
    city = cities.draw(families)
    money = cities.budgets(city, BUDGETS)
    return [*_moves(city, money), *_sweep(city, money), _floor(city)]


def _moves(city: City, money: np.ndarray) -> list[Step]:
    """One move of the budget with its breakdown by area and decile, everything else ready."""
    line, size = city.population.line, len(city.population.weight)
    table, queue = cities.table(city, 0), engine.queue(city, 0)
    sorted_pandas = alternatives.SortedPandas(table, line)
    micro = alternatives.Microdf(table, line)
    with alternatives.workspace() as ws:
        scan = alternatives.DuckdbScan(ws, table, line)
        ways: dict[str, Callable[[float], np.ndarray]] = {
            "pandas, urut tiap kali": lambda b: alternatives.naive_pandas(table, line, b),
            "pandas, urut sekali": sorted_pandas,
            "pindai DuckDB, sudah urut": scan,
            "microdf, urut sekali": micro,
        }
        ours, reference = _each(lambda b: engine.answer(city, queue, b), money)
        steps = []
        for name, way in ways.items():
            spent, found = _each(way, money[:: max(1, BUDGETS // 5)])
            _same(found, reference[:: max(1, BUDGETS // 5)], name)
            steps.append(
                Step(
                    nama="pindah anggaran",
                    keluarga=size,
                    detik=ours,
                    pembanding=name,
                    detik_pembanding=spent,
                )  # fmt: skip
            )
    return steps


def _sweep(city: City, money: np.ndarray) -> list[Step]:
    """Twenty budgets under four rankings, building included."""
    line, size = city.population.line, len(city.population.weight)
    tables = [cities.table(city, k) for k in range(cities.RANKINGS)]

    def ours() -> list[np.ndarray]:
        queues = (engine.queue(city, k) for k in range(cities.RANKINGS))
        return [engine.answer(city, queue, b) for queue in queues for b in money]

    def pandas_once() -> list[np.ndarray]:
        ready = (alternatives.SortedPandas(table, line) for table in tables)
        return [way(b) for way in ready for b in money]

    def duckdb() -> list[np.ndarray]:
        with alternatives.workspace() as ws:
            return [
                way(b)
                for table in tables
                for way in [alternatives.DuckdbScan(ws, table, line)]
                for b in money
            ]

    spent, reference = _timed(ours)
    steps = []
    for name, way in (("pandas, urut sekali", pandas_once), ("jendela DuckDB", duckdb)):
        theirs, found = _timed(way)
        _same(found, reference, name)
        steps.append(
            Step(
                nama=f"sapuan {BUDGETS} anggaran × {cities.RANKINGS} peringkat, dengan membangun",
                keluarga=size,
                detik=spent,
                pembanding=name,
                detik_pembanding=theirs,
            )  # fmt: skip
        )
    return steps


def _floor(city: City) -> Step:
    """Building a queue against reading its table once: the distance to the memory's bandwidth.

    The ratio is below one: it is the share of the time that moving the bytes alone would take.
    """
    queue = engine.queue(city, 0)
    spent = median(_timed(lambda: engine.queue(city, 0))[0] for _ in range(3))
    columns = np.ascontiguousarray(queue.summands)
    floor = median(_timed(lambda: float(columns.sum()))[0] for _ in range(5))
    return Step(
        nama="membangun antrean", keluarga=len(city.population.weight), detik=spent,
        pembanding="lantai: membaca tabelnya sekali", detik_pembanding=floor,
    )  # fmt: skip


def _each(way: Callable[[float], np.ndarray], money: Sequence[float]) -> tuple[float, list]:
    """(median seconds a budget, answers) after one warm-up."""
    way(money[0])
    timed = [_timed(lambda b=b: way(b)) for b in money]
    return median(spent for spent, _ in timed), [found for _, found in timed]


def _same(found: Sequence[np.ndarray], reference: Sequence[np.ndarray], name: str) -> None:
    for theirs, ours in zip(found, reference, strict=True):
        np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-6, err_msg=name)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found
