"""Section of the page Simulasi: who wins and who loses, which groups are reached, who is near."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.charts.theme import COVERAGE, NEED, REACHED
from pedekate.format import angka, persen, rupiah, tanggal
from pedekate.simulation import groups
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download, Ranking
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.map_figure import map_figure
from pedekate.ui.simulation import comparisons, runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.groups import model, text
from pedekate.ui.simulation.groups.workbook import workbook
from pedekate.ui.simulation.model import cost_per_poor, count, count_breaks

_PREFERRED = ("daftar", "desil", "skor", "jatah", "undian")
_MAPS = {"hanya_a": "Keluar", "hanya_b": "Masuk"}
_STEPS = {"desil": "peringkatnya satu desil", "skor": "skornya sepersepuluh sebaran"}
SIFAT = {"silang": "Persilangan", "kecamatan": "Kecamatan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Two ways to rank at one budget: the one compared with, and the chosen one."""

    before: Scenario
    after: Scenario

    @property
    def names(self) -> tuple[str, str]:
        return PERINGKAT[self.before.peringkat], PERINGKAT[self.after.peringkat]


def show(choice: Choice) -> None:
    """The whole section for one choice of money, benefit and ranking."""
    left, right = st.columns([5, 2], gap="large")
    with right:
        rules = _compare(choice)
    found = comparisons.moves(rules.before, rules.after)
    moves = model.moves(found)
    with left:
        components.page_header(text.headline(*rules.names, moves), text.lead(moves), "model")
    left, right = st.columns([6, 5], gap="large")
    with left:
        _moves(rules, moves)
        worth = _worth(rules, moves)
    with right:
        areas = _map(rules, found)
    shown = _shares(rules.after)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _fairness(choice, shown)
    with right:
        profile = _margin(rules.after)
    _source(choice, rules, moves=moves, areas=areas, shown=shown, profile=profile, worth=worth)


def _compare(choice: Choice) -> Rules:
    chosen = choice.scenario.peringkat
    others = {name: PERINGKAT[name] for name in choice.rankings if name != chosen}
    usual = next((name for name in _PREFERRED if name in others), next(iter(others)))
    other = filters.choose(
        "Dibandingkan dengan", others, key=f"banding_{choice.programme}", default=usual
    )
    return Rules(before=replace(choice.scenario, peringkat=other), after=choice.scenario)


def _moves(rules: Rules, moves: pd.DataFrame) -> None:
    before, after = rules.names
    components.block_title(
        text.moves_title(moves),
        f"Penerima menurut {before} dan menurut {after}; –: kurang dari 10 keluarga",
        "model",
    )  # fmt: skip
    names = {
        "keduanya": "Menerima dengan kedua cara", "hanya_a": f"Keluar: hanya menurut {before}",
        "hanya_b": f"Masuk: hanya menurut {after}",
    }  # fmt: skip
    columns = [
        Column("nama", "Kelompok", str, number=False), Column("keluarga", "Keluarga"),
        Column("jiwa", "Jiwa", wide_only=True), Column("miskin", "Keluarga miskin"),
    ]  # fmt: skip
    components.plain_table(moves.assign(nama=moves["bagian"].map(names)), columns)


