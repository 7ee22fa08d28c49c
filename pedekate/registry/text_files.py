"""Delimited text: encoding, first rows, and a patient row reader for files that break the rules."""

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from pedekate.errors import InputError

DELIMITERS = (",", ";", "\t", "|")
HEAD_BYTES = 1 << 18
CHUNK = 1 << 22
# A cell broken over more physical lines than this is an unclosed quote, not a cell.
LINES_IN_A_ROW = 20
# More than one NUL in so many bytes: no text.
MAX_NUL_SHARE = 100
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect_encoding(path: Path) -> str:
    """Encoding of a text file: by its mark, as UTF-8 if it all decodes, else cp1252 or Latin-1.

    Raises:
        InputError: blank, or not text at all.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if not head.strip():
        raise InputError(f"Berkas {path.name} kosong; minta ulang berkasnya.")
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    # A stray NUL in a cell is a fault of one row; a binary file is full of them.
    if head.count(0) * MAX_NUL_SHARE > len(head):
        raise InputError(
            f"Berkas {path.name} bukan berkas tabel yang dikenal; "
            "simpan sebagai CSV atau XLSX lalu muat lagi."
        )
    if _decodes(path, "utf-8"):
        return "utf-8"
    # UTF-8 failed: only the two Western single-byte encodings occur in these files.
    guess = from_bytes(head, cp_isolation=["cp1252", "latin_1"]).best()
    encoding = guess.encoding if guess else "cp1252"
    return encoding if _decodes(path, encoding) else "latin_1"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def head(path: Path, encoding: str, delimiter: str, count: int) -> list[tuple[list[str], int]]:
    """First rows with the number of physical lines read up to and including each."""
    found = []
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        reader = csv.reader(islice(file, count * LINES_IN_A_ROW), delimiter=delimiter)
        try:
            for cells in islice(reader, count):
                found.append((cells, reader.line_num))
        except csv.Error:
            return found
    return found


def to_utf8(path: Path, encoding: str, target: Path, *, skip: int = 0) -> Path:
    """Copy as UTF-8 without the first `skip` lines, line ends kept.

    The bulk reader knows no Windows code pages, and loses rows below a header of several lines.
    """
    with (
        path.open(encoding=encoding, newline="", errors="replace") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(skip):
            source.readline()
        while chunk := source.read(CHUNK):
            out.write(chunk)
    return target


def rows(source, width: int) -> Iterator[tuple[tuple[str | None, ...], str | None]]:
    """Every row after the header, one by one; a row that does not parse never takes others along.

    Args:
        source: a `TextSource`.
        width: number of cells a row must have; empty cells beyond it are dropped.

    Yields:
        (cells, None), or (`width` empty cells, the raw line) for a wrong number of fields.
    """
    with source.path.open(encoding=source.encoding, newline="", errors="replace") as file:
        lines = _split_lines(file, source.skip)
        for line in lines:
            if line.strip():
                yield from _one_row(line, lines, source.delimiter, width)


def _split_lines(file, skip: int) -> Iterator[str]:
    for number, line in enumerate(file):
        if number >= skip:
            yield line.rstrip("\r\n")


def _one_row(line: str, lines: Iterator[str], delimiter: str, width: int):
    """A row starting at `line`; joins further lines only while a quote is open and it helps."""
    cells = _parse(line, delimiter, width)
    taken: list[str] = []
    text = line
    while cells is None and text.count('"') % 2 and len(taken) < LINES_IN_A_ROW:
        following = next(lines, None)
        if following is None:
            break
        taken.append(following)
        text = f"{text}\n{following}"
        cells = _parse(text, delimiter, width)
    if cells is not None:
        yield cells, None
        return
    yield (None,) * width, line
    for other in taken:
        if other.strip():
            alone = _parse(other, delimiter, width)
            yield (alone, None) if alone is not None else ((None,) * width, other)


def _parse(text: str, delimiter: str, width: int) -> tuple[str | None, ...] | None:
    try:
        parsed = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        # A stray quote inside a cell: read the line without quoting before giving up.
        parsed = [text.split(delimiter)]
    if len(parsed) != 1:
        return None
    cells = parsed[0]
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cell if cell.strip() else None for cell in cells) if len(cells) == width else None
