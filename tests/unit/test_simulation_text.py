"""Money as people type it, steps a person would say, and sentences that follow the numbers."""

from math import nan
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedekate.format import NBSP
from pedekate.simulation import programs
from pedekate.ui.simulation import model, steps, text


@pytest.mark.parametrize(
    "typed, rupiah",
    [
        ("24 miliar", 24e9), ("Rp 11,52 miliar", 11.52e9), ("rp24m", 24e9), ("500 jt", 500e6),
        ("24.000.000.000", 24e9), ("24000000000", 24e9), ("1,5 triliun", 1.5e12),
        ("11.5 miliar", 11.5e9), ("Rp\u00a024\u00a0miliar", 24e9), ("150.000", 150e3),
        ("", None), ("banyak", None), ("24 milyun", None), ("1.2.3", None), ("-5 juta", None),
    ],
)  # fmt: skip
def test_money_is_read_as_typed(typed, rupiah):
    assert steps.parse_rupiah(typed) == rupiah


@given(st.integers(0, 10**14))
def test_money_written_is_read_back(amount):
    assert steps.parse_rupiah(steps.write_rupiah(amount)) == amount


@given(
    st.none() | st.floats(1e6, 1e12),
    st.floats(1e6, 1e13),
)
def test_budget_steps_hold_todays_budget_and_are_few(present, cost_of_all):
    found = steps.budgets(present, cost_of_all)
    assert found[0] == 0 and 20 <= len(found) <= 65
    assert np.allclose(np.diff(found), found[1])
    if present is not None:
        assert found[-1] >= present


@given(st.integers(1000, 10**8))
def test_the_usual_benefit_is_among_the_steps(usual):
    found = steps.benefits(usual)
    assert usual in found and list(found) == sorted(found) and 3 <= len(found) <= 20


def test_nearest_step():
    assert steps.nearest((0, 10, 20), 14) == 10
    assert steps.nearest((0, 10, 20), 99) == 20
    assert steps.nearest((0, 10, 20), -5) == 0


@pytest.mark.parametrize(
    "reached, shown",
    [
        (0.41, ("41", "59")),
        (0.0042, ("0,4", "99,6")),
        (0.0, ("0", "100")),
        (0.996, ("99,6", "0,4")),
    ],
)
def test_shares_in_words_add_up_to_a_hundred(reached, shown):
    assert text.shares(reached) == tuple(f"{s}{NBSP}persen" for s in shown)


def test_causes_speak_of_the_programmes_own_rule():
    bpntd, rtlh = programs.load("bpntd"), programs.load("rtlh")
    assert "desil" in text.because("tidak_memenuhi_syarat", bpntd, "skor")
    assert "syarat program" in text.because("tidak_memenuhi_syarat", rtlh, "skor")
    assert "program" not in text.because("tidak_memenuhi_syarat", bpntd, "skor", own=True)
    assert "aturan ini" in text.because("tidak_memenuhi_syarat", rtlh, "skor", own=True)
    assert text.because("terhalang_pengecualian", bpntd, "skor") == bpntd.pengecualian[0].alasan
    assert text.because("tidak_terperingkat", bpntd, "desil") == "belum berdesil"


def test_decile_title_finds_where_it_ends():
    shares = [0.30, 0.12, 0.068, 0.033, 0.019, 0.011, 0.004, 0.003, 0.001, 0]
    assert "desil\u00a05 ke atas hampir tidak ada" in text.decile_title(shares)
    assert text.decile_title([0.0] * 10) == "Hampir tidak ada keluarga yang menerima"
    assert "desil\u00a010 90" in text.decile_title([0.9] * 10)


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 5000), min_size=1),
    st.integers(0, 9),
)
def test_causes_on_screen_add_up_to_those_left_out(causes, slip):
    left_out = int(np.floor(sum(causes.values()) / 10) * 10) + (10 if slip > 5 else 0)
    shown = model.deductions(causes, left_out)
    assert sum(shown.values()) == left_out


def test_map_classes_are_never_finer_than_five_points():
    breaks = model.percent_breaks(np.array([86.0, 86.5, 87.0, 87.2]))
    assert np.diff(breaks).tolist() == [5, 5, 5]
    for spread in (np.linspace(0, 100, 57), np.array([0.0]), np.array([100.0])):
        found = model.percent_breaks(spread)
        assert 0 < found[0] < found[-1] < 100


@pytest.mark.parametrize(
    ("empty", "said"), [(10_750, "10.750 keluarga dalam registri tanpa"), (0, ""), (nan, "")]
)
def test_register_families_nobody_stands_behind_are_named(empty, said):
    scenario = SimpleNamespace(garis_rp=600_000.0, aturan="")
    outcome = SimpleNamespace(basis="kebenaran", scenario=scenario, fingerprint="abc")
    text_of = text.footer(
        outcome, line_year=2025, registered="1 Januari 2026", without_family=empty
    )
    assert said in text_of
    assert ("keluarga nyata" in text_of) is bool(said)
