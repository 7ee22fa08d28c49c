"""Need against coverage: one dot per kelurahan, the city's averages as the two lines."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.theme import FINE_LINE, INK, INK_2, LEFT_OUT, WHITE

# Share of the width and height within which two names would overlap.
_NEAR = (0.18, 0.06)
_RIGHT = (
    (1, "bottom", "Kebutuhan tinggi, cakupan tinggi", INK_2),
    (0, "bottom", "<b>Kebutuhan tinggi, cakupan rendah</b>", LEFT_OUT),
)


def need_and_coverage(
    table: pd.DataFrame,
    *,
    need: str,
    coverage: str,
    city: tuple[float, float],
    colors: Mapping[str, str],
    labelled: list[str],
    height: int = 420,
) -> go.Figure:
    """Scatter of areas by need (right is more) and coverage (up is more).

    Args:
        table: kode, nama, butuh and jangkau (numbers as shown on the axes), kelas; complete rows.
        need, coverage: what the axes show, with the unit; the coverage goes into the hover only.
        city: the city's need and coverage; the lines that make the quadrants.
        colors: kelas → fill.
        labelled: kode of the dots that carry their name, most important first; a name that would
            cover an earlier one is left to the hover.
    """
    figure = go.Figure()
    for kelas, color in colors.items():
        rows = table[table["kelas"] == kelas]
        figure.add_scatter(
            x=rows["butuh"], y=rows["jangkau"], mode="markers", customdata=rows["nama"],
            marker={"size": 11, "color": color, "line": {"width": 1, "color": WHITE}},
            hovertemplate=f"<b>%{{customdata}}</b><br>{need}: %{{x:.1f}}<br>{coverage}: %{{y:.1f}}"
            "<extra></extra>",
        )  # fmt: skip
    for row in _apart(table, labelled):
        figure.add_annotation(
            x=row.butuh, y=row.jangkau, text=row.nama, yshift=14,
            font={"size": 13, "color": INK},
        )  # fmt: skip
    _lines(figure, *city)
    for y, anchor, text, color in _RIGHT:
        figure.add_annotation(
            xref="paper", yref="paper", x=1, y=y, xanchor="right", yanchor=anchor, text=text,
            font={"size": 13, "color": color},
        )  # fmt: skip
    figure.update_xaxes(title={"text": need, "font": {"size": 13}}, gridcolor=FINE_LINE)
    figure.update_yaxes(ticksuffix=" ", gridcolor=FINE_LINE)
    figure.update_layout(height=height, margin={"l": 0, "r": 8, "t": 28, "b": 0})
    return figure


def _apart(table: pd.DataFrame, labelled: list[str]) -> list:
    """The labelled rows in order, without those whose name would cover an earlier one's."""
    spread = table[["butuh", "jangkau"]].max() - table[["butuh", "jangkau"]].min()
    rows = table.set_index("kode", drop=False).loc[labelled]
    kept = []
    for row in rows.itertuples():
        near = any(
            abs(row.butuh - other.butuh) < _NEAR[0] * spread["butuh"]
            and abs(row.jangkau - other.jangkau) < _NEAR[1] * spread["jangkau"]
            for other in kept
        )
        if not near:
            kept.append(row)
    return kept


def _lines(figure: go.Figure, need: float, coverage: float) -> None:
    style = {"width": 1.2, "color": INK_2, "dash": "dot"}
    figure.add_vline(x=need, line=style)
    figure.add_hline(y=coverage, line=style)
