"""Blocks of the page Masuk: the sign-in, what each role may see, and the audit log."""

import datetime as dt

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.access import roles
from pedekate.errors import AccessError
from pedekate.format import angka, tanggal
from pedekate.store import casebook
from pedekate.ui import access
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column

_SHOWN = {"tanpa": "–", "inisial": "inisial", "samar": "disamarkan", "penuh": "lengkap"}
_LINES = 200


def header() -> None:
    """Who the session is."""
    who = access.session()
    if not who.akun:
        components.page_header(
            "Anda melihat angka agregat; <em>nama dan NIK memerlukan akun</em>",
            "Akun dibuat pengelola server dengan perintah: "
            "python -m pedekate akun NAMA --peran PERAN",
        )
        return
    until = who.sampai.astimezone() if who.sampai else None
    end = f" Sesi berakhir pukul {until:%H.%M}." if until else ""
    components.page_header(
        f"Anda masuk sebagai <em>{who.role.nama}</em>", f"{who.role.keterangan}{end}"
    )


def form() -> None:
    """Password, identity service, or the way out."""
    components.block_title("Akun", "Tanpa akun semua angka agregat tetap terbuka")
    if access.session().akun:
        st.button("Keluar", on_click=access.sign_out, key="keluar")
        return
    with st.form("masuk", border=False):
        name = st.text_input("Akun", max_chars=40, autocomplete="username")
        password = st.text_input(
            "Sandi", type="password", max_chars=200, autocomplete="current-password"
        )
        sent = st.form_submit_button("Masuk", type="primary")
    if access.offers_oidc():
        st.button("Masuk lewat layanan identitas", on_click=st.login, key="oidc")
        if reason := access.why_not_by_oidc():
            components.notice(reason)
    if sent:
        try:
            access.sign_in(name, password)
        except AccessError as error:
            components.notice(str(error))
        else:
            st.rerun()


def roles_block() -> None:
    """Every role and how far it sees, from `data/peran.toml`."""
    book = roles.load()
    components.block_title("Apa yang dilihat setiap peran", "Yang tidak tertulis ditolak")
    rows = pd.DataFrame(
        [
            {
                "nama": role.nama,
                "keterangan": role.keterangan,
                "orang": _SHOWN[role.nama_orang],
                "nik": _SHOWN[role.nik],
                "alamat": _SHOWN[role.alamat],
            }
            for role in book.peran
        ]
    )
    labels = {"nama": "Peran", "orang": "Nama", "nik": "NIK", "alamat": "Alamat",
              "keterangan": "Untuk apa"}  # fmt: skip
    columns = [
        Column(c, label, number=False, wide_only=c == "keterangan") for c, label in labels.items()
    ]
    components.plain_table(rows, columns)
    components.source_line(f"Sumber: {book.sumber}")


def trail_block() -> None:
    """The latest lines of the audit log, for a role that may read it."""
    if not access.may("jejak"):
        return
    lines = casebook.trail(config.gudang_dir(), most=_LINES)
    components.block_title(
        f"{len(lines)} catatan jejak terakhir",
        "Siapa membuka apa, untuk apa, berapa baris; tanpa nama atau NIK warga",
    )
    rows = pd.DataFrame(
        [
            {
                "waktu": _moment(line.waktu), "akun": line.akun, "peran": line.peran or "–",
                "kegiatan": line.kegiatan, "keperluan": line.keperluan or "–",
                "saringan": line.saringan or "–", "baris": angka(line.baris),
                "ekspor": "ya" if line.ekspor else "tidak",
            }
            for line in lines
        ],
        columns=["waktu", "akun", "peran", "kegiatan", "keperluan", "saringan", "baris", "ekspor"],
    )  # fmt: skip
    components.plain_table(
        rows, [Column(c, c.capitalize(), str, number=c == "baris") for c in rows.columns]
    )


def _moment(text: str) -> str:
    moment = dt.datetime.fromisoformat(text).astimezone()
    return f"{tanggal(moment.date())} {moment:%H.%M}"
