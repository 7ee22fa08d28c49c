"""The cached door to comparisons of rules: exact sums, protected before they leave.

`groups.model` rounds and hides; nothing here goes to the screen as it is.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.schema.coarse import condition_sql
from pedekate.simulation import comparison, fairness, groups, margin, programme_run, welfare
from pedekate.simulation.comparison import Overlap
from pedekate.simulation.eligibility import FIT, UNFIT
from pedekate.simulation.field_truth import FieldTruth, against_verdicts
from pedekate.simulation.register import Register
from pedekate.simulation.run import place
from pedekate.simulation.scenario import Scenario
from pedekate.store import simulation_frame
from pedekate.ui import data
from pedekate.ui.simulation import runs

NEAR = 100  # families on either side that count as near the margin
UNRANKED = "Belum berdesil"
DECILES = tuple(f"Desil {d}" for d in range(1, 11))
_SIZES = ((1, 2, "1–2 orang"), (3, 4, "3–4 orang"), (5, 99, "5 orang atau lebih"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What hangs on the margin.

    Attributes:
        bound: more money would reach more families.
        budget: see `margin.flips_with_budget`; rank: see `flips_with_rank`, None without steps.
        families: near the margin; profile: sifat, kelas, keluarga of them.
    """

    bound: bool
    budget: dict[str, float]
    rank: dict[str, float] | None
    families: int
    profile: pd.DataFrame


def moves(before: Scenario, after: Scenario) -> dict[str, Overlap]:
    """Winners and losers of replacing one rule by another, in keluarga, jiwa and miskin."""
    return _moves(runs.mark(), before, after)


def worth(scenario: Scenario) -> dict[str, float]:
    """See `welfare.summary`."""
    return _worth(runs.mark(), scenario)


def reach(scenario: Scenario, *, crossed: bool = False) -> pd.DataFrame:
    """Poor families and those reached by group: sifat, then as `fairness.reach`."""
    return _reach(runs.mark(), scenario, crossed)


def at_the_margin(scenario: Scenario) -> Margin:
    """How many families a little money or one step of rank moves, and what they are like."""
    return _margin(runs.mark(), scenario)


def by_verdict(scenario: Scenario) -> FieldTruth:
    """See `field_truth.against_verdicts`; the register's last verdicts."""
    row = runs.prepared(scenario.program).register.row
    return against_verdicts(_participation(scenario), row, *_verdicts(runs.mark()))


@st.cache_resource(show_spinner=False, max_entries=1)
def _verdicts(mark: str) -> tuple[np.ndarray, np.ndarray]:
    sql = {name: condition_sql(one, {}) for name, one in (("fit", FIT), ("unfit", UNFIT))}
    with data.lease() as reader:
        table = simulation_frame.answers(reader, conditions=sql)
    return table["fit"].to_numpy() == 1, table["unfit"].to_numpy() == 1


def _participation(scenario: Scenario) -> np.ndarray:
    line = runs.queue(scenario.program, scenario.peringkat, scenario.aturan)
    return line.participation(place(line, scenario)[0])


@st.cache_data(show_spinner=False, max_entries=64)
def _moves(mark: str, before: Scenario, after: Scenario) -> dict[str, Overlap]:
    city = runs.prepared(before.program).register.population
    a, b = _participation(before), _participation(after)
    counted = {"keluarga": city.weight, "jiwa": city.persons, "miskin": city.weight * city.poor}
    return {
        name: comparison.overlap(city, a, b, counted=weight) for name, weight in counted.items()
    }


@st.cache_data(show_spinner=False, max_entries=64)
def _worth(mark: str, scenario: Scenario) -> dict[str, float]:
    ready = runs.prepared(scenario.program, scenario.aturan)
    line = runs.queue(scenario.program, scenario.peringkat, scenario.aturan)
    position, cost = place(line, scenario)
    return welfare.summary(
        ready.register.population,
        line.participation(position),
        line.units,
        per_unit=cost / scenario.periode if ready.program.menambah_konsumsi else np.nan,
        months=scenario.periode,
        spent=runs.result(scenario.program, scenario).values["belanja"],
    )


@st.cache_data(show_spinner=False, max_entries=64)
def _reach(mark: str, scenario: Scenario, crossed: bool) -> pd.DataFrame:
    city, served = (
        runs.prepared(scenario.program, scenario.aturan).register.population,
        _participation(scenario),
    )
    known, labels = groups.load(), _labels(mark)
    if crossed:
        table = fairness.reach(city, served, [labels[name] for name in known.silang])
        return table.assign(sifat="silang")
    parts = [
        fairness.reach(city, served, [labels[name]]).assign(sifat=name)
        for name in (*(one.id for one in known.kelompok), "kecamatan")
    ]
    return pd.concat(parts, ignore_index=True)


@st.cache_data(show_spinner=False, max_entries=64)
def _margin(mark: str, scenario: Scenario) -> Margin:
    ready = runs.prepared(scenario.program, scenario.aturan)
    line = runs.queue(scenario.program, scenario.peringkat, scenario.aturan)
    position, _ = place(line, scenario)
    key = programme_run.ranking_key(ready, scenario.peringkat)
    step = margin.step_of_rank(scenario.peringkat, key, line)
    rows = margin.near_the_margin(line, position, families=NEAR)
    return Margin(
        bound=position.bound,
        budget=margin.flips_with_budget(line, scenario),
        rank=None if step is None else margin.flips_with_rank(line, position, key, step=step),
        families=len(rows),
        profile=_profile(mark, ready.register, rows),
    )


def _profile(mark: str, register: Register, rows: np.ndarray) -> pd.DataFrame:
    """Families by size, decile and kecamatan: no more is said about anybody."""
    labels = _labels(mark)
    sizes = [next(n for low, high, n in _SIZES if low <= s <= high) for s in register.size[rows]]
    kinds = {
        "anggota": pd.Categorical(sizes, categories=[name for *_, name in _SIZES]),
        "desil": pd.Categorical(labels["desil"][rows], categories=[*DECILES, UNRANKED]),
        "kecamatan": labels["kecamatan"][rows],
    }
    parts = []
    for kind, values in kinds.items():
        counts = pd.Series(values).value_counts(sort=False).sort_index()
        parts.append(
            pd.DataFrame({"sifat": kind, "kelas": counts.index.astype(str), "keluarga": counts})
        )
    table = pd.concat(parts, ignore_index=True)
    return table[table["keluarga"] > 0].reset_index(drop=True)


@st.cache_resource(show_spinner="Mengelompokkan keluarga …", max_entries=1)
def _labels(mark: str) -> dict[str, pd.Categorical]:
    """Grouping → (n,) class of every family; kecamatan is that of the register, else the true."""
    register, known = runs.register_of_city(), groups.load().kelompok
    columns = tuple(dict.fromkeys([*(one.kolom for one in known), "desil_nasional"]))
    with data.lease() as reader:
        families = simulation_frame.answers(reader, conditions={}, columns=columns)
    found = {one.id: groups.labels(one, families, register) for one in known}
    place_names = data.areas("kelurahan").set_index("kode")["nama_kecamatan"]
    names = place_names.reindex(list(register.population.areas)).to_numpy(object)
    decile = families["desil_nasional"].to_numpy(dtype=float, na_value=np.nan)
    ranked = [UNRANKED if d != d else f"Desil {int(d)}" for d in decile]
    decile_names = np.array([*ranked, UNRANKED], dtype=object)[register.row]
    found |= {"kecamatan": names[register.registered_area], "desil": decile_names}
    return {kind: pd.Categorical(values) for kind, values in found.items()}
