"""The main map: kelurahan coloured by the class of one value, with its legend beside them."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from pedekate.charts.area_map import LEGEND_WIDTH, area_map
from pedekate.charts.bubbles import LEGEND, bubble_legend, diameters
from pedekate.charts.classes import class_of
from pedekate.charts.legend import strip_legend
from pedekate.charts.theme import NEED, NO_DATA, class_colors
from pedekate.format import angka
from pedekate.schema.geography import Geography

_AIR = 8  # pixels between legend and map


def choropleth_main(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    legend_title: str,
    alt: str = "",
    scale: Sequence[str] = NEED,
    focus: str | None = None,
    selected: str | None = None,
    reference: tuple[str, float] | None = None,
    ranks: int = 10,
    format_value: Callable[[float], str] = angka,
    counts: Mapping[str, float] | None = None,
    counts_title: str = "",
) -> str:
    """The city's 57 kelurahan, or one kecamatan alone.

    Args:
        table: one row per kelurahan: kode_kelurahan, nilai (missing = hatched), hover (text with
            `<b>` and `<br>`, data already escaped); peringkat (1 = first) when `ranks` > 0.
        breaks: inner class breaks, ascending, the same for city and kecamatan views.
        alt: what the map shows, in one sentence.
        focus: nama_kecamatan to show alone, None for the city.
        selected: kode_kelurahan outlined in ink.
        reference: label and value of the city mark in the legend.
        ranks: write the first so many `peringkat` on the city map; 0 for modelled measures.
        counts: count per kode_kelurahan drawn as a bubble over the colours, area to scale over
            the whole city; a missing count has no bubble.
        counts_title: what the bubbles count.

    Areas carry kode_kelurahan as `data-kode` and the hover text as `data-isi`.
    """
    data = table.set_index("kode_kelurahan").reindex(geo.areas.index)
    data["isi"] = fills(data["nilai"].astype(float), breaks, scale)
    shown = data if focus is None else data[geo.areas.nama_kecamatan == focus]
    known = data.nilai.dropna()
    sizes = diameters(counts) if counts else {}
    legend, height = strip_legend(
        shown.nilai.dropna().astype(float), breaks=breaks, scale=scale,
        extent=(known.min(), known.max()) if len(known) else (0.0, 1.0), title=legend_title,
        missing=int(shown.nilai.isna().sum()), reference=reference, format_value=format_value,
    )  # fmt: skip
    if sizes:
        legend += bubble_legend(counts, counts_title)
    return area_map(
        geo, shown, alt=alt, legend=legend, focus=focus, selected=selected, ranks=ranks,
        format_value=format_value, bubbles=sizes,
        corner=(LEGEND_WIDTH, height + _AIR), top_corner=LEGEND if sizes else (0, 0),
    )  # fmt: skip


def fills(values: pd.Series, breaks: Sequence[float], scale: Sequence[str]) -> list[str]:
    """The colour of each value's class; `NO_DATA` for a missing one."""
    colors = class_colors(scale, len(breaks) + 1)
    return [NO_DATA if k < 0 else colors[k] for k in class_of(values, breaks)]
