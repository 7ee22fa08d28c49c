"""Two maps side by side on one scale, with one legend that holds both distributions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from pedekate.charts.area_map import SIZE_OF_TWO, area_map
from pedekate.charts.choropleth import fills
from pedekate.charts.legend import (
    DOT,
    HATCHING,
    SMALL,
    box,
    break_ticks,
    rounded_extent,
    scaler,
    stacked_dots,
    strip,
    words,
)
from pedekate.charts.theme import INK, INK_2, class_colors
from pedekate.format import is_missing
from pedekate.schema.geography import Geography

WIDE, NARROW = 520.0, 330.0  # legend units of the strip, on a wide screen and on a phone
_STRIP = 12  # its height; half of it each where the maps have different colours
_TICKS = 20  # room of the numbers under the strip


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSide:
    """One of the two maps.

    Attributes:
        name: what it shows, as its heading and in the legend.
        note: date, denominator or rule, after the name.
        table: kode_kelurahan, nilai (missing = hatched), hover.
        scale: five colours, light to dark.
        city: the city's value; missing draws no mark.
    """

    name: str
    note: str
    table: pd.DataFrame
    scale: Sequence[str]
    city: float


def pair_map(
    geo: Geography,
    sides: tuple[MapSide, MapSide],
    *,
    breaks: Sequence[float],
    title: str,
    alt: str,
    focus: str | None = None,
    selected: str | None = None,
    format_value: Callable[[float], str],
) -> str:
    """HTML of two maps whose colours mean the same numbers.

    Args:
        breaks: inner class breaks of both maps.
        title: what both show, with the unit; heading of the legend.
        focus, selected: as in `area_map`, the same in both.
    """
    shown = [_shown(geo, side, breaks, focus) for side in sides]
    figures = "".join(
        f'<figure><figcaption><b>{escape(side.name)}</b> {escape(side.note)}</figcaption>'
        + area_map(
            geo, areas, alt=f"{alt} {side.name}.", focus=focus, selected=selected,
            format_value=format_value, size=SIZE_OF_TWO,
        )
        + "</figure>"
        for side, areas in zip(sides, shown, strict=True)
    )  # fmt: skip
    values = tuple(areas["nilai"].dropna().astype(float) for areas in shown)
    missing = tuple(int(areas["nilai"].isna().sum()) for areas in shown)
    legends = "".join(
        pair_legend(
            sides, values, missing, breaks=breaks, title=title, format_value=format_value,
            width=width, kind=kind,
        )
        for width, kind in ((WIDE, "pd-lebar"), (NARROW, "pd-sempit"))
    )  # fmt: skip
    return f'<div class="pd-duapeta">{figures}</div>{legends}'


def pair_legend(
    sides: tuple[MapSide, MapSide],
    values: tuple[pd.Series, pd.Series],
    missing: tuple[int, int],
    *,
    breaks: Sequence[float],
    title: str,
    format_value: Callable[[float], str],
    width: float = WIDE,
    kind: str = "",
) -> str:
    """SVG text: one class strip, the left map's dots above it and the right map's below.

    Args:
        width: of the strip. kind: class of the style sheet that shows it.
    """
    everything = pd.concat([side.table["nilai"] for side in sides]).dropna().astype(float)
    extent = (everything.min(), everything.max()) if len(everything) else (0.0, 1.0)
    low, high = rounded_extent(extent, breaks)
    x = scaler(low, high, width)
    parts = _strips(x, [low, *breaks, high], sides)
    parts += break_ticks(x, breaks, -11)
    upper, top = stacked_dots(x, values[0], _STRIP + 3, strip=width)
    lower, bottom = stacked_dots(x, values[1], -_TICKS, down=True, strip=width)
    parts += upper + lower
    for side, near, far in ((sides[0], _STRIP, top + 3), (sides[1], -_TICKS + 2, bottom - 3)):
        if not is_missing(side.city):
            at = x(min(max(side.city, low), high))
            parts.append(
                f'<path d="M{at:.1f},{-near}V{-far:.1f}" stroke="{INK}" stroke-width="1.3"/>'
            )
    parts.append(words(0, top + 12, f"Kiri: {_row(sides[0], format_value)}", INK_2))
    parts.append(words(0, bottom - 12, f"Kanan: {_row(sides[1], format_value)}", INK_2))
    parts.append(words(0, top + 31, title, INK, bold=True))
    depth = bottom - 20
    if any(missing):
        parts.append(box(0, 19, depth - 14, depth - 2, "url(#pd-arsir-legenda)"))
        text = f"Tanpa angka: {missing[0]} kelurahan di kiri, {missing[1]} di kanan"
        parts.append(words(27, depth - 8, text, INK_2))
        depth -= 18
    height = round(top + 42 - depth)
    return (
        f'<svg class="pd-petalegenda pd-bersama {kind}" viewBox="0 {-round(top + 42)} '
        f'{width + DOT:.0f} {height}" style="--tinggi:{height};--lebar:{width + DOT:.0f}" '
        f'font-size="{SMALL}">{HATCHING}{"".join(parts)}</svg>'
    )


def _shown(
    geo: Geography, side: MapSide, breaks: Sequence[float], focus: str | None
) -> pd.DataFrame:
    data = side.table.set_index("kode_kelurahan").reindex(geo.areas.index)
    data["isi"] = fills(data["nilai"].astype(float), breaks, side.scale)
    return data if focus is None else data[geo.areas.nama_kecamatan == focus]


def _strips(x: Callable, edges: list[float], sides: tuple[MapSide, MapSide]) -> list[str]:
    left, right = (class_colors(side.scale, len(edges) - 1) for side in sides)
    if left == right:
        return strip(x, edges, left, 0, _STRIP)
    half = _STRIP / 2
    return strip(x, edges, left, half, half) + strip(x, edges, right, 0, half)


def _row(side: MapSide, format_value: Callable[[float], str]) -> str:
    mark = "" if is_missing(side.city) else f"; garis: kota {format_value(side.city)}"
    return f"{side.name}{mark}"
