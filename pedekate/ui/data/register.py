"""Families of the register by source and decile, and who receives which programme, protected."""

import pandas as pd
import streamlit as st

from pedekate.disclosure import policy
from pedekate.indicators import coverage
from pedekate.store import queries
from pedekate.ui.data.city import CITY, all_areas
from pedekate.ui.data.door import ask, mark


def families_by_decile(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_decile`; one area."""
    return _protected(mark(), "registri_desil", kode)


def families_by_source(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_source`; one area."""
    return _protected(mark(), "registri_sumber", kode)


def families_by_overlap(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_overlap`; one area."""
    return _protected(mark(), "registri_tumpang", kode)


def coverage_by_decile(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.coverage_by_decile`; one area."""
    return _protected(mark(), "cakupan_desil", kode)


def recipients_on_lists(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.recipients_on_lists`; one area."""
    return _protected(mark(), "penerima_daftar", kode)


def programme_overlap(kode: str = CITY, *, desil_maks: int) -> pd.DataFrame:
    """See `indicators.coverage.programme_overlap`; families up to a decile (11 = all)."""
    return _overlap(mark(), kode, desil_maks)


def coverage_by_area(program: str, *, desil_maks: int, counted: str) -> pd.DataFrame:
    """See `indicators.coverage.coverage_by_area`; with the names of the areas."""
    table = _coverage(mark(), program, desil_maks, counted)
    return all_areas().merge(table, on=["tingkat", "kode"], how="left")


_PROTECTORS = {
    "registri_desil": coverage.families_by_decile,
    "registri_sumber": coverage.families_by_source,
    "registri_tumpang": coverage.families_by_overlap,
    "cakupan_desil": coverage.coverage_by_decile,
    "penerima_daftar": coverage.recipients_on_lists,
}


@st.cache_data(show_spinner=False, max_entries=256)
def _protected(key: str, name: str, kode: str) -> pd.DataFrame:
    return _PROTECTORS[name](ask(getattr(queries, name), kode=kode), policy())


@st.cache_data(show_spinner=False, max_entries=64)
def _overlap(key: str, kode: str, desil_maks: int) -> pd.DataFrame:
    table = ask(queries.tumpang_program, kode=kode, desil_maks=desil_maks)
    return coverage.programme_overlap(table, policy())


@st.cache_data(show_spinner=False, max_entries=64)
def _coverage(key: str, program: str, desil_maks: int, counted: str) -> pd.DataFrame:
    table = ask(queries.cakupan_wilayah, program=program, desil_maks=desil_maks)
    return coverage.coverage_by_area(table, policy(), counted=counted)
