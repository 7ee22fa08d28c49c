"""The cached door to the next rupiah: exact sums, protected before they leave.

`view` rounds and hides; nothing here goes to the screen as it is.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.simulation import curve, programme_run
from pedekate.simulation.curve import CutOffs, Gain, Reach
from pedekate.simulation.scenario import Scenario
from pedekate.ui.simulation import draws, portfolios, runs
from pedekate.ui.simulation.steps import round_up

NEXT = 1e9  # rupiah: one amount for all programmes, so that they can be compared
STEPS = 48  # stretches of the whole queue: each holds hundreds of families in a city
CUTS = 101  # places at which a ranking is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How well a queue puts the poor first: its cut-offs, and the chance that of one poor and one
    other family the poor one stands first."""

    cuts: CutOffs
    chance: float


def whole_curve(scenario: Scenario) -> Reach:
    """Reach of evenly spaced budgets from 0 to the one that serves the whole queue; its own budget
    plays no part."""
    return _whole_curve(runs.mark(), replace(scenario, anggaran_rp=0.0))


def gain(scenario: Scenario) -> Gain:
    """What `NEXT` rupiah on top of the scenario's budget do."""
    program = runs.programme(scenario.program)
    line = runs.queue(scenario.program, scenario.peringkat, scenario.aturan)
    return curve.gain(line, scenario, NEXT, raises_consumption=program.menambah_konsumsi)


def order(scenario: Scenario) -> Order:
    """The ranking cut at a hundred places."""
    return _order(runs.mark(), scenario.program, scenario.peringkat, scenario.aturan)


def scenarios_today() -> tuple[Scenario, ...]:
    """Every programme with today's money, its usual benefit and ranking."""
    return tuple(
        programme_run.scenario(
            member.prepared, peringkat=member.peringkat, anggaran_rp=member.anggaran_rp
        )
        for member in portfolios.city_members()
    )


def every_programme() -> pd.DataFrame:
    """What `NEXT` rupiah more than today do in each programme: program, uang, miskin (poor
    families), jurang (rupiah a year, NaN for what cannot be eaten or spent)."""
    return _every_programme(runs.mark())


def drawn_gains(scenarios: tuple[Scenario, ...]) -> np.ndarray:
    """(draws, scenarios) poor families that `NEXT` rupiah more reach in each draw of the truth.

    Raises:
        StoreError: the databases hold no score model.
    """
    richer = tuple(replace(s, anggaran_rp=s.anggaran_rp + NEXT) for s in scenarios)
    costs = draws.outcomes((*scenarios, *richer))["biaya_per_keluarga_miskin"]
    spent = [runs.result(s.program, s).values["belanja"] for s in (*scenarios, *richer)]
    reached = np.zeros(costs.shape)
    # Money over money per poor family; nothing is reached where the price has no bound.
    np.divide(spent, costs, out=reached, where=np.isfinite(costs) & (costs > 0))
    before, after = np.hsplit(reached, 2)
    return np.maximum(0.0, after - before)


@st.cache_data(show_spinner=False, max_entries=64)
def _whole_curve(mark: str, scenario: Scenario) -> Reach:
    official, line = (
        runs.queue(scenario.program, scenario.peringkat, one) for one in ("", scenario.aturan)
    )
    # The end of a narrow rule's curve would tell how many families it admits.
    top = max(curve.cost_of_all(one, scenario) for one in (official, line))
    step = round_up(top / STEPS)
    # Round budgets, and the last one serves everybody.
    budgets = np.append(np.arange(0.0, top - step / 2, step), max(top, step))
    return curve.reach(line, scenario, budgets.tolist())


@st.cache_data(show_spinner=False, max_entries=64)
def _order(mark: str, programme: str, peringkat: str, aturan: str) -> Order:
    line = runs.queue(programme, peringkat, aturan)
    key = programme_run.ranking_key(runs.prepared(programme, aturan), peringkat)
    return Order(cuts=curve.cut_offs(line, key, most=CUTS), chance=curve.right_order(line))


@st.cache_data(show_spinner="Menghitung rupiah berikutnya …", max_entries=4)
def _every_programme(mark: str) -> pd.DataFrame:
    rows = []
    for scenario in scenarios_today():
        found = gain(scenario)
        rows.append(
            {
                "program": scenario.program, "uang": scenario.anggaran_rp, "miskin": found.miskin,
                "jurang": found.jurang_rp,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)
