"""How records of different sources were linked, protected; examples hold nobody's data."""

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.disclosure import policy
from pedekate.indicators import agreement
from pedekate.store import queries
from pedekate.store.connection import KEBENARAN, open_reader
from pedekate.store.gate import file_mark
from pedekate.ui.data.city import CITY
from pedekate.ui.data.door import ask, mark


def links_by_method(kode: str = CITY, *, unit: str) -> pd.DataFrame:
    """See `indicators.agreement.links_by_method`; one area."""
    return _links(mark(), kode, unit)


def link_thresholds() -> pd.DataFrame:
    """See `indicators.agreement.thresholds`; the whole city."""
    return _thresholds(mark(), file_mark(config.gudang_dir() / KEBENARAN) or "")


def link_model() -> pd.DataFrame:
    """m, u and weight of every comparison level."""
    return _once(mark(), "model_padanan")


def link_examples() -> pd.DataFrame:
    """Example pairs step by step: keadaan, sumber_a, sumber_b, peluang, pembanding, tingkat,
    bobot."""
    return _once(mark(), "contoh_pasangan")


@st.cache_data(show_spinner=False, max_entries=128)
def _links(key: str, kode: str, unit: str) -> pd.DataFrame:
    return agreement.links_by_method(ask(queries.padanan, kode=kode), policy(), unit=unit)


@st.cache_data(show_spinner=False, max_entries=4)
def _thresholds(key: str, truth: str) -> pd.DataFrame:
    scores = None
    if truth:
        # Read once and closed: an open connection would keep the old file alive after a swap.
        with open_reader(config.gudang_dir() / KEBENARAN) as reader:
            scores = queries.nilai_ambang(reader)
    return agreement.thresholds(ask(queries.ambang), scores, policy())


@st.cache_data(show_spinner=False, max_entries=4)
def _once(key: str, name: str) -> pd.DataFrame:
    return ask(getattr(queries, name))
