"""Who receives which programmes together: bars over a dot matrix (UpSet), largest group first."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.theme import FINE_LINE, INK, LEFT_OUT, LINE, REACHED
from pedekate.format import angka


def overlap_bars(
    table: pd.DataFrame,
    *,
    sets: Sequence[str],
    value: str = "jumlah",
    unit: str = "keluarga",
    height: int = 360,
) -> go.Figure:
    """One upright bar per combination of sets; the dots below say which sets it combines.

    Args:
        table: one row per combination: a boolean column per name in `sets`, and `value`. Missing
            values (suppressed cells) leave an empty column with the text in `alasan`, if given,
            else "<10".
        sets: order of the matrix rows, top to bottom.

    The combination without any set is drawn in plum, all others in teal.
    """
    figure = go.Figure()
    table = table.sort_values(value, ascending=False, na_position="last", kind="stable")
    known = table[value].dropna()
    top = float(known.max()) if len(known) and known.max() > 0 else 1.0
    for column, row in enumerate(table.to_dict("records")):
        members = [name for name in sets if row[name]]
        _bar(figure, column, members, row[value], row.get("alasan") or "<10", unit)
        _matrix_column(figure, column, [sets.index(name) for name in members], len(sets))
    figure.update_yaxes(visible=False, domain=[0.38, 1], range=[0, top * 1.14])
    figure.update_xaxes(visible=False, range=[-0.6, len(table) - 0.4])
    figure.update_layout(
        height=height, margin={"t": 4},
        yaxis2={
            "domain": [0, 0.34], "anchor": "x", "range": [len(sets) - 0.5, -0.5],
            "tickvals": list(range(len(sets))), "ticktext": list(sets), "showgrid": False,
            "tickfont": {"color": INK, "size": 14}, "zeroline": False, "ticklabelstandoff": 8,
            "automargin": True, "fixedrange": True,
        },
    )  # fmt: skip
    return figure


def _bar(
    figure: go.Figure, column: int, members: list[str], size: float, hidden: str, unit: str
) -> None:
    known = size == size
    written = angka(size) if known else hidden
    label = " + ".join(members) or "tanpa program"
    figure.add_bar(
        x=[column], y=[size if known else 0], width=0.62,
        marker={"color": REACHED if members else LEFT_OUT},
        hovertemplate=f"<b>{label}</b><br>{written} {unit}<extra></extra>",
    )  # fmt: skip
    figure.add_annotation(
        x=column, y=size if known else 0, text=written, yshift=10, font={"size": 13, "color": INK}
    )


def _matrix_column(figure: go.Figure, column: int, filled: list[int], rows: int) -> None:
    color = [INK if row in filled else FINE_LINE for row in range(rows)]
    border = [INK if row in filled else LINE for row in range(rows)]
    figure.add_scatter(
        x=[column] * rows, y=list(range(rows)), yaxis="y2", mode="markers", hoverinfo="skip",
        marker={"size": 13, "color": color, "line": {"width": 1, "color": border}},
    )  # fmt: skip
    if len(filled) > 1:
        figure.add_scatter(
            x=[column, column], y=[min(filled), max(filled)], yaxis="y2", mode="lines",
            line={"color": INK, "width": 2.5}, hoverinfo="skip",
        )  # fmt: skip
