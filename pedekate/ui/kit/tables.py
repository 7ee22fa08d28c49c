"""Tables as HTML text: ranked with bars or interval dots, and plain. Pure, escaped.

`st.dataframe` writes English separators and draws on a canvas no reader or search can see.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from pedekate.format import angka, is_missing
from pedekate.ui.kit.html import rich

Format = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the frame, its heading, how its values are written, whether it is a number
    (right-aligned), and whether a phone leaves it out."""

    name: str
    label: str
    format: Format | None = None
    number: bool = True
    wide_only: bool = False

    def write(self, value: Any) -> str:
        """The value as text; without a format, numbers by `angka` and text as it is."""
        return (self.format or (angka if self.number else str))(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How a ranked table draws its value.

    Attributes:
        label: heading of the value, with its unit.
        format_value: how the value is written.
        color: fill of a bar or dot by value.
        maximum: value at the right end of the bar column, shared by city and kecamatan views.
        reference: label and value of the thin line, e.g. ("kota", 5.2).
        numbered: rank numbers; never for estimates that cannot be told apart.
        interval: dots on the band bawah–atas instead of bars.
        noun, number_label: headings of the names and of the rank numbers.
        linked: rows light up and can be clicked with the map beside them; see `map_component`.
    """

    label: str
    format_value: Format
    color: Callable[[float], str]
    maximum: float
    reference: tuple[str, float] | None = None
    numbered: bool = True
    interval: bool = False
    noun: str = "Kelurahan"
    number_label: str = "#"
    linked: bool = False


def ranked_table(
    table: pd.DataFrame,
    ranking: Ranking,
    columns: Sequence[Column] = (),
    *,
    selected: str | None = None,
) -> str:
    """Rows in the order given, bar or dot beside every value.

    Args:
        table: kode, nama, nilai; optional tempat (small grey text after the name), peringkat,
            bawah and atas (interval), alasan (text shown instead of a missing value), warna_batang
            (fill of this row's mark; missing = the ranking's colour).
        columns: further columns at the right.
        selected: kode of the row to pin on top and mark.
    """
    rows = table.to_dict("records")
    pinned = [_ranked_row(r, ranking, columns, "pd-pilih") for r in rows if r["kode"] == selected]
    body = [_ranked_row(r, ranking, columns, "") for r in rows]
    number = f'<th class="n" scope="col">{ranking.number_label}</th>' if ranking.numbered else ""
    note = ""
    if ranking.reference:
        name, value = ranking.reference
        note = f"<small>garis: {escape(name)} {ranking.format_value(value)}</small>"
    head = (
        f'{number}<th scope="col">{escape(ranking.noun)}</th>'
        f'<th colspan="2" scope="col">{escape(ranking.label)}{note}</th>{_heads(columns)}'
    )
    return _scrolling(head, "".join(pinned + body))


def plain_table(
    table: pd.DataFrame, columns: Sequence[Column], *, marked: Sequence[bool] = ()
) -> str:
    """A table of text and numbers; `marked` sets whole rows bold (a total)."""
    rows = table.to_dict("records")
    marks = list(marked) or [False] * len(rows)
    body = "".join(
        f'<tr class="{"pd-jumlah" if mark else ""}">{_cells(row, columns)}</tr>'
        for row, mark in zip(rows, marks, strict=True)
    )
    return _scrolling(_heads(columns), body)


def linked_table(
    table: pd.DataFrame,
    columns: Sequence[Column],
    *,
    selected: str | None = None,
    drawn: tuple[str, Callable[[dict], str]] | None = None,
) -> str:
    """Areas beside a map: rows light up with their area and can be clicked.

    Args:
        table: kode, nama; optional tempat (small grey text after the name) and warna (a swatch of
            the area's fill before it).
        selected: kode of the row to pin on top and mark.
        drawn: heading and trusted HTML by row of a figure right of the name.
    """
    rows = table.to_dict("records")
    pinned = [_linked_row(r, columns, drawn, "pd-pilih") for r in rows if r["kode"] == selected]
    body = [_linked_row(r, columns, drawn, "") for r in rows]
    figure = f'<th scope="col" class="pd-batang">{escape(drawn[0])}</th>' if drawn else ""
    return _scrolling(
        f'<th scope="col">Kelurahan</th>{figure}{_heads(columns)}', "".join(pinned + body)
    )


def between(left: tuple[float, str], right: tuple[float, str], maximum: float) -> str:
    """Two dots on one axis from 0 to `maximum`, joined by a band; each a value and its fill. The
    left map's dot is a ring, so that colour is not needed to tell them apart."""
    (a, ring), (b, fill) = left, right
    start, end = sorted((_percent(a, maximum), _percent(b, maximum)))
    return (
        f'<span class="pd-alas"><i class="pd-rentang" style="left:{start:.1f}%;'
        f'width:{end - start:.1f}%"></i><i class="pd-titik pd-cincin" style="left:'
        f'{_percent(a, maximum):.1f}%;border-color:{ring}"></i><i class="pd-titik" style="left:'
        f'{_percent(b, maximum):.1f}%;background:{fill}"></i></span>'
    )


def _linked_row(row: dict, columns: Sequence[Column], drawn, kind: str) -> str:
    figure = f'<td class="pd-batang">{drawn[1](row)}</td>' if drawn else ""
    return f'<tr class="{kind}"{_code(row)}>{_name(row)}{figure}{_cells(row, columns)}</tr>'


def _code(row: dict) -> str:
    return f' data-kode="{escape(str(row["kode"]))}"'


def _name(row: dict) -> str:
    place = f"<small>{escape(str(row['tempat']))}</small>" if row.get("tempat") else ""
    fill = row.get("warna")
    swatch = f'<i class="pd-warna" style="background:{escape(fill)}"></i>' if fill else ""
    return f'<th scope="row">{swatch}{escape(str(row["nama"]))}{place}</th>'


def _ranked_row(row: dict, ranking: Ranking, columns: Sequence[Column], kind: str) -> str:
    value = row["nilai"]
    rank = row.get("peringkat")
    number = ""
    if ranking.numbered:
        number = f'<td class="n">{"" if is_missing(rank) else angka(rank)}</td>'
    code, name = _code(row) if ranking.linked else "", _name(row)
    if is_missing(value):
        reason = escape(str(row.get("alasan") or "tidak ada data"))
        cells = f'<td class="pd-batang" colspan="2">{reason}</td>{_cells(row, columns)}'
        return f'<tr class="pd-kosong {kind}"{code}>{number}{name}{cells}</tr>'
    return (
        f'<tr class="{kind}"{code}>{number}{name}<td class="pd-batang"><span class="pd-alas">'
        f"{_mark(row, ranking)}{_reference(ranking)}</span></td>"
        f'<td class="n"><b>{ranking.format_value(value)}</b></td>{_cells(row, columns)}</tr>'
    )


def _mark(row: dict, ranking: Ranking) -> str:
    own = row.get("warna_batang")
    color = ranking.color(row["nilai"]) if is_missing(own) else own
    if not ranking.interval:
        width = _percent(row["nilai"], ranking.maximum)
        return f'<i class="pd-isi" style="width:{width:.1f}%;background:{color}"></i>'
    left, right = (_percent(row[c], ranking.maximum) for c in ("bawah", "atas"))
    at = _percent(row["nilai"], ranking.maximum)
    return (
        f'<i class="pd-rentang" style="left:{left:.1f}%;width:{right - left:.1f}%"></i>'
        f'<i class="pd-titik" style="left:{at:.1f}%;background:{color}"></i>'
    )


def _reference(ranking: Ranking) -> str:
    if ranking.reference is None:
        return ""
    return f'<u style="left:{_percent(ranking.reference[1], ranking.maximum):.1f}%"></u>'


def _percent(value: float, maximum: float) -> float:
    return min(100.0, max(0.0, value / maximum * 100)) if maximum > 0 else 0.0


def _heads(columns: Sequence[Column]) -> str:
    return "".join(
        f'<th scope="col"{_kind(column)}>{escape(column.label)}</th>' for column in columns
    )


def _cells(row: dict, columns: Sequence[Column]) -> str:
    return "".join(
        f"<td{_kind(column)}>{rich(column.write(row[column.name]))}</td>" for column in columns
    )


def _kind(column: Column) -> str:
    names = ["n"] * column.number + ["pd-lebar"] * column.wide_only
    return f' class="{" ".join(names)}"' if names else ""


def _scrolling(head: str, body: str) -> str:
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
