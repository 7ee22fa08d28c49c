"""The wizard's controls for a table of figures: areas, time, publisher, what each column counts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import NamedTuple

import streamlit as st
from pydantic import ValidationError

from pedekate.errors import InputError
from pedekate.indicators import external
from pedekate.indicators.external import Entry
from pedekate.registry.aggregates import figures, mapping
from pedekate.registry.aggregates.mapping import AREA_LABELS, INDEX, PART, FigureColumn
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.mapping import slug
from pedekate.schema.external import COUNT, SHARE, ExternalIndicator
from pedekate.ui.upload.preview import Draft

BADGES = {
    "terdaftar": "terdaftar: hitungan instansi",
    "resmi": "resmi: terbitan BPS",
    "model": "model: perkiraan",
}
DIRECTIONS = {"kebutuhan": "tinggi = perlu perhatian", "cakupan": "tinggi = sudah baik"}
UNITS = {SHARE: "persen (0–100)", PART: "bagian (0–1)", INDEX: "angka biasa (indeks)"}
NEW = ""
_NONE = "– tidak ada –"
_NAME_MAX = 40


class _Named(NamedTuple):
    """What the indicator of a column is to be: one of the book (`id`), or a new one."""

    id: str
    nama: str = ""
    definisi: str = ""
    arah: str = "kebutuhan"
    dihitung: str = ""


class Chosen(NamedTuple):
    """All the controls say; `names` beside the figures of the layout, in their order."""

    layout: mapping.TableLayout
    names: tuple[_Named, ...]


def controls(table: FirstRows, header: int, *, name: str, file_name: str, key: str) -> Chosen:
    """The controls, likely answers chosen."""
    areas = _areas(table, header, key)
    source, badge, time, period = _publisher(table, header, file_name, key)
    numbers = mapping.number_columns(table, header, areas)
    guessed = mapping.suggest_figures(table, header, numbers, external.book())
    totals = {figure.penyebut for figure in guessed}
    labels = [text.strip() for text in table.labels(header)]
    picked = st.multiselect(
        "Kolom angka yang dimuat", numbers, [i for i in numbers if i not in totals],
        format_func=labels.__getitem__, key=f"angka|{key}", placeholder="Pilih kolom",
    )  # fmt: skip
    found = [
        _figure(figure, labels, numbers, f"{figure.kolom}|{key}")
        for figure in guessed
        if figure.kolom in picked
    ]
    layout = mapping.TableLayout(
        nama=name, sumber=source, lencana=badge, wilayah=areas, waktu=time, periode=period,
        angka=tuple(figure for figure, _ in found),
    )  # fmt: skip
    return Chosen(layout=layout, names=tuple(named for _, named in found))


def draft(table: FirstRows, header: int, chosen: Chosen) -> Draft:
    """The profile and the new indicators the controls describe.

    Raises:
        InputError: see `registry.aggregates.mapping.draft`; or a new indicator lacks its name.
    """
    layout = chosen.layout
    labels = table.labels(header)
    entries, figures_ = [], []
    for figure, named in zip(layout.angka, chosen.names, strict=True):
        if named.id == NEW:
            entry = _entry(figure, named, labels, layout)
            entries.append(entry)
            named = named._replace(id=entry.id)
        figures_.append(replace(figure, indikator=named.id))
    book = external.extended(external.book(), entries)
    profile = mapping.draft(table, header, replace(layout, angka=tuple(figures_)), book)
    return Draft(profil=profile, indikator=tuple(entries))


def _areas(table: FirstRows, header: int, key: str) -> dict[str, int]:
    guessed = mapping.suggest_areas(table, header)
    sides = st.columns(len(AREA_LABELS), gap="small")
    found = {
        kind: _column(table, header, label, guessed.get(kind), f"{kind}|{key}", side)
        for (kind, label), side in zip(AREA_LABELS.items(), sides, strict=True)
    }
    return {kind: index for kind, index in found.items() if index is not None}


def _publisher(table: FirstRows, header: int, file_name: str, key: str):
    """Publisher, badge, column of the time or else the time of the whole table."""
    left, right = st.columns(2, gap="medium")
    source = left.text_input(
        "Penerbit tabel", max_chars=80, placeholder="mis. Dinas Kesehatan", key=f"penerbit|{key}"
    )
    badge = right.selectbox("Lencana", list(BADGES), format_func=BADGES.get, key=f"lencana|{key}")
    guessed = mapping.suggest_time(table, header)
    time = _column(table, header, "Kolom tahun atau tanggal", guessed, f"waktu|{key}", left)
    period = right.text_input(
        "Tahun atau tanggal data", mapping.suggest_period(table, header, file_name),
        placeholder="mis. 2025 atau 2025-06-30", disabled=time is not None, max_chars=20,
        key=f"periode|{key}",
    )  # fmt: skip
    return source, badge, time, None if time is not None else period.strip()


def _column(table, header, label: str, guess: int | None, key: str, side) -> int | None:
    labels = table.labels(header)
    options = [i for i, text in enumerate(labels) if text.strip()]
    return side.selectbox(
        label, options, index=options.index(guess) if guess in options else None,
        format_func=lambda i: labels[i].strip(), placeholder=_NONE, key=key,
    )  # fmt: skip


def _figure(
    guess: FigureColumn, labels: list[str], numbers: list[int], key: str
) -> tuple[FigureColumn, _Named]:
    book = external.book()
    names = {NEW: "Indikator baru"} | {i.id: i.nama for i in book.indikator}
    with st.expander(labels[guess.kolom], expanded=True):
        cells = cycle(st.columns(2, gap="medium"))
        ids = list(names)
        chosen = next(cells).selectbox(
            "Indikator", ids, index=ids.index(guess.indikator or NEW), format_func=names.get,
            key=f"indikator|{key}",
        )  # fmt: skip
        unit = _unit(book.get(chosen), guess.satuan, next(cells), f"satuan|{chosen}|{key}")
        share = unit in (SHARE, PART)
        others = [i for i in numbers if i != guess.kolom]
        counts = {"pembilang": None, "penyebut": None}
        for part, total in {"pembilang": None, "penyebut": guess.penyebut}.items():
            if share or (part == "penyebut" and unit != INDEX):
                counts[part] = next(cells).selectbox(
                    f"Kolom {part}", others, index=others.index(total) if total in others else None,
                    format_func=labels.__getitem__, placeholder=_NONE, key=f"{part}|{key}",
                )  # fmt: skip
        named = _Named(id=chosen) if chosen else _new(labels[guess.kolom], unit, cells, key)
    return replace(guess, indikator=chosen or None, satuan=unit, **counts), named


def _unit(indicator: ExternalIndicator | None, guess: str, side, key: str) -> str:
    options = mapping.units_of(indicator) if indicator else [SHARE, PART, *figures.COUNTED, INDEX]
    return side.selectbox(
        "Satuan angka", options, index=options.index(guess) if guess in options else 0,
        format_func=lambda unit: UNITS.get(unit, unit), key=key,
    )  # fmt: skip


def _new(label: str, unit: str, cells: Iterator, key: str) -> _Named:
    counted = unit
    if unit in (SHARE, PART):
        counted = next(cells).selectbox("Bagian dari", figures.COUNTED, key=f"dihitung|{key}")
    direction = next(cells).selectbox(
        "Arti angka", list(DIRECTIONS), format_func=DIRECTIONS.get, key=f"arah|{key}"
    )
    name = st.text_input(
        "Nama indikator", label[:_NAME_MAX], max_chars=_NAME_MAX, key=f"nama_baru|{key}"
    )
    meaning = st.text_input(
        "Definisi", max_chars=200, placeholder="kosong: menurut penerbit tabelnya",
        key=f"definisi|{key}",
    )  # fmt: skip
    return _Named(NEW, name.strip(), meaning.strip(), direction, counted)


def _entry(figure: FigureColumn, named: _Named, labels, layout: mapping.TableLayout) -> Entry:
    is_share = figure.is_share or figure.penyebut is not None
    base = named.dihitung
    if figure.penyebut is not None:
        base = labels[figure.penyebut].strip().lower().removeprefix("jumlah ")
    kind = SHARE if is_share else COUNT if figure.satuan != INDEX else INDEX
    meaning = named.definisi or f"{named.nama} menurut {layout.sumber.strip()}"
    try:
        return Entry(
            id=slug(named.nama), nama=named.nama,
            definisi=f"{meaning[:1].upper()}{meaning[1:].rstrip('.')}.",
            satuan=kind, satuan_hitung="" if kind == INDEX else named.dihitung,
            penyebut=base if is_share else "", arah=named.arah,
            sumber=f"{layout.sumber.strip()}, tabel {layout.nama}",
        )  # fmt: skip
    except ValidationError as error:
        raise InputError(
            f"Beri nama dan definisi untuk indikator baru “{labels[figure.kolom].strip()}”."
        ) from error
