"""Sentences and figures of the section "Seberapa yakin", by hand."""

from dataclasses import replace

import numpy as np
import pytest

from pedekate.simulation import uncertainty
from pedekate.ui.simulation.bands import Band, bands
from pedekate.ui.simulation.doubt import text


def _plain(sentence: str) -> str:
    return sentence.replace("\xa0", " ").replace("\u2060", "")


@pytest.mark.parametrize(
    "share, word",
    [(1.0, "lebih baik"), (0.9, "lebih baik"), (0.89, "tidak dapat dibedakan"),
     (0.11, "tidak dapat dibedakan"), (0.1, "kurang baik"), (np.nan, "tidak dapat dihitung")],
)  # fmt: skip
def test_between_ten_and_ninety_percent_two_rules_cannot_be_told_apart(share, word):
    assert text.verdict(share) == word


def test_a_pair_by_hand():
    """93 of 100 draws leave fewer out under A."""
    a, b = np.zeros(100), np.ones(100)
    b[:7] = -1
    sentence = "A lebih baik daripada B dalam 93 persen undian"
    assert _plain(text.pair_sentence("A", "B", a, b)) == sentence
    assert _plain(text.pair_sentence("B", "A", b, a)) == sentence
    b[:40] = -1
    assert "tidak dapat dibedakan: A lebih baik dalam 60 persen" in _plain(
        text.pair_sentence("A", "B", a, b)
    )
    assert "persis sama" in text.pair_sentence("A", "B", a, a)


def test_no_share_of_draws_is_rounded_to_all_or_none():
    assert [_plain(text.draws(s)) for s in (1, 0.998, 0.002, 0)] == [
        "semua", "99 persen", "1 persen", "tidak satu pun",
    ]  # fmt: skip


def test_no_effect_is_said_plainly():
    assert text.poverty_title(np.full(9, 0.04), np.full(9, 0.04)) == (
        "Angka kemiskinan tidak berubah"
    )
    fall = _plain(text.poverty_title(np.full(9, 0.04), np.full(9, 0.036)))
    assert fall == "Kemiskinan turun sekitar 0,4 poin persen"
    assert "kurang dari setengah poin" in text.sensitivity_title(0.3, ("x", 0.297), ("y", 0.302))
    assert _plain(text.sensitivity_title(0.3, ("x", 0.25), ("y", 0.302))) == (
        "x mengurangi jangkauan 5,0 poin persen"
    )


def test_against_names_what_the_choice_cannot_be_told_from():
    same, worse = np.arange(10.0), np.arange(10.0) + 1
    mixed = same + np.where(np.arange(10) < 5, 1, -1)
    assert text.against({"A": same, "B": worse}, "A") == "lebih banyak daripada cara lain"
    assert text.against({"A": same, "B": worse, "C": mixed}, "A") == "tidak dapat dibedakan dari C"
    assert text.against({"A": worse, "B": same}, "A") == "B menjangkau lebih banyak"


def test_bands_stand_on_one_scale():
    """Scale 10 to 30: the dot of the second row at a quarter, its band over the first half."""
    rows = [
        Band(name="A", median=20, inner=(15, 25), outer=(10, 30), chosen=True),
        Band(name="<b>", median=15, inner=(10, 20), outer=(10, 20)),
        Band(name="C", median=np.nan, inner=(np.nan, np.nan), outer=(np.nan, np.nan)),
    ]
    html = bands(rows, write=str, write_range=lambda a, b: f"{a}-{b}", alt="x")
    assert '<u style="left:25.0%">' in html and '<i style="left:0.0%;width:50.0%">' in html
    assert "&lt;b&gt;" in html and "tak seorang terjangkau" in html
    assert "<small>10</small><small>30</small>" in html


def test_drawn_truths_can_be_read_at_another_line():
    """A higher line makes more poor of the same draws; a share missing leaves more out."""
    rng = np.random.default_rng(1)
    n = 3000
    doubt = uncertainty.Doubt(
        centre=rng.normal(14, 0.4, n), fifth=np.zeros(n, int), design=np.zeros((n, 1)),
        residuals=(rng.normal(0, 0.4, 50),), area=np.zeros(n, int), area_sd=0.1,
        size=rng.integers(1, 6, n).astype(float), line=700_000.0, headcount=0.05,
        headcount_se=0.01, missing=0.0,
    )  # fmt: skip
    rule = uncertainty.Rule(
        participation=(doubt.centre < 13.5).astype(float), transfer=np.full(n, 1e5), spent=1e9
    )
    drawn = list(uncertainty.truths(doubt, draws=30, seed=4, upto=1.05))

    def judged(**changes):
        return uncertainty.judge(replace(doubt, **changes), drawn, [rule])

    base, higher, missing = judged(), judged(line=735_000.0), judged(missing=0.2)
    fresh = uncertainty.evaluate(doubt, [rule], draws=30, seed=4)
    assert all((base[name] == fresh[name]).all() for name in base), "read as drawn"
    assert (higher["p0_sebelum"] > base["p0_sebelum"]).all()
    assert (base["p0_sesudah"] <= base["p0_sebelum"]).all()
    # Inside and outside together the poor are as many as the official figure says.
    assert np.median(missing["p0_sebelum"]) == pytest.approx(
        np.median(base["p0_sebelum"]), rel=0.05
    )
    assert np.median(missing["eksklusi_keluarga"]) > np.median(base["eksklusi_keluarga"])
