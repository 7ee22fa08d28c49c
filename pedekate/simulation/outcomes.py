"""What a position in a queue means: errors, incidence, poverty after, money."""

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
    population, places = queue.population, queue.poor_places
    inside = int(np.searchsorted(places, position.certain))
    rows = queue.order[places[: int(np.searchsorted(places, position.marginal))]]
    y, line = population.consumption[rows], population.line
    after = y + per_unit * queue.units[rows] / population.size[rows]
    weight = population.persons[rows]
    weight[inside:] *= position.probability
    before_gap, after_gap = fgt.gaps(y, line), fgt.gaps(after, line)
    watts = fgt.watts_terms(after, line) - fgt.watts_terms(y, line)
    return {
        "p0": float((weight * (after < line)).sum() - weight.sum()),
        "p1": float((weight * (after_gap - before_gap)).sum()),
        "p2": float((weight * (after_gap**2 - before_gap**2)).sum()),
        "watts": float((weight * watts).sum()),
    }


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
