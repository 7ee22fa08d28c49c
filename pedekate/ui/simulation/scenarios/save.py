"""Saving the choice of the control bar under a name, or taking it away as a file."""

import streamlit as st

from pedekate.access import roles
from pedekate.errors import UserFacingError
from pedekate.format import daftar
from pedekate.simulation import saved
from pedekate.ui import access
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Download
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.scenarios import data as scenarios_data
from pedekate.ui.simulation.scenarios import text as scenarios_text

TOML = "application/toml"
_WIDTH = 420  # pixels
_NAME, _NOTE, _SAID = "skenario_nama", "skenario_catatan", "skenario_kabar"


def offer(choice: Choice) -> None:
    """The button beside the switch of sections, and what it opens."""
    suggested = scenarios_text.suggested_name(choice.scenario, runs.programme(choice.programme))
    with (
        st.popover("Simpan skenario", key="simpan_skenario", width="content"),
        st.container(width=_WIDTH),
    ):
        if said := st.session_state.pop(_SAID, None):
            components.notice(said)
        if access.may("skenario"):
            _form(choice, suggested)
        else:
            who = daftar([role.nama for role in roles.load().peran if "skenario" in role.hak])
            components.source_line(
                f"Menyimpan untuk semua orang dibuka untuk {who}; {roles.HOW_TO_SIGN_IN}. Alamat "
                "halaman ini dan berkas di bawah memuat seluruh pilihan."
            )
        file = Download(
            label="Unduh berkas skenario (TOML)", file_name=f"skenario_{choice.programme}.toml",
            data=lambda: saved.to_text(
                scenarios_data.described(choice.scenario, suggested)
            ).encode(), mime=TOML,
        )  # fmt: skip
        components.download_button(file, key="skenario_berkas", kind="tertiary")


def _form(choice: Choice, suggested: str) -> None:
    name = st.text_input("Nama", key=_NAME, placeholder=suggested, max_chars=saved.LONGEST_NAME)
    st.text_area("Catatan (boleh kosong)", key=_NOTE, max_chars=saved.LONGEST_NOTE, height=90)

    def save() -> None:
        wanted = st.session_state[_NAME] or suggested
        try:
            kept, version = scenarios_data.save(
                choice.scenario, wanted, st.session_state[_NOTE] or ""
            )
        except UserFacingError as error:
            st.session_state[_SAID] = str(error)
            return
        more = f" sebagai versi {version}" if version > 1 else ""
        st.session_state[_SAID] = f"Skenario “{kept}” disimpan{more}; lihat bagian Skenario."
        st.session_state[_NAME] = st.session_state[_NOTE] = ""

    st.button("Simpan", key="skenario_simpan", type="primary", on_click=save)
    components.source_line(_about(name or suggested))


def _about(name: str) -> str:
    """What saving under this name would do."""
    version = scenarios_data.next_version(name)
    if version > 1:
        return (
            f"“{name}” sudah ada; ini menjadi versi {version}, yang lama tetap. Semua orang dapat "
            "membukanya; akun Anda dicatat."
        )
    return "Semua orang dapat membuka dan membandingkannya; akun Anda dicatat."
