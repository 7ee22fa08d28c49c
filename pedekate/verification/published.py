"""Progress of verification as it may be published, in every area at once. Pure."""

import datetime as dt

import pandas as pd

from pedekate.disclosure import Policy, protect_shares
from pedekate.indicators.coverage import area_lines
from pedekate.verification.progress import months_overdue

_LEVELS = {"kota": 5, "kecamatan": 8, "kelurahan": 13}


def published_progress(
    table: pd.DataFrame, rule: Policy, *, today: dt.date, rhythm: int
) -> pd.DataFrame:
    """Families to verify and those with a verdict in force, per area of every level.

    Args:
        table: see `progress.progress_by_kelurahan`.
        today: the day from which a meeting is overdue.
        rhythm: months between two meetings at most.

    Returns:
        tingkat, kode, the columns of `protect_shares` (pembilang: verified, penyebut: to verify),
        putusan_terakhir (NaT: never) and terlambat (months overdue, <NA>: never).
    """
    levels = []
    for level, length in _LEVELS.items():
        grouped = table.groupby(table["kode"].str[:length])
        sums = grouped.agg({"sasaran": "sum", "terverifikasi": "sum", "putusan_terakhir": "max"})
        levels.append(sums.reset_index().assign(tingkat=level))
    every = pd.concat(levels, ignore_index=True)
    part, whole = (every[name].astype("int64") for name in ("terverifikasi", "sasaran"))
    counts = every[["tingkat", "kode"]].assign(
        pembilang=part, penyebut=whole, tak_diketahui=0,
        keluarga_pembilang=part, keluarga_lainnya=whole - part,
    )  # fmt: skip
    shown = protect_shares(counts, area_lines(counts), rule, persons=False)
    return shown.drop(columns="tak_diketahui").assign(
        putusan_terakhir=every["putusan_terakhir"],
        terlambat=months_overdue(every["putusan_terakhir"], today, rhythm),
    )
