"""A small map as SVG text: what must be redrawn within a budget move.

The same picture as `small_map`, without Plotly: outlines are written once per server, and a move
only chooses their colours (under a millisecond and 40 KB instead of a tenth of a second and 200).
`drawing` is also what the main map is made of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from pedekate.charts.classes import class_of
from pedekate.charts.theme import HATCH, INK_3, NEED, NO_DATA, WHITE, class_colors
from pedekate.schema.geography import Geography, Lines

WIDTH = 720  # units of the drawing; outlines are rounded to whole ones
_MARGIN = 8
_ASPECT = 1.01  # one degree of latitude over one of longitude, in Malang


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawing:
    """Outlines of the city as SVG paths in whole units.

    Attributes:
        width, height: of the whole city, in units.
        areas: path per kode_kelurahan. kecamatan: path per nama_kecamatan. city: its outline.
        place: degrees (longitude, latitude) → units from the left and from the top.
    """

    width: int
    height: int
    areas: dict[str, str]
    kecamatan: dict[str, str]
    city: str
    place: Callable[[float, float], tuple[int, int]]


def svg_map(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: Sequence[float],
    scale: Sequence[str] = NEED,
    value: str = "nilai",
) -> str:
    """SVG text of the city, one filled path per kelurahan.

    Args:
        table: kode_kelurahan and `value`; a missing value or row is hatched.
        breaks: inner class breaks, ascending.
    """
    city = drawing(geo)
    values = table.set_index("kode_kelurahan")[value].reindex(geo.areas.index).astype(float)
    colors = class_colors(scale, len(breaks) + 1)
    fills = ["url(#arsir)" if k < 0 else colors[k] for k in class_of(values, breaks)]
    paths = "".join(
        f'<path d="{city.areas[code]}" fill="{fill}"/>'
        for code, fill in zip(geo.areas.index, fills, strict=True)
    )
    kecamatan = "".join(city.kecamatan.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {city.height}">'
        f'<pattern id="arsir" width="9" height="9" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0,0h9v9h-9z" fill="{NO_DATA}"/>'
        f'<path d="M0,0v9" stroke="{HATCH}" stroke-width="2"/></pattern>'
        f'<g stroke="{WHITE}" stroke-width="1.5" stroke-linejoin="round">{paths}</g>'
        f'<path d="{kecamatan}" fill="none" stroke="{WHITE}" stroke-width="3.5"/>'
        f'<path d="{city.city}" fill="none" stroke="{INK_3}" stroke-width="2"/></svg>'
    )


def aspect_ratio(geo: Geography) -> float:
    """Width over height of the drawing."""
    return WIDTH / drawing(geo).height


def label_places(geo: Geography) -> dict[str, tuple[float, float]]:
    """Where the names of the kecamatan go: percent from the left and from the top."""
    city = drawing(geo)
    points = {name: city.place(*point) for name, point in geo.kecamatan_points.items()}
    return {n: (100 * x / WIDTH, 100 * y / city.height) for n, (x, y) in points.items()}


@lru_cache(maxsize=4)
def drawing(geo: Geography, width: int = WIDTH) -> Drawing:
    """Every outline, written once per server and width."""
    west, south, east, north = geo.bounds()
    unit = (width - 2 * _MARGIN) / (east - west)

    def place(x: float, y: float) -> tuple[int, int]:
        return (
            round((x - west) * unit) + _MARGIN,
            round((north - y) * unit * _ASPECT) + _MARGIN,
        )

    return Drawing(
        width=width,
        height=round((north - south) * unit * _ASPECT) + 2 * _MARGIN,
        areas={code: outline(lines, place) for code, lines in geo.rings.items()},
        kecamatan={name: outline(lines, place) for name, lines in geo.kecamatan.items()},
        city=outline(geo.city, place),
        place=place,
    )


def outline(lines: Lines, place: Callable[[float, float], tuple[int, int]]) -> str:
    """Rings in whole units and relative steps, points that round to the same place once."""
    parts, last = [], None
    for x, y in zip(*lines, strict=True):
        if x is None:
            last = None
            continue
        here = place(x, y)
        if last is None:
            parts.append(f"M{here[0]},{here[1]}")
        elif here != last:
            parts.append(f"l{here[0] - last[0]},{here[1] - last[1]}")
        last = here
    return "".join(parts)
