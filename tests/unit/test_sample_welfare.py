"""Consumption hits the published figures whatever the latent welfare looks like."""

import numpy as np
import pytest

from pedekate.sample.recipe import load_recipe
from pedekate.sample.welfare import map_to_consumption

LINE = 737_954


@pytest.fixture(scope="module", params=["normal", "miring"])
def mapped(request):
    rng = np.random.default_rng(5)
    size = rng.integers(1, 9, 40_000)
    welfare = rng.normal(size=40_000) if request.param == "normal" else rng.exponential(size=40_000)
    return welfare, size, map_to_consumption(welfare, size, load_recipe())


def test_poverty_mean_and_gini_are_on_target(mapped):
    _, size, consumption = mapped
    people = size / size.sum()
    gap = np.maximum(1 - consumption / LINE, 0)
    assert (people * (consumption < LINE)).sum() == pytest.approx(0.0385, abs=1e-4)
    assert (people * gap).sum() == pytest.approx(0.0055, abs=2e-5)
    # k = P0 / P1 - 1 = 6, so P2 = 2 P0 / ((k + 1)(k + 2)) = 0.077 / 56.
    assert (people * gap**2).sum() == pytest.approx(0.077 / 56, rel=0.02)
    assert (people * consumption).sum() == pytest.approx(2_300_000, rel=1e-5)
    order = np.argsort(consumption)
    rank = np.cumsum(people[order]) - people[order] / 2
    share = people[order] * consumption[order] / 2_300_000
    assert 2 * (share * rank).sum() - 1 == pytest.approx(0.39, abs=1e-4)


def test_order_of_welfare_is_kept(mapped):
    welfare, _, consumption = mapped
    assert np.all(np.diff(consumption[np.argsort(welfare)]) > 0)
