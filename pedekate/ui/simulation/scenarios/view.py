"""Section of the page Simulasi: scenarios side by side, who wins and loses, and those saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.errors import InputError, StoreError
from pedekate.format import angka, is_missing, persen, rentang, rupiah, tanggal
from pedekate.simulation.ranking import YARDSTICKS
from pedekate.simulation.register import TRUTH
from pedekate.simulation.scenario import Scenario
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column, Download
from pedekate.ui.simulation import comparisons, draws, runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.groups import model as groups_model
from pedekate.ui.simulation.scenarios import listing as scenarios_list
from pedekate.ui.simulation.scenarios import text
from pedekate.ui.simulation.scenarios.data import (
    Candidate,
    current,
    key_figures,
    listed,
    offered,
    programme,
    standard,
    today,
)
from pedekate.ui.simulation.scenarios.figure import KEY, Row, side_by_side
from pedekate.ui.simulation.scenarios.text import Verdict
from pedekate.ui.simulation.scenarios.workbook import workbook

MOST = 6
UNSPENT = 0.1  # share of a budget from which on a rest is worth a sentence
_PICKED, _BASE = "skenario_banding", "skenario_dasar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A scenario beside others: what it is called, as it is asked today, and what it gives."""

    kode: str
    nama: str
    scenario: Scenario
    figures: dict[str, float | None]


def show(choice: Choice) -> None:
    """The comparison, then the list of what is saved."""
    try:
        rows, failed = listed(), ""
    except StoreError as error:
        rows, failed = [], str(error)
    left, right = st.columns([8, 3], gap="medium", vertical_alignment="bottom")
    with left:
        picked = _pick(offered(choice, rows), choice)
    compared = _compared(picked)
    with right:
        base = _base(compared)
    header = st.empty()
    _say(header, compared, [])
    enough = len(compared) >= 2
    if enough:
        _figure(compared)
        _measures(compared)
    pairs = st.container()
    if failed:
        components.notice(failed)
    scenarios_list.show(rows, compare=_compare)
    # Last, for the draws may take seconds; their place is above the list.
    if enough:
        with pairs:
            _who_moves(compared, base, header)


def _who_moves(compared: Sequence[Compared], base: str, header) -> None:
    """Winners and losers, what cannot be told apart, and what all of it rests on."""
    verdicts = _verdicts(compared)
    unclear = _unclear(compared, verdicts)
    _say(header, compared, unclear)
    table = _pairs(compared, base, verdicts)
    if unclear:
        components.source_line(text.unclear_line(unclear))
    _source(compared, base, table)


def _pick(candidates: dict[str, Candidate], choice: Choice) -> list[Candidate]:
    """At most six of what is offered; the standard comparison until somebody picks."""
    before = st.session_state.get(_PICKED, [])
    # Another programme offers other rankings, and a removed scenario is not offered.
    if gone := set(before) - set(candidates):
        st.session_state[_PICKED] = [kode for kode in before if kode not in gone]
    chosen = st.multiselect(
        "Skenario yang dibandingkan (paling banyak enam)", list(candidates), key=_PICKED,
        default=[one.kode for one in standard(choice)], bind="query-params", select_all=False,
        format_func=lambda kode: candidates[kode].nama, placeholder="Pilih skenario", wrap=True,
    )  # fmt: skip
    if len(chosen) > MOST:
        components.notice("Paling banyak enam skenario; yang dipilih sesudahnya tidak ditampilkan.")
    return [candidates[kode] for kode in chosen[:MOST]]


def _compare(codes: list[str]) -> None:
    st.session_state[_PICKED] = codes


def _base(compared: Sequence[Compared]) -> str | None:
    """The scenario the others are held against."""
    names = {one.kode: one.nama for one in compared}
    if not names:
        return None
    if st.session_state.get(_BASE) not in names:
        st.session_state.pop(_BASE, None)
    return st.selectbox(
        "Dibandingkan dengan", list(names), key=_BASE, bind="query-params",
        format_func=lambda kode: names[kode],
    )  # fmt: skip


