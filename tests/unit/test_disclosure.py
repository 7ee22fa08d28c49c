"""Small cells: the boundary, the totals that give them away, and rounding that adds up."""

import numpy as np
import pandas as pd
import pytest

from pedekate.disclosure import (
    GUARD,
    Line,
    Policy,
    labels,
    policy,
    protect_counts,
    protect_shares,
    round_half_up,
    round_to_total,
)

RULE = Policy(threshold=10, step=5)
SMALL = "disembunyikan (<10)"


@pytest.mark.parametrize(
    "families, label",
    [(0, ""), (1, SMALL), (9, SMALL), (10, ""), (11, ""), (10_000, "")],
)
def test_the_boundary(families, label):
    assert labels(np.array([families]), [], RULE).tolist() == [label]


def test_the_city_may_change_the_threshold():
    assert (policy().threshold, policy().step) == (10, 5)
    assert labels(np.array([9]), [], Policy(threshold=5, step=5)).tolist() == [""]


def test_few_without_the_trait_hide_the_cell_too():
    shown = labels(np.array([500, 500, 500]), [], RULE, others=np.array([9, 10, 0]))
    assert shown.tolist() == [SMALL, "", ""]


def test_one_hidden_part_is_guarded_by_the_next_smallest():
    counts = np.array([4, 40, 20, 64])
    line = Line(parts=(0, 1, 2), total=3)
    assert labels(counts, [line], RULE).tolist() == [SMALL, "", GUARD, ""]


def test_two_hidden_parts_that_are_small_together_are_guarded():
    """4 + 3 hidden under a visible total would say: seven families."""
    counts = np.array([4, 3, 50, 57])
    line = Line(parts=(0, 1, 2), total=3)
    assert labels(counts, [line], RULE).tolist() == [SMALL, SMALL, GUARD, ""]


def test_two_hidden_parts_that_are_not_small_together_need_no_guard():
    counts = np.array([4, 6, 50, 60])
    line = Line(parts=(0, 1, 2), total=3)
    assert labels(counts, [line], RULE).tolist() == [SMALL, SMALL, "", ""]


def test_an_exempt_part_may_stand_hidden_alone():
    """Four families of unknown sex do not hide the women; four women still hide the men."""
    line = Line(parts=(0, 1, 2), total=3, exempt=(2,))
    assert labels(np.array([70, 20, 4, 94]), [line], RULE).tolist() == ["", "", SMALL, ""]
    assert labels(np.array([70, 4, 4, 78]), [line], RULE).tolist() == [GUARD, SMALL, SMALL, ""]


def test_a_zero_is_hidden_only_when_nothing_else_is_left():
    with_other = labels(np.array([4, 0, 30, 34]), [Line(parts=(0, 1, 2), total=3)], RULE)
    assert with_other.tolist() == [SMALL, "", GUARD, ""]


def test_a_total_that_equals_its_only_part_is_hidden_with_it():
    shown = labels(
        np.array([500, 500]), [Line(parts=(0,), total=1)], RULE, others=np.array([3, 300])
    )
    assert shown.tolist() == [SMALL, GUARD]


def test_a_hidden_total_is_not_left_derivable_from_its_parts():
    """City = K1 + K2; K1 small, K2 guards it; then K2's own kelurahan must not add up to K2."""
    lines = [
        Line(parts=(1, 2), total=0),
        Line(parts=(3,), total=1),
        Line(parts=(4, 5), total=2),
    ]
    shown = labels(np.array([36, 4, 32, 4, 12, 20]), lines, RULE)
    assert shown.tolist() == ["", SMALL, GUARD, SMALL, GUARD, ""]


