"""One indicator by two groupings at once, protected with everything already published of it."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from pedekate.disclosure import Line, Policy, protect_shares
from pedekate.indicators.breakdown import NOT_KNOWN, area_lines

ALL = "semua"
_LEVELS = {"kota": 0, "kecamatan": 1}
_AREA = ["tingkat", "kode"]


def published_cross(
    cells: pd.DataFrame,
    margins: pd.DataFrame,
    shown: pd.DataFrame,
    rule: Policy,
    *,
    persons: bool,
    floor: int,
) -> pd.DataFrame:
    """Protected cells of two groupings in the city and its kecamatan, margins included.

    Args:
        cells: tingkat, kode, kelas_a, kelas_b and the five exact counts.
        margins: exact rows of `agregat_indikator` of the same indicator and areas; kelompok is
            "semua", "a" or "b".
        shown: the same margins as published (`breakdown.published`): what is hidden there stays
            hidden here, and no sum of cells gives it away.
        rule: threshold and rounding step.
        floor: known units below which a cell gets no share.

    Returns:
        tingkat, kode, kelas_a, kelas_b ("semua" in the margins) and the columns of
        `disclosure.protect_shares`.
    """
    table = _together(cells, margins)
    lines = _lines(table)
    keys = [*_AREA, "kelas_a", "kelas_b"]
    known = table[keys].merge(_keyed(shown), on=keys, how="left")
    hidden, no_base = (
        (known[name].isna() & known["disembunyikan"].eq(True)).to_numpy()
        for name in ("pembilang", "penyebut")
    )
    result = protect_shares(table, lines, rule, persons=persons, before=(hidden, no_base))
    result["nilai"] = result["nilai"].clip(upper=1.0)
    inner = (result["kelas_a"] != ALL) & (result["kelas_b"] != ALL)
    thin = inner & result["nilai"].notna() & (table["penyebut"] < floor).to_numpy()
    result.loc[thin, "keterangan"] = f"penyebut kurang dari {floor}"
    result.loc[thin, "nilai"] = np.nan
    return result


def _together(cells: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """Totals, margins of a, margins of b, cells: parents before children, in a fixed order."""
    sides = _keyed(margins)
    first = (sides["kelas_a"] != ALL).astype(int) + 2 * (sides["kelas_b"] != ALL)
    parts = [sides.assign(_urut=first), cells.assign(_urut=3)]
    table = pd.concat(parts, ignore_index=True)
    table["_tingkat"] = table["tingkat"].map(_LEVELS)
    order = ["_urut", "_tingkat", "kode", "kelas_a", "kelas_b"]
    table = table.sort_values(order, kind="stable", ignore_index=True)
    return table.drop(columns=["_urut", "_tingkat"])


def _keyed(margins: pd.DataFrame) -> pd.DataFrame:
    """Margins with kelas_a and kelas_b in place of kelompok and kelas."""
    side = margins["kelompok"]
    return margins.assign(
        kelas_a=margins["kelas"].where(side == "a", ALL),
        kelas_b=margins["kelas"].where(side == "b", ALL),
    ).drop(columns=["kelompok", "kelas", "indikator"], errors="ignore")


def _lines(table: pd.DataFrame) -> list[Line]:
    """Every sum a reader could form: areas, margins to the total, cells to both margins."""
    at = {
        (row.kode, row.kelas_a, row.kelas_b): row.Index
        for row in table[["kode", "kelas_a", "kelas_b"]].itertuples()
    }
    totals = table[(table["kelas_a"] == ALL) & (table["kelas_b"] == ALL)]
    lines = area_lines(totals)
    for code in totals["kode"]:
        inside = [(a, b) for area, a, b in at if area == code]
        lines += _inside(at, code, inside)
    for key, same in table.groupby(["kelas_a", "kelas_b"], sort=False):
        if key != (ALL, ALL) and not set(key) & set(NOT_KNOWN):
            lines += area_lines(same, rounds=False)
    return lines


def _inside(
    at: dict[tuple[str, str, str], int], code: str, inside: list[tuple[str, str]]
) -> list[Line]:
    def line(parts: Iterable[tuple[str, str]], total: tuple[str, str], rounds: bool) -> Line:
        parts = list(parts)
        return Line(
            parts=tuple(at[code, *one] for one in parts), total=at[code, *total], rounds=rounds,
            exempt=tuple(at[code, *one] for one in parts if set(one) & set(NOT_KNOWN)),
        )  # fmt: skip

    rows = [a for a, b in inside if b == ALL and a != ALL]
    columns = [b for a, b in inside if a == ALL and b != ALL]
    cells = [(a, b) for a, b in inside if ALL not in (a, b)]
    lines = [
        line([(a, ALL) for a in rows], (ALL, ALL), True),
        line([(ALL, b) for b in columns], (ALL, ALL), True),
    ]
    lines += [line([c for c in cells if c[0] == a], (a, ALL), True) for a in rows]
    return lines + [line([c for c in cells if c[1] == b], (ALL, b), False) for b in columns]
