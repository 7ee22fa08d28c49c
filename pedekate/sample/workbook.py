"""The P3KE workbook, written by a second process: XLSX takes as long as all other files together.

Run as `python -m pedekate.sample.workbook TABLE.arrow OUT.xlsx SHEET`.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from pedekate.config import ROOT
from pedekate.errors import PedekateError
from pedekate.sample.write import write_xlsx


class Workbook:
    """A workbook being written; leave the `with` block only when it is finished or failed."""

    def __init__(self, path: Path, sheet: str, batches: Iterable[pa.Table]) -> None:
        self._table = path.with_suffix(".arrow")
        _save(self._table, batches)
        # A plain subprocess, not multiprocessing: nothing of this process is imported or forked.
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                __name__,
                str(self._table.resolve()),
                str(path.resolve()),
                sheet,
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, failed: type | None, *_: object) -> None:
        if failed is not None:
            self._process.kill()
        _, trouble = self._process.communicate()
        self._table.unlink(missing_ok=True)
        if failed is None and self._process.returncode:
            raise PedekateError(f"writing the workbook failed: {trouble.decode()[-2000:]}")


def _save(path: Path, batches: Iterable[pa.Table]) -> None:
    writer = None
    for table in batches:
        plain = table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))
        if writer is None:
            writer = pa.ipc.new_file(path, plain.schema)
        writer.write_table(plain)
    writer.close()


def main(table: str, path: str, sheet: str) -> None:
    """Turn a saved table into a workbook."""
    with pa.OSFile(table) as source:
        reader = pa.ipc.open_file(source)
        batches = (
            pa.Table.from_batches([reader.get_batch(i)]) for i in range(reader.num_record_batches)
        )
        write_xlsx(Path(path), sheet, batches)


if __name__ == "__main__":
    main(*sys.argv[1:])
