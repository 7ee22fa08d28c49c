"""Smallest possible XLS and ODS files: no maintained library writes them, offices still do."""

import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

SECTOR, STREAM_MIN = 512, 4096
FREE, END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def write_ods(path: Path, rows: list[list[str]]) -> Path:
    """One sheet of text cells. OpenDocument 1.2, part 1, chapter 9 (tables)."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
    return path


def write_xls(path: Path, rows: list[list[str]]) -> Path:
    """One sheet of text cells: BIFF8 records ([MS-XLS]) in a compound file ([MS-CFB])."""
    stream = _biff8(rows)
    size = max(len(stream), STREAM_MIN)
    stream = stream.ljust(-(-size // SECTOR) * SECTOR, b"\0")
    first, count = 2, len(stream) // SECTOR
    chain = [*range(first + 1, first + count), END]
    fat = [FAT_SECTOR, END, *chain]
    assert len(fat) <= SECTOR // 4, "one sector of allocation table is enough for a test"
    fat += [FREE] * (SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", 5, child=1, start=END, size=0)
    directory += _entry("Workbook", 2, child=FREE, start=first, size=size)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, STREAM_MIN, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    path.write_bytes(
        header + struct.pack(f"<{len(fat)}I", *fat) + directory.ljust(SECTOR, b"\0") + stream
    )
    return path


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _biff8(rows: list[list[str]]) -> bytes:
    begin = _record(0x0809, struct.pack("<4H2I", 0x0600, 0x0005, 0, 0x07CC, 0, 6))
    begin += _record(0x0042, struct.pack("<H", 1200))
    end = _record(0x000A, b"")
    sheet = b"\x04\x00Data"
    position = len(begin) + 4 + 6 + len(sheet) + len(end)
    bound = _record(0x0085, struct.pack("<IBB", position, 0, 0) + sheet)
    cells = _record(0x0809, struct.pack("<4H2I", 0x0600, 0x0010, 0, 0x07CC, 0, 6))
    width = max(len(row) for row in rows)
    cells += _record(0x0200, struct.pack("<2I3H", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(map(str, row)):
            if cell:
                text = cell.encode("utf-16-le")
                cells += _record(0x0204, struct.pack("<4HB", r, c, 0, len(cell), 1) + text)
    return begin + bound + end + cells + end


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<2H", kind, len(data)) + data
