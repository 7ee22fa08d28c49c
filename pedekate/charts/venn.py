"""The linear Venn: two overlapping groups on one line, read in three seconds."""

import plotly.graph_objects as go

from pedekate.charts.sketch import Sketch
from pedekate.charts.theme import (
    BETTER_OFF,
    INK,
    INK_2,
    LEFT_OUT,
    REACHED,
    VULNERABLE,
    WHITE,
    text_on,
)
from pedekate.format import angka

# Shares of the whole line from which a label fits in one line, and in two; below, only the number.
_ONE_LINE, _TWO_LINES = 0.3, 0.07
_EDGE = 0.12  # of the line, within which a bracket's label needs an edge to hold on to


def linear_venn(
    *,
    left_out: int,
    reached: int,
    vulnerable: int,
    better_off: int = 0,
    above: str = "keluarga miskin",
    below: str = "keluarga penerima",
    names: tuple[str, str, str, str] = ("tertinggal", "terjangkau", "rentan", "lebih mampu"),
    height: int = 150,
) -> go.Figure:
    """`tertinggal | terjangkau | rentan | lebih mampu` with a bracket over each group.

    Args:
        left_out, reached: the two parts of the group above the line, already rounded.
        vulnerable, better_off: the parts of the group below the line that are not in the first.
        above, below: what the two groups are called, with their unit.
        names: words under the four numbers; pass others where two different groups meet.

    The numbers are written as given: round them together (`bulat_jumlah`) so that they add up.
    """
    parts = [left_out, reached, vulnerable, better_off]
    colors = [LEFT_OUT, REACHED, VULNERABLE, BETTER_OFF]
    total = sum(parts)
    layout = {"height": height, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}}
    figure = Sketch()
    figure.update_yaxes(visible=False, range=[-0.75, 1.75])
    figure.update_xaxes(visible=False, range=[-total * 0.001, total * 1.001])
    if total <= 0:
        return figure.figure(**layout)
    start, narrow = 0, 0
    for size, color, name in zip(parts, colors, names, strict=True):
        if not size:
            continue
        share = size / total
        _segment(figure, start, start + size, color, f"<b>{angka(size)}</b>", name, share, narrow)
        narrow += share < _TWO_LINES
        start += size
    poor, gap = left_out + reached, total * 0.001
    if poor:
        _bracket(figure, 0, poor - gap, 1, f"<b>{angka(poor)} {above}</b>", total)
    if total - left_out:
        text = f"<b>{angka(total - left_out)} {below}</b>"
        _bracket(figure, left_out + gap, total, -1, text, total)
    return figure.figure(**layout)


def _segment(
    figure: Sketch,
    start: float,
    end: float,
    color: str,
    number: str,
    name: str,
    share: float,
    narrow: int,
) -> None:
    figure.add_shape(
        type="rect", x0=start, x1=end, y0=0, y1=1, fillcolor=color,
        line={"width": 1, "color": WHITE},
    )  # fmt: skip
    hover = f"{number} {name}<extra></extra>"
    figure.add_scatter(
        x=[(start + end) / 2], y=[0.5], mode="markers", hovertemplate=hover,
        marker={"size": 30, "opacity": 0},
    )  # fmt: skip
    if share >= _TWO_LINES:
        one_line = share >= _ONE_LINE
        figure.add_annotation(
            x=(start + end) / 2, y=0.5, text=f"{number}{' ' if one_line else '<br>'}{name}",
            font={"size": 15 if one_line else 13.5, "color": text_on(color)},
        )  # fmt: skip
        return
    # A thin part keeps its label, beside a short leader: it may be the part that matters.
    figure.add_annotation(
        x=(start + end) / 2, y=0.5 if narrow % 2 else 0.62, text=number, textangle=-90,
        font={"size": 13, "color": text_on(color)},
    )  # fmt: skip


def _bracket(figure: Sketch, start: float, end: float, side: int, text: str, total: float) -> None:
    y, tip = (1.1, 1.26) if side > 0 else (-0.1, -0.26)
    figure.add_shape(
        type="path", path=f"M{start},{y} L{start},{tip} L{end},{tip} L{end},{y}",
        line={"color": INK_2, "width": 1.2},
    )  # fmt: skip
    # A label over a short group at the edge would run off the figure: it starts at the edge then.
    middle, anchor = (start + end) / 2, "center"
    if middle < _EDGE * total:
        middle, anchor = start, "left"
    elif middle > (1 - _EDGE) * total:
        middle, anchor = end, "right"
    figure.add_annotation(
        x=middle, y=tip, yshift=11 * side, text=text, xanchor=anchor,
        font={"size": 14, "color": INK},
    )  # fmt: skip
