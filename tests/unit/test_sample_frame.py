"""Families per kelurahan, raked structure, and areas that do not disturb each other."""

import numpy as np
import pytest

from pedekate.errors import InputError
from pedekate.sample import frame, households
from pedekate.sample.persons import build_persons
from pedekate.sample.recipe import load_recipe


@pytest.fixture(scope="module")
def areas():
    return frame.load_areas()


@pytest.mark.parametrize(
    "weights, total, expected",
    [
        ([1, 1, 1], 3, [1, 1, 1]),
        ([1, 1, 1], 4, [2, 1, 1]),  # a tie goes to the earlier row
        ([50, 30, 20], 7, [4, 2, 1]),  # 3.5, 2.1, 1.4: the largest remainder is .5
    ],
)
def test_largest_remainder(weights, total, expected):
    assert frame.largest_remainder(np.array(weights), total).tolist() == expected


@pytest.mark.parametrize("total", [300, 5_000, 290_000])
def test_families_add_up_and_reach_every_kelurahan(areas, total):
    counts = frame.families_per_area(areas, total)
    assert counts.sum() == total and counts.min() >= 1 and len(counts) == 57
    exact = total * areas.penduduk / areas.penduduk.sum()
    assert np.abs(counts - exact).max() < 1


@pytest.mark.parametrize("total", [0, 299, 2_000_001])
def test_size_outside_the_range_is_refused_in_one_sentence(areas, total):
    with pytest.raises(InputError, match="--keluarga dengan 300 sampai"):
        frame.families_per_area(areas, total)


@pytest.mark.parametrize("total", [5, 87, 1_713, 11_200])
@pytest.mark.parametrize("kecamatan", ["35.73.03", "35.73.05"])
def test_cells_meet_every_margin_within_one_family(kecamatan, total):
    recipe = load_recipe()
    cells = households.whole_cells(recipe, kecamatan, total).reshape(8, 6, 2)
    assert cells.min() >= 0 and cells.sum() == total
    for axis, margin in enumerate(households.area_margins(recipe, kecamatan)):
        others = tuple(i for i in range(3) if i != axis)
        expected = total * margin / margin.sum()
        # Within one of the whole margin, which itself is within one of the exact one.
        assert np.abs(cells.sum(axis=others) - expected).max() < 2


def test_raking_meets_its_margins():
    table = np.arange(1.0, 7.0).reshape(2, 3)
    rows, columns = np.array([30.0, 70.0]), np.array([20.0, 30.0, 50.0])
    raked = households.rake(table, [rows, columns])
    assert raked.sum(axis=1) == pytest.approx(rows, rel=1e-6)
    assert raked.sum(axis=0) == pytest.approx(columns, rel=1e-6)
    # Raking keeps the odds ratios of the seed.
    assert raked[0, 0] * raked[1, 1] / (raked[0, 1] * raked[1, 0]) == pytest.approx(5 / 8)


def population(areas, counts, seed=2025):
    recipe = load_recipe()
    families = frame.lay_out_families(areas, counts, seed, "penduduk", recipe)
    households.draw_structure(families, areas, recipe)
    return families, build_persons(families)


def test_one_area_does_not_move_another(areas):
    counts = frame.families_per_area(areas, 2_000)
    grown = counts.copy()
    grown[3] += 11
    families, persons = population(areas, counts)
    other_families, other_persons = population(areas, grown)
    for area in (0, 3, 4, 56):
        same = [
            np.array_equal(
                persons[name][families["area"][persons["keluarga"]] == area],
                other_persons[name][other_families["area"][other_persons["keluarga"]] == area],
            )
            for name in ("umur", "perempuan", "hubungan", "kawin")
        ]
        assert all(same) == (area != 3)


def test_another_seed_gives_another_city(areas):
    counts = frame.families_per_area(areas, 500)
    first, second = population(areas, counts), population(areas, counts, seed=1)
    assert not np.array_equal(first[0]["kunci"], second[0]["kunci"])
