"""Maps made clickable, and one with the tables beside them: one small script of ours, in the page
itself."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import streamlit as st

_SCRIPT = Path(__file__).parent / "peta.js"
_PLACE = '<div class="pd-petaklik"></div><div class="pd-petunjuk" hidden></div>'


def clickable_map(
    picture: str,
    *,
    key: str,
    on_click: Callable[[str], None],
    on_row: Callable[[str], None] | None = None,
) -> None:
    """Show one or more maps of `charts.area_map`; a click calls `on_click` with its kode_kelurahan.

    Rows of tables made with `linked` light up with their area, and the other way round.

    Args:
        picture: trusted HTML, data already escaped; put into the page as it is.
        key: unique on the page.
        on_row: called with the kode_kelurahan of a linked table's row that was clicked.
    """

    def clicked() -> None:
        if code := st.session_state[key].kode:
            on_click(code)

    def picked() -> None:
        if on_row and (code := st.session_state[key].baris):
            on_row(code)

    mark = sha256(picture.encode()).hexdigest()[:16]
    _component()(
        data={"html": picture, "sidik": mark}, key=key, on_kode_change=clicked,
        on_baris_change=picked,
    )  # fmt: skip


# At the first map, not at import: `streamlit run` imports the pages before its runtime exists, and
# what is registered then is forgotten.
@st.cache_resource(show_spinner=False)
def _component():
    return st.components.v2.component(
        "peta", html=_PLACE, js=_SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
    )
