"""A map as HTML: areas filled, labelled, perhaps with bubbles over them; what the fills mean is up
to the caller, who brings the legend.

A browser needs most of a second to read a chart library before it draws the first area; this text
it draws at once. Each area carries its code and its hover text, for whoever makes it clickable.
Pure, escaped; styled by `gaya.css`.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import numpy as np
import pandas as pd
from shapely import Polygon, box

from pedekate.charts.labels import Label, label_box, place_labels
from pedekate.charts.svg_map import drawing
from pedekate.charts.theme import HATCH, INK, INK_3, NO_DATA, WHITE, text_on
from pedekate.schema.geography import Geography

SIZE = (560, 430)  # pixels of the smallest laptop the labels are placed for; more gets roomier
SIZE_OF_TWO = (350, 300)  # the same for one of two maps side by side
LEGEND_WIDTH = 225  # pixels at the lower left that a strip legend needs
_LEFT_ROOMS = (0.0, 0.06, 0.12, 0.18, 0.24, 0.30)  # shares of the width kept free at the left
_PASSES = 4  # at most, until the labels fit the window they make
_PAD = 1.06  # about the margins below, for the scale the labels are placed at
_KECAMATAN_SIZE, _LABEL_SIZE = 14, 13
_MARGIN, _MARGIN_FOCUS = 0.015, 0.02
_PHONE = (358, 400)
_HATCHES = 130  # hatching lines across the window
_UNITS = 3000  # of the drawing's width: whole units stay fine in the kecamatan view
REM = 16  # pixels of a rem that sizes here are meant in


def area_map(
    geo: Geography,
    areas: pd.DataFrame,
    *,
    alt: str = "",
    legend: str = "",
    focus: str | None = None,
    selected: str | None = None,
    ranks: int = 0,
    format_value: Callable[[float], str] | None = None,
    bubbles: Mapping[str, float] | None = None,
    strong: Sequence[str] = (),
    size: tuple[int, int] = SIZE,
    corner: tuple[int, int] = (0, 0),
    top_corner: tuple[int, int] = (0, 0),
) -> str:
    """The city's kelurahan, or those of one kecamatan alone.

    Args:
        areas: the kelurahan in view, indexed by kode_kelurahan: isi (fill; `NO_DATA` is hatched),
            hover (text with `<b>` and `<br>`, data already escaped), nilai (for labels; missing
            without one) and peringkat (1 = first) when `ranks` > 0.
        alt: what the map shows, in one sentence.
        legend: HTML for the free corners at the left.
        focus: nama_kecamatan shown alone, None for the city.
        selected: kode_kelurahan outlined in ink.
        ranks: write the first so many `peringkat` on the city map.
        format_value: how values stand under the names of a kecamatan view; None for names alone.
        bubbles: diameter in rem per kode_kelurahan; such a city map has no rank numbers.
        strong: kode_kelurahan outlined as the finding.
        size: pixels the labels are placed for.
        corner, top_corner: pixels the legend needs at the lower and at the upper left.

    Areas carry kode_kelurahan as `data-kode` and the hover text as `data-isi`.
    """
    left = _left_room(geo, focus, size, corner, top_corner)
    discs = {c: d for c, d in (bubbles or {}).items() if c in areas.index}
    shown_ranks = 0 if discs else ranks
    pixels = _pixels_per_degree(geo, focus, size, left)
    for _ in range(_PASSES):
        taken = [_disc_box(geo.label_points[c], d * REM, pixels) for c, d in discs.items()]
        sets = _label_sets(geo, areas, focus, left, pixels, shown_ranks, format_value, taken)
        frame = _frame(geo, focus, next(iter(sets.values())), pixels)
        # Labels outside the area widen the window: then there are fewer pixels than was thought.
        found = _pixels_of(frame, size, left)
        if found >= pixels:
            break
        pixels = found
    window = _Window(geo, frame)
    written = [_disc(window, geo.label_points[c], d) for c, d in discs.items()]
    fills = areas["isi"].to_dict()
    written += [
        _write(window, label, fills, kind) for kind, found in sets.items() for label in found
    ]
    if focus is None:
        written += [_name(window, name, point) for name, point in geo.kecamatan_points.items()]
    picture = _picture(geo, window, areas, focus, selected, strong)
    return (
        f'<div class="pd-peta" role="img" aria-label="{escape(alt)}" style="--kiri:{left};'
        f'--rasio:{window.ratio:.4f}"><div>{picture}{"".join(written)}</div>{legend}</div>'
    )


class _Window:
    """The part of the city in view: from degrees to percent of it."""

    def __init__(self, geo: Geography, frame: tuple[float, float, float, float]) -> None:
        self.drawing = drawing(geo, _UNITS)
        west, south, east, north = frame
        self.x, self.y = self.drawing.place(west, north)
        right, bottom = self.drawing.place(east, south)
        self.width, self.height = right - self.x, bottom - self.y
        self.ratio = self.width / self.height

    def at(self, x: float, y: float) -> str:
        across, down = self.drawing.place(x, y)
        left, top = (across - self.x) / self.width, (down - self.y) / self.height
        return f"left:{100 * left:.2f}%;top:{100 * top:.2f}%"


def _picture(
    geo: Geography,
    window: _Window,
    areas: pd.DataFrame,
    focus: str | None,
    selected: str | None,
    strong: Sequence[str],
) -> str:
    city, gap = window.drawing, window.width / _HATCHES
    filled = "".join(
        f'<path d="{city.areas[code]}" fill="{"url(#pd-arsir)" if fill == NO_DATA else fill}" '
        f'data-kode="{code}" data-isi="{escape(str(hover))}"/>'
        for code, fill, hover in zip(areas.index, areas["isi"], areas["hover"], strict=True)
    )
    lines = [] if focus else [("".join(city.kecamatan.values()), WHITE, 2.2)]
    lines.append((city.kecamatan[focus] if focus else city.city, INK_3, 1))
    lines += [(city.areas[code], INK, 1.6) for code in strong if code in areas.index]
    if selected in areas.index:
        lines.append((city.areas[selected], INK, 3))
    drawn = "".join(
        f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width}"/>'
        for path, color, width in lines
    )
    return (
        f'<svg viewBox="{window.x} {window.y} {window.width} {window.height}" '
        f'aria-hidden="true"><pattern id="pd-arsir" width="{gap:.1f}" height="{gap:.1f}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0h{gap:.1f}'
        f'v{gap:.1f}h-{gap:.1f}z" fill="{NO_DATA}"/><path d="M0,0v{gap:.1f}" stroke="{HATCH}" '
        f'stroke-width="{gap / 4:.1f}"/></pattern><g class="pd-wilayah" stroke="{WHITE}" '
        f'stroke-width="0.7">{filled}</g><g pointer-events="none">{drawn}</g></svg>'
    )


def _left_room(
    geo: Geography,
    focus: str | None,
    size: tuple[int, int],
    corner: tuple[int, int],
    top_corner: tuple[int, int],
) -> float:
    """The least room at the left that keeps the area out of the legend's corners."""
    west, south, east, north = geo.bounds(focus)
    x, y = geo.city if focus is None else geo.kecamatan[focus]
    x, y = (np.array([v for v in line if v is not None]) for line in (x, y))
    for left in _LEFT_ROOMS:
        pixels = _pixels_per_degree(geo, focus, size, left)
        across = size[0] * (1 + left) / 2 + (x - (west + east) / 2) * pixels
        up = size[1] / 2 + (y - (south + north) / 2) * pixels
        below = (across < corner[0]) & (up < corner[1])
        above = (across < top_corner[0]) & (up > size[1] - top_corner[1])
        if not (below | above).any():
            return left
    return _LEFT_ROOMS[-1]


