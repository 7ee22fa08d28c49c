"""Layout profiles: what a file of each kind looks like, as TOML in `data/profil`.

A profile knows the header labels of a file kind, which canonical field each column fills, the code
list of every coded answer, and the family of region codes. Code lists stand in `daftar/`, one file
a source, keyed by source and field: the same field name has another numbering in every source.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.registry import fields

Scalar = bool | int | str
CodeTable = dict[str, Scalar]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
NOT_PROFILES = {"kategori.toml"}
# Reserved key of a code list: the lists whose entries it takes over before its own.
LIKE = "seperti"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CodedField(_Strict):
    """A canonical field read through a code list; of several columns the first that answers."""

    kolom: Name | tuple[Name, ...]
    daftar: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in the order they are asked."""
        return (self.kolom,) if isinstance(self.kolom, str) else self.kolom


class BitField(_Strict):
    """True when a sum of powers of two contains one of `bit`.

    `semua` is the sum of every bit the question has: a larger number is no answer to it, except
    `tak_tahu`, the code for "does not know".
    """

    kolom: Name
    bit: tuple[int, ...]
    semua: int
    tak_tahu: int | None = None


class AnyOfField(_Strict):
    """True when one of several columns says yes (by code list) or exceeds a number."""

    kolom: tuple[Name, ...]
    daftar: str | None = None
    lebih_dari: int | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "AnyOfField":
        if (self.daftar is None) == (self.lebih_dari is None):
            raise ValueError("isi salah satu: 'daftar' atau 'lebih_dari'")
        return self


class NumberField(_Strict):
    """A number with its plausible range; outside it the answer is unknown."""

    kolom: Name
    min: float
    maks: float


class CodePart(_Strict):
    """One part of a region code that stands in several columns, and its number of digits."""

    kolom: Name
    lebar: int


class RegionColumns(_Strict):
    """Columns that place a row; `domisili` false: the card's address, which never rejects.

    `kode_digit`: the kelurahan is the first digits of a longer code (census block); a shorter text
    is a local number and says nothing. `kode_bagian`: the code is put together from its parts.
    """

    kode: Name | None = None
    kode_digit: int | None = None
    kode_bagian: tuple[CodePart, ...] = ()
    kelurahan: Name | None = None
    kecamatan: Name | None = None
    kabupaten: Name | None = None
    domisili: bool = True

    @property
    def given(self) -> bool:
        """Whether this layout places its rows at all; a sheet may leave that to its sister."""
        return bool(self.kode or self.kode_bagian or self.kelurahan or self.kecamatan)


class ProgramFlag(_Strict):
    """A column that says whether the row's person or family receives a programme."""

    kolom: Name
    program: Name
    cara: Literal["ya", "selain_tidak"]
    periode: Name | None = None


