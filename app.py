"""The front door: page settings, role, navigation. `pedekate.ui.frame` shows the chosen page."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from pages import (
    beranda,
    cakupan,
    indikator,
    masuk,
    metodologi,
    padanan,
    peta,
    profil,
    simulasi,
    unggah,
    verifikasi,
)
from pedekate.ui import access, frame, links, warm_up

ROOT = Path(__file__).parent
SECTIONS = {
    "": [(beranda, "Beranda"), (peta, "Peta"), (simulasi, "Simulasi")],
    "Analisis": [(indikator, "Indikator"), (cakupan, "Cakupan program"), (profil, "Profil")],
    "Data": [
        (padanan, "Padanan data"),
        (verifikasi, "Verifikasi"),
        (unggah, "Unggah berkas"),
        (metodologi, "Metodologi"),
        (masuk, "Masuk"),
    ],
}


def main() -> None:
    st.set_page_config("PeDeKaTe SAM · Kota Malang", ROOT / "static/ikon.png", layout="wide")
    st.html(ROOT / "pedekate/ui/gaya.css")
    st.logo(ROOT / "static/logo.svg", size="large")
    access.grant_role()
    pages = {name: [_page(*page) for page in rows] for name, rows in SECTIONS.items()}
    links.offer(page for rows in pages.values() for page in rows)
    frame.show(st.navigation(pages, position="top").run)
    warm_up.first_page_stands()


def _page(module, title: str):
    path = module.__name__.removeprefix("pages.")
    return st.Page(module.tampil, title=title, url_path=path, default=path == "beranda")


if __name__ == "__main__":
    main()
else:
    # `streamlit run` imports this file before it serves. Without this line a deep link on a fresh
    # server would run `pages/x.py` by itself, past this file, and show an empty page.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, lifespan=warm_up.lifespan)
