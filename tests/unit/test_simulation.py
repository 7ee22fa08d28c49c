"""The simulation core: eight families by hand, exact fractions, and the laws of targeting."""

import json
from fractions import Fraction as F

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pedekate.errors import InputError
from pedekate.indicators.survey import Survey
from pedekate.simulation import survey
from pedekate.simulation.run import place, reach_curve, simulate
from pedekate.simulation.scenario import Scenario
from tests.simulation_draws import CHOICES, FAMILY

# id, consumption, size, score: the golden eight of the methods note.
EIGHT = [
    ("A", 300, 5, 10), ("B", 450, 4, 20), ("C", 600, 3, 20), ("D", 640, 2, 15),
    ("E", 700, 4, 20), ("F", 900, 1, 30), ("G", 1500, 3, 40), ("H", 3000, 2, 50),
]  # fmt: skip
LINE = 650


def rows_of(y, n, w, score=None) -> tuple[Survey, np.ndarray | None]:
    rows = Survey(
        consumption=np.array(y, float), size=np.array(n, float), weight=np.array(w, float),
        extra={}, dropped={},
    )  # fmt: skip
    return rows, None if score is None else np.array(score, float)


def run(rows, score=None, *, peringkat="skor", line=LINE, per_person=False, **choices):
    scenario = Scenario(
        program="survei", peringkat=peringkat, garis_rp=line,
        **{"anggaran_rp": 900, "manfaat_rp": 300} | choices,
    )  # fmt: skip
    queue = survey.queue(rows, line=line, peringkat=peringkat, per_person=per_person, score=score)
    return simulate(queue, scenario, data="", code="").values


def eight():
    _, y, n, score = zip(*EIGHT, strict=True)
    return rows_of(y, n, [1] * 8, score)


# --- eight families -------------------------------------------------------------------------

TABLE = {
    "skor": {
        "slot_keluarga": 3, "cakupan_keluarga": F(3, 8), "cakupan_individu": F(4, 9),
        "eksklusi_keluarga": F(1, 3), "eksklusi_individu": F(1, 3),
        "inklusi_keluarga": F(1, 9), "inklusi_individu": F(1, 8),
        "nonmiskin_terlayani_keluarga": F(1, 12), "nonmiskin_terlayani_individu": F(2, 15),
        "kebocoran_manfaat": F(1, 9), "koefisien_konsentrasi": F(-7, 27),
        "p0_sebelum": F(7, 12), "p1_sebelum": F(34, 195), "p2_sebelum": F(3901, 50700),
        "p0_sesudah": F(11, 24), "p1_sesudah": F(15, 104), "p2_sesudah": F(553, 10140),
        "bcr": F(47, 90), "kecukupan": F(135, 872), "belanja": 900, "sisa_anggaran": 0,
    },
    "sempurna": {
        "eksklusi_keluarga": F(1, 4), "eksklusi_individu": F(1, 7), "inklusi_keluarga": 0,
        "nonmiskin_terlayani_individu": 0, "kebocoran_manfaat": 0, "p0_sesudah": F(11, 24),
        "p1_sesudah": F(197, 1560), "p2_sesudah": F(604, 12675), "bcr": F(5, 6),
        "kecukupan": F(3, 20),
    },
    "undian": {
        "eksklusi_keluarga": F(5, 8), "inklusi_keluarga": F(1, 2), "inklusi_individu": F(5, 12),
        "nonmiskin_terlayani_keluarga": F(3, 8), "kebocoran_manfaat": F(1, 2),
        "p0_sesudah": F(97, 192), "p1_sesudah": F(389, 2496), "p2_sesudah": F(535, 8112),
        "bcr": F(77, 240), "kecukupan": F(40, 383),
    },
}  # fmt: skip


@pytest.mark.parametrize("peringkat", TABLE)
def test_eight_families(peringkat):
    values = run(*eight(), peringkat=peringkat)
    for key, expected in TABLE[peringkat].items():
        assert values[key] == approx(float(expected), rel=1e-12, abs=1e-14), key


def test_eight_families_watts():
    assert run(*eight())["watts_sesudah"] == approx(0.1824913313865125, rel=1e-12)


