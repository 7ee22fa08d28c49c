"""Programme, budget and ranking of a scenario on the map; the address names them as Simulasi does.

A link from one page to the other therefore opens the same scenario.
"""

import streamlit as st

from pedekate.simulation import programme_run
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui import links
from pedekate.ui.kit import filters
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.steps import (
    MONEY_HINT,
    MONEY_TEXT,
    budgets,
    parse_rupiah,
    write_rupiah,
)

FIRST = "bpntd"


def choose(*, ranked: bool) -> Scenario:
    """A scenario of the programme's usual benefit: today's budget unless another is typed.

    Args:
        ranked: the ranking can be chosen; else it is the programme's own.
    """
    programme = filters.choose(
        "Program", runs.programmes(), key="program", default=FIRST, width=200, show_label=False
    )
    budget = _budget(programme, usual_budget(programme))
    ready = runs.prepared(programme)
    peringkat = runs.programme(programme).peringkat
    if ranked:
        peringkat = filters.choose(
            "Urutan penerima", {n: PERINGKAT[n] for n in programme_run.rankings(ready)},
            key=f"peringkat_{programme}", default=peringkat, width=190, show_label=False,
        )  # fmt: skip
    return programme_run.scenario(ready, peringkat=peringkat, anggaran_rp=budget)


def link(scenario: Scenario) -> None:
    """A link to the same scenario on the page Simulasi."""
    programme = scenario.program
    query = {
        "program": runs.programmes()[programme],
        f"anggaran_{programme}": write_rupiah(scenario.anggaran_rp),
        f"peringkat_{programme}": PERINGKAT[scenario.peringkat],
    }
    links.to("simulasi", "Buka di Simulasi", query)


def usual_budget(programme: str) -> float:
    """Today's yearly budget, or the one Simulasi starts from where none is known."""
    present = programme_run.present_budget(runs.prepared(programme))
    if present:
        return present[0]
    steps = budgets(None, runs.cost_of_eligible(programme))
    return steps[len(steps) // 3]


def _budget(programme: str, usual: float) -> float:
    text = st.text_input(
        "Anggaran setahun", value=write_rupiah(usual), key=f"anggaran_{programme}",
        bind="query-params", validate=(MONEY_TEXT, MONEY_HINT), width=150,
        label_visibility="collapsed", help="Anggaran setahun, misalnya 24 miliar",
    )  # fmt: skip
    amount = parse_rupiah(text or "")
    return usual if amount is None else amount
