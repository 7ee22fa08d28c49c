"""Blocks of the simulation page: each writes its sentence and draws its figure."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.theme import COVERAGE, NEED
from pedekate.format import angka, persen, rupiah, tanggal
from pedekate.parameters import load as parameter
from pedekate.simulation.allocation import POOR_FAMILIES
from pedekate.simulation.run import Result
from pedekate.simulation.scenario import PERINGKAT
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.map_figure import map_figure
from pedekate.ui.simulation import figures, measures, model, runs, text, workbook
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.curve import Mark, budget_curve
from pedekate.ui.simulation.steps import round_up

CARDS = ("skor", "desil", "jatah", "daftar", "kelurahan", "kategori")
_MAPS = {"tertinggal": "Tertinggal", "penerima": "Penerima"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A choice with its outcome and the numbers of it that may be shown."""

    choice: Choice
    outcome: Result
    causes: dict[str, float]
    shown: model.Families


def show(choice: Choice) -> None:
    """The section "Hasil": one programme with one budget."""
    a = answer(choice)
    header(a)
    who(a)
    left, right = st.columns(2, gap="large")
    with left:
        why(a)
    with right:
        how_much(a)
    left, middle, right = st.columns([5, 4, 4], gap="large")
    with left:
        to_whom(a)
    with middle:
        poverty(a)
    with right:
        where(a)
    versus(a)
    measures.show(a.outcome)
    footer(a)


def answer(choice: Choice) -> Answer:
    """Run the chosen scenario."""
    outcome = runs.result(choice.programme, choice.scenario)
    return Answer(
        choice=choice,
        outcome=outcome,
        causes=runs.causes(choice.programme, outcome),
        shown=model.families(outcome),
    )


def header(a: Answer) -> None:
    scenario = a.choice.scenario
    program = runs.programme(a.choice.programme, scenario.aturan)
    amount = scenario.manfaat_rp
    if scenario.peringkat == "universal":
        amount = runs.universal_amount(a.choice.programme, scenario)
    components.page_header(
        text.headline(a.outcome, program, a.causes),
        text.lead(a.outcome, program, recipients=a.shown.recipients, amount=amount),
        "model",
    )


def who(a: Answer) -> None:
    s = a.shown
    title = text.venn_title(s.poor, s.reached, s.vulnerable, s.better_off)
    components.block_title(
        title,
        "Keluarga. Rentan: di atas garis kemiskinan, tetapi termasuk 20 persen penduduk "
        "berpengeluaran terendah",
        "model",
    )
    st.html(figures.linear_venn(s, alt=title))


def why(a: Answer) -> None:
    scenario = a.choice.scenario
    program, own = runs.programme(a.choice.programme, scenario.aturan), bool(scenario.aturan)
    peringkat = scenario.peringkat
    steps = model.deductions(a.causes, a.shown.left_out)
    if steps:
        largest = max(steps, key=steps.get)
        phrase = text.because(largest, program, peringkat, own=own)
        title = f"Sebab terbesar: {phrase} ({angka(steps[largest])} keluarga)"
    else:
        title = "Tidak ada keluarga miskin yang tertinggal"
    components.block_title(
        title, "Keluarga miskin, dikurangi sebab demi sebab sampai yang terjangkau", "model"
    )
    labels = [(text.cause_label(name, program, peringkat, own=own), n) for name, n in steps.items()]
    st.html(figures.waterfall(a.shown, labels, alt=title))


def how_much(a: Answer) -> None:
    choice, scenario = a.choice, a.choice.scenario
    curve = _curve(choice, scenario.peringkat)
    more = round_up(choice.steps[-1] / 8)
    reached = 1 - a.outcome.values["eksklusi_keluarga"]
    budgets = (scenario.anggaran_rp + more,)
    gain = float(runs.curve(choice.programme, scenario, budgets)[0]) - reached
    title = text.curve_title(more, gain)
    components.block_title(
        title, "Persen keluarga miskin terjangkau, menurut anggaran setahun (miliar rupiah)",
        "model",
    )  # fmt: skip
    if np.isnan(reached):
        return
    present = _present_mark(a)
    # Two labels on one spot cannot be read: the choice then says that it is today's budget too.
    same = present and abs(present.anggaran_rp - scenario.anggaran_rp) < 0.05 * choice.steps[-1]
    label = f"pilihan ini, {present.label}" if same else "pilihan ini"
    picture = budget_curve(
        curve,
        label=PERINGKAT[scenario.peringkat],
        chosen=Mark(anggaran_rp=scenario.anggaran_rp, cakupan=reached, label=label),
        current=None if same else present,
        ceiling=_reference(choice, "sempurna"),
        lottery=_reference(choice, "undian"),
        alt=title,
    )
    st.html(picture)


