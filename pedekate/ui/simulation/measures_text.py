"""Rows and titles of the block of measures: each error with its own denominator. Pure."""

import math

import pandas as pd

from pedekate.format import NBSP, angka, is_missing, persen, rupiah
from pedekate.simulation.allocation import FAMILIES
from pedekate.simulation.field_truth import FieldTruth
from pedekate.simulation.run import Result
from pedekate.ui.simulation.model import count

_ERRORS = (
    ("Miskin yang tertinggal", "eksklusi", "yang miskin"),
    ("Penerima yang bukan miskin", "inklusi", "penerima"),
    ("Bukan miskin yang menerima", "nonmiskin_terlayani", "yang bukan miskin"),
    ("Semua yang menerima", "cakupan", "seluruh kota"),
)
_HIDDEN = "–"


def errors(outcome: Result) -> pd.DataFrame:
    """Ukuran, keluarga, penduduk, penyebut: shares of families and of persons, never mixed.

    "–" where fewer than ten families receive: a share of them would tell who they are.
    """
    few = is_missing(count(outcome.served.totals[FAMILIES]))

    def share(key: str) -> str:
        value = outcome.values[key]
        return _HIDDEN if few or value != value else persen(value)

    rows = [
        (name, share(f"{key}_keluarga"), share(f"{key}_individu"), f"dari {base}")
        for name, key, base in _ERRORS
    ]
    gaps = [_HIDDEN if few else _points(outcome, unit) for unit in ("keluarga", "individu")]
    rows.append(("Beda sasaran", *gaps, "terjangkau di antara miskin dikurangi bukan miskin"))
    return pd.DataFrame(rows, columns=["ukuran", "keluarga", "penduduk", "penyebut"])


def others(outcome: Result, *, watts_before: float) -> pd.DataFrame:
    """Ukuran, nilai, berarti: where the money goes and what a step of the gap costs."""
    values = outcome.values
    fallen = 100 * (values["p1_sebelum"] - values["p1_sesudah"])
    price = values["belanja"] / fallen / 100 if fallen > 0 else math.nan
    watts = values["watts_sesudah"]
    rows = [
        ("Manfaat yang jatuh ke bukan miskin", _share(values["kebocoran_manfaat"]),
         "bagian dari seluruh manfaat"),
        ("Manfaat 40 persen terbawah", _number(values["cgh40"], 1, f"{NBSP}×"),
         "dibanding bagian penduduknya; 1 = sebanding (CGH)"),
        ("Koefisien konsentrasi", _number(values["koefisien_konsentrasi"], 2),
         "di bawah nol: lebih banyak ke yang miskin"),
        ("Indeks Watts", f"{_number(100 * watts_before, 2)} → {_number(100 * watts, 2)}",
         "× 100; peka pada yang paling miskin"),
        ("Belanja per 0,01 poin P1", _HIDDEN if is_missing(price) else rupiah(price),
         "untuk menutup kedalaman kemiskinan"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["ukuran", "nilai", "berarti"])


def field(found: FieldTruth) -> pd.DataFrame:
    """Putusan, keluarga, menerima, persen by last field verdict; small counts hidden."""
    rows = [
        ("Diputus layak", found.layak, found.layak_terlayani),
        ("Diputus tidak layak", found.tidak_layak, found.tidak_layak_terlayani),
    ]
    table = pd.DataFrame(rows, columns=["putusan", "keluarga", "menerima"])
    table["keluarga"] = table["keluarga"].map(count)
    table["menerima"] = table["menerima"].map(count)
    table["persen"] = 100 * table["menerima"] / table["keluarga"].where(table["keluarga"] > 0)
    return table


def field_title(table: pd.DataFrame) -> str:
    """What the verdicts say, in the rounded numbers of the table."""
    share = table["persen"].iloc[0]
    if is_missing(share):
        return "Menurut verifikasi lapangan: terlalu sedikit untuk dikatakan"
    return f"Menurut verifikasi lapangan, {angka(share)}{NBSP}persen yang layak terjangkau"


def _points(outcome: Result, unit: str) -> str:
    values = outcome.values
    gap = 1 - values[f"eksklusi_{unit}"] - values[f"nonmiskin_terlayani_{unit}"]
    return _HIDDEN if is_missing(gap) else f"{angka(100 * gap)}{NBSP}poin"


def _share(value: float) -> str:
    return _HIDDEN if is_missing(value) else persen(value)


def _number(value: float, digits: int, unit: str = "") -> str:
    return _HIDDEN if is_missing(value) else angka(value, digits) + unit
