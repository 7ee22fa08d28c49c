"""Scenarios on one scale, as HTML: who is left out, who is reached, who else receives. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pedekate.charts.theme import LEFT_OUT, REACHED, VULNERABLE, text_on
from pedekate.format import angka, persen
from pedekate.ui.kit.html import plain

KEY = (
    (LEFT_OUT, "keluarga miskin tertinggal"),
    (REACHED, "keluarga miskin terjangkau"),
    (VULNERABLE, "penerima bukan miskin"),
)
# Recipients who are not poor are drawn up to so many times all poor families: a benefit for
# everybody would else leave no room for the poor it is about.
_MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One scenario: its name, what was chosen, and three rounded numbers of families."""

    nama: str
    pilihan: str
    tertinggal: float
    terjangkau: float
    bukan_miskin: float


def side_by_side(rows: Sequence[Row], *, alt: str) -> str:
    """A line a scenario; zero stands at the same place in all of them."""
    poor = max((row.tertinggal + row.terjangkau for row in rows), default=0.0)
    left = max((row.tertinggal for row in rows), default=0.0)
    right = max((row.terjangkau + _drawn(row, poor) for row in rows), default=0.0)
    scale = 100 / max(1.0, left + right)
    body = "".join(_row(row, zero=left * scale, scale=scale, poor=poor) for row in rows)
    return f'<div class="pd-banding" role="img" aria-label="{escape(plain(alt))}">{body}</div>'


def _drawn(row: Row, poor: float) -> float:
    return min(row.bukan_miskin, _MOST * poor)


def _row(row: Row, *, zero: float, scale: float, poor: float) -> str:
    left, reached = row.tertinggal * scale, row.terjangkau * scale
    others = _drawn(row, poor) * scale
    beyond = row.bukan_miskin > _MOST * poor
    total = row.tertinggal + row.terjangkau
    share = persen(row.terjangkau / total) if total else "–"
    bars = (
        _bar(zero - left, left, row.tertinggal, LEFT_OUT)
        + _bar(zero, reached, row.terjangkau, REACHED)
        + _bar(zero + reached, others, row.bukan_miskin, VULNERABLE, beyond=beyond)
    )
    return (
        f"<div><span>{escape(row.nama)}<small>{escape(row.pilihan)}</small></span>"
        f'<div>{bars}<u style="left:{zero:.2f}%"></u></div><p><b>{share}</b></p></div>'
    )


def _bar(start: float, width: float, count: float, color: str, *, beyond: bool = False) -> str:
    if not count:
        return ""
    kind = ' class="pd-lanjut"' if beyond else ""
    style = f"left:{start:.2f}%;width:{width:.2f}%;background:{color};color:{text_on(color)}"
    return f'<i{kind} style="{style}"><b>{angka(count)}</b></i>'
