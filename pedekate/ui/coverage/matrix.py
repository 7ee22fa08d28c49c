"""Deciles × programmes as HTML text: one bar per cell, all on the scale 0–100 percent. Pure."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from pedekate.charts.theme import REACHED, VULNERABLE
from pedekate.format import is_missing
from pedekate.ui.indicators.text import rate


def coverage_matrix(
    rows: pd.DataFrame, *, names: Mapping[str, str], limits: Mapping[str, int | None]
) -> str:
    """One row per decile class, one column per programme.

    Args:
        rows: program, kelas, nilai (0..1; missing when hidden), keterangan.
        names: heading per programme, in display order.
        limits: highest decile of each programme's rule, None without one; bars beyond it are
            grey.
    """
    head = "".join(
        f'<th colspan="2" scope="col">{escape(name)}<small>{_rule(limits[p])}</small></th>'
        for p, name in names.items()
    )
    cells = rows.set_index(["program", "kelas"])
    classes = [str(d) for d in range(1, 11)] + ["tanpa_desil"]
    body = "".join(
        f'<tr><th scope="row">{"Tanpa" if kelas == "tanpa_desil" else kelas}</th>'
        + "".join(_cell(cells, program, kelas, limits[program]) for program in names)
        + "</tr>"
        for kelas in classes
    )
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel"><thead><tr>'
        f'<th scope="col">Desil</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _rule(limit: int | None) -> str:
    return "tanpa batas desil" if limit is None else f"sampai desil {limit}"


def _cell(cells: pd.DataFrame, program: str, kelas: str, limit: int | None) -> str:
    if (program, kelas) not in cells.index:
        return '<td colspan="2"></td>'
    row = cells.loc[(program, kelas)]
    if is_missing(row["nilai"]):
        short = "&lt;10" if "(<" in row["keterangan"] else "–"
        return f'<td></td><td class="n" title="{escape(row["keterangan"])}">{short}</td>'
    inside = limit is None or (kelas.isdigit() and int(kelas) <= limit)
    color = REACHED if inside else VULNERABLE
    bold = f"<b>{rate(row['nilai'])}</b>" if inside else rate(row["nilai"])
    return (
        f'<td class="pd-batang" style="width:17%"><span class="pd-alas"><i class="pd-isi" '
        f'style="width:{row["nilai"] * 100:.1f}%;background:{color}"></i></span></td>'
        f'<td class="n">{bold}</td>'
    )