def _compared(picked: Sequence[Candidate]) -> list[Compared]:
    """Outcomes of those that can be computed; one sentence for each that cannot."""
    found = []
    for one in picked:
        try:
            asked, outcome = current(one.scenario), today(one.scenario)
        except InputError as error:
            components.notice(f"Skenario “{one.nama}” tidak dapat dihitung: {error}")
            continue
        found.append(
            Compared(
                kode=one.kode, nama=one.nama, scenario=asked, figures=key_figures(outcome)
            )
        )  # fmt: skip
    return found


def _ways(compared: Sequence[Compared], figure: str) -> dict[str, float | None]:
    """Name → a figure; without the yardsticks where two real ways are left to speak of."""
    real = [one for one in compared if one.scenario.peringkat not in YARDSTICKS]
    return {one.nama: one.figures[figure] for one in (real if len(real) > 1 else compared)}


def _say(place, compared: Sequence[Compared], unclear: list[tuple[str, str]]) -> None:
    lead = ""
    if len(compared) >= 2:
        scenarios = [one.scenario for one in compared]
        unspent = [
            one.nama for one in compared
            if one.figures["sisa_anggaran"] > UNSPENT * one.scenario.anggaran_rp
        ]  # fmt: skip
        lead = f"{text.comparable(scenarios, unspent)} Simulasi, bukan penetapan penerima."
    with place.container():
        components.page_header(text.headline(_ways(compared, "cakupan"), unclear), lead, "model")


def _figure(compared: Sequence[Compared]) -> None:
    title = text.figure_title(_ways(compared, "tertinggal"))
    components.block_title(
        title, "Keluarga, semua pada satu skala; persen: keluarga miskin yang terjangkau", "model"
    )
    components.color_key(KEY)
    rows = [
        Row(
            nama=one.nama, pilihan=_chosen(one),
            tertinggal=one.figures["tertinggal"], terjangkau=one.figures["terjangkau"],
            bukan_miskin=one.figures["bukan_miskin"],
        )
        for one in compared
    ]  # fmt: skip
    st.html(side_by_side(rows, alt=title))


def _chosen(one: Compared) -> str:
    return text.choices(one.scenario, programme(one.scenario), name=one.nama)


def _measures(compared: Sequence[Compared]) -> None:
    title = text.money_title(_ways(compared, "biaya_per_miskin"))
    components.block_title(
        title, "Setahun, administrasi termasuk; kedalaman (P1): kekurangan belanja penduduk miskin "
        "terhadap garis, sesudah bantuan", "model",
    )  # fmt: skip
    columns = [
        Column("nama", "Skenario", str, number=False),
        Column("penerima", "Penerima"),
        Column("terjangkau", "Miskin terjangkau"),
        Column("cakupan", "Persen miskin", lambda v: persen(v, 1)),
        Column("tertinggal", "Miskin tertinggal", wide_only=True),
        Column("porsi_bukan_miskin", "Penerima bukan miskin", persen, wide_only=True),
        Column("biaya_per_miskin", "Per keluarga miskin", rupiah),
        Column("belanja", "Belanja", rupiah, wide_only=True),
        Column("sisa_anggaran", "Sisa", rupiah, wide_only=True),
        Column("p1_sesudah", "P1 sesudah", lambda v: persen(v, 2), wide_only=True),
        Column("turun", "P1 turun (poin)", lambda v: angka(v, 3)),
    ]
    components.plain_table(measures(compared), columns)
    if note := text.without_poverty(programme(one.scenario) for one in compared):
        components.source_line(note)


def measures(compared: Sequence[Compared]) -> pd.DataFrame:
    """nama, the key figures, and `turun`: points of the poverty gap closed."""
    table = pd.DataFrame([{"nama": one.nama} | one.figures for one in compared])
    before, after = (table[f"p1_{when}"].astype(float) for when in ("sebelum", "sesudah"))
    return table.assign(turun=100 * (before - after))


