"""Padanan: apa kata tiap registri tentang keluarga yang sama?"""

import streamlit as st

from pedekate.ui import (
    components,
    data,
    filters,
    reconciliation_fields,
    reconciliation_overlap,
    reconciliation_status,
    reconciliation_whatif,
)
from pedekate.ui.geo import geography

# Each section shows itself, its title sentence included, for one area.
PARTS = {
    "silang": ("Silang registri", reconciliation_overlap.show),
    "status": ("Desil & status", reconciliation_status.show),
    "andai": ("Andai DTSEN", reconciliation_whatif.show),
    "isian": ("Isian berbeda", reconciliation_fields.show),
}


def tampil() -> None:
    names = {part: name for part, (name, _) in PARTS.items()}
    areas = geography().areas
    with components.control_bar():
        chosen = filters.switch("Bagian", names, key="bagian")
        kecamatan = filters.area(sorted(set(areas["nama_kecamatan"])), on_change=_leave_kelurahan)
        kelurahan = filters.optional(
            "Kelurahan", areas["nama_kelurahan"].sort_values().to_dict(), key="kelurahan",
            placeholder="Cari kelurahan", width=180, on_change=_enter_kecamatan,
        )  # fmt: skip
    _, show = PARTS[chosen]
    show(kelurahan or _code_of(kecamatan))


def _code_of(kecamatan: str | None) -> str:
    if kecamatan is None:
        return data.CITY
    return data.areas("kecamatan").set_index("nama").loc[kecamatan, "kode"]


def _leave_kelurahan() -> None:
    st.session_state["kelurahan"] = None


def _enter_kecamatan() -> None:
    """A kelurahan chosen by name opens its kecamatan."""
    if code := st.session_state["kelurahan"]:
        st.session_state["kecamatan"] = geography().areas.loc[code, "nama_kecamatan"]
