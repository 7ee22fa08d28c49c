"""The main map as HTML: kelurahan coloured by class, labelled, with its legend beside them.

A browser needs most of a second to read a chart library before it draws the first area; this text
it draws at once. Each area carries its code and its hover text, for whoever makes it clickable.
Pure, escaped; styled by `gaya.css`.
"""

from collections.abc import Callable, Sequence
from html import escape

import numpy as np
import pandas as pd

from pedekate.charts.classes import class_of
from pedekate.charts.labels import Label, label_box, place_labels
from pedekate.charts.legend import strip_legend
from pedekate.charts.svg_map import drawing
from pedekate.charts.theme import (
    HATCH,
    INK,
    INK_3,
    NEED,
    NO_DATA,
    WHITE,
    class_colors,
    text_on,
)
from pedekate.format import angka
from pedekate.schema.geography import Geography

_LEFT_ROOMS = (0.0, 0.06, 0.12, 0.18, 0.24, 0.30)  # shares of the width kept free at the left
_LEGEND_BOX = (225, 150)  # pixels at the lower left that the legend may need
_PAD = 1.06  # about the margins below, for the scale the labels are placed at
_KECAMATAN_SIZE, _LABEL_SIZE = 14, 13
_MARGIN, _MARGIN_FOCUS = 0.015, 0.02
_SIZE, _PHONE = (600, 500), (358, 400)  # pixels the labels are placed for; more only gets roomier
_HATCHES = 130  # hatching lines across the window
_UNITS = 3000  # of the drawing's width: whole units stay fine in the kecamatan view


def choropleth_main(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    legend_title: str,
    alt: str = "",
    scale: Sequence[str] = NEED,
    focus: str | None = None,
    selected: str | None = None,
    reference: tuple[str, float] | None = None,
    ranks: int = 10,
    format_value: Callable[[float], str] = angka,
) -> str:
    """The city's 57 kelurahan, or one kecamatan alone.

    Args:
        table: one row per kelurahan: kode_kelurahan, nilai (missing = hatched), hover (text with
            `<b>` and `<br>`, data already escaped); peringkat (1 = first) when `ranks` > 0.
        breaks: inner class breaks, ascending, the same for city and kecamatan views.
        alt: what the map shows, in one sentence.
        focus: nama_kecamatan to show alone, None for the city.
        selected: kode_kelurahan outlined in ink.
        reference: label and value of the city mark in the legend.
        ranks: write the first so many `peringkat` on the city map; 0 for modelled measures.

    Areas carry kode_kelurahan as `data-kode` and the hover text as `data-isi`.
    """
    data = table.set_index("kode_kelurahan").reindex(geo.areas.index)
    data["kelas"] = class_of(data.nilai.astype(float), breaks)
    shown = data if focus is None else data[geo.areas.nama_kecamatan == focus]
    colors = class_colors(scale, len(breaks) + 1)
    fills = {c: colors[k] if k >= 0 else NO_DATA for c, k in shown.kelas.items()}
    left = _left_room(geo, focus, _SIZE)
    pixels = _pixels_per_degree(geo, focus, _SIZE, left)
    sets = _label_sets(geo, shown, focus, left, pixels, ranks, format_value)
    frame = _frame(geo, focus, next(iter(sets.values())), pixels)
    window = _Window(geo, frame)
    written = [
        _write(window, label, fills, kind) for kind, found in sets.items() for label in found
    ]
    if focus is None:
        written += [_name(window, name, point) for name, point in geo.kecamatan_points.items()]
    known = data.nilai.dropna()
    legend = strip_legend(
        shown.nilai.dropna().to_numpy(float), breaks=breaks, scale=scale,
        extent=(known.min(), known.max()) if len(known) else (0.0, 1.0), title=legend_title,
        missing=int(shown.nilai.isna().sum()), reference=reference, format_value=format_value,
    )  # fmt: skip
    picture = _picture(geo, window, shown, fills, focus, selected)
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
    shown: pd.DataFrame,
    fills: dict[str, str],
    focus: str | None,
    selected: str | None,
) -> str:
    city, gap = window.drawing, window.width / _HATCHES
    areas = "".join(
        f'<path d="{city.areas[code]}" fill="{"url(#pd-arsir)" if k < 0 else fills[code]}" '
        f'data-kode="{code}" data-isi="{escape(str(hover))}"/>'
        for code, k, hover in zip(shown.index, shown.kelas, shown.hover, strict=True)
    )
    lines = [] if focus else [("".join(city.kecamatan.values()), WHITE, 2.2)]
    lines.append((city.kecamatan[focus] if focus else city.city, INK_3, 1))
    if selected in shown.index:
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
        f'stroke-width="0.7">{areas}</g><g pointer-events="none">{drawn}</g></svg>'
    )


def _left_room(geo: Geography, focus: str | None, size: tuple[int, int]) -> float:
    """The least room at the left that keeps the area out of the legend's corner."""
    west, south, east, north = geo.bounds(focus)
    x, y = geo.city if focus is None else geo.kecamatan[focus]
    x, y = (np.array([v for v in line if v is not None]) for line in (x, y))
    for left in _LEFT_ROOMS:
        pixels = _pixels_per_degree(geo, focus, size, left)
        across = size[0] * (1 + left) / 2 + (x - (west + east) / 2) * pixels
        up = size[1] / 2 + (y - (south + north) / 2) * pixels
        if not ((across < _LEGEND_BOX[0]) & (up < _LEGEND_BOX[1])).any():
            return left
    return _LEFT_ROOMS[-1]


def _pixels_per_degree(
    geo: Geography, focus: str | None, size: tuple[int, int], left: float
) -> float:
    west, south, east, north = geo.bounds(focus)
    return min(size[0] * (1 - left) / (east - west), size[1] / (north - south)) / _PAD


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
    shown: pd.DataFrame,
    focus: str | None,
    left: float,
    pixels: float,
    ranks: int,
    format_value: Callable[[float], str],
) -> dict[str, list[Label]]:
    """Class of the style sheet → labels: one set, or one for wide screens and one for phones."""
    if focus is None:
        return {"": _rank_labels(geo, shown, pixels, ranks)}
    small = _pixels_per_degree(geo, focus, _PHONE, left)
    return {
        "pd-lebar": _name_labels(geo, shown, format_value, pixels),
        "pd-sempit": _name_labels(geo, shown, None, small),
    }


def _rank_labels(geo: Geography, shown: pd.DataFrame, pixels: float, ranks: int) -> list[Label]:
    """Rank numbers of the first areas, around the kecamatan names."""
    top = shown[shown.peringkat <= ranks] if ranks else shown.iloc[:0]
    names = geo.kecamatan_points.items()
    return place_labels(
        geo.areas.geometry, geo.label_points, {c: [f"{r:.0f}"] for c, r in top.peringkat.items()},
        size=_LABEL_SIZE, pixels_per_degree=pixels,
        occupied=[label_box(n, x, y, _KECAMATAN_SIZE, pixels) for n, (x, y) in names],
    )  # fmt: skip


def _name_labels(
    geo: Geography,
    shown: pd.DataFrame,
    format_value: Callable[[float], str] | None,
    pixels: float,
) -> list[Label]:
    """Name and value of every area in view; names alone without `format_value`."""
    names = geo.areas.nama_kelurahan[shown.index]
    texts = {c: _wordings(names[c], shown.nilai[c], format_value) for c in shown.index}
    return place_labels(
        geo.areas.geometry, geo.label_points, texts, size=_LABEL_SIZE, pixels_per_degree=pixels
    )


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
