"""Section *Set kriteria*: who meets a set, official or the city's own, and what can be observed."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.format import angka, is_missing, persen, tanggal
from pedekate.indicators import criteria
from pedekate.reports import xlsx
from pedekate.schema.criteria import CriteriaSet
from pedekate.ui import data
from pedekate.ui.indicators import criteria_text as text
from pedekate.ui.indicators.text import percent
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.html import plain
from pedekate.ui.reconciliation import parts
from pedekate.ui.reconciliation.figures import hidden

_READINGS = {"teramati": "Dari isian yang ada", "perkiraan": "Perkiraan (diskalakan)"}
_UNKNOWN = "tidak_diketahui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the section shows: a set, from which weight on it is met, how unknown is read, where."""

    chosen: CriteriaSet
    threshold: float
    reading: str
    kode: str

    @property
    def badge(self) -> str:
        return "model" if self.reading == criteria.SCALED else "terdaftar"

    @property
    def area(self) -> str:
        return parts.area_name(self.kode)


def choices() -> Choice:
    """The section's part of the control bar."""
    sets = data.criteria_set_list()
    names = {set_id: one.nama for set_id, one in sets.items()}
    chosen = sets[filters.choose("Set", names, key="set", width=330, show_label=False)]
    kecamatan = filters.area_list(sorted(data.areas("kecamatan")["nama"]), key="kecamatan_set")
    reading, ways = criteria.readings(chosen)[0], criteria.readings(chosen)
    if len(ways) > 1:
        shown = {way: _READINGS[way] for way in ways}
        reading = filters.switch("Cara baca", shown, key="baca")
    return Choice(
        chosen=chosen, threshold=_threshold(chosen), reading=reading, kode=_code_of(kecamatan)
    )


