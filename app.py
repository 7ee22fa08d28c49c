"""The front door: page settings, role, navigation. `pedekate.ui.frame` shows the chosen page.

`streamlit run` imports this file before it serves. So nothing of ours is imported up here but the
start of the warm-up: the server stands at once, and the rest is read while the browser loads.
"""

from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from pedekate.ui import warm_up

ROOT = Path(__file__).parent
SECTIONS = {
    "": [("beranda", "Beranda"), ("peta", "Peta"), ("simulasi", "Simulasi")],
    "Analisis": [("indikator", "Indikator"), ("cakupan", "Cakupan program"), ("profil", "Profil")],
    "Data": [
        ("padanan", "Padanan data"),
        ("verifikasi", "Verifikasi"),
        ("unggah", "Unggah berkas"),
        ("metodologi", "Metodologi"),
        ("masuk", "Masuk"),
    ],
}


def main() -> None:
    from pedekate.ui import access, frame, links

    st.set_page_config("PeDeKaTe SAM · Kota Malang", ROOT / "static/ikon.png", layout="wide")
    st.html(ROOT / "pedekate/ui/gaya.css")
    st.logo(ROOT / "static/logo.svg", size="large")
    access.grant_role()
    pages = {name: [_page(*page) for page in rows] for name, rows in SECTIONS.items()}
    links.offer(page for rows in pages.values() for page in rows)
    frame.show(st.navigation(pages, position="top").run)
    warm_up.first_page_stands()


def _page(name: str, title: str):
    return st.Page(partial(_show, name), title=title, url_path=name, default=name == "beranda")


def _show(name: str) -> None:
    import_module(f"pages.{name}").tampil()


if __name__ == "__main__":
    main()
else:
    # Without this line a deep link on a fresh server would run `pages/x.py` by itself, past this
    # file, and show an empty page.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, lifespan=warm_up.lifespan)
