"""XLSX, XLS and ODS through calamine; every cell becomes text without losing digits silently."""

import datetime as dt
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from pedekate.errors import InputError

# Excel keeps 15 significant digits: a longer number has lost its end.
SAFE_INTEGER = 10**15
EXACT_FLOAT = 2**53


def read_sheets(path: Path) -> list[tuple[str, list[tuple[str | None, ...]]]]:
    """(sheet name, rows of text cells) of every sheet, hidden ones too.

    Raises:
        InputError: the workbook is damaged, cut off or protected.
    """
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                (name, [_row_text(row) for row in book.get_sheet_by_name(name).iter_rows()])
                for name in book.sheet_names
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(
            f"Berkas {path.name} rusak, terpotong, atau terkunci sandi; minta ulang berkasnya."
        ) from error


def _row_text(row: list) -> tuple[str | None, ...]:
    # Nearly every cell is text already: no call for those.
    return tuple([cell if type(cell) is str and cell else cell_text(cell) for cell in row])


def cell_text(value: object) -> str | None:
    """Text of a cell; None when blank. A number that may have lost digits stays recognisable.

    A whole number of 16 or more digits comes back as "3.573E+15" when its last digit is 0 or it
    exceeds what a float holds exactly: that is what Excel leaves of a NIK typed as a number.
    """
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None:
        return None
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, dt.datetime):
        return (
            value.strftime("%Y-%m-%d %H:%M:%S")
            if value.time() != dt.time()
            else f"{value:%Y-%m-%d}"
        )
    return str(value)


def _number_text(value: float) -> str:
    if value != int(value):
        return repr(value)
    whole = int(value)
    if abs(whole) >= SAFE_INTEGER and (abs(whole) >= EXACT_FLOAT or whole % 10 == 0):
        return f"{value:E}"
    return str(whole)
