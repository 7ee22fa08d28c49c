"""The worksheet of a musyawarah kelurahan: XLSX to fill in, ready to print, read back by `muat`."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

from pedekate.config import LABEL_SINTETIS
from pedekate.format import is_missing, tanggal

SHEET = "Lembar kerja"
VERDICTS = (
    "layak", "tidak layak", "meninggal", "pindah", "ganda", "tidak ditemukan", "data diperbaiki",
)  # fmt: skip
# Column, heading (as `data/profil/lembar_verifikasi.toml` reads it), width, filled in by hand.
COLUMNS = (
    ("ke", "No", 4, False),
    ("kode_lembar", "Kode lembar", 13.5, False),
    ("kode_kelurahan", "Kode kelurahan", 13, False),
    ("nama", "Nama kepala keluarga", 18, False),
    ("alamat", "Alamat", 21, False),
    ("nomor", "NIK kepala dan KK (disamarkan)", 19, False),
    ("jumlah_anggota", "Anggota", 7.5, False),
    ("desil", "Desil", 5, False),
    ("sumber", "Sumber data", 10, False),
    ("alasan", "Alasan ditinjau", 27, False),
    ("putusan", "Putusan", 12, True),
    ("tanggal_putusan", "Tanggal putusan", 10, True),
    ("nomor_berita_acara", "Nomor berita acara", 12, True),
    ("catatan", "Catatan", 14, True),
)
# The same on every row: needed to read the sheet back, not to read it.
_NOT_PRINTED = "kode_kelurahan"
_SIGNERS = ("Lurah", "TKSK", "Ketua Puskesos", "Pendamping PKH", "Wakil RT/RW")
_GUIDE = (
    "Isi empat kolom kuning. Pilih putusan dari daftar; tanggal ditulis TTTT-BB-HH. Baris yang "
    "belum diputuskan dibiarkan kosong. Jangan mengubah judul kolom dan kode lembar; muat berkas "
    "ini kembali lewat halaman Unggah."
)
# A fixed time stamp: the same rows give the same bytes.
_CREATED = dt.datetime(2000, 1, 1)
_HEAD_ROW = 4
_SIGNATURE_ROWS = 14
_FIT = 1.2  # small letters per unit of column width
_SCALE = 78  # percent: the printed columns fill the width of an A4 page
_LINE, _PAD = 12.0, 3.0  # height of a line of text and of the room around it, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """One kelurahan's sheet.

    Attributes:
        table: the columns of COLUMNS that are not filled in by hand; missing values stay blank.
        data_date: date of the register; None: unknown.
        maker: role of the one who asked for it, and the fingerprint of the data.
    """

    kode_kelurahan: str
    nama_kelurahan: str
    nama_kecamatan: str
    table: pd.DataFrame
    data_date: dt.date | None
    maker: str
    synthetic: bool

    @property
    def file_name(self) -> str:
        """A name that sorts by code and says the kelurahan."""
        slug = self.nama_kelurahan.lower().replace(" ", "_")
        return f"lembar_{self.kode_kelurahan.replace('.', '')}_{slug}.xlsx"


def workbook(sheet: Worksheet) -> bytes:
    """The worksheet as XLSX: A4 landscape, header row repeated on every page, pages numbered.

    Text never becomes a formula or a link, whatever a name or address holds.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    title = f"Lembar kerja musyawarah kelurahan {sheet.nama_kelurahan}"
    book.set_properties(
        {"title": f"{LABEL_SINTETIS} · {title}" if sheet.synthetic else title, "created": _CREATED}
    )
    page = book.add_worksheet(SHEET)
    formats = _formats(book)
    _write_top(page, sheet, formats)
    last = _write_rows(page, sheet.table, formats)
    _write_signatures(page, formats, last + 2)
    _set_up_page(page, sheet, last)
    book.close()
    return buffer.getvalue()


