"""Blocks of the page Metodologi, one function a part."""

import streamlit as st

from pedekate.format import angka
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.tables import Column
from pedekate.ui.methodology import texts as methodology
from pedekate.ui.upload import boundaries


def methods() -> None:
    households = data.facts().get("skor_baris_survei")
    texts = methodology.method_texts(survey_households=int(households) if households else None)
    for left, right in zip(texts[::2], [*texts[1::2], ""], strict=False):
        for column, text in zip(st.columns(2, gap="large"), (left, right), strict=True):
            column.markdown(text)


def files() -> None:
    files = methodology.balance_table(data.files())
    components.block_title(
        "Baris masuk sama dengan baris diterima ditambah ditolak, untuk setiap berkas",
        "Baris data; kop, judul kolom berulang, jumlah, dan baris kosong tidak dihitung",
        "terdaftar",
    )
    components.plain_table(
        files,
        [
            Column("nama", "Berkas", str, number=False),
            Column("sumber", "Sumber", str, number=False),
            Column("tanggal", "Tanggal data", str, number=False),
            Column("baris_masuk", "Masuk"),
            Column("baris_diterima", "Diterima"),
            Column("baris_ditolak", "Ditolak"),
        ],
    )
    components.block_title(
        "Mengapa baris ditolak atau ditandai",
        "Ditandai: baris tetap diterima, isiannya dianggap tidak diketahui",
        "terdaftar",
    )
    components.plain_table(
        data.rejections(),
        [
            Column("berkas", "Berkas", str, number=False),
            Column("keparahan", "Akibat", {"tolak": "ditolak", "catatan": "ditandai"}.get, False),
            Column("pesan", "Alasan", str, number=False),
            Column("jumlah", "Baris"),
        ],
    )


def parameters() -> None:
    components.block_title("Parameter yang berlaku", "Nilai terbaru; riwayatnya di data/parameter")
    columns = ("nama", "nilai", "satuan", "sejak", "keyakinan", "sumber")
    _text_table(methodology.parameter_table(), columns)


def indicators() -> None:
    outside = methodology.external_table(data.measures())
    if len(outside):
        components.block_title(
            "Indikator dari tabel luar", "Angka jadi penerbitnya; tidak dihitung dari registri"
        )
        _text_table(
            outside, ("nama", "lencana", "definisi", "penyebut", "periode", "sumber", "berkas")
        )
    if not data.status().has_families:
        return
    components.block_title(
        "Definisi setiap indikator", "Isian kosong tidak masuk penyebut", "terdaftar"
    )
    _text_table(methodology.indicator_table(), ("tema", "nama", "definisi", "penyebut", "sumber"))
    components.block_title(
        "Rincian keluarga", "Kelas menurut mana setiap indikator dilihat", "terdaftar"
    )
    _text_table(methodology.grouping_table(), ("nama", "kelas", "sumber"))
    components.block_title("Set kriteria", "Satu berkas per set di data/indikator/set", "terdaftar")
    columns = ("nama", "jenis", "satuan", "ambang", "teramati", "keyakinan", "sumber")
    _text_table(methodology.set_table(), columns)


def programmes() -> None:
    components.block_title(
        "Program yang dapat disimulasikan", "Satu berkas per program di data/program"
    )
    columns = ("nama", "dana", "manfaat", "syarat", "keyakinan", "dasar")
    _text_table(methodology.programme_table(), columns)
    components.block_title(
        "Aturan siap pakai untuk simulasi",
        "Titik berangkat pembangun aturan di halaman Simulasi; data/aturan/sasaran",
    )
    _text_table(methodology.ready_rule_table(), ("nama", "syarat", "dasar", "sumber", "keyakinan"))


def score() -> None:
    facts = data.facts()
    accuracy = facts.get("skor_r2_luar")
    components.block_title(
        f"Skor menjelaskan {angka(float(accuracy) * 100)} persen keragaman pengeluaran di luar "
        "sampelnya"
        if accuracy
        else "Belum ada survei, jadi belum ada skor kebutuhan",
        "Koefisien terhadap ln pengeluaran per orang, Rp sebulan; validasi silang per klaster",
        "model",
    )
    components.plain_table(
        data.score_model(),
        [
            Column("peubah", "Peubah", _words, number=False),
            Column("koefisien", "Koefisien", _three),
            Column("galat_baku", "Galat baku", _three),
        ],
    )


def sources() -> None:
    boundaries.facts()
    for text in methodology.source_notes():
        st.markdown(text)


def _text_table(table, columns) -> None:
    components.plain_table(
        table, [Column(name, name.capitalize(), str, number=False) for name in columns]
    )


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _three(value: float) -> str:
    return angka(value, 3)
