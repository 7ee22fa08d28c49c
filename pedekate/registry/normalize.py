"""SQL of one file's cleaned rows, generated from its profile: text → typed canonical columns.

Generated because the columns are data (profiles). Coded answers become CASE expressions over the
values that really occur, so labels are normalised once per distinct value and not once per row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pedekate.registry import fields
from pedekate.registry.profiles import BitField, CodeTable, Scalar, normalise_code
from pedekate.registry.readers import RawFile

# Apostrophes, spaces, dots and dashes, typed around digits so that Excel keeps them.
_ID_DECORATION = "[\\s'’‘`´.\u00a0\u2010-\u2014-]+"
_BLANK_WORDS = {"", "null", "nan", "none", "n a", "na", "nil"}
_ISO_FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMap:
    """Printed values of a column → canonical value (None: known, but no class) and the blanks."""

    values: dict[str, Scalar | None]
    blanks: tuple[str, ...]
    unknown: int


def coded_columns(raw: RawFile) -> list[tuple[str, str]]:
    """(column, code list) pairs that the file really has."""
    profile = raw.profile
    pairs = [(c, f.daftar) for f in profile.kode.values() for c in f.columns]
    pairs += [(c, f.daftar) for f in profile.salah_satu.values() if f.daftar for c in f.kolom]
    return sorted({pair for pair in pairs if raw.has(pair[0])})


def map_values(distinct: Iterable[str], table: CodeTable) -> CodeMap:
    """Look every printed value of a column up in its code list."""
    values: dict[str, Scalar | None] = {}
    blanks, unknown = [], 0
    for text in distinct:
        key = normalise_code(text)
        if key in _BLANK_WORDS:
            blanks.append(text)
        elif key in table:
            values[text] = None if table[key] == "" else table[key]
        else:
            unknown += 1
    return CodeMap(values=values, blanks=tuple(blanks), unknown=unknown)


def literal(value: object) -> str:
    """SQL literal of a text, number, boolean or None."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def canonical_expressions(
    raw: RawFile, mappings: Mapping[tuple[str, str], CodeMap]
) -> dict[str, str]:
    """Canonical column → SQL expression over the raw table `m`, for what this file can fill."""
    profile = raw.profile
    found = {name: _text(column) for name, column in profile.teks.items() if raw.has(column)}
    for name, field in profile.angka.items():
        if raw.has(field.kolom):
            kind = fields.of(profile.jenis)[name]
            found[name] = _number(field.kolom, field.min, field.maks, kind)
    for name, field in profile.kode.items():
        cells = [_coded(c, mappings[c, field.daftar]) for c in field.columns if raw.has(c)]
        if cells:
            found[name] = cells[0] if len(cells) == 1 else f"coalesce({', '.join(cells)})"
    for name, field in profile.bit.items():
        if raw.has(field.kolom):
            found[name] = _any(_bit_set(field, bit) for bit in field.bit)
    for name, field in profile.salah_satu.items():
        present = [column for column in field.kolom if raw.has(column)]
        if present and field.daftar:
            found[name] = _any(_coded(c, mappings[c, field.daftar]) for c in present)
        elif present:
            found[name] = _any(f"{_decimal(c)} > {field.lebih_dari}" for c in present)
    for name, column in profile.tanggal.items():
        if raw.has(column):
            found[name] = _date(column, profile.format_tanggal)
    return found


def strange_code(raw: RawFile, mappings: Mapping[tuple[str, str], CodeMap]) -> str:
    """Boolean SQL: the row has an answer that its code list does not know."""
    tests = []
    for (column, _), mapping in mappings.items():
        if mapping.unknown:
            known = [literal(v) for v in (*mapping.values, *mapping.blanks)] or ["''"]
            tests.append(f"(m.{column} is not null and m.{column} not in ({', '.join(known)}))")
    return _any(tests) if tests else "false"


def strange_number(raw: RawFile) -> str:
    """Boolean SQL: a number cell is filled but unreadable or out of its range."""
    tests = [
        f"({_text(f.kolom)} is not null and "
        f"coalesce({_decimal(f.kolom)} not between {f.min!r} and {f.maks!r}, true))"
        for f in raw.profile.angka.values()
        if raw.has(f.kolom)
    ]
    tests += [
        f"({_text(f.kolom)} is not null and {_mask(f)} is null"
        + (
            ")"
            if f.tak_tahu is None
            else f" and {_decimal(f.kolom)} is distinct from {f.tak_tahu})"
        )
        for f in {f.kolom: f for f in raw.profile.bit.values()}.values()
        if raw.has(f.kolom)
    ]
    return _any(tests) if tests else "false"


