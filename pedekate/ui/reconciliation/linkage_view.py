"""Section of the page Padanan: what links rest on, what a threshold changes, why a pair is one."""

import datetime as dt
import math

import pandas as pd
import streamlit as st

from pedekate.charts.evidence import evidence_waterfall
from pedekate.format import angka, is_missing, persen, tanggal
from pedekate.indicators.agreement import ALL, METHODS
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Column, Download, Figure
from pedekate.ui.kit.html import plain
from pedekate.ui.reconciliation import linkage_text as text

UNITS = {"keluarga": "Keluarga", "individu": "Orang"}
FIGURES = {
    "keluarga": "Keluarga registri",
    "keluarga_dua_sumber": "Di dua sumber atau lebih",
    "keluarga_satu_sumber": "Hanya di satu sumber",
}
_MISSING = "–"


def show(kode: str) -> None:
    """The whole section for one area; thresholds, model and examples are the city's."""
    components.page_header(
        text.headline(data.link_thresholds()),
        "Catatan disatukan lewat nomor yang sama, lalu lewat model peluang atas nama, tanggal "
        "lahir, dan tempat tinggal; yang meragukan dilihat dua peninjau.",
        "terdaftar",
    )
    left, right = st.columns([6, 5], gap="large")
    with left:
        unit = filters.switch("Satuan", UNITS, key="satuan_padanan")
        _methods_block(kode, unit)
    with right:
        _example_block()
    _threshold_block()
    _source(kode, unit)


def _methods_block(kode: str, unit: str) -> None:
    """Links of every pair of sources by what they rest on."""
    rows = data.links_by_method(kode, unit=unit)
    components.block_title(
        text.methods_title(rows, UNITS[unit].lower()),
        f"{UNITS[unit]} registri yang ada di dua sumber, menurut dasar pemadanannya",
        "terdaftar",
    )
    if rows.empty:
        components.notice("Muat berkas sedikitnya dua sumber untuk melihat padanannya.")
        return
    table = methods_table(rows)
    present = [method for method in METHODS if method in table.columns]
    headings = {"nomor": "Nomor", "keluarga": "Dalam keluarga", "model": "Model",
                "putusan": "Peninjau"}  # fmt: skip
    columns = [Column("pasangan", "Sumber", str, number=False), Column(ALL, "Pasangan", str)]
    columns += [Column(method, headings[method], str) for method in present]
    components.plain_table(table, columns)
    components.source_line(
        "Nomor: KK atau NIK yang sah dan sama. Dalam keluarga: nama atau tanggal lahir sama di "
        "keluarga yang sudah padan. Model: bukti semua isian bersama. <10 dan –: disembunyikan."
    )


