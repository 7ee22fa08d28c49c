"""Section *Angka resmi*: published series beside the targets of the RPJMD, and the gap."""

import pandas as pd
import streamlit as st

from pedekate.format import angka, persen
from pedekate.indicators.noise import interval
from pedekate.parameters import load, official, published_series
from pedekate.parameters.published_series import Series
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.indicators import official_text as text
from pedekate.ui.indicators import three_kinds
from pedekate.ui.indicators.official_figure import series_figure
from pedekate.ui.indicators.text import upper
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.html import plain

MAIN = "p0"
_A_ROW = 3


def choices() -> None:
    """The section has nothing to choose: official figures are the city's."""


def show(_choice: None) -> None:
    """Poverty with its targets, then the other series, all on their own scales."""
    kinds = published_series.load()
    main = kinds[MAIN]
    lines, targets = main.lines(), main.targets()
    force = targets[targets["garis"] == main.target[0].nama]
    noise = float(load("galat_susenas").latest.nilai)
    found = text.gaps(lines, force, _poor(int(lines["tahun"].iloc[-1])))
    sentence = text.headline(lines, found)
    components.page_header(sentence, text.lead(lines, found, noise), "resmi")
    left, right = st.columns([6, 5], gap="large")
    with left:
        _main_figure(main, lines, targets, noise)
    with right:
        _targets(lines, targets, found)
        three_kinds.show(float(lines["nilai"].iloc[-1]), noise)
    rest = [one for one in kinds.values() if one.id != MAIN]
    for start in range(0, len(rest), _A_ROW):
        for column, one in zip(
            st.columns(_A_ROW, gap="large"), rest[start : start + _A_ROW], strict=False
        ):
            with column:
                _small(one)
    _source(sentence)


def _poor(year: int) -> float | None:
    """Poor persons of a year in thousands; None when not published."""
    table = official.series("jumlah_penduduk_miskin").set_index("tahun")["nilai"]
    return table.get(year)


def _main_figure(main: Series, lines: pd.DataFrame, targets: pd.DataFrame, noise: float) -> None:
    low, high = interval(lines["nilai"].to_numpy(), noise)
    first, last = lines["tahun"].iloc[[0, -1]]
    components.block_title(
        "Target dan kenyataan: cincin tidak pernah disambung ke garis",
        f"{main.nama}, {main.satuan}, {first}–{last}; pita: rentang 95 persen (perkiraan)",
        "resmi",
    )
    band = lines[["tahun"]].assign(bawah=low, atas=high)
    alt = f"Garis {main.nama} Kota Malang {first}–{last} dan target sampai "
    st.html(
        series_figure(
            lines, targets, alt=f"{alt}{targets['tahun'].max()}.", decimals=main.desimal,
            from_zero=main.dari_nol, band=band, kind="pd-seri-utama",
        )
    )  # fmt: skip


def _targets(lines: pd.DataFrame, targets: pd.DataFrame, found: list[text.Gap]) -> None:
    table = text.target_table(lines, targets, found)
    latest = int(lines["tahun"].iloc[-1])
    components.block_title(
        f"Selisih angka {latest} ke setiap target",
        "Penduduk miskin, persen; selisih dalam poin persen dan jiwa (dari penduduk tersirat "
        f"angka BPS {latest})",
        "resmi",
    )
    components.plain_table(
        table,
        [
            Column("rencana", "Rencana", str, number=False), Column("tahun", "Tahun", str),
            Column("target", "Target", _two), Column("realisasi", "Realisasi", _two),
            Column("selisih", "Selisih", _two), Column("jiwa", "Jiwa", wide_only=True),
        ],
    )  # fmt: skip
    components.source_line(
        f"Sumber target: {text.source_hosts(targets)}. Dokumen RPJMD sendiri belum tersedia; "
        "target RPD lama ditampilkan terpisah karena berbeda untuk tahun yang sama."
    )


def _small(one: Series) -> None:
    lines = one.lines()
    components.block_title(
        text.series_title(one.nama, lines, one.desimal),
        f"{upper(one.satuan)}, {lines['tahun'].min()}–{lines['tahun'].max()}. {one.putus}".strip(),
        "resmi",
    )
    st.html(
        series_figure(
            lines, one.targets(), alt=f"Garis {one.nama} Kota Malang.", decimals=one.desimal,
            from_zero=one.dari_nol,
        )
    )  # fmt: skip


def _source(sentence: str) -> None:
    status, noise = data.status(), load("galat_susenas").latest
    file = Download(
        label="Setiap angka dan sumbernya (XLSX)", file_name="angka_resmi.xlsx",
        data=lambda: workbook(sentence, synthetic=status.sintetis),
    )  # fmt: skip
    components.source_line(
        "Sumber: BPS Kota Malang dan instansi lain, dikutip pers; tautan setiap angka ada di "
        "Unduh. Tahun tanpa angka mengosongkan garis; angka yang diragukan tidak digambar. "
        f"Rentang: galat baku relatif {persen(noise.nilai)}, perkiraan kami.",
        key="resmi", downloads=[file],
    )  # fmt: skip


def workbook(sentence: str, *, synthetic: bool) -> bytes:
    """Every figure and target with year, mark, source and remark, as XLSX."""
    parts = [
        table.assign(seri=one.nama, satuan=one.satuan, jenis=kind)
        for one in published_series.load().values()
        for kind, table in (("angka", one.lines()), ("target", one.targets()))
        if len(table)
    ]
    fields = [
        xlsx.Field("seri", "Seri"), xlsx.Field("jenis", "Jenis"), xlsx.Field("garis", "Garis"),
        xlsx.Field("tahun", "Tahun", "0"), xlsx.Field("nilai", "Nilai", "0.000"),
        xlsx.Field("satuan", "Satuan"), xlsx.Field("mutu", "Mutu"),
        xlsx.Field("sumber_url", "Sumber"), xlsx.Field("catatan", "Catatan"),
    ]  # fmt: skip
    sheet = xlsx.Sheet(name="Angka resmi", table=pd.concat(parts, ignore_index=True), fields=fields)
    notes = {
        "Temuan": plain(sentence),
        "Mutu": "pers: dikutip pers; turunan: diturunkan dari angka terbitan lain",
        "Daftar": "data/rujukan/indikator_kota.csv dan seri.toml",
    }
    return xlsx.workbook([sheet], notes, title="Angka resmi Kota Malang", synthetic=synthetic)


def _two(value: float) -> str:
    return angka(value, 2)
