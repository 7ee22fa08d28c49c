"""`make bench`: a move of the budget against naive pandas and a DuckDB scan, in one run.

Absolute times depend on the machine; ratios within one run do not. Every method must give the
same numbers before its time is printed.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from pedekate import config
from pedekate.simulation import eligibility, programme_run, programs, register
from pedekate.simulation.allocation import DECIMALS, Queue
from pedekate.simulation.programme_run import Prepared
from pedekate.store.connection import ANALITIK, open_reader

PROGRAMME, RANKING, BUDGETS = "bpntd", "skor", 20
SCAN = """
with ikut as (
    select *, least(1.0, greatest(0.0, ($uang - sebelum) / blok)) as p from antrean
), sesudah as (
    select *,
        p * (y + t < garis)::int + (1 - p) * (y < garis)::int as miskin,
        p * greatest(0, 1 - (y + t) / garis) + (1 - p) * greatest(0, 1 - y / garis) as jurang
    from ikut
)
select wilayah, desil, sum(p) as penerima, sum(p * (y < garis)::int) as miskin_terjangkau,
    sum(n * miskin) as orang_miskin, sum(n * jurang) as jurang, grouping(wilayah, desil) as tingkat
from sesudah
group by grouping sets ((), (wilayah), (desil))
order by tingkat, wilayah, desil
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--gudang", type=Path, default=config.gudang_dir())
    folder = parser.parse_args().gudang
    prepared = _prepare(folder)
    queue, first = _timed(lambda: programme_run.queue(prepared, RANKING))
    budgets = np.linspace(0.05, 1.2, BUDGETS) * queue.need[-1] * _cost(prepared)
    table = _table(prepared)
    with duckdb.connect() as con:
        _store(con, table)
        methods = {
            "antrean (mesin ini)": lambda b: _engine(prepared, queue, b),
            "pindai DuckDB, sudah urut": lambda b: _scan(con, b),
            "pandas, urut tiap kali": lambda b: _pandas(table, b),
        }
        answers, seconds = {}, {}
        for name, method in methods.items():
            method(budgets[0])
            answers[name], spent = _timed(lambda m=method: [m(b) for b in budgets])
            seconds[name] = spent / len(budgets)
    reference = answers["antrean (mesin ini)"]
    for name, found in answers.items():
        for ours, theirs in zip(reference, found, strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-6, err_msg=name)
    _report(len(table), first, seconds)


def _prepare(folder: Path) -> Prepared:
    with open_reader(folder / ANALITIK) as reader:
        city = register.load(reader, folder)
        program = programs.load(PROGRAMME)
        rules = eligibility.candidates(reader, city, program)
    return programme_run.prepare_programme(program, city, rules)


def _cost(prepared: Prepared) -> float:
    return programs.default_benefit(prepared.program) * prepared.program.bulan


def _engine(prepared: Prepared, queue: Queue, budget: float) -> np.ndarray:
    chosen = programme_run.scenario(prepared, peringkat=RANKING, anggaran_rp=budget)
    result = programme_run.run(prepared, queue, chosen, code="tolok")
    people, served = result.everybody.totals[1], result.served
    values = result.values
    return np.concatenate(
        [
            [served.totals[0], served.totals[2]],
            [values["p0_sesudah"] * people, values["p1_sesudah"] * people],
            served.areas[0], served.areas[1], served.deciles,
        ]
    )  # fmt: skip


def _table(prepared: Prepared) -> pd.DataFrame:
    """Every family of the city with all that a budget needs, in no particular order."""
    city = prepared.register.population
    score = np.round(prepared.register.score, DECIMALS)
    eligible = prepared.candidates.eligible & ~np.isnan(score)
    cost = _cost(prepared)
    table = pd.DataFrame(
        {
            "skor": np.where(eligible, score, np.inf), "biaya": np.where(eligible, cost, 0.0),
            "y": city.consumption, "n": city.size, "garis": city.line,
            "t": cost / programs.MONTHS / city.size, "wilayah": city.area, "desil": city.decile,
        }
    )  # fmt: skip
    return table.sample(frac=1, random_state=1, ignore_index=True)


def _pandas(table: pd.DataFrame, budget: float) -> np.ndarray:
    """What one would write first: sort, group ties, cumulate, then group the results."""
    rows = table.sort_values("skor")
    block = rows.groupby("skor")["biaya"].sum()
    before = block.cumsum() - block
    served = ((budget - before) / block.where(block > 0)).clip(0, 1).fillna(0)
    p = rows["skor"].map(served)
    poor = rows["y"] < rows["garis"]
    after = rows["y"] + rows["t"]
    headcount = p * (after < rows["garis"]) + (1 - p) * poor
    gap = p * (1 - after / rows["garis"]).clip(lower=0)
    gap += (1 - p) * (1 - rows["y"] / rows["garis"]).clip(lower=0)
    return np.concatenate(
        [
            [p.sum(), p[poor].sum(), (rows["n"] * headcount).sum(), (rows["n"] * gap).sum()],
            p.groupby(rows["wilayah"]).sum(),
            (p * poor).groupby(rows["wilayah"]).sum(),
            p.groupby(rows["desil"]).sum(),
        ]
    )


def _store(con: duckdb.DuckDBPyConnection, table: pd.DataFrame) -> None:
    """The table in rank order with the money needed before each tie block, as a scan wants it."""
    con.register("sumber", table)
    con.execute(
        "create table antrean as select *, sum(biaya) over (partition by skor) as blok_isi, "
        "sum(biaya) over (order by skor) as hingga from sumber order by skor"
    )
    con.execute(
        "create or replace table antrean as select *, hingga - blok_isi as sebelum, "
        "case when blok_isi > 0 then blok_isi else 'infinity'::double end as blok from antrean"
    )


def _scan(con: duckdb.DuckDBPyConnection, budget: float) -> np.ndarray:
    rows = con.execute(SCAN, {"uang": budget}).df()
    city = rows[rows["tingkat"] == 3].iloc[0]
    areas, deciles = rows[rows["tingkat"] == 1], rows[rows["tingkat"] == 2]
    totals = city[["penerima", "miskin_terjangkau", "orang_miskin", "jurang"]].to_numpy(float)
    return np.concatenate(
        [totals, areas["penerima"], areas["miskin_terjangkau"], deciles["penerima"]]
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def _report(families: int, first: float, seconds: dict[str, float]) -> None:
    ours = next(iter(seconds.values()))
    lines = [
        f"{families} keluarga, program {PROGRAMME}, peringkat {RANKING}, {BUDGETS} anggaran; "
        f"hasil semua cara sama (kota, kelurahan, desil)",
        f"mengurutkan sekali: {1000 * first:.0f} ms",
    ]
    lines += [
        f"{name:<28} {1000 * spent:9.2f} ms per anggaran   {spent / ours:8.0f} ×"
        for name, spent in seconds.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
