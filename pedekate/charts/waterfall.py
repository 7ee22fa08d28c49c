"""From everybody down to those reached: what is lost at every step, and why."""

from collections.abc import Sequence

import plotly.graph_objects as go

from pedekate.charts.sketch import Sketch
from pedekate.charts.theme import CONTEXT, INK, INK_3, LEFT_OUT, REACHED
from pedekate.format import MINUS, angka

_THICKNESS = 0.66


def waterfall(
    total: tuple[str, int],
    deductions: Sequence[tuple[str, int]],
    result: tuple[str, int],
    *,
    height: int = 280,
) -> go.Figure:
    """Horizontal waterfall: a grey total, one plum step per cause, a teal rest.

    Args:
        total: name and size of the whole.
        deductions: cause and size, in the order they are taken off; zero steps stay visible.
        result: name and size of what is left.

    Raises ValueError unless total - deductions = result: on paper it must add up.
    """
    if total[1] - sum(size for _, size in deductions) != result[1]:
        raise ValueError("the steps of a waterfall must add up to its result")
    figure = Sketch()
    names = [f"<b>{total[0]}</b>", *(name for name, _ in deductions), f"<b>{result[0]}</b>"]
    _bar(figure, 0, 0, total[1], CONTEXT, f"<b>{angka(total[1])}</b>", outside="right")
    left = total[1]
    for row, (_, size) in enumerate(deductions, 1):
        text = f"{MINUS}{angka(size)}" if size else "0"
        _bar(figure, row, left - size, size, LEFT_OUT, text, outside="left")
        _connector(figure, left, row)
        left -= size
    last = len(deductions) + 1
    _bar(figure, last, 0, left, REACHED, f"<b>{angka(left)}</b>", outside="right")
    _connector(figure, left, last)
    figure.update_yaxes(
        tickvals=list(range(last + 1)), ticktext=names, range=[last + 0.5, -0.5], showgrid=False,
        tickfont={"color": INK, "size": 14}, ticklabelstandoff=8,
    )  # fmt: skip
    # Room on both sides for the numbers that stand outside their bars.
    figure.update_xaxes(visible=False, range=[-total[1] * 0.06, max(total[1], 1) * 1.14])
    return figure.figure(height=height, margin={"t": 0, "b": 0})


def _bar(
    figure: Sketch, row: int, base: float, size: float, color: str, text: str, *, outside: str
) -> None:
    figure.add_bar(
        y=[row], x=[size], base=[base], orientation="h", width=_THICKNESS, hoverinfo="skip",
        marker={"color": color},
    )  # fmt: skip
    right = outside == "right"
    figure.add_annotation(
        x=base + size if right else base, y=row, text=text, font={"color": INK, "size": 14},
        xanchor="left" if right else "right", xshift=6 if right else -6,
    )  # fmt: skip


def _connector(figure: Sketch, x: float, row: int) -> None:
    half = _THICKNESS / 2
    figure.add_shape(
        type="line", x0=x, x1=x, y0=row - 1 + half, y1=row - half,
        line={"color": INK_3, "width": 1},
    )  # fmt: skip