def methods_table(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of sources, one text column per method; a hidden cell says why.

    Args:
        rows: `data.links_by_method`.
    """
    names = categories.names("sumber")
    found = []
    pairs = dict(list(rows.groupby(["sumber_a", "sumber_b"])))
    for a, b in sorted(pairs, key=lambda pair: tuple(map(list(names).index, pair))):
        pair = pairs[a, b]
        cells = {
            row.kelas: _cell(row.jumlah, row.keterangan) for row in pair.itertuples(index=False)
        }
        found.append({"pasangan": f"{names[a]} dan {names[b]}", **cells})
    return pd.DataFrame(found).fillna("0")


def _cell(count, reason: str) -> str:
    if not is_missing(count):
        return angka(count)
    return "<10" if "(<" in reason else _MISSING


def _threshold_block() -> None:
    """The switch, the headline numbers it changes, and the table of all thresholds."""
    table = data.link_thresholds()
    today = table[table["berlaku"]].iloc[0]
    labels = {f"{a:g}": text.probability(a) for a in table["ambang"]}
    labels[f"{today['ambang']:g}"] += " (berlaku)"
    chosen = float(
        filters.switch(
            "Ambang peluang", labels, key="ambang_padanan", default=f"{today['ambang']:g}",
            show_label=True,
        )
    )  # fmt: skip
    row = table[table["ambang"] == chosen].iloc[0]
    components.block_title(
        text.threshold_title(table, chosen),
        "Bila dua catatan ditautkan mulai peluang ini, seluruh kota, "
        f"{tanggal(data.status().tanggal_registri)}",
        "terdaftar",
    )
    left, right = st.columns([4, 7], gap="large")
    with left:
        components.figure_row([_figure(label, name, row, today) for name, label in FIGURES.items()])
    with right:
        _threshold_table(table)


def _figure(label: str, name: str, row: pd.Series, today: pd.Series) -> Figure:
    return Figure(
        label=label, nilai=angka(row[name]), satuan="keluarga",
        keterangan=text.difference(row[name], today[name]), lencana="terdaftar",
    )  # fmt: skip


def _threshold_table(table: pd.DataFrame) -> None:
    columns = [
        Column("nama", "Mulai", str, number=False), Column("keluarga", "Keluarga"),
        Column("individu", "Orang"), Column("keluarga_tiga_sumber", "≥3 sumber", wide_only=True),
        Column("individu_tertaut", "Orang tertaut", wide_only=True),
    ]  # fmt: skip
    judged = table["presisi"].notna().any()
    if judged:
        columns += [Column("presisi", "Presisi", _share), Column("sapuan", "Sapuan", _share)]
    components.plain_table(
        table.assign(nama=[text.probability(a) for a in table["ambang"]]),
        columns,
        marked=list(table["berlaku"]),
    )
    components.source_line(
        "Baris bertanda: ambang yang berlaku. Angka dibulatkan ke kelipatan 5."
        + (
            " Presisi: bagian orang padan yang benar satu orang. Sapuan: bagian orang di dua "
            "sumber atau lebih yang ditemukan; dihitung dari kebenaran kota sintetis."
            if judged
            else " Presisi dan sapuan hanya diketahui pada kota sintetis."
        )
    )


def _share(value: float) -> str:
    return _MISSING if is_missing(value) else persen(value, 2)


def _example_block() -> None:
    """The waterfall of one example pair, without anybody's data."""
    examples = data.link_examples()
    if examples.empty:
        components.block_title("Belum ada pasangan yang ditemukan model", "", "model")
        components.notice("Semua pasangan sejauh ini bertumpu pada nomor yang sama.")
        return
    states = {s: text.STATES[s] for s in text.STATES if (examples["keadaan"] == s).any()}
    chosen = filters.switch("Contoh", states, key="contoh_padanan")
    example = examples[examples["keadaan"] == chosen].reset_index(drop=True)
    names = categories.names("sumber")
    first = example.iloc[0]
    title = text.example_title(example)
    components.block_title(
        title,
        f"Satu pasangan catatan {names[first['sumber_a']]} dan {names[first['sumber_b']]}; bobot "
        "bukti, +1 berarti dua kali lebih mungkin orang yang sama",
        "model",
    )
    steps = [(r.pembanding, r.tingkat, float(r.bobot)) for r in example.itertuples(index=False)]
    limit = float(data.facts()["model_padanan_ambang"])
    components.chart(
        evidence_waterfall(
            steps[0], steps[1:], threshold=math.log2(limit / (1 - limit)),
            threshold_label=f"ambang {text.probability(limit)}",
        ),
        key="contoh_bobot",
        alt=f"Air terjun bobot bukti satu pasangan. {title}.",
    )  # fmt: skip
    components.source_line(
        "Contoh hanya menyebut tingkat kesamaan: tidak ada nama, nomor, tanggal, atau alamat. "
        "Titik awal: peluang sebelum melihat orangnya, termasuk keluarga dan tempat tinggalnya. "
        "Calon lain yang sama baiknya menurunkan peluang di bawah jumlah bobotnya."
    )


def _source(kode: str, unit: str) -> None:
    facts = data.facts()
    day = dt.date.fromisoformat(facts["model_padanan_dilatih"])
    components.source_line(
        f"Model padanan {facts['model_padanan']}, dilatih {tanggal(day)} dari "
        f"{facts['model_padanan_data']}; aturan nama, pembanding, dan ambang di data/padanan.",
        key="padanan_model",
        downloads=[
            Download(
                label="Tabel (XLSX)", file_name="pemadanan.xlsx",
                data=lambda: workbook(kode, unit),
            )
        ],
    )  # fmt: skip


def workbook(kode: str, unit: str) -> bytes:
    """Links by method, thresholds, weights of the model and examples, with their definitions."""
    return xlsx.workbook(
        [_links_sheet(kode, unit), _thresholds_sheet(), *_model_sheets()],
        _notes(kode, unit),
        title="Pemadanan antarsumber",
        synthetic=data.status().sintetis,
    )


def _links_sheet(kode: str, unit: str) -> xlsx.Sheet:
    names, kinds = categories.names("sumber"), {ALL: "semua dasar", **text.METHOD_NAMES}
    links = data.links_by_method(kode, unit=unit)
    links = links.assign(
        a=links["sumber_a"].map(names), b=links["sumber_b"].map(names),
        dasar=links["kelas"].map(kinds), persen=links["bagian"].astype(float) * 100,
    )  # fmt: skip
    return xlsx.Sheet(name="Dasar", table=links, fields=[
        xlsx.Field("a", "Sumber"), xlsx.Field("b", "Sumber kedua"), xlsx.Field("dasar", "Dasar"),
        xlsx.Field("jumlah", UNITS[unit], xlsx.WHOLE),
        xlsx.Field("persen", "Persen pasangan", xlsx.ONE_DECIMAL),
        xlsx.Field("keterangan", "Catatan")])  # fmt: skip


def _thresholds_sheet() -> xlsx.Sheet:
    whole, share = xlsx.WHOLE, xlsx.ONE_DECIMAL
    table = data.link_thresholds()
    table = table.assign(
        nama=[text.probability(a) for a in table["ambang"]],
        berlaku=["ya" if b else "" for b in table["berlaku"]],
        presisi=table["presisi"] * 100, sapuan=table["sapuan"] * 100,
    )  # fmt: skip
    return xlsx.Sheet(name="Ambang", table=table, fields=[
        xlsx.Field("nama", "Mulai peluang"), xlsx.Field("berlaku", "Berlaku"),
        xlsx.Field("keluarga", "Keluarga", whole), xlsx.Field("individu", "Orang", whole),
        xlsx.Field("keluarga_satu_sumber", "Keluarga di satu sumber", whole),
        xlsx.Field("keluarga_dua_sumber", "Keluarga di dua sumber atau lebih", whole),
        xlsx.Field("keluarga_tiga_sumber", "Keluarga di tiga sumber atau lebih", whole),
        xlsx.Field("individu_tertaut", "Orang di dua sumber atau lebih", whole),
        xlsx.Field("presisi", "Presisi (persen)", share),
        xlsx.Field("sapuan", "Sapuan (persen)", share)])  # fmt: skip


def _model_sheets() -> list[xlsx.Sheet]:
    weight = xlsx.Field("bobot", "Bobot (log2)", xlsx.ONE_DECIMAL)
    level = [xlsx.Field("pembanding", "Pembanding"), xlsx.Field("tingkat", "Tingkat"), weight]
    examples = data.link_examples()
    return [
        xlsx.Sheet(name="Bobot", table=data.link_model(), fields=level),
        xlsx.Sheet(
            name="Contoh", table=examples, fields=[xlsx.Field("keadaan", "Keadaan"), *level]
        ),
    ]


def _notes(kode: str, unit: str) -> dict[str, str]:
    facts, status = data.facts(), data.status()
    rows = data.links_by_method(kode, unit=unit)
    return {
        "Temuan": plain(text.methods_title(rows, UNITS[unit].lower())),
        "Wilayah": f"Dasar: kode {kode}; lembar lain: seluruh kota",
        "Satuan": f"Dasar: {unit}; Ambang: keluarga dan orang registri",
        "Bobot": "log2 (m/u) menurut Fellegi dan Sunter (1969); +1 = dua kali lebih mungkin sama",
        "Ambang berlaku": text.probability(float(facts["model_padanan_ambang"])),
        "Model": f"{facts['model_padanan']}, dilatih {facts['model_padanan_dilatih']} dari "
        f"{facts['model_padanan_data']}",
        "Tanggal data": tanggal(status.tanggal_registri),
        "Lencana": "terdaftar (hitungan registri kota, dibulatkan ke kelipatan 5)",
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