def to_whom(a: Answer) -> None:
    shares = model.decile_shares(a.outcome)
    title = text.decile_title(shares)
    components.block_title(title, "Persen keluarga penerima, per desil pengeluaran kota", "model")
    st.html(figures.decile_profile(shares, alt=title))


def poverty(a: Answer) -> None:
    components.block_title(
        text.poverty_title(a.outcome),
        "Penduduk, sebelum dan sesudah manfaat; belanja memuat biaya administrasi", "model",
    )  # fmt: skip
    values, money = a.outcome.values, model.money(a.outcome)
    names = {
        "p0": "Penduduk miskin (P0)", "p1": "Kedalaman (P1)", "p2": "Keparahan (P2)",
    }  # fmt: skip
    rows = [
        {
            "ukuran": name,
            "sebelum": persen(values[f"{key}_sebelum"], 2),
            "sesudah": persen(values[f"{key}_sesudah"], 2),
        }
        for key, name in names.items()
    ]
    rows.append({"ukuran": "Porsi manfaat dalam belanja penerima", "sebelum": "0%",
                 "sesudah": persen(values["kecukupan"], 1)})  # fmt: skip
    rows.append({"ukuran": "Belanja program", "sebelum": "",
                 "sesudah": rupiah(money.spent)})  # fmt: skip
    cost = model.cost_per_poor(values["belanja"], a.outcome.served.totals[POOR_FAMILIES])
    rows.append({"ukuran": "Belanja per keluarga miskin terjangkau", "sebelum": "",
                 "sesudah": rupiah(cost)})  # fmt: skip
    rows.append({"ukuran": "Sisa anggaran", "sebelum": "",
                 "sesudah": rupiah(money.unspent)})  # fmt: skip
    columns = [
        Column("ukuran", "Ukuran", str, number=False),
        Column("sebelum", "Sebelum", str),
        Column("sesudah", "Sesudah", str),
    ]
    components.plain_table(pd.DataFrame(rows), columns)


def where(a: Answer) -> None:
    # The title stands above the switch, but needs its answer.
    title_place = st.container()
    left_out = filters.switch("Peta", _MAPS, key="peta_simulasi") == "tertinggal"
    table = (model.left_out_by_area if left_out else model.recipients_by_area)(a.outcome)
    place = table["kode_kelurahan"].map(geography().areas["nama_kecamatan"])
    sums = table.groupby(place)["nilai"].sum()
    hidden = bool(table["nilai"].isna().any())
    title = text.where_title(sums.idxmax(), sums.max(), left_out=left_out, hidden=hidden)
    with title_place:
        components.block_title(
            title,
            f"{'Keluarga miskin tertinggal' if left_out else 'Keluarga penerima'} per kelurahan",
            "model",
        )
    breaks, scale = _breaks(a, left_out), NEED if left_out else COVERAGE
    _map(table, breaks, scale, alt=title, width=280, names=True)
    components.legend(breaks, scale, missing=hidden)


def versus(a: Answer) -> None:
    compared = _compared(a)
    reached = {name: 1 - r.values["eksklusi_keluarga"] for name, r in compared.items()}
    names = {PERINGKAT[name]: share for name, share in reached.items()}
    components.block_title(
        text.cards_title(names), "Peta: persen keluarga miskin yang tertinggal", "model"
    )
    tables = {name: model.share_left_out_by_area(r) for name, r in compared.items()}
    pooled = np.concatenate([table["nilai"].to_numpy() for table in tables.values()])
    breaks = model.percent_breaks(pooled)
    components.legend(breaks, NEED, missing=bool(np.isnan(pooled).any()))
    columns = st.columns(len(compared), gap="medium")
    for column, (name, outcome) in zip(columns, compared.items(), strict=True):
        with column:
            components.scenario_card(
                PERINGKAT[name], cakupan=reached[name], lines=_card_lines(outcome),
                selected=name == a.choice.scenario.peringkat,
            )  # fmt: skip
            alt = f"Persen keluarga miskin tertinggal, {PERINGKAT[name]}"
            _map(tables[name], breaks, NEED, alt=alt, width=200)


