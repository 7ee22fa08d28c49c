"""Reads columns of numbers from a survey file handed in by a user; refuses with one sentence."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from pedekate.errors import InputError

DELIMITERS = (",", ";", "\t")
MISSING = {"", "na", "n/a", "nan", "null", "none", "."}
# 1.234.567,8 or 1234,8: Indonesian; the comma separates decimals.
_DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
# 1,234 alone could be either 1234 or 1.234.
_EITHER = re.compile(r"[+-]?\d{1,3},\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Usable rows of a survey.

    Attributes:
        consumption: (n,) per person, over the period of the line.
        size: (n,) people in the household; 1 where a row is a person.
        weight: (n,) weight of the row (households or persons, as the file has it).
        extra: further columns, NaN where blank.
        dropped: reason in Indonesian → number of rows left out.
    """

    consumption: np.ndarray
    size: np.ndarray
    weight: np.ndarray
    extra: dict[str, np.ndarray]
    dropped: dict[str, int]

    @property
    def persons(self) -> np.ndarray:
        """(n,) people each row stands for."""
        return self.weight * self.size


def load(
    path: Path,
    *,
    consumption: str,
    size: str | None = None,
    weight: str | None = None,
    extra: tuple[str, ...] = (),
) -> Survey:
    """Read a survey file and leave out rows that cannot be counted.

    A row without consumption, size or weight is left out and counted, as is one with negative
    consumption (wbpip's practice). A row of an `extra` column may be blank.

    Raises:
        InputError: the file cannot be used; see `read_columns`. Also: a negative weight, and when
            no row with weight is left.
    """
    wanted = [name for name in (consumption, size, weight, *extra) if name is not None]
    columns = read_columns(path, wanted)
    rows = len(columns[consumption])
    people = columns[size] if size is not None else np.ones(rows)
    weights = columns[weight] if weight is not None else np.ones(rows)
    if (weights < 0).any():
        raise InputError(f"Kolom bobot '{weight}' di {path.name} berisi bobot negatif; perbaiki.")
    reasons = {
        "konsumsi kosong": np.isnan(columns[consumption]),
        "konsumsi negatif": columns[consumption] < 0,
        "ukuran kosong atau tidak positif": ~(people > 0),
        "bobot kosong": np.isnan(weights),
    }
    usable, dropped = np.ones(rows, dtype=bool), {}
    for reason, unusable in reasons.items():
        if count := int((usable & unusable).sum()):
            dropped[reason] = count
        usable &= ~unusable
    if not weights[usable].sum() > 0:
        raise InputError(f"Berkas {path.name} tidak punya baris berbobot yang dapat dihitung.")
    return Survey(
        consumption=columns[consumption][usable],
        size=people[usable],
        weight=weights[usable],
        extra={name: columns[name][usable] for name in extra},
        dropped=dropped,
    )


def read_columns(path: Path, names: list[str]) -> dict[str, np.ndarray]:
    """Columns `names` of a delimited text file as floats; blank cells become NaN.

    Comma, semicolon or tab separated; UTF-8 or Windows-1252; decimal point, or decimal comma where
    the column leaves no doubt.

    Raises:
        InputError: no such file, no text, no data rows, a column is missing or twice in the header,
            or a cell is no number. The sentence names column and row, never a cell's content.
    """
    header, rows = _split(path, names)
    return {name: _numbers(rows, header.index(name), name, path.name) for name in names}


def _split(path: Path, names: list[str]) -> tuple[list[str], list[list[str]]]:
    """Header and data rows, with the delimiter under which most wanted columns appear."""
    text = _text(path)
    tables = []
    for delimiter in DELIMITERS:
        try:
            lines = csv.reader(io.StringIO(text), delimiter=delimiter)
            tables.append([row for row in lines if any(cell.strip() for cell in row)])
        except csv.Error:
            continue
    tables = [table for table in tables if table]
    if not tables:
        raise InputError(f"Berkas {path.name} kosong atau bukan teks CSV; kirim berkas CSV.")
    headers = [[cell.strip() for cell in table[0]] for table in tables]
    found = [(len(set(names) & set(header)), len(header)) for header in headers]
    best = found.index(max(found))
    header, rows = headers[best], tables[best][1:]
    _check(header, rows, names, path.name)
    return header, rows


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise InputError(f"Berkas {path} tidak ada atau tidak dapat dibuka.") from None
    if b"\0" in content or content.startswith(b"PK"):
        raise InputError(f"Berkas {path.name} bukan teks CSV; simpan dahulu sebagai CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _check(header: list[str], rows: list[list[str]], names: list[str], file: str) -> None:
    for name in names:
        if name not in header:
            raise InputError(
                f"Kolom '{name}' tidak ada di baris judul {file}; periksa ejaan nama kolomnya."
            )
        if header.count(name) > 1:
            raise InputError(f"Kolom '{name}' muncul lebih dari sekali di {file}; ganti namanya.")
    if not rows:
        raise InputError(f"Berkas {file} tidak punya baris data di bawah judulnya.")
    for number, row in enumerate(rows, start=1):
        if len(row) < len(header) or any(cell.strip() for cell in row[len(header) :]):
            raise InputError(
                f"Baris data {number} di {file} berisi {len(row)} kolom, padahal judulnya "
                f"{len(header)}; periksa tanda pemisah dan tanda kutip."
            )


def _numbers(rows: list[list[str]], at: int, name: str, file: str) -> np.ndarray:
    cells = [row[at].strip() for row in rows]
    blank = np.array([cell.lower() in MISSING for cell in cells])
    filled = [cell for cell, empty in zip(cells, blank, strict=True) if not empty]
    if any("," in cell for cell in filled):
        filled = _decimal_comma(filled, name, file)
    parsed = pd.to_numeric(pd.Series(filled, dtype=str), errors="coerce").to_numpy(dtype=float)
    wrong = ~np.isfinite(parsed)
    if wrong.any():
        number = int(np.flatnonzero(~blank)[wrong.argmax()]) + 1
        raise InputError(
            f"Kolom '{name}' di {file} berisi {int(wrong.sum())} isian yang bukan angka "
            f"(pertama di baris data {number}); perbaiki atau kosongkan."
        )
    values = np.full(len(cells), np.nan)
    values[~blank] = parsed
    return values


def _decimal_comma(cells: list[str], name: str, file: str) -> list[str]:
    """Cells with a decimal point instead of a decimal comma, when only one reading is possible."""
    with_comma = [cell for cell in cells if "," in cell]
    plain = [cell for cell in cells if "," not in cell]
    # A lone point is a decimal point in a column without commas, a thousands mark in one with.
    mixed = any(re.fullmatch(r"[+-]?\d*\.(\d{1,2}|\d{4,})", cell) for cell in plain)
    either = all(_EITHER.fullmatch(cell) for cell in with_comma)
    if mixed or either:
        raise InputError(
            f"Tanda koma di kolom '{name}' pada {file} dapat berarti ribuan atau desimal; tulis "
            "angkanya tanpa tanda ribuan."
        )
    return [
        cell.replace(".", "").replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell
        for cell in cells
    ]
