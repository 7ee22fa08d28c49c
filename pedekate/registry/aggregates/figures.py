"""Numbers, dates and units of an aggregate table as they stand in its cells.

A number is read only when there is one way to read it: `12.345` is twelve thousand in one office
and twelve and a bit in the next, so the rest of the file has to say which.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pedekate.registry.profiles import normalise_label
from pedekate.schema.external import COUNT, SHARE, ExternalIndicator

Mark = Literal[",", "."]
# What statistical tables print where there is no figure. None of them is a zero.
_BLANK = {"", "-", "–", "—", "...", "…", "na", "n/a", "x", "tad", "null", "none"}
_MONTHS = {
    name: i
    for i, names in enumerate(
        ("januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt", "september sep", "oktober okt", "november nov", "desember des"), 1,
    )
    for name in names.split()
}  # fmt: skip
_SHARES = {"persen": 100.0, "%": 100.0, "persentase": 100.0, "percent": 100.0}
_SHARES |= {"bagian": 1.0, "proporsi": 1.0, "rasio": 1.0, "0-1": 1.0}
# A word for what is counted → the one word the product has for it.
COUNT_WORDS = {
    "jiwa": "jiwa", "orang": "jiwa", "penduduk": "jiwa", "keluarga": "keluarga", "kk": "keluarga",
    "kepala keluarga": "keluarga", "rumah tangga": "rumah tangga", "ruta": "rumah tangga",
    "rumah": "rumah", "unit": "rumah", "unit rumah": "rumah", "balita": "balita", "anak": "anak",
}  # fmt: skip
COUNTED = tuple(dict.fromkeys(COUNT_WORDS.values()))


class Period(NamedTuple):
    """As the screen writes it, and its last day, by which figures are ordered."""

    periode: str
    tanggal: dt.date


class Unit(NamedTuple):
    """How a value is stored: `bentuk` "persen", "jumlah" or "angka"; shares are divided by
    `pembagi` to lie in 0..1."""

    bentuk: str
    pembagi: float


def is_blank(text: str | None) -> bool:
    """Nothing, or a sign that stands for "no figure"."""
    return text is None or text.strip().lower() in _BLANK


def decimal_mark(texts: Iterable[str | None], default: Mark) -> Mark | None:
    """The decimal mark of a file; `default` when no cell tells; None when cells contradict."""
    marks = {m for t in texts if not is_blank(t) and (m := _tells(_bare(t)))}
    return None if len(marks) > 1 else marks.pop() if marks else default


def number(text: str | None, mark: Mark | None) -> float | None:
    """The number in a cell; None when it cannot be read in just one way.

    Args:
        mark: of the file; None (the file contradicts itself) reads clear numbers only.
    """
    bare = _bare(text or "")
    mark = _tells(bare) or mark
    if re.fullmatch(r"-?\d+", bare):
        return float(bare)
    if mark is None:
        return None
    group = "." if mark == "," else ","
    whole = rf"(?:\d+|\d{{1,3}}(?:{re.escape(group)}\d{{3}})+)"
    if not re.fullmatch(rf"-?{whole}(?:{re.escape(mark)}\d+)?(?:[eE]-?\d+)?", bare):
        return None
    return float(bare.replace(group, "").replace(mark, "."))


def period(text: str | None) -> Period | None:
    """A year, a month or a day; None when it is none of them."""
    plain = (text or "").strip().removesuffix(".0").removesuffix(" 00:00:00")
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return Period(plain, dt.date(int(plain), 12, 31))
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", plain):
        return _day(*found.groups())
    if found := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", plain):
        return _day(found[3], found[2], found[1])
    if found := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})", normalise_label(plain)):
        month = _MONTHS.get(found[2])
        return _day(found[3], month, found[1]) if month else None
    return None


def unit(text: str | None, indicator: ExternalIndicator) -> Unit | None:
    """How a value in this unit is stored; None when the unit is unstated or of another kind.

    A count and a plain number have one unit each, so silence is clear. A share has two ways to be
    written, so it must say which.
    """
    said = (text or "").strip().lower()
    if said in _SHARES:
        return Unit(SHARE, _SHARES[said]) if indicator.satuan == SHARE else None
    if (noun := COUNT_WORDS.get(said)) is not None:
        return Unit(COUNT, 1.0) if noun == indicator.satuan_hitung else None
    if indicator.satuan == SHARE:
        return None
    if indicator.satuan == COUNT:
        return Unit(COUNT, 1.0) if said in ("", COUNT) else None
    return Unit("angka", 1.0) if said in ("", indicator.satuan.lower()) else None


def _bare(text: str) -> str:
    return re.sub(r"\s|%|^rp\.?", "", text.strip().lower().replace("−", "-"))


def _tells(text: str) -> Mark | None:
    """The decimal mark one number gives away by itself."""
    both = re.fullmatch(r"-?[\d.,]*([.,])\d+", text)
    if both is None:
        return None
    last = both[1]
    other = "," if last == "." else "."
    after = len(text) - text.rindex(last) - 1
    if other in text:
        return last
    if text.count(last) > 1:
        return other
    before = text.lstrip("-").partition(last)[0]
    return last if after != 3 or len(before) > 3 or before in ("", "0") else None


def _day(year: str, month: str | int | None, day: str | None) -> Period | None:
    year, month = int(year), int(month)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Period(f"{year}-{month:02d}", dt.date(year, month, last))
    if not 1 <= int(day) <= last:
        return None
    found = dt.date(year, month, int(day))
    return Period(found.isoformat(), found)
