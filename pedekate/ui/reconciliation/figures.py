"""Figures of the page Padanan as HTML: combinations of registries, matrices, stacked shares. Pure,
escaped, styled by `gaya.css`."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

from pedekate.charts.theme import (
    BETTER_OFF,
    CONTEXT,
    LEFT_OUT,
    NEED,
    REACHED,
    VULNERABLE,
    text_on,
)
from pedekate.format import angka, is_missing
from pedekate.ui.indicators.text import rate
from pedekate.ui.kit.html import rich

_SAME_TONES = ("#F3F5F6", BETTER_OFF, "#C6CED3", VULNERABLE, CONTEXT)
# Shares of a row from which a cell of a matrix takes the next darker tone.
_ROW_SHARES = (0.05, 0.1, 0.2, 0.3)


def hidden(reason: str) -> str:
    """A hidden number in a table: `<10`, or a dash for a cell that protects another."""
    return "<10" if "(<" in reason else "–"


def combination_table(
    rows: pd.DataFrame, *, sets: Mapping[str, str], totals: Mapping[str, str], persons: str
) -> str:
    """Combinations of registries, one a row: name, dots, bar and number, persons beside.

    Args:
        rows: nama, kelas ("dtsen+dtks"), keluarga, `persons`, keterangan; in display order.
        sets: registry → heading, in column order.
        totals: registry → its families, written.
        persons: column of persons; "" leaves the column out and takes `keluarga` as the unit's
            own count.

    One registry alone is plum (nobody confirms it), all of them teal, the others grey.
    """
    top = rows["keluarga"].dropna().max() if len(rows) else 0
    heads = "".join(
        f'<th class="pd-tengah" scope="col">{escape(name)}<small>{escape(totals[key])}</small></th>'
        for key, name in sets.items()
    )
    unit = "Keluarga" if persons else "Jiwa"
    last = '<th class="n pd-lebar" scope="col">Anggota (jiwa)</th>' if persons else ""
    head = (
        f'<th scope="col">{unit} yang tercatat</th>{heads}'
        f'<th class="n" colspan="2" scope="col">{unit}</th>{last}'
    )
    body = "".join(_combination(row, list(sets), top, persons) for row in rows.to_dict("records"))
    return _table("pd-tabel pd-silang", head, body)


def _combination(row: dict, sets: Sequence[str], top: float, persons: str) -> str:
    held = row["kelas"].split("+")
    places = [i for i, name in enumerate(sets) if name in held]
    dots = "".join(
        f'<td class="pd-tengah {_link(i, places)}"><i class="{"ada" if i in places else ""}">'
        f'</i><span class="pd-baca">{"ada" if i in places else "tidak"}</span></td>'
        for i in range(len(sets))
    )
    more = ""
    if persons:
        value = row[persons]
        more = f'<td class="n pd-lebar">{_number(value, row["keterangan"])}</td>'
    color = LEFT_OUT if len(held) == 1 else REACHED if len(held) == len(sets) else VULNERABLE
    size, bar = row["keluarga"], ""
    if not is_missing(size) and top:
        width = max(0.3, 100 * size / top)
        bar = f'<i class="pd-isi" style="width:{width:.1f}%;background:{color}"></i>'
    return (
        f'<tr><th scope="row">{escape(row["nama"])}</th>{dots}<td class="pd-batang">'
        f'<span class="pd-alas">{bar}</span></td>'
        f'<td class="n"><b>{_number(size, row["keterangan"])}</b></td>{more}</tr>'
    )


def _link(column: int, places: Sequence[int]) -> str:
    """Which half of the cell the line between the first and the last dot crosses."""
    if len(places) < 2 or not places[0] <= column <= places[-1]:
        return ""
    if column == places[0]:
        return "kanan"
    return "kiri" if column == places[-1] else "terus"


def decile_matrix(
    rows: pd.DataFrame, *, names: Mapping[str, str], rows_of: str, columns_of: str
) -> str:
    """Families by two deciles: grey where they agree within one, else plum; the larger its share
    of the row, the darker the cell.

    Args:
        rows: a, b, keluarga, keterangan (see `reconciliation.tables.matrix`).
        names: class → heading; empty rows and columns are left out.
        rows_of, columns_of: names of the two measures.
    """
    cells = rows.set_index(["a", "b"])
    shown = (_used(cells, names, 0), _used(cells, names, 1))
    of_row = cells["keluarga"].xs("semua", level="b")

    def style(a: str, b: str, size: float) -> str:
        if not (a.isdigit() and b.isdigit()):
            return ""
        apart = abs(int(a) - int(b))
        tones = _SAME_TONES if apart < 2 else NEED
        share = 0 if is_missing(of_row[a]) else size / of_row[a]
        fill = tones[sum(share >= limit for limit in _ROW_SHARES)]
        return f"background:{fill};color:{text_on(fill)}"

    return _matrix(cells, shown, (names, names), (rows_of, columns_of), style)


def status_matrix(
    rows: pd.DataFrame,
    *,
    row_names: Mapping[str, str],
    column_names: Mapping[str, str],
    rows_of: str,
    columns_of: str,
) -> str:
    """Families by status in two sources: plum where one marks and the other does not.

    Args: as `decile_matrix`, with headings of their own for rows and columns.
    """
    cells = rows.set_index(["a", "b"])
    shown = (_used(cells, row_names, 0), _used(cells, column_names, 1))

    def style(a: str, b: str, size: float) -> str:
        if (a == "ya") == (b == "ya"):
            fill = REACHED if a == "ya" else _SAME_TONES[0]
        else:
            fill = LEFT_OUT if "luar" not in (a, b) else NEED[2]
        return f"background:{fill};color:{text_on(fill)}"

    return _matrix(cells, shown, (row_names, column_names), (rows_of, columns_of), style)


def _used(cells: pd.DataFrame, names: Mapping[str, str], side: int) -> list[str]:
    def total(name: str):
        return cells["keluarga"].get((name, "semua") if side == 0 else ("semua", name))

    return [name for name in names if total(name) is not None and not _zero(total(name))]


def _zero(size) -> bool:
    return not is_missing(size) and size == 0


def _matrix(
    cells: pd.DataFrame,
    shown: tuple[Sequence[str], Sequence[str]],
    names: tuple[Mapping[str, str], Mapping[str, str]],
    titles: tuple[str, str],
    style: Callable[[str, str, float], str],
) -> str:
    def cell(a: str, b: str) -> str:
        row = cells.loc[(a, b)]
        size = row["keluarga"]
        total = "semua" in (a, b)
        fill = "" if total or is_missing(size) or _zero(size) else style(a, b, size)
        mark = " pd-diagonal" if a == b and not total else ""
        text = "" if _zero(size) and not total else _number(size, row["keterangan"])
        kind = "pd-tengah" if total else f"pd-sel{mark}"
        return f'<td class="{kind}" style="{fill}">{text}</td>'

    heads = "".join(
        f'<th class="pd-tengah" scope="col">{escape(names[1][b])}</th>' for b in shown[1]
    )
    top = (
        f'<tr><th></th><th class="pd-tengah pd-atas" colspan="{len(shown[1])}" scope="colgroup">'
        f"{escape(titles[1])}</th><th></th></tr>"
    )
    head = (
        f'{top}<tr><th scope="col">{escape(titles[0])}</th>{heads}'
        '<th class="pd-tengah" scope="col">Jumlah</th></tr>'
    )
    body = "".join(
        f'<tr><th scope="row">{escape(names[0][a])}</th>{"".join(cell(a, b) for b in shown[1])}'
        f"{cell(a, 'semua')}</tr>"
        for a in shown[0]
    )
    foot = "".join(cell("semua", b) for b in shown[1]) + cell("semua", "semua")
    body += f'<tr class="pd-jumlah"><th scope="row">Jumlah</th>{foot}</tr>'
    return (
        '<div class="pd-gulir pd-penuh" tabindex="0"><table class="pd-tabel pd-matriks">'
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def reason_table(rows: pd.DataFrame) -> str:
    """Families of a set by where they are, one cause a row, its definition under its name.

    Args:
        rows: nama, definisi, keluarga, orang, keterangan, warna ("" = the total row).
    """
    top = rows.loc[rows["warna"] != "", "keluarga"].dropna().max() if len(rows) else 0
    people = "orang" in rows
    last = '<th class="n" scope="col">Jiwa</th>' if people else ""
    head = f'<th scope="col">Sebab</th><th class="n" colspan="2" scope="col">Keluarga</th>{last}'
    body = ""
    for row in rows.to_dict("records"):
        size, reason = row["keluarga"], row["keterangan"]
        width = 0 if is_missing(size) or not top else max(0.5, 100 * size / top)
        bar = f'<i class="pd-isi" style="width:{width:.1f}%;background:{row["warna"]}"></i>'
        more = f'<td class="n">{_number(row["orang"], reason)}</td>' if people else ""
        body += (
            f'<tr class="{"" if row["warna"] else "pd-jumlah"}"><th scope="row">'
            f'{escape(row["nama"])}<small class="pd-definisi">{rich(row["definisi"])}</small></th>'
            f'<td class="pd-batang"><span class="pd-alas">{bar if row["warna"] and width else ""}'
            f'</span></td><td class="n"><b>{_number(size, reason)}</b></td>{more}</tr>'
        )
    return _table("pd-tabel pd-sebab", head, body)


SHARES = (
    ("sama", "Sama", REACHED),
    ("sama_kasar", "Sama pada kelas kasar", "#ACDCD8"),
    ("beda", "Berbeda", LEFT_OUT),
    ("tak_diketahui", "Salah satu kosong", BETTER_OFF),
)


def share_table(rows: pd.DataFrame) -> str:
    """One field a row: a bar of four shares, the share in conflict, and the rule that decided.

    Args:
        rows: nama, aturan, sama, sama_kasar, beda, tak_diketahui, semua (families, missing when
            hidden), nilai (share in conflict of those known to both).
    """
    head = (
        '<th scope="col">Isian</th><th scope="col">Keluarga di kedua sumber</th>'
        '<th class="n" scope="col">Berbeda</th><th class="n pd-lebar" scope="col">Keluarga</th>'
        '<th class="pd-lebar" scope="col">Yang dipakai, berurutan</th>'
    )
    body = "".join(_share_row(row) for row in rows.to_dict("records"))
    return _table("pd-tabel", head, body, full=True)


def _share_row(row: dict) -> str:
    parts = "".join(
        f'<i style="width:{100 * row[key] / row["semua"]:.2f}%;background:{color}" '
        f'title="{escape(label)}: {angka(row[key])} keluarga"></i>'
        for key, label, color in SHARES
        if not is_missing(row[key]) and not is_missing(row["semua"]) and row["semua"]
    )
    share = "–" if is_missing(row["nilai"]) else f"<b>{rate(row['nilai'])}%</b>"
    return (
        f'<tr><th scope="row">{escape(row["nama"])}</th><td class="pd-batang pd-lebarkan">'
        f'<span class="pd-bagian">{parts}</span></td><td class="n">{share}</td>'
        f'<td class="n pd-lebar">{_number(row["beda"], row["keterangan"])}</td>'
        f'<td class="pd-lebar">{rich(row["aturan"])}</td></tr>'
    )


def exchange_bar(parts: Sequence[tuple[float | None, str, str]], *, before: str, after: str) -> str:
    """`hanya A | keduanya | hanya B` as one line: A bracketed above, B below.

    Args:
        parts: three (families, words, colour), missing when hidden (drawn as a thin sliver).
        before, after: words over the first two and under the last two parts.
    """
    sizes = [0 if is_missing(n) else float(n) for n, _, _ in parts]
    total = sum(sizes) or 1.0
    widths = [max(2.0, 100 * size / total) for size in sizes]
    scale = 100 / sum(widths)
    widths = [w * scale for w in widths]
    segments = "".join(
        f'<div style="width:{w:.2f}%;background:{color};color:{text_on(color)}">'
        f"<p><b>{_number(n, '')}</b> <span>{escape(words)}</span></p></div>"
        for w, (n, words, color) in zip(widths, parts, strict=True)
    )
    return (
        f'<div class="pd-venn"><div class="pd-kurung pd-atas pd-kiri" style="width:'
        f'{widths[0] + widths[1]:.2f}%"><b>{escape(before)}</b></div>'
        f'<div class="pd-venn-isi">{segments}</div>'
        f'<div class="pd-kurung pd-bawah pd-kanan" style="margin-left:{widths[0]:.2f}%;width:'
        f'{widths[1] + widths[2]:.2f}%"><b>{escape(after)}</b></div></div>'
    )


def _number(size, reason: str) -> str:
    return escape(hidden(reason)) if is_missing(size) else angka(size)


def _table(kind: str, head: str, body: str, *, full: bool = True) -> str:
    box = "pd-gulir pd-penuh" if full else "pd-gulir"
    return (
        f'<div class="{box}" tabindex="0"><table class="{kind}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
