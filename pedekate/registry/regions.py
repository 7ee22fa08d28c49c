"""Where a row lies: region code read in its own system and confirmed by name, spelling forgiven."""

import csv
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from pedekate import config, config_file

Status = Literal[
    "cocok",  # code and name agree, or the only one given is clear
    "nama_mirip",  # the name is a misspelt one of the list
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


class Spelling(BaseModel):
    """How alike a misspelt name must be, and how far ahead of the next kelurahan."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kemiripan: float
    selisih: float


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


@cache
def load_spelling(path: Path = config.DATA / "aturan" / "wilayah.toml") -> Spelling:
    """Thresholds of a misspelt name.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return config_file.load(path, Spelling)


def similar(name: str, regions: Regions, spelling: Spelling) -> str | None:
    """Code of the one kelurahan a misspelt name (letters only) stands for; None when unsure."""
    floor = spelling.kemiripan - spelling.selisih
    best: dict[str, float] = {}
    for known, code in regions.names.items():
        best[code] = max(_alike(name, known, floor), best.get(code, 0.0))
    ranked = sorted(((alike, code) for code, alike in best.items()), reverse=True)
    (first, code), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    return code if first >= spelling.kemiripan and first - second >= spelling.selisih else None


def _alike(a: str, b: str, floor: float) -> float:
    """Similarity 0..1, the lower of both ways to ask; 0 below `floor`, where nobody needs it."""
    one_way = SequenceMatcher(None, a, b, autojunk=False)
    # Cheap upper bounds first: a column of free text has many thousand different values.
    if one_way.real_quick_ratio() < floor or one_way.quick_ratio() < floor:
        return 0.0
    return min(one_way.ratio(), SequenceMatcher(None, b, a, autojunk=False).ratio())


def _guess(named: str, kecamatan: str | None, regions: Regions) -> str | None:
    """The kelurahan a misspelt name stands for; a kecamatan that holds another one refutes it."""
    code = similar(named, regions, load_spelling())
    said = regions.kecamatan.get(squeeze(kecamatan or ""))
    return None if code and said and not code.startswith(said) else code


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
    named = squeeze(text.kelurahan or "")
    by_name = regions.names.get(named)
    guessed = by_name is None and named != ""
    if guessed:
        by_name = _guess(named, text.kecamatan, regions)
    other = "bps" if system == "kemendagri" else "kemendagri"
    by_other = regions.codes[other].get(digits) if by_code is None else None
    city = _says_city(text.kabupaten, regions)
    code_outside = len(digits) >= 4 and digits[:4] not in regions.city_prefixes
    if city is False or code_outside:
        # Inside by one hint and outside by another is a contradiction, not a far-away family.
        inside = by_code or (code_outside and city is not False and (by_name or city))
        found = (None, "bertentangan" if inside else "luar")
    elif by_code:
        found = _by_code(by_code, by_name, text, regions)
    elif by_name:
        found = _by_name(by_name, by_other, text, regions)
    else:
        found = (None, _unplaced(text, digits, city, regions))
    if guessed and by_name and found[1] == "cocok":
        found = (found[0], "nama_mirip")
    return Reading(*found, by_code or by_other, by_name)


def _by_code(
    code: str, by_name: str | None, text: RegionText, regions: Regions
) -> tuple[str | None, Status]:
    if by_name and by_name != code:
        return None, "bertentangan"
    if squeeze(text.kelurahan or "") and by_name is None:
        return code, "nama_asing"
    return code, _confirm(code, text, regions)


def _by_name(
    name: str, by_other: str | None, text: RegionText, regions: Regions
) -> tuple[str | None, Status]:
    """The code says nothing in the file's own system."""
    if by_other:
        return (name, "sistem_lain") if by_other == name else (None, "bertentangan")
    if _digits(text.kode or ""):
        return name, "kode_asing"
    agreed = _confirm(name, text, regions)
    # By name alone: a kecamatan that does not hold this kelurahan is a contradiction.
    return (None, "bertentangan") if agreed == "kecamatan_beda" else (name, agreed)


def _unplaced(text: RegionText, digits: str, city: bool | None, regions: Regions) -> Status:
    """Neither code nor name is known: inside the city by a coarser hint, silent, or outside."""
    named = [squeeze(part or "") for part in (text.kelurahan, text.kecamatan, text.kabupaten)]
    in_kecamatan = not named[0] and named[1] in regions.kecamatan
    if city or in_kecamatan or len(digits) >= 4:
        return "asing_dalam_kota"
    return "luar" if digits or any(named) else "kosong"


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
