"""All indicators of one area beside the city's, as HTML text: pure, escaped, styled by gaya.css."""

from html import escape

import pandas as pd

from pedekate.format import is_missing
from pedekate.ui.indicators.text import beside_city, percent

_COLUMNS = 5


def overview_table(rows: pd.DataFrame, *, colors: dict[str, str], compared: bool) -> str:
    """Rows grouped by topic; a bar per value on one scale of 0 to 100 percent.

    Args:
        rows: nama_tema, nama, arah, nilai, kota, tak_diketahui (shares 0..1), keterangan.
        colors: fill of a bar by `arah`.
        compared: draw the city's value as a thin line and say how many times it is.
    """
    heads = ["Indikator", "Persen", "", "Dibanding kota" if compared else "", "Tak diketahui"]
    head = "".join(
        f'<th scope="col"{" class=n" if i > 1 else ""}>{text}</th>' for i, text in enumerate(heads)
    )
    body = ""
    for topic, group in rows.groupby("nama_tema", sort=False):
        body += (
            f'<tr class="pd-jumlah"><th scope="colgroup" colspan="{_COLUMNS}">'
            f"{escape(topic)}</th></tr>"
        )
        body += "".join(_row(row, colors, compared) for row in group.to_dict("records"))
    return f'<table class="pd-tabel"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: dict, colors: dict[str, str], compared: bool) -> str:
    name = f'<th scope="row">{escape(row["nama"])}</th>'
    unknown = f'<td class="n">{percent(row["tak_diketahui"])}</td>'
    if is_missing(row["nilai"]):
        reason = escape(row["keterangan"])
        return f'<tr class="pd-kosong">{name}<td colspan="3">{reason}</td>{unknown}</tr>'
    tick = ""
    if compared and not is_missing(row["kota"]):
        tick = f'<u style="left:{row["kota"] * 100:.1f}%"></u>'
    return (
        f'<tr>{name}<td class="pd-batang"><span class="pd-alas"><i class="pd-isi" '
        f'style="width:{row["nilai"] * 100:.1f}%;background:{colors[row["arah"]]}"></i>{tick}'
        f'</span></td><td class="n"><b>{percent(row["nilai"])}</b></td>'
        f'<td class="n">{beside_city(row["nilai"], row["kota"]) if compared else ""}</td>'
        f"{unknown}</tr>"
    )
