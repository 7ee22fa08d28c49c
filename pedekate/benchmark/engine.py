"""The engine's answer in the order in which the alternatives give theirs."""

import numpy as np

from pedekate.benchmark.city import City, scenario
from pedekate.simulation.allocation import Queue, prepare
from pedekate.simulation.run import simulate


def queue(city: City, ranking: int) -> Queue:
    """Sorted once; every budget after that is a place in it."""
    return prepare(
        city.population, key=city.scores[ranking], units=np.ones(len(city.population.weight))
    )


def answer(city: City, line: Queue, budget: float, **choice: float) -> np.ndarray:
    """(4 + 2 × areas + 10,) recipients, poor reached, poor people and gap after; recipients and
    poor reached by area; recipients by decile."""
    result = simulate(line, scenario(city, budget, **choice), data="", code="")
    people, served, values = result.everybody.totals[1], result.served, result.values
    city_wide = [
        served.totals[0], served.totals[2], values["p0_sesudah"] * people,
        values["p1_sesudah"] * people,
    ]  # fmt: skip
    return np.concatenate([city_wide, *served.areas, served.deciles])
