"""Beranda: berapa banyak, dari mana angkanya, dan seberapa pasti?"""

import streamlit as st

from pedekate.ui import data
from pedekate.ui.external import home
from pedekate.ui.home import view


def tampil() -> None:
    if not data.status().has_families:
        return home.show()
    view.header()
    trend, area, sources = view.columns_first_view()
    with trend:
        view.trend_block()
    with area:
        view.map_block()
    with sources:
        view.sources_block()
    decile, coverage, dates = st.columns([4, 4, 3], gap="medium")
    with decile:
        view.decile_block()
    with coverage:
        view.coverage_block()
    with dates:
        view.dates_block()
