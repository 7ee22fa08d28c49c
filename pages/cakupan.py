"""Cakupan: siapa sudah menerima program apa, dan siapa yang belum?"""

import streamlit as st

from pedekate.ui import components, coverage_view, data, filters, needed_files
from pedekate.ui.components import Download
from pedekate.ui.coverage_view import ANY, Choice

TARGETS = {"2": "Desil 1–2", "4": "Desil 1–4", "5": "Desil 1–5"}


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("cakupan")
    chosen = _choices()
    sentence = coverage_view.header(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        coverage_view.matrix_block(chosen)
    with right:
        coverage_view.overlap_block(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        coverage_view.areas_block(chosen)
    with right:
        coverage_view.summary_block(chosen)
        coverage_view.lists_block(chosen)
    _source(chosen, sentence)


def _choices() -> Choice:
    """The control bar; every choice is in the address."""
    missing = {ANY: "Tanpa bantuan apa pun"}
    missing |= {p: f"Belum menerima {name}" for p, name in coverage_view.names().items()}
    with components.control_bar():
        limit = filters.switch("Sasaran", TARGETS, key="sasaran", default="4")
        kecamatan = filters.area(sorted(data.areas("kecamatan")["nama"]))
        program = filters.choose(
            "Yang belum terjangkau", missing, key="belum", width=250, show_label=False
        )
    return coverage_view.choice(kecamatan, int(limit), program)


def _source(chosen: Choice, sentence: str) -> None:
    file = Download(
        label="Tabel (XLSX)", file_name="cakupan_program.xlsx",
        data=lambda: coverage_view.workbook(chosen, sentence),
    )  # fmt: skip
    components.source_line(
        "Sumber: daftar bayar PKH, BPNT, dan BPNTD; tanda program di DTKS, P3KE, dan DTSEN; batas "
        "desil dari aturan program. Berhak menurut desil belum tentu memenuhi syarat lain.",
        key="cakupan", downloads=[file],
    )  # fmt: skip
