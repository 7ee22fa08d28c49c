"""Sentences of the comparison of two waves, computed from the tables. Pure."""

import pandas as pd

from pedekate.format import NBSP, angka, daftar, is_missing, tanggal
from pedekate.indicators.churn import ENTERED, LEFT, POORER, RICHER

RERANKED = (
    "Desil diperingkat ulang secara nasional tiap triwulan: perpindahan desil dapat berarti "
    "peringkat ulang atau data yang diperbaiki, bukan keluarga yang menjadi lebih miskin atau "
    "lebih mampu. Keluarga baru dapat berasal dari KK yang dipecah; yang keluar dapat pindah, "
    "meninggal, atau tidak lagi terdata."
)
ONLY_ONE = (
    "Perubahan antarwaktu terlihat setelah ada dua gelombang data: muat berkas DTSEN, DTKS, atau "
    "P3KE dengan tanggal data lain, dan yang lama tetap disimpan sebagai pembanding."
)


def day(value) -> str:
    """A date as the screen writes it; some files carry none."""
    return "tanpa tanggal" if is_missing(value) else tanggal(value)


def count(table: pd.DataFrame, kelas: str, column: str = "keluarga"):
    """One number of `indicators.churn.summary`; <NA> when hidden or not told."""
    return table.set_index("kelas")[column].get(kelas, pd.NA)


def moved(table: pd.DataFrame):
    """Families whose decile moved; <NA> when one direction is hidden."""
    return count(table, POORER) + count(table, RICHER)


def headline(source: str, before: str, area: str, table: pd.DataFrame) -> str:
    """What changed, in one sentence; what is hidden or zero is left out."""
    parts = [
        f"{angka(number)}{NBSP}keluarga {what}"
        for number, what in (
            (count(table, ENTERED), "baru"),
            (count(table, LEFT), "keluar"),
            (moved(table), "berpindah desil"),
        )
        if not is_missing(number) and number
    ]
    if not parts:
        if is_missing(count(table, ENTERED)) or is_missing(count(table, LEFT)):
            return f"Perubahan {source} di {area} sejak {before} terlalu kecil untuk ditampilkan"
        return f"Sejak {before} tidak ada keluarga baru atau keluar di {source} {area}"
    parts[-1] = f"<em>{parts[-1]}</em>"
    return f"Sejak {before} {source} mencatat {daftar(parts)} di {area}"


def matrix_title(table: pd.DataFrame) -> str:
    """Which way the deciles moved."""
    poorer, richer = count(table, POORER), count(table, RICHER)
    if is_missing(poorer) or is_missing(richer):
        return "Dari desil ke desil"
    if poorer == richer:
        return f"{angka(poorer)} keluarga turun desil, sama banyak dengan yang naik"
    more, less = ("turun", "naik") if poorer > richer else ("naik", "turun")
    high, low = max(poorer, richer), min(poorer, richer)
    return f"Lebih banyak yang {more} desil ({angka(high)}) daripada yang {less} ({angka(low)})"


def areas_title(rows: pd.DataFrame) -> str:
    """The kelurahan with the greatest change, among those that may be shown."""
    known = rows.dropna(subset=["nilai"])
    if known.empty or not known["nilai"].max():
        return "Perubahan tiap kelurahan terlalu kecil untuk ditampilkan"
    first = known.loc[known["nilai"].idxmax()]
    return f"Perubahan terbesar di {first['nama']}: {angka(first['nilai'], 1)} per 100 keluarga"


def programmes_title(table: pd.DataFrame, names: dict[str, str]) -> str:
    """The programme with the most new recipients."""
    rows = table[table["kelas"] == ENTERED].dropna(subset=["keluarga"])
    if rows.empty or not rows["keluarga"].max():
        return "Penerima program antara dua daftar bayar"
    first = rows.loc[rows["keluarga"].idxmax()]
    return f"{names[first['program']]}: {angka(first['keluarga'])} keluarga penerima baru"
