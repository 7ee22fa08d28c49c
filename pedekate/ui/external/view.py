"""The indicator page for outside tables: one indicator over the areas, and the list of all."""

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import COVERAGE, NEED
from pedekate.format import is_missing
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.external import listing, map_unit
from pedekate.ui.external import text as external_text
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Download, Ranking
from pedekate.ui.kit.html import plain


def show(chosen) -> None:
    """Sentence, kecamatan and kelurahan, and what the table is.

    Args:
        chosen: an `indicator_view.Choice` whose measure has `luar`.
    """
    m = chosen.measure
    value = data.external_rows(m.id).loc[chosen.kode]
    kecamatan, kelurahan = _kecamatan(chosen), _kelurahan(chosen)
    level = "kelurahan" if m.luar.tingkat == "kelurahan" else "kecamatan"
    inside = kelurahan if level == "kelurahan" else kecamatan
    sentence = external_text.headline(m, chosen.nama, value, inside, level)
    components.page_header(sentence, external_text.lead(m, value), m.lencana)
    if m.luar.tingkat != "kota":
        left, right = st.columns([5, 6], gap="large")
        with left:
            _ranked(chosen, kecamatan, "Kecamatan", f"{len(kecamatan)} kecamatan")
            listing.about_block(m, data.external_rows(m.id))
        with right:
            if level == "kelurahan":
                _ranked(chosen, kelurahan, "Kelurahan", f"{len(kelurahan)} kelurahan")
            else:
                listing.show()
    _source(chosen, sentence, kecamatan, kelurahan)
    if level == "kelurahan" or m.luar.tingkat == "kota":
        listing.show()


def _ranked(chosen, table: pd.DataFrame, noun: str, title: str) -> None:
    m = chosen.measure
    if table["nilai"].isna().all():
        components.block_title(f"Belum ada angka per {noun.lower()}", m.waktu, m.lencana)
        components.source_line(f"Alasannya: {table['keterangan'].mode().iloc[0]}.")
        return
    first = "dari yang tertinggi" if m.arah == "butuh" else "dari yang terendah"
    components.block_title(f"{title}, {first}", f"{external_text.heading(m)}, {m.waktu}", m.lencana)
    known = table["nilai"].dropna()
    city = data.city_value(m.id)["nilai"]
    # A count of the whole city would squeeze the bars of its parts.
    line = not is_missing(city) and m.luar.bentuk != "jumlah"
    breaks = class_breaks(known.to_numpy(float))
    components.ranked_table(
        table,
        Ranking(
            label=external_text.heading(m),
            format_value=lambda v: external_text.number(m, v),
            color=color_of(breaks, NEED if m.arah == "butuh" else COVERAGE),
            maximum=float(known.max()) if len(known) else 1.0,
            reference=("kota", float(city)) if line else None,
            noun=noun,
        ),
        map_unit.count_columns(table, m),
    )


def _ordered(chosen, rows: pd.DataFrame) -> pd.DataFrame:
    nilai = rows["nilai"].astype("Float64").to_numpy(float, na_value=np.nan)
    rank = pd.Series(nilai, index=rows.index).rank(
        method="min", ascending=chosen.measure.arah == "jangkau"
    )
    table = rows.assign(nilai=nilai, alasan=rows["keterangan"], peringkat=rank)
    return table.sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)


def _kecamatan(chosen) -> pd.DataFrame:
    rows = data.measure_by_kecamatan(chosen.measure.id)
    rows = rows.assign(kode=rows["kode_kecamatan"], nama=rows["nama_kecamatan"])
    return _ordered(chosen, rows)


def _kelurahan(chosen) -> pd.DataFrame:
    rows = data.measure_by_kelurahan(chosen.measure.id)
    rows = rows.assign(
        kode=rows["kode_kelurahan"], nama=rows["nama_kelurahan"],
        tempat=rows["nama_kecamatan"] if chosen.whole_city else "",
    )  # fmt: skip
    if not chosen.whole_city:
        rows = rows[rows["kode_kecamatan"] == chosen.kode]
    return _ordered(chosen, rows)


def _source(chosen, sentence: str, kecamatan: pd.DataFrame, kelurahan: pd.DataFrame) -> None:
    m, status = chosen.measure, data.status()
    tables = {"Kecamatan": kecamatan}
    if m.luar.tingkat == "kelurahan":
        tables = {"Kelurahan": kelurahan} | tables
    file = Download(
        label="Tabel (XLSX)", file_name=f"indikator_{m.id}.xlsx",
        data=lambda: workbook(m, tables, status, sentence=sentence, area=chosen.nama),
    )  # fmt: skip
    components.source_line(
        f"Sumber: {m.sumber}, {m.waktu}; berkas {', '.join(m.luar.berkas)}. Tidak dihitung dari "
        "registri kota.",
        key="indikator", downloads=[file],
    )  # fmt: skip


def workbook(m, tables: dict[str, pd.DataFrame], status, *, sentence: str, area: str) -> bytes:
    """One sheet per level with the values as shown, and what they are, as XLSX.

    Args:
        tables: level → kode, nama, nilai (shares 0..1), pembilang, penyebut, keterangan.
    """
    scale = 100 if m.luar.bentuk == "persen" else 1
    number = xlsx.WHOLE if m.luar.bentuk == "jumlah" else xlsx.ONE_DECIMAL
    sheets = [
        xlsx.Sheet(
            name=level,
            table=table.assign(nilai=table["nilai"] * scale),
            fields=[
                xlsx.Field("kode", "Kode"),
                xlsx.Field("nama", level),
                xlsx.Field("nilai", external_text.heading(m), number),
                xlsx.Field("pembilang", "Jumlah", xlsx.WHOLE),
                xlsx.Field("penyebut", "Dari", xlsx.WHOLE),
                xlsx.Field("keterangan", "Catatan"),
            ],
        )
        for level, table in tables.items()
    ]
    notes = {"Temuan": plain(sentence), "Wilayah": area} | map_unit.notes_of(m, status)
    return xlsx.workbook(sheets, notes, title=f"{m.nama}, {area}", synthetic=status.sintetis)
