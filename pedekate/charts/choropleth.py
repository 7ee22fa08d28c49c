"""The main map: kelurahan coloured by class, selectable, labelled, with its legend inside."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.classes import class_of
from pedekate.charts.labels import Label, label_box, place_labels
from pedekate.charts.legend import strip_legend
from pedekate.charts.theme import (
    GEOJSON_URL,
    HALO,
    HATCH,
    INK,
    INK_3,
    NEED,
    NO_DATA,
    WHITE,
    class_colors,
    text_on,
)
from pedekate.format import angka
from pedekate.schema.geography import Geography, Lines, join_lines

_LEFT_ROOMS = (0.0, 0.06, 0.12, 0.18, 0.24, 0.30)  # shares of the width kept free at the left
_LEGEND_BOX = (225, 150)  # pixels at the lower left that the legend may need
_PAD = 1.06  # about the margins below, for the scale the labels are placed at
_KECAMATAN_SIZE, _LABEL_SIZE = 14, 13
# Plotly cuts shapes a little inside the window it is given.
_MARGIN, _MARGIN_FOCUS = 0.03, 0.05
_PHONE = (358, 400)
# The style sheet shows text of the second weight on wide screens only, of the third on phones.
_WEIGHT, _WEIGHT_WIDE, _WEIGHT_PHONE = 600, 601, 602


def choropleth_main(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    legend_title: str,
    scale: Sequence[str] = NEED,
    focus: str | None = None,
    selected: str | None = None,
    reference: tuple[str, float] | None = None,
    ranks: int = 10,
    format_value: Callable[[float], str] = angka,
    size: tuple[int, int] = (600, 500),
    geojson: str | dict = GEOJSON_URL,
    phone: bool = True,
) -> go.Figure:
    """The city's 57 kelurahan, or one kecamatan alone.

    Args:
        table: one row per kelurahan: kode_kelurahan, nilai (missing = hatched), hover (text with
            `<b>` and `<br>`, data already escaped); peringkat (1 = first) when `ranks` > 0.
        breaks: inner class breaks, ascending, the same for city and kecamatan views.
        focus: nama_kecamatan to show alone, None for the city.
        selected: kode_kelurahan outlined in ink.
        reference: label and value of the city mark in the legend.
        ranks: write the first so many `peringkat` on the city map; 0 for modelled measures.
        size: the pixels the labels are placed for; a larger drawing only gets roomier.
        geojson: URL the browser loads once, or the parsed file for a picture made offline.
        phone: also place a second set of labels for phones; the style sheet shows one of the
            two. A picture made without the style sheet wants False.

    Selection events carry kode_kelurahan as `customdata[0]`.
    """
    data = table.set_index("kode_kelurahan").reindex(geo.areas.index)
    data["kelas"] = class_of(data.nilai.astype(float), breaks)
    shown = data if focus is None else data[geo.areas.nama_kecamatan == focus]
    colors = class_colors(scale, len(breaks) + 1)
    figure = go.Figure()
    _fills(figure, geo, shown, colors, geojson)
    _outlines(figure, geo, focus, selected)
    left = _left_room(geo, focus, size)
    pixels = _pixels_per_degree(geo, focus, size, left)
    fills = {c: colors[k] if k >= 0 else NO_DATA for c, k in shown.kelas.items()}
    if focus is None:
        labels = _rank_labels(geo, shown, pixels, ranks)
        _write(figure, labels, fills, _WEIGHT)
    else:
        labels = _name_labels(geo, shown, format_value, pixels)
        _write(figure, labels, fills, _WEIGHT_WIDE if phone else _WEIGHT)
        if phone:
            small = _pixels_per_degree(geo, focus, _PHONE, left)
            _write(figure, _name_labels(geo, shown, None, small), fills, _WEIGHT_PHONE)
    _frame(figure, geo, focus, left, labels, pixels)
    if focus is None:
        _kecamatan_names(figure, geo)
    known = data.nilai.dropna()
    strip_legend(
        figure, shown.nilai.dropna().to_numpy(float), breaks=breaks, scale=scale,
        extent=(known.min(), known.max()) if len(known) else (0.0, 1.0), title=legend_title,
        missing=int(shown.nilai.isna().sum()), reference=reference, format_value=format_value,
    )  # fmt: skip
    _keep_unselected(figure)
    return figure.update_layout(height=size[1], margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _fills(
    figure: go.Figure, geo: Geography, shown: pd.DataFrame, colors: list[str], geojson: Any
) -> None:
    steps = [((i + e) / len(colors), c) for i, c in enumerate(colors) for e in (0, 1)]
    missing = shown[shown.kelas < 0]
    common = {
        "geojson": geojson, "featureidkey": "properties.kode_kelurahan", "showscale": False,
        "marker": {"line": {"width": 0.7, "color": WHITE}},
    }  # fmt: skip
    for part, z, colorscale, top in (
        (shown[shown.kelas >= 0], shown.kelas[shown.kelas >= 0], steps, len(colors) - 0.5),
        (missing, [0] * len(missing), [(0, NO_DATA), (1, NO_DATA)], 1),
    ):
        if len(part):
            figure.add_choropleth(
                locations=part.index, z=z, zmin=-0.5, zmax=top, colorscale=colorscale,
                customdata=np.array([part.index]).T, hovertext=part.hover,
                hovertemplate="%{hovertext}<extra></extra>", **common,
            )  # fmt: skip
    if len(missing):
        _lines(figure, join_lines([geo.hatching[c] for c in missing.index]), HATCH, 0.8)


def _outlines(figure: go.Figure, geo: Geography, focus: str | None, selected: str | None) -> None:
    if focus is None:
        _lines(figure, join_lines(list(geo.kecamatan.values())), WHITE, 2.2)
    _lines(figure, geo.kecamatan[focus] if focus else geo.city, INK_3, 1)
    if selected in geo.rings and focus in (None, geo.areas.nama_kecamatan[selected]):
        _lines(figure, geo.rings[selected], INK, 3)


def _lines(figure: go.Figure, lines: Lines, color: str, width: float) -> None:
    figure.add_scattergeo(
        lon=lines[0], lat=lines[1], mode="lines", hoverinfo="skip",
        line={"width": width, "color": color},
    )  # fmt: skip


def _left_room(geo: Geography, focus: str | None, size: tuple[int, int]) -> float:
    """The least room at the left that keeps the area out of the legend's corner."""
    west, south, east, north = geo.bounds(focus)
    x, y = geo.city if focus is None else geo.kecamatan[focus]
    x, y = (np.array([v for v in line if v is not None]) for line in (x, y))
    for left in _LEFT_ROOMS:
        pixels = _pixels_per_degree(geo, focus, size, left)
        across = size[0] * (1 + left) / 2 + (x - (west + east) / 2) * pixels
        up = size[1] / 2 + (y - (south + north) / 2) * pixels
        if not ((across < _LEGEND_BOX[0]) & (up < _LEGEND_BOX[1])).any():
            return left
    return _LEFT_ROOMS[-1]


