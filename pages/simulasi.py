"""Simulasi: siapa terjangkau dengan anggaran ini, dan apa yang berubah?"""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.simulation import controls, doubt, groups, next_rupiah, portfolio, text, view
from pedekate.ui.upload import needed_files

PARTS = {
    "hasil": ("Hasil", view.show),
    "rupiah": ("Rupiah berikutnya", next_rupiah.show),
    "yakin": ("Seberapa yakin", doubt.show),
    "kelompok": ("Pemenang dan kelompok", groups.show),
}
ALL_PROGRAMMES = "program"


@st.fragment
def _simulation() -> None:
    """A fragment: a move of the budget redraws this page, not the frame around it."""
    names = {part: name for part, (name, _) in PARTS.items()} | {ALL_PROGRAMMES: "Banyak program"}
    chosen = filters.switch("Bagian", names, key="bagian")
    if chosen == ALL_PROGRAMMES:
        portfolio.show()
    else:
        _, show = PARTS[chosen]
        show(controls.choose())
    components.footer(text.ADVICE)


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("simulasi")
    _simulation()
