"""Simulation on a survey file: weighted sums, every family reachable."""

import numpy as np

from pedekate.indicators.survey import Survey
from pedekate.simulation import population, ranking
from pedekate.simulation.allocation import Queue, prepare

RANKINGS = ("skor", "sempurna", "undian", "universal")


def queue(
    rows: Survey, *, line: float, peringkat: str, per_person: bool, score: np.ndarray | None = None
) -> Queue:
    """Queue of a survey's households.

    Args:
        per_person: the benefit is paid for every member, else once a family.
        score: (n,) low is poorer; a household without a score is never served. Only for "skor".
    """
    ranked = np.zeros(len(rows.weight)) if score is None else score
    order = population.canonical_order(rows.consumption, rows.size, rows.weight, ranked)
    families = population.build(
        weight=rows.weight[order],
        size=rows.size[order],
        consumption=rows.consumption[order],
        line=line,
        basis="survei",
    )
    key = ranking.key(peringkat, consumption=families.consumption, score=ranked[order])
    units = families.size if per_person else np.ones(len(order))
    return prepare(families, key=key, units=units)
