"""Legends for a map's free lower-left corner, in pixels, so they never stretch."""

from collections.abc import Callable, Sequence
from html import escape
from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from pedekate.charts.classes import break_labels, class_labels
from pedekate.charts.theme import HATCH, INK, INK_2, INK_3, NO_DATA, class_colors, rgba

SMALL = 12.5  # font size of legend text
_ROW = 19
_BINS, _DOT = 34, 5.0
_STRIP_WIDTH, _WIDE = 208.0, 230
_TITLE = 37  # characters of the title on one line


def swatch_legend(
    figure: go.Figure,
    *,
    breaks: Sequence[float],
    scale: Sequence[str],
    title: str,
    missing: bool,
) -> None:
    """One swatch per class, darkest on top, and a hatched one when something has no data."""
    rows = list(
        zip(class_colors(scale, len(breaks) + 1), class_labels(breaks), strict=True)
    )[::-1]  # fmt: skip
    if missing:
        rows.append((NO_DATA, "tanpa angka"))
    for i, (color, text) in enumerate(rows):
        bottom = (len(rows) - 1 - i) * _ROW + 2
        _rectangle(figure, 0, 17, bottom, bottom + 13, color, border=True)
        if color == NO_DATA:
            _hatched(figure, 0, 17, bottom, bottom + 13)
        _text(figure, 24, bottom + 6.5, text, INK_2, middle=True)
    _text(figure, 0, len(rows) * _ROW + 4, f"<b>{title}</b>", INK)


def strip_legend(
    values: Sequence[float],
    *,
    extent: tuple[float, float],
    breaks: Sequence[float],
    scale: Sequence[str],
    title: str,
    missing: int,
    reference: tuple[str, float] | None,
    format_value: Callable[[float], str],
) -> str:
    """SVG text: the class strip to value scale, one dot per area above it, a mark for the city.

    Args:
        values: the areas shown as dots (missing ones left out by the caller).
        extent: lowest and highest value of the whole city, so that views share one strip.
        missing: number of areas without data; 0 leaves its row out.
        reference: label and value of the city mark.
    """
    low, high = _rounded_extent(extent, breaks)
    x = _scaler(low, high)
    base = 22 if missing else 0
    parts = _strip(x, [low, *breaks, high], class_colors(scale, len(breaks) + 1), base + 20)
    parts += _break_ticks(x, breaks, base + 13)
    dots, top = _dots(x, np.sort(values), base + 33)
    parts += dots
    if reference is not None:
        mark, top = _reference_mark(x(reference[1]), base + 20, top, reference, format_value)
        parts += mark
    parts.append(_words(0, top + 7, "satu titik = satu kelurahan", INK_3))
    rows = wrap(title, _TITLE)
    for k, row in enumerate(reversed(rows)):
        parts.append(_words(0, top + 23 + 16 * k, row, INK, bold=True))
    if missing:
        parts.append(_box(0, 19, 2, 14, "url(#pd-arsir-legenda)"))
        parts.append(_words(27, 8, f"Tanpa angka: {missing} kelurahan", INK_2))
    height = round(top + 36 + 16 * (len(rows) - 1))
    return (
        f'<svg class="pd-petalegenda" viewBox="0 {-height} {_WIDE} {height}" '
        f'style="--tinggi:{height}" font-size="{SMALL}"><pattern id="pd-arsir-legenda" width="5" '
        f'height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path fill="'
        f'{NO_DATA}" d="M0,0h5v5h-5z"/><path d="M0,0v5" stroke="{HATCH}" stroke-width="1.5"/>'
        f"</pattern>{''.join(parts)}</svg>"
    )


def _rounded_extent(extent: tuple[float, float], breaks: Sequence[float]) -> tuple[float, float]:
    low, high = extent
    edges = [low, *breaks, high]
    # A class must stay visible even when all its values sit on the break itself.
    least = (max(edges) - min(edges) or 1.0) * 0.04
    low = min([low, *(b - least for b in breaks[:1])])
    high = max([high, *(b + least for b in breaks[-1:])])
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _scaler(low: float, high: float) -> Callable[[float], float]:
    return lambda value: (value - low) / (high - low) * _STRIP_WIDTH + _DOT / 2