def _pixels_of(
    frame: tuple[float, float, float, float], size: tuple[int, int], left: float
) -> float:
    west, south, east, north = frame
    return min(size[0] * (1 - left) / (east - west), size[1] / (north - south))


def _pixels_per_degree(
    geo: Geography, focus: str | None, size: tuple[int, int], left: float
) -> float:
    return _pixels_of(geo.bounds(focus), size, left) / _PAD


def _frame(
    geo: Geography, focus: str | None, labels: list[Label], pixels: float
) -> tuple[float, float, float, float]:
    """West, south, east, north of the window: the area with its labels."""
    boxes = [label_box(label.text, label.x, label.y, _LABEL_SIZE, pixels) for label in labels]
    edges = np.array([geo.bounds(focus), *(b.bounds for b in boxes)])
    (west, south), (east, north) = edges[:, :2].min(axis=0), edges[:, 2:].max(axis=0)
    share = _MARGIN_FOCUS if focus else _MARGIN
    margin_x, margin_y = (east - west) * share, (north - south) * share
    return west - margin_x, south - margin_y, east + margin_x, north + margin_y


def _label_sets(
    geo: Geography,
    areas: pd.DataFrame,
    focus: str | None,
    left: float,
    pixels: float,
    ranks: int,
    format_value: Callable[[float], str] | None,
    taken: list[Polygon],
) -> dict[str, list[Label]]:
    """Class of the style sheet → labels: one set, or one for wide screens and one for phones."""
    if focus is None:
        return {"": _rank_labels(geo, areas, pixels, ranks) if ranks else []}
    small = _pixels_per_degree(geo, focus, _PHONE, left)
    return {
        "pd-lebar": _name_labels(geo, areas, format_value, pixels, taken),
        "pd-sempit": _name_labels(geo, areas, None, small, taken),
    }