class Profile(_Strict):
    """One file kind. `kolom` maps our name of a source column to the labels seen in headers."""

    id: Name
    nama: str
    sumber: Name
    jalur: Name = "utama"
    jenis: Literal["keluarga", "individu", "penerima", "verifikasi", "survei"]
    kode_wilayah: Literal["bps", "kemendagri", "nama"]
    tanggal_data: date | None = None
    tanggal_dari: Name | None = None
    format_tanggal: tuple[str, ...]
    digit_data: int = 8
    wajib_kolom: tuple[tuple[Name, ...], ...]
    wajib_isi: tuple[tuple[Name, ...], ...] = ()
    nomor_urut: tuple[Name, ...] = ()
    kolom: dict[Name, tuple[str, ...]]
    nomor: dict[Literal["nik", "no_kk"], Name] = {}
    teks: dict[Name, Name] = {}
    tanggal: dict[Name, Name] = {}
    wilayah: RegionColumns = RegionColumns()
    angka: dict[Name, NumberField] = {}
    bit: dict[Name, BitField] = {}
    kode: dict[Name, CodedField] = {}
    salah_satu: dict[Name, AnyOfField] = {}
    program: dict[Name, ProgramFlag] = {}

    @model_validator(mode="after")
    def _known_names(self) -> "Profile":
        unknown = self._used_columns() - self.kolom.keys()
        if unknown:
            raise ValueError(f"kolom tidak didaftarkan: {', '.join(sorted(unknown))}")
        canonical = {*self.teks, *self.tanggal, *self.angka, *self.bit}
        canonical |= {*self.kode, *self.salah_satu}
        strange = canonical - fields.of(self.jenis).keys()
        if strange:
            raise ValueError(f"isian kanonis tidak dikenal: {', '.join(sorted(strange))}")
        return self

    def _used_columns(self) -> set[str]:
        used = {*self.nomor.values(), *self.teks.values(), *self.tanggal.values()}
        used |= {n for group in (*self.wajib_kolom, *self.wajib_isi) for n in group}
        used |= {field.kolom for field in (*self.angka.values(), *self.bit.values())}
        used |= {n for field in self.kode.values() for n in field.columns}
        used |= {n for field in self.salah_satu.values() for n in field.kolom}
        used |= {n for flag in self.program.values() for n in (flag.kolom, flag.periode) if n}
        region = self.wilayah
        used |= {part.kolom for part in region.kode_bagian}
        used |= {
            n for n in (region.kode, region.kelurahan, region.kecamatan, region.kabupaten) if n
        }
        return used | set(self.nomor_urut)

    def column_of_label(self) -> dict[str, str]:
        """Normalised header label → our column name."""
        return {
            normalise_label(text): name for name, labels in self.kolom.items() for text in labels
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A header row read with a profile: our column names by position (None: not in it)."""

    profile: Profile
    columns: tuple[str | None, ...]

    @property
    def found(self) -> int:
        """How many columns of the header the profile knows."""
        return sum(name is not None for name in self.columns)


def normalise_label(text: str) -> str:
    """Trim, lower, punctuation to a space, spaces collapsed: labels differ by vintage."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = plain.replace("≤", "<=").replace("≥", ">=")
    return " ".join(re.sub(r"[^0-9a-z<>=]+", " ", plain).split())


def normalise_code(text: str) -> str:
    """Key of a coded answer: a number without leading zeros or ".0", else the normalised label."""
    number = re.fullmatch(r"\s*'?0*(\d+)(?:\.0+)?\s*", text)
    return number.group(1) if number else normalise_label(text)


def match_header(cells: Sequence[str], profile: Profile) -> Match | None:
    """The header read with this profile, or None when a required column is missing.

    A label that says nothing alone ("Bulan", "Tahun") is read with the last known one before it, as
    "501a tahun": that is how sub-columns stand under a question.
    """
    names = profile.column_of_label()
    columns: list[str | None] = []
    parent = ""
    for cell in cells:
        label = normalise_label(cell)
        name = names.get(label)
        if name:
            parent = label
        else:
            name = names.get(f"{parent} {label}")
        columns.append(name if name not in columns else None)
    present = set(columns)
    if any(present.isdisjoint(group) for group in profile.wajib_kolom):
        return None
    return Match(profile=profile, columns=tuple(columns))


def missing_columns(cells: Sequence[str], profile: Profile) -> tuple[int, list[str]]:
    """(columns recognised, required labels not found) of a header that does not fit."""
    names = profile.column_of_label()
    present = {names.get(normalise_label(cell)) for cell in cells} - {None}
    lacking = [
        profile.kolom[group[0]][0] for group in profile.wajib_kolom if present.isdisjoint(group)
    ]
    return len(present), lacking


@cache
def load_all(folder: Path = config.PROFIL) -> tuple[Profile, ...]:
    """Every profile of the folder and of the city's own, sorted by file name.

    Raises:
        ConfigError: a file is no valid profile, or names a code list that does not exist.
    """
    lists = load_code_lists(folder)
    found = []
    for path in sorted([*folder.glob("*.toml"), *config.profil_kota().glob("*.toml")]):
        if path.name in NOT_PROFILES:
            continue
        raw = config_file.content(path)
        if raw.get("jenis") == "agregat":  # see registry.aggregates.profile
            continue
        profile = config_file.checked(path, Profile, raw)
        used = [
            f.daftar for f in (*profile.kode.values(), *profile.salah_satu.values()) if f.daftar
        ]
        if absent := sorted(set(used) - lists.keys()):
            raise ConfigError(
                f"Profil {path.name} memakai daftar kode {', '.join(absent)} "
                "yang tidak ada di folder daftar."
            )
        found.append(profile)
    return tuple(found)


@cache
def load_code_lists(folder: Path = config.PROFIL) -> dict[str, CodeTable]:
    """Code lists by "sumber.isian"; keys normalised with `normalise_code`.

    A list may begin with the entries of others (`seperti`); its own entries win.

    Raises:
        ConfigError: a file does not parse, or a list builds on one that does not exist.
    """
    raw: dict[str, dict] = {}
    for path in sorted((folder / "daftar").glob("*.toml")):
        tables = config_file.content(path)
        raw |= {f"{path.stem}.{name}": table for name, table in tables.items()}
    return {name: _code_table(name, raw) for name in raw}


def _code_table(name: str, raw: dict[str, dict]) -> CodeTable:
    """Entries of one list, those of the lists it builds on first."""
    if name not in raw:
        raise ConfigError(f"Daftar kode {name} dirujuk, tetapi tidak ada di folder daftar.")
    found: CodeTable = {}
    for other in raw[name].get(LIKE, ()):
        found |= _code_table(other, raw)
    own = {key: value for key, value in raw[name].items() if key != LIKE}
    return found | {normalise_code(key): value for key, value in own.items()}
