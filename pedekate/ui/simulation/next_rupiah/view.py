"""Section of the page Simulasi: where the next rupiah is best spent, over budgets and cut-offs."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.errors import StoreError
from pedekate.format import angka, persen, rentang, rupiah, tanggal
from pedekate.simulation.allocation import FAMILIES
from pedekate.simulation.curve import Gain
from pedekate.simulation.ranking import YARDSTICKS
from pedekate.simulation.run import Result
from pedekate.simulation.scenario import PERINGKAT
from pedekate.simulation.uncertainty import interval
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.groups.text import families
from pedekate.ui.simulation.next_rupiah import model, text
from pedekate.ui.simulation.next_rupiah import runs as door
from pedekate.ui.simulation.next_rupiah.figures import Mark, order_figure, yield_figure
from pedekate.ui.simulation.next_rupiah.model import Stretches
from pedekate.ui.simulation.next_rupiah.workbook import workbook

_NEAR = 0.04  # of the width: two points closer than this carry one label


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """A choice, its outcome, what the next billion does, and the whole curve."""

    choice: Choice
    outcome: Result
    gain: Gain
    known: Stretches
    costs: pd.DataFrame
    cuts: pd.DataFrame


def show(choice: Choice) -> None:
    """The whole section for one choice of money, benefit and ranking."""
    if choice.scenario.peringkat == "universal":
        components.notice(
            "Bila anggaran dibagi rata, tambahan uang menambah manfaat setiap keluarga, bukan "
            "banyaknya keluarga. Pilih urutan penerima lain untuk melihat rupiah berikutnya."
        )
        return
    a = _answer(choice)
    sentence = text.headline(a.gain, a.known, choice.scenario.anggaran_rp)
    components.page_header(sentence, text.lead(a.gain), "model")
    left, right = st.columns([6, 5], gap="large")
    with left:
        _yields(a)
        _costs(a)
    with right:
        _order(a)
        _cuts(a)
    programmes = _programmes()
    _doubt(a)
    _source(a, sentence, programmes)


def _answer(choice: Choice) -> Answer:
    scenario = choice.scenario
    found = door.whole_curve(scenario)
    known = model.stretches(found)
    outcome = runs.result(choice.programme, scenario)
    order = door.order(scenario)
    return Answer(
        choice=choice,
        outcome=outcome,
        gain=door.gain(scenario),
        known=known,
        costs=model.cost_table(found, known),
        cuts=model.cut_table(order.cuts, served=outcome.served.totals[FAMILIES]),
    )


def _yields(a: Answer) -> None:
    title = text.yield_title(a.known)
    components.block_title(
        title,
        "Keluarga miskin per miliar rupiah tambahan, menurut anggaran setahun (miliar rupiah) "
        "sampai seluruh antrean terlayani; garis: tidak pernah naik",
        "model",
    )
    scenario, present = a.choice.scenario, a.choice.present
    top = float(a.known.budgets[-1])
    same = present is not None and abs(present[0] - scenario.anggaran_rp) < _NEAR * top
    label = f"pilihan ini, {present[1]}" if same else "pilihan ini"
    current = None
    if present is not None and not same:
        there = door.gain(replace(scenario, anggaran_rp=present[0]))
        current = Mark(x=present[0], y=there.miskin, label=present[1])
    chosen = Mark(x=scenario.anggaran_rp, y=a.gain.miskin, label=label)
    st.html(yield_figure(a.known, chosen=chosen, current=current, alt=title))


def _order(a: Answer) -> None:
    peringkat, order = a.choice.scenario.peringkat, door.order(a.choice.scenario)
    title = text.order_title(order.chance)
    components.block_title(
        title,
        "Persen keluarga miskin terlayani (tegak) dan persen keluarga lain yang ikut terlayani "
        f"(mendatar), bila antrean {PERINGKAT[peringkat]} dipotong di tiap batas; yang tidak "
        "berhak atau tidak terperingkat dihitung paling belakang",
        "model",
    )
    if np.isnan(order.chance):
        return
    present = a.choice.present
    current = None
    if present is not None and present[0] != a.choice.scenario.anggaran_rp:
        there = replace(a.choice.scenario, anggaran_rp=present[0])
        current = _served(runs.result(a.choice.programme, there), present[1])
    st.html(
        order_figure(
            order.cuts, name=lambda key, share: text.cut_name(peringkat, key, share),
            chosen=_served(a.outcome, "pilihan ini"), current=current, alt=title,
        )
    )  # fmt: skip


def _served(outcome: Result, label: str) -> Mark:
    values = outcome.values
    return Mark(
        x=100 * values["nonmiskin_terlayani_keluarga"],
        y=100 * (1 - values["eksklusi_keluarga"]),
        label=label,
    )


def _costs(a: Answer) -> None:
    components.block_title(
        "Makin jauh di antrean, makin mahal menemukan satu keluarga miskin lagi"
        if a.known.knee is not None
        else "Biaya menemukan satu keluarga miskin lagi hampir tetap",
        "Belanja setahun per keluarga miskin: yang berikutnya menurut garis, dan rata-rata sampai "
        "di sini",
        "model",
    )
    columns = [
        Column("anggaran", "Sampai anggaran", rupiah),
        Column("cakupan", "Miskin terjangkau", persen),
        Column("berikutnya", "Berikutnya", _price),
        Column("rata", "Rata-rata", rupiah, wide_only=True),
    ]
    components.plain_table(a.costs, columns)


def _price(value: float) -> str:
    return "–" if np.isnan(value) else text.price(value)


def _cuts(a: Answer) -> None:
    peringkat = a.choice.scenario.peringkat
    components.block_title(
        "Batas yang lebih longgar menjangkau lebih banyak, dan lebih banyak yang tidak miskin",
        "Semua sampai batas itu dilayani; tebal: yang terdekat dengan pilihan ini"
        + ("; skor: perkiraan belanja per orang sebulan" if peringkat == "skor" else ""),
        "model",
    )
    table = a.cuts.assign(
        batas=[
            text.cut_name(peringkat, key, share)
            for key, share in zip(a.cuts["kunci"], a.cuts["bagian"], strict=True)
        ]
    )
    columns = [
        Column("batas", "Batas", str, number=False),
        Column("penerima", "Penerima", families, wide_only=True),
        Column("cakupan", "Miskin terjangkau", persen),
        Column("bukan_miskin", "Penerima bukan miskin", persen),
    ]
    components.plain_table(table, columns, marked=a.cuts["terdekat"].tolist())


def _programmes() -> pd.DataFrame:
    """What a billion more does in every programme, with what the draws leave open."""
    found, names = door.every_programme(), _names()
    block = st.empty()
    with block.container():
        _programme_block(model.programme_table(found, None), names, apart=None)
    try:
        drawn = door.drawn_gains(door.scenarios_today())
    except StoreError:
        return model.programme_table(found, None)
    table = model.programme_table(found, drawn)
    with block.container():
        _programme_block(table, names, apart=model.told_apart(found, drawn))
    return table


def _programme_block(table: pd.DataFrame, names: dict[str, str], *, apart: bool | None) -> None:
    components.block_title(
        text.programmes_title(table, names, apart),
        "Rp 1 miliar di atas anggaran sekarang, tiap program menurut besaran dan urutannya "
        "sendiri. Menurut undian: rentang 80 persen dari 200 kemungkinan keadaan kota, yang hanya "
        "mengenal skor",
        "model",
    )
    shown = table.assign(
        nama=table["program"].map(names),
        rentang=[_range(*ends) for ends in zip(table["bawah"], table["atas"], strict=True)],
    )
    columns = [
        Column("nama", "Program", str, number=False),
        Column("uang", "Sekarang", rupiah, wide_only=True),
        Column("miskin", "Keluarga miskin", families),
        Column("rentang", "Menurut undian", str),
        Column("biaya", "Per keluarga", rupiah),
        Column("jurang", "Kekurangan tertutup", rupiah, wide_only=True),
    ]
    components.plain_table(shown, columns)


def _range(low: float, high: float) -> str:
    if np.isnan(high):
        return "–"
    if np.isnan(low):
        return f"sampai {angka(high)}"
    return angka(high) if low == high else rentang(low, high)


def _doubt(a: Answer) -> None:
    """How sure the next billion of this choice is, in a sentence."""
    if a.choice.scenario.peringkat in YARDSTICKS or not a.gain.penerima > 0:
        return
    try:
        drawn = door.drawn_gains((a.choice.scenario,))
    except StoreError:
        return
    components.source_line(text.drawn(interval(drawn[:, 0], level=model.LEVEL)))


def _names() -> dict[str, str]:
    return {name: runs.programme(name).nama_pendek for name in runs.programmes()}


def _source(a: Answer, sentence: str, programmes: pd.DataFrame) -> None:
    city, status = runs.register_of_city().population, data.status()
    truth = {
        "kebenaran": "pengeluaran sebenarnya di kota sintetis",
        "model": "pengeluaran menurut model",
    }[city.basis]
    basis = (
        f"Miskin menurut {truth}, di bawah garis {rupiah(city.line)} per orang per bulan. Registri "
        f"{tanggal(status.tanggal_registri)}. Titik belok: titik terjauh di atas tali busur kurva "
        "(Kneedle; Satopää dkk. 2011). Garis yang tidak pernah naik: regresi isotonik (Robertson, "
        "Wright & Dykstra 1988). Manfaat tiap program berbeda: satu rumah bukan satu bulan pangan. "
        "Jumlah dibulatkan ke 10; yang kurang dari 10 disembunyikan."
    )
    program = runs.programme(a.choice.programme)
    file = Download(
        label="Tabel (XLSX)", file_name=f"simulasi_{a.choice.programme}_rupiah.xlsx",
        data=lambda: workbook(
            a.choice.scenario, costs=a.costs, cuts=a.cuts, known=a.known,
            programmes=programmes.assign(nama=programmes["program"].map(_names())),
            programme=program.nama, sentence=sentence, basis=basis,
        ),
    )  # fmt: skip
    components.source_line(basis, key="simulasi_rupiah", downloads=[file])
