"""Where the next rupiah goes: a queue of six families by hand, and the laws of its curve."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from pedekate.simulation import curve, population
from pedekate.simulation.allocation import prepare
from pedekate.simulation.scenario import Scenario
from pedekate.ui.simulation.next_rupiah import model, text
from pedekate.ui.simulation.next_rupiah.figures import Mark, order_figure, yield_figure

# A to F in the queue; B and C tie. Poor: A, B and D.
KEY = np.array([1.0, 2, 2, 3, 4, 5])
CONSUMPTION = [4.0, 8, 20, 9, 30, 40]
SIZE = [2.0, 3, 1, 4, 2, 1]
LINE = 10.0
BUDGETS = [0, 100, 200, 300, 400, 500, 600]


@pytest.fixture
def six():
    people = population.build(
        weight=np.ones(6), size=np.array(SIZE), consumption=np.array(CONSUMPTION), line=LINE,
        basis="uji",
    )  # fmt: skip
    return prepare(people, key=KEY, units=np.ones(6))


def scenario(budget=0.0, **more) -> Scenario:
    """Rp 100 a family, once."""
    return Scenario(
        program="uji", peringkat="skor", anggaran_rp=budget, manfaat_rp=100, garis_rp=LINE, **more
    )


def test_reach_of_every_budget(six):
    """A; half of the tie B, C; both; D; then nobody poor."""
    found = curve.reach(six, scenario(), BUDGETS)
    assert found.miskin.tolist() == [0, 1, 1.5, 2, 3, 3, 3]
    assert found.penerima.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert found.jiwa_miskin.tolist() == [0, 2, 3.5, 5, 9, 9, 9]
    assert found.cakupan.tolist() == approx([0, 1 / 3, 0.5, 2 / 3, 1, 1, 1])
    assert curve.cost_of_all(six, scenario()) == 600
    assert curve.cost_of_all(six, scenario(biaya_admin=0.1, biaya_tetap_rp=40)) == approx(700)


def test_cost_of_one_more_poor_family(six):
    found = curve.reach(six, scenario(), BUDGETS)
    assert curve.yields(found).tolist() == approx([0.01, 0.005, 0.005, 0.01, 0, 0])
    assert curve.cost(curve.yields(found)).tolist() == approx([100, 200, 200, 100, np.inf, np.inf])
    # The pool of the second to fourth hundred: two poor families for 300.
    fitted = curve.falling_yields(found)
    assert fitted.tolist() == approx([0.01, 0.02 / 3, 0.02 / 3, 0.02 / 3, 0, 0])
    assert curve.cost(fitted)[:4].tolist() == approx([100, 150, 150, 150])


def test_the_curve_bends_where_the_last_poor_family_is_served(six):
    found = curve.reach(six, scenario(), BUDGETS)
    assert curve.knee(found.anggaran_rp, found.miskin) == 4


@pytest.mark.parametrize(
    "x, y, at",
    [
        ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], None),  # straight
        ([0, 1, 2, 3, 4], [0, 0, 0, 1, 4], None),  # below its chord
        ([0, 1, 2], [3, 3, 3], None),  # does not rise
        ([0, 1], [0, 1], None),  # two points have no bend
        ([0, 1, 2, 3, 4], [0, 3, 3.5, 3.8, 4], 1),
        ([10, 11, 12, 13, 14], [5, 8, 8.5, 8.8, 9], 1),  # moved
        ([0, 100, 200, 300, 400], [0, 30, 35, 38, 40], 1),  # stretched
    ],
)
def test_knee(x, y, at):
    assert curve.knee(np.array(x, float), np.array(y, float)) == at


def test_what_a_hundred_more_does(six):
    """From 100 to 200: half of B and half of C, one of whom is poor with three members. The
    benefit, a third of 100 a head, lifts B over the line: half of 3 × 2 is closed."""
    found = curve.gain(six, scenario(100.0), 100.0, raises_consumption=True)
    assert (found.penerima, found.miskin, found.jiwa_miskin) == approx((1, 0.5, 1.5))
    assert found.jurang_rp == approx(3.0)
    in_kind = curve.gain(six, scenario(100.0), 100.0, raises_consumption=False)
    assert np.isnan(in_kind.jurang_rp) and in_kind.miskin == 0.5
    nobody = curve.gain(six, scenario(600.0), 100.0, raises_consumption=True)
    assert (nobody.penerima, nobody.miskin, nobody.jurang_rp) == (0, 0, 0)


def test_cut_offs_never_part_a_tie(six):
    cuts = curve.cut_offs(six, KEY, most=10)
    assert cuts.kunci.tolist() == [1, 2, 3, 4, 5]
    assert cuts.penerima.tolist() == [1, 3, 4, 5, 6]
    assert cuts.cakupan.tolist() == approx([1 / 3, 2 / 3, 1, 1, 1])
    assert cuts.nonmiskin_terlayani.tolist() == approx([0, 1 / 3, 1 / 3, 2 / 3, 1])
    assert cuts.bukan_miskin.tolist() == approx([0, 1 / 3, 1 / 4, 2 / 5, 1 / 2])
    assert curve.cut_offs(six, KEY, most=2).penerima.tolist() == [3, 6]


def test_chance_of_the_right_order(six):
    """Of 3 × 3 pairs A wins 3, B wins 2 and ties with C, D wins 2."""
    assert curve.right_order(six) == approx(7.5 / 9)
    # Families outside the queue come last: without E and F the pairs with them are still won.
    without = prepare(
        six.population, key=KEY, units=np.ones(6), eligible=np.array([1, 1, 1, 1, 0, 0], bool)
    )
    assert curve.right_order(without) == approx(7.5 / 9)
    lottery = prepare(six.population, key=np.zeros(6), units=np.ones(6))
    assert curve.right_order(lottery) == 0.5


def _random(seed: int):
    rng = np.random.default_rng(seed)
    n = 80
    people = population.build(
        weight=rng.integers(1, 4, n) / 2, size=rng.integers(1, 6, n).astype(float), line=0.3,
        consumption=rng.random(n), basis="uji",
    )  # fmt: skip
    key = np.round(people.consumption + rng.normal(0, 0.2, n), 1)
    return prepare(people, key=key, units=rng.integers(1, 4, n).astype(float)), key


@pytest.mark.parametrize("seed", range(8))
def test_laws(seed):
    line, key = _random(seed)
    top = curve.cost_of_all(line, scenario())
    budgets = np.linspace(0, top, 23)
    found = curve.reach(line, scenario(), budgets)
    assert (np.diff(found.miskin) >= -1e-9).all(), "more money never reaches fewer"
    money, fitted = np.diff(budgets), curve.falling_yields(found)
    assert (curve.yields(found) * money).sum() == approx(found.miskin[-1])
    assert (fitted * money).sum() == approx(found.miskin[-1])
    assert (np.diff(fitted) <= 1e-12).all()
    # The fit lies on or above what is seen: the least concave curve over it.
    assert (np.cumsum(fitted * money) >= found.miskin[1:] - 1e-9).all()
    gains = [curve.gain(line, scenario(b), top / 22, raises_consumption=True) for b in budgets[:-1]]
    assert sum(one.miskin for one in gains) == approx(found.miskin[-1])
    cuts = curve.cut_offs(line, key, most=200)
    across = np.concatenate([[0], cuts.nonmiskin_terlayani])
    up = np.concatenate([[0], cuts.cakupan])
    area = (np.diff(across) * (up[1:] + up[:-1]) / 2).sum()
    assert area == approx(curve.right_order(line)), "everybody is in the queue"


# --- on the screen --------------------------------------------------------------------------


def _many(times: int = 1_000):
    """The six families, each standing for many."""
    people = population.build(
        weight=np.full(6, float(times)), size=np.array(SIZE), line=LINE,
        consumption=np.array(CONSUMPTION), basis="uji",
    )  # fmt: skip
    return prepare(people, key=KEY, units=np.ones(6))


def _shown(times: int = 1_000):
    found = curve.reach(_many(times), scenario(), [times * b for b in BUDGETS])
    return found, model.stretches(found)


def _plain(words: str) -> str:
    return words.replace("\xa0", " ").replace("\u2060", "")


def test_few_families_in_a_stretch_are_hidden():
    _, known = _shown(times=9)
    assert np.isnan(known.seen[0]) and not np.isnan(known.seen[4]), "nine are few, none is none"
    _, known = _shown(times=10)
    assert known.seen[0] == approx(1e9 / 100)


def test_the_headline_says_what_the_next_billion_reaches_and_where_it_grows_dearer():
    found, known = _shown()
    assert known.knee == 400_000
    gain = replace(
        curve.gain(_many(), scenario(0.0), 100_000, raises_consumption=True), uang_rp=1e9
    )
    said = _plain(text.headline(gain, known, 100_000.0))
    assert said.startswith("Rp 1 miliar berikutnya menjangkau sekitar <em>1.000 keluarga miskin")
    assert said.endswith("sesudah sekitar Rp 400.000 tidak ada lagi yang bertambah")
    assert "sudah terlewati" in text.headline(gain, known, 500_000.0)
    nobody = curve.gain(_many(), scenario(600_000.0), 1e5, raises_consumption=True)
    assert "tidak menjangkau siapa pun lagi" in text.headline(nobody, known, 6e5)
    rich = curve.gain(_many(), scenario(400_000.0), 1e5, raises_consumption=True)
    assert "tidak menambah satu pun" in text.headline(rich, known, 4e5)
    few = curve.gain(_many(9), scenario(0.0), 900.0, raises_consumption=True)
    assert "kurang dari 10" in text.headline(few, known, 0.0)
    told = _plain(text.lead(gain))
    assert "1.000 keluarga penerima baru" in told and "2.000 jiwa, Rp 500.000 per jiwa" in told


def test_tables_round_and_hide():
    found, known = _shown()
    costs = model.cost_table(found, known)
    assert costs["anggaran"].tolist() == [1e5, 2e5, 3e5, 4e5, 5e5, 6e5]
    assert costs["berikutnya"].tolist()[:3] == [150, 150, 150]
    assert costs["berikutnya"].iloc[3] == np.inf and np.isnan(costs["berikutnya"].iloc[5])
    cuts = model.cut_table(curve.cut_offs(_many(), KEY, most=10), served=3_900.0)
    assert cuts["terdekat"].tolist() == [False, False, True, False, False]
    few = model.cut_table(curve.cut_offs(_many(9), KEY, most=10), served=9.0)
    assert few["cakupan"].isna().iloc[0] and few["penerima"].isna().iloc[0]


def test_programmes_are_told_apart_only_by_the_draws():
    found = pd.DataFrame(
        {"program": ["a", "b", "c"], "uang": [1e9] * 3, "miskin": [120.0, 131.0, 4.0],
         "jurang": [5.4e8, np.nan, 1e6]}
    )  # fmt: skip
    names = {"a": "A", "b": "B", "c": "C"}
    table = model.programme_table(found, None)
    assert table["program"].tolist() == ["b", "a", "c"] and table["bawah"].isna().all()
    assert table["biaya"].tolist()[:2] == [7_700_000, 8_300_000]
    assert np.isnan(table["jurang"].iloc[2]), "what few families close is not said"
    assert model.told_apart(found, None) is None
    close = np.array([[120.0, 125, 4], [130, 120, 4], [110, 118, 4], [125, 119, 4]])
    clear = close + [0, 50, 0]
    assert model.told_apart(found, close) is False and model.told_apart(found, clear) is True
    said = _plain(text.programmes_title(model.programme_table(found, close), names, False))
    assert "paling banyak di B (sekitar 130 keluarga miskin), tidak dapat dibedakan dari A" in said
    assert said.endswith("kekurangan terbanyak tertutup di A")


def test_figures_carry_their_values_to_the_pointer():
    found, known = _shown()
    chosen = Mark(x=1e5, y=1e7, label="pilihan ini")
    drawn = _plain(yield_figure(known, chosen=chosen, current=replace(chosen, x=5e5), alt="x"))
    assert "titik belok" in drawn and "pd-cincin" in drawn and "tidak ada lagi" in drawn
    assert drawn.count("pd-kecil") == 6
    cuts = curve.cut_offs(_many(), KEY, most=10)
    drawn = _plain(
        order_figure(
            cuts, name=lambda key, share: text.cut_name("desil", key - 0.5, share),
            chosen=Mark(x=33, y=67, label="pilihan ini"), current=None, alt="x",
        )
    )  # fmt: skip
    assert "sampai desil 1–2: 67% yang miskin, 33% yang lain" in drawn


@pytest.mark.parametrize(
    "peringkat, key, said",
    [
        ("desil", 0.5, "sampai desil 1"), ("desil", 3.5, "sampai desil 1–4"),
        ("desil", 2.3705, "12 persen keluarga kota"), ("skor", np.log(1_234_567), "Rp 1.230.000"),
        ("jatah", 3.0, "12 persen keluarga kota"),
    ],
)  # fmt: skip
def test_cut_offs_in_words(peringkat, key, said):
    assert said in _plain(text.cut_name(peringkat, key, 0.12))


@pytest.mark.parametrize(
    "bounds, said",
    [((3, 7), "kurang dari 10"), ((4, 33), "sampai 30"), ((41, 62), "40–60")],
)
def test_what_the_draws_leave_open(bounds, said):
    assert said in _plain(text.drawn(bounds))
