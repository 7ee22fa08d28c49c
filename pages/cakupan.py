"""Cakupan: siapa sudah menerima program apa, dan siapa yang belum?"""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.coverage import duration, view
from pedekate.ui.coverage.view import ANY, Choice
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download
from pedekate.ui.upload import needed_files

TARGETS = {"2": "Desil 1–2", "4": "Desil 1–4", "5": "Desil 1–5"}


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("cakupan")
    chosen = _choices()
    sentence = view.header(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        view.matrix_block(chosen)
    with right:
        view.overlap_block(chosen)
    left, right = st.columns([6, 5], gap="large")
    with left:
        view.areas_block(chosen)
    with right:
        view.summary_block(chosen)
        view.lists_block(chosen)
    duration.block(chosen)
    _source(chosen, sentence)


def _choices() -> Choice:
    """The control bar; every choice is in the address."""
    missing = {ANY: "Tanpa bantuan apa pun"}
    missing |= {p: f"Belum menerima {name}" for p, name in view.names().items()}
    with components.control_bar():
        limit = filters.switch("Sasaran", TARGETS, key="sasaran", default="4")
        kecamatan = filters.area(sorted(data.areas("kecamatan")["nama"]))
        program = filters.choose(
            "Yang belum terjangkau", missing, key="belum", width=250, show_label=False
        )
    return view.choice(kecamatan, int(limit), program)


def _source(chosen: Choice, sentence: str) -> None:
    file = Download(
        label="Tabel (XLSX)", file_name="cakupan_program.xlsx",
        data=lambda: view.workbook(chosen, sentence, duration.sheets(chosen)),
    )  # fmt: skip
    components.source_line(
        "Sumber: daftar bayar PKH, BPNT, dan BPNTD; tanda program di DTKS, P3KE, dan DTSEN; batas "
        "desil dari aturan program. Berhak menurut desil belum tentu memenuhi syarat lain.",
        key="cakupan", downloads=[file],
    )  # fmt: skip
