"""What the data-quality section says, and its matrix as HTML text: pure, escaped.

A file has faults, nobody in it does: sentences speak of rows, cells and files.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from pedekate.charts.theme import NEED
from pedekate.format import MISSING, NBSP, angka, is_missing, tanggal
from pedekate.schema.quality import Dimension
from pedekate.ui.indicators.text import rate

_KINDS = {
    "keluarga": "keluarga",
    "individu": "orang",
    "penerima": "penerima",
    "verifikasi": "putusan",
}
_LIST = {"daftar_bayar": "Daftar bayar"}
SEVERITY = {"tolak": "ditolak", "catatan": "diterima"}
BAD = NEED[3]


def file_name(sumber: str, jenis: str, sources: Mapping[str, str]) -> str:
    """`DTSEN · keluarga`: a source and what one row of its file is."""
    name = sources.get(sumber) or _LIST.get(sumber) or sumber.replace("_", " ").capitalize()
    return f"{name} · {_KINDS.get(jenis, jenis)}"


def good(share: float | None) -> str:
    """A share of good rows with one decimal; only true completeness is written as 100%."""
    if is_missing(share):
        return MISSING
    tenths = math.floor(share * 1000 + 0.5)
    if tenths == 1000 and share < 1:
        tenths = 999
    return "100%" if tenths == 1000 else f"{angka(tenths / 10, 1)}%"


def reason(keterangan: str) -> str:
    """Short words for a cell without a number."""
    return keterangan.removeprefix("disembunyikan ").strip("()")


def headline(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The file kind and dimension with the smallest share of good rows.

    Args:
        rows: berkas (as on screen), dimensi, nilai.
        names: dimension id → name.
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty:
        return "Mutu berkas di wilayah ini belum dapat dihitung"
    worst = known.loc[known["nilai"].idxmin()]
    if worst["nilai"] == 1:
        return "Semua baris yang dapat dinilai baik di setiap dimensi"
    bad = angka((1 - worst["nilai"]) * 100, 1)
    return (
        f"Paling perlu dibenahi: {names[worst['dimensi']].lower()} berkas {worst['berkas']}, "
        f"{bad} persen barisnya bermasalah"
    )


def areas_title(rows: pd.DataFrame, dimension: str, berkas: str) -> str:
    """The kelurahan with the largest share of bad rows.

    Args:
        rows: nama and nilai (share of bad rows) of the kelurahan shown.
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty or not known["nilai"].max():
        return f"{dimension} {berkas} menurut kelurahan"
    worst = known.loc[known["nilai"].idxmax()]
    return (
        f"{dimension} {berkas} paling lemah di {worst['nama']}: {rate(worst['nilai'])} dari 100 "
        "baris bermasalah"
    )


def age(row: pd.Series) -> tuple[str, str]:
    """(age of the data, its limit) in words."""
    if is_missing(row["umur_hari"]):
        return "tanpa tanggal", ""
    days = f"{angka(int(row['umur_hari']))}{NBSP}hari"
    limit = row["batas_hari"]
    return days, "tanpa batas" if is_missing(limit) else f"batas{NBSP}{angka(int(limit))}"


def matrix(files: pd.DataFrame, cells: pd.DataFrame, dimensions: Sequence[Dimension]) -> str:
    """File kinds × dimensions: share of good rows, and the bad ones as a bar from the right.

    Args:
        files: one row per file kind: sumber, jenis, berkas, tanggal_data, baris (missing when
            hidden), umur_hari, batas_hari, mutakhir.
        cells: rows of `data.quality_matrix`.
    """
    heads = "".join(
        f'<th colspan="2" scope="col" title="{escape(d.baik)}">{escape(d.nama)}</th>'
        for d in dimensions
    )
    head = (
        f'<th scope="col">Berkas</th><th class="n" scope="col">Baris</th>{heads}'
        '<th class="n" scope="col">Kemutakhiran</th>'
    )
    found = cells.set_index(["sumber", "jenis", "dimensi"])
    body = ""
    for _, row in files.iterrows():
        day = (
            tanggal(row["tanggal_data"]) if not is_missing(row["tanggal_data"]) else "tanpa tanggal"
        )
        marks = "".join(_cell(found, (row["sumber"], row["jenis"], d.id)) for d in dimensions)
        body += (
            f'<tr><th scope="row">{escape(row["berkas"])}<small>{escape(day)}</small></th>'
            f'<td class="n">{angka(row["baris"])}</td>{marks}{_age_cell(row)}</tr>'
        )
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel"><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(found: pd.DataFrame, key: tuple[str, str, str]) -> str:
    if key not in found.index:
        return '<td colspan="2"></td>'
    row = found.loc[key]
    if is_missing(row["nilai"]):
        words = reason(row["keterangan"])
        return f'<td></td><td class="n" title="{escape(row["keterangan"])}">{escape(words)}</td>'
    left = row["nilai"] * 100
    judged = f"{angka(row['penyebut'])} baris dinilai, {angka(row['tak_diketahui'])} tidak dapat"
    return (
        '<td class="pd-batang" style="width:9%"><span class="pd-alas">'
        '<i class="pd-isi" style="width:100%;background:#EEF1F3"></i>'
        f'<i class="pd-isi" style="left:{left:.1f}%;width:{100 - left:.1f}%;background:{BAD}"></i>'
        f'</span></td><td class="n" title="{judged}"><b>{good(row["nilai"])}</b></td>'
    )


def _age_cell(row: pd.Series) -> str:
    days, limit = age(row)
    late = not is_missing(row["mutakhir"]) and not row["mutakhir"]
    text = f'<b style="color:{BAD}">{days}, lewat</b>' if late else days
    return f'<td class="n">{text}<small>{limit}</small></td>'
