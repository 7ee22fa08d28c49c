"""The mapping wizard: see the first rows, say which column is what, preview, save as a profile."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pedekate.format import angka
from pedekate.registry import first_rows, mapping
from pedekate.registry.aggregates import mapping as tables
from pedekate.registry.aggregates.profile import KIND
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.mapping import Layout
from pedekate.registry.readers import HEADER_WITHIN
from pedekate.ui import data
from pedekate.ui.kit import categories, components
from pedekate.ui.upload import preview
from pedekate.ui.upload import table as upload_table
from pedekate.ui.upload.files import HandedFile
from pedekate.ui.upload.preview import Draft

KINDS = {
    "keluarga": "Keluarga (satu baris satu keluarga)",
    "individu": "Orang (satu baris satu orang)",
    "penerima": "Penerima bantuan",
    "verifikasi": "Putusan verifikasi",
    KIND: "Angka per kelurahan atau kecamatan",
}
_NONE = "– tidak ada –"


def wizard(files: list[HandedFile]) -> None:
    """Map one file that no profile describes."""
    names = {str(f.path): f.path.name for f in files}
    components.block_title(
        f"{angka(len(files))} berkas belum dikenali: jodohkan kolomnya",
        "Pilihan awal berasal dari judul dan isi kolom. Profil yang disimpan mengenali berkas "
        "sejenis sesudah ini.",
    )
    file, table, header = _table(files, names)
    left, right = st.columns([3, 4], gap="large")
    with left:
        draft, personal = _mapped(file, table, header)
    with right:
        preview.first_rows(table, header, personal)
        preview.outcome(file.path, draft)


def _table(files: list[HandedFile], names: dict[str, str]) -> tuple[HandedFile, FirstRows, int]:
    """Which file, which of its sheets, which row is the header: one row of controls."""
    first, second, third = st.columns([3, 2, 1], gap="medium")
    path = first.selectbox("Berkas", list(names), format_func=names.get, key="petakan_berkas")
    file = next(f for f in files if str(f.path) == path)
    tables = _looked(file.path)
    sheets = [table.sheet or "–" for table in tables]
    sheet = second.selectbox("Lembar", sheets, key=f"lembar|{path}", disabled=len(sheets) == 1)
    table = tables[sheets.index(sheet)]
    row = third.number_input(
        "Baris judul", 1, min(HEADER_WITHIN, len(table.rows) - 1),
        value=first_rows.likely_header(table) + 1, key=f"judul|{path}|{sheet}",
    )  # fmt: skip
    return file, table, int(row) - 1


@st.cache_data(show_spinner=False, max_entries=8)
def _looked(path: Path) -> list[FirstRows]:
    return first_rows.look(path)


def _mapped(
    file: HandedFile, table: FirstRows, header: int
) -> tuple[Callable[[], Draft], set[int]]:
    """The controls; the profile they describe, made when asked for, and the personal columns."""
    key = f"{file.path}|{table.sheet}|{header}"
    left, right = st.columns([3, 2], gap="medium")
    likely = KIND if tables.is_likely(table, header) else "keluarga"
    kind = left.selectbox(
        "Isi berkas", list(KINDS), index=list(KINDS).index(likely), format_func=KINDS.get,
        key=f"jenis|{key}",
    )  # fmt: skip
    stem = file.path.stem.replace("_", " ")
    name = right.text_input("Nama profil", f"{stem[:1].upper()}{stem[1:]}", key=f"nama|{key}")
    if kind == KIND:
        chosen = upload_table.controls(table, header, name=name, file_name=file.path.name, key=key)
        return lambda: upload_table.draft(table, header, chosen), set()
    layout = _layout(table, header, kind, name, key)
    personal = {i for field, i in layout.columns.items() if field in mapping.PERSONAL}
    return lambda: Draft(profil=mapping.draft(table, header, layout)), personal


def _layout(table: FirstRows, header: int, kind: str, name: str, key: str) -> Layout:
    left, right = st.columns(2, gap="medium")
    source = {"verifikasi": "pdktsam", "penerima": "daftar_bayar"}.get(kind)
    if source is None:
        known = categories.names("sumber")
        source = left.selectbox("Registri", list(known), format_func=known.get, key=f"asal|{key}")
    day = None
    if kind != "verifikasi":
        day = right.date_input(
            "Tanggal data", value=data.status().tanggal_registri, max_value=dt.date.today(),
            format="DD/MM/YYYY", key=f"tanggal|{key}",
        )  # fmt: skip
    columns = _columns(table, header, kind, key=f"{kind}|{key}")
    return Layout(nama=name, sumber=source, jenis=kind, tanggal_data=day, columns=columns)


def _columns(table: FirstRows, header: int, kind: str, *, key: str) -> dict[str, int]:
    """One drop-down a field, the likely column chosen; what matters first, the rest folded."""
    guessed = mapping.suggest(table, header, kind)
    fields = mapping.fields_of(kind)
    first = {n: f for n, f in fields.items() if f.inti or n in guessed}
    rest = {n: f for n, f in fields.items() if n not in first}
    chosen = _grid(table.labels(header), first, guessed, key)
    with st.expander("Isian lain"):
        chosen |= _grid(table.labels(header), rest, {}, key)
    return {name: index for name, index in chosen.items() if index is not None}


def _grid(labels, fields: dict, guessed: dict[str, int], key: str) -> dict[str, int | None]:
    options = [i for i, text in enumerate(labels) if text.strip()]
    sides = st.columns(2, gap="medium")
    chosen = {}
    for place, (name, field) in enumerate(fields.items()):
        guess = guessed.get(name)
        chosen[name] = sides[place % 2].selectbox(
            field.label, options, index=options.index(guess) if guess in options else None,
            format_func=lambda i: labels[i].strip(), placeholder=_NONE, key=f"{name}|{key}",
        )  # fmt: skip
    return chosen
