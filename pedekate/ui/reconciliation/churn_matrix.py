"""Decile before × decile after as HTML text, with those who left and entered. Pure."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from pedekate.charts.theme import BETTER_OFF, COVERAGE, NEED
from pedekate.format import JOINER, angka, is_missing
from pedekate.indicators.churn import ALL, ENTERED, GROUPS, LEFT, UNRANKED

# Shares of the fullest moved cell from which a cell gets the next darker step; all take ink text.
_STEPS = (0.0, 0.15, 0.5)
_HEADS = {UNRANKED: "Tanpa", "6-10": f"6{JOINER}–{JOINER}10", LEFT: "Keluar", ENTERED: "Baru"}


def decile_matrix(cells: pd.DataFrame, *, before: str, after: str) -> str:
    """One row per decile group before, one column per group after.

    Args:
        cells: table of `indicators.churn.decile_matrix`.
        before, after: dates as text.

    Grey: same group; plum: towards decile 1; teal: away from it; darker = more families.
    """
    values = cells.set_index(["dari", "ke"])
    moved = [v for key, v in values["keluarga"].items() if _direction(*key) and not is_missing(v)]
    top = float(max(moved, default=0)) or 1.0
    columns = (*GROUPS, LEFT, ALL)
    head = "".join(f'<th class="n" scope="col">{_HEADS.get(c, c)}</th>' for c in columns[:-1])
    body = "".join(_row(values, row, columns, top) for row in (*GROUPS, ENTERED, ALL))
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel"><thead>'
        f'<tr><th scope="col" rowspan="2">Desil<br>{escape(before)}</th>'
        f'<th scope="colgroup" colspan="{len(columns)}">Desil {escape(after)}</th></tr>'
        f'<tr>{head}<th class="n" scope="col">Jumlah</th></tr></thead><tbody>{body}</tbody>'
        "</table></div>"
    )


def _row(values: pd.DataFrame, row: str, columns: Sequence[str], top: float) -> str:
    name = "Jumlah" if row == ALL else _HEADS.get(row, row)
    kind = "pd-jumlah" if row == ALL else ""
    cells = "".join(_cell(values, row, column, top) for column in columns)
    return f'<tr class="{kind}"><th scope="row">{name}</th>{cells}</tr>'


def _cell(values: pd.DataFrame, row: str, column: str, top: float) -> str:
    if (row, column) not in values.index:
        return "<td></td>"
    found = values.loc[(row, column)]
    count, reason = found["keluarga"], found["keterangan"]
    if is_missing(count):
        short = "&lt;10" if "(<" in reason else "–"
        return f'<td class="n" title="{escape(reason)}">{short}</td>'
    color = _color(row, column, float(count) / top)
    style = f' style="background:{color}"' if color and count else ""
    return f'<td class="n"{style}>{angka(count)}</td>'


def _color(row: str, column: str, share: float) -> str | None:
    if row in GROUPS and row == column:
        return BETTER_OFF
    direction = _direction(row, column)
    if not direction:
        return None
    scale = NEED if direction < 0 else COVERAGE
    return scale[sum(share >= step for step in _STEPS) - 1]


def _direction(row: str, column: str) -> int:
    """-1 towards decile 1, 1 away from it, 0 for anything that is no move between ranks."""
    ranked = GROUPS[:-1]
    if row not in ranked or column not in ranked:
        return 0
    a, b = ranked.index(row), ranked.index(column)
    return (b > a) - (b < a)
