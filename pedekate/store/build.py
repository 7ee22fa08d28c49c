"""Building databases: one working file, bulk loading, and errors of the disk as one sentence."""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from pedekate.errors import StoreError
from pedekate.store.connection import sql

MEMORY_LIMIT = "4GB"
BATCH_ROWS = 50_000


class BrokenRowsError(Exception):
    """The bulk reader met a row that does not parse; read the file row by row instead."""


class UnreadableFileError(Exception):
    """The bulk reader cannot read the file: damaged inside, or its rows do not fit."""


class Workspace:
    """The database being built: a writable connection that speaks in named SQL files.

    The working tables live in memory up to `MEMORY_LIMIT` and spill into `folder` beyond it; the
    caller deletes the folder, so a failed run leaves nothing behind.
    """

    def __init__(self, folder: Path, *, database: str | None = None) -> None:
        """Open a fresh working database, or the finished file `database` in the folder."""
        self.folder = folder
        with disk_errors():
            self._con = duckdb.connect(
                str(folder / database) if database else ":memory:",
                config={
                    "memory_limit": MEMORY_LIMIT,
                    "temp_directory": str(folder / "tumpahan"),
                    "autoinstall_known_extensions": "false",
                },
            )

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The raw connection, for parts that fill their own tables (`store.marts`)."""
        return self._con

    def run(self, statement: str, **params: object) -> None:
        """Execute a file of `store/sql` by name, or SQL text (several statements if no params)."""
        with disk_errors():
            self._con.execute(_text(statement), params or None)

    def rows(self, statement: str, **params: object) -> list[tuple]:
        """All rows of a query as tuples."""
        with disk_errors():
            return self._con.execute(_text(statement), params or None).fetchall()

    def value(self, statement: str, **params: object) -> object:
        """First cell of the first row."""
        return self.rows(statement, **params)[0][0]

    def frame(self, statement: str, **params: object) -> pd.DataFrame:
        """Rows of a query as a data frame."""
        with disk_errors():
            return self._con.execute(_text(statement), params or None).df()

    def put(self, table: str, frame: pd.DataFrame | pa.Table, *, append: bool = False) -> None:
        """Create (or append to) a table with the rows and types of a data frame, by name."""
        with disk_errors():
            self._con.register("_masuk", frame)
            head = (
                f"insert into {table} by name" if append else f"create or replace table {table} as"
            )
            self._con.execute(f"{head} select * from _masuk")
            self._con.unregister("_masuk")

    def load_csv(
        self, table: str, path: Path, *, columns: Sequence[str], delimiter: str, skip: int
    ) -> None:
        """Bulk-load UTF-8 delimited text as a table of text columns plus `cacat`, `isi_cacat`.

        Raises:
            BrokenRowsError: some row has the wrong number of fields or a broken quote.
        """
        names = ", ".join(f"'{name}': 'varchar'" for name in columns)
        statement = f"""
            create or replace table {table} as
            select *, false as cacat, cast(null as text) as isi_cacat
            from read_csv($path, columns = {{{names}}}, auto_detect = false, header = false,
                          skip = $skip, delim = $delimiter, quote = '"', escape = '"',
                          strict_mode = true, max_line_size = 4000000)"""
        try:
            self.run(statement, path=str(path), skip=skip, delimiter=delimiter)
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise BrokenRowsError from error

    def load_parquet(self, table: str, path: Path, *, columns: dict[str, str]) -> None:
        """Load a Parquet file as text columns; `columns` maps our name to the file's own.

        Raises:
            UnreadableFileError: its pages are damaged, or its rows do not fit into memory.
        """
        picked = ", ".join(
            f'cast("{own.replace(chr(34), chr(34) * 2)}" as varchar) as {name}'
            for name, own in columns.items()
        )
        statement = (
            f"create or replace table {table} as select {picked}, false as cacat, "
            "cast(null as text) as isi_cacat from read_parquet($path)"
        )
        try:
            self._con.execute(statement, {"path": str(path)})
        except duckdb.Error as error:
            # A full disk is not the file's fault; everything else here is.
            if "No space left" in str(error):
                raise StoreError(_disk_sentence(str(error))) from error
            raise UnreadableFileError from error

    def load_rows(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[tuple[tuple[str | None, ...], str | None]],
    ) -> None:
        """Load (cells, raw text of a broken row) pairs in batches, in order."""
        names = [*columns, "isi_cacat"]
        empty = pa.table({name: pa.array([], pa.string()) for name in names})
        self.put(table, empty)
        for batch in _batches(rows):
            cells = list(zip(*(values for values, _ in batch), strict=True))
            arrays = [pa.array(column, pa.string()) for column in cells]
            arrays.append(pa.array([raw for _, raw in batch], pa.string()))
            self.put(table, pa.Table.from_arrays(arrays, names=names), append=True)
        self.run(f"alter table {table} add column cacat boolean")
        self.run(f"update {table} set cacat = isi_cacat is not null")

    def create_database(self, file: str, name: str, schema: str) -> None:
        """A new database file in the folder, attached as `name`, with the schema's tables."""
        with disk_errors():
            self._con.execute(f"attach {_quoted(self.folder / file)} as {name}")
        with self.using(name):
            self.run(schema)

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Names without a database mean those of the attached database `name`."""
        home = self.value("select current_database()")
        self.run(f"use {name}")
        try:
            yield
        finally:
            self.run(f"use {home}")

    def attach_read_only(self, path: Path, name: str) -> None:
        """Attach a finished database for reading."""
        with disk_errors():
            self._con.execute(f"attach {_quoted(path)} as {name} (read_only)")

    def read_parquet(self, table: str, path: Path) -> None:
        """A table with the columns and types of a Parquet file."""
        try:
            self.run(f"create table {table} as select * from read_parquet($path)", path=str(path))
        except duckdb.InvalidInputException as error:
            raise StoreError(f"Berkas {path.name} rusak; tulis ulang dengan contoh.") from error

    def detach(self, name: str) -> None:
        """Write an attached database out and let go of its file."""
        self.run(f"checkpoint {name}")
        self.run(f"detach {name}")

    def close(self) -> None:
        """Write everything out and let go of the file."""
        with disk_errors():
            self._con.close()


def _text(statement: str) -> str:
    return statement if any(c in statement for c in " \n") else sql(statement)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _batches(rows: Iterable) -> Iterator[list]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn a full disk or an unwritable folder into one Indonesian sentence."""
    try:
        yield
    except duckdb.IOException as error:
        raise StoreError(_disk_sentence(str(error))) from error
    except duckdb.OutOfMemoryException as error:
        raise StoreError(
            "Memori atau ruang cakram sementara tidak cukup; tutup program lain lalu ulangi. "
            "Basis data lama tidak berubah."
        ) from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise StoreError(_disk_sentence("No space left" if full else "")) from error
    except RuntimeError as error:
        # Ctrl-C inside a query comes as a bare RuntimeError: make it what it is anywhere else.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def _disk_sentence(detail: str) -> str:
    if "No space left" in detail or "not enough space" in detail.lower():
        return (
            "Cakram penuh saat basis data dibangun; kosongkan ruang lalu ulangi. "
            "Basis data lama tidak berubah."
        )
    return (
        "Basis data tidak dapat ditulis (cakram, izin folder, atau dipakai proses lain); "
        "periksa lalu ulangi. Basis data lama tidak berubah."
    )
