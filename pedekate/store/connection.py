"""Reading the built databases: read-only connections, SQL by file name, and their state on disk."""

import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

import duckdb
import pandas as pd

from pedekate.errors import BUILD, StoreError

SQL = Path(__file__).parent / "sql"
ANALITIK = "analitik.duckdb"
IDENTITAS = "identitas.duckdb"
KEBENARAN = "kebenaran.duckdb"
SCHEMA_VERSION = "5"
_READ_ONLY = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}


@cache
def sql(name: str) -> str:
    """Text of `store/sql/<name>.sql`, e.g. sql("baca/berkas")."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Reader:
    """A read-only database handle that threads may share: every query takes its own cursor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = _open_read_only(path)

    def query(self, statement: str, **params: object) -> pd.DataFrame:
        """Rows of a query: the name of a file under `store/sql` or SQL text; $name parameters.

        Raises:
            StoreError: the statement cannot run on this database (another schema version).
        """
        text = statement if " " in statement.strip() else sql(statement)
        cursor = self._connection.cursor()
        try:
            return cursor.execute(text, params or None).df()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise StoreError(
                f"Basis data {self.path.name} tidak memuat tabel yang diminta; bangun ulang dengan "
                f"perintah: {BUILD}"
            ) from error
        finally:
            cursor.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of one's own, for callers that run several statements."""
        return self._connection.cursor()

    def close(self) -> None:
        """Let go of the file, so that a swapped-in database is seen by the next reader."""
        self._connection.close()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_reader(path: Path) -> Reader:
    """Open a built database for reading.

    Raises:
        StoreError: missing, damaged, or held by a running `muat`.
    """
    return Reader(path)


def _open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        raise StoreError.missing(path.name)
    try:
        return duckdb.connect(str(path), read_only=True, config=_READ_ONLY)
    except duckdb.Error as error:
        raise StoreError(
            f"Basis data {path.name} tidak dapat dibaca; bangun ulang dengan perintah: {BUILD}"
        ) from error


def gudang_status(folder: Path) -> Mapping[str, str]:
    """The `meta` table of a gudang as a mapping; empty when there is no readable database.

    Besides what `muat` wrote it holds `kebenaran` = "ya" when the synthetic truth is there.
    """
    path = folder / ANALITIK
    with _STATUS_LOCK:
        try:
            with open_reader(path) as reader:
                rows = reader.query("select kunci, nilai from meta order by kunci")
        except StoreError:
            return {}
    status = dict(zip(rows["kunci"], rows["nilai"], strict=True))
    return status | {"kebenaran": "ya" if (folder / KEBENARAN).exists() else "tidak"}


# Two connections of one process to one file must agree on their settings; opening and closing one
# at a time keeps a status check from meeting a half-closed instance.
_STATUS_LOCK = threading.Lock()
