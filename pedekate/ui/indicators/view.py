"""Blocks of the indicator page: classes as small multiples on one scale, areas, the overview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import COVERAGE, LEFT_OUT, NEED, REACHED
from pedekate.format import is_missing, tanggal
from pedekate.indicators import groupings
from pedekate.indicators.groupings import Grouping
from pedekate.reports import xlsx
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.indicators import crossing_view, distribution, text
from pedekate.ui.indicators.overview_table import overview_table
from pedekate.ui.kit import categories, components
from pedekate.ui.kit.components import Column, Ranking
from pedekate.ui.kit.html import plain

CITY = "Kota Malang"
COLORS = {"butuh": LEFT_OUT, "jangkau": REACHED}
SOURCE = "sumber"
# Small tables of the left and of the right column; the source closes the right one.
_LEFT = ("jenis_kelamin_kepala", "umur_kepala", "disabilitas", "status_program")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the page shows: one indicator in one area."""

    measure: data.Measure
    kode: str
    nama: str

    @property
    def whole_city(self) -> bool:
        return self.nama == CITY


def choice(indicator: str, kecamatan: str | None) -> Choice:
    """The chosen indicator and area; `kecamatan` None = the whole city."""
    if kecamatan is None:
        return Choice(measure=data.measure(indicator), kode=data.CITY, nama=CITY)
    areas = data.areas("kecamatan").set_index("nama")
    return Choice(
        measure=data.measure(indicator), kode=areas.loc[kecamatan, "kode"], nama=kecamatan
    )


def header(chosen: Choice) -> str:
    """Sentence, definition, denominator, unknown share; returns the sentence."""
    value = data.area_value(chosen.measure.id, chosen.kode)
    sentence = text.headline(chosen.measure, chosen.nama, value, _kelurahan(chosen))
    components.page_header(sentence, text.lead(chosen.measure, value), chosen.measure.lencana)
    return sentence


def multiples(chosen: Choice) -> None:
    """Kecamatan, every grouping and the sources: small tables, one scale, the same colours."""
    kinds = groupings.load()
    tables = {kind: _class_rows(chosen, kind) for kind in (*kinds, SOURCE)}
    # Areas share one scale with the kelurahan table; classes differ far more than areas do.
    ranking = _ranking(chosen, list(tables.values()))
    left, right = st.columns(2, gap="medium")
    with left:
        _kecamatan_block(chosen)
        for kind in _LEFT:
            _grouping_block(kinds[kind], tables[kind], ranking, chosen.measure.arah)
    with right:
        for kind in (kind for kind in kinds if kind not in _LEFT):
            _grouping_block(kinds[kind], tables[kind], ranking, chosen.measure.arah)
        _source_block(tables[SOURCE], ranking)


def _kecamatan_block(chosen: Choice) -> None:
    kecamatan = _kecamatan(chosen)
    ranking = _ranking(chosen, [kecamatan, _kelurahan(chosen)], noun="Kecamatan")
    title = text.first_title(kecamatan, "kecamatan", chosen.measure.arah)
    _block(title, "Menurut kecamatan", kecamatan, ranking)


def _grouping_block(kind: Grouping, rows: pd.DataFrame, ranking: Ranking, arah: str) -> None:
    if kind.id == "desil":
        title = text.decile_title(rows)
    else:
        title = text.first_title(rows, kind.nama, arah)
    _block(title, f"Menurut {kind.nama}", rows, replace(ranking, noun=kind.judul))


def _source_block(sources: pd.DataFrame, ranking: Ranking) -> None:
    unknown = [text.percent(text.unknown_share(row)) for _, row in sources.iterrows()]
    _block(
        text.source_title(sources),
        "Menurut isian sumbernya sendiri; keluarga yang dicakup berbeda",
        sources.assign(tak=unknown),
        replace(ranking, noun="Sumber"),
        [Column("tak", "Tak diketahui", str)],
    )


