"""Kecamatan and kelurahan: two filters that follow each other, both in the URL."""

import streamlit as st

from pedekate.ui.kit import filters
from pedekate.ui.kit.geo import geography


def choose() -> tuple[str | None, str | None]:
    """Name of the kecamatan (None = whole city) and code of the kelurahan (None = none chosen).

    A kelurahan chosen by name opens its kecamatan; another kecamatan lets the kelurahan go.
    """
    areas = geography().areas
    kecamatan = filters.area_list(sorted(set(areas["nama_kecamatan"])), on_change=_leave_kelurahan)
    kelurahan = filters.optional(
        "Kelurahan", areas["nama_kelurahan"].sort_values().to_dict(), key="kelurahan",
        placeholder="Cari kelurahan", width=180, on_change=_enter_kecamatan,
    )  # fmt: skip
    return kecamatan, kelurahan


def _leave_kelurahan() -> None:
    st.session_state["kelurahan"] = None


def _enter_kecamatan() -> None:
    if code := st.session_state["kelurahan"]:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]
