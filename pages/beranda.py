"""Beranda: berapa banyak, dari mana angkanya, dan seberapa pasti?"""

import streamlit as st

from pedekate.ui import data, external_home, home_view


def tampil() -> None:
    if not data.status().has_families:
        return external_home.show()
    home_view.header()
    trend, area, sources = home_view.columns_first_view()
    with trend:
        home_view.trend_block()
    with area:
        home_view.map_block()
    with sources:
        home_view.sources_block()
    decile, coverage, dates = st.columns([4, 4, 3], gap="medium")
    with decile:
        home_view.decile_block()
    with coverage:
        home_view.coverage_block()
    with dates:
        home_view.dates_block()