@pytest.mark.parametrize(
    "peringkat, name", [("skor", "pmt_tie_shared"), ("sempurna", "perfect"), ("undian", "lottery")]
)
def test_eight_families_as_kept_outside_the_project(acuan, peringkat, name):
    kept = json.loads((acuan / "golden8.json").read_text())[name]
    values = run(*eight(), peringkat=peringkat)
    pairs = {"P0_after": "p0_sesudah", "P1_after": "p1_sesudah", "P2_after": "p2_sesudah",
             "BCR": "bcr", "adequacy_post": "kecukupan", "leakage_benefits": "kebocoran_manfaat",
             "spend": "belanja"}  # fmt: skip
    for theirs, ours in pairs.items():
        assert values[ours] == approx(float(F(kept[theirs].split(" = ")[0])), rel=1e-12), ours
    for unit, ours in (("hh", "keluarga"), ("person", "individu")):
        shares = {"coverage": "cakupan", "EER": "eksklusi", "IER": "inklusi",
                  "TypeI": "nonmiskin_terlayani"}  # fmt: skip
        for theirs, key in shares.items():
            expected = float(F(kept[unit][theirs].split(" = ")[0]))
            assert values[f"{key}_{ours}"] == approx(expected, rel=1e-12, abs=1e-14)
        expected = 1 - values[f"eksklusi_{ours}"] - values[f"nonmiskin_terlayani_{ours}"]
        assert expected == approx(float(F(kept[unit]["TD"].split(" = ")[0])), abs=1e-14)


def test_ties_share_the_last_place_and_order_of_rows_decides_nothing():
    rows, score = eight()
    queue = survey.queue(rows, line=LINE, peringkat="skor", per_person=False, score=score)
    scenario = Scenario(
        program="survei", peringkat="skor", anggaran_rp=900, manfaat_rp=300, garis_rp=LINE
    )
    chance = queue.participation(place(queue, scenario)[0])
    assert sorted(chance) == approx([0, 0, 0, 1 / 3, 1 / 3, 1 / 3, 1, 1])


# --- edges ----------------------------------------------------------------------------------


def test_no_money_reaches_nobody_and_shares_without_denominator_are_nan():
    values = run(*eight(), anggaran_rp=0)
    assert values["slot_keluarga"] == 0 and values["eksklusi_keluarga"] == 1
    assert values["p0_sesudah"] == values["p0_sebelum"]
    for key in ("inklusi_keluarga", "inklusi_individu", "kebocoran_manfaat", "cgh40",
                "koefisien_konsentrasi", "kecukupan", "bcr"):  # fmt: skip
        assert np.isnan(values[key]), key
    assert (values["belanja"], values["sisa_anggaran"]) == (0, 0)


def test_more_money_than_needed_stays_unspent():
    values = run(*eight(), anggaran_rp=10_000, biaya_admin=0.1, biaya_tetap_rp=500)
    assert values["cakupan_keluarga"] == 1 and values["eksklusi_keluarga"] == 0
    assert values["belanja"] == approx(8 * 300 * 1.1 + 500)
    assert values["sisa_anggaran"] == approx(10_000 - 8 * 300 * 1.1 - 500)


def test_nobody_poor():
    values = run(*eight(), line=200)
    assert np.isnan(values["eksklusi_keluarga"]) and values["inklusi_keluarga"] == 1
    assert values["p0_sebelum"] == values["p0_sesudah"] == values["bcr"] == 0


def test_fixed_cost_above_the_budget_leaves_nothing_for_benefits():
    values = run(*eight(), biaya_tetap_rp=1000)
    assert values["slot_keluarga"] == 0
    assert (values["belanja"], values["sisa_anggaran"], values["bcr"]) == (900, 0, 0)


def test_universal_shares_the_budget_equally():
    values = run(*eight(), peringkat="universal", biaya_admin=0.25, biaya_tetap_rp=100)
    assert values["cakupan_keluarga"] == 1 and values["belanja"] == 900
    # 800 / 1.25 = 640 over eight families: 80 each; D alone rises from 640 to 680.
    assert values["p0_sesudah"] == approx(12 / 24)


def test_universal_without_money_reaches_nobody():
    values = run(*eight(), peringkat="universal", anggaran_rp=0)
    assert values["slot_keluarga"] == 0 and np.isnan(values["inklusi_keluarga"])


def test_household_without_score_is_never_served():
    rows, score = rows_of([100, 200], [1, 1], [1, 1], [np.nan, 5])
    values = run(rows, score, anggaran_rp=10_000)
    assert values["slot_keluarga"] == 1 and values["eksklusi_keluarga"] == 0.5


@pytest.mark.parametrize(
    "choices",
    [{"anggaran_rp": -1}, {"manfaat_rp": 0}, {"anggaran_rp": float("nan")}, {"line": 0},
     {"biaya_admin": -0.1}, {"biaya_tetap_rp": float("inf")}],
)  # fmt: skip
def test_senseless_choices_are_refused(choices):
    with pytest.raises(InputError):
        run(*eight(), **choices)


# --- laws -----------------------------------------------------------------------------------


