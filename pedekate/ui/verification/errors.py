"""Part *Galat sumber* of the page Verifikasi: how often each source was found wrong, how surely."""

import pandas as pd
import streamlit as st

from pedekate.charts.theme import LEFT_OUT, NAVY
from pedekate.disclosure import policy
from pedekate.format import angka, is_missing, persen, tanggal
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Column, Download, Ranking
from pedekate.ui.kit.html import plain
from pedekate.ui.verification import text
from pedekate.ui.verification.view import place, shown_count
from pedekate.verification.policy import error_policy


def show(kecamatan: str | None) -> None:
    """Every source in the area, then one source by kelurahan."""
    sampled = _basis()
    table = data.measured_errors(sampled=sampled)
    names = {claim.id: claim.nama for claim in error_policy().klaim}
    here = [place(table[table["sumber"] == s], kecamatan)[0] for s in names]
    rows = pd.DataFrame(here).reset_index(drop=True)
    area = rows.iloc[0]["nama"]
    place_name = "kota" if kecamatan is None else f"Kecamatan {area}"
    sentence = text.error_headline(rows, place_name)
    components.page_header(sentence, _what_is_meant(), "model")
    left, right = st.columns([5, 6], gap="large")
    with left:
        _sources_block(rows, area, table, sentence, sampled)
        _verdicts_block(rows.iloc[0]["kode"], area)
    with right:
        head = st.container()
        source = filters.choose("Sumber", names, key="sumber", show_label=False, width=260)
        _areas_block(table[table["sumber"] == source], names[source], kecamatan, head)


def _basis() -> bool:
    """Whether only the verdicts on the last drawn sample count; offered once there are some."""
    if not data.sampled_verdicts():
        return False
    options = {"semua": "Semua putusan", "sampel": "Sampel acak terakhir"}
    return filters.switch("Dasar", options, key="dasar") == "sampel"


def _what_is_meant() -> str:
    rules = error_policy()
    return (
        "Galat: bagian keluarga yang oleh sumbernya dihitung sebagai sasaran, tetapi diputus tidak "
        "layak, meninggal, pindah, ganda, atau tidak ditemukan. Selang "
        f"{persen(rules.keyakinan)}, ditimbang menurut kelurahan dan kelas desil; di bawah "
        f"{rules.n_minimum} putusan tidak ditampilkan."
    )


def _sources_block(
    rows: pd.DataFrame, area: str, table: pd.DataFrame, sentence: str, sampled: bool
) -> None:
    components.block_title(
        f"Galat terukur setiap sumber, {area}",
        f"Persen keluarga yang dicatat sumber, selang {persen(error_policy().keyakinan)}; n: "
        "putusan",
        "model",
    )
    shown = rows.assign(
        kode=rows["sumber"], nama=rows["nama_sumber"], alasan=rows["keterangan"], tempat=""
    )
    components.ranked_table(shown_in_percent(shown), _ranking(shown, "Sumber"), _COLUMNS)
    file = Download(
        label="Tabel (XLSX)", file_name="verifikasi_galat.xlsx",
        data=lambda: _workbook(table, sentence),
    )  # fmt: skip
    components.source_line(
        _SAMPLED if sampled else _CHOSEN, key="galat", downloads=[file],
    )  # fmt: skip


def _verdicts_block(kode: str, area: str) -> None:
    counts = data.verdict_counts(kode)
    total, rows = counts.iloc[0]["keluarga"], counts.iloc[1:]
    right = rows["hasil"].isin(error_policy().benar)
    components.block_title(
        f"Putusan terakhir {shown_count(counts.iloc[0].to_dict())} keluarga, {area}",
        "Satu putusan per keluarga, yang terbaru",
        "terdaftar",
    )
    ranking = Ranking(
        label="Persen keluarga", format_value=angka, maximum=100.0, numbered=False, noun="Putusan",
        color=lambda value: NAVY,
    )  # fmt: skip
    names = categories.names("hasil_verifikasi")
    share = rows["keluarga"].astype("Float64") / (1 if is_missing(total) else total) * 100
    table = rows.assign(
        kode=rows["hasil"], nama=rows["hasil"].map(names), nilai=share.astype(float),
        alasan=rows["keterangan"], tempat=["" if yes else "sumber keliru" for yes in right],
    )  # fmt: skip
    components.ranked_table(table, ranking, [Column("keluarga", "Keluarga")])


