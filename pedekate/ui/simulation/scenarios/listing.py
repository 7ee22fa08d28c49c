"""The list of saved scenarios: open one, take its file, take it off the list."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pedekate.errors import UserFacingError
from pedekate.format import bilangan
from pedekate.ui import access
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Download
from pedekate.ui.simulation.scenarios import data as scenarios_data
from pedekate.ui.simulation.scenarios import link as scenarios_link
from pedekate.ui.simulation.scenarios import text
from pedekate.ui.simulation.scenarios.data import Listed
from pedekate.ui.simulation.scenarios.save import TOML

_SHOWN, _TOGETHER = 20, 4
_SAID = "skenario_kabar_daftar"


def show(rows: Sequence[Listed], *, compare: Callable[[list[str]], None]) -> None:
    """Newest first; the figures then and now where something has changed since.

    Args:
        compare: puts saved scenarios, called by their numbers, side by side.
    """
    old = sum("data" in row.changed for row in rows)
    components.block_title(
        text.list_title(len(rows), old),
        "Tersimpan di catatan kerja basis data ini; memuat ulang data tidak menghapusnya",
    )
    if said := st.session_state.pop(_SAID, None):
        components.notice(said)
    if not rows:
        components.source_line(
            "Atur pilihan di atas, lalu tekan Simpan skenario. Yang tampil sekarang perbandingan "
            "baku pada anggaran sekarang."
        )
    readable = [str(row.kept.nomor) for row in rows if row.one is not None][:_TOGETHER]
    if len(readable) > 1:
        st.button(
            f"Bandingkan {bilangan(len(readable))} yang terbaru", key="skenario_terbaru",
            on_click=compare, args=(readable,),
        )  # fmt: skip
    for row in rows[:_SHOWN]:
        _row(row)
    if len(rows) > _SHOWN:
        components.source_line(
            f"{len(rows) - _SHOWN} yang lebih lama tidak ditulis di sini, tetapi dapat dipilih di "
            "daftar perbandingan di atas."
        )


def _row(row: Listed) -> None:
    number = row.kept.nomor
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"skenario_baris_{number}"
    ):
        with st.container():
            st.html(_description(row))
        if row.one is None:
            return
        st.button(
            "Buka", key=f"skenario_buka_{number}", on_click=scenarios_link.put,
            args=(row.one, row.kept.versi),
        )  # fmt: skip
        with st.popover("Lainnya", type="tertiary", key=f"skenario_lain_{number}"):
            _more(row)


def _description(row: Listed) -> str:
    name = f"<b>{escape(row.nama)}</b>"
    if row.one is None:
        why = "Isinya tidak dapat dibaca versi program ini."
        return f'<div class="pd-simpanan">{name}<p class="pd-berganti">{why}</p></div>'
    now = _figures_now(row) if row.changed else {}
    line = text.changed_line(row.changed, row.kept.angka, now)
    kind = ' class="pd-berganti"' if text.moved(row.kept.angka, now) else ""
    changed = f"<p{kind}>{escape(line)}</p>" if line else ""
    asked = row.one.skenario
    chosen = text.choices(asked, scenarios_data.programme(asked), name=row.kept.nama)
    return (
        f'<div class="pd-simpanan">{name} <span>{escape(chosen)}</span>'
        f"<p>{escape(text.saved_line(row.one))}</p>{changed}</div>"
    )


def _figures_now(row: Listed) -> dict[str, float | None]:
    try:
        return scenarios_data.key_figures(scenarios_data.today(row.one.skenario))
    except UserFacingError:
        return {}


def _more(row: Listed) -> None:
    number = row.kept.nomor
    components.source_line("Tautan yang membukanya:")
    st.code(scenarios_link.address(number), language=None)
    file = Download(
        label="Berkas skenario (TOML)", file_name=f"skenario_{number}.toml",
        data=row.kept.isi.encode(), mime=TOML,
    )  # fmt: skip
    components.download_button(file, key=f"skenario_isi_{number}", kind="tertiary")
    if access.may("skenario"):
        st.button(
            "Hapus dari daftar", key=f"skenario_hapus_{number}", type="tertiary",
            on_click=_remove, args=(row,),
        )  # fmt: skip


def _remove(row: Listed) -> None:
    try:
        scenarios_data.remove(row.kept)
    except UserFacingError as error:
        st.session_state[_SAID] = str(error)
    else:
        st.session_state[_SAID] = (
            f"Skenario “{row.nama}” dihapus dari daftar; isinya tetap dicatat."
        )
