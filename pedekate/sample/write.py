"""Writing files whose bytes repeat: CSV in batches, XLSX with fixed dates, Parquet."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from pedekate.config import LABEL_SINTETIS

BATCH_ROWS = 100_000
# The newest date any sample file may carry inside; the clock never enters.
FIXED_TIME = dt.datetime(2026, 11, 1)


def slices(rows: int) -> Iterator[slice]:
    """Slices of at most `BATCH_ROWS` rows; one empty slice for an empty table."""
    for start in range(0, max(rows, 1), BATCH_ROWS):
        yield slice(start, min(start + BATCH_ROWS, rows))


def write_csv(path: Path, tables: Iterable[pa.Table]) -> None:
    """One CSV from batches with equal columns; the label is the last header, its column empty.

    Values are written unquoted: the sample holds no comma, quote or line break, and the writer
    raises if one ever slips in.
    """
    options = pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none")
    writer = None
    for table in tables:
        labelled = _with_label(table)
        if writer is None:
            writer = pyarrow.csv.CSVWriter(path, labelled.schema, write_options=options)
        writer.write_table(labelled, max_chunksize=8192)
    writer.close()


def write_parquet(path: Path, table: pa.Table) -> None:
    """Parquet with zstd; the same table gives the same bytes."""
    pyarrow.parquet.write_table(table, path, compression="zstd")


def write_xlsx(path: Path, sheet: str, batches: Iterable[pa.Table]) -> None:
    """One sheet, header in row 1, everything as text so that no id turns into a float."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"title": LABEL_SINTETIS, "created": FIXED_TIME})
    page = book.add_worksheet(sheet)
    line = 0
    for table in batches:
        labelled = _with_label(table)
        if line == 0:
            page.write_row(0, 0, labelled.column_names)
        columns = [column.to_pylist() for column in labelled.columns]
        for row in zip(*columns, strict=True):
            line += 1
            for position, value in enumerate(row):
                if value is not None:
                    page.write_string(line, position, value)
    book.close()


def _with_label(table: pa.Table) -> pa.Table:
    return table.append_column(LABEL_SINTETIS, pa.nulls(len(table), pa.string()))