def _areas_block(table: pd.DataFrame, name: str, kecamatan: str | None, head) -> None:
    """One source by kelurahan; `head` is where its title goes, above the choice of the source."""
    kelurahan = place(table, kecamatan)[1]
    measured = kelurahan["nilai"].notna().sum()
    level, noun = ("kelurahan", "Kelurahan") if measured else ("kecamatan", "Kecamatan")
    rows = kelurahan if measured else table[table["tingkat"] == "kecamatan"]
    where = f" di {kecamatan}" if kecamatan else ""
    with head:
        components.block_title(
            f"{name}: {measured} dari {len(kelurahan)} kelurahan punya cukup putusan"
            if measured
            else f"{name}: kelurahan{where} belum punya cukup putusan; per kecamatan",
            f"Persen keluarga, per {level}; selang yang bertumpang tidak dapat dibedakan",
            "model",
        )
    rows = rows.assign(
        alasan=rows["keterangan"],
        tempat=rows["nama_kecamatan"] if measured and kecamatan is None else "",
    ).sort_values(["nilai", "nama"], ascending=[False, True], na_position="last")
    components.ranked_table(shown_in_percent(rows), _ranking(rows, noun), _COLUMNS)
    components.source_line(
        f"Wilayah dengan kurang dari {policy().threshold} putusan keliru atau benar disembunyikan; "
        "yang tampil karena itu condong ke galat yang lebih tinggi."
    )


_SAMPLED = (
    "Hanya putusan atas sampel acak terakhir sejak hari diundi; tiap keluarga ditimbang menurut "
    "stratanya."
)
_CHOSEN = (
    "Keluarga yang diverifikasi dipilih petugas, belum diundi: penimbangan membetulkan perbedaan "
    "antarkelas, bukan pilihan di dalam kelas. Undi sampel di bagian Sampel kunjungan agar "
    "angkanya mewakili sumber."
)
_COLUMNS = (
    Column("selang", "Selang", str, wide_only=True),
    Column("n", "n"),
)


def shown_in_percent(rows: pd.DataFrame) -> pd.DataFrame:
    """nilai, bawah and atas as percent, with the interval in words."""
    words = ["" if is_missing(r["nilai"]) else text.interval(r) for r in rows.to_dict("records")]
    percent = {name: rows[name] * 100 for name in ("nilai", "bawah", "atas")}
    return rows.assign(selang=words, **percent)


def _ranking(rows: pd.DataFrame, noun: str) -> Ranking:
    top = rows["atas"].max()
    return Ranking(
        label="Persen keliru", format_value=angka, color=lambda value: LEFT_OUT,
        maximum=100.0 if is_missing(top) else float(top) * 100, numbered=False, interval=True,
        noun=noun,
    )  # fmt: skip


def _workbook(table: pd.DataFrame, sentence: str) -> bytes:
    status, rules = data.status(), error_policy()
    percent = shown_in_percent(table)
    fields = [
        xlsx.Field("tingkat", "Tingkat"), xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Wilayah"),
        xlsx.Field("nama_sumber", "Sumber"), xlsx.Field("nilai", "Persen keliru", xlsx.ONE_DECIMAL),
        xlsx.Field("bawah", "Selang bawah", xlsx.ONE_DECIMAL),
        xlsx.Field("atas", "Selang atas", xlsx.ONE_DECIMAL),
        xlsx.Field("n", "Putusan (n)", xlsx.WHOLE), xlsx.Field("keterangan", "Catatan"),
    ]  # fmt: skip
    notes = {
        "Temuan": plain(sentence),
        "Definisi": _what_is_meant(),
        "Cara": rules.sumber,
        "Lencana": "model (perkiraan dari putusan yang ada, dengan selang)",
        "Tanggal data": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dikosongkan; n dibulatkan.",
        "Sidik jari data": status.sidik_jari,
    }
    sheet = xlsx.Sheet(name="Galat sumber", table=percent, fields=fields)
    return xlsx.workbook([sheet], notes, title="Galat terukur", synthetic=status.sintetis)