def _random_tree(seed):
    """City → 3 kecamatan → 4 kelurahan each, many cells near the threshold."""
    rng = np.random.default_rng(seed)
    leaves = rng.integers(0, 30, 12) * rng.integers(0, 2, 12)
    middle = leaves.reshape(3, 4).sum(axis=1)
    counts = np.concatenate([[leaves.sum()], middle, leaves])
    lines = [Line(parts=(1, 2, 3), total=0)]
    lines += [Line(parts=tuple(range(4 + 4 * k, 8 + 4 * k)), total=1 + k) for k in range(3)]
    return counts, lines


@pytest.mark.parametrize("seed", range(40))
def test_nothing_small_can_be_computed_back(seed):
    counts, lines = _random_tree(seed)
    hidden = labels(counts, lines, RULE) != ""
    assert hidden[(counts > 0) & (counts < 10)].all()
    for line in lines:
        inside = [i for i in line.parts if hidden[i]]
        if hidden[line.total]:
            assert inside or not counts[line.total]
        elif inside:
            assert len(inside) >= 2 and counts[inside].sum() >= 10


@pytest.mark.parametrize("seed", range(20))
def test_what_adds_up_on_paper_adds_up_on_screen(seed):
    counts, lines = _random_tree(seed)
    table = pd.DataFrame({"keluarga": counts})
    rounded = protect_counts(table, "keluarga", lines, Policy(threshold=0, step=5))["keluarga"]
    assert (rounded % 5 == 0).all()
    for line in lines:
        assert rounded[list(line.parts)].sum() == rounded[line.total]


@pytest.mark.parametrize(
    "parts, total, expected",
    [
        ([12, 13, 25], 50, [10, 15, 25]),
        ([1, 1, 1, 1, 1], 5, [5, 0, 0, 0, 0]),
        ([0, 10, 0], 10, [0, 10, 0]),
        ([3, 3], 5, [5, 0]),
        ([], 0, []),
    ],
)
def test_largest_remainder(parts, total, expected):
    assert round_to_total(parts, total, 5).tolist() == expected


def test_parts_of_another_total_are_refused():
    with pytest.raises(ValueError, match="bagian berjumlah 20, total 50"):
        round_to_total([10, 10], 50, 5)


@pytest.mark.parametrize("count, shown", [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10)])
def test_rounding_to_five(count, shown):
    assert round_half_up(count, 5) == shown


def _shares(rows):
    columns = ["pembilang", "penyebut", "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya"]
    return pd.DataFrame(rows, columns=columns)


def test_hidden_is_not_zero_and_not_missing():
    table = _shares(
        [(0, 100, 3, 0, 100), (4, 100, 0, 4, 96), (0, 0, 12, 0, 0), (50, 100, 0, 50, 50)]
    )
    shown = protect_shares(table, [], RULE, persons=False)
    assert shown["nilai"].fillna(-1).tolist() == [0.0, -1, -1, 0.5]
    assert shown["pembilang"].isna().tolist() == [False, True, False, False]
    assert shown["disembunyikan"].tolist() == [False, True, False, False]
    assert shown["keterangan"].tolist() == ["", SMALL, "tidak ada data", ""]
    assert shown["penyebut"].tolist() == [100, 100, 0, 100]


def test_a_small_denominator_hides_everything():
    shown = protect_shares(_shares([(0, 6, 0, 0, 6)]), [], RULE, persons=False)
    assert shown[["pembilang", "penyebut"]].isna().all(axis=None)


def test_persons_in_few_families_are_few():
    """Twelve persons of three families: a small cell although twelve is more than ten."""
    shown = protect_shares(_shares([(12, 400, 0, 3, 200)]), [], RULE, persons=True)
    assert shown["disembunyikan"].tolist() == [True]


def test_a_share_never_exceeds_one_after_rounding():
    """All of them: both counts take the same road."""
    table = _shares([(113, 113, 0, 113, 0), (57, 57, 0, 57, 0), (56, 56, 0, 56, 0)])
    lines = [Line(parts=(1, 2), total=0)]
    assert protect_shares(table, lines, RULE, persons=False)["nilai"].tolist() == [1.0, 1.0, 1.0]
