"""The section on data quality: which files can be relied on, where not, and why."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import NEED
from pedekate.format import angka, is_missing, tanggal
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.indicators.text import percent, rate
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Column, Download, Ranking
from pedekate.ui.reconciliation import quality_report
from pedekate.ui.reconciliation import quality_text as text

_MOST_RULES = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One file kind and one dimension, chosen below the matrix."""

    sumber: str
    jenis: str
    dimensi: str


def show(kode: str) -> None:
    """Data quality of one area (city, kecamatan, kelurahan), as the files themselves place rows."""
    files = file_rows(kode)
    if files.empty:
        components.notice("Belum ada berkas yang mutunya dapat dinilai di wilayah ini.")
        return
    cells = data.quality_matrix(kode).merge(files[["sumber", "jenis", "berkas"]])
    components.page_header(
        text.headline(cells, {d.id: d.nama for d in data.dimensions()}),
        "Setiap baris berkas dinilai sebelum disatukan. Yang dinilai isian dan berkasnya, bukan "
        "orangnya.",
        "terdaftar",
    )
    _matrix_block(files, cells)
    chosen = _choices(files)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _areas_block(kode, chosen, files)
    with right:
        _rules_block(kode, chosen, files)
        _trend_block(kode, chosen, files)
        _rows_block(kode, chosen)
    components.source_line(
        "Sumber: setiap baris berkas yang dimuat, dinilai sebelum disatukan; kelurahan menurut "
        "berkasnya sendiri (DTSEN orang: menurut alamat KTP). Dimensi: DAMA UK 2013 dan Perpres "
        "39/2019; ketepatan isi diukur lewat verifikasi lapangan, bukan dari berkas.",
        key="mutu",
        downloads=[
            Download(
                label="Tabel dan definisi (XLSX)", file_name="mutu_data.xlsx",
                data=lambda: quality_report.workbook(kode, chosen.sumber, chosen.jenis,
                                                     chosen.dimensi),
            )
        ],
    )  # fmt: skip


def file_rows(kode: str) -> pd.DataFrame:
    """One row per file kind with rows in the area: sumber, jenis, berkas, tanggal_data, baris,
    umur_hari, batas_hari, mutakhir; sources in their fixed order."""
    cells = data.quality_matrix(kode)
    cells = cells.assign(baris=cells["penyebut"] + cells["tak_diketahui"])
    files = cells.groupby(["sumber", "jenis"], as_index=False).agg(baris=("baris", "max"))
    files = files.merge(data.quality_freshness(), on=["sumber", "jenis"], how="left")
    sources = categories.names("sumber")
    files["berkas"] = [
        text.file_name(s, j, sources) for s, j in zip(files["sumber"], files["jenis"], strict=True)
    ]
    order = {name: i for i, name in enumerate(sources)}
    place = files["sumber"].map(order).fillna(len(order))
    files = files.assign(_urut=place, _jenis=files["jenis"] != "keluarga")
    return files.sort_values(["_urut", "_jenis", "berkas"], ignore_index=True).drop(
        columns=["_urut", "_jenis"]
    )


def _matrix_block(files: pd.DataFrame, cells: pd.DataFrame) -> None:
    components.block_title(
        "Mutu setiap berkas menurut dimensi",
        "Persen baris yang baik dari baris yang dapat dinilai, per berkas dan dimensi; batang "
        "ungu = baris bermasalah. Kemutakhiran: umur data hari ini",
        "terdaftar",
    )
    st.html(text.matrix(files, cells, data.dimensions()))


def _choices(files: pd.DataFrame) -> Choice:
    kinds = {f"{r.sumber}/{r.jenis}": r.berkas for r in files.itertuples()}
    names = {d.id: d.nama for d in data.dimensions()}
    worst = _worst(files)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pilih_mutu"):
        file = filters.choose(
            "Berkas", kinds, key="berkas_mutu", default=f"{worst.sumber}/{worst.jenis}", width=260
        )
        dimension = filters.choose(
            "Dimensi", names, key="dimensi_mutu", default=worst.dimensi, width=220
        )
    return Choice(*file.split("/"), dimension)


def _worst(files: pd.DataFrame) -> Choice:
    cells = data.quality_matrix(data.CITY).merge(files[["sumber", "jenis"]])
    known = cells.dropna(subset=["nilai"])
    row = (cells if known.empty else known.sort_values("nilai", kind="stable")).iloc[0]
    return Choice(row["sumber"], row["jenis"], row["dimensi"])


