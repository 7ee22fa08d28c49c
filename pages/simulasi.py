"""Simulasi: siapa terjangkau dengan anggaran ini, dan apa yang berubah?"""

import streamlit as st

from pedekate.ui import data, needed_files, simulation_controls, simulation_view


@st.fragment
def _simulation() -> None:
    """A fragment: a move of the budget redraws this page, not the frame around it."""
    answer = simulation_view.answer(simulation_controls.choose())
    simulation_view.header(answer)
    simulation_view.who(answer)
    left, right = st.columns(2, gap="large")
    with left:
        simulation_view.why(answer)
    with right:
        simulation_view.how_much(answer)
    left, middle, right = st.columns([5, 4, 4], gap="large")
    with left:
        simulation_view.to_whom(answer)
    with middle:
        simulation_view.poverty(answer)
    with right:
        simulation_view.where(answer)
    simulation_view.versus(answer)
    simulation_view.footer(answer)


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("simulasi")
    _simulation()
