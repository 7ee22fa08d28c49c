"""Section *Indikator*: one indicator of the register, or of an outside table."""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.external import listing, view
from pedekate.ui.indicators import crossing_view
from pedekate.ui.indicators import view as indicator_view
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download
from pedekate.ui.kit.format import tanggal

FIRST = "rumah_tidak_tahan"


def choices() -> indicator_view.Choice:
    """The section's part of the control bar; every choice is in the address."""
    options = {m.id: f"{m.nama_tema} · {m.nama}" for m in data.measures()}
    indicator = filters.choose(
        "Indikator", options, key="indikator", default=FIRST, width=400, show_label=False
    )
    kecamatan = filters.area_list(sorted(data.areas("kecamatan")["nama"]))
    return indicator_view.choice(indicator, kecamatan)


def show(chosen: indicator_view.Choice) -> None:
    """The section for one choice."""
    if chosen.measure.luar:
        return view.show(chosen)
    sentence = indicator_view.header(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        indicator_view.multiples(chosen)
    with right:
        indicator_view.kelurahan_block(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        crossed = crossing_view.block(chosen.measure, chosen.kode, chosen.nama)
    with right:
        indicator_view.distribution_block(chosen)
    _source(chosen, sentence, crossed)
    indicator_view.overview_block(chosen)
    listing.show()


def _source(chosen: indicator_view.Choice, sentence: str, crossed: tuple[str, str]) -> None:
    measure = chosen.measure
    file = Download(
        label="Tabel (XLSX)", file_name=f"indikator_{measure.id}.xlsx",
        data=lambda: indicator_view.workbook(chosen, sentence, crossed),
    )  # fmt: skip
    components.source_line(
        f"Definisi: {measure.sumber}. Data: registri kota, {tanggal(measure.tanggal)}; rincian "
        "per sumber memakai isian sumber itu sendiri.",
        key="indikator", downloads=[file],
    )  # fmt: skip
