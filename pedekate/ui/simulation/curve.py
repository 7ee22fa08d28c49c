"""Everything a budget can buy: the share reached for every budget, with today's point on it.

HTML, because a move of the budget redraws it. Pure.
"""

from dataclasses import dataclass

import pandas as pd

from pedekate.charts.theme import INK_3, REACHED, rgba
from pedekate.format import angka, persen, rupiah
from pedekate.ui.kit import line_figure as lines
from pedekate.ui.kit.line_figure import Band, Line, Plane

BILLION = 1e9
_GAP = 9.0  # percent of the height one line of text takes
_LOW = 14.0  # percent: a point below it has its label above, or it would run into the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One point on the curve: budget in Rp, share reached 0..1, the words beside it."""

    anggaran_rp: float
    cakupan: float
    label: str


def budget_curve(
    curve: pd.DataFrame,
    *,
    label: str,
    chosen: Mark,
    alt: str,
    current: Mark | None = None,
    ceiling: pd.DataFrame | None = None,
    lottery: pd.DataFrame | None = None,
) -> str:
    """Share of the poor reached over the yearly budget.

    Args:
        curve: anggaran_rp (ascending), cakupan (0..1); optional bawah and atas (0..1): a band.
        label: name of the ranking, written at the end of its line.
        chosen: filled dot, "pilihan ini". current: ring, the budget of today.
        ceiling, lottery: the same columns for perfect data (dotted) and a draw (dashed).
    """
    top = float(curve["anggaran_rp"].max())
    plane = Plane(x=(0, top * 1.01), y=(0, 102))
    drawn = [(ceiling, "1.5 4", "andai data sempurna", "pd-titik2"),
             (lottery, "7 5", "andai diundi", "pd-putus")]  # fmt: skip
    drawn = [row for row in drawn if row[0] is not None]
    strokes = [_line(table, INK_3, dash=dash) for table, dash, *_ in drawn]
    named = [(_above(plane, table), text, f"pd-ujung {kind}") for table, _, text, kind in drawn]
    named.append((_above(plane, curve), f"<b>{label}</b>", "pd-ujung pd-utama"))
    named.append(_chosen_label(plane, chosen))
    inside = [
        lines.picture(
            plane, [*strokes, _line(curve, REACHED, width=3)], bands=_bands(curve),
            grid=range(0, 101, 25),
        ),
        lines.ticks(
            plane,
            x=[(v * BILLION, text) for v, text in lines.round_ticks(top / BILLION, 8)],
            y=[(v, f"{v}%" if v == 100 else str(v)) for v in range(0, 101, 25)],
        ),
        _hover(plane, curve),
        *([] if current is None else _current(plane, current)),
        lines.drop(plane, chosen.anggaran_rp, 100 * chosen.cakupan),
        lines.point(plane, chosen.anggaran_rp, 100 * chosen.cakupan),
        *_labels(named, plane.across(chosen.anggaran_rp), foot=current is not None),
    ]  # fmt: skip
    return lines.figure("".join(inside), alt=alt)


def _line(table: pd.DataFrame, color: str, *, width: float = 1.5, dash: str = "") -> Line:
    return Line(
        x=table["anggaran_rp"].tolist(), y=(table["cakupan"] * 100).tolist(), color=color,
        width=width, dash=dash,
    )  # fmt: skip


def _bands(curve: pd.DataFrame) -> list[Band]:
    if not {"bawah", "atas"} <= set(curve.columns):
        return []
    low, high = (curve["bawah"] * 100).tolist(), (curve["atas"] * 100).tolist()
    return [Band(x=curve["anggaran_rp"].tolist(), low=low, high=high, color=rgba(REACHED, 0.15))]


def _hover(plane: Plane, curve: pd.DataFrame) -> str:
    rows = zip(curve["anggaran_rp"], curve["cakupan"], strict=True)
    return lines.hover(plane, [(b, f"{rupiah(b)}: {persen(s, 1)} terjangkau") for b, s in rows])


def _above(plane: Plane, line: pd.DataFrame) -> float:
    return plane.up(100 * float(line["cakupan"].iloc[-1])) + 0.6 * _GAP


def _chosen_label(plane: Plane, mark: Mark) -> tuple[float, str, str]:
    """Below its point, where no curve runs; above it when the axis is too near."""
    share, side = 100 * mark.cakupan, _side(plane.across(mark.anggaran_rp))
    place = plane.up(share) + (_GAP if share < _LOW else -_GAP)
    return place, f"<b>{mark.label} {angka(share)}%</b>", f"{side} pd-pilihan"


def _labels(named: list[tuple[float, str, str]], chosen: float, *, foot: bool) -> list[str]:
    """Each on a row of its own, so that they never meet, however narrow the page.

    The last one stands beside the chosen point, the others at the right end.
    """
    low = 1.7 * _GAP if foot else 0.6 * _GAP
    rows = lines.spread([place for place, *_ in named], _GAP, low=low, high=100 - 0.6 * _GAP)
    lefts = [100.0] * (len(named) - 1) + [chosen]
    return [
        lines.label(left, row, text, kind)
        for left, row, (_, text, kind) in zip(lefts, rows, named, strict=True)
    ]


def _side(left: float) -> str:
    return "pd-ki" if left > 60 else "pd-ka"


def _current(plane: Plane, mark: Mark) -> list[str]:
    """The ring on the curve, its words at the foot of its own line, where no curve runs."""
    left = plane.across(mark.anggaran_rp)
    return [
        lines.drop(plane, mark.anggaran_rp, 100 * mark.cakupan),
        lines.point(plane, mark.anggaran_rp, 100 * mark.cakupan, "pd-cincin"),
        lines.label(left, 0, mark.label, f"{_side(left)} pd-kaki2"),
    ]
