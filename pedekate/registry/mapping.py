"""An unknown layout → a profile: which column holds which field, by its name and its content.

The suggestions are only that; a person confirms them. What comes out is an ordinary profile, so a
mapped file is read, judged and balanced by the same code as every other file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import tomli_w
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from pedekate import config, config_file
from pedekate.errors import InputError
from pedekate.registry import aggregates, regions
from pedekate.registry.aggregates import AggregateProfile
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.profiles import (
    Profile,
    load_all,
    load_code_lists,
    normalise_code,
    normalise_label,
)

FIELDS_FILE = config.DATA / "unggah" / "isian.toml"
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S")
NUMBERS = {
    "desil": (1, 10), "persentil": (0, 100), "peringkat_kota": (1, 10_000_000),
    "jumlah_anggota": (1, 40), "luas_lantai": (0, 999),
}  # fmt: skip
REGION = {"kode_wilayah": "kode", "kelurahan": "kelurahan", "kecamatan": "kecamatan",
          "kabupaten": "kabupaten"}  # fmt: skip
# A name alone must be close to a known label. Where the content is telling (16 digits, names of
# our kelurahan, names of programmes) a vague name will do; codes 1 and 2 could be anything.
_NAME_WEIGHT, _ENOUGH, _CLOSE = 0.6, 0.5, 0.85
_TELLING = {"nik", "no_kk", "kode_wilayah", "kelurahan", "kecamatan", "program", "hasil"}
_VAGUE, _CLEAR = 0.3, 0.6
ROW_NUMBERS = {"no", "nomor", "urut", "no urut", "nomor urut"}
PERSONAL = {"nama", "alamat"}
_FREE_TEXT = {"nama", "alamat", "rt", "rw", "periode", "nomor_berita_acara"}


class Field(BaseModel):
    """One canonical field as the wizard shows it (`data/unggah/isian.toml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    jenis: tuple[str, ...]
    inti: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a person decided about a file.

    Attributes:
        nama: name of the new profile on screen.
        sumber, jenis: whose data, and what a row is (as in `Profile`).
        tanggal_data: date of the data; None where a column says it.
        columns: field → index of the column.
    """

    nama: str
    sumber: str
    jenis: str
    tanggal_data: date | None
    columns: Mapping[str, int]


@cache
def load_fields(path: Path = FIELDS_FILE) -> dict[str, Field]:
    """Fields the wizard offers, in their order.

    Raises:
        ConfigError: the file does not hold what is expected.
    """
    entries = config_file.content(path).items()
    return {name: config_file.checked(path, Field, entry) for name, entry in entries}


def fields_of(kind: str) -> dict[str, Field]:
    """The fields a kind of file can hold."""
    return {name: field for name, field in load_fields().items() if kind in field.jenis}


def suggest(table: FirstRows, header: int, kind: str) -> dict[str, int]:
    """Field → column that fits best by name and content; a column serves one field only.

    Greedy from the surest pair down; ties go to the earlier field, then the earlier column.
    """
    names = _known_labels()
    order = list(fields_of(kind))
    scores = [
        (score, -order.index(field), -index, field)
        for index, label in enumerate(table.labels(header))
        for field in order
        if (score := _fit(field, label, table.column(index, header), names.get(field, ()))) > 0
    ]
    found: dict[str, int] = {}
    for _, _, negative, field in sorted(scores, reverse=True):
        if field not in found and -negative not in found.values():
            found[field] = -negative
    return found


def draft(table: FirstRows, header: int, layout: Layout) -> Profile:
    """The profile that reads this file.

    Every mapped label is required, so the profile recognises this layout and no other.

    Raises:
        InputError: two columns share a label, a mapped column has none, or too little is mapped.
    """
    labels = table.labels(header)
    if problem := _problem(labels, layout):
        raise InputError(problem)
    names = column_names(labels)
    at = {field: names[index] for field, index in layout.columns.items()}
    samples = {f: table.column(i, header) for f, i in layout.columns.items()}
    body = {
        "id": slug(layout.nama),
        "nama": layout.nama,
        "sumber": layout.sumber,
        "jenis": layout.jenis,
        "kode_wilayah": _region_system(samples.get("kode_wilayah", [])),
        "tanggal_data": layout.tanggal_data,
        "format_tanggal": list(DATE_FORMATS),
        "wajib_kolom": [[at[field]] for field in at],
        "wajib_isi": [[at[f]] for f in ("program", "hasil", "tanggal") if f in at],
        "nomor_urut": [
            names[i] for i, label in enumerate(labels) if normalise_label(label) in ROW_NUMBERS
        ],
        "kolom": {names[i]: [label] for i, label in enumerate(labels) if label.strip()},
        **_sections(at, samples),
    }
    return Profile.model_validate({k: v for k, v in body.items() if v not in (None, {}, [])})


def to_toml(profile: Profile | AggregateProfile) -> str:
    """The profile as the text of a file under `data/profil`."""
    body = profile.model_dump(exclude_none=True, exclude_defaults=True, mode="python")
    return "# Dibuat lewat halaman Unggah.\n" + tomli_w.dumps(_plain(body))


def ensure_new(profile: Profile | AggregateProfile) -> None:
    """Pass when no known profile has this one's id.

    Raises:
        InputError: one has.
    """
    if profile.id in {known.id for known in (*load_all(), *aggregates.load_all())}:
        raise InputError(f"Profil bernama “{profile.nama}” sudah ada; pilih nama lain.")


def save(profile: Profile | AggregateProfile, folder: Path) -> Path:
    """Write the profile into a folder of profiles; known to every load from then on.

    Raises:
        InputError: a profile of that name exists already, or the folder cannot be written.
    """
    path = folder / f"{profile.id}.toml"
    ensure_new(profile)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(to_toml(profile), encoding="utf-8")
    except OSError as error:
        raise InputError("Profil tidak dapat disimpan; periksa izin folder data/profil.") from error
    for known in (load_all, aggregates.load_all, _code_lists, _known_labels):
        known.cache_clear()
    return path


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def label_problem(labels: Sequence[str], used: Sequence[int]) -> str | None:
    """Why these columns cannot be found again by their labels; None when they can."""
    plain = [normalise_label(label) for label in labels]
    if any(not plain[index] for index in used):
        return "Kolom yang dipilih tidak berjudul; pilih baris judul yang benar."
    if twice := [plain[index] for index in used if plain.count(plain[index]) > 1]:
        return (
            f"Judul kolom “{twice[0]}” ada dua kali; bedakan judulnya di berkas lalu unggah lagi."
        )
    return None


def _problem(labels: Sequence[str], layout: Layout) -> str | None:
    if problem := label_problem(labels, list(layout.columns.values())):
        return problem
    have = layout.columns.keys()
    if layout.jenis != "verifikasi" and not have & {"nik", "no_kk", "nama"}:
        return "Pilih sedikitnya satu pengenal: NIK, nomor KK, atau nama."
    if layout.jenis == "penerima" and "program" not in have:
        return "Daftar penerima perlu kolom nama program bantuan."
    if layout.jenis == "verifikasi" and not {"hasil", "tanggal"} <= have:
        return "Putusan verifikasi perlu kolom hasil dan tanggal."
    return None


def _sections(at: Mapping[str, str], samples: Mapping[str, list[str]]) -> dict:
    coded = {f: _best_list(f, samples[f]) for f in at if f in _code_lists()}
    return {
        "nomor": {f: at[f] for f in ("nik", "no_kk") if f in at},
        "teks": {f: at[f] for f in at if f in _FREE_TEXT},
        "tanggal": {f: at[f] for f in ("tanggal_lahir", "tanggal") if f in at},
        "wilayah": {part: at[f] for f, part in REGION.items() if f in at},
        "angka": {
            f: {"kolom": at[f], "min": low, "maks": high}
            for f, (low, high) in NUMBERS.items()
            if f in at
        },
        "kode": {f: {"kolom": at[f], "daftar": name} for f, (name, _) in coded.items()},
    }


def _fit(field: str, label: str, values: Sequence[str], known: Sequence[str]) -> float:
    """0..1; 0 = not this field."""
    plain = normalise_label(label)
    named = max((_alike(plain, one, field) for one in known), default=0.0)
    content = _content(field, values)
    if content is None:
        return named if named >= _CLOSE else 0.0
    total = _NAME_WEIGHT * named + (1 - _NAME_WEIGHT) * content
    wanted = _VAGUE if field in _TELLING else _CLEAR
    return total if content and named >= wanted and total >= _ENOUGH else 0.0


def _alike(label: str, known: str, field: str) -> float:
    """Similarity of two labels, 0..1. Free text has no content to go by: a label that holds all
    the words of a known one ("nama lengkap") is as good as close."""
    close = fuzz.token_sort_ratio(label, known)
    return max(close, 0.9 * fuzz.token_set_ratio(label, known) * (field in _FREE_TEXT)) / 100


def _content(field: str, values: Sequence[str]) -> float | None:
    """Share of the values that can be this field; None where content says nothing."""
    if not values:
        return None
    if field in {"nik", "no_kk"}:
        return _share(values, lambda v: len(re.sub(r"\D", "", v)) == 16)
    if field in {"tanggal_lahir", "tanggal"}:
        return _share(values, _is_date)
    if field in NUMBERS:
        low, high = NUMBERS[field]
        return _share(values, lambda v: _is_between(v, low, high))
    if field in REGION and field != "kabupaten":
        return _share(values, _region_test(field))
    if field in _code_lists():
        return _best_list(field, values)[1]
    return None


def _share(values: Sequence[str], test) -> float:
    return sum(map(bool, map(test, values))) / len(values) if values else 0.0


def _is_between(text: str, low: float, high: float) -> bool:
    plain = text.replace(",", ".", 1)
    return re.fullmatch(r"\d+(\.\d+)?", plain) is not None and low <= float(plain) <= high


def _is_date(text: str) -> bool:
    for one in DATE_FORMATS:
        try:
            datetime.strptime(text, one)
        except ValueError:
            continue
        return True
    return False


def _region_test(field: str):
    known = regions.load()
    if field == "kode_wilayah":
        codes = {code for table in known.codes.values() for code in table}
        return lambda v: re.sub(r"\D", "", v) in codes
    names = known.names if field == "kelurahan" else known.kecamatan
    return lambda v: regions.squeeze(v) in names


def _region_system(values: Sequence[str]) -> str:
    """Which code system the values are of; names only when there are no codes."""
    known = regions.load().codes
    hits = {s: _share(values, lambda v, s=s: re.sub(r"\D", "", v) in known[s]) for s in known}
    return max(hits, key=hits.get) if values else "nama"


def _best_list(field: str, values: Sequence[str]) -> tuple[str, float]:
    """The code list that knows the largest share of the values, and that share."""
    lists = load_code_lists()
    shares = {
        name: _share(values, lambda v, name=name: normalise_code(v) in lists[name])
        for name in _code_lists()[field]
    }
    best = max(sorted(shares), key=shares.get)
    return best, shares[best]


@cache
def _code_lists() -> dict[str, tuple[str, ...]]:
    """Field → code lists that some profile reads it through."""
    found: dict[str, set[str]] = {}
    for profile in load_all():
        for name, coded in profile.kode.items():
            found.setdefault(name, set()).add(coded.daftar)
    return {name: tuple(sorted(lists)) for name, lists in found.items()}


@cache
def _known_labels() -> dict[str, tuple[str, ...]]:
    """Field → header labels seen for it in the known layouts, and its own words."""
    found: dict[str, set[str]] = {n: {normalise_label(f.label)} for n, f in load_fields().items()}
    for profile in load_all():
        filled = {**profile.nomor, **profile.teks, **profile.tanggal}
        filled |= {n: f.kolom for n, f in {**profile.angka, **profile.kode}.items()}
        filled |= {f: c for f, part in REGION.items() if (c := getattr(profile.wilayah, part))}
        for field, columns in filled.items():
            for column in columns if isinstance(columns, tuple) else (columns,):
                labels = (column, *profile.kolom.get(column, ()))
                found.setdefault(field, set()).update(map(normalise_label, labels))
    return {name: tuple(sorted(labels)) for name, labels in found.items()}


def column_names(labels: Sequence[str]) -> list[str]:
    """Our name of every column, unique; a column without a label gets its number."""
    names: list[str] = []
    for index, label in enumerate(labels):
        name = slug(label) or f"kolom_{index + 1}"
        names.append(name if name not in names else f"{name}_{index + 1}")
    return names


def slug(text: str) -> str:
    """A text as the id of a profile, column or indicator; "" when nothing is left of it."""
    text = re.sub(r"[^a-z0-9]+", "_", normalise_label(text)).strip("_")[:50]
    return text if text[:1].isalpha() else f"k_{text}" if text else ""
