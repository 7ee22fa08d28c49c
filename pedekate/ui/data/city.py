"""What the data are: marks, dates, files and areas."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.parameters.official import latest
from pedekate.store import queries
from pedekate.ui.data.door import ask, mark

CITY = "35.73"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the data are: the top bar and every source line say it.

    `mode` is "registri", or "agregat" when no by-name file is loaded, only tables per area.
    """

    sintetis: bool
    mode: str = "registri"
    tanggal_registri: dt.date | None
    sidik_jari: str
    tahun_resmi: int
    periode_agregat: str = ""

    @property
    def has_families(self) -> bool:
        return self.mode != "agregat"


def status() -> Status:
    """Synthetic or not, date of the register, fingerprint, year of the latest official figure."""
    return _status(mark())


@st.cache_data(show_spinner=False, max_entries=4)
def _status(key: str) -> Status:
    facts = _facts(key)
    day = facts.get("tanggal_registri")
    return Status(
        sintetis=facts.get("sintetis") == "ya",
        mode=facts.get("mode", "registri"),
        tanggal_registri=dt.date.fromisoformat(day) if day else None,
        sidik_jari=facts.get("sidik_jari", ""),
        periode_agregat=facts.get("periode_agregat", ""),
        tahun_resmi=int(latest("P0_persentase_penduduk_miskin")["tahun"]),
    )


def files() -> pd.DataFrame:
    """One row per loaded file, with its data date and its balance of rows."""
    return _once(mark(), "berkas")


def rejections() -> pd.DataFrame:
    """Rows refused or flagged, counted per file and rule."""
    return _once(mark(), "penolakan")


def score_model() -> pd.DataFrame:
    """Coefficients of the needs score: peubah, koefisien, galat_baku."""
    return _once(mark(), "model_skor")


def facts() -> dict[str, str]:
    """Everything the database says about itself (table `meta`)."""
    return _facts(mark())


def all_areas() -> pd.DataFrame:
    """City, kecamatan and kelurahan in one table: `areas` with the column tingkat in front."""
    return _areas(mark())


def areas(tingkat: str) -> pd.DataFrame:
    """Areas of one level, sorted by code: kode, nama, kode_kecamatan, nama_kecamatan."""
    table = all_areas()
    return table[table["tingkat"] == tingkat].drop(columns="tingkat").reset_index(drop=True)


@st.cache_data(show_spinner=False, max_entries=4)
def _facts(key: str) -> dict[str, str]:
    return ask(queries.keterangan)


@st.cache_data(show_spinner=False, max_entries=12)
def _once(key: str, name: str) -> pd.DataFrame:
    return ask(getattr(queries, name))


@st.cache_data(show_spinner=False, max_entries=4)
def _areas(key: str) -> pd.DataFrame:
    return ask(queries.wilayah)
