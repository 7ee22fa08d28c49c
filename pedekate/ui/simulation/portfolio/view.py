"""Section of the page Simulasi: all programmes together, and one city budget split over them."""

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.format import persen, rupiah, tanggal
from pedekate.simulation import city_budget
from pedekate.simulation.split import Infeasible
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.simulation import portfolios, runs
from pedekate.ui.simulation.groups.text import families
from pedekate.ui.simulation.model import count
from pedekate.ui.simulation.portfolio import text
from pedekate.ui.simulation.portfolio.workbook import workbook
from pedekate.ui.simulation.portfolios import MOST, Shared, Stacked
from pedekate.ui.simulation.steps import MONEY_HINT, MONEY_TEXT, parse_rupiah, write_rupiah

# Choices offered; the amounts are rupiah a year per family, the quotas families per kelurahan.
CAPS = (3e6, 4e6, 6e6, 9e6, 12e6)
FLOORS = {"0": "Tanpa batas bawah", "0.25": "25% anggaran sekarang",
          "0.5": "50% anggaran sekarang", "0.75": "75% anggaran sekarang"}  # fmt: skip
QUOTAS = {"0": "Tanpa jatah", "10": "10 keluarga", "50": "50 keluarga", "100": "100 keluarga",
          "250": "250 keluarga"}  # fmt: skip


def show() -> None:
    """The whole section; it looks at all programmes, so it has controls of its own."""
    with components.control_bar():
        aturan = filters.choose(
            "Bantuan untuk satu keluarga", city_budget.ATURAN, key="aturan", width=360
        )
        cap = _cap() if aturan == "plafon" else CAPS[2]
    found = portfolios.stacked(aturan, cap)
    # One benefit a family beside the rule chosen; beside piling up when that rule is chosen.
    alone = portfolios.stacked("satu", cap)
    beside = portfolios.stacked("tumpuk", cap) if aturan == "satu" else found
    extra = count(max(0.0, alone.helped - beside.helped))
    extra_poor = count(max(0.0, alone.helped_poor - beside.helped_poor))
    sentence = text.headline(count(found.doubles), text.two_digits(found.freed), aturan)
    components.page_header(sentence, text.lead(extra, extra_poor, aturan), "model")
    left, right = st.columns([7, 4], gap="large")
    with left:
        programmes = _programmes(found)
    with right:
        by_count = _by_count(found)
    shared = _split()
    _source(sentence, aturan, cap, programmes, by_count, shared)


def _cap() -> float:
    options = {f"{cap:.0f}": rupiah(cap) for cap in CAPS}
    usual = f"{CAPS[2]:.0f}"
    return float(filters.choose("Plafon setahun", options, key="plafon", default=usual, width=200))


def _programmes(found: Stacked) -> pd.DataFrame:
    """Every programme in order: money, recipients, the poor among them, who was passed over."""
    table = found.programmes.copy()
    for column in ("penerima", "miskin", "terhalang"):
        table[column] = table[column].map(count)
    few_others = (found.programmes["penerima"] - found.programmes["miskin"]).map(count).isna()
    table.loc[table["penerima"].isna() | few_others, "miskin"] = np.nan
    table["nama"] = [runs.programme(name).nama_pendek for name in table["program"]]
    table["dana"] = [runs.programme(name).dana for name in table["program"]]
    components.block_title(
        text.order_title(table["nama"].iloc[0], table["nama"].iloc[-1]),
        "Keluarga penerima dengan anggaran sekarang; terlewat: karena bantuan lain atau plafon; "
        "–: kurang dari 10", "model",
    )  # fmt: skip
    columns = [
        Column("nama", "Program", str, number=False),
        Column("dana", "Dana", str, number=False, wide_only=True),
        Column("uang", "Anggaran", rupiah), Column("penerima", "Penerima"),
        Column("miskin", "Di antaranya miskin"), Column("terhalang", "Terlewat", wide_only=True),
        Column("sisa", "Sisa", lambda v: rupiah(text.two_digits(v)), wide_only=True),
    ]  # fmt: skip
    components.plain_table(table, columns)
    return table


def _by_count(found: Stacked) -> pd.DataFrame:
    table = found.by_count.copy()
    for column in ("keluarga", "miskin"):
        table[column] = table[column].map(count)
    few_others = (found.by_count["keluarga"] - found.by_count["miskin"]).map(count).isna()
    table.loc[few_others, "miskin"] = np.nan
    known = table["keluarga"] > 0
    table["bantuan"] = [text.two_digits(v) if k else np.nan
                        for v, k in zip(table["bantuan"], known, strict=True)]  # fmt: skip
    components.block_title(
        text.support_title(table["bantuan"].iloc[-1]),
        "Keluarga menurut banyaknya program; bantuan rata-rata setahun, iuran dan rumah termasuk",
        "model",
    )  # fmt: skip
    names = {1: "Satu program", 2: "Dua program", MOST: "Tiga atau lebih"}
    columns = [
        Column("nama", "Menerima", str, number=False), Column("keluarga", "Keluarga"),
        Column("miskin", "Miskin"), Column("bantuan", "Rata-rata", rupiah),
    ]  # fmt: skip
    components.plain_table(table.assign(nama=table["program"].map(names)), columns)
    return table


