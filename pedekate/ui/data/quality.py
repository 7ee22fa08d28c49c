"""Quality of the loaded files, protected; the rows behind a number for those who may see them."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.access import vault
from pedekate.disclosure import policy
from pedekate.indicators import quality
from pedekate.schema.quality import Dimension, load
from pedekate.store import queries
from pedekate.ui.access import may, session
from pedekate.ui.data.city import CITY, areas
from pedekate.ui.data.door import ask, mark

MOST_ROWS = 500


@lru_cache
def dimensions() -> tuple[Dimension, ...]:
    """The dimensions of data quality with their definitions, in display order."""
    return load(config.DATA / "mutu" / "dimensi.toml").dimensi


def quality_matrix(kode: str) -> pd.DataFrame:
    """Newest data of every file kind in one area; see `indicators.quality.published_dimensions`."""
    rows = _newest(mark())
    return rows[rows["kode"] == kode].reset_index(drop=True)


def quality_by_kelurahan(sumber: str, jenis: str, dimensi: str) -> pd.DataFrame:
    """One row per kelurahan that the newest file names, with kode, nama and the value columns."""
    rows = _newest(mark())
    same = (rows["sumber"] == sumber) & (rows["jenis"] == jenis) & (rows["dimensi"] == dimensi)
    return areas("kelurahan").merge(rows[same], on="kode", how="inner")


def quality_trend(sumber: str, jenis: str, kode: str) -> pd.DataFrame:
    """Every data date of one file kind in one area, oldest first, unknown date last."""
    rows = _published(mark())
    same = (rows["sumber"] == sumber) & (rows["jenis"] == jenis) & (rows["kode"] == kode)
    return rows[same].sort_values("tanggal_data", kind="stable").reset_index(drop=True)


def quality_rules(kode: str) -> pd.DataFrame:
    """Rules that refused or flagged rows of the newest data in one area, most rows first."""
    rows = _newest_rules(mark())
    rows = rows[(rows["kode"] == kode) & (rows["pembilang"].fillna(1) > 0)]
    return rows.sort_values("pembilang", ascending=False, kind="stable").reset_index(drop=True)


def quality_freshness() -> pd.DataFrame:
    """Age of every file kind's data today; see `indicators.quality.freshness`."""
    rows = _published(mark())
    limits = _limits(mark())
    return quality.freshness(rows, limits, config.today())


def may_see_rows() -> bool:
    """Whether the role may see which rows are behind a number."""
    return may("baris")


def quality_rows(sumber: str, jenis: str, aturan: str, kode: str) -> pd.DataFrame:
    """The rows behind a number of the newest data: berkas, baris, aturan, kode_kelurahan,
    id_keluarga; at most 500.

    Raises:
        AccessError: the role may not.
        StoreError: identitas.duckdb is missing, or the look cannot be logged.
    """
    rows = _newest(mark())
    same = rows[(rows["sumber"] == sumber) & (rows["jenis"] == jenis)]
    day = same["tanggal_data"].max()
    day = None if pd.isna(day) else day
    # Not cached: every look at single rows is one opening of the identity database.
    return vault.file_rows(
        config.gudang_dir(), session(), sumber=sumber, jenis=jenis, tanggal_data=day,
        aturan=aturan, kode=None if kode == CITY else kode, most=MOST_ROWS,
    )  # fmt: skip


# Resources, not data: read by several blocks at every rerun, never written into.
@st.cache_resource(show_spinner="Menilai mutu data …", max_entries=2)
def _published(key: str) -> pd.DataFrame:
    return quality.published_dimensions(ask(queries.mutu), policy())


@st.cache_resource(show_spinner=False, max_entries=2)
def _newest(key: str) -> pd.DataFrame:
    return quality.latest(_published(key))


@st.cache_resource(show_spinner="Menilai mutu data …", max_entries=2)
def _newest_rules(key: str) -> pd.DataFrame:
    return quality.latest(quality.published_rules(ask(queries.mutu_aturan), policy()))


@st.cache_data(show_spinner=False, max_entries=4)
def _limits(key: str) -> pd.DataFrame:
    return ask(queries.mutu_kesegaran)
