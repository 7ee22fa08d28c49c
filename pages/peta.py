"""Peta: di kelurahan mana keluarga itu tinggal?"""

from urllib.parse import quote_plus

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.ui import data
from pedekate.ui.external import kecamatan
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download, Ranking
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_component import clickable_map
from pedekate.ui.maps import kept
from pedekate.ui.maps.view import Unit, with_rate
from pedekate.ui.upload import needed_files

SHOWN_AS = {"rasio": "Per 100", "jumlah": "Jumlah"}


def tampil() -> None:
    if not kept.mapped_measures():
        return needed_files.show("peta")
    unit, method, focus, selected = _choices()
    if unit.measure.luar and unit.measure.luar.tingkat == "kecamatan":
        return kecamatan.show(unit, kept.city_of(unit))
    table = kept.table_of(unit)
    title = kept.sentence_of(table, unit, focus=focus, selected=selected)
    components.page_header(title)
    left, right = st.columns([5.4, 6], gap="large")
    with left:
        _map(unit, method, focus, selected, title)
        _below_map(unit, table, focus, title)
    with right:
        _table(table, unit, method, focus, selected)


def _choices() -> tuple[Unit, str, str | None, str | None]:
    """The control bar; every choice is in the address."""
    areas = geography().areas
    with components.control_bar():
        measure = filters.choose(
            "Ukuran", kept.mapped_measures(), key="ukuran", width=290, show_label=False
        )
        focus = filters.area(sorted(set(areas["nama_kecamatan"])), on_change=_leave_kelurahan)
        selected = filters.optional(
            "Kelurahan", areas["nama_kelurahan"].sort_values().to_dict(), key="kelurahan",
            placeholder="Cari kelurahan", width=180, on_change=_enter_kecamatan,
        )  # fmt: skip
        if selected:
            name = areas.loc[selected, "nama_kelurahan"]
            st.link_button(
                "Profil", f"profil?kelurahan={quote_plus(name)}", help=f"{name} dalam satu halaman"
            )
        with st.popover("Tampilan"):
            shown = filters.switch("Angka di peta", SHOWN_AS, key="tampilan", show_label=True)
            method = filters.choose("Pembagian kelas", kept.CLASS_METHODS, key="kelas")
    return kept.unit_of(measure, counts=shown == "jumlah"), method, focus, selected


def _leave_kelurahan() -> None:
    st.session_state["kelurahan"] = None


def _enter_kecamatan() -> None:
    """A kelurahan chosen by name opens its kecamatan."""
    if code := st.session_state["kelurahan"]:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]


def _clicked(code: str, focus: str | None, selected: str | None) -> None:
    """City view: open the kecamatan. Kecamatan view: choose the kelurahan, or let it go."""
    if focus is not None:
        st.session_state["kelurahan"] = None if code == selected else code
    else:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]


def _map(unit: Unit, method: str, focus: str | None, selected: str | None, title: str) -> None:
    alt = f"Peta {unit.measure.nama} per kelurahan. {plain(title)}"
    clickable_map(
        kept.figure_of(unit, method=method, focus=focus, selected=selected, alt=alt),
        key=f"peta_{focus or 'kota'}",
        on_click=lambda code: _clicked(code, focus, selected),
    )  # fmt: skip


def _below_map(unit: Unit, table: pd.DataFrame, focus: str | None, title: str) -> None:
    status = data.status()
    hint = "Klik kelurahan untuk memilihnya." if focus else "Klik peta untuk membuka kecamatan."
    ranks = (
        "" if focus or unit.measure.lencana == "model" else "Angka di peta: nomor urut di tabel. "
    )
    file = Download(
        label="Tabel (XLSX)", file_name=f"peta_{unit.measure.id}.xlsx",
        data=lambda: kept.workbook_of(unit, table, status, title=title, focus=focus),
    )  # fmt: skip
    components.source_line(
        f"{ranks}{hint} Batas: {geography().source}.", key="peta", downloads=[file]
    )


def _table(
    table: pd.DataFrame, unit: Unit, method: str, focus: str | None, selected: str | None
) -> None:
    measure, city = unit.measure, kept.city_of(unit)
    breaks = kept.breaks_of(table, method)
    rows = table if focus is None else table[table["nama_kecamatan"] == focus].assign(tempat="")
    components.block_title(
        f"{len(rows)} kelurahan{f' di Kecamatan {focus}' if focus else ''}, {unit.order}",
        f"{unit.label}. {unit.base}",
        measure.lencana,
    )
    ranking = Ranking(
        label=unit.label, format_value=unit.text, color=color_of(breaks, unit.scale),
        maximum=float(table["nilai"].max()), numbered=measure.lencana != "model",
        number_label="# kota" if focus else "#",
        reference=None if unit.counts or city != city else ("kota", city),
    )  # fmt: skip
    columns = kept.columns_of(unit, rows)
    components.ranked_table(with_rate(rows), ranking, columns, selected=selected)
    components.source_line(f"{measure.definisi} Sumber: {measure.sumber}.")
