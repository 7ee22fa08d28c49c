"""Kind *Satu peta*: one measure, as rates, counts, or rates with bubbles for the counts."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.ui import data
from pedekate.ui.external import kecamatan
from pedekate.ui.external.map_unit import ExternalUnit
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download, Ranking
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_component import clickable_map
from pedekate.ui.maps import kept, places, scenario_choice, unmet
from pedekate.ui.maps.unmet import UnmetUnit
from pedekate.ui.maps.view import Unit, with_rate

SHOWN_AS = {"rasio": "Per 100", "jumlah": "Jumlah", "lingkaran": "Per 100 dan jumlah"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    unit: Unit
    method: str
    bubbles: bool
    focus: str | None
    selected: str | None


def show() -> None:
    """Control bar, sentence, map and ranked table."""
    chosen = _choose()
    unit = chosen.unit
    if unit.measure.luar and unit.measure.luar.tingkat == "kecamatan":
        return kecamatan.show(unit, kept.city_of(unit))
    table = kept.table_of(unit)
    title = kept.sentence_of(table, unit, focus=chosen.focus, selected=chosen.selected)
    components.page_header(title)
    left, right = st.columns([5.4, 6], gap="large")
    with left:
        _map(chosen, title)
        _below_map(chosen, table, title)
    with right:
        _table(chosen, table)


def _choose() -> _Choice:
    """The control bar; every choice is in the address."""
    offered = kept.mapped_measures()
    if data.status().has_families:
        offered |= {unmet.ID: unmet.NAME}
    with components.control_bar():
        measure = filters.choose("Ukuran", offered, key="ukuran", width=290, show_label=False)
        scenario = scenario_choice.choose(ranked=False) if measure == unmet.ID else None
        focus, selected = places.choose(compact=scenario is not None)
        with st.popover("Tampilan"):
            shown = filters.switch("Angka di peta", SHOWN_AS, key="tampilan", show_label=True)
            method = filters.choose("Pembagian kelas", kept.CLASS_METHODS, key="kelas")
    counts = shown == "jumlah"
    unit = unmet.unit_of(scenario, counts=counts) if scenario else kept.unit_of(measure, counts)
    bubbles = shown == "lingkaran" and not unit.counts
    return _Choice(unit=unit, method=method, bubbles=bubbles, focus=focus, selected=selected)


def _map(chosen: _Choice, title: str) -> None:
    alt = f"Peta {chosen.unit.measure.nama} per kelurahan. {plain(title)}"
    picture = kept.figure_of(
        chosen.unit, method=chosen.method, bubbles=chosen.bubbles, focus=chosen.focus,
        selected=chosen.selected, alt=alt,
    )  # fmt: skip
    clickable_map(
        picture, key=f"peta_{chosen.focus or 'kota'}",
        on_click=lambda code: places.clicked(code, chosen.focus, chosen.selected),
        on_row=lambda code: places.picked(code, chosen.selected),
    )  # fmt: skip


def _below_map(chosen: _Choice, table: pd.DataFrame, title: str) -> None:
    unit, focus, status = chosen.unit, chosen.focus, data.status()
    hint = "Klik kelurahan untuk memilihnya." if focus else "Klik peta untuk membuka kecamatan."
    ranked = not (focus or chosen.bubbles or unit.measure.lencana == "model")
    numbers = "Angka di peta: nomor urut di tabel. " if ranked else ""
    file = Download(
        label="Tabel (XLSX)", file_name=f"peta_{unit.measure.id}.xlsx",
        data=lambda: kept.workbook_of(unit, table, status, title=title, focus=focus),
    )  # fmt: skip
    components.source_line(
        f"{numbers}{hint} Batas: {geography().source}.", key="peta", downloads=[file]
    )


def _table(chosen: _Choice, table: pd.DataFrame) -> None:
    unit, focus = chosen.unit, chosen.focus
    measure, city = unit.measure, kept.city_of(unit)
    modelled = measure.lencana == "model" and not isinstance(unit, ExternalUnit)
    breaks = kept.breaks_of(table, chosen.method)
    rows = table if focus is None else table[table["nama_kecamatan"] == focus].assign(tempat="")
    components.block_title(
        f"{len(rows)} kelurahan{f' di Kecamatan {focus}' if focus else ''}, {unit.order}",
        f"{unit.label}. {unit.base}",
        measure.lencana,
    )
    ranking = Ranking(
        label=unit.label, format_value=unit.text, color=color_of(breaks, unit.scale),
        maximum=float(table["nilai"].max()), numbered=measure.lencana != "model",
        number_label="# kota" if focus else "#", linked=True, interval=modelled,
        reference=None if unit.counts or city != city else ("kota", city),
    )  # fmt: skip
    # An estimate is a dot, a count a bar; these estimates come without a band.
    shown = with_rate(rows).assign(bawah=rows["nilai"], atas=rows["nilai"])
    components.ranked_table(shown, ranking, kept.columns_of(unit, rows), selected=chosen.selected)
    caution = f" {unmet.NO_RANGE}" if isinstance(unit, UnmetUnit) else ""
    components.source_line(f"{measure.definisi} Sumber: {measure.sumber}.{caution}")
    if isinstance(unit, UnmetUnit):
        scenario_choice.link(unit.scenario)
