"""Published figures of Kota Malang (`data/rujukan/indikator_kota.csv`), marks and sources kept."""

from functools import lru_cache

import pandas as pd

from pedekate import config

DOUBTFUL = "meragukan"
CITY = "Kota Malang"


@lru_cache
def _figures() -> pd.DataFrame:
    table = pd.read_csv(config.RUJUKAN / "indikator_kota.csv", dtype={"nilai": str})
    table["tahun"] = table["tahun"].astype("Int64")
    return table


def figures(indicator: str | None = None, *, area: str = CITY) -> pd.DataFrame:
    """Every published figure of `area`, doubtful ones included with their mark.

    Returns:
        Columns indikator, wilayah, tahun, nilai (text as published), satuan, mutu, sumber_url,
        catatan; one row per figure as published.
    """
    table = _figures()
    table = table[table["wilayah"] == area]
    return table if indicator is None else table[table["indikator"] == indicator]


def series(indicator: str, *, area: str = CITY) -> pd.DataFrame:
    """A published series fit to be drawn as a line: one row per year, sorted.

    Doubtful figures ("meragukan") are left out: they may be shown beside the line with their mark,
    never inside it. Derived ones ("turunan") stay, marked in `mutu`. A year without a figure has
    no row, so the line must break there.

    Returns:
        Columns tahun (int), nilai (float), satuan, mutu, sumber_url, catatan.
    """
    table = figures(indicator, area=area)
    table = table[(table["mutu"] != DOUBTFUL) & table["tahun"].notna()].copy()
    table["nilai"] = table["nilai"].astype(float)
    table["tahun"] = table["tahun"].astype(int)
    columns = ["tahun", "nilai", "satuan", "mutu", "sumber_url", "catatan"]
    return table.sort_values("tahun", kind="stable")[columns].reset_index(drop=True)


def latest(indicator: str, *, area: str = CITY) -> pd.Series:
    """Newest row of `series`.

    Raises:
        KeyError: no figure fit for use is known.
    """
    table = series(indicator, area=area)
    if table.empty:
        raise KeyError(indicator)
    return table.iloc[-1]
