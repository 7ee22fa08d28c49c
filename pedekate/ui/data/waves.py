"""Dated waves of the sources and what changed between them, protected."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.disclosure import policy
from pedekate.indicators import churn, duration, wave_shares
from pedekate.store import queries
from pedekate.ui.data.city import CITY, areas
from pedekate.ui.data.door import ask, mark


@dataclass(frozen=True, slots=True, kw_only=True)
class WavePair:
    """Two consecutive waves of one source; `ke` is the place of the newer one, 1 = current."""

    sumber: str
    ke: int
    lama: dt.date | None
    baru: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Tables of `indicators.churn` for one pair of waves and one area.

    What `per_wilayah` hides stays hidden in `ringkas` too. A kelurahan has the states only, no
    moves between deciles (`matriks` empty): small cells of its neighbours would follow by
    subtraction.
    `per_wilayah` has one row per kelurahan of the area: kode, nama, nama_kecamatan, tetap, masuk,
    keluar (Int64, <NA> when hidden) and keterangan, why something is hidden.
    """

    ringkas: pd.DataFrame
    matriks: pd.DataFrame
    per_wilayah: pd.DataFrame


def wave_pairs() -> list[WavePair]:
    """Every pair that can be compared, by source and from the newest."""
    table = _waves(mark())
    found = []
    for source, rows in table.groupby("sumber", sort=False):
        days = [None if pd.isna(d) else pd.Timestamp(d).date() for d in rows["tanggal_data"]]
        pairs = zip(rows["ke"], days, days[1:], strict=False)
        found += [WavePair(sumber=source, ke=int(ke), lama=a, baru=b) for ke, b, a in pairs]
    return found


def source_days() -> dict[str, dt.date | None]:
    """Data date of the wave in force, by source."""
    table = _waves(mark())
    current = table[table["ke"] == 1]
    return {
        row.sumber: None if pd.isna(row.tanggal_data) else pd.Timestamp(row.tanggal_data).date()
        for row in current.itertuples()
    }


def changes(pair: WavePair, kode: str = CITY) -> Changes:
    """What changed between the two waves in one area."""
    return _changes(mark(), pair.sumber, pair.ke, kode)


def wave_rows(pair: WavePair, wave: str, upto: int | None) -> pd.DataFrame:
    """One wave of a pair in every area, indexed by kode; see `indicators.wave_shares.in_wave`.

    Args:
        wave: "lama" or "baru".
        upto: families up to this decile among the ranked; None for all families.
    """
    return _wave_rows(mark(), pair.sumber, pair.ke, wave, upto)


def programme_changes(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.churn.programme_changes`; city or kecamatan, empty for a kelurahan."""
    return pd.DataFrame() if _is_kelurahan(kode) else _programmes(mark(), kode)


@st.cache_data(show_spinner=False, max_entries=64)
def _wave_rows(key: str, source: str, place: int, wave: str, upto: int | None) -> pd.DataFrame:
    table = ask(queries.perubahan, sumber=source, ke=place, kode=CITY)
    return wave_shares.in_wave(table, wave, upto, policy()).set_index("kode", drop=False)


def payment_lists() -> pd.DataFrame:
    """See `indicators.duration.lists`; empty when no payment list is loaded."""
    return duration.lists(_receipt_rows(mark()))


def receipt_duration(limits: Mapping[str, int | None], kode: str = CITY) -> pd.DataFrame:
    """See `indicators.duration.receipt`; one area (city or kecamatan)."""
    table = _receipt(mark(), tuple(limits.items()))
    return table[table["kode"] == kode].reset_index(drop=True)


@st.cache_data(show_spinner=False, max_entries=2)
def _receipt_rows(key: str) -> pd.DataFrame:
    return ask(queries.penerimaan)


@st.cache_data(show_spinner=False, max_entries=4)
def _receipt(key: str, limits: tuple[tuple[str, int | None], ...]) -> pd.DataFrame:
    return duration.receipt(_receipt_rows(key), dict(limits), policy())


@st.cache_data(show_spinner=False, max_entries=4)
def _waves(key: str) -> pd.DataFrame:
    return ask(queries.gelombang)


@st.cache_data(show_spinner=False, max_entries=64)
def _changes(key: str, source: str, place: int, kode: str) -> Changes:
    everywhere = ask(queries.perubahan, sumber=source, ke=place, kode=CITY)
    inside = everywhere[(everywhere["kode_kelurahan"] + ".").str.startswith(f"{kode}.")]
    # Areas are protected together, whatever is looked at: one sum over all of them.
    protected = churn.by_area(everywhere, policy())
    wide = _wide(protected)
    named = areas("kelurahan").merge(wide, on="kode", how="left")
    named = named[(named["kode"] + ".").str.startswith(f"{kode}.")].reset_index(drop=True)
    summary = _as_hidden(churn.summary(inside, policy()), protected[protected["kode"] == kode])
    matrix = churn.decile_matrix(inside, policy())
    if _is_kelurahan(kode):
        summary, matrix = summary[summary["kelas"].isin(churn.STATES)], matrix.iloc[:0]
    return Changes(ringkas=summary, matriks=matrix, per_wilayah=named)


def _is_kelurahan(kode: str) -> bool:
    return kode.count(".") == 3


def _as_hidden(summary: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """The summary of one area, hiding what its row in the table of all areas hides."""
    reasons = area[area["disembunyikan"]].set_index("kelas")["keterangan"]
    more = summary["kelas"].isin(reasons.index) & ~summary["disembunyikan"]
    summary.loc[more, "keterangan"] = summary.loc[more, "kelas"].map(reasons)
    summary.loc[more, ["keluarga", "individu"]] = pd.NA
    return summary.assign(disembunyikan=summary["disembunyikan"] | more)


def _wide(table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["tingkat"] == "kelurahan"]
    counts = rows.pivot(index="kode", columns="kelas", values="keluarga")
    # "(<10)" says more than "pelindung", and sorts before it.
    reasons = rows[rows["keterangan"] != ""].groupby("kode")["keterangan"].min()
    return counts.join(reasons).reset_index()


@st.cache_data(show_spinner=False, max_entries=64)
def _programmes(key: str, kode: str) -> pd.DataFrame:
    return churn.programme_changes(ask(queries.perubahan_program, kode=kode), policy())
