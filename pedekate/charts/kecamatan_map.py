"""A map of the five kecamatan: for tables that say nothing about the kelurahan inside them."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.classes import class_of
from pedekate.charts.theme import HALO, INK, INK_3, NO_DATA, WHITE, Chart, class_colors
from pedekate.schema.geography import Geography

_MARGIN = 0.012  # of the city's width, around it
_ASPECT = 1.01  # one degree of latitude over one of longitude, in Malang


def kecamatan_map(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    scale: Sequence[str],
    format_value: Callable[[float], str],
    height: int = 460,
) -> Chart:
    """Five filled outlines without kelurahan borders, each with its name and value.

    Args:
        table: nama_kecamatan and nilai; a missing value or row is grey and says "tidak ada".
        breaks: inner class breaks, ascending.
    """
    figure = go.Figure()
    values = table.set_index("nama_kecamatan")["nilai"].astype(float)
    values = values.reindex(list(geo.kecamatan))
    colors = class_colors(scale, len(breaks) + 1)
    classes = class_of(values, breaks)
    words = []
    for (name, lines), k, value in zip(geo.kecamatan.items(), classes, values, strict=True):
        fill = NO_DATA if k < 0 else colors[k]
        figure.add_scatter(
            x=lines[0], y=lines[1], mode="lines", hoverinfo="skip", fill="toself",
            fillcolor=fill, line={"width": 2, "color": WHITE},
        )  # fmt: skip
        words.append(f"<b>{name}</b><br>{'tidak ada' if k < 0 else format_value(value)}")
    points = [geo.kecamatan_points[name] for name in geo.kecamatan]
    # Text as a trace: the style sheet moves annotations on a phone, where they are a legend.
    figure.add_scatter(
        x=[x for x, _ in points], y=[y for _, y in points], text=words, mode="text",
        hoverinfo="skip", textfont={"size": 14, "color": INK, "shadow": HALO},
    )  # fmt: skip
    figure.add_scatter(
        x=geo.city[0], y=geo.city[1], mode="lines", hoverinfo="skip",
        line={"width": 0.8, "color": INK_3},
    )  # fmt: skip
    west, south, east, north = geo.bounds()
    pad = (east - west) * _MARGIN
    figure.update_xaxes(visible=False, range=[west - pad, east + pad], constrain="domain")
    figure.update_yaxes(
        visible=False, range=[south - pad, north + pad], scaleanchor="x", scaleratio=_ASPECT
    )
    return figure.update_layout(height=height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
