"""Which area a row of an aggregate table is about: city, kecamatan or kelurahan.

Unlike a by-name file, such a table seldom says whose codes it uses. It need not: no code of the
Ministry is also one of BPS inside this city (a contract test), so a code is looked up in both.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pedekate import config
from pedekate.registry import regions
from pedekate.registry.profiles import normalise_label

CITY = "35.73"
_CITY_NAMES = {"kota malang", "malang", "kota", "malang kota", "kotamadya malang"}
_LEVEL_WORDS = {"kelurahan": ("kelurahan", "kel", "desa"), "kecamatan": ("kecamatan", "kec")}


class Area(NamedTuple):
    """`status` as in `registry.regions`, or "mendua" for a name that two levels share."""

    tingkat: str | None
    kode: str | None
    status: str


class AreaText(NamedTuple):
    """The area cells of a row as printed; None when blank or not in the file."""

    kode: str | None = None
    wilayah: str | None = None
    kelurahan: str | None = None
    kecamatan: str | None = None
    tingkat: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaTable:
    """Codes without dots, and squeezed names by level → (level, Kemendagri code)."""

    codes: dict[str, tuple[str, str]]
    names: dict[str, dict[str, str]]


@cache
def load(path: Path = config.WILAYAH / "kelurahan.csv") -> AreaTable:
    """Every code of both systems at every level, and the names with their variants."""
    codes = {re.sub(r"\D", "", CITY): ("kota", CITY)}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kelurahan, kecamatan = row["kode_kelurahan"], row["kode_kecamatan"]
            for code in (kelurahan, row["kode_bps"]):
                codes[digits(code)] = ("kelurahan", kelurahan)
            for code in (kecamatan, row["kode_kecamatan_bps"]):
                codes[digits(code)] = ("kecamatan", kecamatan)
    known = regions.load(path)
    return AreaTable(codes=codes, names={"kelurahan": known.names, "kecamatan": known.kecamatan})


def resolve(text: AreaText, level: str | None, table: AreaTable) -> Area:
    """Read a row's area from its code and its names.

    Args:
        level: level of an area given by its bare name (from the profile); a `tingkat` cell or a
            word such as "Kec." in front of the name outranks it.
    """
    code = digits(text.kode or "")
    by_code = table.codes.get(code)
    if code and by_code is None and not code.startswith(digits(CITY)):
        return Area(None, None, "luar")
    by_name = _by_name(text, _level(text.tingkat) or level, table)
    if by_code is None:
        return by_name or Area(None, None, "luar")
    if by_name is None or by_name.status == "mendua":
        return Area(*by_code, "cocok")
    agrees = by_name.kode == by_code[1]
    return Area(*by_code, "cocok") if agrees else Area(None, None, "bertentangan")


def _by_name(text: AreaText, level: str | None, table: AreaTable) -> Area | None:
    """The most precise name that is filled; None when no name is known."""
    if text.kelurahan:
        found = _named(text.kelurahan, "kelurahan", table)
        inside = table.names["kecamatan"].get(regions.squeeze(text.kecamatan or ""))
        if found and found.tingkat == "kelurahan" and inside and found.kode[:8] != inside:
            return Area(None, None, "bertentangan")
        return found
    if text.wilayah:
        return _named(text.wilayah, level, table)
    return _named(text.kecamatan, "kecamatan", table) if text.kecamatan else None


def _named(name: str, level: str | None, table: AreaTable) -> Area | None:
    plain = normalise_label(name)
    if plain in _CITY_NAMES:
        return Area("kota", CITY, "cocok")
    first = plain.partition(" ")[0]
    said = next((k for k, words in _LEVEL_WORDS.items() if first in words), level)
    key = regions.squeeze(name)
    found = {k: table.names[k][key] for k in table.names if key in table.names[k]}
    if said:
        return Area(said, found[said], "cocok") if said in found else None
    if len(found) > 1:
        return Area(None, None, "mendua")
    return next((Area(k, code, "cocok") for k, code in found.items()), None)


def _level(cell: str | None) -> str | None:
    first = normalise_label(cell or "").partition(" ")[0]
    if first in {"kota", "kabupaten", "kab"}:
        return "kota"
    return next((k for k, words in _LEVEL_WORDS.items() if first in words), None)


def digits(text: str) -> str:
    """The digits of a code cell; a workbook's ".0" is none of them."""
    return re.sub(r"\D", "", text.removesuffix(".0"))
