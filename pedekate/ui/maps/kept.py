"""The map page's figure and workbook, kept per data state and choice."""

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.choropleth import choropleth_main
from pedekate.disclosure import policy
from pedekate.format import is_missing, satu_desimal, tanggal
from pedekate.reports import xlsx
from pedekate.spatial.classify import METHODS, class_breaks
from pedekate.ui import data
from pedekate.ui.external import map_unit
from pedekate.ui.external.map_unit import ExternalUnit
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.tables import Column
from pedekate.ui.maps.view import Unit, map_table, sentence, with_rate

CLASS_METHODS = METHODS


def unit_of(measure: str, *, counts: bool) -> Unit:
    """The measure with the way it is shown."""
    found = data.measure(measure)
    if found.luar:
        rows = data.measure_by_kelurahan(measure)
        return map_unit.external_unit(found, rows, counts=counts)
    return Unit(measure=found, counts=counts)


def mapped_measures() -> dict[str, str]:
    """Id → name of every measure a map can show; a table of the city alone has no areas."""
    return {m.id: m.nama for m in data.measures() if m.luar is None or m.luar.tingkat != "kota"}


def table_of(unit: Unit) -> pd.DataFrame:
    """57 rows in display order; see `map_view.map_table`."""
    return map_table(data.measure_by_kelurahan(unit.measure.id), unit)


def city_of(unit: Unit) -> float:
    """The city's value in the shown unit; NaN when there is none."""
    row = data.city_value(unit.measure.id)
    value = unit.shown(row)
    return np.nan if is_missing(value) else float(value)


def sentence_of(table: pd.DataFrame, unit: Unit, *, focus: str | None, selected: str | None) -> str:
    """The title of the page; see `map_view.sentence`."""
    say = map_unit.sentence if isinstance(unit, ExternalUnit) else sentence
    return say(table, unit, city=city_of(unit), focus=focus, selected=selected)


def breaks_of(table: pd.DataFrame, method: str) -> list[float]:
    """Class breaks over all 57 values, shared by city and kecamatan views, map and table."""
    return class_breaks(table["nilai"].to_numpy(float), method)


def columns_of(unit: Unit, rows: pd.DataFrame) -> list[Column]:
    """The columns right of the ranked value."""
    if isinstance(unit, ExternalUnit):
        return map_unit.count_columns(rows, unit.measure)
    other = ("per_100", "Per 100", satu_desimal) if unit.counts else ("pembilang", "Jumlah")
    unknown = Column("tak_diketahui", "Tak diketahui", wide_only=True)
    return [Column(*other), Column("penyebut", "Dari"), unknown]


def figure_of(unit: Unit, *, method: str, focus: str | None, selected: str | None, alt: str) -> str:
    """The main map of the current data; computed once per data state and choice."""
    key = f"{data.status().sidik_jari}|{geography().mark}"
    return _figure(key, unit.measure.id, unit.counts, method, focus, selected, alt)


@st.cache_data(show_spinner=False, max_entries=64)
def _figure(
    fingerprint: str,
    measure: str,
    counts: bool,
    method: str,
    focus: str | None,
    selected: str | None,
    alt: str,
) -> str:
    unit = unit_of(measure, counts=counts)
    table = table_of(unit)
    city = city_of(unit)
    modelled = unit.measure.lencana == "model"
    return choropleth_main(
        geography(), table, breaks=breaks_of(table, method), legend_title=unit.legend, alt=alt,
        scale=unit.scale, focus=focus, selected=selected, format_value=unit.text,
        reference=None if counts or is_missing(city) else ("Kota", city),
        ranks=0 if modelled else 10,
    )  # fmt: skip


def workbook_of(
    unit: Unit, table: pd.DataFrame, status: data.Status, *, title: str, focus: str | None
) -> bytes:
    """The table as XLSX with its definition, denominator, date, source and fingerprint.

    Takes everything it needs: a download runs outside the session, where no data door opens.
    """
    area = f"Kecamatan {focus}" if focus else "Kota Malang, 57 kelurahan"
    if focus is not None:
        table = table[table["nama_kecamatan"] == focus]
    if isinstance(unit, ExternalUnit):
        return map_unit.workbook(unit, table, status, title=title, level="Kelurahan", area=area)
    noun, m, rule = unit.measure.satuan_hitung, unit.measure, policy()
    fields = [
        xlsx.Field("kode", "Kode kelurahan"),
        xlsx.Field("nama", "Kelurahan"),
        xlsx.Field("tempat", "Kecamatan"),
        xlsx.Field("peringkat", "Urutan", xlsx.WHOLE),
        xlsx.Field("per_100", f"Per 100 {noun}", xlsx.ONE_DECIMAL),
        xlsx.Field("pembilang", f"Jumlah {noun}", xlsx.WHOLE),
        xlsx.Field("penyebut", f"Dari ({m.penyebut})", xlsx.WHOLE),
        xlsx.Field("tak_diketahui", f"Tidak diketahui ({noun})", xlsx.WHOLE),
        xlsx.Field("alasan", "Catatan"),
    ]
    sheet = xlsx.Sheet(name="Kelurahan", table=with_rate(table), fields=fields)
    notes = {
        "Temuan": plain(title),
        "Ukuran": m.nama,
        "Definisi": m.definisi,
        "Penyebut": m.penyebut,
        "Wilayah": area,
        "Diurutkan menurut": unit.label,
        "Lencana": m.lencana,
        "Pembulatan": f"Jumlah dibulatkan ke kelipatan {rule.step}.",
        "Tanggal data": tanggal(m.tanggal),
        "Sumber": m.sumber,
        "Perlindungan": f"Kelompok di bawah {rule.threshold} keluarga dikosongkan; bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook([sheet], notes, title=m.nama, synthetic=status.sintetis)