def footer(a: Answer) -> None:
    """What the numbers rest on, and the file."""
    year = parameter("garis_kemiskinan").latest.sejak.year
    basis = text.footer(
        a.outcome, line_year=year, registered=tanggal(data.status().tanggal_registri),
        without_family=model.count(runs.prepared(a.choice.programme).register.without_family),
    )  # fmt: skip
    file = Download(
        label="Tabel (XLSX)", file_name=f"simulasi_{a.choice.programme}.xlsx",
        data=lambda: _workbook(a, basis),
    )  # fmt: skip
    components.source_line(basis, key="simulasi", downloads=[file])


def _workbook(a: Answer, basis: str) -> bytes:
    yardsticks = ("sempurna", "undian")
    program = runs.programme(a.choice.programme, a.choice.scenario.aturan)
    names = dict.fromkeys((a.choice.scenario.peringkat, *yardsticks))
    curves = {name: _curve(a.choice, name) for name in names if name in a.choice.rankings}
    return workbook.workbook(
        a.outcome, curves, programme=program.nama, basis=basis,
        benefit=text.benefit(program, a.choice.scenario.manfaat_rp),
        sentence=text.headline(a.outcome, program, a.causes),
    )  # fmt: skip


def _card_lines(outcome: Result) -> list[str]:
    lines = [f"<b>{persen(outcome.values['inklusi_keluarga'])}</b> penerima bukan miskin"]
    after = outcome.values["p0_sesudah"]
    return [*lines, f"Kemiskinan <b>{persen(after, 2)}</b>"] if after == after else lines


def _compared(a: Answer) -> dict[str, Result]:
    """Four ways at the same budget, the chosen one among them."""
    names = compared_rankings(a.choice)
    scenarios = {name: replace(a.choice.scenario, peringkat=name) for name in names}
    return {name: runs.result(a.choice.programme, one) for name, one in scenarios.items()}


def compared_rankings(choice: Choice) -> list[str]:
    """Four ways to rank, the chosen one among them."""
    chosen = choice.scenario.peringkat
    names = [name for name in CARDS if name in choice.rankings][:4]
    return names if chosen in names else [*names[:3], chosen]


def _curve(choice: Choice, peringkat: str) -> pd.DataFrame:
    scenario = replace(choice.scenario, peringkat=peringkat)
    reached = runs.curve(choice.programme, scenario, choice.steps)
    return pd.DataFrame({"anggaran_rp": choice.steps, "cakupan": reached})


def _reference(choice: Choice, peringkat: str) -> pd.DataFrame | None:
    """A yardstick's curve; None where it is the chosen one itself, or cannot be drawn."""
    if peringkat == choice.scenario.peringkat or peringkat not in choice.rankings:
        return None
    return _curve(choice, peringkat)


def _present_mark(a: Answer) -> Mark | None:
    """The ring at today's budget, reached with today's choice of benefit and ranking."""
    if a.choice.present is None:
        return None
    budget, label = a.choice.present
    share = runs.curve(a.choice.programme, a.choice.scenario, (budget,))[0]
    return Mark(anggaran_rp=budget, cakupan=float(share), label=label)


def _breaks(a: Answer, left_out: bool) -> tuple[float, ...]:
    """Classes that stay put while the budget moves: all poor families, all eligible ones."""
    choice, counts = a.choice, a.outcome.everybody.areas[1]
    if not left_out:
        counts = runs.eligible_by_area(choice.programme, choice.scenario.aturan)
    return model.count_breaks(tuple(counts))


def _map(table: pd.DataFrame, breaks, scale, *, alt: str, width: int, names: bool = False) -> None:
    st.html(
        map_figure(
            geography(), table, breaks=breaks, scale=scale, alt=alt, width=width, names=names
        )
    )
