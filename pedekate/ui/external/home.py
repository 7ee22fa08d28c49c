"""The first page when only tables per area are loaded: official figures and what the tables say."""

import pandas as pd
import streamlit as st

from pedekate.charts.small_map import small_map
from pedekate.charts.theme import COVERAGE, NEED, Chart
from pedekate.format import angka, bilangan, is_missing, satu_dari
from pedekate.parameters import load
from pedekate.parameters.official import series
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.external import listing, map_unit
from pedekate.ui.external import text as external_text
from pedekate.ui.home import text as home_text
from pedekate.ui.home import view as home
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Figure
from pedekate.ui.kit.geo import geography

_FIGURES = 3
_WITHOUT_FAMILIES = [
    ("Siapa sudah menerima program", "dan siapa yang belum: halaman Cakupan program"),
    ("Siapa terjangkau dengan suatu anggaran", "halaman Simulasi"),
    ("Indikator menurut desil dan sumber", "dari isian keluarga, halaman Indikator"),
]


def show() -> None:
    """The whole page."""
    _header()
    trend, area, tables = home.columns_first_view()
    with trend:
        home.trend_block()
    with area:
        _map_block()
    with tables:
        components.change_list("Yang menunggu berkas per keluarga", _WITHOUT_FAMILIES)
        components.source_line("Taruh berkas DTSEN, DTKS, atau P3KE di data/masuk lalu muat ulang.")
    left, right = st.columns([7, 4], gap="medium")
    with left:
        listing.show()
    with right:
        home.dates_block()


def _header() -> None:
    official, noise = series(home.P0), float(load("galat_susenas").latest.nilai)
    measures = data.measures()
    share = official["nilai"].iloc[-1] / 100
    components.page_header(
        f"Satu dari {satu_dari(share)} warga Kota Malang hidup di bawah garis kemiskinan; "
        f"<em>{bilangan(len(measures))} indikator per wilayah menunjukkan di mana</em>",
        f"{home_text.official_change(official, noise)} Yang dimuat baru tabel per wilayah, belum "
        "ada berkas per keluarga.",
    )
    components.figure_row([home.official_figure(official, noise), *_figures(measures)])


def _figures(measures) -> list[Figure]:
    """The first indicators whose figure for the whole city is known, shares before counts."""
    known = [(m, data.city_value(m.id)) for m in measures]
    known = [(m, v) for m, v in known if not is_missing(v["nilai"])]
    known.sort(key=lambda one: one[0].luar.bentuk != "persen")
    return [_figure(m, v) for m, v in known[:_FIGURES]]


def _figure(m, value: pd.Series) -> Figure:
    share = m.luar.bentuk == "persen"
    base = ""
    if share and not is_missing(value["penyebut"]):
        base = f"{angka(value['pembilang'])} dari {angka(value['penyebut'])} {m.penyebut}. "
    return Figure(
        label=external_text.name(m),
        nilai=external_text.number(m, value["nilai"]) + ("%" if share else ""),
        satuan=m.satuan_hitung if share else m.luar.satuan,
        keterangan=f"{base}{m.sumber}, {m.waktu}",
        lencana=m.lencana,
    )


def _map_block() -> None:
    """The first indicator that reaches the kelurahan, as a small map."""
    found = [m for m in data.measures() if m.luar.tingkat == "kelurahan"]
    found.sort(key=lambda m: m.luar.bentuk != "persen")
    if not found:
        components.block_title("Belum ada tabel per kelurahan", "Peta per kecamatan: halaman Peta")
        return
    m = found[0]
    rows = data.measure_by_kecamatan(m.id)
    unit = map_unit.external_unit(m, rows, counts=False)
    title = f"{external_text.name(m)} per kelurahan"
    if rows["nilai"].notna().any():
        highest = rows["nilai"].astype(float)
        top = rows.loc[highest.idxmax() if unit.highest_first else highest.idxmin()]
        word = "tertinggi" if unit.highest_first else "terendah"
        title = f"{external_text.name(m)}: {word} di {top['nama_kecamatan']}"
    components.block_title(title, f"{unit.label}, {m.waktu}", m.lencana)
    components.chart(
        _map_of(data.status().sidik_jari, geography().mark, m.id), key="peta_kecil", grow="kecil",
        alt=f"Peta {m.nama} di 57 kelurahan. {title}.",
    )  # fmt: skip
    components.source_line(f"Sumber: {m.sumber}. Batas: {geography().source}.")


@st.cache_resource(show_spinner=False, max_entries=4)
def _map_of(fingerprint: str, boundaries: str, measure: str) -> Chart:
    m = data.measure(measure)
    rows = data.measure_by_kelurahan(measure)
    unit = map_unit.external_unit(m, rows, counts=False)
    table = rows[["kode_kelurahan"]].assign(nilai=unit.shown(rows).astype(float))
    return small_map(
        geography(), table, breaks=class_breaks(table["nilai"].to_numpy(float)),
        scale=NEED if m.arah == "butuh" else COVERAGE,
        legend_title=unit.label.replace(" 100 ", " 100<br>"),
    )  # fmt: skip
