"""Families one wave of a source holds, and how many of them are ranked low: per area, protected."""

import numpy as np
import pandas as pd

from pedekate.disclosure import Policy, protect_shares
from pedekate.indicators.breakdown import LEVELS, area_lines
from pedekate.indicators.churn import ENTERED, LEFT

OLD, NEW = WAVES = ("lama", "baru")
_CODE_DOTS = {"kota": 2, "kecamatan": 3, "kelurahan": 4}  # parts of the code of each level


def in_wave(table: pd.DataFrame, wave: str, upto: int | None, rule: Policy) -> pd.DataFrame:
    """One wave of a pair, every area of the city.

    Args:
        table: rows of `agregat_perubahan` of one source and pair: kode_kelurahan, keadaan,
            desil_lama, desil_baru, keluarga.
        wave: "lama" or "baru". Families that stayed stand where the newer wave has them, in both.
        upto: the share of the ranked families up to this decile; None for the number of all
            families, of which every one counts.
        rule: threshold and rounding step.

    Returns:
        tingkat, kode and the columns of `disclosure.protect_shares`.
    """
    absent = ENTERED if wave == OLD else LEFT
    rows = table[table["keadaan"] != absent]
    decile = rows["desil_lama" if wave == OLD else "desil_baru"].to_numpy(float, na_value=np.nan)
    families = rows["keluarga"].to_numpy()
    ranked = ~np.isnan(decile)
    # A missing decile compares as false.
    low = ranked & (decile <= upto) if upto else np.ones(len(rows), dtype=bool)
    base = ranked if upto else low
    cells = pd.DataFrame(
        {"kode": rows["kode_kelurahan"].to_numpy(), "pembilang": families * low,
         "penyebut": families * base, "tak_diketahui": families * ~base}
    )  # fmt: skip
    exact = pd.concat([_level(cells, level) for level in LEVELS], ignore_index=True)
    exact["keluarga_pembilang"] = exact["pembilang"]
    exact["keluarga_lainnya"] = exact["penyebut"] - exact["pembilang"]
    return protect_shares(exact, area_lines(exact), rule, persons=False)


def _level(cells: pd.DataFrame, level: str) -> pd.DataFrame:
    codes = cells["kode"].str.split(".").str[: _CODE_DOTS[level]].str.join(".")
    sums = cells.drop(columns="kode").groupby(codes, sort=True).sum().astype("int64")
    return sums.rename_axis("kode").reset_index().assign(tingkat=level)