def _areas_block(kode: str, chosen: Choice, files: pd.DataFrame) -> None:
    everywhere = data.quality_by_kelurahan(chosen.sumber, chosen.jenis, chosen.dimensi)
    everywhere = everywhere.assign(nilai=1 - everywhere["nilai"].astype(float))
    breaks = class_breaks(everywhere["nilai"].to_numpy(float))
    rows = everywhere[everywhere["kode"].map(lambda one: _inside(one, kode))]
    dimension = _dimension(chosen)
    components.block_title(
        text.areas_title(rows, dimension.nama, _file(chosen, files)),
        f"{dimension.pertanyaan} Baris bermasalah per 100 yang dinilai",
        "terdaftar",
    )
    if rows.empty:
        components.source_line("Berkas ini tidak menyebut kelurahan di wilayah ini.")
        return
    rows = rows.assign(
        tempat=rows["nama_kecamatan"] if kode == data.CITY else "",
        alasan=rows["keterangan"],
        baris_buruk=rows["penyebut"] - rows["pembilang"],
        peringkat=rows["nilai"].rank(method="min", ascending=False),
    ).sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)
    highest, city = everywhere["nilai"].max(), _city_share(chosen)
    ranking = Ranking(
        label="Per 100 baris", format_value=rate, color=color_of(breaks, NEED),
        maximum=1.0 if is_missing(highest) or not highest else float(highest),
        reference=None if is_missing(city) else ("kota", float(city)),
    )  # fmt: skip
    columns = [Column("baris_buruk", "Bermasalah"), Column("penyebut", "Dinilai", wide_only=True)]
    components.ranked_table(rows, ranking, columns)


def _rules_block(kode: str, chosen: Choice, files: pd.DataFrame) -> None:
    rows = data.quality_rules(kode)
    rows = rows[(rows["sumber"] == chosen.sumber) & (rows["jenis"] == chosen.jenis)]
    components.block_title(
        f"Yang paling sering ditemukan di berkas {_file(chosen, files)}",
        "Baris per aturan; satu baris dapat terkena beberapa aturan",
        "terdaftar",
    )
    if rows.empty:
        components.source_line("Tidak ada baris yang ditolak atau diberi catatan di wilayah ini.")
        return
    shown = rows.head(_MOST_RULES).assign(
        jumlah=lambda t: [
            text.reason(k) if is_missing(n) else angka(n)
            for n, k in zip(t["pembilang"], t["keterangan"], strict=True)
        ],
        perlakuan=lambda t: t["keparahan"].map(text.SEVERITY),
    )
    components.plain_table(
        shown,
        [
            Column("pesan", "Aturan", str, number=False),
            Column("perlakuan", "Barisnya", str, number=False, wide_only=True),
            Column("jumlah", "Jumlah", str),
            Column("nilai", "Persen", percent),
        ],
    )


def _trend_block(kode: str, chosen: Choice, files: pd.DataFrame) -> None:
    rows = data.quality_trend(chosen.sumber, chosen.jenis, kode)
    if rows["tanggal_data"].nunique(dropna=False) < 2:
        return
    components.block_title(
        f"Mutu berkas {_file(chosen, files)} dari waktu ke waktu",
        "Persen baris yang baik per tanggal data",
        "terdaftar",
    )
    wide = rows.pivot(index="tanggal_data", columns="dimensi", values="nilai").reset_index()
    columns = [Column("tanggal_data", "Tanggal data", tanggal, number=False)]
    columns += [Column(d.id, d.nama, text.good) for d in data.dimensions() if d.id in wide]
    components.plain_table(wide, columns)


def _rows_block(kode: str, chosen: Choice) -> None:
    if not data.may_see_rows():
        return
    rules = data.quality_rules(kode)
    rules = rules[(rules["sumber"] == chosen.sumber) & (rules["jenis"] == chosen.jenis)]
    if rules.empty:
        return
    with st.expander("Baris di balik angka"):
        words = dict(zip(rules["aturan"], rules["pesan"], strict=True))
        rule = filters.choose("Aturan", words, key="aturan_mutu")
        rows = data.quality_rows(chosen.sumber, chosen.jenis, rule, kode)
        components.plain_table(
            rows.fillna({"id_keluarga": "", "kode_kelurahan": ""}),
            [
                Column("berkas", "Berkas", str, number=False),
                Column("baris", "Baris"),
                Column("kode_kelurahan", "Kelurahan", str, number=False),
                Column("id_keluarga", "Keluarga (samaran)", str, number=False),
            ],
        )
        components.source_line(
            "Baris dihitung dari baris data pertama di bawah judul; paling banyak 500 baris."
        )


def _inside(code: str, area: str) -> bool:
    return code == area or code.startswith(f"{area}.")


def _dimension(chosen: Choice):
    return next(d for d in data.dimensions() if d.id == chosen.dimensi)


def _file(chosen: Choice, files: pd.DataFrame) -> str:
    same = (files["sumber"] == chosen.sumber) & (files["jenis"] == chosen.jenis)
    return files.loc[same, "berkas"].iloc[0]


def _city_share(chosen: Choice) -> float | None:
    cells = data.quality_matrix(data.CITY).set_index(["sumber", "jenis", "dimensi"])
    share = cells.loc[(chosen.sumber, chosen.jenis, chosen.dimensi), "nilai"]
    return None if is_missing(share) else 1 - float(share)
