"""Need against coverage: one dot per kelurahan, the city's averages as the two lines."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.theme import FINE_LINE, INK, INK_2, LEFT_OUT, WHITE

_CORNERS = {
    "tertinggal": ("Perlu tinggi, terjangkau rendah", "right", "bottom"),
    "terlayani": ("Perlu tinggi, terjangkau tinggi", "right", "top"),
    "rendah": ("Perlu rendah, terjangkau rendah", "left", "bottom"),
    "cukup": ("Perlu rendah, terjangkau tinggi", "left", "top"),
}


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
        need, coverage: axis titles with their unit.
        city: the city's need and coverage; the lines that make the quadrants.
        colors: kelas → fill.
        labelled: kode of the dots that carry their name.
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
    for row in table[table["kode"].isin(labelled)].itertuples():
        figure.add_annotation(
            x=row.butuh, y=row.jangkau, text=row.nama, xanchor="left", xshift=8, yshift=8,
            font={"size": 13, "color": INK},
        )  # fmt: skip
    _lines(figure, *city)
    for name, (text, side, end) in _CORNERS.items():
        figure.add_annotation(
            xref="paper", yref="paper", x=1 if side == "right" else 0, y=1 if end == "top" else 0,
            xanchor=side, yanchor=end, text=f"<b>{text}</b>" if name == "tertinggal" else text,
            font={"size": 12, "color": LEFT_OUT if name == "tertinggal" else INK_2},
        )  # fmt: skip
    figure.update_xaxes(title={"text": need, "font": {"size": 13}}, gridcolor=FINE_LINE)
    figure.update_yaxes(title={"text": coverage, "font": {"size": 13}}, gridcolor=FINE_LINE)
    figure.update_layout(height=height, margin={"l": 0, "r": 90, "t": 8, "b": 0})
    return figure


def _lines(figure: go.Figure, need: float, coverage: float) -> None:
    style = {"width": 1.2, "color": INK_2, "dash": "dot"}
    figure.add_vline(x=need, line=style)
    figure.add_hline(y=coverage, line=style)
