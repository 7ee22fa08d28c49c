"""Peta: di kelurahan mana keluarga itu tinggal?"""

import streamlit as st

from pedekate.ui.kit import filters
from pedekate.ui.maps import bivariate, hotspots, kept, pair, pair_choice, single
from pedekate.ui.upload import needed_files


def _kinds() -> dict:
    """Kind → name and function; what the loaded data cannot fill is not offered."""
    kinds = {"satu": ("Satu peta", single.show)}
    if pair_choice.offered():
        kinds["dua"] = ("Dua peta", pair.show)
    if bivariate.offered():
        kinds["silang"] = ("Kebutuhan × cakupan", bivariate.show)
    if kept.rate_measures():
        kinds["kantong"] = ("Kantong", hotspots.show)
    return kinds


@st.fragment
def _maps() -> None:
    """A fragment: a click on a map redraws this page, not the frame around it."""
    kinds = _kinds()
    names = {kind: name for kind, (name, _) in kinds.items()}
    _, show = kinds[filters.switch("Jenis peta", names, key="jenis")]
    show()


def tampil() -> None:
    if not kept.mapped_measures():
        return needed_files.show("peta")
    _maps()