def _worth(rules: Rules, moves: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Money and inequality of both rules side by side; what few families give away is left out."""
    reached, pair = moves.set_index("bagian")["miskin"], {}
    for name, own in (("before", "hanya_a"), ("after", "hanya_b")):
        scenario = getattr(rules, name)
        spent = runs.result(scenario.program, scenario).values["belanja"]
        cost = cost_per_poor(spent, reached[["keduanya", own]].sum(skipna=False))
        pair[name] = comparisons.worth(scenario) | {"biaya_per_miskin": cost}
    components.block_title(
        text.worth_title(pair["before"], pair["after"], *rules.names),
        "Belanja setahun, administrasi termasuk; Gini pengeluaran penduduk", "model",
    )  # fmt: skip
    one, two = pair["before"], pair["after"]
    rows = [
        ("Belanja per keluarga miskin terjangkau", "biaya_per_miskin", rupiah),
        ("Belanja per rupiah kekurangan yang tertutup", "biaya_per_jurang",
         lambda v: f"Rp\u00a0{angka(v, 1)}" if v == v else "–"),
        ("Gini sesudah (sebelum " + angka(one["gini_sebelum"], 4) + ")", "gini_sesudah",
         lambda v: angka(v, 4)),
        ("Penduduk miskin dikurangi yang lain (poin cakupan)", "selisih_sasaran",
         lambda v: angka(100 * v, 1) if v == v else "–"),
    ]  # fmt: skip
    table = pd.DataFrame(
        [{"ukuran": n, "a": write(one[k]), "b": write(two[k])} for n, k, write in rows]
    )
    before, after = rules.names
    columns = [
        Column("ukuran", "Ukuran", str, number=False),
        Column("a", before, str), Column("b", after, str),
    ]  # fmt: skip
    components.plain_table(table, columns)
    return pair


def _map(rules: Rules, found) -> pd.DataFrame:
    codes = runs.register_of_city().population.areas
    own_rule = bool(rules.after.aturan)
    areas = model.moves_by_area(found["keluarga"], codes, own_rule=own_rule)
    title_place = st.container()  # the title stands above the switch, but needs its answer
    part = filters.switch("Peta", _MAPS, key="peta_pemenang")
    table = areas.rename(columns={part: "nilai"})[["kode_kelurahan", "nilai"]]
    place = table["kode_kelurahan"].map(geography().areas["nama_kecamatan"])
    sums = table.groupby(place)["nilai"].sum()
    word = "masuk" if part == "hanya_b" else "keluar"
    title = (
        f"Yang {word} terbanyak di {sums.idxmax()}: {angka(sums.max())} keluarga"
        if sums.max() > 0
        else f"Tidak ada kelurahan dengan sepuluh keluarga atau lebih yang {word}"
    )
    with title_place:
        components.block_title(title, f"Keluarga yang {word} per kelurahan", "model")
    both = areas[["hanya_a", "hanya_b"]].to_numpy()
    breaks = count_breaks(tuple(both[~np.isnan(both)]) or (0.0,))
    scale = NEED if part == "hanya_a" else COVERAGE
    st.html(map_figure(geography(), table, breaks=breaks, scale=scale, alt=title, width=380))
    components.legend(breaks, scale, missing=bool(table["nilai"].isna().any()))
    return areas


def _shares(scenario: Scenario) -> pd.DataFrame:
    return model.reach(
        comparisons.reach(scenario), comparisons.reach(scenario, crossed=True),
        groups.load().silang,
    )  # fmt: skip


def _fairness(choice: Choice, shown: pd.DataFrame) -> None:
    program, known = runs.programme(choice.programme, choice.scenario.aturan), groups.load()
    intended = {(g.id, name) for g in known.kelompok if (name := g.intended(program))}
    title = text.fairness_title(shown, intended)
    components.block_title(
        title, "Persen keluarga miskin yang terjangkau, menurut kelompok; kurang dari 10 "
        "keluarga terjangkau atau tertinggal disembunyikan", "model",
    )  # fmt: skip
    kinds = {g.id: g.nama for g in known.kelompok} | SIFAT
    rows = shown.iloc[1:].reset_index(drop=True)
    said = rows["kelas"].map(lambda name: not model.NOT_SAID & set(name.split(" · ")))
    rows = rows[said & (rows["penyebut"].fillna(1) > 0)]
    meant = [(s, k) in intended for s, k in zip(rows["sifat"], rows["kelas"], strict=True)]
    places = [
        f"{kinds[sifat]} · sasaran program" if own else kinds[sifat]
        for sifat, own in zip(rows["sifat"], meant, strict=True)
    ]
    city = shown["nilai"].iloc[0]
    table = rows.assign(
        kode=rows["sifat"] + rows["kelas"], nama=rows["kelas"], tempat=places,
        bawah=rows["nilai"], atas=rows["nilai"], alasan=rows["keterangan"],
    )  # fmt: skip
    ranking = Ranking(
        label="Terjangkau", format_value=lambda v: persen(v, 1), color=lambda _: REACHED,
        maximum=max(0.01, float(np.nanmax([city, *rows["nilai"]], initial=0.0))),
        reference=None if np.isnan(city) else ("kota", city), numbered=False, interval=True,
        noun="Kelompok",
    )  # fmt: skip
    columns = [Column("penyebut", "Keluarga miskin", wide_only=True)]
    components.ranked_table(table, ranking, columns)
    if intended:
        components.source_line(
            "Sasaran program: kelompok yang memang dituju; cakupannya yang lebih tinggi bukan "
            "ketimpangan. Keluarga di luar registri dan yang isiannya kosong ada di berkas unduhan."
        )


def _margin(scenario: Scenario) -> pd.DataFrame:
    found = comparisons.at_the_margin(scenario)
    budget = {name: count(value) for name, value in found.budget.items()}
    rank = found.rank and {name: count(value) for name, value in found.rank.items()}
    components.block_title(
        text.margin_title(found.bound, budget["masuk"]),
        "Yang bergantung pada sedikit uang atau satu langkah peringkat", "model",
    )  # fmt: skip
    step = _STEPS.get(scenario.peringkat, "")
    columns = [
        Column("jumlah", "Keluarga", str), Column("arti", "Bila", str, number=False),
    ]  # fmt: skip
    rows = text.margin_lines(budget, rank, step)
    components.plain_table(pd.DataFrame(rows, columns=["jumlah", "arti"]), columns)
    shown = model.profile(found.profile)
    if shown.empty:
        components.notice("Terlalu sedikit keluarga di sekitar batas untuk digambarkan.")
        return shown
    components.block_title(
        text.profile_sentence(shown),
        f"Sekitar {angka(shown['keluarga'].iloc[0])} keluarga di kedua sisi batas, tanpa nama",
        "model",
    )  # fmt: skip
    kinds = {"anggota": "Anggota", "desil": "Desil nasional", "kecamatan": "Kecamatan"}
    table = shown.iloc[1:].assign(
        sifat=shown["sifat"].map(kinds),
        jumlah=["<10" if "(<" in why else angka(n) for n, why in
                zip(shown["keluarga"].iloc[1:], shown["keterangan"].iloc[1:], strict=True)],
    )  # fmt: skip
    columns = [
        Column("sifat", "Sifat", str, number=False), Column("kelas", "Kelas", str, number=False),
        Column("jumlah", "Keluarga", str),
    ]  # fmt: skip
    components.plain_table(table, columns)
    return shown


def _source(choice: Choice, rules: Rules, **parts) -> None:
    city = runs.register_of_city().population
    truth = {
        "kebenaran": "pengeluaran sebenarnya di kota sintetis",
        "model": "pengeluaran menurut model",
    }[city.basis]
    status = data.status()
    basis = (
        f"Miskin menurut {truth}, di bawah garis {rupiah(city.line)} per orang per bulan. Registri "
        f"{tanggal(status.tanggal_registri)}. Jumlah dibulatkan ke 10; yang kurang dari 10 "
        "disembunyikan. Keluarga yang bergantung pada undian dihitung menurut peluangnya."
    )
    file = Download(
        label="Tabel (XLSX)", file_name=f"simulasi_{choice.programme}_kelompok.xlsx",
        data=lambda: workbook(
            rules.after, rules.names, programme=runs.programme(choice.programme).nama, basis=basis,
            sentence=text.headline(*rules.names, parts["moves"]), **parts,
        ),
    )  # fmt: skip
    components.source_line(basis, key="simulasi_kelompok", downloads=[file])
