"""At the margin: how many families a little more money, or one step of rank, would move."""

from dataclasses import replace

import numpy as np

from pedekate.simulation.allocation import DECIMALS, Position, Queue
from pedekate.simulation.run import place
from pedekate.simulation.scenario import Scenario

STEP_OF_BUDGET = 0.05


def flips_with_budget(
    queue: Queue, scenario: Scenario, *, step: float = STEP_OF_BUDGET
) -> dict[str, float]:
    """Families that come in with `step` more of the budget, and that drop out with as much less.

    Returns:
        masuk, keluar: families (weighted); miskin_masuk, miskin_keluar: poor ones among them.
    """
    now = _served(queue, scenario)
    more = _served(queue, replace(scenario, anggaran_rp=scenario.anggaran_rp * (1 + step)))
    less = _served(queue, replace(scenario, anggaran_rp=scenario.anggaran_rp * (1 - step)))
    poor = queue.population.poor
    weight = queue.population.weight
    return {
        "masuk": float((weight * (more - now)).sum()),
        "keluar": float((weight * (now - less)).sum()),
        "miskin_masuk": float((weight * (more - now))[poor].sum()),
        "miskin_keluar": float((weight * (now - less))[poor].sum()),
    }


def flips_with_rank(
    queue: Queue, position: Position, key: np.ndarray, *, step: float
) -> dict[str, float]:
    """Families whose place hangs on one step of their rank, the margin staying where it is.

    Args:
        key: (n,) ranking key, as the queue was built from; low is served first.
        step: what counts as one step of the key (one decile; a tenth of the spread of scores).

    Returns:
        keluar: families served now that would not be, ranked one step richer; masuk: families of
        the queue not served now that would be, ranked one step poorer.
    """
    now = queue.participation(position)
    inside = np.zeros(len(now), dtype=bool)
    inside[queue.order] = True
    weight = queue.population.weight * inside
    richer = _chance(queue, position, key, key + step)
    poorer = _chance(queue, position, key, key - step)
    return {
        "keluar": float((weight * np.maximum(0.0, now - richer)).sum()),
        "masuk": float((weight * np.maximum(0.0, poorer - now)).sum()),
    }


def step_of_rank(peringkat: str, key: np.ndarray, queue: Queue) -> float | None:
    """What counts as one step: a decile; of the score a tenth of its spread in the queue (from
    its 5th to its 95th percentile). None for rankings without steps (lists, lots, quotas)."""
    if peringkat == "desil":
        return 1.0
    if peringkat != "skor" or not len(queue.order):
        return None
    low, high = np.quantile(key[queue.order], [0.05, 0.95])
    return float(high - low) / 10


def near_the_margin(queue: Queue, position: Position, *, families: int) -> np.ndarray:
    """Rows of the `families` last served and as many first left out; tie blocks stay whole."""
    low = max(0, position.certain - families)
    high = min(len(queue.order), position.marginal + families)
    return queue.order[low:high]


def _served(queue: Queue, scenario: Scenario) -> np.ndarray:
    return queue.participation(place(queue, scenario)[0])


def _chance(queue: Queue, position: Position, key: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Participation of a family with the key `moved` while everybody else keeps theirs."""
    keys = np.round(key[queue.order], DECIMALS)
    moved = np.round(moved, DECIMALS)
    if position.certain == len(keys):
        return np.ones(len(moved))
    at_margin = keys[position.certain]
    return np.where(moved < at_margin, 1.0, np.where(moved == at_margin, position.probability, 0.0))
