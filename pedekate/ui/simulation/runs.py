"""The one cached door to simulations: a queue is sorted once, a move of the budget only looks up.

Keyed by the marks of the database files, so a swap of the databases is seen at the next move.
"""

import numpy as np
import streamlit as st

from pedekate import config
from pedekate.errors import StoreError
from pedekate.schema.program import Program
from pedekate.simulation import (
    eligibility,
    programme_run,
    programs,
    provenance,
    ranking,
    register,
    rules,
)
from pedekate.simulation.allocation import Queue
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import Result, place, reach_curve
from pedekate.simulation.scenario import Scenario
from pedekate.store.connection import ANALITIK, KEBENARAN
from pedekate.store.gate import file_mark
from pedekate.ui import data
from pedekate.ui.access import require_role


def programmes() -> dict[str, str]:
    """Id → name of every programme, sorted by id."""
    return {name: programs.load(name).nama for name in programs.names()}


def prepared(programme: str, aturan: str = "") -> Prepared:
    """A programme on today's register: eligibility, units, what its rankings share.

    Args:
        aturan: canonical text of a rule of one's own; "" = the programme's rule.

    Raises:
        InputError: the rule cannot be used.
    """
    return _prepared(mark(), programme, aturan)


def queue(programme: str, peringkat: str, aturan: str = "") -> Queue:
    """The programme's queue under a ranking, sorted once per database and rule."""
    return _queue(mark(), programme, peringkat, aturan if asks_rule(peringkat) else "")


def asks_rule(peringkat: str) -> bool:
    """Whether a ranking serves only whom the rule admits: yardsticks and today's list do not."""
    return peringkat not in (*ranking.YARDSTICKS, "daftar")


def result(programme: str, scenario: Scenario) -> Result:
    """Outcomes of a scenario; well under a millisecond once its queue is there."""
    line = queue(programme, scenario.peringkat, scenario.aturan)
    ready = prepared(programme, scenario.aturan)
    return programme_run.run(ready, line, scenario, code=provenance.code_mark())


def causes(programme: str, outcome: Result) -> dict[str, float]:
    """Why poor families are left out; see `programme_run.causes`."""
    scenario = outcome.scenario
    line = queue(programme, scenario.peringkat, scenario.aturan)
    return programme_run.causes(prepared(programme, scenario.aturan), line, outcome)


def curve(programme: str, scenario: Scenario, budgets: tuple[float, ...]) -> np.ndarray:
    """(b,) share of the poor families reached with each budget; cached, the budget left aside."""
    benefit = (scenario.peringkat, scenario.manfaat_rp, scenario.bulan, scenario.aturan)
    return _curve(mark(), programme, benefit, budgets)


def cost_of_eligible(programme: str, aturan: str = "") -> float:
    """Rupiah a year that the programme's usual benefit for every eligible family would cost."""
    ready = prepared(programme, aturan)
    units = ready.candidates.units[ready.candidates.eligible].sum()
    benefits = float(units) * usual_benefit(programme) * ready.program.bulan
    return benefits * (1 + programs.admin_share(ready.program))


def eligible_by_area(programme: str, aturan: str = "") -> np.ndarray:
    """(areas,) eligible families per kelurahan."""
    ready = prepared(programme, aturan)
    city = ready.register.population
    return np.bincount(city.area[ready.candidates.eligible], minlength=len(city.areas))


def usual_benefit(programme: str) -> float:
    """Rupiah per unit and month as in the programme's file."""
    return programs.default_benefit(programs.load(programme))


def universal_amount(programme: str, scenario: Scenario) -> float:
    """Rupiah a unit gets per month when the budget is shared equally."""
    _, cost = place(queue(programme, "universal"), scenario)
    return cost / programs.MONTHS


def register_of_city() -> register.Register:
    """Families of the city and what the register knows about each; read once per database."""
    return _register(mark())


def programme(name: str, aturan: str = "") -> Program:
    """The programme's description, under a rule of one's own if there is one."""
    return rules.applied(programs.load(name), aturan)


def mark() -> str:
    """The key of everything cached here; also the guard, called first by every public function."""
    require_role()
    folder = config.gudang_dir()
    if mark := file_mark(folder / ANALITIK):
        return f"{folder}|{mark}|{file_mark(folder / KEBENARAN)}"
    raise StoreError.missing(ANALITIK)


# Resources, not data: cache_data would copy 20 MB for every session and every move.
@st.cache_resource(show_spinner="Menyiapkan keluarga kota …", max_entries=1)
def _register(mark: str) -> register.Register:
    with data.lease() as reader:
        return register.load(reader, config.gudang_dir())


@st.cache_resource(show_spinner="Menilai syarat program …", max_entries=8)
def _prepared(mark: str, programme: str, aturan: str) -> Prepared:
    program, city = rules.applied(programs.load(programme), aturan), _register(mark)
    with data.lease() as reader:
        found = eligibility.candidates(reader, city, program)
    shared = _prepared(mark, programme, "").shared if aturan else None
    return programme_run.prepare_programme(program, city, found, aturan=aturan, shared=shared)


@st.cache_resource(show_spinner="Mengurutkan keluarga …", max_entries=40)
def _queue(mark: str, programme: str, peringkat: str, aturan: str) -> Queue:
    return programme_run.queue(_prepared(mark, programme, aturan), peringkat)


@st.cache_data(show_spinner=False, max_entries=256)
def _curve(mark: str, programme: str, benefit: tuple, budgets: tuple[float, ...]) -> np.ndarray:
    peringkat, manfaat_rp, bulan, aturan = benefit
    ready = _prepared(mark, programme, aturan)
    chosen = programme_run.scenario(
        ready, peringkat=peringkat, anggaran_rp=0, manfaat_rp=manfaat_rp, bulan=bulan
    )
    return reach_curve(queue(programme, peringkat, aturan), chosen, np.array(budgets))
