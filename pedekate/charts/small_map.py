"""A small map: filled outlines, no hover. Light, printable, and many of them fit on a page."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.classes import class_of
from pedekate.charts.legend import swatch_legend
from pedekate.charts.theme import HALO, HATCH, INK, INK_3, NEED, NO_DATA, WHITE, class_colors
from pedekate.schema.geography import Geography, Lines, join_lines

_MARGIN = 0.012  # of the city's width, around it
_ASPECT = 1.01  # one degree of latitude over one of longitude, in Malang


def small_map(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    scale: Sequence[str] = NEED,
    value: str = "nilai",
    legend_title: str | None = None,
    names: bool = True,
    height: int = 280,
) -> go.Figure:
    """One trace per class, white borders, grey city outline.

    Args:
        table: kode_kelurahan and `value`; a missing value or row is hatched.
        breaks: inner class breaks, ascending.
        legend_title: draws the legend in the lower left corner; None leaves it out (a row of
            maps shares one HTML legend).
        names: write the five kecamatan names.
    """
    figure = go.Figure()
    values = table.set_index("kode_kelurahan")[value].reindex(geo.areas.index)
    classes = class_of(values.astype(float), breaks)
    colors = class_colors(scale, len(breaks) + 1)
    for k in np.unique(classes):
        codes = geo.areas.index[classes == k]
        _lines(
            figure, join_lines([geo.rings[c] for c in codes]), WHITE, 0.6,
            fill=NO_DATA if k < 0 else colors[k],
        )  # fmt: skip
    missing = geo.areas.index[classes < 0]
    if len(missing):
        _lines(figure, join_lines([geo.hatching_small[c] for c in missing]), HATCH, 0.7)
    _lines(figure, join_lines(list(geo.kecamatan.values())), WHITE, 1.3)
    _lines(figure, geo.city, INK_3, 0.8)
    if names:
        _names(figure, geo)
    if legend_title:
        swatch_legend(
            figure, breaks=breaks, scale=scale, title=legend_title, missing=len(missing) > 0
        )
    _axes(figure, geo, room_left=0.27 if legend_title else 0.0)
    return figure.update_layout(height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _lines(
    figure: go.Figure, lines: Lines, color: str, width: float, fill: str | None = None
) -> None:
    figure.add_scatter(
        x=lines[0], y=lines[1], mode="lines", hoverinfo="skip",
        line={"width": width, "color": color},
        **({"fill": "toself", "fillcolor": fill} if fill else {}),
    )  # fmt: skip


def _names(figure: go.Figure, geo: Geography) -> None:
    names, points = zip(*geo.kecamatan_points.items(), strict=True)
    figure.add_scatter(
        x=[x for x, _ in points], y=[y for _, y in points], text=[f"<b>{n}</b>" for n in names],
        mode="text", hoverinfo="skip", textfont={"size": 13, "color": INK, "shadow": HALO},
    )  # fmt: skip


def _axes(figure: go.Figure, geo: Geography, room_left: float) -> None:
    west, south, east, north = geo.bounds()
    pad = (east - west) * _MARGIN
    figure.update_xaxes(
        visible=False, range=[west - pad, east + pad], domain=[room_left, 1], constrain="domain",
        constraintoward="left" if room_left else "center",
    )  # fmt: skip
    figure.update_yaxes(
        visible=False, range=[south - pad, north + pad], scaleanchor="x", scaleratio=_ASPECT
    )
