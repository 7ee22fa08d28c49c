"""Indicators of outside tables, protected; their own badge, date and source travel with them."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.disclosure import policy
from pedekate.errors import ConfigError
from pedekate.indicators import external
from pedekate.indicators.external import ExternalMeasure
from pedekate.store import queries
from pedekate.ui.data.city import all_areas
from pedekate.ui.data.door import ask, mark

SEPARATOR = "__"


@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """What a page needs of an outside indicator beyond what every measure has.

    Attributes:
        bentuk: "persen", "jumlah" or "angka"; see `indicators.external`.
        satuan: unit of the value: "persen", what is counted, or the unit of a plain number.
        tingkat: finest level the table gives; below it there is nothing to show.
        berkas: files it came from.
    """

    bentuk: str
    satuan: str
    tingkat: str
    berkas: tuple[str, ...]


def external_measures() -> tuple[ExternalMeasure, ...]:
    """Every outside indicator of the loaded tables, in the order of the book."""
    return tuple(_loaded(mark()))


def is_external(indicator: str) -> bool:
    """Whether an id names an outside indicator."""
    return SEPARATOR in indicator


def external_rows(indicator: str) -> pd.DataFrame:
    """Every area's figure of one outside indicator, indexed by kode; see `external.published`.

    Raises:
        ConfigError: no such indicator is loaded.
    """
    tables = _published(mark())
    if indicator not in tables:
        raise ConfigError(f"Indikator '{indicator}' tidak ada di tabel yang dimuat.")
    return tables[indicator]


@st.cache_data(show_spinner=False, max_entries=4)
def _loaded(key: str) -> list[ExternalMeasure]:
    return external.measures(ask(queries.agregat_luar), external.book())


# A resource, not data: read by every page, written by none.
@st.cache_resource(show_spinner=False, max_entries=2)
def _published(key: str) -> dict[str, pd.DataFrame]:
    rows, places, rule = ask(queries.agregat_luar), all_areas(), policy()
    return {
        m.id: external.published(rows, m, places, rule).set_index("kode", drop=False)
        for m in _loaded(key)
    }
