"""The city's geography, read once per server."""

import streamlit as st

from pedekate.schema.geography import Geography
from pedekate.spatial.boundaries import load_geography


@st.cache_resource(show_spinner=False, max_entries=1)
def geography() -> Geography:
    """Boundaries, outlines, label points and hatching; treat as read-only."""
    return load_geography()
