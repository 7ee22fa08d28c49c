"""Where a row lies: region code read in its own system and confirmed by name."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pedekate import config

Status = Literal[
    "cocok",  # code and name agree, or the only one given is clear
    "nama_asing",  # code clear, name not recognised
    "kode_asing",  # name clear, code not recognised
    "sistem_lain",  # the code is of the other system and agrees with the name
    "kecamatan_beda",  # kelurahan clear, the kecamatan named is another
    "asing_dalam_kota",  # in the city, kelurahan not recognised
    "kosong",  # nothing said
    "luar",  # outside the city, or unknown and not said to be inside
    "bertentangan",  # code and name point to different places
]


class RegionText(NamedTuple):
    """The region cells of a row as printed; None when blank or not in the file."""

    kode: str | None
    kelurahan: str | None
    kecamatan: str | None
    kabupaten: str | None


class Reading(NamedTuple):
    """What the cells say. `baca_kode` and `baca_nama` are kept so a refusal can show both."""

    kode_kelurahan: str | None
    status: Status
    baca_kode: str | None
    baca_nama: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Lookup tables of the city's kelurahan: codes without dots by system, names by variant."""

    codes: dict[str, dict[str, str]]
    names: dict[str, str]
    kecamatan: dict[str, str]
    city_prefixes: frozenset[str]
    city_name: str


@cache
def load(path: Path = config.WILAYAH / "kelurahan.csv") -> Regions:
    """Region tables from the reference list; names squeezed to letters so spellings meet."""
    codes: dict[str, dict[str, str]] = {"kemendagri": {}, "bps": {}}
    names: dict[str, str] = {}
    kecamatan: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["kode_kelurahan"]
            codes["kemendagri"][_digits(code)] = code
            codes["bps"][row["kode_bps"]] = code
            kecamatan[squeeze(row["nama_kecamatan"])] = row["kode_kecamatan"]
            variants = [re.sub(r"\(.*\)", "", v) for v in row["varian_nama"].split("|")]
            for name in (row["nama_kelurahan"], row["nama_bps"], *variants):
                if name.strip():
                    names[squeeze(name)] = code
    prefixes = {digits[:4] for table in codes.values() for digits in table}
    return Regions(
        codes=codes,
        names=names,
        kecamatan=kecamatan,
        city_prefixes=frozenset(prefixes),
        city_name="malang",
    )


def squeeze(name: str) -> str:
    """Letters only, lower case, without "kelurahan", "kel.", "kecamatan" … in front."""
    plain = re.sub(r"^\s*(kelurahan|kel|kecamatan|kec)\b[\s.]*", "", name.lower())
    return re.sub(r"[^a-z]", "", plain)


def resolve(text: RegionText, system: str, regions: Regions) -> Reading:
    """Read a row's region.

    Args:
        text: the cells as printed.
        system: "bps", "kemendagri", or "nama" when the file carries no codes. A bare 10-digit code
            is ambiguous between the two systems, so it is read in the file's own system only; the
            other one counts only when the name says the same.
    """
    digits = _digits(text.kode or "")
    by_code = regions.codes.get(system, {}).get(digits)
    by_name = regions.names.get(squeeze(text.kelurahan or ""))
    other = "bps" if system == "kemendagri" else "kemendagri"
    by_other = regions.codes[other].get(digits) if by_code is None else None
    city = _says_city(text.kabupaten, regions)
    code_outside = len(digits) >= 4 and digits[:4] not in regions.city_prefixes
    code_inside = len(digits) >= 4 and not code_outside

    def reading(code: str | None, status: Status) -> Reading:
        return Reading(code, status, by_code or by_other, by_name)

    if city is False or code_outside:
        inside = by_code or (by_name if code_outside and city is not False else None)
        return reading(None, "bertentangan" if inside or (code_outside and city) else "luar")
    if by_code and by_name and by_code != by_name:
        return reading(None, "bertentangan")
    if by_code:
        unknown_name = bool(squeeze(text.kelurahan or "")) and by_name is None
        return reading(by_code, "nama_asing" if unknown_name else _confirm(by_code, text, regions))
    if by_name:
        if by_other and by_other != by_name:
            return reading(None, "bertentangan")
        if by_other:
            return reading(by_name, "sistem_lain")
        if digits:
            return reading(by_name, "kode_asing")
        agreed = _confirm(by_name, text, regions)
        # By name alone: a kecamatan that does not hold this kelurahan is a contradiction.
        return reading(
            *((None, "bertentangan") if agreed == "kecamatan_beda" else (by_name, agreed))
        )
    if code_inside or city:
        return reading(None, "asing_dalam_kota")
    if not any(squeeze(part or "") for part in (text.kelurahan, text.kecamatan, text.kabupaten)):
        return reading(None, "luar" if digits else "kosong")
    if not text.kelurahan and regions.kecamatan.get(squeeze(text.kecamatan or "")):
        return reading(None, "asing_dalam_kota")
    return reading(None, "luar")


def _confirm(code: str, text: RegionText, regions: Regions) -> Status:
    named = regions.kecamatan.get(squeeze(text.kecamatan or ""))
    given = bool(squeeze(text.kecamatan or ""))
    if given and named != code[:8]:
        return "kecamatan_beda"
    return "cocok"


def _says_city(kabupaten: str | None, regions: Regions) -> bool | None:
    """Whether the regency cell names the city; None when blank or ambiguous ("Malang")."""
    plain = " ".join(re.sub(r"[^a-z]+", " ", (kabupaten or "").lower()).split())
    if not plain or plain == regions.city_name:
        return None
    return plain in {f"kota {regions.city_name}", f"kotamadya {regions.city_name}"}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.removesuffix(".0"))
