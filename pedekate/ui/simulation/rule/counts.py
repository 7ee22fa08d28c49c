"""The cached door to counts of a rule: each condition is asked of the database once.

Exact; `model` rounds and hides before anything goes to the screen.
"""

import numpy as np
import streamlit as st

from pedekate.indicators.catalogue import coarse_classes
from pedekate.schema.coarse import condition_sql
from pedekate.schema.conditions import Condition
from pedekate.schema.rule import Rule
from pedekate.simulation import programs, rules
from pedekate.simulation.eligibility import UNFIT
from pedekate.simulation.rule_count import YES, Count, count
from pedekate.store import simulation_frame
from pedekate.ui import data
from pedekate.ui.simulation import runs


def counted(programme: str, rule: Rule) -> Count:
    """What a rule leaves of the register, condition by condition, exclusions and papers after."""
    mark, program = runs.mark(), programs.load(programme)
    answers = [_asked(mark, clause.condition()) for clause in rule.syarat]
    papers, struck = _standing(mark)
    barriers = []
    if program.unit_columns():
        barriers.append(("komponen", ~_paid(mark, programme)))
    for exclusion in rules.exclusions(rule, program):
        barriers.append((exclusion.alasan, _asked(mark, exclusion.syarat) == YES))
    if program.perlu_nik_sah:
        barriers.append(("dokumen_tidak_sah", ~papers))
    if program.perlu_layak_verifikasi:
        struck = struck | (_asked(mark, UNFIT) == YES)
    barriers.append(("dicoret_verifikasi", struck))
    return count(answers, barriers, families=len(papers))


def known_shares() -> dict[str, float]:
    """Column → share (0..1) of the register's families for whom a field is known."""
    return _known(runs.mark())


def _asked(mark: str, condition: Condition) -> np.ndarray:
    return _answer(mark, condition_sql(condition, coarse_classes()))


# Kept by condition, so that a move in the builder asks the database for what is new in it only;
# 96 answers of 290,000 families are 28 MB.
@st.cache_resource(show_spinner=False, max_entries=96)
def _answer(mark: str, sql: str) -> np.ndarray:
    with data.lease() as reader:
        table = simulation_frame.answers(reader, conditions={"jawaban": sql})
    return table["jawaban"].to_numpy(dtype=np.int8)


@st.cache_resource(show_spinner="Menghitung keluarga registri …", max_entries=1)
def _standing(mark: str) -> tuple[np.ndarray, np.ndarray]:
    with data.lease() as reader:
        families = simulation_frame.families(reader)
    return families["dokumen_sah"].to_numpy(bool), families["dicoret"].to_numpy(bool)


@st.cache_resource(show_spinner=False, max_entries=8)
def _paid(mark: str, programme: str) -> np.ndarray:
    program = programs.load(programme)
    columns = tuple(sorted({"jumlah_anggota"} | program.unit_columns()))
    with data.lease() as reader:
        families = simulation_frame.answers(reader, conditions={}, columns=columns)
    return programs.units(program, families) > 0


@st.cache_data(show_spinner=False, max_entries=2)
def _known(mark: str) -> dict[str, float]:
    columns = tuple(field.kolom for field in rules.catalogue().medan)
    with data.lease() as reader:
        return simulation_frame.known_shares(reader, columns)
