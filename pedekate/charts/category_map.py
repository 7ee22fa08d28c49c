"""A map of named groups of areas, with the number of areas in each as its legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from pedekate.charts.area_map import area_map
from pedekate.charts.theme import NO_DATA
from pedekate.schema.geography import Geography

_CORNER = (225, 135)  # pixels the legend needs


@dataclass(frozen=True, slots=True)
class Category:
    """A group: its id in the table, its words on screen, its fill, and whether it is a finding
    (outlined, and in the legend even when empty)."""

    id: str
    name: str
    color: str
    finding: bool = True


def category_map(
    geo: Geography,
    table: pd.DataFrame,
    categories: Sequence[Category],
    *,
    title: str,
    alt: str,
    focus: str | None = None,
    selected: str | None = None,
    format_value: Callable[[float], str] | None = None,
) -> str:
    """The city or one kecamatan, each area in the colour of its group.

    Args:
        table: kode_kelurahan, kelas (a group's id), nilai, hover; all kelurahan.
        title: heading of the legend.
    """
    by_id = {group.id: group for group in categories}
    data = table.set_index("kode_kelurahan").reindex(geo.areas.index)
    data["isi"] = [by_id[kind].color for kind in data["kelas"]]
    shown = data if focus is None else data[geo.areas.nama_kecamatan == focus]
    strong = [code for code, kind in shown["kelas"].items() if by_id[kind].finding]
    return area_map(
        geo, shown, alt=alt, legend=_key(shown, categories, title), focus=focus,
        selected=selected, format_value=format_value, strong=strong, corner=_CORNER,
    )  # fmt: skip


def _key(shown: pd.DataFrame, categories: Sequence[Category], title: str) -> str:
    rows = []
    for group in categories:
        inside = shown.index[shown["kelas"] == group.id]
        if not len(inside) and not group.finding:
            continue
        fill = ' class="pd-arsir"' if group.color == NO_DATA else ""
        rows.append(
            f'<li data-kodes="{" ".join(inside)}"><i{fill} style="background-color:{group.color}">'
            f"</i>{escape(group.name)} <b>{len(inside)}</b></li>"
        )
    return f'<aside class="pd-petakunci"><b>{escape(title)}</b><ul>{"".join(rows)}</ul></aside>'
