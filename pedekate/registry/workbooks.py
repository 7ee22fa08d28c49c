"""XLSX, XLS and ODS as rows of text; every cell becomes text without losing digits silently."""

import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pedekate.errors import InputError
from pedekate.registry import admission
from pedekate.registry.workbook_worker import BESAR, SANDI, SELESAI, cell_text

__all__ = ["cell_text", "read_sheets"]

Rows = list[tuple[str | None, ...] | None]
_WORKER = Path(__file__).with_name("workbook_worker.py")


def read_sheets(path: Path, inflated: int) -> list[tuple[str, Rows]]:
    """(sheet name, rows of text cells) of every sheet, hidden ones too.

    Args:
        inflated: bytes of the workbook's content; the memory and time allowed follow from it.

    A blank row is `()`; a row with a cell that cannot be read is None.

    Raises:
        InputError: the workbook is damaged, cut off, protected, or swells beyond the limits.
    """
    sheets: list[tuple[str, Rows]] = []
    ending = None
    for kind, content in _answers(path, inflated):
        if kind == "lembar":
            sheets.append((content, []))
        elif kind == "baris":
            sheets[-1][1].extend(content)
        else:
            ending = content
    if ending == SANDI:
        raise InputError(
            f"Berkas {path.name} dikunci sandi; buka dengan sandinya, simpan tanpa sandi, "
            "lalu muat lagi."
        )
    # Without an ending the process was killed: only its limits do that.
    if ending in (BESAR, None):
        raise admission.too_large(path)
    if ending != SELESAI:
        raise admission.broken(path)
    return sheets


def _answers(path: Path, inflated: int) -> Iterator[tuple[str, object]]:
    limits = admission.load().buku_kerja
    numbers = (
        limits.memori_tetap + limits.memori_per_bita * inflated,
        limits.detik_tetap + limits.detik_per_megabita * inflated // 10**6,
        limits.baris_maks,
        limits.kolom_maks,
    )
    command = [sys.executable, "-P", str(_WORKER), str(path.absolute()), *map(str, numbers)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as worker:
        try:
            while True:
                try:
                    yield tuple(marshal.load(worker.stdout))
                except (EOFError, ValueError, TypeError):
                    return
        finally:
            worker.kill()
