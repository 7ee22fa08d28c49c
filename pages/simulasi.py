"""Simulasi: siapa terjangkau dengan anggaran ini, dan apa yang berubah?"""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.simulation import controls, text, view
from pedekate.ui.simulation.doubt import view as doubt
from pedekate.ui.simulation.groups import view as groups
from pedekate.ui.simulation.next_rupiah import view as next_rupiah
from pedekate.ui.simulation.portfolio import view as portfolio
from pedekate.ui.simulation.rule import view as rule_view
from pedekate.ui.simulation.scenarios import link as scenarios_link
from pedekate.ui.simulation.scenarios import save as scenarios_save
from pedekate.ui.simulation.scenarios import view as scenarios
from pedekate.ui.upload import needed_files

PARTS = {
    "hasil": ("Hasil", view.show),
    "rupiah": ("Rupiah berikutnya", next_rupiah.show),
    "yakin": ("Seberapa yakin", doubt.show),
    "kelompok": ("Pemenang dan kelompok", groups.show),
    "skenario": ("Skenario", scenarios.show),
}
ALL_PROGRAMMES = "program"


@st.fragment
def _simulation() -> None:
    """A fragment: a move of the budget redraws this page, not the frame around it."""
    names = {part: name for part, (name, _) in PARTS.items()} | {ALL_PROGRAMMES: "Banyak program"}
    with st.container(horizontal=True, vertical_alignment="center", key="bagian_dan_aturan"):
        chosen = filters.switch("Bagian", names, key="bagian", wrap=True)
        beside = st.container(horizontal=True, width="content")
    if chosen == ALL_PROGRAMMES:
        portfolio.show()
    else:
        _, show = PARTS[chosen]
        choice = controls.choose()
        with beside:
            rule_view.offer(choice)
            if not choice.problem:
                scenarios_save.offer(choice)
        scenarios_link.say(choice)
        # A place of its own, filled or not: what follows stays where it is and is not redrawn.
        with st.container(key="aturan_berlaku"):
            rule_view.say(choice)
        if not choice.problem:
            show(choice)
    components.footer(text.ADVICE)


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("simulasi")
    scenarios_link.follow()
    _simulation()
