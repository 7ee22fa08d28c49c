"""The mapping wizard: see the first rows, say which column is what, preview, save as a profile."""

import datetime as dt
from pathlib import Path

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from pedekate import config
from pedekate.errors import InputError
from pedekate.format import angka
from pedekate.registry import first_rows, mapping, profiles, trial
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.mapping import Layout
from pedekate.registry.readers import HEADER_WITHIN
from pedekate.ui import categories, components, data
from pedekate.ui.components import Column
from pedekate.ui.upload_files import HandedFile

KINDS = {
    "keluarga": "Keluarga: satu baris satu keluarga",
    "individu": "Orang: satu baris satu orang",
    "penerima": "Penerima bantuan: satu baris satu penerima",
    "verifikasi": "Putusan verifikasi: satu baris satu keluarga",
}
_ROWS_SHOWN = 8
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
        layout = _layout(file, table, header)
    with right:
        _first_rows(table, header, layout)
        _preview(file, table, header, layout)


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


def _layout(file: HandedFile, table: FirstRows, header: int) -> Layout:
    key = f"{file.path}|{table.sheet}|{header}"
    left, right = st.columns(2, gap="medium")
    kind = left.selectbox("Isi berkas", list(KINDS), format_func=KINDS.get, key=f"jenis|{key}")
    name = right.text_input("Nama profil", file.path.stem.replace("_", " "), key=f"nama|{key}")
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


def _first_rows(table: FirstRows, header: int, layout: Layout) -> None:
    components.block_title(
        "Baris pertama berkas", "Nomor panjang, nama, dan alamat yang sudah dijodohkan disamarkan"
    )
    labels = [text.strip() or f"(kolom {i + 1})" for i, text in enumerate(table.labels(header))]
    names = [f"k{i}" for i in range(len(labels))]
    personal = {i for field, i in layout.columns.items() if field in mapping.PERSONAL}
    rows = [
        [trial.masked(cell, personal=i in personal) for i, cell in enumerate(row)]
        for row in table.rows[header + 1 :][:_ROWS_SHOWN]
    ]
    components.plain_table(
        pd.DataFrame(rows, columns=names),
        [Column(n, label, str, number=False) for n, label in zip(names, labels, strict=True)],
    )


def _preview(file: HandedFile, table: FirstRows, header: int, layout: Layout) -> None:
    """What would be accepted and refused with this mapping, then the button that keeps it."""
    try:
        profile = mapping.draft(table, header, layout)
        found = _tried(str(file.path), profile.model_dump_json(), data.status().sintetis)
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
        effect = {"tolak": "ditolak", "catatan": "ditandai"}
        rows = [(effect[r.keparahan], r.pesan, r.jumlah) for r in found[0].alasan]
        components.plain_table(
            pd.DataFrame(rows, columns=["akibat", "pesan", "jumlah"]),
            [
                Column("akibat", "Akibat", str, number=False),
                Column("pesan", "Alasan", str, number=False),
                Column("jumlah", "Baris"),
            ],
        )
    if st.button("Simpan profil", type="primary", key="simpan_profil"):
        mapping.save(profile, config.profil_kota())
        st.rerun()


@st.cache_data(show_spinner="Memeriksa penjodohan", max_entries=16)
def _tried(path: str, profile_json: str, synthetic: bool) -> list[trial.Trial]:
    profile = profiles.Profile.model_validate_json(profile_json)
    file = Path(path)
    return trial.run(file, [profile], name=file.name, sintetis=synthetic)
