"""Tables as a workbook that explains itself: the numbers, then what they are and whence."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import xlsxwriter

from pedekate.config import LABEL_SINTETIS
from pedekate.format import is_missing

NOTES_SHEET = "Keterangan"
# Excel shows these with the separators of the reader's own country.
WHOLE, ONE_DECIMAL, TWO_DECIMALS, TEXT = "#,##0", "#,##0.0", "#,##0.00", "@"
STATISTIC = "0.0000"
_NUMBERS = (WHOLE, ONE_DECIMAL, TWO_DECIMALS, STATISTIC, TEXT)
# Excel's limit of a cell; a longer text would be left out of the file without a word.
LONGEST_TEXT, CUT_MARK = 32_767, " … (dipotong)"
# A fixed time stamp: the same data give the same bytes. The data date is in the notes.
_CREATED = dt.datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Field:
    """Column of the frame, its heading in the sheet, its number format (`TEXT` for codes)."""

    name: str
    label: str
    number_format: str = TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of numbers; `name` has at most 31 characters and none of `[]:*?/\\`."""

    name: str
    table: pd.DataFrame
    fields: Sequence[Field]


def workbook(
    sheets: Sequence[Sheet], notes: Mapping[str, str], *, title: str, synthetic: bool
) -> bytes:
    """The sheets and a sheet `Keterangan` with one row per note, as XLSX bytes.

    Args:
        notes: what the numbers are: definition, denominator, unit, date, source, filters,
            fingerprint.
        synthetic: puts the label on top of every sheet and into the document's title.

    Missing values stay empty cells: hidden or unknown is not zero. Text never becomes a formula.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    label = f"{LABEL_SINTETIS} · {title}" if synthetic else title
    book.set_properties({"title": label, "created": _CREATED})
    formats = _formats(book)
    for sheet in sheets:
        _write_table(book, sheet, formats, title, synthetic)
    _write_notes(book, notes, formats, title, synthetic)
    book.close()
    return buffer.getvalue()


def cell_text(value: object) -> str:
    """Text as a cell can hold it: within Excel's length, undecodable bytes replaced."""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    if len(text) > LONGEST_TEXT:
        return text[: LONGEST_TEXT - len(CUT_MARK)] + CUT_MARK
    return text


def _formats(book: xlsxwriter.Workbook) -> dict:
    base = {"font_name": "Calibri", "valign": "vcenter"}
    heading = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 13}),
        "flag": book.add_format(
            {**base, "bold": True, "bg_color": "#FFE9A8", "font_color": "#4A3600"}
        ),
        "head": book.add_format({**base, **heading}),
        "key": book.add_format({**base, "bold": True, "valign": "top"}),
        "note": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        **{f: book.add_format({**base, "num_format": f}) for f in _NUMBERS},
    }


def _write_table(
    book: xlsxwriter.Workbook, sheet: Sheet, formats: dict, title: str, synthetic: bool
) -> None:
    page = book.add_worksheet(sheet.name)
    head = _write_top(page, formats, title, synthetic)
    for column, field in enumerate(sheet.fields):
        page.write_string(head, column, field.label, formats["head"])
        values = [v for v in sheet.table[field.name]]
        for row, value in enumerate(values, head + 1):
            if is_missing(value):
                continue
            if field.number_format == TEXT:
                page.write_string(row, column, cell_text(value), formats[TEXT])
            else:
                page.write_number(row, column, float(value), formats[field.number_format])
        widest = max([len(field.label) * 0.6, *(len(str(v)) for v in values)], default=8)
        page.set_column(column, column, min(44, max(10, widest + 2)))
    page.freeze_panes(head + 1, 0)


def _write_notes(
    book: xlsxwriter.Workbook,
    notes: Mapping[str, str],
    formats: dict,
    title: str,
    synthetic: bool,
) -> None:
    page = book.add_worksheet(NOTES_SHEET)
    start = _write_top(page, formats, title, synthetic)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    for row, (key, text) in enumerate(notes.items(), start):
        page.write_string(row, 0, key, formats["key"])
        page.write_string(row, 1, text, formats["note"])


def _write_top(page, formats: dict, title: str, synthetic: bool) -> int:
    """Title and flag; returns the first free row after an empty one."""
    page.write_string(0, 0, title, formats["title"])
    if not synthetic:
        return 2
    page.write_string(1, 0, LABEL_SINTETIS, formats["flag"])
    return 3
