"""Map classes: breaks, their rounding, and which class a value falls in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedekate.charts.classes import break_labels, class_labels, class_of, color_of
from pedekate.charts.theme import (
    COVERAGE,
    INK,
    NEED,
    NO_DATA,
    WHITE,
    class_colors,
    contrast,
    text_on,
)
from pedekate.spatial.classify import METHODS, class_breaks, round_breaks

WJ = "\u2060"


def test_value_on_a_break_belongs_to_the_upper_class():
    assert class_of([2.9, 3, 4.4, 8, np.nan], [3, 4.5]).tolist() == [0, 1, 1, 2, -1]
    assert class_of([1.0], []).tolist() == [0]


def test_labels_carry_only_the_decimals_they_need():
    assert break_labels([3, 4.5, 0.125]) == ["3", "4,5", "0,125"]
    assert class_labels([3, 4.5]) == ["di bawah 3", f"3{WJ}–{WJ}4,5", "4,5 ke atas"]
    assert class_labels([]) == ["semua"]


def test_colors_follow_classes():
    color = color_of([3, 4.5, 6, 8], NEED)
    assert [color(v) for v in (0, 3, 5, 7, 9)] == list(NEED)
    assert color(float("nan")) == NO_DATA
    assert class_colors(NEED, 2) == [NEED[0], NEED[4]]
    assert class_colors(NEED, 1) == [NEED[2]]


@pytest.mark.parametrize("scale", [NEED, COVERAGE])
def test_dark_classes_take_white_text_light_ones_ink(scale):
    assert [text_on(c) for c in scale] == [INK, INK, INK, WHITE, WHITE]
    assert all(contrast(text_on(c), c) >= 4.4 for c in scale)


@pytest.mark.parametrize("scale", [NEED, COVERAGE])
def test_scales_darken_steadily_so_that_they_survive_grey_print(scale):
    against_white = [contrast(c, WHITE) for c in scale]
    assert against_white == sorted(against_white)
    assert all(b / a > 1.2 for a, b in zip(against_white, against_white[1:], strict=False))


def test_natural_breaks_by_hand():
    # Three clear heaps; breaks lie in the gaps 3–11 and 13–31 and are round.
    low, high = class_breaks(np.array([1, 2, 3, 11, 12, 13, 31, 32, 33]), "alami", 3)
    assert 3 < low <= 11 and 13 < high <= 31
    assert low % 1 == 0 and high % 1 == 0


def test_quantiles_put_equal_numbers_in_each_class():
    values = np.arange(1.0, 101.0)
    breaks = class_breaks(values, "kuantil", 5)
    assert np.bincount(class_of(values, breaks)).tolist() == pytest.approx([20] * 5, abs=2)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("values", [[], [np.nan], [4.0], [4.0, 4.0]])
def test_nothing_to_divide_gives_no_breaks(method, values):
    assert class_breaks(np.array(values), method) == []


def test_unknown_method_is_named():
    with pytest.raises(ValueError, match="sembarang"):
        class_breaks(np.array([1.0, 2.0]), "sembarang")


@pytest.mark.parametrize("method", METHODS)
@given(
    values=st.lists(
        st.integers(0, 10**6).map(lambda n: n / 1000) | st.just(float("nan")), max_size=57
    )
)
@settings(max_examples=60, deadline=None)
def test_breaks_are_ascending_few_and_leave_no_class_empty(method, values):
    values = np.array(values, float)
    breaks = class_breaks(values, method)
    assert breaks == sorted(set(breaks)) and len(breaks) <= 4
    used = set(class_of(values, breaks)) - {-1}
    assert used == set(range(len(breaks) + 1)) or not used


def test_rounding_keeps_breaks_near_and_readable():
    assert round_breaks(np.array([2.97, 4.52, 6.1, 8.04]), 1.0, 11.2) == [3.0, 4.5, 6.0, 8.0]
    assert round_breaks(np.array([103.0, 198.0]), 0.0, 400.0) == [100.0, 200.0]
