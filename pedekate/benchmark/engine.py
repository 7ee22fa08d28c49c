"""The engine's answer in the order in which the alternatives give theirs."""

import numpy as np

from pedekate.benchmark.city import City, Move, scenario
from pedekate.simulation.allocation import Queue, Shared, prepare
from pedekate.simulation.run import simulate


def queue(city: City, ranking: int, shared: Shared | None = None) -> Queue:
    """Sorted once; every move after that is a place in it."""
    units = np.ones(len(city.population.weight))
    return prepare(city.population, key=city.scores[ranking], units=units, shared=shared)


def reweighted(
    city: City, shared: Shared, answers: np.ndarray, weights: np.ndarray, move: Move
) -> np.ndarray:
    """New scores from the answers, a new queue, one move on it; see `answer`."""
    # One core reads the answers as fast as memory gives them; BLAS would wait for a second one.
    key = np.einsum("ij,j->i", answers, weights)
    line = prepare(city.population, key=key, units=np.ones(len(answers)), shared=shared)
    return answer(city, line, move)


def answer(city: City, line: Queue, move: Move) -> np.ndarray:
    """(4 + 2 × areas + 10,) recipients, poor reached, poor people and gap after; recipients and
    poor reached by area; recipients by decile."""
    result = simulate(line, scenario(city, move), data="", code="")
    people, served, values = result.everybody.totals[1], result.served, result.values
    city_wide = [
        served.totals[0], served.totals[2], values["p0_sesudah"] * people,
        values["p1_sesudah"] * people,
    ]  # fmt: skip
    return np.concatenate([city_wide, *served.areas, served.deciles])
