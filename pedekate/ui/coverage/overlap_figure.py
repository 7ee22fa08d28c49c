"""Who receives which programmes together: bars over a dot matrix (UpSet), as HTML. Pure."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from pedekate.charts.theme import LEFT_OUT, REACHED
from pedekate.format import angka, is_missing
from pedekate.ui.kit.html import plain


def overlap_figure(
    table: pd.DataFrame,
    *,
    sets: Sequence[str],
    alt: str,
    value: str = "jumlah",
    unit: str = "keluarga",
) -> str:
    """One upright bar per combination of sets, largest first; the dots say which sets it combines.

    Args:
        table: one row per combination: a boolean column per name in `sets`, and `value`. Missing
            values (suppressed cells) leave an empty column with the text in `alasan`, if given,
            else "<10".
        sets: order of the matrix rows, top to bottom.

    The combination without any set is drawn in plum, all others in teal.
    """
    table = table.sort_values(value, ascending=False, na_position="last", kind="stable")
    known = table[value].dropna()
    top = float(known.max()) if len(known) and known.max() > 0 else 1.0
    names = "".join(f"<span>{escape(name)}</span>" for name in sets)
    columns = "".join(_column(row, sets, value, top, unit) for row in table.to_dict("records"))
    return (
        f'<div class="pd-tumpang" role="img" aria-label="{escape(plain(alt))}">'
        f'<div class="pd-nama"><p></p>{names}</div>{columns}</div>'
    )


def _column(row: dict, sets: Sequence[str], value: str, top: float, unit: str) -> str:
    members = [name for name in sets if row[name]]
    size = row[value]
    written = (row.get("alasan") or "<10") if is_missing(size) else angka(size)
    share = 0.0 if is_missing(size) else size / top
    rows = [sets.index(name) for name in members] or [0]
    dots = "".join(_dot(k, row[name], rows) for k, name in enumerate(sets))
    words = f"{' + '.join(members) or 'tanpa program'}: {written} {unit}"
    return (
        f'<div title="{escape(words)}"><p><b>{escape(written)}</b><i style="--bagian:{share:.4f};'
        f'background:{REACHED if members else LEFT_OUT}"></i></p>{dots}</div>'
    )


def _dot(k: int, belongs: bool, rows: Sequence[int]) -> str:
    """A dot of the matrix, joined to the one below where the combination reaches further down."""
    kind = " ".join(["pd-isi2"] * bool(belongs) + ["pd-sambung"] * (min(rows) <= k < max(rows)))
    return f'<span class="{kind}"></span>'
