"""All indicators of outside tables in one list, each with its badge, period and source."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from pedekate.format import is_missing
from pedekate.ui import data
from pedekate.ui.external import text as external_text
from pedekate.ui.kit import components
from pedekate.ui.kit.html import badge
from pedekate.ui.kit.tables import Column


def show() -> None:
    """The block: every outside indicator with the city's figure and how far its table reaches."""
    outside = [m for m in data.measures() if m.luar]
    if not outside:
        return
    publishers = sorted({m.sumber for m in outside})
    components.block_title(
        f"{len(outside)} indikator dari tabel luar",
        f"Dari {', '.join(publishers)}; tidak dicampur dengan hitungan registri",
    )
    st.html(table([(m, data.external_rows(m.id)) for m in outside]))


def table(found: Sequence[tuple[object, pd.DataFrame]]) -> str:
    """HTML of the list: indicator with badge, city's figure or why there is none, period, reach.

    Args:
        found: measure and its rows of all areas, indexed by kode.
    """
    heads = [("Indikator", ""), ("Kota Malang", ' class="n"'), ("Periode", ' class="n"'),
             ("Tersedia", ' class="pd-lebar"'), ("Sumber", ' class="pd-lebar"')]  # fmt: skip
    head = "".join(f'<th scope="col"{kind}>{text}</th>' for text, kind in heads)
    body = "".join(_row(m, rows) for m, rows in found)
    return (
        '<div class="pd-gulir" tabindex="0"><table class="pd-tabel"><thead><tr>'
        f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(m, rows: pd.DataFrame) -> str:
    city = rows.loc[data.CITY]
    if is_missing(city["nilai"]):
        reason = escape(city["keterangan"] or "tidak ada data")
        figure = f'<td class="n"><small title="{reason}">belum diketahui</small></td>'
    else:
        figure = f'<td class="n"><b>{escape(external_text.amount(m, city["nilai"]))}</b></td>'
    return (
        f'<tr><th scope="row">{escape(external_text.name(m))} {badge(m.lencana)}</th>{figure}'
        f'<td class="n">{escape(m.waktu)}</td>'
        f'<td class="pd-lebar">{escape(_reach(m, rows))}</td>'
        f'<td class="pd-lebar">{escape(m.sumber)}</td></tr>'
    )


def _reach(m, rows: pd.DataFrame) -> str:
    return "kota" if m.luar.tingkat == "kota" else external_text.coverage(rows, m.luar.tingkat)


def about_block(m, rows: pd.DataFrame) -> None:
    """What the table of one indicator is, in rows of a label and its text."""
    components.block_title("Tentang tabel ini", f"Satuan: {m.luar.satuan}", m.lencana)
    facts = [
        ("Penerbit", m.sumber),
        ("Periode", m.waktu),
        ("Tersedia", _reach(m, rows)),
        ("Berkas", ", ".join(m.luar.berkas)),
        ("Penyebut", m.penyebut or "tidak ada: angka ini bukan bagian"),
    ]
    gaps = rows[(rows["tingkat"] == m.luar.tingkat) & (rows["keterangan"] != "")]
    for reason, group in gaps.groupby("keterangan", sort=False):
        facts.append((str(reason).capitalize(), _names(list(group["nama"]))))
    components.plain_table(
        pd.DataFrame(facts, columns=["hal", "isi"]),
        [Column("hal", "Hal", number=False), Column("isi", "Isi", number=False)],
    )


def _names(names: list[str], limit: int = 8) -> str:
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])}, dan {len(names) - limit} lainnya"