def _threshold(chosen: CriteriaSet) -> float:
    if chosen.ambang_tetap:
        return chosen.ambang
    steps = [float(n) for n in range(1, int(chosen.total_weight) + 1)]
    # One key a set: a threshold of 9 of 14 means nothing for a set of 11.
    return st.selectbox(
        "Ambang", steps, index=steps.index(chosen.ambang), key=f"ambang_{chosen.id}", width=130,
        format_func=lambda n: f"Ambang {text.weight(n)}", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip


def show(choice: Choice) -> None:
    """The section for one choice."""
    if parts.without_families(choice.kode):
        return
    table = data.set_by_area(choice.chosen.id, choice.threshold, choice.reading)
    sentence = _header(choice, table)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _classes(choice)
        _criteria(choice)
        _met(choice)
    with right:
        _areas(choice, table)
    file = Download(
        label="Tabel (XLSX)", file_name=f"set_{choice.chosen.id}.xlsx",
        data=lambda: workbook(choice, table, sentence),
    )  # fmt: skip
    components.source_line(_source(choice), key="set", downloads=[file])


def _areas(choice: Choice, table: pd.DataFrame) -> None:
    what = f"{choice.chosen.unit_word} {text.phrase(choice.chosen, choice.threshold)}"
    values = table.loc[table["tingkat"] == "kelurahan", "nilai"]
    if not values.max() > 0:
        components.block_title("Belum ada yang dapat dipetakan", _base(choice), choice.badge)
        components.source_line(
            f"Tidak satu kelurahan pun menunjukkan {what}, atau jumlahnya terlalu kecil untuk "
            "ditampilkan. Turunkan ambang untuk melihat sebaran kekurangannya."
        )
        return
    parts.kelurahan_map(table, f"Persen {choice.chosen.unit_word} yang memenuhi")
    columns = [
        Column("pembilang", "Jumlah"), Column("penyebut", "Dari", wide_only=True),
        Column("tak_diketahui", "Tak diketahui", wide_only=True),
    ]  # fmt: skip
    parts.kelurahan_block(
        table, choice.kode, what=what, subtitle=_base(choice), badge=choice.badge, columns=columns
    )


def _header(choice: Choice, table: pd.DataFrame) -> str:
    own = table[table["kode"] == choice.kode]
    inside = table[(table["tingkat"] == "kelurahan") & table["kode"].str.startswith(choice.kode)]
    sentence = text.set_headline(
        choice.chosen, choice.threshold, choice.reading, choice.area, pd.concat([own, inside])
    )
    lead = text.set_lead(choice.chosen, choice.reading, own.iloc[0])
    components.page_header(sentence, lead, choice.badge)
    return sentence


def _base(choice: Choice) -> str:
    return f"Per 100 {choice.chosen.unit_word} yang dapat dinilai, {_date()}"


def _date() -> str:
    return tanggal(data.status().tanggal_registri)


def _criteria(choice: Choice) -> None:
    rows = _criteria_rows(choice)
    components.block_title(
        text.most_met_title(rows),
        f"Persen {choice.chosen.unit_word}, {choice.area}, {_date()}. Semua: yang memenuhi "
        "kriteria itu, dari yang isiannya diketahui. Memenuhi set: memenuhi kriteria itu dan set "
        "ini, dari yang dapat dinilai",
        "terdaftar",
    )
    weighted = rows["bobot"].nunique() > 1
    columns = [
        Column("nama_kriteria", "Kriteria", number=False),
        *[Column("bobot", "Bobot", text.weight, wide_only=True)] * weighted,
        Column("semua", "Semua", str),
        Column("memenuhi", "Memenuhi set", str),
        Column("tak_kata", "Tak diketahui", str),
    ]
    components.plain_table(rows, columns)
    notes = [f"{r.nama}: {r.catatan}" for r in rows.itertuples() if r.catatan]
    if notes:
        with st.expander("Catatan tiap kriteria"):
            for note in notes:
                components.source_line(note)


def _criteria_rows(choice: Choice) -> pd.DataFrame:
    rows = data.set_criteria(choice.chosen.id, choice.threshold, choice.reading, choice.kode)
    weights = {c.id: c.bobot for c in choice.chosen.kriteria}
    seen = rows["teramati"].astype(bool)
    near = rows["pendekatan"].fillna(False).astype(bool)
    name = rows["nama"].where(~near, rows["nama"] + " (pendekatan)")
    name = name.where(seen, name + " (ditanyakan di lapangan)")
    return rows.assign(
        bobot=rows["id"].map(weights),
        nama_kriteria=name,
        semua=_words(rows["nilai"], rows["alasan"]).where(seen, "–"),
        memenuhi=_words(rows["sensor"], rows["alasan_sensor"]).where(seen, "–"),
        tak_kata=rows["tak"].map(percent).where(seen, "semua"),
    )


def _words(values: pd.Series, reasons: pd.Series) -> pd.Series:
    return pd.Series(
        [
            hidden(str(r)) if is_missing(v) else percent(v)
            for v, r in zip(values, reasons, strict=True)
        ],
        index=values.index,
    )


def _met(choice: Choice) -> None:
    if choice.chosen.kelas or len(choice.chosen.observed) <= data.MOST_MET:
        return
    table, seen = data.set_met_counts(choice.chosen.id, choice.kode)
    most = len(table) - 2
    names = {str(n): f"{n} kriteria" for n in range(most)}
    names |= {str(most): f"{most} kriteria atau lebih"}
    components.block_title(
        text.met_title(table, seen, len(choice.chosen.observed)),
        f"Keluarga menurut banyaknya kriteria yang terpenuhi, {choice.area}, {_date()}; yang "
        "isiannya kosong dapat lebih banyak",
        "terdaftar",
    )
    _family_table(table, names, "Terpenuhi")


def _classes(choice: Choice) -> None:
    names = choice.chosen.kelas
    if names is None:
        return
    table = data.set_classes(choice.chosen.id, choice.kode)
    components.block_title(
        text.class_title(table, names), f"Keluarga, {choice.area}, {_date()}", "terdaftar"
    )
    labels = dict(zip(("layak", "bersyarat", "tidak"), names, strict=True))
    _family_table(table, labels | {_UNKNOWN: "Belum dapat dinilai"}, "Kelas")


def _family_table(table: pd.DataFrame, names: dict[str, str], label: str) -> None:
    total = table.set_index("kelas")["keluarga"]["semua"]
    rows = table[table["kelas"] != "semua"].assign(
        nama=lambda t: t["kelas"].map(names),
        bagian=lambda t: [
            "–" if is_missing(n) or is_missing(total) or not total else persen(n / total)
            for n in t["keluarga"]
        ],
        jumlah=lambda t: [
            hidden(r) if is_missing(n) else angka(n)
            for n, r in zip(t["keluarga"], t["keterangan"], strict=True)
        ],
    )
    columns = [
        Column("nama", label, number=False), Column("jumlah", "Keluarga", str),
        Column("bagian", "Bagian", str),
    ]  # fmt: skip
    components.plain_table(rows, columns)


def _source(choice: Choice) -> str:
    kind = "Set resmi" if choice.chosen.resmi else "Bukan set resmi"
    return (
        f"{kind}. Ambang: {choice.chosen.asal_ambang}. Definisi: {choice.chosen.sumber} "
        f"(keyakinan {choice.chosen.keyakinan}). Data: registri kota, {_date()}. Memenuhi set "
        "tidak menetapkan siapa pun sebagai penerima."
    )


def workbook(choice: Choice, table: pd.DataFrame, sentence: str) -> bytes:
    """Areas and criteria with the set's definition, as XLSX."""
    rows = _criteria_rows(choice)
    sheets = [
        xlsx.Sheet(
            name="Wilayah", table=parts.in_percent(table),
            fields=[*parts.AREA_FIELDS,
                    xlsx.Field("tak_diketahui", "Tidak diketahui", xlsx.WHOLE)],
        ),
        xlsx.Sheet(name="Kriteria", table=rows, fields=[
            xlsx.Field("nama_kriteria", "Kriteria"), xlsx.Field("bobot", "Bobot", xlsx.ONE_DECIMAL),
            xlsx.Field("semua", "Semua"), xlsx.Field("memenuhi", "Memenuhi set"),
            xlsx.Field("tak_kata", "Tidak diketahui"), xlsx.Field("catatan", "Catatan")]),
    ]  # fmt: skip
    definitions = {
        "Set": choice.chosen.nama,
        "Satuan": choice.chosen.unit_word,
        "Ambang": f"{text.weight(choice.threshold)} ({choice.chosen.asal_ambang})",
        "Cara baca": _READINGS.get(choice.reading, "Isian kosong dikeluarkan"),
        "Definisi": plain(f"{choice.chosen.deskripsi} {choice.chosen.sumber}"),
    }
    badge = "perkiraan" if choice.badge == "model" else choice.badge
    return parts.workbook(
        choice.chosen.nama, sentence, choice.kode, sheets, definitions, badge=badge
    )


def _code_of(kecamatan: str | None) -> str:
    if kecamatan is None:
        return data.CITY
    return data.areas("kecamatan").set_index("nama").loc[kecamatan, "kode"]