def _rank_labels(geo: Geography, areas: pd.DataFrame, pixels: float, ranks: int) -> list[Label]:
    """Rank numbers of the first areas, around the kecamatan names."""
    top = areas[areas["peringkat"] <= ranks]
    names = geo.kecamatan_points.items()
    return place_labels(
        geo.areas.geometry, geo.label_points, {c: [f"{r:.0f}"] for c, r in top.peringkat.items()},
        size=_LABEL_SIZE, pixels_per_degree=pixels,
        occupied=[label_box(n, x, y, _KECAMATAN_SIZE, pixels) for n, (x, y) in names],
    )  # fmt: skip


def _name_labels(
    geo: Geography,
    areas: pd.DataFrame,
    format_value: Callable[[float], str] | None,
    pixels: float,
    taken: list[Polygon],
) -> list[Label]:
    """Name and value of every area in view; names alone without `format_value`."""
    names = geo.areas.nama_kelurahan[areas.index]
    texts = {c: _wordings(names[c], areas.nilai[c], format_value) for c in areas.index}
    return place_labels(
        geo.areas.geometry, geo.label_points, texts, size=_LABEL_SIZE, pixels_per_degree=pixels,
        occupied=taken,
    )  # fmt: skip


def _wordings(name: str, value: float, format_value: Callable[[float], str] | None) -> list[str]:
    wrapped = name.replace(" ", "<br>", 1)
    if value != value or format_value is None:
        return [wrapped, name]
    text = format_value(value)
    return [f"{name}<br>{text}", f"{wrapped}<br>{text}", wrapped, name]


def _write(window: _Window, label: Label, fills: dict[str, str], kind: str) -> str:
    """Text in ink or white by its ground; what lies over a border or hatching gets a halo."""
    color = text_on(fills[label.code]) if label.inside else INK
    halo = "" if label.inside and fills[label.code] != NO_DATA else " pd-tepi"
    text = escape(label.text).replace("&lt;br&gt;", "<br>")
    at = window.at(label.x, label.y)
    return f'<span class="{kind}{halo}" style="{at};color:{color}">{text}</span>'


def _name(window: _Window, name: str, point: tuple[float, float]) -> str:
    return f'<span class="pd-tepi" style="{window.at(*point)}"><b>{escape(name)}</b></span>'


def _disc(window: _Window, point: tuple[float, float], diameter: float) -> str:
    return f'<i class="pd-gelembung" style="{window.at(*point)};--d:{diameter:.3f}rem"></i>'


def _disc_box(point: tuple[float, float], diameter: float, pixels: float) -> Polygon:
    x, y = point
    half = diameter / 2 / pixels
    return box(x - half, y - half, x + half, y + half)
