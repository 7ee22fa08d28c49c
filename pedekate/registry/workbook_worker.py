"""Reads one workbook in a process of its own and writes its rows as text to standard output.

A process of its own because the library trusts what a workbook says about itself: one cell in the
last corner of a sheet makes it ask for 500 GB, which ends the process that asked, and an impossible
date makes it panic. Run as a script, so that it imports nothing but the library:

    python workbook_worker.py FILE MEMORY_BYTES CPU_SECONDS MAX_ROWS MAX_COLUMNS

Output: marshalled lists, one after the other: ["lembar", name], ["baris", [row, …]], and at last
["akhir", word] with a word of `ENDINGS`. A row is a tuple of text or None, `()` when blank, and
None when one of its cells cannot be read. Without the last list the process was killed.
"""

import contextlib
import datetime as dt
import marshal
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound

SELESAI, SANDI, RUSAK, BESAR = ENDINGS = ("selesai", "sandi", "rusak", "besar")
# Excel keeps 15 significant digits: a longer number has lost its end.
SAFE_INTEGER = 10**15
EXACT_FLOAT = 2**53
BATCH = 2_000


class TooLargeError(Exception):
    """The sheet claims more cells than its file can hold."""


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
        return value.isoformat(sep=" ") if value.time() != dt.time() else f"{value.date()}"
    return str(value)


def _number_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")) or value != int(value):
        return repr(value)
    whole = int(value)
    if abs(whole) >= SAFE_INTEGER and (abs(whole) >= EXACT_FLOAT or whole % 10 == 0):
        return f"{value:E}"
    return str(whole)


def main(path: str, memory: int, seconds: int, max_rows: int, max_columns: int) -> None:
    """Write the sheets of `path`; never raises."""
    _limit(memory, seconds)
    try:
        _write_sheets(path, memory, max_rows, max_columns)
        ending = SELESAI
    except PasswordError:
        ending = SANDI
    except (TooLargeError, MemoryError):
        ending = BESAR
    except CalamineError as error:
        ending = BESAR if "limit exceeded" in str(error) else RUSAK
    except BaseException:
        # A panic of the library is no Exception.
        ending = RUSAK
    _write("akhir", ending)
    sys.stdout.flush()


def _limit(memory: int, seconds: int) -> None:
    # Windows has no such limits; the sizes were checked before all the same.
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write_sheets(path: str, memory: int, max_rows: int, max_columns: int) -> None:
    left = memory
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            _write("lembar", name)
            try:
                sheet = book.get_sheet_by_name(name)
            except WorksheetNotFound:
                # A sheet that is one chart.
                continue
            if sheet.total_height > max_rows or sheet.total_width > max_columns:
                raise TooLargeError
            for rows in _batches(sheet):
                left -= sum(_weight(row) for row in rows)
                if left < 0:
                    raise TooLargeError
                _write("baris", rows)


def _batches(sheet):
    rows, waiting = iter(sheet.iter_rows()), []
    while True:
        try:
            waiting.append(_row_text(next(rows)))
        except StopIteration:
            break
        except MemoryError:
            raise
        except Exception:
            waiting.append(None)
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":
                raise
            waiting.append(None)
        if len(waiting) == BATCH:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _row_text(row: list) -> tuple[str | None, ...]:
    # Nearly every cell is text already: no call for those.
    cells = tuple([cell if type(cell) is str and cell else cell_text(cell) for cell in row])
    return cells if any(cells) else ()


def _weight(row: tuple | None) -> int:
    """Memory of a row's cells in the process that collects them, roughly."""
    return sum(8 if cell is None else 60 + len(cell) for cell in row) if row else 60


def _write(kind: str, content: object) -> None:
    marshal.dump([kind, content], sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
