"""The city's geography: read once for the boundaries in force, anew when others replace them."""

import streamlit as st

from pedekate import config
from pedekate.schema.geography import Geography
from pedekate.spatial import boundary_store
from pedekate.store.gate import file_mark


def geography() -> Geography:
    """Boundaries, outlines, label points and hatching; treat as read-only.

    Every map that is kept must have `geography().mark` in its key.
    """
    path = boundary_store.in_force(config.gudang_dir())
    return _geography(str(config.gudang_dir()), f"{path}|{file_mark(path)}")


@st.cache_resource(show_spinner=False, max_entries=2)
def _geography(gudang: str, mark: str) -> Geography:
    return boundary_store.geography(config.gudang_dir())
