"""Simulasi: siapa terjangkau dengan anggaran ini, dan apa yang berubah?"""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.simulation import (
    controls,
    doubt,
    groups,
    portfolio,
    scenarios,
    scenarios_link,
    scenarios_save,
    text,
    view,
)
from pedekate.ui.upload import needed_files

PARTS = {
    "hasil": ("Hasil", view.show),
    "yakin": ("Seberapa yakin", doubt.show),
    "kelompok": ("Pemenang dan kelompok", groups.show),
    "skenario": ("Skenario", scenarios.show),
}
ALL_PROGRAMMES = "program"


@st.fragment
def _simulation() -> None:
    """A fragment: a move of the budget redraws this page, not the frame around it."""
    names = {part: name for part, (name, _) in PARTS.items()} | {ALL_PROGRAMMES: "Banyak program"}
    top = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with top:
        chosen = filters.switch("Bagian", names, key="bagian")
    if chosen == ALL_PROGRAMMES:
        portfolio.show()
    else:
        _, show = PARTS[chosen]
        choice = controls.choose()
        with top:
            scenarios_save.offer(choice)
        scenarios_link.say(choice)
        show(choice)
    components.footer(text.ADVICE)


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("simulasi")
    scenarios_link.follow()
    _simulation()
