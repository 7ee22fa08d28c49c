"""What the block on duration of receipt says. Pure."""

from collections.abc import Mapping

import pandas as pd

from pedekate.format import angka, bilangan, daftar, is_missing, persen_kata, tanggal


def only_one(lists: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The sentence while no programme has two lists.

    Args:
        lists: program, banyak_daftar, tanggal_awal, tanggal_akhir.
    """
    if lists.empty:
        return (
            "Belum ada daftar bayar yang dimuat; lama menerima terlihat sesudah dua daftar program "
            "yang sama dengan tanggal berbeda dimuat."
        )
    loaded = daftar([names.get(program, program) for program in lists["program"]])
    return (
        f"Baru satu daftar bayar setiap program ({loaded}) yang dimuat; lama menerima dan calon "
        "graduasi terlihat sesudah daftar bertanggal lain dimuat."
    )


def title(rows: pd.DataFrame, area: str) -> str:
    """The programme with most candidates, with its denominator and the time that is covered.

    Args:
        rows: nama, banyak, kini_n, selalu_n, calon_n (NaN when hidden or without limit).
    """
    known = rows.dropna(subset=["calon_n", "selalu_n"])
    if known.empty:
        return "Lama menerima: jumlah calon graduasi tidak dapat ditampilkan"
    row = known.loc[known["calon_n"].idxmax()]
    lists = "kedua" if row["banyak"] == 2 else f"semua {bilangan(int(row['banyak']))}"
    who = f"{angka(row['selalu_n'])} keluarga yang menerima {row['nama']} di {lists} daftar bayar"
    if not row["calon_n"]:
        return f"Tidak ada calon graduasi di antara {who}"
    share = row["calon_n"] / row["selalu_n"] if row["selalu_n"] else float("nan")
    part = "" if is_missing(share) else f" ({persen_kata(share)})"
    return f"{angka(row['calon_n'])} dari {who}{part} kini berdesil di atas batasnya"


def source(lists: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Dates, what a list cannot say, and what a candidate is not."""
    single = lists[lists["banyak_daftar"] == 1]
    left = daftar([names.get(program, program) for program in single["program"]])
    more = f" {left}: baru satu daftar." if left else ""
    return (
        "Sumber: daftar bayar bertanggal dan desil nasional DTSEN yang berlaku. Sebelum daftar "
        "tertua tidak ada catatan, jadi lamanya sedikitnya sepanjang itu. Tanpa desil: belum "
        "diperingkat atau tidak ditemukan di registri. Calon graduasi adalah bahan pemeriksaan "
        f"lapangan, bukan keputusan.{more}"
    )


def span(row: pd.Series) -> str:
    """How many lists, from when to when."""
    first, last = (_day(row[name]) for name in ("tanggal_awal", "tanggal_akhir"))
    return f"{row['banyak_daftar']}: {first} – {last}"


def _day(value) -> str:
    return "tanpa tanggal" if pd.isna(value) else tanggal(pd.Timestamp(value).date())