def distribution_block(chosen: Choice) -> None:
    """How the kelurahan are spread around the city's figure."""
    rows, city = _kelurahan(chosen), data.city_value(chosen.measure.id)["nilai"]
    components.block_title(
        distribution.title(rows),
        f"Persen {chosen.measure.satuan_hitung} per kelurahan, {tanggal(chosen.measure.tanggal)}; "
        "garis: kota",
        chosen.measure.lencana,
    )
    st.html(
        distribution.strips(
            rows, city=None if is_missing(city) else float(city),
            color=COLORS[chosen.measure.arah],
        )
    )  # fmt: skip


def kelurahan_block(chosen: Choice) -> None:
    """Every kelurahan of the area, the one to look at first on top."""
    rows = _kelurahan(chosen)
    first = "dari yang tertinggi" if chosen.measure.arah == "butuh" else "dari cakupan terendah"
    components.block_title(
        f"{len(rows)} kelurahan, {first}",
        f"Persen {chosen.measure.satuan_hitung}, {tanggal(chosen.measure.tanggal)}",
        chosen.measure.lencana,
    )
    table = rows.assign(
        kode=rows["kode_kelurahan"], nama=rows["nama_kelurahan"], alasan=rows["keterangan"],
        tempat=rows["nama_kecamatan"] if chosen.whole_city else "",
        peringkat=rows["nilai"].rank(method="min", ascending=chosen.measure.arah == "jangkau"),
    ).sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)  # fmt: skip
    columns = [Column("pembilang", "Jumlah"), Column("penyebut", "Dari", wide_only=True)]
    ranking = _ranking(chosen, [table, _kecamatan(chosen)], numbered=True)
    components.ranked_table(table, ranking, columns)


def overview_block(chosen: Choice) -> None:
    """All indicators of the area beside the city's, in two columns of topics."""
    rows = overview_rows(chosen)
    components.block_title(
        text.overview_title(rows, chosen.nama),
        f"Semua indikator, {chosen.nama}, skala 0–100 persen"
        + ("" if chosen.whole_city else "; garis tipis: kota"),
        chosen.measure.lencana,
    )
    sizes = rows.groupby("nama_tema", sort=False).size() + 1  # its heading is a row too
    cut = sizes.index[: text.halves(list(sizes.items()))]
    first = rows["nama_tema"].isin(cut)
    for column, part in zip(st.columns(2, gap="large"), (rows[first], rows[~first]), strict=True):
        with column:
            st.html(overview_table(part, colors=COLORS, compared=not chosen.whole_city))


def overview_rows(chosen: Choice) -> pd.DataFrame:
    """One row per indicator: nama_tema, nama, arah, nilai, kota, tak_diketahui, keterangan."""
    values, city = data.area_values(chosen.kode), data.area_values(data.CITY)
    about = pd.DataFrame(
        [
            (m.id, m.tema, m.nama_tema, m.nama, m.arah, m.satuan_hitung)
            for m in data.register_measures()
        ],
        columns=["id", "tema", "nama_tema", "nama", "arah", "satuan"],
    ).set_index("id")
    unknown = {name: text.unknown_share(row) for name, row in values.iterrows()}
    rows = about.join(values.assign(tak_diketahui=pd.Series(unknown), kota=city["nilai"]))
    return rows.reset_index()


