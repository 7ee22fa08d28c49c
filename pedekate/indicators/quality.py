"""Data quality as it may be published: shares of good rows, rules, age of the data. Pure."""

import datetime as dt

import pandas as pd

from pedekate.disclosure import Policy, protect_shares
from pedekate.indicators.breakdown import LEVELS, area_lines

FILE = ["sumber", "jenis", "tanggal_data"]
UNPLACED = ".tanpa"
VALUES = ["nilai", "pembilang", "penyebut", "tak_diketahui", "disembunyikan", "keterangan"]


def published_dimensions(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Share of good rows of every area, source, data date and dimension.

    Args:
        table: rows of `queries.mutu`, every area.
        rule: threshold (families) and rounding step (rows).

    Returns:
        tingkat, kode, sumber, jenis, tanggal_data, dimensi, nilai (0..1; NaN when hidden or nothing
        could be judged), pembilang = good rows, penyebut = good and bad rows, tak_diketahui = rows
        not to be judged, disembunyikan, keterangan. Kelurahan and the rows without one add up to
        the city.
    """
    ready = table.assign(
        pembilang=table["baik"],
        penyebut=table["baik"] + table["buruk"],
        keluarga_pembilang=table["keluarga_baik"],
        keluarga_lainnya=table["keluarga_buruk"],
    )
    return _protected(ready, [*FILE, "dimensi"], rule)


def published_rules(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Share of a file's rows that a rule refused or flagged, for every area.

    Args:
        table: rows of `queries.mutu_aturan`, every area.

    Returns:
        tingkat, kode, sumber, jenis, tanggal_data, aturan, dimensi, keparahan, pesan and the value
        columns: pembilang = rows the rule is about, penyebut = all rows of the file.
    """
    ready = table.assign(
        pembilang=table["baris"],
        penyebut=table["baris_semua"],
        tak_diketahui=0,
        keluarga_pembilang=table["keluarga"],
        keluarga_lainnya=(table["keluarga_semua"] - table["keluarga"]).clip(lower=0),
    )
    return _protected(ready, [*FILE, "aturan", "dimensi", "keparahan", "pesan"], rule)


def freshness(files: pd.DataFrame, limits: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Age of every file kind's newest data against the limit of its source.

    Args:
        files: sumber, jenis, tanggal_data (missing = unknown); other columns are ignored.
        limits: rows of `queries.mutu_kesegaran`.
        today: the day from which the age is counted.

    Returns:
        sumber, jenis, tanggal_data, umur_hari, batas_hari, mutakhir (True, False, or <NA> when the
        date is unknown or the source has no limit).
    """
    newest = files.groupby(["sumber", "jenis"], as_index=False)["tanggal_data"].max()
    table = newest.merge(limits[["sumber", "batas_hari"]], on="sumber", how="left")
    days = pd.to_datetime(table["tanggal_data"])
    table["umur_hari"] = (pd.Timestamp(today) - days).dt.days.astype("Int64")
    table["batas_hari"] = table["batas_hari"].astype("Int64")
    table["mutakhir"] = table["umur_hari"] <= table["batas_hari"]
    return table


def latest(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of each file kind's newest data date (an unknown date counts as the oldest)."""
    key = pd.to_datetime(table["tanggal_data"]).fillna(pd.Timestamp.min)
    newest = key.groupby([table["sumber"], table["jenis"]]).transform("max")
    return table[key == newest].reset_index(drop=True)


def _protected(table: pd.DataFrame, keys: list[str], rule: Policy) -> pd.DataFrame:
    level = table["tingkat"].map({name: i for i, name in enumerate(LEVELS)})
    table = table.assign(_urut=level).sort_values([*keys, "_urut", "kode"], kind="stable")
    kept = ["tingkat", "kode", *keys]
    needed = ["pembilang", "penyebut", "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya"]
    parts = []
    for _, same in table.groupby(keys, sort=False, dropna=False):
        rows = same[[*kept, *needed]].reset_index(drop=True)
        parts.append(protect_shares(rows, area_lines(rows), rule, persons=False))
    if not parts:
        return pd.DataFrame(columns=[*kept, *VALUES])
    return pd.concat(parts, ignore_index=True)[[*kept, *VALUES]]
