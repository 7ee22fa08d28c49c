"""Numbers, money and dates as an Indonesian reader expects them. Pure: no page, no figure.

A leaf like `errors`: pages, charts and reports all write numbers, and must write them alike.
"""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "id_ID"
NBSP = "\u00a0"  # keeps "Rp 24 miliar" on one line
JOINER = "\u2060"  # keeps the two ends of "1–2" together
MINUS = "\u2212"
MISSING = "–"

_WORDS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas", "dua belas",
)  # fmt: skip
# Above 10 million a budget is read in words; below, every digit of a benefit matters.
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**7, "juta"))
_FRACTIONS = (
    (1 / 10, "sepersepuluh"), (1 / 5, "seperlima"), (1 / 4, "seperempat"), (1 / 3, "sepertiga"),
    (2 / 5, "dua perlima"), (1 / 2, "separuh"), (3 / 5, "tiga perlima"),
    (2 / 3, "dua pertiga"), (3 / 4, "tiga perempat"), (4 / 5, "empat perlima"),
    (9 / 10, "sembilan persepuluh"),
)  # fmt: skip


def is_missing(x) -> bool:
    """True for None, NaN and pandas NA."""
    # NA first: comparing it gives NA again, which has no truth value.
    return x is None or str(x) == "<NA>" or x != x


def angka(x: float | None, desimal: int = 0) -> str:
    """`1234.5` → `1.234,5`; halves round up, a true minus sign, `–` for a missing value."""
    if is_missing(x):
        return MISSING
    rounded = Decimal(str(float(x))).quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)  # no "−0,0"
    pattern = "#,##0" + ("." + "0" * desimal if desimal else "")
    return format_decimal(rounded, format=pattern, locale=LOCALE).replace("-", MINUS)


def satu_desimal(x: float | None) -> str:
    """`angka` with one decimal, for columns of rates."""
    return angka(x, 1)


def persen(share: float | None, desimal: int = 0) -> str:
    """A share of one (0..1) as it stands in charts and tables: `0.412` → `41%`."""
    return MISSING if is_missing(share) else angka(share * 100, desimal) + "%"


def persen_kata(share: float | None, desimal: int = 0) -> str:
    """A share of one (0..1) as it stands in a sentence: `0.412` → `41 persen`."""
    return MISSING if is_missing(share) else angka(share * 100, desimal) + NBSP + "persen"


def rupiah(x: float | None) -> str:
    """`24_000_000_000` → `Rp 24 miliar`; one decimal at most; every digit below 10 million."""
    if is_missing(x):
        return MISSING
    for size, word in _SCALES:
        if abs(x) >= size:
            unit = 10**6 if word == "juta" else size
            text = angka(x / unit, 1).removesuffix(",0")
            return f"Rp{NBSP}{text}{NBSP}{word}"
    return rupiah_penuh(x)


def rupiah_penuh(x: float | None) -> str:
    """`737954` → `Rp 737.954`: every digit, no cents."""
    return MISSING if is_missing(x) else f"Rp{NBSP}{angka(x)}"


def tanggal(d: dt.date | None) -> str:
    """`31 Oktober 2026`, on one line."""
    return MISSING if is_missing(d) else _date(d, "d MMMM y")


def bulan_tahun(d: dt.date | None) -> str:
    """`Oktober 2026`, on one line."""
    return MISSING if is_missing(d) else _date(d, "MMMM y")


def bulat(x: float, langkah: int = 5) -> int:
    """Nearest multiple of `langkah`, halves up. Registry counts use 5, model counts 10."""
    return math.floor(x / langkah + 0.5) * langkah


def bulat_jumlah(bagian: Sequence[float], langkah: int = 10) -> list[int]:
    """Round parts to multiples of `langkah` so that they add up to the rounded total.

    Largest remainder (Hamilton); equal remainders favour the earlier part. Parts must not be
    negative. An empty list gives an empty list.
    """
    parts = [math.floor(x / langkah) * langkah for x in bagian]
    missing = (bulat(sum(bagian), langkah) - sum(parts)) // langkah
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - bagian[i])
    for i in by_remainder[:missing]:
        parts[i] += langkah
    return parts


def rentang(bawah: float, atas: float, desimal: int = 0) -> str:
    """`37–45`, never broken at the end of a line."""
    return f"{angka(bawah, desimal)}{JOINER}–{JOINER}{angka(atas, desimal)}"


def desil(bawah: int, atas: int | None = None) -> str:
    """`desil 1–2`, never broken at the end of a line."""
    return f"desil{NBSP}{bawah if atas in (None, bawah) else rentang(bawah, atas)}"


def bilangan(n: int) -> str:
    """Small whole numbers as words (0–12), larger ones as digits."""
    return _WORDS[n] if 0 <= n < len(_WORDS) else angka(n)


def daftar(nama: Sequence[str]) -> str:
    """`A`, `A dan B`, `A, B, dan C`."""
    if len(nama) < 2:
        return "".join(nama)
    if len(nama) == 2:
        return f"{nama[0]} dan {nama[1]}"
    return f"{', '.join(nama[:-1])}, dan {nama[-1]}"


def pecahan(share: float) -> str:
    """A share (0..1) as a fraction in words where one is near (± 1.5 points), else in percent.

    `0.5` → `separuh`; `0.47` → `47 persen`.
    """
    value, word = min(_FRACTIONS, key=lambda pair: abs(pair[0] - share))
    return word if abs(value - share) <= 0.015 else persen_kata(share)


def satu_dari(share: float) -> int | None:
    """The n of "one in n": `0.0385` → 26. None when nobody is concerned."""
    return math.floor(1 / share + 0.5) if share > 0 else None


def _date(d: dt.date, pattern: str) -> str:
    return format_date(d, pattern, locale=LOCALE).replace(" ", NBSP)
