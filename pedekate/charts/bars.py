"""Bars for counts and shares, dots on a band for estimates: form shows certainty."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.sketch import Sketch
from pedekate.charts.theme import (
    INK,
    INK_2,
    LEFT_OUT,
    REACHED,
    VULNERABLE,
    rgba,
)
from pedekate.format import angka, is_missing

Format = Callable[[float], str]
ROW = 30  # pixels a horizontal bar takes with its gap


def horizontal_bars(
    table: pd.DataFrame,
    *,
    category: str,
    value: str = "nilai",
    format_value: Format = angka,
    color: str | Callable[[float], str] = VULNERABLE,
    highlight: Sequence[str] = (),
    reference: float | None = None,
    reference_label: str = "kota",
    maximum: float | None = None,
    height: int | None = None,
) -> go.Figure:
    """One bar per row, in the order given, named at its left and valued at its end.

    Args:
        table: `category` (text), `value` (number; missing = "tidak ada data" instead of a bar).
        color: one colour, or a function of the value (class colours).
        highlight: categories drawn in plum and set bold.
        reference: thin line across all bars, e.g. the city's value.
        maximum: right end of the axis, so that several figures share one scale.
    """
    figure = go.Figure()
    names = [f"<b>{n}</b>" if n in highlight else str(n) for n in table[category]]
    top = maximum or float(max(table[value].max(skipna=True), reference or 0, 0)) or 1.0
    for row, (name, x) in enumerate(zip(table[category], table[value], strict=True)):
        if is_missing(x):
            _end_label(figure, 0, row, "tidak ada data", INK_2)
            continue
        fill = LEFT_OUT if name in highlight else color(x) if callable(color) else color
        figure.add_bar(
            x=[x], y=[row], orientation="h", width=0.62, hoverinfo="skip",
            marker={"color": fill, "line": {"width": 1, "color": rgba(INK, 0.18)}},
        )  # fmt: skip
        _end_label(figure, x, row, f"<b>{format_value(x)}</b>", INK)
    if reference is not None:
        text = f"{reference_label} {format_value(reference)}"
        _reference_line(figure, reference, text, len(table))
    _category_axis(figure, names)
    figure.update_xaxes(visible=False, range=[0, top * 1.18])
    return figure.update_layout(
        height=height or ROW * len(table) + 24, margin={"t": 20 if reference is not None else 4}
    )


def decile_profile(
    shares: Sequence[float],
    *,
    highlight: Sequence[int] = (1,),
    color: str = REACHED,
    unit_hover: str = "keluarga menerima",
    height: int = 250,
) -> go.Figure:
    """Ten upright bars: percent of families concerned in each decile, poorest first.

    Args:
        shares: (10,) 0..1; missing = no family in that decile.
        highlight: deciles in `color`; the others grey.
    """
    figure = Sketch()
    percents = [None if is_missing(s) else s * 100 for s in shares]
    figure.add_bar(
        x=list(range(1, len(percents) + 1)), y=percents, width=0.72,
        marker={"color": [color if d + 1 in highlight else VULNERABLE for d in range(10)]},
        hovertemplate=f"Desil %{{x}}: <b>%{{y:.1f}}%</b> {unit_hover}<extra></extra>",
    )  # fmt: skip
    for decile, v in enumerate(percents, 1):
        text = "–" if v is None else angka(v, 0 if v >= 10 or v == 0 else 1)
        text = f"<b>{text}</b>" if decile in highlight else text
        figure.add_annotation(
            x=decile, y=v or 0, text=text, yshift=11, font={"color": INK, "size": 14}
        )
    names = ["1<br>termiskin", *map(str, range(2, 10)), "10<br>termampu"]
    _upright_axis(figure, names, max([v or 0 for v in percents]), first=1)
    # "termiskin" is wider than its bar; without room Plotly drops the label.
    figure.update_xaxes(ticklabeloverflow="allow")
    return figure.figure(height=height, margin={"l": 18, "r": 20})


def _end_label(figure: go.Figure, x: float, row: int, text: str, color: str) -> None:
    figure.add_annotation(
        x=x, y=row, text=text, xanchor="left", xshift=6, font={"color": color, "size": 14}
    )


def _reference_line(figure: go.Figure, x: float, text: str, rows: int) -> None:
    figure.add_shape(
        type="line", x0=x, x1=x, y0=-0.5, y1=rows - 0.5, line={"color": INK, "width": 1},
        opacity=0.6,
    )  # fmt: skip
    figure.add_annotation(
        x=x, y=-0.5, yanchor="bottom", font={"size": 12.5, "color": INK}, text=text
    )


def _category_axis(figure: go.Figure, names: Sequence[str]) -> None:
    figure.update_yaxes(
        tickvals=list(range(len(names))), ticktext=list(names), showgrid=False,
        range=[len(names) - 0.5, -0.5], tickfont={"color": INK, "size": 14}, ticklabelstandoff=8,
    )  # fmt: skip


def _upright_axis(
    figure: go.Figure | Sketch, names: Sequence[str], top: float, first: int = 0
) -> None:
    figure.update_xaxes(tickvals=list(range(first, first + len(names))), ticktext=list(names))
    figure.update_yaxes(visible=False, range=[0, (top or 1) * 1.18])
