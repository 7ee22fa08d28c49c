"""The waterfall of a match: from what was known before to the weight that decides."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pedekate.charts.sketch import Sketch
from pedekate.charts.theme import CONTEXT, INK, INK_2, INK_3, LEFT_OUT, NAVY, REACHED
from pedekate.format import MINUS, satu_desimal

_THICKNESS = 0.62
ROW = 44
_NUMBER = 52  # pixels a number needs beside the longest bar, whatever the width of the screen


def evidence_waterfall(
    start: tuple[str, str, float],
    steps: Sequence[tuple[str, str, float]],
    *,
    threshold: float,
    threshold_label: str,
) -> go.Figure:
    """Horizontal waterfall of match weights (base-2 log odds), Fellegi–Sunter.

    Args:
        start: name, remark and weight of what is known before looking at the person.
        steps: comparison, its outcome in words, and its weight; evidence for is teal, against plum.
        threshold: weight from which a pair is linked, a thin line.

    The result is the sum of start and steps; it gets a row of its own.
    """
    figure = Sketch()
    rows = [start, *steps]
    level, points = 0.0, [0.0, threshold]
    for row, (_, _, weight) in enumerate(rows):
        color = CONTEXT if row == 0 else REACHED if weight >= 0 else LEFT_OUT
        _bar(figure, row, level, weight, color)
        level += weight
        points.append(level)
        _connector(figure, level, row)
    _bar(figure, len(rows), 0.0, level, NAVY)
    low, high = min(points), max(points)
    _threshold(figure, threshold, threshold_label, len(rows))
    names = [_name(name, remark) for name, remark, _ in rows]
    figure.update_yaxes(
        tickvals=list(range(len(rows) + 1)), ticktext=[*names, "<b>Jumlah bobot</b>"],
        range=[len(rows) + 0.5, -0.5], showgrid=False, tickfont={"color": INK, "size": 14},
        ticklabelstandoff=8,
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[low, high or 1.0])
    return figure.figure(height=ROW * (len(rows) + 1) + 24, margin={"t": 22, "b": 0, "r": _NUMBER})


def _threshold(figure: Sketch, x: float, label: str, last: int) -> None:
    figure.add_shape(
        type="line", x0=x, x1=x, y0=-0.5, y1=last + 0.5,
        line={"color": INK, "width": 1, "dash": "dot"},
    )  # fmt: skip
    figure.add_annotation(
        x=x, y=-0.5, yanchor="bottom", text=label, font={"size": 12.5, "color": INK}
    )


def _name(name: str, remark: str) -> str:
    return f"{name}<br><span style='color:{INK_2};font-size:12.5px'>{remark}</span>"


def _bar(figure: Sketch, row: int, base: float, size: float, color: str) -> None:
    figure.add_bar(
        y=[row], x=[size], base=[base], orientation="h", width=_THICKNESS, hoverinfo="skip",
        marker={"color": color},
    )  # fmt: skip
    sign = "+" if size > 0 else MINUS if size < 0 else ""
    figure.add_annotation(
        x=max(base, base + size), y=row, text=f"<b>{sign}{satu_desimal(abs(size))}</b>",
        font={"color": INK, "size": 14}, xanchor="left", xshift=6,
    )  # fmt: skip


def _connector(figure: Sketch, x: float, row: int) -> None:
    half = _THICKNESS / 2
    figure.add_shape(
        type="line", x0=x, x1=x, y0=row + half, y1=row + 1 - half,
        line={"color": INK_3, "width": 1},
    )  # fmt: skip
