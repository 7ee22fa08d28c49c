"""Files nobody should send, made on the spot: bombs, cut workbooks, rows full of surprises."""

import csv
import io
import zipfile
from pathlib import Path

import xlsxwriter

from tests.registry_files import DTKS, nik

LABELS = list(DTKS)
GOOD = tuple(nik(serial) for serial in range(1, 6))
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def cells(serial: int, **changes: str) -> list[str]:
    """One DTKS row with its own NIK and name."""
    row = {**DTKS, "NIK": nik(serial), "Nama": f"ORANG {serial}", **changes}
    return [row[label] for label in LABELS]


def line(serial: int, **changes: str) -> str:
    """The same as a line of CSV, without its end."""
    out = io.StringIO()
    # The writer quotes line ends only if its own line end holds them.
    csv.writer(out, lineterminator="\r\n").writerow(cells(serial, **changes))
    return out.getvalue().removesuffix("\r\n")


# What may stand between good rows. Lines, not cells: some of them break the table itself.
JUNK_LINES = {
    "NUL": "a\0b,c",
    "NUL dalam sel": line(90, Nama="A\0B"),
    "baris tak berujung": "x" * 300_000,
    "baris lebih panjang dari pembaca cepat": "x" * 5_000_000,
    "sel panjang": line(91, Nama="x" * 300_000),
    "kutip terbuka": '"buka,' + line(92),
    "kutip di ujung": line(93) + '"',
    "kutip saja": '"""',
    "koma saja": "," * 5_000,
    "jumlah": "JUMLAH,,,,5",
    "huruf kendali": line(94, Nama="\x01\x02\x1b[31m"),
    "arah balik": line(95, Nama="\u202eABC"),
    "pemisah baris Unicode": "\u2028\u2029\x85\x0b\x0c\x1c",
    "garis miring": line(97, Nama='\\"'),
    "tagar": "# komentar",
    "tautan": line(98, Nama='=HYPERLINK("http://x","y")'),
    "perintah": line(99, Nama="=cmd|' /C calc'!A0"),
    "lebih banyak kolom": line(88) + ",x" * 100,
    "lebih sedikit kolom": "a,b",
    "sel beberapa baris": line(87, Nama="A\nB"),
    "sel banyak baris": line(86, Nama="\n" * 25),
    "judul lagi": ",".join(LABELS),
    "BOM di tengah": "\ufeff",
}


def csv_bytes(junk: str, at: int, *, end: str = "\n", encoding: str = "utf-8") -> bytes:
    """The good rows with one junk line before the row `at`."""
    lines = [line(serial) for serial in range(1, 6)]
    lines.insert(at, junk)
    return end.join([",".join(LABELS), *lines, ""]).encode(encoding)


def workbook(path: Path, fill) -> Path:
    """A workbook of good rows; `fill(book, sheet)` may add to it from row 6 on."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, LABELS)
        for serial in range(1, 6):
            sheet.write_row(serial, 0, cells(serial))
        fill(book, sheet)
    return path


def raw_xlsx(path: Path, sheet: str, strings: tuple[str, ...] = ()) -> Path:
    """An XLSX written by hand, so that its sheet may say anything; one sheet, shared strings."""
    links = [("r1", "worksheet", "sheet.xml")]
    links += [("r2", "sharedStrings", "sharedStrings.xml")] if strings else []
    parts = {
        "_rels/.rels": _relations([("r0", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(links),
        "xl/sheet.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">'
        + "".join(f"<si><t>{text}</t></si>" for text in strings)
        + "</sst>",
    }
    return archive(path, {name: text.encode() for name, text in parts.items()})


def raw_ods(path: Path, rows: str) -> Path:
    """An ODS written by hand."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{urn}:{n}:1.0"' for n in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive(path, {name: text.encode() for name, text in parts.items()})


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    """A ZIP archive with these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return path


def text_cell(place: str, text: str) -> str:
    """A cell of `raw_xlsx`."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def corner_bomb(path: Path) -> Path:
    """A cell in the first and one in the last corner: 17 thousand million cells between."""
    first, last = text_cell("A1", "a"), text_cell("XFD1048576", "b")
    return raw_xlsx(path, f'<row r="1">{first}</row><row r="1048576">{last}</row>')


def depth_bomb(path: Path) -> Path:
    """One cell far below Excel's last row."""
    return raw_xlsx(path, f'<row r="99999999">{text_cell("A99999999", "a")}</row>')


def string_bomb(path: Path) -> Path:
    """One long text shown in 100,000 cells: 3 GB from an 8 KB file."""
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    return raw_xlsx(path, row * 1_000, ("x" * 32_767,))


def ratio_bomb(path: Path) -> Path:
    """A sheet of 100 million spaces: a thousandfold."""
    return raw_xlsx(path, " " * 100_000_000)


def repeat_bomb(path: Path) -> Path:
    """An ODS cell repeated over a whole sheet."""
    return raw_ods(
        path,
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
        "<text:p>a</text:p></table:table-cell></table:table-row>",
    )


def _relations(links: list[tuple[str, str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{i}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for i, kind, target in links
    )
    return f'<Relationships xmlns="{_LINKS}">{items}</Relationships>'