def _verdicts(compared: Sequence[Compared]) -> dict[tuple[str, str], Verdict]:
    """Every ordered pair of scenarios → how the second stands beside the first."""
    drawn = _left_out(compared)
    undrawn = text.NO_MODEL if drawn is None else text.YARDSTICK
    drawn, found = drawn or {}, {}
    for a, b in combinations(compared, 2):
        moved = comparisons.moves(a.scenario, b.scenario)["keluarga"]
        changed = moved.hanya_a + moved.hanya_b
        for one, other in ((a, b), (b, a)):
            pair = drawn.get(one.kode), drawn.get(other.kode)
            gap = (other.figures["cakupan"] or 0) - (one.figures["cakupan"] or 0)
            found[one.kode, other.kode] = text.judged(changed, *pair, gap=gap, undrawn=undrawn)
    return found


def _left_out(compared: Sequence[Compared]) -> dict[str, np.ndarray] | None:
    """Code → (draws,) share of poor families left out, without the yardsticks, which cannot be
    drawn; None when the databases hold no score model."""
    able = [one for one in compared if one.scenario.peringkat not in YARDSTICKS]
    try:
        # One by one, on the same draws: when one of them moves the others are not judged anew.
        return {
            one.kode: draws.outcomes((one.scenario,))["eksklusi_keluarga"][:, 0] for one in able
        }
    except StoreError:
        return None


def _unclear(
    compared: Sequence[Compared], verdicts: dict[tuple[str, str], Verdict]
) -> list[tuple[str, str]]:
    return [
        (a.nama, b.nama)
        for a, b in combinations(compared, 2)
        if verdicts[a.kode, b.kode].unclear
    ]  # fmt: skip


def _pairs(
    compared: Sequence[Compared], base: str, verdicts: dict[tuple[str, str], Verdict]
) -> pd.DataFrame:
    """The base beside every other: who comes in, who drops out, and whether that is noise."""
    first = next(one for one in compared if one.kode == base)
    others = [one for one in compared if one.kode != base]
    stands = {one.nama: verdicts[base, one.kode] for one in others}
    components.block_title(
        text.pairs_title(first.nama, stands),
        f"Dari {first.nama} ke skenario lain: keluarga yang masuk, keluar, dan tetap menerima; "
        "–: kurang dari 10 keluarga", "model",
    )  # fmt: skip
    table = pd.DataFrame([_pair(first, one, stands[one.nama]) for one in others])
    columns = [
        Column("nama", "Skenario", str, number=False),
        Column("masuk", "Masuk"),
        Column("keluar", "Keluar"),
        Column("tetap", "Tetap", wide_only=True),
        Column("miskin_masuk", "Miskin masuk", wide_only=True),
        Column("miskin_keluar", "Miskin keluar", wide_only=True),
        Column("selisih", "Selisih terjangkau (poin)", str, wide_only=True),
        Column("kesimpulan", "Kesimpulan", str, number=False),
    ]
    components.plain_table(table, columns)
    return table


def _pair(first: Compared, other: Compared, stands: Verdict) -> dict:
    moves = groups_model.moves(comparisons.moves(first.scenario, other.scenario))
    rows = moves.set_index("bagian")
    gap = "–" if is_missing(stands.low) else rentang(100 * stands.low, 100 * stands.high, 1)
    return {
        "nama": other.nama,
        "masuk": rows.loc["hanya_b", "keluarga"], "keluar": rows.loc["hanya_a", "keluarga"],
        "tetap": rows.loc["keduanya", "keluarga"],
        "miskin_masuk": rows.loc["hanya_b", "miskin"],
        "miskin_keluar": rows.loc["hanya_a", "miskin"],
        "selisih": gap, "kesimpulan": stands.word,
    }  # fmt: skip


def _source(compared: Sequence[Compared], base: str, pairs: pd.DataFrame) -> None:
    first = next(one.nama for one in compared if one.kode == base)
    basis = text.basis(
        line=compared[0].scenario.garis_rp, draws_made=draws.uncertainty.DRAWS,
        truth=runs.register_of_city().population.basis == TRUTH,
        rankings=[one.scenario.peringkat for one in compared],
        registered=tanggal(data.status().tanggal_registri),
    )  # fmt: skip
    file = Download(
        label="Tabel (XLSX)", file_name="simulasi_skenario.xlsx",
        data=lambda: workbook(
            measures(compared), pairs, base=first, basis=basis,
            choices={one.nama: _chosen(one) for one in compared},
        ),
    )  # fmt: skip
    components.source_line(basis, key="simulasi_skenario", downloads=[file])
