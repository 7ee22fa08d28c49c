"""Ranks under redrawn families: draws keep their totals, small areas move, large ones stay."""

import numpy as np
import pandas as pd
import pytest

from pedekate.indicators import criteria_sets, rank_sampling
from pedekate.indicators.criteria import Patterns
from pedekate.indicators.priority import FIRM, OPEN, OUTSIDE, Cutoff
from pedekate.ui.indicators import criteria_text

SET = criteria_sets.get("multidimensi")
CRITERIA = list(SET.weights())
CUTOFF = Cutoff(weights=dict.fromkeys(CRITERIA, 1.0), k=0.1)
RULES = criteria_sets.priority_rules()


def made(rows) -> Patterns:
    """Patterns from (kode, lacks the first criterion, unknown, families, persons)."""
    codes, lacks, unknown, families, persons = zip(*rows, strict=True)
    wide = np.zeros((2, len(rows), len(CRITERIA)), dtype=bool)
    wide[0, :, 0], wide[1, :, 0] = lacks, unknown
    return Patterns(
        pd.DataFrame({"kode": codes, "kelompok": "semua", "kelas": "semua"}),
        wide[0], wide[1], np.zeros_like(wide[0]), np.array(families), np.array(persons),
    )  # fmt: skip


def areas(shares, size):
    """One area a share: `size` families of two, that share of them lacking the criterion."""
    rows = []
    for number, share in enumerate(shares):
        poor = round(share * size)
        rows.append((f"35.73.01.{1001 + number}", True, False, poor, 2 * poor))
        rows.append((f"35.73.01.{1001 + number}", False, False, size - poor, 2 * (size - poor)))
    return made(rows)


def test_every_draw_has_as_many_families_as_the_area():
    found = areas([0.5, 0.1, 0.0], 40)
    drawn = rank_sampling.drawn_families(found, RULES)
    totals = pd.DataFrame(drawn).groupby(found.keys["kode"].to_numpy()).sum()
    assert (totals == 40).all(axis=None) and drawn.shape == (6, RULES.tarikan)
    assert (rank_sampling.drawn_families(found, RULES) == drawn).all(), "same seed, same draws"
    # Nobody of a pattern without families is ever drawn.
    assert (drawn[4] == 0).all()


def test_m0_of_the_draws_lies_around_the_figure_with_the_binomial_spread():
    """A half of 400 families: M0 = 0.5 / d, standard error √(0.25 / 400) / d."""
    found = areas([0.5], 400)
    drawn = rank_sampling.drawn_families(found, RULES)
    m0 = rank_sampling.drawn_m0(found, SET, CUTOFF, drawn).to_numpy() * len(CRITERIA)
    assert m0.mean() == pytest.approx(0.5, abs=0.01)
    assert m0.std() == pytest.approx(0.025, rel=0.2)


def test_incomplete_answers_are_left_out_of_every_draw():
    found = made([
        ("35.73.01.1001", True, False, 10, 20), ("35.73.01.1001", False, True, 90, 180),
    ])  # fmt: skip
    drawn = rank_sampling.drawn_families(found, RULES)
    m0 = rank_sampling.drawn_m0(found, SET, CUTOFF, drawn)
    assert np.allclose(m0.to_numpy(float)[m0.notna()], 1 / len(CRITERIA))
    nobody = made([("35.73.01.1001", False, True, 90, 180)])
    drawn = rank_sampling.drawn_families(nobody, RULES)
    empty = rank_sampling.sampling_stability(nobody, SET, CUTOFF, RULES, drawn, among=["x"])
    assert empty.empty


def test_ranks_are_wide_for_few_families_and_narrow_for_many():
    shares = np.linspace(0.6, 0.1, 10)
    widths = {}
    for size in (20, 5000):
        found = areas(shares, size)
        codes = sorted(found.keys["kode"].unique())
        drawn = rank_sampling.drawn_families(found, RULES)
        table = rank_sampling.sampling_stability(found, SET, CUTOFF, RULES, drawn, among=codes)
        wide = table["urutan_keluarga_atas"] - table["urutan_keluarga_bawah"]
        widths[size] = wide.median()
        assert table["teratas_keluarga"].between(0, 1).all()
    assert widths[5000] == 0 and widths[20] >= 3
    assert table.loc[codes[:2], "teratas_keluarga"].tolist() == [1, 1]
    few = rank_sampling.sampling_stability(found, SET, CUTOFF, RULES, drawn, among=codes[5:])
    assert list(few.index) == codes[5:] and few["urutan_keluarga_bawah"].iloc[0] == 1


def test_a_class_is_firm_only_when_weights_and_families_agree():
    weights = pd.Series([0.9, 0.9, 0.1, 0.1, np.nan])
    families = pd.Series([0.95, 0.5, 0.05, 0.3, 0.9])
    found = rank_sampling.joint_class(weights, families, RULES)
    assert found.tolist() == [FIRM, OPEN, OUTSIDE, OPEN, None]


def test_title_tells_the_two_kinds_of_doubt_apart():
    rows = pd.DataFrame({
        "urutan_bawah": [1, 5, 9], "urutan_atas": [3, 9, 10],
        "urutan_keluarga_bawah": [1, 2, 4], "urutan_keluarga_atas": [7, 8, 12],
    })  # fmt: skip
    assert criteria_text.stability_title(rows).endswith(
        "bergeser 2 tempat oleh bobot, 6 oleh keluarga yang tercatat"
    )
    assert criteria_text.stability_title(rows.iloc[:0]) == "Kelas, bukan peringkat"
    assert criteria_text.ranks(rows.iloc[0], "urutan_keluarga") == "1–7"
