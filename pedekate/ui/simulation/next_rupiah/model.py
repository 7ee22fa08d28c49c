"""Numbers of the section "Rupiah berikutnya" as they may stand on screen. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.simulation import curve
from pedekate.simulation.curve import CutOffs, Reach
from pedekate.simulation.uncertainty import better_share, interval
from pedekate.ui.simulation.model import cost_per_poor, count

BILLION = 1e9
ROWS = 8  # stretches and cut-offs a table shows
LEVEL = 0.8
_APART = 0.9  # share of the draws from which on one programme is told from the next


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretches:
    """A whole curve, stretch by stretch.

    Attributes:
        budgets: (s + 1,) rupiah; coverage: (s + 1,) share of the poor families reached.
        seen: (s,) poor families per further billion, NaN where they are few.
        fitted: (s,) the same, never rising.
        knee: budget at which the curve bends, None where it does not.
    """

    budgets: np.ndarray
    coverage: np.ndarray
    seen: np.ndarray
    fitted: np.ndarray
    knee: float | None

    def cost_at(self, budget: float) -> float:
        """Rupiah per further poor family by the fit, two digits; infinite where none is reached,
        NaN past the whole queue."""
        at = int(np.searchsorted(self.budgets, budget, side="right")) - 1
        if at >= len(self.fitted):
            return np.nan
        price = float(curve.cost(self.fitted[at : at + 1] / BILLION)[0])
        return price if price == np.inf else float(f"{price:.2g}")


def stretches(found: Reach) -> Stretches:
    """The curve as it may be drawn: few families in a stretch are hidden."""
    few = np.isnan([count(value) for value in np.diff(found.miskin)])
    fitted = curve.falling_yields(found)
    bend = curve.knee(found.anggaran_rp, found.miskin)
    return Stretches(
        budgets=found.anggaran_rp,
        coverage=found.cakupan,
        seen=np.where(few, np.nan, BILLION * curve.yields(found)),
        fitted=BILLION * fitted,
        knee=None if bend is None else float(found.anggaran_rp[bend]),
    )


def cost_table(found: Reach, known: Stretches) -> pd.DataFrame:
    """Eighths of the whole curve: anggaran, miskin (rounded, NaN = few), cakupan, berikutnya and
    rata (rupiah per poor family, two digits)."""
    places = np.unique(np.linspace(0, len(found.anggaran_rp) - 1, ROWS + 1).astype(int))[1:]
    rows = []
    for at in places:
        budget, reached = float(found.anggaran_rp[at]), float(found.miskin[at])
        rows.append(
            {
                "anggaran": budget, "miskin": count(reached), "cakupan": found.cakupan[at],
                "berikutnya": known.cost_at(budget), "rata": cost_per_poor(budget, reached),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=["anggaran", "miskin", "cakupan", "berikutnya", "rata"])


def cut_table(cuts: CutOffs, *, served: float) -> pd.DataFrame:
    """Cut-offs spread over the queue: kunci, bagian (share of all families served), penerima,
    cakupan, bukan_miskin, terdekat (the one next to `served` families); NaN = few families."""
    size = len(cuts.penerima)
    places = (
        np.unique(np.linspace(0, size - 1, min(ROWS, size)).round().astype(int)) if size else []
    )
    table = pd.DataFrame(
        {
            "kunci": cuts.kunci, "bagian": cuts.penerima / cuts.semua,
            "penerima": [count(value) for value in cuts.penerima], "cakupan": cuts.cakupan,
            "bukan_miskin": cuts.bukan_miskin,
        }
    )  # fmt: skip
    # A share whose numerator or rest is a handful of families says who they are.
    few = [np.isnan(count(m)) or np.isnan(count(p - m))
           for p, m in zip(cuts.penerima, cuts.miskin, strict=True)]  # fmt: skip
    table.loc[few, ["cakupan", "bukan_miskin"]] = np.nan
    table = table.iloc[places].reset_index(drop=True)
    distance = np.abs(cuts.penerima[places] - served)
    return table.assign(terdekat=distance == distance.min(initial=np.inf))


def programme_table(found: pd.DataFrame, drawn: np.ndarray | None) -> pd.DataFrame:
    """`every_programme` rounded, most poor families first: program, uang, miskin, biaya, jurang
    (two digits), bawah, atas (80 percent of the draws, NaN without draws)."""
    table = found.copy()
    table["miskin"] = [count(value) for value in found["miskin"]]
    table["biaya"] = [cost_per_poor(BILLION, value) for value in found["miskin"]]
    table["jurang"] = [v if np.isnan(v) else float(f"{v:.2g}") for v in found["jurang"]]
    # What few families close would give their gap away.
    table.loc[table["miskin"].isna(), "jurang"] = np.nan
    bounds = [interval(column, level=LEVEL) for column in drawn.T] if drawn is not None else []
    table["bawah"] = [count(low) for low, _ in bounds] or np.nan
    table["atas"] = [count(high) for _, high in bounds] or np.nan
    return table.sort_values("miskin", ascending=False, kind="stable", ignore_index=True)


def told_apart(found: pd.DataFrame, drawn: np.ndarray | None) -> bool | None:
    """Whether the programme that reaches most does so in nine of ten draws against the second;
    None without draws or a second."""
    if drawn is None or len(found) < 2:
        return None
    first, second = np.argsort(-found["miskin"].to_numpy(), kind="stable")[:2]
    return better_share(-drawn[:, first], -drawn[:, second]) >= _APART
