"""Blocks of the first page: each asks the data door, writes its sentence, draws its figure."""

import datetime as dt

import pandas as pd
import streamlit as st

from pedekate.charts.theme import LEFT_OUT
from pedekate.format import angka, daftar, desil, persen, tanggal
from pedekate.parameters import load
from pedekate.parameters.official import figures, series
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.home import figures as home_figures
from pedekate.ui.home import text
from pedekate.ui.kit import categories, components
from pedekate.ui.kit.components import Column, Figure
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.map_figure import map_figure
from pedekate.ui.simulation.figures import decile_profile

P0 = "P0_persentase_penduduk_miskin"
TARGET = "target_P0_RPJMD"
AID = "PKH, BPNT/Sembako, dan BPNTD"


def header() -> None:
    """Sentence, lead and the four figures."""
    official, noise = series(P0), _noise()
    components.page_header(
        text.headline(official, data.city_value("desil_1_2_tanpa_bantuan")),
        text.lead(official, noise),
    )
    components.figure_row([official_figure(official, noise), *_register_figures()])


def official_figure(official: pd.DataFrame, noise: float) -> Figure:
    """BPS's latest headcount, with last year's and its verdict."""
    poor = series("jumlah_penduduk_miskin").set_index("tahun")["nilai"]
    latest = official.iloc[-1]
    return Figure(
        label="Penduduk miskin",
        nilai=f"{angka(latest['nilai'], 2)}%",
        satuan="penduduk",
        keterangan=text.official_note(official, poor.get(latest["tahun"]), noise),
        lencana="resmi",
    )


def _register_figures() -> list[Figure]:
    low, left_out = data.city_value("desil_1_2"), data.city_value("desil_1_2_tanpa_bantuan")
    total = data.families_by_decile().set_index("kelas")["keluarga"]["semua"]
    day = tanggal(data.status().tanggal_registri)
    names = categories.names("sumber")
    sources = daftar([names[source] for source in data.families_by_source()["sumber"]])
    return [
        Figure(
            label=f"Keluarga {desil(1, 2)}", nilai=angka(low["pembilang"]), satuan="keluarga",
            keterangan=f"{persen(low['nilai'], 1)} dari {angka(low['penyebut'])} keluarga yang "
            f"sudah diperingkat. Desil nasional DTSEN, {day}", lencana="terdaftar",
        ),
        Figure(
            label="Belum menerima bantuan", nilai=angka(left_out["pembilang"]), satuan="keluarga",
            keterangan=f"{persen(left_out['nilai'])} dari keluarga {desil(1, 2)}: tanpa {AID}",
            lencana="terdaftar",
        ),
        Figure(
            label="Registri kota", nilai=angka(total), satuan="keluarga",
            keterangan=f"Gabungan {sources}. {angka(low['tak_diketahui'])} keluarga belum "
            "diperingkat", lencana="terdaftar",
        ),
    ]  # fmt: skip


def trend_block() -> None:
    """Official poverty with the survey's noise around it."""
    official, noise = series(P0), _noise()
    first, last = official["tahun"].iloc[[0, -1]]
    doubtful = figures(P0)
    doubtful = doubtful[(doubtful["mutu"] == "meragukan") & doubtful["tahun"].notna()]
    title = text.trend_title(official, noise)
    components.block_title(title, f"Penduduk miskin, persen, {first}–{last}", "resmi")
    table = text.trend_table(official, doubtful, noise)
    alt = f"Garis persen penduduk miskin Kota Malang {first}–{last}. {title}."
    st.html(home_figures.trend(table, alt=alt, band_label="rentang 95% (perkiraan)"))
    components.source_line(
        "Sumber: BPS Kota Malang, Susenas Maret, dikutip pers. Rentang: galat baku relatif "
        f"{persen(noise)}, perkiraan kami. Tahun tanpa angka dikosongkan. "
        + text.target_note(official, series(TARGET))
    )