def bundle(sheets: Iterable[Worksheet]) -> bytes:
    """All worksheets in one ZIP, one file a kelurahan."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            # A fixed date, as inside the workbooks.
            entry = zipfile.ZipInfo(sheet.file_name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, workbook(sheet))
    return buffer.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict:
    base = {"font_name": "Calibri", "font_size": 9, "valign": "top"}
    cell = {**base, "border": 1, "border_color": "#B8C1C7", "text_wrap": True}
    own = {**cell, "bg_color": "#FFFBE6", "locked": False}
    heading = {**cell, "bold": True, "bg_color": "#E8ECEE", "valign": "vcenter"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14}),
        "flag": book.add_format(
            {**base, "bold": True, "bg_color": "#FFE9A8", "font_color": "#4A3600"}
        ),
        "plain": book.add_format(base),
        "head": book.add_format(heading),
        "own_head": book.add_format({**heading, "bg_color": "#FFE9A8"}),
        "cell": book.add_format({**cell, "num_format": "@"}),
        "number": book.add_format({**cell, "num_format": "0", "align": "center"}),
        "own": book.add_format({**own, "num_format": "@"}),
        "line": book.add_format({**base, "bottom": 1}),
        "bold": book.add_format({**base, "bold": True}),
    }


def _write_top(page, sheet: Worksheet, formats: dict) -> None:
    title = (
        f"Musyawarah Kelurahan {sheet.nama_kelurahan}, Kecamatan {sheet.nama_kecamatan}: "
        "lembar verifikasi"
    )
    page.write_string(0, 0, title, formats["title"])
    date = f"Data per {tanggal(sheet.data_date)}. " if sheet.data_date else ""
    page.write_string(1, 0, f"{date}{len(sheet.table)} keluarga. {sheet.maker}", formats["plain"])
    page.write_string(2, 0, _GUIDE, formats["plain"])
    if sheet.synthetic:
        page.merge_range(3, 0, 3, 4, LABEL_SINTETIS, formats["flag"])
    for column, (name, label, width, by_hand) in enumerate(COLUMNS):
        page.write_string(_HEAD_ROW, column, label, formats["own_head" if by_hand else "head"])
        hidden = {"hidden": True} if name == _NOT_PRINTED else {}
        page.set_column(column, column, width, None, hidden)
    page.set_row(_HEAD_ROW, 2 * _LINE + _PAD)


def _write_rows(page, table: pd.DataFrame, formats: dict) -> int:
    """The families and the drop-down list; returns the last row used."""
    records = table.to_dict("records")
    last = _HEAD_ROW + max(len(records), 1)
    for row, record in enumerate(records, _HEAD_ROW + 1):
        page.set_row(row, _height(record))
        for column, (name, _, _, by_hand) in enumerate(COLUMNS):
            value = None if by_hand else record[name]
            if by_hand or is_missing(value) or value == "":
                page.write_blank(row, column, None, formats["own" if by_hand else "cell"])
            elif isinstance(value, str):
                page.write_string(row, column, value, formats["cell"])
            else:
                page.write_number(row, column, int(value), formats["number"])
    column = [name for name, *_ in COLUMNS].index("putusan")
    page.data_validation(
        _HEAD_ROW + 1, column, last, column,
        {
            "validate": "list", "source": list(VERDICTS), "ignore_blank": True,
            "error_title": "Putusan tidak dikenal",
            "error_message": "Pilih salah satu dari daftar.",
        },
    )  # fmt: skip
    return last


def _height(record: dict) -> float:
    """Height of a row by its longest wrapped text: programs do not fit rows of made files."""
    lines = [
        sum(-(-max(len(part), 1) // int(width * _FIT)) for part in str(record[name]).split("\n"))
        for name, _, width, by_hand in COLUMNS
        if not by_hand and name != _NOT_PRINTED
    ]
    return max(lines) * _LINE + _PAD


def _write_signatures(page, formats: dict, row: int) -> None:
    """Narrow rows with a known word: the reader knows a signature block and leaves it out."""
    page.write_string(row, 1, "Catatan: nomor berita acara musyawarah", formats["bold"])
    page.write_blank(row, 5, None, formats["line"])
    places = (1, 4, 9)
    for i, signer in enumerate(_SIGNERS):
        top, column = row + 2 + 5 * (i // len(places)), places[i % len(places)]
        page.write_string(top, column, f"{signer} (tanda tangan)", formats["plain"])
        page.write_blank(top + 3, column, None, formats["line"])


def _set_up_page(page, sheet: Worksheet, last: int) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.5)
    page.set_print_scale(_SCALE)
    # The signatures stand together, with the header row above them.
    page.set_h_pagebreaks([last + 1])
    page.repeat_rows(_HEAD_ROW)
    flag = f"&C{LABEL_SINTETIS}" if sheet.synthetic else ""
    # "&" starts a code in headers and footers.
    name = sheet.nama_kelurahan.replace("&", "&&")
    page.set_footer(f"&L{name}{flag}&RHalaman &P dari &N")
    page.print_area(0, 0, last + _SIGNATURE_ROWS, len(COLUMNS) - 1)
    page.freeze_panes(_HEAD_ROW + 1, 4)
    page.autofilter(_HEAD_ROW, 0, last, len(COLUMNS) - 1)
