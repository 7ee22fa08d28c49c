"""How far field verification has come, which kelurahan are due, and who has how much to do."""

import datetime as dt
from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

_DAYS_PER_MONTH = 365.25 / 12


def progress_by_kelurahan(
    frame: pd.DataFrame, target: np.ndarray, current: np.ndarray
) -> pd.DataFrame:
    """Families to verify and those with a verdict in force.

    Args:
        frame: kode_kelurahan, tanggal (NaT: no verdict).
        target, current: (n,) bool, families verification is about; verdict still in force.

    Returns:
        kode (kelurahan), sasaran, terverifikasi, putusan_terakhir (NaT: never); exact counts.
    """
    base = pd.DataFrame(
        {
            "kode": frame["kode_kelurahan"].to_numpy(),
            "sasaran": target.astype(int),
            "terverifikasi": (target & current).astype(int),
            "putusan_terakhir": pd.to_datetime(frame["tanggal"]).to_numpy(),
        }
    )
    return (
        base.groupby("kode")
        .agg({"sasaran": "sum", "terverifikasi": "sum", "putusan_terakhir": "max"})
        .reset_index()
    )


def verdict_counts(verdicts: pd.Series, order: Sequence[str]) -> pd.DataFrame:
    """Families per latest verdict, their total first: hasil ("semua", then `order`), keluarga.

    Args:
        verdicts: (n,) latest verdict of every family; missing: none.
    """
    counts = verdicts.value_counts().reindex(list(order)).fillna(0).astype(int)
    return pd.DataFrame(
        {"hasil": ["semua", *order], "keluarga": [int(counts.sum()), *counts.tolist()]}
    )


def months_overdue(last: pd.Series, today: dt.date, rhythm: int) -> pd.Series:
    """Whole months since a meeting was due; 0 when it is not, <NA> when there never was one.

    Args:
        last: (n,) date of the last verdict.
        rhythm: months between two meetings at most.
    """
    months = (pd.Timestamp(today) - pd.to_datetime(last)).dt.days / _DAYS_PER_MONTH - rhythm
    return pd.Series(np.ceil(months.clip(lower=0).to_numpy()), index=last.index).astype("Int64")


def workload(progress: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """Open families per officer in each kelurahan.

    Args:
        progress: kode, penyebut (families to verify), pembilang (verified; both <NA> where hidden).
        roster: peran, kode_kelurahan, jumlah: officers who work in one kelurahan.

    Returns:
        kode, petugas, belum (families), beban (families per officer; NaN without an officer).
    """
    officers = roster.groupby("kode_kelurahan")["jumlah"].sum()
    table = progress[["kode"]].copy()
    table["petugas"] = table["kode"].map(officers).fillna(0).astype(int)
    table["belum"] = (progress["penyebut"] - progress["pembilang"]).to_numpy()
    people = table["petugas"].where(table["petugas"] > 0)
    table["beban"] = table["belum"].astype("Float64") / people.astype("Float64")
    return table


def surely_largest(known: pd.Series, at_most: pd.Series) -> Hashable | None:
    """Index of the largest value, when no hidden one can be larger; else None.

    Args:
        known: (n,) values, <NA> where hidden.
        at_most: (n,) what a hidden value cannot exceed, same index.
    """
    values, limits = known.astype("Float64"), at_most.astype("Float64")
    if values.isna().all():
        return None
    best = values.idxmax()
    hidden = limits[values.isna()]
    return None if (hidden > values[best]).any() or hidden.isna().any() else best
