"""Kind *Kantong*: kelurahan that are high or low together with their neighbours, beyond chance."""

import pandas as pd
import streamlit as st

from pedekate.charts.category_map import category_map
from pedekate.disclosure import policy
from pedekate.reports import xlsx
from pedekate.spatial.hotspots import HotSpots, hot_spots, rules
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_component import clickable_map
from pedekate.ui.maps import hotspot_text as text
from pedekate.ui.maps import kept, places, scenario_choice, unmet
from pedekate.ui.maps.view import Unit


def show() -> None:
    """Control bar, sentence, map of the groups, and the kelurahan with their neighbours."""
    unit, focus, selected = _choose()
    found = _found(kept.drawing_key(unit.key), unit)
    table = text.described(_named(found, unit), unit)
    title = text.sentence(table, found, unit, focus=focus, selected=selected)
    components.page_header(title, text.lead(found))
    left, right = st.columns([5.4, 6], gap="large")
    with left:
        picture = _figure(
            kept.drawing_key(unit.key), unit, table, focus, selected,
            f"Peta kantong {unit.measure.nama}. {plain(title)}",
        )  # fmt: skip
        clickable_map(
            picture, key=f"kantong_{focus or 'kota'}",
            on_click=lambda code: places.clicked(code, focus, selected),
            on_row=lambda code: places.picked(code, selected),
        )  # fmt: skip
        _source(unit, table, found, title)
    with right:
        _areas(unit, table, focus, selected)


def _choose() -> tuple[Unit, str | None, str | None]:
    offered = kept.rate_measures()
    if data.status().has_families:
        offered |= {unmet.ID: unmet.NAME}
    with components.control_bar():
        measure = filters.choose(
            "Ukuran", offered, key="ukuran_kantong", width=290, show_label=False
        )
        if measure == unmet.ID:
            unit = unmet.unit_of(scenario_choice.choose(ranked=False), counts=False)
        else:
            unit = kept.unit_of(measure, False)
        focus, selected = places.choose(compact=True)
    return unit, focus, selected


# The unit is named by the key.
@st.cache_data(show_spinner="Mengacak peta untuk mengukur kebetulan …", max_entries=64)
def _found(key: str, _unit: Unit) -> HotSpots:
    values = kept.shown_rows(_unit).set_index("kode_kelurahan")["nilai"]
    return hot_spots(geography().areas["geometry"].to_dict(), values, rules())


def _named(found: HotSpots, unit: Unit) -> pd.DataFrame:
    rows = kept.rows_of(unit).set_index("kode_kelurahan")
    table = found.areas.join(rows[["nama_kelurahan", "nama_kecamatan", "keterangan"]])
    return table.rename_axis("kode").reset_index().assign(
        kode_kelurahan=lambda t: t["kode"], nama=lambda t: t["nama_kelurahan"],
        tempat=lambda t: t["nama_kecamatan"], alasan=lambda t: t["keterangan"],
    )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=64)
def _figure(
    key: str, _unit: Unit, _table: pd.DataFrame, focus: str | None, selected: str | None, alt: str
) -> str:
    return category_map(
        geography(), _table, text.categories(_unit), title="Jumlah kelurahan", alt=alt,
        focus=focus, selected=selected, format_value=_unit.text,
    )  # fmt: skip


def _areas(unit: Unit, table: pd.DataFrame, focus: str | None, selected: str | None) -> None:
    rows = table if focus is None else table[table["nama_kecamatan"] == focus].assign(tempat="")
    where = f" di Kecamatan {focus}" if focus else ""
    components.block_title(
        f"{len(rows)} kelurahan{where}, yang termasuk kantong lebih dulu",
        f"{unit.label}, dan rata-rata kelurahan yang bersentuhan. {unit.base}",
        unit.measure.lencana,
    )
    components.linked_table(rows, [
        Column("nilai", unit.label, unit.text),
        Column("rata_tetangga", "Tetangga", unit.text, wide_only=True),
        Column("singkat", "Golongan", number=False),
        Column("peluang", "Peluang kebetulan", text.chance, wide_only=True),
    ], selected=selected)  # fmt: skip
    components.source_line(text.how(rules()))


def _source(unit: Unit, table: pd.DataFrame, found: HotSpots, title: str) -> None:
    status = data.status()
    file = Download(
        label="Tabel (XLSX)", file_name=f"peta_kantong_{unit.measure.id}.xlsx",
        data=lambda: workbook(unit, table, found, status, title),
    )  # fmt: skip
    components.source_line(
        f"Sumber: {unit.measure.sumber}. Batas: {geography().source}.",
        key="kantong",
        downloads=[file],
    )


def workbook(
    unit: Unit, table: pd.DataFrame, found: HotSpots, status: data.Status, title: str
) -> bytes:
    """Value, neighbours, local Moran, chance and group of every kelurahan, and how they came."""
    m, rule = unit.measure, rules()
    fields = [
        xlsx.Field("kode", "Kode kelurahan"),
        xlsx.Field("nama", "Kelurahan"),
        xlsx.Field("tempat", "Kecamatan"),
        xlsx.Field("nilai", unit.label, xlsx.ONE_DECIMAL),
        xlsx.Field("tetangga", "Tetangga yang punya angka", xlsx.WHOLE),
        xlsx.Field("rata_tetangga", "Rata-rata tetangga", xlsx.ONE_DECIMAL),
        xlsx.Field("moran", "Moran lokal", xlsx.STATISTIC),
        xlsx.Field("peluang", "Peluang kebetulan (dua sisi)", xlsx.STATISTIC),
        xlsx.Field("golongan", "Golongan"),
        xlsx.Field("alasan", "Catatan"),
    ]
    notes = {
        "Temuan": plain(title),
        "Ukuran": m.nama,
        "Definisi": m.definisi,
        "Dasar": unit.base,
        "Moran I seluruh kota": text.number(found.moran),
        "Peluang kebetulan Moran I": text.number(found.peluang),
        "Cara": text.how(rule),
        "Pengacakan": f"{rule.pengacakan} kali, benih {rule.benih}",
        "Lencana": m.lencana,
        "Tanggal data": m.waktu,
        "Sumber": m.sumber,
        "Perlindungan": f"Kelompok di bawah {policy().threshold} keluarga dikosongkan; bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    if isinstance(unit, unmet.UnmetUnit):
        notes |= unmet.notes(unit)
    sheet = xlsx.Sheet(name="Kelurahan", table=table, fields=fields)
    return xlsx.workbook([sheet], notes, title=f"Kantong: {m.nama}", synthetic=status.sintetis)
