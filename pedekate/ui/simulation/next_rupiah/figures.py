"""Figures of the section "Rupiah berikutnya" as HTML. Pure; see `ui.kit.line_figure`."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pedekate.charts.theme import INK_3, REACHED
from pedekate.format import angka, persen, rupiah
from pedekate.simulation.curve import CutOffs
from pedekate.ui.kit import line_figure as lines
from pedekate.ui.kit.line_figure import Line, Plane
from pedekate.ui.simulation.next_rupiah.model import BILLION, Stretches

_RIGHT = 60.0  # percent: from here on a label stands left of its point


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point and the words beside it; x and y in the units of the figure."""

    x: float
    y: float
    label: str


def yield_figure(known: Stretches, *, chosen: Mark, current: Mark | None, alt: str) -> str:
    """Poor families per further billion along the whole queue: a dot a stretch, a line that never
    rises, this choice, today and the bend.

    Args:
        chosen, current: budget in rupiah, poor families the next billion reaches.
    """
    top = float(known.budgets[-1])
    highest = max(1.0, float(np.nanmax([*known.seen, *known.fitted, chosen.y])))
    plane = Plane(x=(0, top * 1.01), y=(0, 1.12 * highest))
    middles = (known.budgets[1:] + known.budgets[:-1]) / 2
    dots = [
        lines.point(plane, x, y, "pd-kecil")
        for x, y in zip(middles, known.seen, strict=True)
        if y == y
    ]
    inside = [
        lines.picture(plane, [_stairs(known)], grid=[v for v, _ in _ticks(highest)]),
        lines.ticks(
            plane, x=[(v * BILLION, text) for v, text in lines.round_ticks(top / BILLION, 8)],
            y=_ticks(highest),
        ),
        *dots,
        _bend(plane, known),
        lines.hover(plane, list(zip(middles, _words(known), strict=True))),
        *_current(plane, current),
        *_chosen(plane, chosen),
    ]  # fmt: skip
    return lines.figure("".join(inside), alt=alt)


def order_figure(
    cuts: CutOffs, *, name: Callable[[float, float], str], chosen: Mark, current: Mark | None,
    alt: str,
) -> str:  # fmt: skip
    """Share of the poor served over the share of the others served, cut by cut; chance dashed.

    Args:
        name: key and share of families → a cut-off in words.
        chosen, current: both shares, percent.
    """
    across, up = 100 * cuts.nonmiskin_terlayani, 100 * cuts.cakupan
    right = min(100.0, max(5.0, 1.06 * float(across.max(initial=0.0))))
    highest = min(100.0, max(5.0, float(up.max(initial=0.0)), right))
    plane = Plane(x=(0, right), y=(0, 1.1 * highest))
    drawn = [
        Line(x=[0, right], y=[0, right], color=INK_3, dash="7 5"),
        Line(x=[0, *across], y=[0, *up], color=REACHED, width=3),
    ]
    words = [
        (x, f"{name(k, f)}: {persen(y / 100)} yang miskin, {persen(x / 100)} yang lain")
        for x, y, k, f in zip(across, up, cuts.kunci, cuts.penerima / cuts.semua, strict=True)
    ]
    inside = [
        lines.picture(plane, drawn, grid=[v for v, _ in _percents(highest)]),
        lines.ticks(
            plane, x=_percents(right), y=_percents(highest),
        ),
        lines.hover(plane, words),
        lines.label(100, min(94.0, plane.up(right) + 6), "andai diundi", "pd-ujung pd-putus"),
        *_current(plane, current),
        *_chosen(plane, chosen, rising=True),
    ]  # fmt: skip
    return lines.figure("".join(inside), alt=alt)


def _stairs(known: Stretches) -> Line:
    """The fit is one yield a stretch: level between two budgets."""
    edges = np.repeat(known.budgets, 2)[1:-1]
    return Line(x=edges.tolist(), y=np.repeat(known.fitted, 2).tolist(), color=REACHED, width=3)


def _words(known: Stretches) -> list[str]:
    words = []
    for low, high, fitted in zip(known.budgets, known.budgets[1:], known.fitted, strict=False):
        dear = known.cost_at(low)
        price = "tidak ada lagi" if dear == np.inf else f"{rupiah(dear)} per keluarga"
        words.append(f"{rupiah(low)} ke {rupiah(high)}: {angka(_two(fitted))} per miliar, {price}")
    return words


def _two(value: float) -> float:
    return float(f"{value:.2g}")


def _ticks(highest: float) -> list[tuple[float, str]]:
    return lines.round_ticks(highest, 4)


def _percents(highest: float) -> list[tuple[float, str]]:
    """The last tick carries the unit."""
    *ticks, (value, words) = lines.round_ticks(highest, 5)
    return [*ticks, (value, f"{words}%")]


def _bend(plane: Plane, known: Stretches) -> str:
    if known.knee is None:
        return ""
    left = plane.across(known.knee)
    return lines.drop(plane, known.knee, plane.y[1]) + lines.label(
        left, 97, "titik belok", _side(left)
    )


def _chosen(plane: Plane, mark: Mark, *, rising: bool = False) -> list[str]:
    """The point, its words where the line does not run: above it, under a rising one below."""
    left = plane.across(mark.x)
    if not 0 <= left <= 100:
        return []
    place = max(8.0, plane.up(mark.y) - 7) if rising else min(92.0, plane.up(mark.y) + 7)
    return [
        lines.drop(plane, mark.x, mark.y),
        lines.point(plane, mark.x, mark.y),
        lines.label(left, place, f"<b>{mark.label}</b>", f"{_side(left)} pd-pilihan"),
    ]


def _current(plane: Plane, mark: Mark | None) -> list[str]:
    """The ring, its words at the foot of its own line."""
    if mark is None or not 0 <= plane.across(mark.x) <= 100:
        return []
    left = plane.across(mark.x)
    return [
        lines.drop(plane, mark.x, mark.y),
        lines.point(plane, mark.x, mark.y, "pd-cincin"),
        lines.label(left, 0, mark.label, f"{_side(left)} pd-kaki2"),
    ]


def _side(left: float) -> str:
    return "pd-ki" if left > _RIGHT else "pd-ka"