def map_block() -> None:
    """Families of decile 1–2 per 100, as a small map."""
    title = text.densest_title(data.measure_by_kecamatan("desil_1_2"), data.city_value("desil_1_2"))
    day = tanggal(data.status().tanggal_registri)
    components.block_title(title, f"Per 100 keluarga berdesil, {day}", "terdaftar")
    alt = f"Peta keluarga desil 1–2 per 100 keluarga di 57 kelurahan. {title}."
    rows = data.measure_by_kelurahan("desil_1_2")
    table = rows[["kode_kelurahan"]].assign(nilai=rows["nilai"] * 100)
    breaks = _breaks(data.status().sidik_jari)
    st.html(map_figure(geography(), table, breaks=breaks, alt=alt, legend="Per 100 keluarga"))
    components.source_line(
        f"Sumber: registri kota, desil nasional DTSEN. Batas: {geography().source}."
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _breaks(fingerprint: str) -> list[float]:
    """Class breaks of the small map, for one data state."""
    return class_breaks(data.measure_by_kelurahan("desil_1_2")["nilai"].to_numpy(float) * 100)


def sources_block() -> None:
    """What the register is made of, instead of changes nobody has measured yet."""
    items = text.source_items(data.families_by_source(), _dates(), categories.names("sumber"))
    components.change_list(text.sources_title(data.families_by_overlap()), items)
    components.source_line("Satu keluarga dapat tercatat di beberapa sumber. Lencana: terdaftar.")


def decile_block() -> None:
    """The register by national decile."""
    table = data.families_by_decile()
    rows = table.set_index("kelas")["keluarga"].astype("Float64")
    ranked = text.ranked_families(table) or 1
    shares = [rows.get(str(d)) for d in range(1, 11)]
    shares = [None if v is None or pd.isna(v) else v / ranked for v in shares]
    title = text.decile_title(table)
    components.block_title(title, f"Persen dari {angka(ranked)} keluarga berdesil", "terdaftar")
    alt = f"Batang persen keluarga registri per desil nasional. {title}."
    st.html(decile_profile(shares, alt=alt, highlight=(1, 2), color=LEFT_OUT, height=15))
    unranked = angka(rows.get("tanpa_desil"))
    components.source_line(f"Sumber: DTSEN. Belum diperingkat: {unranked} keluarga.")


def coverage_block() -> None:
    """Share of families of decile 1–4 in each programme."""
    names = categories.names("program")
    values = {p: data.city_value(f"cakupan_{p}") for p in names}
    rows = [(names[p], v["nilai"]) for p, v in values.items()]
    title = text.coverage_title(rows)
    base = angka(next(iter(values.values()))["penyebut"])
    components.block_title(title, f"Persen dari {base} keluarga {desil(1, 4)}", "terdaftar")
    alt = f"Batang cakupan empat program pada keluarga desil 1–4. {title}."
    st.html(home_figures.bars(rows, alt=alt))
    components.source_line("Sumber: daftar bayar PKH, BPNT, BPNTD; tanda PBI di DTSEN dan DTKS.")


def dates_block() -> None:
    """How old each source is."""
    table = data.files().groupby("sumber", sort=False).agg(
        tanggal=("tanggal_data", "max"), baris=("baris_diterima", "sum")
    ).reset_index()  # fmt: skip
    table["tanggal"] = [_date(d) for d in table["tanggal"]]
    known = categories.names("sumber")
    # A publisher of outside tables is named as it writes itself; only ids are made readable.
    words = {s: s.replace("_", " ").capitalize() if s.islower() else s for s in table["sumber"]}
    table["nama"] = [known.get(s, words[s]) for s in table["sumber"]]
    components.block_title(text.dates_title(table), "Baris yang diterima saat dimuat")
    components.plain_table(
        table,
        [
            Column("nama", "Sumber", str, number=False),
            Column("baris", "Baris", angka),
            Column("tanggal", "Tanggal data", tanggal, number=True),
        ],
    )
    components.source_line("Sumber: berkas yang dimuat; tanggal menurut berkas atau profilnya.")


def columns_first_view():
    """Proportions of the look: trend, map, sources."""
    return st.columns([4.6, 3.4, 3], gap="medium")


def _dates() -> dict[str, dt.date]:
    newest = data.files().dropna(subset=["tanggal_data"]).groupby("sumber")["tanggal_data"].max()
    return {source: _date(day) for source, day in newest.items()}


def _date(value) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _noise() -> float:
    return float(load("galat_susenas").latest.nilai)
