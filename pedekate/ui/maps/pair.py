"""Kind *Dua peta*: two maps on one scale, what they differ by, and where most."""

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.pair_map import MapSide, pair_map
from pedekate.disclosure import policy
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_component import clickable_map
from pedekate.ui.kit.tables import between
from pedekate.ui.maps import kept, pair_choice, pair_text, places
from pedekate.ui.maps.pair_model import Pair, Side, pair_table


def show() -> None:
    """Control bar, sentence, the two maps with their legend, and the table of differences."""
    with components.control_bar():
        pair = pair_choice.choose()
        focus, selected = places.choose(compact=True)
    table = pair_table(pair)
    title = pair_text.sentence(table, pair, focus=focus, selected=selected)
    components.page_header(title, pair_text.lead(pair))
    left, right = st.columns([7, 5], gap="large")
    with left:
        clickable_map(
            _figure(kept.drawing_key(pair.key), pair, table, focus, selected, plain(title)),
            key=f"dua_{focus or 'kota'}",
            on_click=lambda code: places.clicked(code, focus, selected),
            on_row=lambda code: places.picked(code, selected),
        )
        _source(pair, table, title)
    with right:
        _differences(pair, table, focus, selected)


def _breaks(pair: Pair) -> list[float]:
    known = pair.pooled[~np.isnan(pair.pooled)]
    return list(pair.breaks or _natural_breaks(tuple(known.tolist())))


@lru_cache(maxsize=64)
def _natural_breaks(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(class_breaks(np.array(values)))


# The pair is named by the key; its tables would only cost to hash again.
@st.cache_data(show_spinner=False, max_entries=64)
def _figure(
    key: str,
    _pair: Pair,
    _table: pd.DataFrame,
    focus: str | None,
    selected: str | None,
    alt: str,
) -> str:
    sides = (
        _map_side(_pair, _pair.left, _table, "kiri"),
        _map_side(_pair, _pair.right, _table, "kanan"),
    )
    return pair_map(
        geography(), sides, breaks=_breaks(_pair), title=_pair.title, alt=alt, focus=focus,
        selected=selected, format_value=_pair.text,
    )  # fmt: skip


def _map_side(pair: Pair, side: Side, table: pd.DataFrame, column: str) -> MapSide:
    rows = table[["kode_kelurahan", "hover"]].assign(nilai=table[column])
    # A count of the whole city is not on the scale of one kelurahan.
    city = float("nan") if pair.counts else side.city
    return MapSide(name=side.name, note=side.note, table=rows, scale=side.scale, city=city)


def _differences(pair: Pair, table: pd.DataFrame, focus: str | None, selected: str | None) -> None:
    rows = table if focus is None else table[table["nama_kecamatan"] == focus].assign(tempat="")
    components.block_title(pair_text.table_title(rows, focus), pair_text.base(pair), pair.badge)
    breaks = _breaks(pair)
    ring, fill = color_of(breaks, pair.left.scale), color_of(breaks, pair.right.scale)
    top = float(pd.concat([table["kiri"], table["kanan"]]).max())

    def drawn(row: dict) -> str:
        if pd.isna(row["selisih"]):
            return str(row["alasan"] or "tanpa angka").replace("<", "&lt;")
        a, b = row["kiri"], row["kanan"]
        return between((a, ring(a)), (b, fill(b)), top)

    columns = [
        Column("kiri", "Kiri", pair.text),
        Column("kanan", "Kanan", pair.text),
        Column("selisih", "Selisih", pair.signed),
    ]
    components.linked_table(rows, columns, selected=selected, drawn=("kiri ○ kanan ●", drawn))


def _source(pair: Pair, table: pd.DataFrame, title: str) -> None:
    status = data.status()
    file = Download(
        label="Tabel (XLSX)", file_name=f"peta_{pair.kind}.xlsx",
        data=lambda: workbook(pair, table, status, title),
    )  # fmt: skip
    components.source_line(
        f"Warna berarti angka yang sama di kedua peta. Sumber: {pair.source}. Batas: "
        f"{geography().source}.",
        key="dua", downloads=[file],
    )  # fmt: skip


def workbook(pair: Pair, table: pd.DataFrame, status: data.Status, title: str) -> bytes:
    """Both values and their difference per kelurahan, and what they are."""
    number = xlsx.WHOLE if pair.counts else xlsx.ONE_DECIMAL
    fields = [
        xlsx.Field("kode", "Kode kelurahan"),
        xlsx.Field("nama", "Kelurahan"),
        xlsx.Field("tempat", "Kecamatan"),
        xlsx.Field("kiri", f"{pair.left.name} ({pair.left.note})", number),
        xlsx.Field("kanan", f"{pair.right.name} ({pair.right.note})", number),
        xlsx.Field("selisih", pair.gap, number),
        xlsx.Field("alasan", "Catatan"),
    ]
    notes = {
        "Temuan": plain(title),
        "Ukuran": pair.title,
        "Satuan": pair.unit,
        "Dasar": pair.base,
        "Selisih": "kiri dikurangi kanan" if pair.sign < 0 else "kanan dikurangi kiri",
        "Cara membaca": pair.caution or "Kedua peta memakai satu skala.",
        "Lencana": pair.badge,
        "Sumber": pair.source,
        "Perlindungan": f"Kelompok di bawah {policy().threshold} keluarga dikosongkan; bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    sheet = xlsx.Sheet(name="Kelurahan", table=table, fields=fields)
    return xlsx.workbook([sheet], notes, title="Dua peta", synthetic=status.sintetis)