def _split() -> pd.DataFrame:
    """One budget over the city's own programmes; the sum of today's to a tenth of a billion."""
    title_place = st.container()
    today = portfolios.city_programmes()
    usual = round(sum(today.values()), -8)
    columns = st.columns(4, gap="medium")
    with columns[0]:
        tujuan = filters.choose("Yang dimaksimalkan", city_budget.TUJUAN, key="tujuan")
    with columns[1]:
        typed = st.text_input(
            "Anggaran APBD setahun", value=write_rupiah(usual), key="anggaran_kota",
            bind="query-params", validate=(MONEY_TEXT, MONEY_HINT),
        )  # fmt: skip
    with columns[2]:
        floor = filters.choose("Tiap program sedikitnya", FLOORS, key="batas_bawah")
    with columns[3]:
        quota = filters.choose("Tiap kelurahan sedikitnya", QUOTAS, key="jatah_kelurahan")
    total = parse_rupiah(typed or "")
    total = usual if total is None else total
    shared = portfolios.shared(tujuan, total, floor=float(floor), quota=int(quota))
    names = {name: runs.programme(name).nama_pendek for name in today}
    if isinstance(shared.found, Infeasible):
        areas = runs.register_of_city().population.areas
        places = tuple(geography().areas["nama_kelurahan"].reindex(list(areas)))
        with title_place:
            components.block_title(
                "Pembagian ini tidak mungkin", f"{rupiah(total)} untuk program APBD", "model"
            )
        components.notice(text.infeasible(shared.found.aturan, names, places) + ".")
        return pd.DataFrame(columns=["nama", "sekarang", "terbaik", "hasil"])
    return _best(shared, names, tujuan, total, title_place)


def _best(shared: Shared, names: dict[str, str], tujuan: str, total: float, title_place):
    gain = shared.found.hasil - shared.today_result
    with title_place:
        components.block_title(
            text.split_title(gain, tujuan, shared.today_result) + ". "
            + text.shadow(shared.found.harga_bayangan, tujuan),
            f"{rupiah(total)} APBD dibagi dengan pemrograman linear campuran (HiGHS); hasil "
            "dihitung per program, keluarga di dua program terhitung dua kali", "model",
        )  # fmt: skip
    table = pd.DataFrame(
        [
            {
                "program": name, "nama": label, "sekarang": shared.today[name],
                "terbaik": shared.found.anggaran_rp.get(name, 0.0),
                "hasil": _result(shared.results.get(name, 0.0), tujuan),
            }
            for name, label in names.items()
        ]
    )  # fmt: skip
    write = rupiah if tujuan == "jurang" else families
    columns = [
        Column("nama", "Program", str, number=False),
        Column("sekarang", "Sekarang", rupiah, wide_only=True),
        Column("terbaik", "Terbaik", lambda v: rupiah(text.two_digits(v))),
        Column("hasil", city_budget.TUJUAN[tujuan], write),
    ]  # fmt: skip
    rest = total - sum(shared.found.anggaran_rp.values())
    components.plain_table(table, columns)
    if total > 0 and rest > 0.005 * total:
        components.source_line(f"Tidak terpakai: {persen(rest / total)} anggaran itu.")
    return table


def _result(value: float, tujuan: str) -> float:
    return text.two_digits(value) if tujuan == "jurang" else count(value)


def _source(sentence: str, aturan: str, cap: float, programmes, by_count, shared) -> None:
    city, status = runs.register_of_city().population, data.status()
    truth = {
        "kebenaran": "pengeluaran sebenarnya di kota sintetis", "model": "pengeluaran menurut model"
    }[city.basis]  # fmt: skip
    rule = city_budget.ATURAN[aturan] + (f", {rupiah(cap)} setahun" if aturan == "plafon" else "")
    basis = (
        f"Miskin menurut {truth}, di bawah garis {rupiah(city.line)} per orang per bulan. Registri "
        f"{tanggal(status.tanggal_registri)}. Aturan: {rule}; iuran dan bedah rumah boleh "
        "bersama bantuan lain. Tiap program memakai urutan dan besaran berkasnya, dan syarat yang "
        "menyebut penerima sekarang memakai daftar sekarang. Anggaran: pagu terakhir, daftar "
        f"sekarang, atau jumlah penerima terakhir. Benih {city_budget.SEED}. Jumlah dibulatkan ke "
        "10."
    )
    file = Download(
        label="Tabel (XLSX)", file_name="simulasi_banyak_program.xlsx",
        data=lambda: workbook(
            programmes, by_count, shared, sentence=sentence, basis=basis, rule=rule
        ),
    )  # fmt: skip
    components.source_line(basis, key="simulasi_program", downloads=[file])
