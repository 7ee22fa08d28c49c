"""What a rule is worth beyond the headcount: inequality, welfare, and what reaching the poor costs.

A family takes part or does not, so consumption after is a mixture: y + t with its chance, y with
the rest. Measures are taken of that mixture, never of the average of the two.
"""

import numpy as np

from pedekate.indicators import inequality
from pedekate.simulation.population import Population

RHO = 3.0
EPSILON = 2.0


def summary(
    population: Population,
    participation: np.ndarray,
    units: np.ndarray,
    *,
    per_unit: float,
    months: float,
    spent: float,
) -> dict[str, float]:
    """Figures of one rule; NaN without a denominator.

    Args:
        participation: (n,) chance of every family.
        units: (n,) units of benefit it would get.
        per_unit: rupiah a unit brings over the period of the line; NaN when the benefit cannot be
            eaten or spent, then only the targeting figures are known.
        months: periods the benefit is paid.
        spent: rupiah, everything included.

    Returns:
        gini_sebelum, gini_sesudah; setara_sebelum, setara_sesudah: equally distributed equivalent
        consumption, Rp per person and period; selisih_sasaran: coverage of poor minus of other
        people; karakteristik_distribusi: welfare of a marginal rupiah, 1 = given to somebody on
        the line; biaya_per_miskin: rupiah spent per poor family reached; biaya_per_jurang: rupiah
        spent per rupiah of poverty gap closed.
    """
    people, poor, y = population.persons, population.poor, population.consumption
    transfer = per_unit * units / population.size
    reached = float((population.weight * participation)[poor].sum())
    closed = months * _gap_closed(population, participation, transfer)
    after = _mixture(y, transfer, people, participation)
    return {
        "gini_sebelum": inequality.gini(y, people),
        "gini_sesudah": NAN if np.isnan(per_unit) else inequality.gini(*after),
        "setara_sebelum": equivalent(y, people),
        "setara_sesudah": NAN if np.isnan(per_unit) else equivalent(*after),
        "selisih_sasaran": _mean(participation, people * poor)
        - _mean(participation, people * ~poor),
        "karakteristik_distribusi": _mean(
            (np.maximum(y, 1.0) / population.line) ** -EPSILON,
            population.weight * participation * units,
        ),
        "biaya_per_miskin": spent / reached if reached > 0 else NAN,
        "biaya_per_jurang": spent / closed if closed > 0 else NAN,
    }


NAN = float("nan")


def equivalent(values: np.ndarray, weights: np.ndarray, *, rho: float = RHO) -> float:
    """Equally distributed equivalent: what everybody would have to consume for the same welfare.

    Args:
        values: (n,) consumption per person, above zero; lower ones count as one rupiah.
        weights: (n,) people.

    Source: Atkinson (1970); aversion 3 as in Hanna & Olken (2018), J. Econ. Perspectives 32(4).
    """
    positive = np.maximum(values, 1.0)
    if rho == 1:
        return float(np.exp(_mean(np.log(positive), weights)))
    return float(_mean(positive ** (1 - rho), weights) ** (1 / (1 - rho)))


def _mixture(y, transfer, people, participation) -> tuple[np.ndarray, np.ndarray]:
    """Values and weights of consumption after: served with their chance, else as before."""
    some = participation > 0
    values = np.concatenate([y, (y + transfer)[some]])
    weights = np.concatenate([people * (1 - participation), (people * participation)[some]])
    return values, weights


def _gap_closed(population: Population, participation: np.ndarray, transfer: np.ndarray) -> float:
    """Rupiah per period by which the poverty gap of all people falls."""
    rows = population.poor
    gap = population.line - population.consumption[rows]
    closed = np.minimum(gap, transfer[rows]) * participation[rows]
    return float((population.persons[rows] * closed).sum())


def _mean(values: np.ndarray, weights: np.ndarray) -> float:
    total = weights.sum()
    return float((values * weights).sum() / total) if total > 0 else NAN
