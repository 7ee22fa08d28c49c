"""All programmes together: order, money, rules and the split, on eight families by hand."""

import numpy as np
import pytest
from pytest import approx

from pedekate.simulation import city_budget, eligibility, population, programme_run, programs
from pedekate.simulation.city_budget import Member
from pedekate.simulation.register import Register
from pedekate.simulation.split import Infeasible, split
from pedekate.ui.simulation.portfolio import text

LINE = 650_000.0


def _plain(sentence: str) -> str:
    return sentence.replace("\xa0", " ").replace("\u2060", "")


def _member(name: str, money: float) -> Member:
    n = 8
    people = population.build(
        weight=np.ones(n), size=np.full(n, 2.0),
        consumption=np.array([3e5, 4e5, 5e5, 6e5, 7e5, 8e5, 9e5, 1e6]), line=LINE,
        area=np.arange(n) % 2, areas=("A", "B"), basis="survei",
    )  # fmt: skip
    register = Register(
        population=people, row=np.arange(n), size=people.size, score=np.arange(n, dtype=float),
        decile=np.arange(n) / 2, registered_area=people.area, papers=np.ones(n, bool),
        struck=np.zeros(n, bool), without_family=0, data="x",
    )  # fmt: skip
    nobody = np.zeros(n, bool)
    candidates = eligibility.Candidates(
        units=np.ones(n), cause=np.zeros(n, int), category=nobody, listed=nobody, unknown=0,
        listed_units=0.0, listed_families=0,
    )  # fmt: skip
    ready = programme_run.prepare_programme(programs.load(name), register, candidates)
    return Member(
        prepared=ready, queue=programme_run.queue(ready, "skor"), peringkat="skor",
        anggaran_rp=money,
    )  # fmt: skip


BPNT, BPNTD = 2.4e6, 1.8e6  # rupiah a year and family


def test_rules_bind_what_can_be_spent_and_nothing_else():
    members = [_member("bpnt", 2 * BPNT), _member("bpntd", 2 * BPNTD), _member("rtlh", 20e6)]
    piled = city_budget.stack_city(members, aturan="tumpuk")
    assert piled.count.tolist() == [3, 2, 0, 0, 0, 0, 0, 0]
    alone = city_budget.stack_city(members, aturan="satu")
    # The second programme goes to the next two families; the house stays with the first.
    assert alone.count.tolist() == [2, 1, 1, 1, 0, 0, 0, 0]
    capped = city_budget.stack_city(members, aturan="plafon", batas_rp=4e6)
    assert (capped.served == alone.served).all(), "2.4 + 1.8 million would exceed four"
    roomy = city_budget.stack_city(members, aturan="plafon", batas_rp=5e6)
    assert (roomy.served == piled.served).all(), "the house does not count"


def test_a_curve_counts_the_poor_or_the_gap():
    """Four poor; a family of two gets 75,000 a head: gaps 350, 250, 150, 50 thousand."""
    member = _member("bpntd", 0.0)
    found = city_budget.curve(member, tujuan="miskin", most=1e9, floor=1e12, segments=8)
    assert found.hasil == approx([0, 1, 2, 3, 4, 4, 4, 4, 4])
    assert found.paling_sedikit_rp == approx(8 * BPNTD), "no more than the queue can take"
    gap = city_budget.curve(member, tujuan="jurang", most=1e9, floor=0, segments=8)
    assert gap.hasil[:5] == approx(24 * np.cumsum([0, 75e3, 75e3, 75e3, 50e3]))
    house = city_budget.curve(_member("rtlh", 0.0), tujuan="jurang", most=1e9, floor=0)
    assert not house.hasil.any()
    assert city_budget.curve(member, tujuan="miskin", most=0.0, floor=0) is None


def test_the_split_prefers_what_reaches_more_for_less():
    curves = [
        city_budget.curve(_member(name, 0.0), tujuan="miskin", most=1e9, floor=0, segments=8)
        for name in ("bpntd", "rtlh")
    ]
    found = split(curves, anggaran_rp=2 * BPNTD)
    assert found.anggaran_rp["bpntd"] == approx(2 * BPNTD) and found.hasil == approx(2)
    assert _plain(text.shadow(found.harga_bayangan, "miskin")) == (
        "Tambahan Rp 1 miliar menjangkau sekitar 560 keluarga miskin lagi"
    )
    short = split(curves, anggaran_rp=BPNTD, kuota={1: 3.0})
    assert isinstance(short, Infeasible)
    sentence = text.infeasible(short.aturan, {"bpntd": "BPNTD"}, ("Arjosari", "Bareng"))
    assert sentence.startswith("Tidak ada pembagian yang memenuhi semua aturan: jatah kelurahan")
    assert "Bareng (kurang" in sentence


def test_every_programme_has_one_place_and_central_money_comes_first():
    order = city_budget.order()
    assert sorted(order) == programs.names()
    funds = [programs.load(name).dana for name in order]
    assert funds == sorted(funds, key=["APBN", "APBD"].index)


@pytest.mark.parametrize(
    "aturan, doubles, expected",
    [
        ("tumpuk", 730, "730 keluarga menerima dua bantuan belanja atau lebih; "
         "<em>Rp 1,9 miliar setahun</em> di antaranya berganda"),
        ("tumpuk", 0, "Tidak ada keluarga yang menerima lebih dari satu bantuan belanja"),
        ("tumpuk", np.nan, "Kurang dari 10 keluarga menerima dua bantuan belanja atau lebih; "
         "<em>Rp 1,9 miliar setahun</em> di antaranya berganda"),
        ("satu", 0, "Dengan satu bantuan belanja per keluarga tidak ada uang yang berganda"),
    ],
)  # fmt: skip
def test_headline(aturan, doubles, expected):
    assert _plain(text.headline(doubles, 1.9e9, aturan)) == expected


def test_what_the_freed_money_buys_is_said_plainly():
    assert "tidak menjangkau keluarga lain" in text.lead(0, 0, "tumpuk")
    assert "kurang dari 10 keluarga lagi" in text.lead(np.nan, np.nan, "tumpuk")
    assert text.lead(290, 40, "satu").startswith("Dibanding boleh menumpuk, uang yang sama")
    assert "hasil yang sama" in text.split_title(0.0, "miskin", 500.0)
    assert "120 keluarga miskin lebih banyak" in _plain(text.split_title(118, "miskin", 500.0))