def workbook(chosen: Choice, sentence: str, crossed: tuple[str, str]) -> bytes:
    """Kelurahan, classes, the two groupings `crossed` and all indicators of the area, with their
    meaning, as XLSX."""
    m, status = chosen.measure, data.status()
    numbers = [
        xlsx.Field("persen", "Persen", xlsx.ONE_DECIMAL),
        xlsx.Field("pembilang", "Jumlah", xlsx.WHOLE),
        xlsx.Field("penyebut", "Dari", xlsx.WHOLE),
    ]
    unknown = xlsx.Field("tak_diketahui", "Tidak diketahui", xlsx.WHOLE)
    note = xlsx.Field("keterangan", "Catatan")
    labels = {kind.id: kind.nama for kind in groupings.load().values()} | {SOURCE: SOURCE}
    classes = pd.concat(
        [_class_rows(chosen, name).assign(rincian=label) for name, label in labels.items()]
    )
    everything = overview_rows(chosen)
    sheets = [
        xlsx.Sheet(
            name="Kelurahan", table=_in_percent(_kelurahan(chosen)),
            fields=[xlsx.Field("kode_kelurahan", "Kode"), xlsx.Field("nama_kelurahan", "Kelurahan"),
                    xlsx.Field("nama_kecamatan", "Kecamatan"), *numbers, unknown, note],
        ),
        xlsx.Sheet(
            name="Rincian", table=_in_percent(classes),
            fields=[xlsx.Field("rincian", "Menurut"), xlsx.Field("nama", "Kelas"), *numbers,
                    unknown, note],
        ),
        crossing_view.sheet(m, chosen.kode, *crossed),
        xlsx.Sheet(
            name="Semua indikator", table=_in_percent(everything),
            fields=[xlsx.Field("nama_tema", "Tema"), xlsx.Field("nama", "Indikator"),
                    xlsx.Field("satuan", "Satuan"), *numbers, note],
        ),
    ]  # fmt: skip
    return xlsx.workbook(
        sheets, _notes(chosen, sentence), title=f"{m.nama}, {chosen.nama}",
        synthetic=status.sintetis,
    )  # fmt: skip


def _notes(chosen: Choice, sentence: str) -> Mapping[str, str]:
    m, status = chosen.measure, data.status()
    return {
        "Temuan": plain(sentence),
        "Indikator": m.nama,
        "Definisi": m.definisi,
        "Satuan": m.satuan_hitung,
        "Penyebut": m.penyebut,
        "Wilayah": chosen.nama,
        "Tanggal data": tanggal(m.tanggal),
        "Lencana": f"{m.lencana} (hitungan registri kota, dibulatkan ke kelipatan 5)",
        "Sumber definisi": m.sumber,
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }


def _in_percent(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(persen=table["nilai"].astype(float) * 100)


def _kelurahan(chosen: Choice) -> pd.DataFrame:
    rows = data.measure_by_kelurahan(chosen.measure.id)
    return rows if chosen.whole_city else rows[rows["kode_kecamatan"] == chosen.kode]


def _kecamatan(chosen: Choice) -> pd.DataFrame:
    rows = data.measure_by_kecamatan(chosen.measure.id)
    return rows.assign(
        kode=rows["kode_kecamatan"], nama=rows["nama_kecamatan"], alasan=rows["keterangan"]
    )


def _class_rows(chosen: Choice, kelompok: str) -> pd.DataFrame:
    rows = data.measure_by_class(chosen.measure.id, chosen.kode, kelompok)
    if kelompok == SOURCE:
        name_of = categories.names("sumber").get
    else:
        name_of = groupings.get(kelompok).class_name
    rows = text.mostly_known(rows)
    return rows.assign(
        kode=rows["kelas"], nama=[name_of(k) for k in rows["kelas"]], alasan=rows["keterangan"]
    )


def _ranking(
    chosen: Choice,
    tables: list[pd.DataFrame],
    *,
    numbered: bool = False,
    noun: str = "Kelurahan",
) -> Ranking:
    known = np.concatenate([t["nilai"].to_numpy(float) for t in tables])
    known = known[~np.isnan(known)]
    breaks = class_breaks(_all_kelurahan(chosen))
    city = data.city_value(chosen.measure.id)["nilai"]
    return Ranking(
        label=f"Persen {chosen.measure.satuan_hitung}",
        format_value=text.rate,
        color=color_of(breaks, NEED if chosen.measure.arah == "butuh" else COVERAGE),
        maximum=float(known.max()) if len(known) else 1.0,
        reference=None if is_missing(city) else ("kota", float(city)),
        numbered=numbered,
        noun=noun,
    )


def _all_kelurahan(chosen: Choice) -> np.ndarray:
    return data.measure_by_kelurahan(chosen.measure.id)["nilai"].to_numpy(float)


def _block(
    title: str,
    subtitle: str,
    table: pd.DataFrame,
    ranking: Ranking,
    columns: Sequence[Column] = (),
) -> None:
    components.block_title(title, subtitle)
    if table.empty:
        components.source_line("Tidak ada rincian: indikator ini tidak berasal dari isian sumber.")
        return
    components.ranked_table(table, ranking, columns)
