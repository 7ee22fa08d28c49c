"""The figure of one map and its workbook, kept per data state and choice."""

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
from pedekate.ui.maps import unmet
from pedekate.ui.maps.unmet import UnmetUnit
from pedekate.ui.maps.view import Unit, map_table, sentence, with_rate

CLASS_METHODS = METHODS


def unit_of(measure: str, counts: bool) -> Unit:
    """The measure with the way it is shown."""
    found = data.measure(measure)
    if found.luar:
        rows = data.measure_by_kelurahan(measure)
        return map_unit.external_unit(found, rows, counts=counts)
    return Unit(measure=found, counts=counts)


def mapped_measures() -> dict[str, str]:
    """Id → name of every measure a map can show; a table of the city alone has no areas."""
    return {m.id: m.nama for m in data.measures() if m.luar is None or m.luar.tingkat != "kota"}


def kelurahan_measures() -> dict[str, str]:
    """Id → name of every measure with figures per kelurahan."""
    return {
        m.id: m.nama for m in data.measures() if m.luar is None or m.luar.tingkat == "kelurahan"
    }


def rate_measures(direction: str | None = None) -> dict[str, str]:
    """Of these the rates, perhaps of one direction only ("butuh" or "jangkau").

    A number of people says how large a kelurahan is: the large ones would always stand out.
    """
    allowed = kelurahan_measures()
    return {
        m.id: m.nama
        for m in data.measures()
        if m.id in allowed
        and direction in (None, m.arah)
        and (m.luar is None or m.luar.bentuk != "jumlah")
    }


def rows_of(unit: Unit) -> pd.DataFrame:
    """Protected figures per kelurahan, as of `data.measure_by_kelurahan`."""
    if isinstance(unit, UnmetUnit):
        return unmet.by_kelurahan(unit.scenario)
    return data.measure_by_kelurahan(unit.measure.id)


def shown_rows(unit: Unit) -> pd.DataFrame:
    """`rows_of` with nilai in the shown unit; NaN where it is hidden or absent."""
    rows = rows_of(unit)
    values = unit.shown(rows).astype("Float64").to_numpy(float, na_value=np.nan)
    return rows.assign(nilai=np.where(rows["nilai"].isna(), np.nan, values))


def table_of(unit: Unit) -> pd.DataFrame:
    """57 rows in display order; see `view.map_table`."""
    return map_table(rows_of(unit), unit)


def city_of(unit: Unit) -> float:
    """The city's value in the shown unit; NaN when there is none."""
    modelled = isinstance(unit, UnmetUnit)
    row = unmet.of_city(unit.scenario) if modelled else data.city_value(unit.measure.id)
    value = unit.shown(row)
    return np.nan if is_missing(value) else float(value)


def sentence_of(table: pd.DataFrame, unit: Unit, *, focus: str | None, selected: str | None) -> str:
    """The title of the page; see `view.sentence`."""
    if isinstance(unit, UnmetUnit) and focus is None and selected is None:
        return unmet.sentence(table, unit, unmet.of_city(unit.scenario))
    say = map_unit.sentence if isinstance(unit, ExternalUnit) else sentence
    return say(table, unit, city=city_of(unit), focus=focus, selected=selected)


def breaks_of(table: pd.DataFrame, method: str) -> list[float]:
    """Class breaks over all 57 values, shared by city and kecamatan views, map and table."""
    return class_breaks(table["nilai"].to_numpy(float), method)


def columns_of(unit: Unit, rows: pd.DataFrame) -> list[Column]:
    """The columns right of the ranked value."""
    if isinstance(unit, ExternalUnit):
        return map_unit.count_columns(rows, unit.measure)
    if isinstance(unit, UnmetUnit):
        return unmet.columns(unit)
    other = ("per_100", "Per 100", satu_desimal) if unit.counts else ("pembilang", "Jumlah")
    unknown = Column("tak_diketahui", "Tak diketahui", wide_only=True)
    return [Column(*other), Column("penyebut", "Dari"), unknown]


def drawing_key(subject: str) -> str:
    """What a kept drawing of a subject hangs on: the data, and the boundaries in force."""
    return f"{data.status().sidik_jari}|{geography().mark}|{subject}"


def figure_of(
    unit: Unit, *, method: str, bubbles: bool, focus: str | None, selected: str | None, alt: str
) -> str:
    """The main map of the current data; drawn once per data state and choice."""
    key = drawing_key(unit.key)
    return _figure(key, unit, method, bubbles, focus, selected, alt)


# The unit is named by the key; hashing it again would only cost.
@st.cache_data(show_spinner=False, max_entries=64)
def _figure(
    key: str,
    _unit: Unit,
    method: str,
    bubbles: bool,
    focus: str | None,
    selected: str | None,
    alt: str,
) -> str:
    table, city = table_of(_unit), city_of(_unit)
    counts = table.loc[table["nilai"].notna()].set_index("kode")["pembilang"] if bubbles else {}
    return choropleth_main(
        geography(), table, breaks=breaks_of(table, method), legend_title=_unit.legend, alt=alt,
        scale=_unit.scale, focus=focus, selected=selected, format_value=_unit.text,
        reference=None if _unit.counts or is_missing(city) else ("Kota", city),
        ranks=0 if _unit.measure.lencana == "model" else 10,
        counts=dict(counts), counts_title=f"Lingkaran: jumlah {_unit.measure.satuan_hitung}",
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
    if isinstance(unit, UnmetUnit):
        notes |= unmet.notes(unit)
    return xlsx.workbook([sheet], notes, title=m.nama, synthetic=status.sintetis)
