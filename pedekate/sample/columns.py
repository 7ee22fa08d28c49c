"""Small builders of Arrow columns for the agency files.

Coded answers become dictionary columns: small in memory, and the CSV writer leaves them unquoted.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def coded(index: np.ndarray, labels) -> pa.Array:
    """Text labels by class index; a negative index is a blank cell."""
    index = np.asarray(index).astype(np.int32)
    return pa.DictionaryArray.from_arrays(
        pa.array(index, mask=index < 0), pa.array(list(labels), pa.string())
    )


def code_number(values: np.ndarray, *, width: int = 1) -> pa.Array:
    """Small whole numbers as text codes; 0 is a blank cell."""
    values = np.asarray(values)
    top = int(values.max(initial=0))
    return coded(values.astype(np.int32) - 1, [f"{i:0{width}d}" for i in range(1, top + 1)])


def count(values: np.ndarray, blank: np.ndarray | None = None) -> pa.Array:
    """Whole numbers, empty where `blank`."""
    return pa.array(np.asarray(values).astype(np.int64), mask=blank)


def yes_no(mask: np.ndarray, words=("TIDAK", "YA")) -> pa.Array:
    """Two words for False and True."""
    return coded(np.asarray(mask).astype(np.int8), words)


def constant(text: str | None, rows: int) -> pa.Array:
    """The same text in every row; None leaves the column empty."""
    if text is None:
        return coded(np.full(rows, -1), [""])
    return coded(np.zeros(rows, dtype=np.int8), [text])


def iso_dates(dates: np.ndarray) -> pa.Array:
    """yyyy-mm-dd text from datetime64[D]."""
    return pa.array(dates.astype("datetime64[D]"), pa.date32()).cast(pa.string())


def blank_where(column: pa.Array, blank: np.ndarray) -> pa.Array:
    """The column with the masked rows emptied."""
    return pc.if_else(pa.array(~blank), column, pa.scalar(None, column.type))
