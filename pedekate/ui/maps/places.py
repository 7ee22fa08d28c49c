"""Which kecamatan is in view and which kelurahan is chosen: the same for every kind of map."""

import streamlit as st

from pedekate.ui import links
from pedekate.ui.kit import filters
from pedekate.ui.kit.geo import geography


def choose(*, compact: bool) -> tuple[str | None, str | None]:
    """Kecamatan in view (None = the city) and chosen kelurahan; both are in the address.

    Args:
        compact: a drop-down of kecamatan, for a bar that holds more choices.
    """
    areas = geography().areas
    names = sorted(set(areas["nama_kecamatan"]))
    area = filters.area_list if compact else filters.area
    focus = area(names, on_change=_leave_kelurahan)
    selected = filters.optional(
        "Kelurahan", areas["nama_kelurahan"].sort_values().to_dict(), key="kelurahan",
        placeholder="Cari kelurahan", width=180, on_change=_enter_kecamatan,
    )  # fmt: skip
    if selected:
        name = areas.loc[selected, "nama_kelurahan"]
        links.to("profil", "Profil", {"kelurahan": name})
    return focus, selected


def clicked(code: str, focus: str | None, selected: str | None) -> None:
    """An area on the map. City: open its kecamatan. Kecamatan: choose it, or let it go."""
    if focus is not None:
        st.session_state["kelurahan"] = None if code == selected else code
    else:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]


def picked(code: str, selected: str | None) -> None:
    """A row of the table: choose that kelurahan and open its kecamatan, or let it go."""
    st.session_state["kelurahan"] = None if code == selected else code
    _enter_kecamatan()


def _leave_kelurahan() -> None:
    st.session_state["kelurahan"] = None


def _enter_kecamatan() -> None:
    """A kelurahan chosen by name opens its kecamatan."""
    if code := st.session_state["kelurahan"]:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]
