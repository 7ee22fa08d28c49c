"""Links from one page to another inside the session: a plain address would sign the user out."""

from collections.abc import Iterable, Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_PAGES = "halaman"


def offer(pages: Iterable[StreamlitPage]) -> None:
    """Make the pages of the navigation known; called by `app.py` before any page runs."""
    st.session_state[_PAGES] = {page.url_path: page for page in pages}


def to(path: str, label: str, query: Mapping[str, str] | None = None) -> None:
    """A link to a page, with the choices its address carries (the words the screen shows)."""
    pages = st.session_state.get(_PAGES, {})
    if path in pages:
        st.page_link(pages[path], label=label, query_params=query)