def _pixels_per_degree(
    geo: Geography, focus: str | None, size: tuple[int, int], left: float
) -> float:
    west, south, east, north = geo.bounds(focus)
    return min(size[0] * (1 - left) / (east - west), size[1] / (north - south)) / _PAD


def _frame(
    figure: go.Figure,
    geo: Geography,
    focus: str | None,
    left: float,
    labels: list[Label],
    pixels: float,
) -> None:
    """Set the window of the map: the area with its labels."""
    boxes = [label_box(label.text, label.x, label.y, _LABEL_SIZE, pixels) for label in labels]
    edges = np.array([geo.bounds(focus), *(b.bounds for b in boxes)])
    (west, south), (east, north) = edges[:, :2].min(axis=0), edges[:, 2:].max(axis=0)
    share = _MARGIN_FOCUS if focus else _MARGIN
    margin_x, margin_y = (east - west) * share, (north - south) * share
    figure.update_geos(
        lonaxis_range=[west - margin_x, east + margin_x],
        lataxis_range=[south - margin_y, north + margin_y],
        domain={"x": [left, 1], "y": [0, 1]},
    )


def _rank_labels(geo: Geography, shown: pd.DataFrame, pixels: float, ranks: int) -> list[Label]:
    """Rank numbers of the first areas, around the kecamatan names."""
    top = shown[shown.peringkat <= ranks] if ranks else shown.iloc[:0]
    names = geo.kecamatan_points.items()
    return place_labels(
        geo.areas.geometry, geo.label_points, {c: [f"{r:.0f}"] for c, r in top.peringkat.items()},
        size=_LABEL_SIZE, pixels_per_degree=pixels,
        occupied=[label_box(n, x, y, _KECAMATAN_SIZE, pixels) for n, (x, y) in names],
    )  # fmt: skip


def _name_labels(
    geo: Geography,
    shown: pd.DataFrame,
    format_value: Callable[[float], str] | None,
    pixels: float,
) -> list[Label]:
    """Name and value of every area in view; names alone without `format_value`."""
    names = geo.areas.nama_kelurahan[shown.index]
    texts = {c: _wordings(names[c], shown.nilai[c], format_value) for c in shown.index}
    return place_labels(
        geo.areas.geometry, geo.label_points, texts, size=_LABEL_SIZE, pixels_per_degree=pixels
    )


def _wordings(name: str, value: float, format_value: Callable[[float], str] | None) -> list[str]:
    wrapped = name.replace(" ", "<br>", 1)
    if value != value or format_value is None:
        return [wrapped, name]
    text = format_value(value)
    return [f"{name}<br>{text}", f"{wrapped}<br>{text}", wrapped, name]


def _write(figure: go.Figure, labels: list[Label], fills: dict[str, str], weight: int) -> None:
    """Text in ink or white by its ground; what lies over a border gets a halo."""
    styles: dict[tuple[str, str | None], list[Label]] = {}
    for label in labels:
        style = (text_on(fills[label.code]), None) if label.inside else (INK, HALO)
        styles.setdefault(style, []).append(label)
    for (color, shadow), group in styles.items():
        figure.add_scattergeo(
            lon=[label.x for label in group], lat=[label.y for label in group], mode="text",
            text=[label.text for label in group], hoverinfo="skip",
            textfont={"size": _LABEL_SIZE, "color": color, "shadow": shadow, "weight": weight},
        )  # fmt: skip


def _kecamatan_names(figure: go.Figure, geo: Geography) -> None:
    names, points = zip(*geo.kecamatan_points.items(), strict=True)
    figure.add_scattergeo(
        lon=[x for x, _ in points], lat=[y for _, y in points], mode="text", hoverinfo="skip",
        text=[f"<b>{n}</b>" for n in names],
        textfont={"size": _KECAMATAN_SIZE, "color": INK, "shadow": HALO},
    )  # fmt: skip


def _keep_unselected(figure: go.Figure) -> None:
    # Plotly fades every trace without a selected point: labels and areas would vanish on a click.
    for trace in figure.data:
        if trace.type == "choropleth":
            trace.update(selected_marker_opacity=1, unselected_marker_opacity=1)
        elif trace.mode == "text":
            color = trace.textfont.color
            trace.update(selected_textfont_color=color, unselected_textfont_color=color)
