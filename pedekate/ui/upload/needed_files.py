"""Instead of a page that needs families: what it would show, which files bring it, and how.

The files are those of `data/profil`, so a new layout appears here by itself.
"""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import streamlit as st

from pedekate import config, config_file
from pedekate.ui.external import listing
from pedekate.ui.kit import components
from pedekate.ui.kit.tables import Column

_GIVES = {
    "keluarga": "satu baris per keluarga",
    "individu": "satu baris per orang",
    "penerima": "satu baris per penerima",
    "verifikasi": "satu baris per putusan",
    "survei": "sampel rumah tangga",
    "agregat": "angka jadi per wilayah",
}
_LOAD = "python -m pedekate muat data/masuk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One page's needs: its sentence, what it would show, and the kinds of file that bring it."""

    sentence: str
    would_show: str
    kinds: tuple[str, ...]


NEEDS = {
    "cakupan": Need(
        sentence="Cakupan program belum dapat dihitung: <em>yang dimuat baru tabel per "
        "wilayah</em>",
        would_show="Halaman ini mencocokkan keluarga registri dengan daftar penerima: siapa sudah "
        "menerima program apa, siapa menerima beberapa, dan siapa belum terjangkau.",
        kinds=("keluarga", "individu", "penerima"),
    ),
    "profil": Need(
        sentence="Profil kelurahan belum dapat disusun: <em>yang dimuat baru tabel per "
        "wilayah</em>",
        would_show="Halaman ini merangkum satu kelurahan: keluarganya menurut desil dan sumber, "
        "kekurangannya dibanding kota, kebutuhan dan OPD yang menanganinya.",
        kinds=("keluarga", "individu", "penerima", "verifikasi"),
    ),
    "simulasi": Need(
        sentence="Simulasi belum dapat dijalankan: <em>yang dimuat baru tabel per wilayah</em>",
        would_show="Halaman ini mengurutkan keluarga registri menurut kebutuhannya, lalu "
        "menghitung siapa yang terjangkau dan siapa yang tertinggal dengan anggaran tertentu.",
        kinds=("keluarga", "individu", "survei"),
    ),
    "peta": Need(
        sentence="Peta belum dapat digambar: <em>tabel yang dimuat hanya memuat angka kota</em>",
        would_show="Halaman ini menunjukkan angka per kelurahan atau per kecamatan.",
        kinds=("agregat", "keluarga", "individu"),
    ),
}  # fmt: skip


def show(page: str) -> None:
    """The whole page: a sentence, the files and the three steps; no empty figures."""
    need = NEEDS[page]
    components.page_header(need.sentence, need.would_show)
    left, right = st.columns([6, 5], gap="large")
    with left:
        components.block_title(
            "Berkas yang membawanya", "Nama berkas bebas: isinya dikenali dari judul kolomnya"
        )
        components.plain_table(
            files(need.kinds),
            [
                Column("nama", "Berkas", number=False),
                Column("isi", "Isinya", number=False),
            ],
        )
    with right:
        components.change_list("Tiga langkah", steps())
    listing.show()
    components.source_line(
        "Tabel per wilayah ini sudah tampil di Peta dan Indikator, dan tetap ada sesudah berkas "
        "per keluarga dimuat."
    )


def steps() -> list[tuple[str, str]]:
    """How to bring the files in, step by step."""
    return [
        (
            "1. Taruh berkas di folder data/masuk",
            "di samping tabel yang sudah ada. CSV, XLSX, XLS, ODS, atau Parquet, sekaligus "
            "beberapa sumber.",
        ),
        (f"2. Jalankan {_LOAD}", "setiap baris diterima atau ditolak dengan alasan."),
        (
            "3. Muat ulang halaman ini",
            "nama, NIK, dan alamat tinggal di basis data terpisah yang tidak dibuka dasbor.",
        ),
    ]


def files(kinds: tuple[str, ...]) -> pd.DataFrame:
    """Known file kinds in the order of `kinds`: nama, isi."""
    rows = [(nama, jenis) for nama, jenis in _profiles() if jenis in kinds]
    rows.sort(key=lambda row: (kinds.index(row[1]), row[0]))
    return pd.DataFrame([(n, _GIVES[j]) for n, j in rows], columns=["nama", "isi"])


@lru_cache
def _profiles() -> tuple[tuple[str, str], ...]:
    found = []
    for path in sorted(config.PROFIL.glob("*.toml")):
        raw = config_file.content(path)
        if isinstance(raw.get("jenis"), str):
            found.append((raw["nama"], raw["jenis"]))
    return tuple(found)
