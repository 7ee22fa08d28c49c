"""Kind *Kebutuhan × cakupan*: where need is high and coverage low, in one map of nine colours."""

import pandas as pd
import streamlit as st

from pedekate.charts.bivariate import LEVELS, bivariate_map, color_of_levels, with_levels
from pedekate.disclosure import policy
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_component import clickable_map
from pedekate.ui.maps import bivariate_text as text
from pedekate.ui.maps import kept, places
from pedekate.ui.maps.bivariate_text import Crossing

_NEED, _REACH = "desil_1_4", "cakupan_bpnt"
_HOW = (
    "Tiap ukuran dibagi tiga sama banyak; batasnya sama untuk kota dan kecamatan. Garis tebal: "
    "kebutuhan tinggi, cakupan rendah."
)


def offered() -> bool:
    """Whether the data hold both a need and a coverage per kelurahan."""
    return bool(kept.rate_measures("butuh") and kept.rate_measures("jangkau"))


def show() -> None:
    """Control bar, sentence, map with its square, and the kelurahan by group."""
    with components.control_bar():
        need = filters.choose(
            "Kebutuhan", kept.rate_measures("butuh"), key="butuh", default=_NEED, width=260,
            show_label=False,
        )  # fmt: skip
        reach = filters.choose(
            "Cakupan", kept.rate_measures("jangkau"), key="jangkau", default=_REACH, width=230,
            show_label=False,
        )  # fmt: skip
        focus, selected = places.choose(compact=True)
    crossing = Crossing(need=kept.unit_of(need, False), reach=kept.unit_of(reach, False))
    table, breaks = _table(crossing)
    title = text.sentence(table, crossing, focus=focus, selected=selected)
    components.page_header(title)
    left, right = st.columns([5.4, 6], gap="large")
    with left:
        picture = _figure(
            kept.drawing_key(f"{need}|{reach}"), table, breaks, focus, selected,
            f"Peta {crossing.need.measure.nama} dan {crossing.reach.measure.nama}. {plain(title)}",
        )  # fmt: skip
        clickable_map(
            picture, key=f"silang_{focus or 'kota'}",
            on_click=lambda code: places.clicked(code, focus, selected),
            on_row=lambda code: places.picked(code, selected),
        )  # fmt: skip
        _source(crossing, table, title)
    with right:
        _groups(crossing, table, breaks, focus, selected)


def _table(crossing: Crossing) -> tuple[pd.DataFrame, tuple[list[float], list[float]]]:
    """57 rows with both values and levels, and the breaks between them."""
    need, reach = (kept.shown_rows(unit) for unit in (crossing.need, crossing.reach))
    both = need.merge(reach[["kode_kelurahan", "nilai", "keterangan"]], on="kode_kelurahan")
    table = pd.DataFrame(
        {
            "kode": both["kode_kelurahan"],
            "kode_kelurahan": both["kode_kelurahan"],
            "nama": both["nama_kelurahan"],
            "tempat": both["nama_kecamatan"],
            "nama_kecamatan": both["nama_kecamatan"],
            "butuh": both["nilai_x"],
            "jangkau": both["nilai_y"],
            "alasan": both["keterangan_x"].where(both["nilai_x"].isna(), both["keterangan_y"]),
        }
    )
    known = table.dropna(subset=["butuh", "jangkau"])
    breaks = (
        class_breaks(known["butuh"].to_numpy(), "kuantil", 3),
        class_breaks(known["jangkau"].to_numpy(), "kuantil", 3),
    )
    return text.described(with_levels(table, breaks), crossing), breaks


# The crossing is named by the key; its table would only cost to hash again.
@st.cache_data(show_spinner=False, max_entries=64)
def _figure(
    key: str,
    _rows: pd.DataFrame,
    _breaks: tuple[list[float], list[float]],
    focus: str | None,
    selected: str | None,
    alt: str,
) -> str:
    return bivariate_map(
        geography(), _rows, breaks=_breaks, alt=alt, focus=focus, selected=selected
    )


def _groups(
    crossing: Crossing,
    table: pd.DataFrame,
    breaks: tuple[list[float], list[float]],
    focus: str | None,
    selected: str | None,
) -> None:
    rows = table if focus is None else table[table["nama_kecamatan"] == focus].assign(tempat="")
    rows = rows.assign(
        warna=[
            color_of_levels(*pair)
            for pair in zip(rows["tingkat_butuh"], rows["tingkat_jangkau"], strict=True)
        ]
    )
    where = f" di Kecamatan {focus}" if focus else ""
    components.block_title(
        f"{len(rows)} kelurahan{where}, kebutuhan tinggi dan cakupan rendah lebih dulu",
        text.base(crossing), text.badge(crossing),
    )  # fmt: skip
    components.linked_table(rows, [
        Column("butuh", "Kebutuhan", crossing.need.text),
        Column("jangkau", "Cakupan", crossing.reach.text),
        Column("golongan", "Golongan", number=False),
    ], selected=selected)  # fmt: skip
    components.source_line(f"{text.limits(breaks)} {_HOW}")


def _source(crossing: Crossing, table: pd.DataFrame, title: str) -> None:
    status = data.status()
    file = Download(
        label="Tabel (XLSX)", file_name="peta_kebutuhan_cakupan.xlsx",
        data=lambda: workbook(crossing, table, status, title),
    )  # fmt: skip
    sources = "; ".join(dict.fromkeys(u.measure.sumber for u in (crossing.need, crossing.reach)))
    components.source_line(
        f"Sumber: {sources}. Batas: {geography().source}.", key="silang", downloads=[file]
    )


def workbook(crossing: Crossing, table: pd.DataFrame, status: data.Status, title: str) -> bytes:
    """Both values and the group of every kelurahan, and what they are."""
    need, reach = crossing.need.measure, crossing.reach.measure
    fields = [
        xlsx.Field("kode", "Kode kelurahan"),
        xlsx.Field("nama", "Kelurahan"),
        xlsx.Field("tempat", "Kecamatan"),
        xlsx.Field("butuh", f"{need.nama}, {crossing.need.label}", xlsx.ONE_DECIMAL),
        xlsx.Field("jangkau", f"{reach.nama}, {crossing.reach.label}", xlsx.ONE_DECIMAL),
        xlsx.Field("golongan", "Kebutuhan / cakupan"),
        xlsx.Field("alasan", "Catatan"),
    ]
    notes = {
        "Temuan": plain(title),
        "Kebutuhan": f"{need.definisi} Penyebut: {need.penyebut}, {need.waktu}.",
        "Cakupan": f"{reach.definisi} Penyebut: {reach.penyebut}, {reach.waktu}.",
        "Golongan": f"{', '.join(LEVELS)}. {_HOW}",
        "Lencana": text.badge(crossing),
        "Sumber": f"{need.sumber}; {reach.sumber}",
        "Perlindungan": f"Kelompok di bawah {policy().threshold} keluarga dikosongkan; bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    sheet = xlsx.Sheet(name="Kelurahan", table=table, fields=fields)
    return xlsx.workbook([sheet], notes, title="Kebutuhan dan cakupan", synthetic=status.sintetis)
