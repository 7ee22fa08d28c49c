"""The laboratory's arithmetic on handfuls of families, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pedekate.simulation import (
    comparison,
    fairness,
    margin,
    population,
    portfolio,
    uncertainty,
    welfare,
)
from pedekate.simulation.allocation import prepare
from pedekate.simulation.imputation import mix
from pedekate.simulation.portfolio import Entry
from pedekate.simulation.run import place
from pedekate.simulation.scenario import Scenario

CONSUMPTION = [300.0, 450, 600, 640, 700, 900, 1500, 3000]
SIZE = [5.0, 4, 3, 2, 4, 1, 3, 2]
SCORE = np.array([10.0, 20, 20, 15, 20, 30, 40, 50])
LINE = 650.0


@pytest.fixture
def eight():
    return population.build(
        weight=np.ones(8), size=np.array(SIZE), consumption=np.array(CONSUMPTION), line=LINE,
        area=np.array([0, 0, 1, 1, 0, 1, 0, 1]), areas=("A", "B"), basis="survei",
    )  # fmt: skip


def _queue(people, key=SCORE):
    return prepare(people, key=key, units=np.ones(len(key)))


def _scenario(budget):
    return Scenario(
        program="survei", peringkat="skor", anggaran_rp=budget, manfaat_rp=300, garis_rp=LINE
    )


# --- winners and losers ---------------------------------------------------------------------


def test_overlap_by_hand(eight):
    a = np.array([1, 1, 0.5, 0, 0, 0, 0, 0])
    b = np.array([1, 0, 0.8, 1, 0, 0, 0, 0])
    found = comparison.overlap(eight, a, b)
    assert (found.keduanya, found.hanya_a, found.hanya_b) == approx((1.5, 1.0, 1.3))
    assert found.kesamaan == approx(1.5 / 3.8)
    assert found.menurut_wilayah == approx(np.array([[1, 0.5], [1, 0], [0, 1.3]]))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=8, max_size=8))
def test_overlap_adds_up_to_each_rule(pairs):
    people = population.build(
        weight=np.ones(8), size=np.array(SIZE), consumption=np.array(CONSUMPTION), line=LINE,
        basis="survei",
    )  # fmt: skip
    a, b = np.array(pairs).T
    found = comparison.overlap(people, a, b)
    assert found.keduanya + found.hanya_a == approx(a.sum())
    assert found.keduanya + found.hanya_b == approx(b.sum())


# --- groups ---------------------------------------------------------------------------------


def test_reach_by_group_by_hand(eight):
    served = np.array([1, 0.5, 0, 1, 1, 0, 0, 0])
    sex = np.array(["P", "P", "L", "L", None, "L", "L", "L"], dtype=object)
    table = fairness.reach(eight, served, [sex]).set_index("kelas")
    assert table.loc["P", ["miskin", "terjangkau"]].tolist() == [2, 1.5]
    assert table.loc["L", "cakupan"] == approx(0.5)
    assert table.loc["L", "selisih"] == approx(0.5 - 2.5 / 4)
    assert np.isnan(table.loc[fairness.UNKNOWN, "cakupan"])
    crossed = fairness.reach(eight, served, [sex, eight.area.astype(str)])
    assert crossed["miskin"].sum() == approx(table["miskin"].sum())
    assert crossed["terjangkau"].sum() == approx(table["terjangkau"].sum())


# --- the margin -----------------------------------------------------------------------------


def test_flips_with_the_budget_by_hand(eight):
    """900 serves A, D and one third of the tie B, C, E; 5 percent is 45, or .15 of a family."""
    queue = _queue(eight)
    found = margin.flips_with_budget(queue, _scenario(900))
    assert found["masuk"] == approx(0.15) and found["keluar"] == approx(0.15)
    assert found["miskin_masuk"] == approx(0.1)


def test_flips_with_a_step_of_rank_by_hand(eight):
    """Margin at score 20 with chance 1/3. One step richer by 10, A and D (10, 15) fall to 20 and
    above; one step poorer, F (30) rises to 20 and B, C, E become certain."""
    queue = _queue(eight)
    position, _ = place(queue, _scenario(900))
    found = margin.flips_with_rank(queue, position, SCORE, step=10)
    assert found["keluar"] == approx(2 / 3 + 1 + 3 * (1 / 3))
    assert found["masuk"] == approx(1 / 3 + 3 * (2 / 3))


# --- many programmes ------------------------------------------------------------------------


def _entry(people, name, money, **more):
    basis = dict(program=name, queue=_queue(people), uang_rp=money, biaya_rp=300)
    return Entry(**basis | more)


def test_exclusive_programmes_never_meet(eight):
    found = portfolio.stack(
        [_entry(eight, "satu", 600), _entry(eight, "dua", 650, tidak_bersama=frozenset({"satu"}))],
        seed=1,
    )
    assert found.served[0].nonzero()[0].tolist() == [0, 3]
    # Both places of the second go to the tie B, C, E: the larger families first.
    assert sorted(found.served[1].nonzero()[0]) == [1, 4]
    assert found.count.max() == 1
    assert found.barred.tolist() == [0, 2]
    assert found.unspent.tolist() == [0, 50]


def test_complementary_programmes_stack_and_the_cap_holds(eight):
    both = [_entry(eight, "satu", 600), _entry(eight, "dua", 600)]
    stacked = portfolio.stack(both, seed=1)
    assert stacked.total[[0, 3]].tolist() == [600, 600]
    assert portfolio.duplicates_freed(stacked, eight.weight, exclusive=["satu", "dua"]) == (2, 600)
    capped = portfolio.stack(both, seed=1, batas_rp=500)
    assert capped.total.max() <= 500 and capped.count.max() == 1


@pytest.mark.parametrize("seed", range(12))
def test_only_the_tie_at_the_margin_needs_an_order(seed):
    """The same families as putting everybody in order first, whatever ties, quota and others."""
    rng = np.random.default_rng(seed)
    n = 60
    people = population.build(
        weight=np.ones(n), size=rng.integers(1, 5, n).astype(float), line=1.0,
        consumption=rng.random(n), basis="uji",
    )  # fmt: skip
    key, units = rng.integers(0, 6, n).astype(float), rng.integers(1, 4, n).astype(float)
    quota = None if seed % 3 else int(rng.integers(0, n))
    entry = Entry(
        program="satu", queue=prepare(people, key=key, units=units), biaya_rp=100.0,
        uang_rp=float(rng.integers(0, 14_000)), kuota_keluarga=quota,
    )  # fmt: skip
    rows = np.arange(n)
    lot = mix(rows.astype(np.uint64) + (np.uint64(seed) << np.uint64(32)))
    line = rows[np.lexsort((lot, -people.size, key))]
    count = int((np.cumsum(100.0 * units[line]) <= entry.uang_rp).sum())
    expected = line[: count if quota is None else min(count, quota)]
    found = portfolio.stack([entry], seed=seed)
    assert found.served[0].nonzero()[0].tolist() == sorted(expected.tolist())


def test_a_portfolio_does_not_depend_on_the_run(eight):
    entries = [_entry(eight, "satu", 1000)]
    first, again = (portfolio.stack(entries, seed=5).served for _ in range(2))
    assert (first == again).all()


# --- how sure -------------------------------------------------------------------------------


def _doubt(**changes):
    rng = np.random.default_rng(0)
    n = 4000
    centre = rng.normal(14.2, 0.4, n)
    basis = dict(
        centre=centre, fifth=np.digitize(centre, np.quantile(centre, [0.2, 0.4, 0.6, 0.8])),
        design=np.zeros((n, 2)), residuals=(np.zeros(3),) * 5, area=np.zeros(n, int), area_sd=0.0,
        size=np.ones(n), line=738_000.0, headcount=0.04, headcount_se=0.0, missing=0.0,
    )  # fmt: skip
    return uncertainty.Doubt(**basis | changes)


def _rule(doubt, share):
    cut = np.quantile(doubt.centre, share)
    return uncertainty.Rule(
        participation=(doubt.centre <= cut).astype(float),
        transfer=np.full(len(doubt.centre), 50_000.0), spent=1e9,
    )  # fmt: skip


def test_without_doubt_the_list_is_perfect():
    doubt = _doubt()
    found = uncertainty.evaluate(doubt, [_rule(doubt, 0.08)], draws=3, seed=1)
    assert found["eksklusi_keluarga"] == approx(0)
    assert found["inklusi_keluarga"] == approx(0.5, abs=0.01)
    assert np.ptp(found["p0_sesudah"]) == 0


def test_doubt_widens_and_missing_families_are_left_out():
    residuals = tuple(np.random.default_rng(k).normal(0, 0.45, 200) for k in range(5))
    doubt = _doubt(residuals=residuals, headcount_se=0.009)
    rule = _rule(doubt, 0.1)
    plain = uncertainty.evaluate(doubt, [rule], draws=60, seed=2)["eksklusi_keluarga"]
    missing = replace(doubt, missing=0.2)
    more = uncertainty.evaluate(missing, [rule], draws=60, seed=2)["eksklusi_keluarga"]
    low, high = uncertainty.interval(plain[:, 0], level=0.95)
    assert 0 < low < high < 1
    # With a fifth of the poor unknown to every registry, coverage falls by a fifth.
    assert np.median(1 - more) == approx(0.8 * np.median(1 - plain), abs=0.05)


def test_paired_draws_tell_a_better_rule():
    residuals = tuple(np.random.default_rng(k).normal(0, 0.45, 200) for k in range(5))
    doubt = _doubt(residuals=residuals)
    lottery = replace(_rule(doubt, 0.1), participation=np.full(4000, 0.1))
    found = uncertainty.evaluate(doubt, [_rule(doubt, 0.1), lottery], draws=40, seed=3)
    errors = found["eksklusi_keluarga"]
    assert uncertainty.better_share(errors[:, 0], errors[:, 1]) == 1
    assert uncertainty.better_share(errors[:, 0], errors[:, 0]) == 0.5
    again = uncertainty.evaluate(doubt, [lottery], draws=40, seed=3)["eksklusi_keluarga"]
    assert (again[:, 0] == errors[:, 1]).all(), "the same truths whatever else is compared"


# --- welfare --------------------------------------------------------------------------------


def test_equivalent_by_hand():
    assert welfare.equivalent(np.array([2.0, 4]), np.ones(2)) == approx(
        (0.5 * (1 / 4 + 1 / 16)) ** -0.5
    )
    assert welfare.equivalent(np.array([1.0, 4]), np.ones(2), rho=1) == approx(2)
    assert welfare.equivalent(np.full(3, 700.0), np.ones(3)) == approx(700)


def test_welfare_of_the_golden_eight(eight):
    """A and D served for certain, B, C, E with one third; 300 a family."""
    queue = _queue(eight)
    chance = queue.participation(place(queue, _scenario(900))[0])
    found = welfare.summary(
        eight, chance, np.ones(8), per_unit=300.0, months=1, spent=900.0
    )  # fmt: skip
    assert found["biaya_per_miskin"] == approx(900 / (2 + 2 / 3))
    assert found["selisih_sasaran"] == approx((7 + 7 / 3) / 14 - (4 / 3) / 10)
    # Gap closed: A 60 × 5, D 10 × 2, B 75 × 4 / 3, C 50 × 3 / 3.
    assert found["biaya_per_jurang"] == approx(900 / (300 + 20 + 100 + 50))
    assert found["gini_sesudah"] < found["gini_sebelum"]
    assert found["setara_sesudah"] > found["setara_sebelum"]
    assert found["karakteristik_distribusi"] > 0.5


def test_a_benefit_in_kind_leaves_welfare_open(eight):
    found = welfare.summary(
        eight, np.ones(8), np.ones(8), per_unit=float("nan"), months=1, spent=1.0
    )  # fmt: skip
    assert np.isnan(found["gini_sesudah"]) and found["selisih_sasaran"] == 0


def test_a_step_of_rank():
    people = population.build(
        weight=np.ones(8), size=np.array(SIZE), consumption=np.array(CONSUMPTION), line=LINE,
        basis="survei",
    )  # fmt: skip
    queue = _queue(people)
    assert margin.step_of_rank("desil", SCORE, queue) == 1
    low, high = np.quantile(SCORE, [0.05, 0.95])
    assert margin.step_of_rank("skor", SCORE, queue) == approx((high - low) / 10)
    assert margin.step_of_rank("undian", SCORE, queue) is None


# --- the order of a queue -------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    [
        [3.0, 1.0, 2.0, 1.0], [-5.0, 2.5, -5.0, -7.25], [1e9, 3.0, 1e9 + 1e-3, 3.0],
        [4e15, 1.0, 4e15, 2.0], [14.1, 14.1 + 1e-12, 14.1 - 1e-12, 14.0], [7.0],
    ],
)  # fmt: skip
def test_a_queue_is_in_order_and_equal_keys_are_one_block(key):
    """Digit by digit or by comparison: rising keys, equal ones as they came."""
    key, n = np.array(key), len(key)
    people = population.build(
        weight=np.ones(n), size=np.ones(n), consumption=np.ones(n), line=2.0, basis="uji"
    )
    queue = prepare(people, key=key, units=np.ones(n))
    rounded = np.round(key, 9)
    assert queue.order.tolist() == np.lexsort((np.arange(n), rounded)).tolist()
    blocks = np.unique(rounded, return_counts=True)[1]
    assert np.diff(queue.ends).tolist() == blocks.tolist() and queue.ends[0] == 0
