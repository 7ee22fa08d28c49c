"""Need and coverage in one map: three classes of each, nine colours, a square as the legend."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pedekate.charts.area_map import area_map
from pedekate.charts.classes import class_of
from pedekate.charts.theme import BIVARIATE, NO_DATA, text_on
from pedekate.schema.geography import Geography

LEVELS = ("rendah", "sedang", "tinggi")
_CORNER = (225, 165)  # pixels the square and its words need


def level_of(values: Sequence[float], breaks: Sequence[float]) -> np.ndarray:
    """Level per value: 0 low, 1 middle, 2 high; -1 missing.

    With one break there is no middle, without one everything is in the middle.
    """
    classes = class_of(values, breaks)
    spread = {0: [1], 1: [0, 2], 2: [0, 1, 2]}[len(breaks)]
    return np.array([-1 if k < 0 else spread[k] for k in classes])


def with_levels(
    table: pd.DataFrame, breaks: tuple[Sequence[float], Sequence[float]]
) -> pd.DataFrame:
    """Adds tingkat_butuh and tingkat_jangkau; both -1 where either value is missing."""
    need = level_of(table["butuh"].astype(float), breaks[0])
    reach = level_of(table["jangkau"].astype(float), breaks[1])
    known = (need >= 0) & (reach >= 0)
    return table.assign(
        tingkat_butuh=np.where(known, need, -1), tingkat_jangkau=np.where(known, reach, -1)
    )


def color_of_levels(need: int, reach: int) -> str:
    """The fill of a pair of levels; the no-data grey when one is missing."""
    return NO_DATA if min(need, reach) < 0 else BIVARIATE[need][reach]


def bivariate_map(
    geo: Geography,
    table: pd.DataFrame,
    *,
    breaks: tuple[Sequence[float], Sequence[float]],
    alt: str,
    focus: str | None = None,
    selected: str | None = None,
) -> str:
    """The city or one kecamatan in nine colours; need high and coverage low is outlined.

    Args:
        table: kode_kelurahan, butuh, jangkau (missing = hatched), hover; all kelurahan.
        breaks: up to two inner breaks of need and of coverage, the same for every view.
    """
    data = with_levels(table, breaks).set_index("kode_kelurahan").reindex(geo.areas.index)
    pairs = list(zip(data["tingkat_butuh"], data["tingkat_jangkau"], strict=True))
    data["isi"] = [color_of_levels(*pair) for pair in pairs]
    data["nilai"] = np.nan
    strong = data.index[(data["tingkat_butuh"] == 2) & (data["tingkat_jangkau"] == 0)]
    shown = data if focus is None else data[geo.areas.nama_kecamatan == focus]
    return area_map(
        geo, shown, alt=alt, legend=_square(shown), focus=focus,
        selected=selected, strong=list(strong), corner=_CORNER,
    )  # fmt: skip


def _square(shown: pd.DataFrame) -> str:
    """Nine cells with the number of kelurahan in each, need upwards and coverage to the right."""
    cells = [f"<span></span>{''.join(f'<span>{word}</span>' for word in LEVELS)}"]
    for need in (2, 1, 0):
        cells.append(f"<span>{LEVELS[need]}</span>")
        cells += [_cell(shown, need, reach) for reach in (0, 1, 2)]
    missing = int((shown["tingkat_butuh"] < 0).sum())
    below = f'<p><i class="pd-arsir"></i> Tanpa angka: {missing} kelurahan</p>' if missing else ""
    return (
        '<aside class="pd-petakunci"><p><b>Kebutuhan</b> ke atas, <b>cakupan</b> ke kanan</p>'
        f'<div class="pd-kotak">{"".join(cells)}</div>{below}</aside>'
    )


def _cell(shown: pd.DataFrame, need: int, reach: int) -> str:
    inside = shown.index[(shown["tingkat_butuh"] == need) & (shown["tingkat_jangkau"] == reach)]
    color = BIVARIATE[need][reach]
    mark = " pd-temuan" if (need, reach) == (2, 0) else ""
    return (
        f'<i class="pd-sel{mark}" style="background:{color};color:{text_on(color)}" '
        f'data-kodes="{" ".join(inside)}">{len(inside)}</i>'
    )
