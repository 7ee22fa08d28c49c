"""Legends for a map's free lower-left corner, in pixels, so they never stretch."""

from collections.abc import Callable, Sequence
from html import escape
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.classes import break_labels, class_labels
from pedekate.charts.theme import HATCH, INK, INK_2, INK_3, NO_DATA, class_colors, rgba

SMALL = 12.5  # font size of legend text
_ROW = 19
DOT, _COLUMN = 5.0, 6.118  # diameter of a dot, width of a stack of dots
_PILE = 60.0  # height at which a stack of dots begins to close up
STRIP_WIDTH, _WIDE = 208.0, 230
_TITLE = 37  # characters of the title on one line
HATCHING = (
    '<pattern id="pd-arsir-legenda" width="5" height="5" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><path fill="{NO_DATA}" d="M0,0h5v5h-5z"/><path d="M0,0v5" '
    f'stroke="{HATCH}" stroke-width="1.5"/></pattern>'
)


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
    values: pd.Series,
    *,
    extent: tuple[float, float],
    breaks: Sequence[float],
    scale: Sequence[str],
    title: str,
    missing: int,
    reference: tuple[str, float] | None,
    format_value: Callable[[float], str],
) -> tuple[str, int]:
    """SVG text and the pixels it needs upwards: the class strip to value scale, one dot per area
    above it, a mark for the city.

    Args:
        values: the areas shown as dots by code (missing ones left out by the caller); each dot
            carries its code as `data-kode`.
        extent: lowest and highest value of the whole city, so that views share one strip.
        missing: number of areas without data; 0 leaves its row out.
        reference: label and value of the city mark.
    """
    low, high = rounded_extent(extent, breaks)
    x = scaler(low, high, STRIP_WIDTH)
    base = 22 if missing else 0
    parts = strip(x, [low, *breaks, high], class_colors(scale, len(breaks) + 1), base + 20)
    parts += break_ticks(x, breaks, base + 13)
    dots, top = stacked_dots(x, values, base + 33)
    parts += dots
    if reference is not None:
        mark, top = _reference_mark(x(reference[1]), base + 20, top, reference, format_value)
        parts += mark
    parts.append(words(0, top + 7, "satu titik = satu kelurahan", INK_3))
    rows = wrap(title, _TITLE)
    for k, row in enumerate(reversed(rows)):
        parts.append(words(0, top + 23 + 16 * k, row, INK, bold=True))
    if missing:
        parts.append(box(0, 19, 2, 14, "url(#pd-arsir-legenda)"))
        parts.append(words(27, 8, f"Tanpa angka: {missing} kelurahan", INK_2))
    height = round(top + 36 + 16 * (len(rows) - 1))
    picture = (
        f'<svg class="pd-petalegenda" viewBox="0 {-height} {_WIDE} {height}" '
        f'style="--tinggi:{height}" font-size="{SMALL}">{HATCHING}{"".join(parts)}</svg>'
    )
    return picture, height


def rounded_extent(extent: tuple[float, float], breaks: Sequence[float]) -> tuple[float, float]:
    """Both ends of the strip: wide enough that every class can be seen."""
    low, high = extent
    edges = [low, *breaks, high]
    # A class must stay visible even when all its values sit on the break itself.
    least = (max(edges) - min(edges) or 1.0) * 0.04
    low = min([low, *(b - least for b in breaks[:1])])
    high = max([high, *(b + least for b in breaks[-1:])])
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def scaler(low: float, high: float, width: float) -> Callable[[float], float]:
    """From value to legend units across a strip of `width`."""
    return lambda value: (value - low) / (high - low) * width + DOT / 2


def strip(
    x: Callable, edges: Sequence[float], colors: Sequence[str], bottom: float, height: float = 9
) -> list[str]:
    """The classes as boxes to value scale."""
    pairs = zip(edges, edges[1:], colors, strict=False)
    return [box(x(left), x(right), bottom, bottom + height, color) for left, right, color in pairs]


def break_ticks(x: Callable, breaks: Sequence[float], y: float) -> list[str]:
    """The numbers of the breaks around height y, as many as have room."""
    last_end, parts = -99.0, []
    for value, text in zip(breaks, break_labels(breaks), strict=True):
        half = len(text) * 3.4
        if x(value) - half < last_end + 4:
            continue  # two breaks too near for two numbers: the strip still shows both
        last_end = x(value) + half
        parts.append(words(x(value), y, text, INK_2, anchor="middle"))
    return parts


def stacked_dots(
    x: Callable, values: pd.Series, bottom: float, *, down: bool = False, strip: float = STRIP_WIDTH
) -> tuple[list[str], float]:
    """Stacks of dots growing up (or down) from `bottom`, and the height they reach. High ones close
    up: the dots of a pile then overlap.

    Args:
        values: by code, which each dot carries as `data-kode`.
        strip: width of the strip the dots stand on.
    """
    width = strip / round(strip / _COLUMN)
    columns = [round((x(value) - DOT / 2) / width) for value in values]
    tallest = max((columns.count(c) for c in set(columns)), default=0)
    step = min(DOT + 1, _PILE / max(tallest, 1))
    stacks: dict[int, int] = {}
    parts, sign = [], -1 if down else 1
    for (code, _), column in sorted(
        zip(values.items(), columns, strict=True), key=lambda d: d[0][1]
    ):
        level = stacks.get(column, 0)
        stacks[column] = level + 1
        across, up = column * width + DOT / 2, bottom + sign * (level * step + DOT / 2)
        parts.append(
            f'<circle cx="{across:.1f}" cy="{-up:.1f}" data-kode="{code}" r="{DOT / 2}" '
            f'fill="{INK_2}"/>'
        )
    return parts, bottom + sign * (tallest * step + 1)


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
    x = min(max(x, half), STRIP_WIDTH - half)
    return [line, words(x, top + 15, text, INK, anchor="middle")], top + 26


def box(x0: float, x1: float, y0: float, y1: float, fill: str) -> str:
    """A filled rectangle; heights count upwards."""
    return (
        f'<rect x="{x0:.1f}" y="{-y1:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}" '
        f'fill="{fill}"/>'
    )


def words(
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
