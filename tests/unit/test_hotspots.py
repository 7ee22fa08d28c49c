"""Local Moran on hand-made grids: a planted pocket is found, chance is called chance."""

import numpy as np
import pandas as pd
import pytest
from shapely import box

from pedekate.errors import ConfigError
from pedekate.spatial import hotspots
from pedekate.spatial.boundaries import load_geography
from pedekate.spatial.hotspots import (
    CHANCE,
    FOUND,
    HIGH_HIGH,
    HIGH_LOW,
    ISLAND,
    LOW_LOW,
    NO_VALUE,
    HotSpotRules,
    hot_spots,
)

SIDE = 7
GRID = {f"{i}{j}": box(i, j, i + 1, j + 1) for i in range(SIDE) for j in range(SIDE)}
RULES = HotSpotRules(pengacakan=1999, benih=1, tingkat_keliru=0.05, kelurahan_tersedikit=20)
HIGH = [f"{i}{j}" for i in range(3) for j in range(3)]
LOW = [f"{i}{j}" for i in range(4, 7) for j in range(4, 7)]


def _noise(seed: int) -> pd.Series:
    draws = np.random.default_rng(seed).normal(10, 1, len(GRID))
    return pd.Series(draws, index=list(GRID))


@pytest.fixture(scope="module")
def planted():
    """A high corner, a low corner, and one high area inside the low one."""
    values = _noise(0)
    values[HIGH] += 12
    values[LOW] -= 12
    values["55"] = 12.0
    return hot_spots(GRID, values, RULES), values


def test_a_planted_pocket_is_found_and_its_opposite_too(planted):
    kinds = planted[0].areas["kelas"]
    assert (kinds[HIGH] == HIGH_HIGH).sum() >= 6 and kinds["11"] == HIGH_HIGH
    assert set(kinds[HIGH]) <= {HIGH_HIGH, CHANCE}
    assert (kinds[LOW] == LOW_LOW).sum() >= 4 and LOW_LOW not in set(kinds[HIGH])
    assert kinds["55"] == HIGH_LOW


def test_global_moran_agrees_that_neighbours_are_alike(planted):
    found, _ = planted
    assert found.moran > 0.3 and found.peluang < 1e-6 and found.tested == SIDE**2


def test_neighbours_touch_in_a_point_and_their_mean_is_of_their_values(planted):
    found, values = planted
    assert found.areas.loc["00", "tetangga"] == 3 and found.areas.loc["33", "tetangga"] == 8
    assert found.areas.loc["00", "rata_tetangga"] == pytest.approx(
        values[["01", "10", "11"]].mean()
    )


def test_moran_of_one_area_by_hand(planted):
    found, values = planted
    z = values - values.mean()
    near = [f"{i}{j}" for i in (2, 3, 4) for j in (2, 3, 4) if (i, j) != (3, 3)]
    # The library divides by n - 1.
    expected = z["33"] * z[near].mean() / (z**2).sum() * (len(z) - 1)
    assert found.areas.loc["33", "moran"] == pytest.approx(expected)


def test_the_order_of_the_areas_changes_nothing(planted):
    found, values = planted
    shuffled = values.sample(frac=1, random_state=3)
    again = hot_spots(dict(reversed(GRID.items())), shuffled, RULES)
    assert list(again.areas.index) == list(shuffled.index)
    pd.testing.assert_frame_equal(again.areas.loc[values.index], found.areas)
    assert again.moran == pytest.approx(found.moran)


def test_a_random_field_names_nothing_in_most_seeds():
    named = [
        hot_spots(GRID, _noise(seed), RULES).areas["kelas"].isin(FOUND).any()
        for seed in range(100, 115)
    ]
    assert sum(named) <= 3


def test_without_the_correction_chance_would_look_like_a_finding():
    """The reason for the false discovery rate: p below 0.05 alone is common among many areas."""
    raw = [(hot_spots(GRID, _noise(s), RULES).areas["peluang"] < 0.05).sum() for s in range(3)]
    assert sum(raw) > 0


def test_missing_areas_are_left_out_and_islands_named(planted):
    values = planted[1].copy()
    values[["01", "10", "11"]] = np.nan
    found = hot_spots(GRID, values, RULES)
    kinds = found.areas["kelas"]
    assert kinds["00"] == ISLAND and found.areas.loc["00", "tetangga"] == 0
    assert set(kinds[["01", "10", "11"]]) == {NO_VALUE}
    assert found.areas.loc[["00", "01"], "peluang"].isna().all()
    assert found.tested == SIDE**2 - 4
    # Mean of the neighbours that have a value, not of a zero in place of the hidden one.
    assert found.areas.loc["02", "rata_tetangga"] == pytest.approx(
        values[["03", "12", "13"]].mean()
    )


@pytest.mark.parametrize(
    "values",
    [
        pd.Series(5.0, index=list(GRID)),
        pd.Series(np.nan, index=list(GRID)),
        _noise(1).iloc[:10].reindex(list(GRID)),
        _noise(1).iloc[:1].reindex(list(GRID)),
    ],
    ids=["all alike", "nothing", "too few", "one"],
)
def test_too_little_to_say_is_said(values):
    found = hot_spots(GRID, values, RULES)
    assert found.tested == 0 and np.isnan(found.moran) and found.areas["peluang"].isna().all()
    assert not found.areas["kelas"].isin(FOUND).any()


def test_rules_are_fine_enough_for_57_areas():
    rule = hotspots.rules()
    assert 1 / (rule.pengacakan + 1) < rule.tingkat_keliru / 57


def test_broken_rules_are_one_sentence(tmp_path, monkeypatch):
    broken = tmp_path / "kantong.toml"
    broken.write_text("pengacakan = 3\n", encoding="utf-8")
    monkeypatch.setattr(hotspots, "_FILE", broken)
    hotspots.rules.cache_clear()
    with pytest.raises(ConfigError, match="kantong.toml"):
        hotspots.rules()
    hotspots.rules.cache_clear()


def test_real_boundaries_give_every_kelurahan_a_neighbour():
    geo = load_geography()
    shapes = geo.areas["geometry"].to_dict()
    values = pd.Series(np.arange(57.0), index=geo.areas.index)
    found = hot_spots(shapes, values, hotspots.rules().model_copy(update={"pengacakan": 99}))
    assert found.tested == 57 and found.areas["tetangga"].min() >= 2
