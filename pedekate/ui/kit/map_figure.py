"""A small map as HTML: the picture, names laid over it in the page's own type, its legend. Pure."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

import pandas as pd

from pedekate.charts.svg_map import aspect_ratio, label_places, svg_map
from pedekate.charts.theme import NEED
from pedekate.schema.geography import Geography
from pedekate.ui.kit import html


def map_figure(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    alt: str,
    scale: Sequence[str] = NEED,
    names: bool = True,
    width: int | None = None,
    legend: str = "",
) -> str:
    """One filled shape per kelurahan.

    Args:
        table: kode_kelurahan and nilai; a missing value or row is hatched.
        breaks: inner class breaks, ascending.
        names: write the five kecamatan names.
        width: largest width in pixels; None fills the height of the screen instead.
        legend: title of a class legend beside the map; none without it (a row of maps shares
            one).
    """
    picture = b64encode(svg_map(geo, table, breaks=breaks, scale=scale).encode()).decode()
    labels = "".join(
        f'<span style="left:{x:.1f}%;top:{y:.1f}%">{escape(name)}</span>'
        for name, (x, y) in (label_places(geo) if names else {}).items()
    )
    size = "" if width is None else f"max-width:{width}px;"
    drawing = (
        f'<div class="pd-petasvg" style="{size}--rasio:{aspect_ratio(geo):.4f}">'
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(html.plain(alt))}" '
        f'decoding="sync">{labels}</div>'
    )
    if not legend:
        return drawing
    missing = bool(table["nilai"].isna().any())
    key = html.legend(breaks, scale, missing=missing)
    return f'<div class="pd-petakecil"><div><b>{escape(legend)}</b>{key}</div>{drawing}</div>'
