"""Other ways to the engine's numbers, each as its users would write it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import microdf
import numpy as np
import pandas as pd

from pedekate.benchmark.city import Move
from pedekate.simulation.allocation import DECIMALS
from pedekate.store.build import Workspace


def naive_pandas(table: pd.DataFrame, line: float, move: Move) -> np.ndarray:
    """Sort, group ties, cumulate, group the results: again for every move."""
    return _pandas(_in_order(table), line, move)


def reweighted_pandas(
    table: pd.DataFrame, answers: np.ndarray, line: float, weights: np.ndarray, move: Move
) -> np.ndarray:
    """New scores from the answers, then everything again."""
    rows = table.assign(skor=np.round(answers @ weights, DECIMALS))
    return _pandas(_in_order(rows), line, move)


class SortedPandas:
    """The careful version: sorted and cumulated once."""

    def __init__(self, table: pd.DataFrame, line: float) -> None:
        self._rows, self._line = _in_order(table), line

    def __call__(self, move: Move) -> np.ndarray:
        return _pandas(self._rows, self._line, move)


class Microdf:
    """The weighted frame of the PolicyEngine project, sorted once."""

    def __init__(self, table: pd.DataFrame, line: float) -> None:
        self._rows, self._line = _in_order(table), line

    def __call__(self, move: Move) -> np.ndarray:
        rows = self._rows
        p, headcount, gap, poor = _outcomes(rows, self._line, move)
        frame = microdf.MicroDataFrame(
            {
                "p": p, "pm": p * poor, "orang": rows["n"] * headcount, "jurang": rows["n"] * gap,
                "wilayah": rows["wilayah"], "desil": rows["desil"],
            },
            weights=np.ones(len(rows)),
        )  # fmt: skip
        totals = [frame[name].sum() for name in ("p", "pm", "orang", "jurang")]
        by_area = frame.groupby("wilayah")
        return np.concatenate(
            [totals, by_area["p"].sum(), by_area["pm"].sum(), frame.groupby("desil")["p"].sum()]
        )


class DuckdbScan:
    """A scan of the table stored in rank order with the money needed before each tie block."""

    def __init__(self, ws: Workspace, table: pd.DataFrame, line: float) -> None:
        self._ws, self._line = ws, line
        ws.put("sumber", table)
        ws.run("tolok/antrean")

    def __call__(self, move: Move) -> np.ndarray:
        rows = self._ws.frame(
            "tolok/pindai", satuan=move.units, per_satuan=move.per_unit, garis=self._line
        )
        city = rows[rows["tingkat"] == 3].iloc[0]
        areas, deciles = rows[rows["tingkat"] == 1], rows[rows["tingkat"] == 2]
        totals = city[["penerima", "miskin_terjangkau", "orang_miskin", "jurang"]].to_numpy(float)
        return np.concatenate(
            [totals, areas["penerima"], areas["miskin_terjangkau"], deciles["penerima"]]
        )


@contextmanager
def workspace() -> Iterator[Workspace]:
    """A scratch database."""
    with TemporaryDirectory(prefix="pedekate-tolok-") as folder:
        ws = Workspace(Path(folder))
        try:
            yield ws
        finally:
            ws.close()


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.sort_values("skor")
    block = rows.groupby("skor")["satuan"].transform("sum")
    upto = rows.groupby("skor")["satuan"].sum().cumsum()
    return rows.assign(blok=block, sebelum=rows["skor"].map(upto) - block)


def _outcomes(rows: pd.DataFrame, line: float, move: Move) -> tuple:
    p = ((move.units - rows["sebelum"]) / rows["blok"]).clip(0, 1)
    poor, after = rows["y"] < line, rows["y"] + move.per_unit / rows["n"]
    headcount = p * (after < line) + (1 - p) * poor
    gap = p * (1 - after / line).clip(lower=0) + (1 - p) * (1 - rows["y"] / line).clip(lower=0)
    return p, headcount, gap, poor


def _pandas(rows: pd.DataFrame, line: float, move: Move) -> np.ndarray:
    p, headcount, gap, poor = _outcomes(rows, line, move)
    totals = [p.sum(), p[poor].sum(), (rows["n"] * headcount).sum(), (rows["n"] * gap).sum()]
    return np.concatenate(
        [
            totals,
            p.groupby(rows["wilayah"]).sum(),
            (p * poor).groupby(rows["wilayah"]).sum(),
            p.groupby(rows["desil"]).sum(),
        ]
    )