@given(st.lists(FAMILY, min_size=2, max_size=40), CHOICES, st.randoms(use_true_random=False))
def test_order_of_rows_changes_not_one_bit(families, c, random):
    shuffled = list(families)
    random.shuffle(shuffled)
    assert _values(families, c) == approx(_values(shuffled, c), rel=0, abs=0, nan_ok=True)


@given(st.lists(FAMILY, min_size=1, max_size=40), CHOICES, st.integers(1, 5000))
def test_more_budget_never_reaches_fewer(families, c, more):
    small, large = _values(families, c), _values(families, c | {"budget": c["budget"] + more})
    assert large["slot_keluarga"] >= small["slot_keluarga"] - 1e-9
    assert _or(large["eksklusi_keluarga"], 0) <= _or(small["eksklusi_keluarga"], 0) + 1e-12
    assert large["p1_sesudah"] <= small["p1_sesudah"] + 1e-12
    assert 0 <= small["belanja"] <= c["budget"] and small["sisa_anggaran"] >= 0


@given(st.lists(FAMILY, min_size=1, max_size=40), CHOICES)
def test_scale_of_weights_changes_no_rate_when_the_budget_scales_along(families, c):
    scaled = [(y, n, 3 * w, s) for y, n, w, s in families]
    a = _values(families, c)
    b = _values(scaled, c | {"budget": 3 * c["budget"], "fixed": 3 * c["fixed"]})
    for key in a.keys() - {"slot_keluarga", "belanja", "sisa_anggaran"}:
        assert a[key] == approx(b[key], rel=1e-9, abs=1e-9, nan_ok=True), key


@given(st.lists(FAMILY, min_size=1, max_size=40), CHOICES)
def test_identities_between_the_error_rates(families, c):
    values = _values(families, c)
    y, n, w, _ = zip(*families, strict=True)
    for unit, mass in (("keluarga", np.array(w, float)), ("individu", np.array(w, float) * n)):
        poor_share = mass[np.array(y) < c["line"]].sum() / mass.sum()
        coverage = values[f"cakupan_{unit}"]
        if not (coverage > 1e-12 and 0 < poor_share < 1):
            continue
        exclusion, inclusion = values[f"eksklusi_{unit}"], values[f"inklusi_{unit}"]
        assert inclusion == approx(1 - (1 - exclusion) * poor_share / coverage, abs=1e-9)
        served = values[f"nonmiskin_terlayani_{unit}"]
        assert served == approx(inclusion * coverage / (1 - poor_share), abs=1e-9)


def test_lottery_and_universal_benchmarks():
    lottery = run(*eight(), peringkat="undian")
    assert lottery["eksklusi_keluarga"] == approx(1 - lottery["cakupan_keluarga"])
    assert lottery["inklusi_individu"] == approx(1 - lottery["p0_sebelum"])
    universal = run(*eight(), peringkat="universal")
    assert universal["eksklusi_individu"] == 0
    assert universal["inklusi_individu"] == approx(1 - universal["p0_sebelum"])


def test_curve_passes_through_the_single_runs():
    rows, score = eight()
    queue = survey.queue(rows, line=LINE, peringkat="skor", per_person=False, score=score)
    scenario = Scenario(
        program="survei", peringkat="skor", anggaran_rp=900, manfaat_rp=300, garis_rp=LINE
    )
    budgets = np.array([0, 150, 900, 5000.0])
    curve = reach_curve(queue, scenario, budgets)
    single = [1 - run(rows, score, anggaran_rp=b)["eksklusi_keluarga"] for b in budgets]
    assert curve == approx(np.array(single), abs=1e-15)


def test_fingerprint_names_inputs_data_and_code():
    a = Scenario(program="survei", peringkat="skor", anggaran_rp=900, manfaat_rp=300, garis_rp=LINE)
    b = Scenario(program="survei", peringkat="skor", anggaran_rp=901, manfaat_rp=300, garis_rp=LINE)
    prints = {
        a.fingerprint(data="x", code="1"), b.fingerprint(data="x", code="1"),
        a.fingerprint(data="y", code="1"), a.fingerprint(data="x", code="2"),
    }  # fmt: skip
    assert len(prints) == 4 and a.fingerprint(data="x", code="1") in prints
    assert all(len(p) == 12 for p in prints)


def _values(families, c):
    y, n, w, score = zip(*families, strict=True)
    rows, scores = rows_of(y, n, w, score)
    return run(
        rows, scores, peringkat=c["peringkat"], line=c["line"], per_person=c["per_person"],
        anggaran_rp=c["budget"], manfaat_rp=c["benefit"], biaya_admin=float(c["admin"]),
        biaya_tetap_rp=c["fixed"],
    )  # fmt: skip


def _or(value, other):
    return other if np.isnan(value) else value
