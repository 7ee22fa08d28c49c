"""The first rows of a file nobody has described yet, as they stand, for a person to look at."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from pedekate.errors import InputError
from pedekate.registry import admission, text_files, workbooks
from pedekate.registry.readers import HEADER_WITHIN, OLE_MAGIC, PARQUET_MAGIC, ZIP_MAGIC

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRows:
    """Rows of one table; every row has the same number of cells ("" = blank).

    Attributes:
        sheet: name of the workbook's sheet; None for a text or Parquet file.
        rows: the first `SHOWN` rows, letterhead and header among them.
    """

    sheet: str | None
    rows: tuple[tuple[str, ...], ...]

    def labels(self, header: int) -> tuple[str, ...]:
        """Cells of the row taken as the header."""
        return self.rows[header]

    def column(self, index: int, header: int) -> list[str]:
        """Filled cells of a column below the header."""
        return [row[index].strip() for row in self.rows[header + 1 :] if row[index].strip()]


def look(path: Path) -> list[FirstRows]:
    """First rows of every table of a file: by content, whatever its name.

    Raises:
        InputError: empty, damaged, protected, or no table at all.
    """
    magic = admission.first_bytes(path)
    if magic.startswith(PARQUET_MAGIC):
        found = [_parquet(path)]
    elif magic.startswith((ZIP_MAGIC, OLE_MAGIC)):
        zipped = magic.startswith(ZIP_MAGIC)
        size = admission.check_archive(path) if zipped else path.stat().st_size
        found = [
            FirstRows(sheet=name, rows=_square([_cells(row) for row in rows[:SHOWN]]))
            for name, rows in workbooks.read_sheets(path, size)
        ]
    else:
        found = [_text(path)]
    found = [table for table in found if len(table.rows) > 1]
    if not found:
        raise InputError(f"Berkas {path.name} tidak berisi tabel; minta ulang berkasnya.")
    return found


def likely_header(table: FirstRows) -> int:
    """Index of the row that looks like the header: the first of the first 30 rows that fills the
    most cells with distinct words and no long number."""
    best, score = 0, -1.0
    for index, row in enumerate(table.rows[:HEADER_WITHIN]):
        words = [cell.strip() for cell in row if cell.strip()]
        plain = [w for w in words if not any(c.isdigit() for c in w[:1]) and len(w) < 60]
        points = len(set(plain)) - 2 * (len(words) - len(plain))
        if points > score:
            best, score = index, points
    return best


def _cells(row) -> list[str]:
    """Cells of a sheet's row; a row that could not be read is empty."""
    return [cell or "" for cell in row or ()]


def _text(path: Path) -> FirstRows:
    encoding = text_files.detect_encoding(path)
    candidates = [
        [cells for cells, _ in text_files.head(path, encoding, delimiter, SHOWN)]
        for delimiter in text_files.DELIMITERS
    ]
    return FirstRows(sheet=None, rows=_square(max(candidates, key=_regularity)))


def _regularity(rows: list[list[str]]) -> tuple[int, int]:
    """How table-like a split is: rows of the commonest width above one, then that width."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, width


def _parquet(path: Path) -> FirstRows:
    try:
        file = pq.ParquetFile(path)
        batch = next(file.iter_batches(batch_size=SHOWN), None)
    except (ArrowException, OSError) as error:
        raise InputError(
            f"Berkas {path.name} rusak atau terpotong; minta ulang berkasnya."
        ) from error
    records = batch.to_pylist() if batch is not None else []
    names = list(file.schema_arrow.names)
    cells = [["" if r[n] is None else str(r[n]) for n in names] for r in records]
    return FirstRows(sheet=None, rows=_square([names, *cells]))


def _square(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
