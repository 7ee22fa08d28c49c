"""Part *Kemajuan* of the page Verifikasi: verdicts in force, kelurahan that are due, reasons."""

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.small_map import small_map
from pedekate.charts.theme import COVERAGE, Chart
from pedekate.format import MISSING, angka, bulan_tahun, is_missing, tanggal
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download, Ranking
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.verification import text
from pedekate.verification.policy import review_policy
from pedekate.verification.progress import surely_largest

# A kelurahan never verified stands above every other in the order of delay.
_NEVER = 999


def show(kecamatan: str | None) -> None:
    """Families with a verdict in force by kelurahan, who is due, and why families are listed."""
    table = data.verification_progress()
    table = table.assign(nilai=table["nilai"] * 100)
    area, rows = place(table, kecamatan)
    due = int((rows["terlambat"].fillna(1) > 0).sum())
    sentence = text.progress_headline(area, due, len(rows), _busiest(table, area, rows))
    components.page_header(sentence, _who_is_meant(), "terdaftar")
    left, right = st.columns([4.4, 6], gap="large")
    with left:
        _progress_map(sentence)
    with right:
        _progress_table(rows, area, sentence, kecamatan)
    # Beside the long table of the city the reasons go below the map, else below the short one.
    with left if kecamatan is None else right:
        _reason_block(area)


def _busiest(table: pd.DataFrame, area: pd.Series, rows: pd.DataFrame) -> str | None:
    """The part of the area where most families wait: a kecamatan of the city, else a kelurahan."""
    parts = table[table["tingkat"] == "kecamatan"] if area["tingkat"] == "kota" else rows
    best = surely_largest(parts["penyebut"] - parts["pembilang"], parts["penyebut"])
    return None if best is None else parts.loc[best, "nama"]


def _who_is_meant() -> str:
    rules, day = review_policy(), data.status().tanggal_registri
    old = next(r.batas for r in rules.alasan if r.id == "putusan_lama")
    return (
        f"Sasaran: keluarga desil 1–{rules.sasaran.desil_maks}, terdaftar di DTKS atau PDKTSAM, "
        f"berdesil P3KE 1–{rules.sasaran.desil_p3ke_maks}, atau penerima bantuan. Putusan berlaku "
        f"{angka(old)} bulan; musyawarah kelurahan paling lama {rules.muskel_bulan} bulan sekali. "
        f"Keadaan {tanggal(day)}."
    )


def place(table: pd.DataFrame, kecamatan: str | None) -> tuple[pd.Series, pd.DataFrame]:
    """The chosen area's row, and its kelurahan."""
    rows = table[table["tingkat"] == "kelurahan"]
    if kecamatan is None:
        return table[table["tingkat"] == "kota"].iloc[0], rows
    area = table[(table["tingkat"] == "kecamatan") & (table["nama"] == kecamatan)].iloc[0]
    return area, rows[rows["nama_kecamatan"] == kecamatan]


def _progress_map(sentence: str) -> None:
    components.block_title(
        "Bagian sasaran yang putusannya masih berlaku", "Persen keluarga sasaran", "terdaftar"
    )
    components.chart(
        _map_of(data.status().sidik_jari, geography().mark), key="peta_verifikasi", grow="kecil",
        alt=f"Peta persen keluarga sasaran yang sudah diputus per kelurahan. {sentence}",
    )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=4)
def _map_of(fingerprint: str, boundaries: str) -> Chart:
    rows = _kelurahan()
    table = pd.DataFrame({"kode_kelurahan": rows["kode"], "nilai": rows["nilai"] * 100})
    return small_map(
        geography(), table, breaks=_breaks(), scale=COVERAGE, legend_title="Persen<br>sasaran"
    )


def _kelurahan() -> pd.DataFrame:
    rows = data.verification_progress()
    return rows[rows["tingkat"] == "kelurahan"]


def _breaks() -> list[float]:
    """Classes of the shares in percent, shared by map and table."""
    return class_breaks(_kelurahan()["nilai"].to_numpy(float) * 100)


def _reason_block(area: pd.Series) -> None:
    rows = data.verification_reasons(area["kode"])
    components.block_title(
        f"Mengapa keluarga di {area['nama']} perlu dikunjungi",
        "Keluarga per alasan, dari yang paling mendesak; satu keluarga dapat punya beberapa alasan",
        "terdaftar",
    )
    components.plain_table(
        rows.assign(jumlah=[shown_count(r) for r in rows.to_dict("records")]),
        [Column("nama", "Alasan", number=False), Column("jumlah", "Keluarga", str)],
    )
    components.source_line("Sumber: registri kota; alasan dan batasnya dari data/verifikasi.")


