"""The map page for a table that stops at the kecamatan: five areas, nothing guessed inside them."""

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.kecamatan_map import kecamatan_map
from pedekate.format import is_missing
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.external import map_unit
from pedekate.ui.external import text as external_text
from pedekate.ui.external.map_unit import ExternalUnit
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Download, Ranking
from pedekate.ui.kit.geo import geography


def show(unit: ExternalUnit, city: float) -> None:
    """Sentence, map and table of the five kecamatan."""
    m = unit.measure
    table = _table(unit)
    title = _title(table, unit, city)
    components.page_header(
        title,
        "Tabel ini hanya memuat angka per kecamatan; angkanya tidak dibagikan ke kelurahan di "
        "dalamnya.",
        m.lencana,
    )
    breaks = class_breaks(table["nilai"].to_numpy(float))
    left, right = st.columns([5.4, 6], gap="large")
    with left:
        figure = kecamatan_map(
            geography(), table, breaks=breaks, scale=unit.scale, format_value=unit.text
        )
        components.chart(
            figure, alt=f"Peta {m.nama} per kecamatan. {title}", key="peta_kec", grow="kecil"
        )
        _source(unit, table, title)
    with right:
        components.block_title(
            f"{len(table)} kecamatan, {unit.order}", f"{unit.label}, {m.waktu}", m.lencana
        )
        ranking = Ranking(
            label=unit.label, format_value=unit.text, color=color_of(breaks, unit.scale),
            maximum=float(table["nilai"].max()) if table["nilai"].notna().any() else 1.0,
            noun="Kecamatan", reference=None if is_missing(city) else ("kota", city),
        )  # fmt: skip
        components.ranked_table(table, ranking, map_unit.count_columns(table, m))
        components.source_line(f"{m.definisi} Sumber: {m.sumber}.")


def _table(unit: ExternalUnit) -> pd.DataFrame:
    rows = data.measure_by_kecamatan(unit.measure.id)
    table = rows.assign(
        kode=rows["kode_kecamatan"], nama=rows["nama_kecamatan"], tempat="",
        nilai=unit.shown(rows).astype("Float64").to_numpy(float, na_value=float("nan")),
        alasan=rows["keterangan"],
    )  # fmt: skip
    table["peringkat"] = table["nilai"].rank(method="min", ascending=not unit.highest_first)
    return table.sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)


def _title(table: pd.DataFrame, unit: ExternalUnit, city: float) -> str:
    known = table.dropna(subset=["nilai"])
    if known.empty:
        return f"Belum ada angka {external_text.name(unit.measure)} per kecamatan"
    rows = known.assign(teks=[unit.text(v) for v in known["nilai"]])
    written = "" if is_missing(city) else unit.text(city)
    return external_text.ranking_sentence(
        unit.measure, rows, highest_first=unit.highest_first, city=written, per=unit.per
    )


def _source(unit: ExternalUnit, table: pd.DataFrame, title: str) -> None:
    status = data.status()
    file = Download(
        label="Tabel (XLSX)", file_name=f"peta_{unit.measure.id}.xlsx",
        data=lambda: map_unit.workbook(
            unit, table, status, title=title, level="Kecamatan",
            area="Kota Malang, 5 kecamatan",
        ),
    )  # fmt: skip
    components.source_line(
        f"Sumber: {unit.measure.sumber}, {unit.measure.waktu}. Batas: {geography().source}.",
        key="peta", downloads=[file],
    )  # fmt: skip
