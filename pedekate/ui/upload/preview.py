"""Under the mapping: the file's first rows, what it would give, and the button that keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from pedekate import config
from pedekate.errors import InputError
from pedekate.format import angka
from pedekate.indicators import external
from pedekate.indicators.external import Entry
from pedekate.registry import mapping, trial
from pedekate.registry.aggregates import AggregateProfile
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.profiles import Profile
from pedekate.registry.trial import Refusal, Trial
from pedekate.schema.external import ExternalBook
from pedekate.ui import access, data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column

RIGHT = "Memuat berkas"
_EFFECT = {"tolak": "ditolak", "catatan": "ditandai"}
_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A profile nobody has saved yet, and the indicators that would come with it."""

    profil: Profile | AggregateProfile
    indikator: tuple[Entry, ...] = ()


def first_rows(table: FirstRows, header: int, personal: set[int]) -> None:
    """The rows below the header, long numbers and the given personal columns masked."""
    components.block_title(
        "Baris pertama berkas", "Nomor panjang, nama, dan alamat yang sudah dijodohkan disamarkan"
    )
    labels = [text.strip() or f"(kolom {i + 1})" for i, text in enumerate(table.labels(header))]
    names = [f"k{i}" for i in range(len(labels))]
    rows = [
        [trial.masked(cell, personal=i in personal) for i, cell in enumerate(row)]
        for row in table.rows[header + 1 :][:_ROWS_SHOWN]
    ]
    components.plain_table(
        pd.DataFrame(rows, columns=names),
        [Column(n, label, str, number=False) for n, label in zip(names, labels, strict=True)],
    )


def outcome(path: Path, draft: Callable[[], Draft]) -> None:
    """What would be accepted and refused with this mapping, then the button that keeps it."""
    try:
        drafted = draft()
        book = external.extended(external.book(), drafted.indikator)
        key = repr(drafted)
        found = _tried(str(path), key, data.status().sintetis, drafted.profil, book)
    except InputError as error:
        components.notice(str(error))
        return
    except ValidationError:
        components.notice("Nama profil harus diawali huruf; ganti namanya.")
        return
    report = found[0].laporan
    components.block_title(
        f"Dengan penjodohan ini {angka(report.baris_diterima)} dari {angka(report.baris_masuk)} "
        "baris diterima",
        "Ditandai: baris tetap diterima, isiannya dianggap tidak diketahui",
    )
    if found[0].alasan:
        reasons("", [(path.name, reason) for reason in found[0].alasan])
    if st.button("Simpan profil", type="primary", key="simpan_profil"):
        _save(drafted)
        st.rerun()


def reasons(label: str, found: Sequence[tuple[str, Refusal]]) -> None:
    """Every reason in words, how often, and the first rows it hit.

    Args:
        label: heading of the column of file names; "" leaves the column out.
        found: (file name, reason).
    """
    rows = [
        {
            "berkas": name, "akibat": _EFFECT[r.keparahan], "pesan": r.pesan, "jumlah": r.jumlah,
            "contoh": ", ".join(map(angka, r.contoh)) or "–",
        }
        for name, r in found
    ]  # fmt: skip
    columns = [
        Column("akibat", "Akibat", str, number=False, wide_only=True),
        Column("pesan", "Alasan", str, number=False),
        Column("jumlah", "Baris"),
        Column("contoh", "Nomor baris", str, number=False, wide_only=True),
    ]
    first = [Column("berkas", label, str, number=False)] if label else []
    components.plain_table(pd.DataFrame(rows), first + columns)


def _save(draft: Draft) -> None:
    access.session().require("muat", RIGHT)
    mapping.ensure_new(draft.profil)
    external.save(draft.indikator, config.indikator_kota())
    mapping.save(draft.profil, config.profil_kota())


@st.cache_data(show_spinner="Memeriksa penjodohan", max_entries=16)
def _tried(
    path: str,
    key: str,
    synthetic: bool,
    _profile: Profile | AggregateProfile,
    _book: ExternalBook,
) -> list[Trial]:
    """`key` stands for profile and book, which cannot be hashed."""
    file = Path(path)
    return trial.run(file, [_profile], book=_book, name=file.name, sintetis=synthetic)
