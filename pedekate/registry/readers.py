"""Files as they come → recognised tables of text cells: by content, never by name or extension."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pedekate.errors import InputError
from pedekate.registry import admission, text_files, workbooks
from pedekate.registry.profiles import (
    Match,
    Profile,
    match_header,
    missing_columns,
    normalise_label,
)

HEADER_WITHIN = 30
# Header labels recognised below this are chance: such a file is not "nearly" of that kind.
NEARLY = 3
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
PARQUET_MAGIC = b"PAR1"
_BINARY_SUFFIXES = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".zip", ".parquet"}

# What is kept of a workbook's row with a cell that no program can read (a date beyond all dates).
UNREADABLE = "sel tidak terbaca"

Row = tuple[str | None, ...]


class AmbiguousHeaderError(Exception):
    """Several profiles fit a header equally well; the message holds their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSource:
    """Delimited text; the data start after `skip` physical lines.

    `plain_head`: every one of those lines is a row of its own. The bulk reader counts rows, so it
    may only be told to skip them when the two counts are the same.
    """

    path: Path
    encoding: str
    delimiter: str
    skip: int
    plain_head: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetSource:
    """A Parquet file and its own column names, in order."""

    path: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSource:
    """Rows of a workbook's sheets already read as text (several sheets add up).

    None is a row with a cell that cannot be read.
    """

    rows: Iterable[Row | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """One recognised table: its profile, the labels as printed and our name of every column.

    `columns` has one unique SQL name per cell of a row: the profile's, or `lain_N`.
    """

    profile: Profile
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    source: TextSource | ParquetSource | SheetSource
    looks_synthetic: bool = False
    skipped_sheets: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        """Whether the file has this column of its profile."""
        return column in self.columns


def read(path: Path, profiles: Sequence[Profile]) -> list[RawFile]:
    """Recognise a file; one entry per layout found in it (a workbook may hold two).

    Raises:
        InputError: empty, damaged, an archive, or a file that matches no profile, or two equally.
    """
    try:
        return _read(path, profiles)
    except AmbiguousHeaderError as error:
        raise InputError(
            f"Judul kolom berkas {path.name} cocok sama baiknya dengan {error}; "
            "lengkapi judul kolomnya supaya jelas yang mana."
        ) from error


def _read(path: Path, profiles: Sequence[Profile]) -> list[RawFile]:
    magic = admission.first_bytes(path)
    if magic.startswith(PARQUET_MAGIC):
        return [_read_parquet(path, profiles)]
    if magic.startswith(ZIP_MAGIC) and path.suffix.lower() in {".zip", ""}:
        raise InputError(
            f"Berkas {path.name} adalah arsip ZIP; keluarkan isinya lalu muat berkas di dalamnya."
        )
    if magic.startswith(ZIP_MAGIC):
        return _read_workbook(path, admission.check_archive(path), profiles)
    if magic.startswith(OLE_MAGIC):
        return _read_workbook(path, path.stat().st_size, profiles)
    try:
        return [_read_text(path, profiles)]
    except InputError as error:
        if path.suffix.lower() not in _BINARY_SUFFIXES:
            raise
        # Delimited text under a workbook's name is common and fine; anything else is damage.
        raise InputError(
            f"Berkas {path.name} rusak atau bukan berkas {path.suffix.lower()[1:].upper()}; "
            "minta ulang berkasnya."
        ) from error


def find_header(
    rows: Sequence[Sequence[str]], profiles: Sequence[Profile]
) -> tuple[int, Match] | None:
    """(row index, match) of the header: the row of the first 30 that most labels agree with.

    Raises:
        AmbiguousHeaderError: two profiles know the same number of that row's columns.
    """
    best: tuple[int, Match] | None = None
    equal: list[Profile] = []
    for index, cells in enumerate(rows[:HEADER_WITHIN]):
        for profile in profiles:
            match = match_header(cells, profile)
            if match and (best is None or match.found > best[1].found):
                best, equal = (index, match), []
            elif match and index == best[0] and match.found == best[1].found:
                equal.append(profile)
    if equal:
        names = " dan ".join(p.nama for p in (best[1].profile, *equal))
        raise AmbiguousHeaderError(names)
    return best


def _read_text(path: Path, profiles: Sequence[Profile]) -> RawFile:
    encoding = text_files.detect_encoding(path)
    admission.check_lines(path)
    best: tuple[TextSource, list[str], Match] | None = None
    heads = {}
    for delimiter in text_files.DELIMITERS:
        heads[delimiter] = text_files.head(path, encoding, delimiter, HEADER_WITHIN)
        found = find_header([cells for cells, _ in heads[delimiter]], profiles)
        if found and (best is None or found[1].found > best[2].found):
            cells, skip = heads[delimiter][found[0]]
            above = heads[delimiter][: found[0] + 1]
            source = TextSource(
                path=path, encoding=encoding, delimiter=delimiter, skip=skip,
                plain_head=skip == len(above) and all(row for row, _ in above),
            )  # fmt: skip
            best = (source, cells, found[1])
    if best is None:
        rows = [cells for head in heads.values() for cells, _ in head]
        raise _no_profile(path, rows, profiles)
    source, cells, match = best
    letterhead = [cells for cells, line in heads[source.delimiter] if line <= source.skip]
    return _raw_file(match, cells, source, letterhead)


def _read_workbook(path: Path, inflated: int, profiles: Sequence[Profile]) -> list[RawFile]:
    sheets = workbooks.read_sheets(path, inflated)
    groups: dict[tuple[str, tuple[str, ...]], RawFile] = {}
    skipped, seen = [], []
    for name, rows in sheets:
        head = [[cell or "" for cell in row or ()] for row in rows[:HEADER_WITHIN]]
        found = find_header(head, profiles)
        if found is None:
            skipped += [name] if any(any(row or ()) for row in rows) else []
            seen += head
            continue
        index, match = found
        raw = _raw_file(match, head[index], SheetSource(rows=rows[index + 1 :]), head)
        key = (match.profile.id, raw.columns)
        if key in groups:
            earlier = groups[key].source.rows
            raw = _raw_file(
                match, head[index], SheetSource(rows=[*earlier, *rows[index + 1 :]]), head
            )
        groups[key] = raw
    if not groups:
        raise _no_profile(path, seen, profiles)
    first, *rest = groups.values()
    return [_with_skipped(first, tuple(skipped)), *rest]


def _read_parquet(path: Path, profiles: Sequence[Profile]) -> RawFile:
    names = admission.check_parquet(path)
    found = find_header([names], profiles)
    if found is None:
        raise _no_profile(path, [names], profiles)
    return _raw_file(found[1], names, ParquetSource(path=path, names=names), [names])


def _raw_file(match: Match, cells: Sequence[str], source, letterhead) -> RawFile:
    columns = _sql_names(match, cells)
    marked = any("data sintetis" in normalise_label(c) for row in letterhead for c in row)
    return RawFile(
        profile=match.profile,
        labels=tuple(cells),
        columns=columns,
        source=source,
        looks_synthetic=marked,
    )


def _sql_names(match: Match, cells: Sequence[str]) -> tuple[str, ...]:
    """The profile's name of every column, else `lain_` and its label: nothing is dropped."""
    names: dict[str, None] = {}
    for i, known in enumerate(match.columns):
        slug = re.sub(r"[^a-z0-9]+", "_", normalise_label(cells[i]))[:40].strip("_")
        name = known or f"lain_{slug or i + 1}"
        # Once is not enough: "a", "a 3", "a" would meet again.
        while name in names:
            name = f"{name}_{i + 1}"
        names[name] = None
    return tuple(names)


def _with_skipped(raw: RawFile, sheets: tuple[str, ...]) -> RawFile:
    return replace(raw, skipped_sheets=sheets)


def _no_profile(
    path: Path, rows: Sequence[Sequence[str]], profiles: Sequence[Profile]
) -> InputError:
    nearest: tuple[int, Profile, list[str]] | None = None
    for cells in rows:
        for profile in profiles:
            known, lacking = missing_columns(cells, profile)
            if known >= NEARLY and (nearest is None or known > nearest[0]):
                nearest = (known, profile, lacking)
    if nearest is None:
        return InputError(
            f"Berkas {path.name} tidak cocok dengan profil mana pun; "
            "periksa judul kolomnya atau tambahkan profil di data/profil."
        )
    _, profile, lacking = nearest
    return InputError(
        f"Berkas {path.name} mirip {profile.nama}, tetapi kolom {', '.join(lacking)} tidak ada; "
        "perbaiki judul kolomnya atau tambahkan profil di data/profil."
    )


def iter_rows(raw: RawFile) -> Iterator[tuple[Row, str | None]]:
    """(cells, None) per row, or (empty cells, the raw text) when the number of fields is wrong."""
    width = len(raw.columns)
    if isinstance(raw.source, TextSource):
        yield from text_files.rows(raw.source, width)
    elif isinstance(raw.source, SheetSource):
        for row in raw.source.rows:
            if row is None:
                yield (None,) * width, UNREADABLE
                continue
            padded = (*row, *(None,) * (width - len(row)))
            yield padded[:width], None
