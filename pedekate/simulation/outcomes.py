"""What a position in a queue means: errors, incidence, poverty after, money."""

from functools import lru_cache

import numpy as np

from pedekate.indicators import fgt
from pedekate.simulation.allocation import (
    BOTTOM_UNITS,
    FAMILIES,
    PERSONS,
    POOR_FAMILIES,
    POOR_PERSONS,
    POOR_UNITS,
    RANKED_UNITS,
    UNITS,
    WELFARE,
    Position,
    Queue,
)
from pedekate.simulation.population import BOTTOM

NAN = float("nan")


def targeting(totals: np.ndarray, served: np.ndarray) -> dict[str, float]:
    """Who is reached and who is not, each share with its own denominator; NaN without one.

    Args:
        totals: (10,) summands over the whole population.
        served: (10,) the same, weighted by participation.

    Source: names and denominators of Brown, Ravallion & van de Walle (2018), JDE 134.
    """
    result = {"slot_keluarga": float(served[FAMILIES])}
    for unit, everyone, poor in (
        ("keluarga", FAMILIES, POOR_FAMILIES),
        ("individu", PERSONS, POOR_PERSONS),
    ):
        all_poor, reached, recipients = totals[poor], served[poor], served[everyone]
        not_poor = totals[everyone] - all_poor
        result |= {
            f"cakupan_{unit}": _ratio(recipients, totals[everyone]),
            f"eksklusi_{unit}": _ratio(all_poor - reached, all_poor),
            f"inklusi_{unit}": _ratio(recipients - reached, recipients),
            f"nonmiskin_terlayani_{unit}": _ratio(recipients - reached, not_poor),
        }
    return result


def incidence(served: np.ndarray) -> dict[str, float]:
    """Where the benefits go; NaN when nothing is paid.

    `cgh40` is the share of benefits that goes to the lowest 40 percent of people, over 0.4.
    `koefisien_konsentrasi` is 2·cov(t, rank)/mean(t) over people, with mid-ranks: negative means
    pro-poor (Kakwani's sign). Mid-ranks average exactly one half, so it needs only two sums.
    """
    paid = served[UNITS]
    return {
        "kebocoran_manfaat": _ratio(paid - served[POOR_UNITS], paid),
        "cgh40": _ratio(served[BOTTOM_UNITS], BOTTOM * paid),
        "koefisien_konsentrasi": 2 * _ratio(served[RANKED_UNITS], paid) - 1,
    }


def poverty_change(queue: Queue, position: Position, *, per_unit: float) -> dict[str, float]:
    """People-weighted sums of (after − before) of P0, P1, P2 and Watts.

    A family takes part or does not: its poverty after is p·f(y + t) + (1 − p)·f(y), never
    f(y + p·t). Only poor families reached can change, so only they are looked at.

    Args:
        per_unit: rupiah a unit of benefit brings over the period of the line.
    """
    upto = _changes_along(queue, per_unit)
    inside, reached = (
        int(np.searchsorted(queue.poor_places, place))
        for place in (position.certain, position.marginal)
    )
    change = upto[inside] + position.probability * (upto[reached] - upto[inside])
    return dict(zip(("p0", "p1", "p2", "watts"), map(float, change), strict=True))


@lru_cache(maxsize=8)
def _changes_along(queue: Queue, per_unit: float) -> np.ndarray:
    """(q + 1, 4) changes summed over the first poor families of the queue.

    Kept for the last few amounts: while only the budget moves, its place is all that is looked up.
    """
    population = queue.population
    rows = queue.order[queue.poor_places]
    y, line, weight = population.consumption[rows], population.line, population.persons[rows]
    after = y + per_unit * queue.units[rows] / population.size[rows]
    before_gap, after_gap = fgt.gaps(y, line), fgt.gaps(after, line)
    changes = np.column_stack(
        [
            (after < line) - 1.0,
            after_gap - before_gap,
            after_gap**2 - before_gap**2,
            fgt.watts_terms(after, line) - fgt.watts_terms(y, line),
        ]
    )
    return np.concatenate([np.zeros((1, 4)), np.cumsum(weight[:, None] * changes, axis=0)])


def money(
    served: np.ndarray, *, per_unit: float, spent: float, gap_closed: float
) -> dict[str, float]:
    """Adequacy and the share of spending that closes the poverty gap; NaN without denominator.

    Args:
        per_unit: as in `poverty_change`.
        spent: everything the programme costs, administration and fixed cost included.
        gap_closed: rupiah by which the poverty gap falls over all months paid.
    """
    benefit = per_unit * served[UNITS]
    return {
        "bcr": _ratio(gap_closed, spent),
        "kecukupan": _ratio(benefit, served[WELFARE] + benefit),
    }


def _ratio(part: float, whole: float) -> float:
    """Share without a negative zero: a difference of equal sums may miss 0 by a last digit."""
    return float(np.maximum(0.0, part / whole)) if whole > 0 else NAN
