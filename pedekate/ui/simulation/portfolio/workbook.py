"""The section "Banyak program" as a workbook, rounded and hidden as on screen."""

import pandas as pd

from pedekate.format import tanggal
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit.html import plain


def workbook(
    programmes: pd.DataFrame,
    by_count: pd.DataFrame,
    shared: pd.DataFrame,
    *,
    sentence: str,
    basis: str,
    rule: str,
) -> bytes:
    """Programmes in order, families by number of programmes, and the split, as on the page."""
    status = data.status()
    notes = {
        "Temuan": plain(sentence),
        "Aturan": rule,
        "Terlewat": "Keluarga yang terjangkau uangnya, tetapi terhalang bantuan lain atau plafon",
        "Bantuan rata-rata": "Semua bantuan setahun dibagi keluarga, dua angka penting",
        "Pembagian terbaik": "Program linear campuran (HiGHS) atas kurva tiap program; hasil "
        "dihitung per program, keluarga di dua program terhitung dua kali",
        "Lencana": "model (dibulatkan ke kelipatan 10); simulasi adalah saran, bukan penetapan",
        "Dasar": basis,
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    whole = xlsx.WHOLE
    sheets = [
        xlsx.Sheet(name="Program", table=programmes, fields=[
            xlsx.Field("nama", "Program"), xlsx.Field("dana", "Dana"),
            xlsx.Field("uang", "Anggaran (Rp)", whole),
            xlsx.Field("penerima", "Keluarga penerima", whole),
            xlsx.Field("miskin", "Keluarga miskin penerima", whole),
            xlsx.Field("terhalang", "Keluarga terlewat", whole)]),
        xlsx.Sheet(name="Banyaknya program", table=by_count, fields=[
            xlsx.Field("program", "Program (3 = tiga atau lebih)", whole),
            xlsx.Field("keluarga", "Keluarga", whole),
            xlsx.Field("miskin", "Keluarga miskin", whole),
            xlsx.Field("bantuan", "Bantuan rata-rata setahun (Rp)", whole)]),
        xlsx.Sheet(name="Pembagian", table=shared, fields=[
            xlsx.Field("nama", "Program"), xlsx.Field("sekarang", "Sekarang (Rp)", whole),
            xlsx.Field("terbaik", "Terbaik (Rp)", whole), xlsx.Field("hasil", "Hasil", whole)]),
    ]  # fmt: skip
    return xlsx.workbook(sheets, notes, title="Banyak program", synthetic=status.sintetis)
