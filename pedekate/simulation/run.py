"""One scenario on one queue: the outcomes of the contract, and the curve over all budgets."""

from dataclasses import dataclass, replace

import numpy as np

from pedekate.simulation import outcomes
from pedekate.simulation.allocation import (
    PERSONS,
    POOR_FAMILIES,
    UNITS,
    Position,
    Queue,
    Sums,
)
from pedekate.simulation.scenario import Scenario

NAN = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Result:
    """Outcomes of a scenario.

    Attributes:
        values: the keys of the command-line contract; NaN where a share has no denominator.
        served: participation-weighted sums, by area and by decile too.
        everybody: the same over the whole population.
        position: how far the budget reaches in the queue.
        codes: kelurahan in the order of the sums by area.
        fingerprint: names inputs, data and code.
    """

    scenario: Scenario
    values: dict[str, float]
    served: Sums
    everybody: Sums
    position: Position
    codes: tuple[str, ...]
    basis: str
    fingerprint: str


def simulate(
    queue: Queue,
    scenario: Scenario,
    *,
    data: str,
    code: str,
    parameters: str = "",
    raises_consumption: bool = True,
) -> Result:
    """Outcomes of `scenario` on a prepared queue.

    Args:
        data, code, parameters: fingerprint of the data, version of the code and fingerprint of the
            rules of the world, for the result's own.
        raises_consumption: False for a benefit a family cannot eat or spend (a repaired house, an
            insurance premium): poverty after it is not known and stays NaN.
    """
    position, cost = place(queue, scenario)
    served, everybody = queue.sums(position), queue.everybody
    spent = _spent(scenario, position, cost * served.totals[UNITS])
    per_unit = cost / scenario.periode
    values = {
        **outcomes.targeting(everybody.totals, served.totals),
        **outcomes.incidence(served.totals),
        **_poverty(queue, position, per_unit if raises_consumption else NAN),
    }
    before, after = values["p1_sebelum"], values["p1_sesudah"]
    gap_closed = (before - after) * _money_of_gap(queue, scenario)
    values |= outcomes.money(
        served.totals,
        per_unit=per_unit if raises_consumption else NAN,
        spent=spent,
        gap_closed=gap_closed,
    )
    values |= {"belanja": spent, "sisa_anggaran": scenario.anggaran_rp - spent}
    return Result(
        scenario=scenario,
        values=values,
        served=served,
        everybody=everybody,
        position=position,
        codes=queue.population.areas,
        basis=queue.population.basis,
        fingerprint=scenario.fingerprint(data=data, code=code, parameters=parameters),
    )


def place(queue: Queue, scenario: Scenario) -> tuple[Position, float]:
    """Position the budget reaches, and what one unit of benefit costs over the whole period.

    A universal benefit is not a place in the queue: everybody takes part, and the money left
    decides the amount. Without money nobody does.
    """
    if scenario.peringkat == "universal":
        everyone, need = queue.to_the_end(), queue.need[-1]
        if scenario.for_benefits > 0 and need > 0:
            return everyone, scenario.for_benefits / need
        return queue.locate(0.0), 0.0
    cost = scenario.manfaat_rp * scenario.bulan
    slots = np.inf if scenario.kuota_keluarga is None else scenario.kuota_keluarga
    return queue.locate(scenario.for_benefits / cost, slots=slots), cost


def reach_curve(queue: Queue, scenario: Scenario, budgets: np.ndarray) -> np.ndarray:
    """(b,) share of the poor families reached with each budget, all else as in `scenario`."""
    poor = queue.everybody.totals[POOR_FAMILIES]
    if not poor > 0:
        return np.full(len(budgets), NAN)
    each = (replace(scenario, anggaran_rp=float(budget)) for budget in budgets)
    reached = [queue.sums(place(queue, one)[0]).totals[POOR_FAMILIES] for one in each]
    return np.array(reached) / poor


def _spent(scenario: Scenario, position: Position, benefits: float) -> float:
    """Benefits with administration, and fixed cost as far as the budget covers it.

    A budget that is used up is spent to the rupiah; adding its parts again would miss it by the
    last digit of a float.
    """
    if position.bound or (scenario.peringkat == "universal" and benefits > 0):
        return scenario.anggaran_rp
    fixed = min(scenario.biaya_tetap_rp, scenario.anggaran_rp)
    return min(float(benefits) * (1 + scenario.biaya_admin) + fixed, scenario.anggaran_rp)


def _poverty(queue: Queue, position: Position, per_unit: float) -> dict[str, float]:
    before = queue.population.before
    result = {f"{name}_sebelum": before[name] for name in ("p0", "p1", "p2")}
    if np.isnan(per_unit):
        return result | {f"{name}_sesudah": NAN for name in before}
    change = outcomes.poverty_change(queue, position, per_unit=per_unit)
    people = queue.everybody.totals[PERSONS]
    after = {name: max(0.0, before[name] + change[name] / people) for name in before}
    return result | {f"{name}_sesudah": value for name, value in after.items()}


def _money_of_gap(queue: Queue, scenario: Scenario) -> float:
    """Rupiah behind a poverty gap of one: everybody's line over the whole period."""
    return queue.population.line * queue.everybody.totals[PERSONS] * scenario.periode
