"""One indicator by two groupings as HTML text: shares in colour, margins, the unknown. Pure."""

from collections.abc import Callable, Mapping
from html import escape

import pandas as pd

from pedekate.charts.theme import text_on
from pedekate.format import angka, is_missing
from pedekate.indicators.crossing import ALL
from pedekate.ui.indicators.text import percent, rate, unknown_share


def crossing_table(
    cells: pd.DataFrame,
    *,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    heads: tuple[str, str],
    color: Callable[[float], str],
) -> str:
    """Rows × columns of shares in percent; the margins and the unknown share last.

    Args:
        cells: kelas_a, kelas_b ("semua" in the margins), nilai, pembilang, penyebut,
            tak_diketahui, keterangan.
        rows, columns: classes of a and b in display order → names.
        heads: what the rows and the columns are.
        color: fill of a cell by its share.
    """
    found = {(r["kelas_a"], r["kelas_b"]): r for r in cells.to_dict("records")}
    shown = {**columns, ALL: "Semua"}
    head = "".join(f'<th class="n" scope="col">{escape(name)}</th>' for name in shown.values())
    body = "".join(
        f'<tr class="{"pd-jumlah" if a == ALL else ""}"><th scope="row">{escape(name)}</th>'
        + "".join(_cell(found.get((a, b)), color) for b in shown)
        + _unknown(found.get((a, ALL)))
        + "</tr>"
        for a, name in {**rows, ALL: "Semua"}.items()
    )
    below = "".join(_unknown(found.get((ALL, b))) for b in shown)
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel pd-matriks"><thead><tr>'
        f'<th scope="col" rowspan="2">{escape(heads[0])}</th>'
        f'<th scope="colgroup" colspan="{len(shown) + 1}">{escape(heads[1])}</th></tr>'
        f'<tr>{head}<th class="n" scope="col">Tak diketahui</th></tr></thead><tbody>{body}'
        f'<tr class="pd-samar"><th scope="row">Tak diketahui</th>{below}<td></td></tr></tbody>'
        "</table></div>"
    )


def _cell(row: dict | None, color: Callable[[float], str]) -> str:
    if row is None:
        return '<td class="pd-sel" title="tidak ada keluarga">·</td>'
    if is_missing(row["nilai"]):
        return f'<td class="pd-sel" title="{escape(row["keterangan"])}">{_short(row)}</td>'
    fill = color(row["nilai"])
    of = f"{angka(row['pembilang'])} dari {angka(row['penyebut'])}"
    if (share := unknown_share(row)) is not None:
        of += f"; tidak diketahui {percent(share)}"
    style = f"background:{fill};color:{text_on(fill)}"
    return f'<td class="pd-sel" style="{style}" title="{of}">{rate(row["nilai"])}</td>'


def _short(row: dict) -> str:
    """Why a cell has no share, in as many letters as fit: few families, few units, or a guard."""
    if "(<" in row["keterangan"]:
        return "&lt;10"
    return "&lt;30" if row["keterangan"].startswith("penyebut") else "–"


def _unknown(row: dict | None) -> str:
    share = None if row is None else unknown_share(row)
    return f'<td class="n">{percent(share)}</td>'