def date_filled(raw: RawFile) -> str:
    """Boolean SQL: the birth date cell says something, readable or not."""
    column = raw.profile.tanggal.get("tanggal_lahir")
    return f"({_text(column)} is not null)" if column and raw.has(column) else "false"


def lacks_required(raw: RawFile) -> str:
    """Boolean SQL: a group of cells the profile requires is blank."""
    tests = []
    for group in raw.profile.wajib_isi:
        present = [_text(column) for column in group if raw.has(column)]
        if present:
            tests.append(" and ".join(f"{cell} is null" for cell in present))
    return _any(f"({test})" for test in tests) if tests else "false"


def id_text(column: str) -> str:
    """SQL: an identity number without apostrophes, spaces, dots and dashes; NULL when blank."""
    return f"nullif(regexp_replace(m.{column}, {literal(_ID_DECORATION)}, '', 'g'), '')"


def program_flags(raw: RawFile) -> list[tuple[str, str, str]]:
    """(canonical flag, boolean SQL, SQL of the period) of every programme column in the file."""
    found = []
    for name, flag in raw.profile.program.items():
        if not raw.has(flag.kolom):
            continue
        cell = f"lower(trim(m.{flag.kolom}))"
        if flag.cara == "ya":
            test = f"case when {cell} in ('ya', 'y', '1') then true when {cell} in "
            test += "('tidak', 't', '0', '2') then false end"
        else:
            test = f"{_text(flag.kolom)} is not null and {cell} <> 'tidak'"
        period = _text(flag.periode) if flag.periode and raw.has(flag.periode) else "null"
        found.append((name, f"({test})", period))
    return found


def _text(column: str) -> str:
    return f"nullif(trim(m.{column}), '')"


def _decimal(column: str) -> str:
    return f"try_cast(replace(trim(m.{column}), ',', '.') as double)"


def _number(column: str, low: float, high: float, kind: str) -> str:
    number = _decimal(column)
    return f"cast(case when {number} between {low!r} and {high!r} then {number} end as {kind})"


def region_cells(raw: RawFile) -> tuple[str | None, str | None, str | None, str | None]:
    """SQL of a row's region code, kelurahan, kecamatan and regency; None: not in this file."""
    region = raw.profile.wilayah
    names = (region.kelurahan, region.kecamatan, region.kabupaten)
    return (_region_code(raw), *(f"m.{c}" if c and raw.has(c) else None for c in names))


def _region_code(raw: RawFile) -> str | None:
    region = raw.profile.wilayah
    parts = region.kode_bagian
    if parts and all(raw.has(part.kolom) for part in parts):
        # Written as a number a part loses its zeros; written in full it carries the parts above it.
        return " || ".join(
            f"right({literal('0' * part.lebar)} || {_digits(part.kolom)}, {part.lebar})"
            for part in parts
        )
    if region.kode is None or not raw.has(region.kode):
        return None
    if region.kode_digit is None:
        return f"m.{region.kode}"
    code = _digits(region.kode)
    digits = region.kode_digit
    return f"case when length({code}) >= {digits} then left({code}, {digits}) end"


def _digits(column: str) -> str:
    return f"nullif(regexp_replace(m.{column}, '\\.0$|[^0-9]', '', 'g'), '')"


def _mask(field: BitField) -> str:
    """The sum of powers of two as a number; NULL when it is none that the question can give."""
    number = _decimal(field.kolom)
    possible = f"{number} between 0 and {field.semua} and {number} = floor({number})"
    return f"case when {possible} then {number} end"


def _bit_set(field: BitField, bit: int) -> str:
    return f"(floor({_mask(field)} / {bit}) % 2 = 1)"


def _coded(column: str, mapping: CodeMap) -> str:
    branches = [
        f"when {literal(text)} then {literal(value)}"
        for text, value in mapping.values.items()
        if value is not None
    ]
    return f"case m.{column} {' '.join(branches)} end" if branches else "null"


def _any(tests: Iterable[str]) -> str:
    return "(" + " or ".join(tests) + ")"


def _date(column: str, formats: Sequence[str]) -> str:
    """Date by the profile's formats, ISO, or an Excel serial number (days since 1899-12-30)."""
    wanted = ", ".join(literal(f) for f in dict.fromkeys((*formats, *_ISO_FORMATS)))
    cell = f"trim(m.{column})"
    return (
        f"coalesce(cast(try_strptime({cell}, [{wanted}]) as date), "
        f"case when regexp_full_match({cell}, '[1-9][0-9]{{4}}') "
        f"then date '1899-12-30' + cast({cell} as integer) end)"
    )
