"""What the sections of the page Padanan share: the area, the kelurahan table, notes of exports."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import NEED
from pedekate.format import is_missing, tanggal
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.indicators.text import rate
from pedekate.ui.kit import categories, components
from pedekate.ui.kit.components import Column, Ranking
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.map_figure import map_figure
from pedekate.ui.reconciliation import text

DIFFERENCE = [Column("pembilang", "Keluarga"), Column("penyebut", "Dari", wide_only=True)]
AREA_FIELDS = [
    xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Wilayah"),
    xlsx.Field("pembilang", "Keluarga", xlsx.WHOLE), xlsx.Field("penyebut", "Dari", xlsx.WHOLE),
    xlsx.Field("persen", "Persen", xlsx.ONE_DECIMAL), xlsx.Field("keterangan", "Catatan"),
]  # fmt: skip


_BADGES = {
    "terdaftar": "terdaftar (hitungan registri kota, dibulatkan ke kelipatan 5)",
    "perkiraan": "model (diskalakan dari kriteria yang teramati; dibulatkan ke kelipatan 5)",
    "model": "model (urutan skor kebutuhan; hitungan dibulatkan ke kelipatan 5)",
}


def without_families(kode: str) -> bool:
    """Says so, as the page's title, where the register holds no family to compare."""
    if len(data.register_patterns(kode)):
        return False
    components.page_header(
        f"Belum ada keluarga yang dapat dibandingkan di {area_name(kode)}; muat berkas registri "
        "yang memuat keluarga"
    )
    return True


def area_name(kode: str) -> str:
    """Name of an area of any level; the city's for an unknown code."""
    for level in ("kecamatan", "kelurahan"):
        found = data.areas(level).set_index("kode")["nama"]
        if kode in found.index:
            return found[kode]
    return text.CITY


def kelurahan_block(
    table: pd.DataFrame,
    kode: str,
    *,
    what: str,
    subtitle: str,
    columns: Sequence[Column] = DIFFERENCE,
    badge: str = "terdaftar",
) -> None:
    """Kelurahan ranked by a share: all of the city, or those of the chosen kecamatan.

    Args:
        table: every level: tingkat, kode, nama, kode_kecamatan, nama_kecamatan, nilai,
            keterangan and the columns.
        what: completes "… persen …" in the title.
    """
    rows = table[table["tingkat"] == "kelurahan"]
    breaks = class_breaks(rows["nilai"].to_numpy(float))
    whole = kode == data.CITY
    city = table.set_index("kode").loc[data.CITY, "nilai"]
    if not whole:
        rows = rows[rows["kode_kecamatan"] == kode[:8]]
    components.block_title(text.areas_title(rows, what), subtitle, badge)
    known = rows["nilai"].max()
    rows = rows.assign(
        tempat=rows["nama_kecamatan"] if whole else "", alasan=rows["keterangan"],
        peringkat=rows["nilai"].rank(method="min", ascending=False),
    ).sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)  # fmt: skip
    ranking = Ranking(
        label="Persen", format_value=rate, color=color_of(breaks, NEED),
        maximum=1.0 if is_missing(known) else float(known), numbered=badge != "model",
        reference=None if is_missing(city) else ("kota", float(city)),
    )  # fmt: skip
    components.ranked_table(rows, ranking, columns, selected=kode)


def kelurahan_map(table: pd.DataFrame, title: str) -> None:
    """The ranked table's shares as a small map with its legend.

    Args:
        table: every level: tingkat, kode, nilai.
        title: what the classes are.
    """
    rows = table[table["tingkat"] == "kelurahan"].rename(columns={"kode": "kode_kelurahan"})
    values = rows["nilai"].astype(float) * 100
    breaks = class_breaks(values.to_numpy(float))
    drawing = map_figure(
        geography(), rows.assign(nilai=values), breaks=breaks, alt=f"Peta: {title}", width=360
    )
    st.html(drawing)
    components.legend(breaks, NEED, missing=bool(values.isna().any()))
    components.source_line(f"{text.upper(title)}. Batas: {geography().source}.")


def in_percent(table: pd.DataFrame) -> pd.DataFrame:
    """The table with `nilai` as a percentage, for sheets."""
    return table.assign(persen=table["nilai"].astype(float) * 100)


def workbook(
    title: str,
    sentence: str,
    kode: str,
    sheets: Sequence[xlsx.Sheet],
    definitions: Mapping[str, str],
    *,
    badge: str = "terdaftar",
) -> bytes:
    """The sheets of a section with finding, area, definitions, dates and protection."""
    status = data.status()
    notes = {
        "Temuan": plain(sentence),
        "Wilayah": area_name(kode),
        **{name: plain(note) for name, note in definitions.items()},
        "Tanggal data": dates_line(list(source_names())).removeprefix("Tanggal data: "),
        "Lencana": _BADGES[badge],
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook(sheets, notes, title=title, synthetic=status.sintetis)


def source_names() -> dict[str, str]:
    """Names, inside a sentence, of everything that says something about a family."""
    more = {"daftar_bayar": "daftar bayar", "skor": "skor kebutuhan"}
    return categories.names("sumber") | more


def dates_line(sources: Sequence[str]) -> str:
    """ "DTSEN 31 Oktober 2026; P3KE 31 Desember 2023": the data date of each source."""
    files = data.files().dropna(subset=["tanggal_data"])
    dates = files.groupby("sumber")["tanggal_data"].max()
    names = source_names()
    found = [
        f"{names.get(s, s)} {tanggal(dates[s])}" for s in dict.fromkeys(sources) if s in dates.index
    ]
    return "Tanggal data: " + ("; ".join(found) or "tidak diketahui") + "."
