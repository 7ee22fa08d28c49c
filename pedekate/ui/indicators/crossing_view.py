"""Block of the indicator page: two groupings at once, chosen by the reader."""

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import COVERAGE, NEED
from pedekate.disclosure import policy
from pedekate.indicators import breakdown, groupings
from pedekate.indicators.crossing import ALL
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.indicators import text
from pedekate.ui.indicators.crossing_table import crossing_table
from pedekate.ui.kit import components, filters

FIRST, SECOND = "status_program", "desil"


def choose(*, whole_city: bool) -> tuple[str, str]:
    """The two groupings; the address carries both. Kecamatan can only be rows of the city."""
    names = {one.id: text.upper(one.nama) for one in groupings.load().values()}
    places = {data.AREAS: "Kecamatan"} if whole_city else {}
    with st.container(horizontal=True, gap="small"):
        a = filters.choose("Baris", places | names, key="baris", default=FIRST, width=210)
        rest = {key: name for key, name in names.items() if key != a}
        b = filters.choose("Kolom", rest, key="kolom", default=SECOND, width=210)
    return a, b


def block(measure: data.Measure, kode: str, area: str) -> tuple[str, str]:
    """The table for the chosen two, its finding as the title; returns the two."""
    # The title stands above the choice that decides it.
    head = st.container()
    a, b = choose(whole_city=kode == data.CITY)
    cells = data.measure_by_two(measure.id, kode, a, b)
    if cells.empty:
        with head:
            components.block_title("Dua rincian sekaligus", "Belum ada keluarga di wilayah ini")
        return a, b
    rows, columns = names_of(a, cells["kelas_a"]), names_of(b, cells["kelas_b"])
    with head:
        components.block_title(
            text.crossing_title(cells, rows, columns, measure.arah),
            f"Persen {measure.satuan_hitung}, {area}, {measure.waktu}",
            measure.lencana,
        )
    values = cells["nilai"].dropna().to_numpy(float)
    scale = NEED if measure.arah == "butuh" else COVERAGE
    st.html(
        crossing_table(
            cells, rows=rows, columns=_short(b, columns), heads=(_head(a), _head(b)),
            color=color_of(class_breaks(values), scale),
        )
    )  # fmt: skip
    components.source_line(
        f"<{policy().threshold}: kurang dari {policy().threshold} keluarga, dengan atau tanpa "
        "sifat itu; <30: kurang dari 30 yang diketahui; –: pelindung sel kecil; ·: tidak ada "
        "keluarga. Tak diketahui: bagian yang isiannya kosong."
    )
    return a, b


def names_of(grouping: str, classes: pd.Series) -> dict[str, str]:
    """Classes of one side in display order → names; the margin is left out."""
    found = [c for c in dict.fromkeys(classes) if c != ALL]
    if grouping == data.AREAS:
        return {name: name for name in found}
    one = groupings.get(grouping)
    return {kelas: one.class_name(kelas) for kelas in breakdown.order_classes(sorted(found))}


def _short(grouping: str, names: dict[str, str]) -> dict[str, str]:
    """Names as they stand under their heading: "1" under "Desil", "Tanpa" for "Tanpa desil"."""
    one = groupings.get(grouping)
    known = {k: v.removeprefix(one.awalan) for k, v in names.items()}
    return {k: v.removesuffix(f" {one.judul.lower()}") for k, v in known.items()}


def sheet(measure: data.Measure, kode: str, a: str, b: str) -> xlsx.Sheet:
    """The same cells as a worksheet, one row a cell."""
    cells = data.measure_by_two(measure.id, kode, a, b)
    sides = {
        side: names_of(which, cells[side]) | {ALL: "Semua"}
        for side, which in (("kelas_a", a), ("kelas_b", b))
    }
    table = cells.assign(
        baris=cells["kelas_a"].map(sides["kelas_a"]), kolom=cells["kelas_b"].map(sides["kelas_b"]),
        persen=cells["nilai"].astype(float) * 100,
    )  # fmt: skip
    return xlsx.Sheet(
        name="Dua rincian", table=table,
        fields=[
            xlsx.Field("baris", _head(a)), xlsx.Field("kolom", _head(b)),
            xlsx.Field("persen", "Persen", xlsx.ONE_DECIMAL),
            xlsx.Field("pembilang", "Jumlah", xlsx.WHOLE),
            xlsx.Field("penyebut", "Dari", xlsx.WHOLE),
            xlsx.Field("tak_diketahui", "Tidak diketahui", xlsx.WHOLE),
            xlsx.Field("keterangan", "Catatan"),
        ],
    )  # fmt: skip


def _head(grouping: str) -> str:
    return "Kecamatan" if grouping == data.AREAS else groupings.get(grouping).judul
