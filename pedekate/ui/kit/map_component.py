"""The main map made clickable: one small script of ours, in the page itself."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).parent / "peta.js"
_PLACE = '<div class="pd-petaklik"></div><div class="pd-petunjuk" hidden></div>'


def clickable_map(picture: str, *, key: str, on_click: Callable[[str], None]) -> None:
    """Show a map of `charts.choropleth`; a click calls `on_click` with its kode_kelurahan.

    Args:
        picture: trusted HTML, data already escaped; put into the page as it is.
        key: unique on the page.
    """

    def clicked() -> None:
        if code := st.session_state[key].kode:
            on_click(code)

    mark = sha256(picture.encode()).hexdigest()[:16]
    _component()(data={"html": picture, "sidik": mark}, key=key, on_kode_change=clicked)


# At the first map, not at import: `streamlit run` imports the pages before its runtime exists, and
# what is registered then is forgotten.
@st.cache_resource(show_spinner=False)
def _component():
    return st.components.v2.component(
        "peta", html=_PLACE, js=_SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
    )