def _strip(x: Callable, edges: Sequence[float], colors: Sequence[str], bottom: float) -> list[str]:
    pairs = zip(edges, edges[1:], colors, strict=False)
    return [_box(x(left), x(right), bottom, bottom + 9, color) for left, right, color in pairs]


def _break_ticks(x: Callable, breaks: Sequence[float], y: float) -> list[str]:
    last_end, parts = -99.0, []
    for value, text in zip(breaks, break_labels(breaks), strict=True):
        half = len(text) * 3.4
        if x(value) - half < last_end + 4:
            continue  # two breaks too near for two numbers: the strip still shows both
        last_end = x(value) + half
        parts.append(_words(x(value), y, text, INK_2, anchor="middle"))
    return parts


def _dots(x: Callable, values: np.ndarray, bottom: float) -> tuple[list[str], float]:
    """Stacks of dots per bin, and the height they reach."""
    width = _STRIP_WIDTH / _BINS
    stacks: dict[int, int] = {}
    parts = []
    for value in values:
        column = round((x(value) - _DOT / 2) / width)
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        across, up = column * width + _DOT / 2, bottom + level * (_DOT + 1) + _DOT / 2
        parts.append(f'<circle cx="{across:.1f}" cy="{-up:.1f}" r="{_DOT / 2}" fill="{INK_2}"/>')
    return parts, bottom + max(stacks.values(), default=0) * (_DOT + 1)


def _reference_mark(
    x: float,
    bottom: float,
    top: float,
    reference: tuple[str, float],
    format_value: Callable[[float], str],
) -> tuple[list[str], float]:
    line = f'<path d="M{x:.1f},{-bottom}V{-top - 8:.1f}" stroke="{INK}" stroke-width="1.3"/>'
    text = f"{reference[0]} {format_value(reference[1])}"
    half = len(text) * 3.2
    x = min(max(x, half), _STRIP_WIDTH - half)
    return [line, _words(x, top + 15, text, INK, anchor="middle")], top + 26


def _box(x0: float, x1: float, y0: float, y1: float, fill: str) -> str:
    return (
        f'<rect x="{x0:.1f}" y="{-y1:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}" '
        f'fill="{fill}"/>'
    )


def _words(
    x: float, y: float, text: str, color: str, *, anchor: str = "start", bold: bool = False
) -> str:
    """Text whose middle is at height y."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{4 - y:.1f}" fill="{color}" text-anchor="{anchor}"{weight}>'
        f"{escape(text)}</text>"
    )


def _pixels() -> dict:
    return {
        "xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": 0, "yanchor": 0,
    }  # fmt: skip


def _rectangle(
    figure: go.Figure, x0: float, x1: float, y0: float, y1: float, color: str, *, border=False
) -> None:
    line = {"width": 0.6, "color": rgba(INK, 0.25)} if border else {"width": 0}
    figure.add_shape(
        type="rect", fillcolor=color, line=line, **_pixels(), x0=x0, x1=x1, y0=y0, y1=y1
    )


def _hatched(figure: go.Figure, x0: float, x1: float, y0: float, y1: float) -> None:
    width = (x1 - x0) / 3
    for i in range(3):
        figure.add_shape(
            type="line", line={"width": 0.8, "color": HATCH}, **_pixels(),
            x0=x0 + i * width, x1=x0 + (i + 1) * width, y0=y0, y1=y1,
        )  # fmt: skip


def _text(
    figure: go.Figure,
    x: float,
    y: float,
    text: str,
    color: str,
    *,
    middle: bool = False,
    anchor: str = "left",
) -> None:
    figure.add_annotation(
        xref="paper", yref="paper", x=0, y=0, xshift=x, yshift=y, xanchor=anchor,
        yanchor="middle" if middle else "bottom", align="left", text=text,
        font={"size": SMALL, "color": color},
    )  # fmt: skip