def shown_count(row: dict) -> str:
    """`keluarga` of a protected row, or `<10`."""
    if is_missing(row["keluarga"]):
        return row["keterangan"].removeprefix("disembunyikan ").strip("()")
    return angka(row["keluarga"])


def _progress_table(
    rows: pd.DataFrame, area: pd.Series, sentence: str, kecamatan: str | None
) -> None:
    late = (rows["terlambat"].fillna(1) > 0).any()
    order = "musyawarah yang paling lama tertunda" if late else "yang paling sedikit diputus"
    components.block_title(
        f"{len(rows)} kelurahan, dari {order}",
        "Persen keluarga sasaran dengan putusan yang berlaku; musyawarah menurut putusan terakhir",
        "terdaftar",
    )
    table = _ordered(rows).assign(
        tempat=_ordered(rows)["nama_kecamatan"] if kecamatan is None else ""
    )
    top = rows["nilai"].max()
    ranking = Ranking(
        label="Persen diputus", format_value=angka, color=color_of(_breaks(), COVERAGE),
        maximum=100.0 if is_missing(top) else float(top), numbered=False,
        reference=None if is_missing(area["nilai"]) else (area["nama"], float(area["nilai"])),
    )  # fmt: skip
    columns = [
        Column("penyebut", "Sasaran"),
        Column("terakhir", "Putusan terakhir", str, wide_only=True),
        Column("waktu", "Musyawarah", str),
    ]
    components.ranked_table(table, ranking, columns)
    file = Download(
        label="Tabel (XLSX)", file_name="verifikasi_kemajuan.xlsx",
        data=lambda: _workbook(_ordered(rows), area, sentence),
    )  # fmt: skip
    components.source_line(
        f"Sumber: putusan PDKTSAM dan lembar kerja, registri kota. {_unlinked()}", key="kemajuan",
        downloads=[file],
    )  # fmt: skip


def _unlinked() -> str:
    count = data.unlinked_verdicts()
    if count == 0:
        return "Setiap putusan menemukan keluarganya di registri."
    return f"{angka(count)} putusan tidak menemukan keluarganya di registri dan tidak dihitung."


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The longest overdue first, then the least done, with their words."""
    late = rows["terlambat"].astype("Float64").fillna(_NEVER)
    table = rows.assign(_lama=late).sort_values(
        ["_lama", "nilai", "nama"], ascending=[False, True, True], na_position="last"
    )
    return table.assign(
        alasan=table["keterangan"],
        waktu=[text.overdue(m) for m in table["terlambat"]],
        terakhir=[MISSING if pd.isna(d) else bulan_tahun(d) for d in table["putusan_terakhir"]],
    ).drop(columns="_lama")


def _workbook(table: pd.DataFrame, area: pd.Series, sentence: str) -> bytes:
    status, rules = data.status(), review_policy()
    reasons = data.verification_reasons(area["kode"])
    sheets = [
        xlsx.Sheet(name="Kelurahan", table=table, fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Kelurahan"),
            xlsx.Field("nama_kecamatan", "Kecamatan"),
            xlsx.Field("penyebut", "Keluarga sasaran", xlsx.WHOLE),
            xlsx.Field("pembilang", "Sudah diputus", xlsx.WHOLE),
            xlsx.Field("nilai", "Persen", xlsx.ONE_DECIMAL),
            xlsx.Field("terakhir", "Putusan terakhir"), xlsx.Field("waktu", "Musyawarah"),
            xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Alasan", table=reasons, fields=[
            xlsx.Field("nama", "Alasan"), xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE),
            xlsx.Field("keterangan", "Catatan")]),
    ]  # fmt: skip
    notes = {
        "Temuan": plain(sentence),
        "Wilayah": area["nama"],
        "Sasaran": plain(_who_is_meant()),
        "Lencana": "terdaftar (hitungan registri kota, dibulatkan)",
        "Tanggal data": tanggal(status.tanggal_registri),
        "Sumber": rules.sumber,
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook(sheets, notes, title="Kemajuan verifikasi", synthetic=status.sintetis)
