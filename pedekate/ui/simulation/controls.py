"""Controls of the simulation page. Every choice is in the address, kept apart per programme."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pedekate.format import persen, rupiah
from pedekate.schema.program import Program
from pedekate.simulation import programme_run, programs
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui.kit import components, filters
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.rule import state as rule_state
from pedekate.ui.simulation.steps import (
    MONEY_HINT,
    MONEY_TEXT,
    benefits,
    budgets,
    nearest,
    parse_rupiah,
    write_rupiah,
)
from pedekate.ui.simulation.text import UNIT

_MULTIPLES = tuple(k / 10 / programs.MONTHS for k in range(5, 21))  # 50–200 % of the amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the reader chose, and what the page needs to place it.

    Attributes:
        steps: budgets of the slider, which are also the points of the curve.
        present: today's budget and what it rests on; None when unknown.
        rankings: what this programme can be ranked by here.
        problem: why the rule in the address gives no results; "" when it does.
    """

    programme: str
    scenario: Scenario
    steps: tuple[float, ...]
    present: tuple[float, str] | None
    rankings: tuple[str, ...]
    problem: str = ""


def choose() -> Choice:
    """The sticky bar: programme, benefit, months, budget slid or typed, ranking."""
    with components.control_bar():
        columns = st.columns([2.6, 3.1, 3.2, 1.5, 2.5], gap="medium", vertical_alignment="top")
        with columns[0]:
            programme = filters.choose("Program", runs.programmes(), key="program", default="bpntd")
            rule = rule_state.standing(programme)
        ready = runs.prepared(programme, rule.aturan)
        present = programme_run.present_budget(ready)
        steps = budgets(present[0] if present else None, _largest_cost(programme, rule.aturan))
        with columns[1]:
            amount, months = _benefit(programme)
        budget = _budget(programme, steps, present, columns[2], columns[3])
        rankings = programme_run.rankings(ready)
        with columns[4]:
            peringkat = _ranking(programme, rankings)
    scenario = programme_run.scenario(
        ready, peringkat=peringkat, anggaran_rp=budget, manfaat_rp=amount, bulan=months
    )
    return Choice(
        programme=programme, scenario=scenario, steps=steps, present=present,
        rankings=tuple(rankings), problem=rule.problem,
    )  # fmt: skip


def put(scenario: Scenario) -> None:
    """Set every control and the address to a scenario's choices; before the bar is drawn.

    A benefit that is no longer among the steps becomes the nearest one.
    """
    name = scenario.program
    program, usual = runs.programme(name), runs.usual_benefit(name)
    amount = nearest(_amounts(program, usual), scenario.manfaat_rp)
    chosen = {
        "program": (name, runs.programmes()[name]),
        f"manfaat_{name}": (amount, _amount_text(program)(amount)),
        f"anggaran_{name}": (write_rupiah(scenario.anggaran_rp),) * 2,
        f"peringkat_{name}": (scenario.peringkat, PERINGKAT[scenario.peringkat]),
        rule_state.key(name): (scenario.aturan, scenario.aturan),
    }
    if program.bulan > 1:
        chosen[f"bulan_{name}"] = (scenario.bulan, str(scenario.bulan))
    st.session_state.pop(f"geser_{name}", None)  # follows the text
    # Streamlit writes a value set here to the address itself once the control has been drawn; the
    # first time nobody does but we.
    first = {key: text for key, (_, text) in chosen.items() if text and key not in st.session_state}
    st.session_state.update({key: value for key, (value, _) in chosen.items()})
    st.query_params.update(first)


def _amounts(program: Program, usual: float) -> tuple[float, ...]:
    return _MULTIPLES if program.komponen else benefits(usual)


def _amount_text(program: Program) -> Callable[[float], str]:
    return (lambda v: persen(v * programs.MONTHS)) if program.komponen else rupiah


def _largest_cost(programme: str, aturan: str) -> float:
    """Rupiah a year for all who are eligible under the programme's rule or one's own.

    The larger: a narrow rule must not shrink the slider, whose end would tell how many it admits.
    """
    costs = {runs.cost_of_eligible(programme, one) for one in ("", aturan)}
    return max(costs)


def _benefit(programme: str) -> tuple[float, int]:
    """Rupiah per unit and month, and months; a one-off grant has no months to choose."""
    program, usual = runs.programme(programme), runs.usual_benefit(programme)
    if program.bulan > 1:
        left, right = st.columns([2, 1], gap="small")
    else:
        left, right = st.container(), None
    with left:
        amount = st.select_slider(
            f"Manfaat {UNIT[program.satuan]}" if right is None else "Manfaat sebulan",
            _amounts(program, usual),
            value=usual,
            format_func=_amount_text(program),
            key=f"manfaat_{programme}",
            bind="query-params",
        )
    if right is None:
        return amount, program.bulan
    with right:
        months = st.selectbox(
            "Bulan", range(12, 0, -1), index=12 - program.bulan, key=f"bulan_{programme}",
            format_func=str, bind="query-params",
        )  # fmt: skip
    return amount, months


def _budget(programme: str, steps, present, slid, typed) -> float:
    """Slider and text of one budget. The text is what counts: it may lie between two steps."""
    text_key, slider_key = f"anggaran_{programme}", f"geser_{programme}"
    usual = present[0] if present else steps[len(steps) // 3]

    def from_slider() -> None:
        st.session_state[text_key] = write_rupiah(st.session_state[slider_key])

    def from_text() -> None:
        if (amount := parse_rupiah(st.session_state[text_key] or "")) is not None:
            st.session_state[slider_key] = nearest(steps, amount)

    with typed:
        text = st.text_input(
            "Ketik anggaran", value=write_rupiah(usual), key=text_key, bind="query-params",
            validate=(MONEY_TEXT, MONEY_HINT), on_change=from_text,
        )  # fmt: skip
    amount = parse_rupiah(text or "")
    amount = usual if amount is None else amount
    # Another rule brings other steps.
    if st.session_state.get(slider_key) not in steps:
        st.session_state[slider_key] = nearest(steps, amount)
    with slid:
        st.select_slider(
            "Anggaran setahun", steps, key=slider_key, format_func=rupiah, on_change=from_slider
        )
    return amount


def _ranking(programme: str, rankings: list[str]) -> str:
    usual = runs.programme(programme).peringkat
    return filters.choose(
        "Urutan penerima",
        {name: PERINGKAT[name] for name in rankings},
        key=f"peringkat_{programme}",
        default=usual,
    )
