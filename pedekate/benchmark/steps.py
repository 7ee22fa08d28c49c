"""What is timed, against whom."""

from collections.abc import Callable, Sequence
from statistics import median

import numpy as np

from pedekate.benchmark import alternatives, bandwidth, draws, engine, portfolios
from pedekate.benchmark import city as cities
from pedekate.benchmark.city import BENEFIT_RP, MONTHS, City, Move
from pedekate.benchmark.timing import Step, each, same, timed
from pedekate.simulation.allocation import Queue, shared_sums

MOVES, CHECKED = 20, 5


def measure(families: int) -> list[Step]:
    """Every comparison on a city of so many families.

    Raises:
        AssertionError: an alternative gives other numbers than the engine.
    """
    city = cities.draw(families)
    money = [Move(anggaran_rp=budget) for budget in cities.budgets(city, MOVES)]
    answers = cities.answers(families)
    speed = bandwidth.measure()
    return [
        *_moves(city, money, speed),
        *_weights(city, answers, money[0]),
        *_sweep(city, money, speed),
        *draws.steps(city, answers, money[0]),
        *portfolios.steps(city),
    ]


def _moves(city: City, money: Sequence[Move], speed: float) -> list[Step]:
    """One move of a control with its breakdown by area and decile, everything else ready."""
    line, table, queue = city.population.line, cities.table(city, 0), engine.queue(city, 0)
    once, micro = alternatives.SortedPandas(table, line), alternatives.Microdf(table, line)
    with alternatives.workspace() as ws:
        scan = alternatives.DuckdbScan(ws, table, line)
        few = {"pandas, urut sekali": once, "pindai DuckDB, sudah urut": scan}
        all_ways = {
            "pandas, urut tiap kali": lambda move: alternatives.naive_pandas(table, line, move),
            **few, "microdf, urut sekali": micro,
        }  # fmt: skip
        fixed = money[0].anggaran_rp
        benefits = np.linspace(0.5, 2, MOVES) * BENEFIT_RP
        found = [
            *_against(city, queue, "pindah anggaran", money, all_ways),
            *_against(city, queue, "pindah manfaat",
                      [Move(anggaran_rp=fixed, manfaat_rp=one) for one in benefits], few),
            *_against(city, queue, "pindah bulan",
                      [Move(anggaran_rp=fixed, bulan=one) for one in range(1, MONTHS + 1)], few),
        ]  # fmt: skip
    moved = bandwidth.move_bytes(queue)
    return [*found, bandwidth.floor("pindah anggaran", queue, found[0].detik, moved, speed)]


def _against(
    city: City, queue: Queue, title: str, moves: Sequence[Move], ways: dict[str, Callable]
) -> list[Step]:
    spent, reference = each(lambda move: engine.answer(city, queue, move), moves)
    some = slice(None, None, max(1, len(moves) // CHECKED))
    steps = []
    for name, way in ways.items():
        theirs, found = each(way, moves[some])
        same(found, reference[some], name)
        steps.append(
            Step(
                nama=title, keluarga=len(city.population.weight), detik=spent, pembanding=name,
                detik_pembanding=theirs,
            )
        )  # fmt: skip
    return steps


def _weights(city: City, answers: np.ndarray, move: Move) -> list[Step]:
    """New weights of the score: everybody is scored and sorted anew, then one budget."""
    line, tried = city.population.line, cities.weights(CHECKED)
    shared = shared_sums(city.population, np.ones(len(answers)))
    table = cities.table(city, 0, shuffled=False)
    name = "pandas, skor dan urut ulang"
    spent, ours = each(lambda w: engine.reweighted(city, shared, answers, w, move), tried)
    theirs, found = each(
        lambda w: alternatives.reweighted_pandas(table, answers, line, w, move), tried[:2]
    )
    same(found, ours[:2], name)
    return [
        Step(
            nama="bobot peringkat baru", keluarga=len(answers), detik=spent, pembanding=name,
            detik_pembanding=theirs,
        )
    ]  # fmt: skip


def _sweep(city: City, money: Sequence[Move], speed: float) -> list[Step]:
    """Twenty budgets under four rankings, building included."""
    line, size = city.population.line, len(city.population.weight)
    tables = [cities.table(city, k) for k in range(cities.RANKINGS)]

    def ours() -> list[np.ndarray]:
        shared = shared_sums(city.population, np.ones(size))
        queues = (engine.queue(city, k, shared) for k in range(cities.RANKINGS))
        return [engine.answer(city, queue, move) for queue in queues for move in money]

    def pandas_once() -> list[np.ndarray]:
        ready = (alternatives.SortedPandas(table, line) for table in tables)
        return [way(move) for way in ready for move in money]

    def duckdb() -> list[np.ndarray]:
        with alternatives.workspace() as ws:
            return [
                way(move)
                for table in tables
                for way in [alternatives.DuckdbScan(ws, table, line)]
                for move in money
            ]

    runs = [timed(ours) for _ in range(3)]
    spent, reference = median(seconds for seconds, _ in runs), runs[0][1]
    title = f"sapuan {MOVES} anggaran × {cities.RANKINGS} peringkat, dengan membangun"
    steps = []
    for name, way in (("pandas, urut sekali", pandas_once), ("jendela DuckDB", duckdb)):
        theirs, found = timed(way)
        same(found, reference, name)
        steps.append(
            Step(nama=title, keluarga=size, detik=spent, pembanding=name, detik_pembanding=theirs)
        )
    queue = engine.queue(city, 0)
    one_ranking = bandwidth.build_bytes(queue) + MOVES * bandwidth.move_bytes(queue)
    moved = cities.RANKINGS * one_ranking
    return [*steps, bandwidth.floor(title, queue, spent, moved, speed)]
