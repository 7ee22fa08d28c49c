"""Simulasi: siapa terjangkau dengan anggaran ini, dan apa yang berubah?"""

import streamlit as st

from pedekate.ui import (
    components,
    data,
    filters,
    needed_files,
    simulation_controls,
    simulation_doubt,
    simulation_groups,
    simulation_portfolio,
    simulation_text,
    simulation_view,
)

PARTS = {
    "hasil": ("Hasil", simulation_view.show),
    "yakin": ("Seberapa yakin", simulation_doubt.show),
    "kelompok": ("Pemenang dan kelompok", simulation_groups.show),
}
ALL_PROGRAMMES = "program"


@st.fragment
def _simulation() -> None:
    """A fragment: a move of the budget redraws this page, not the frame around it."""
    names = {part: name for part, (name, _) in PARTS.items()} | {ALL_PROGRAMMES: "Banyak program"}
    chosen = filters.switch("Bagian", names, key="bagian")
    if chosen == ALL_PROGRAMMES:
        simulation_portfolio.show()
    else:
        _, show = PARTS[chosen]
        show(simulation_controls.choose())
    components.footer(simulation_text.ADVICE)


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("simulasi")
    _simulation()
