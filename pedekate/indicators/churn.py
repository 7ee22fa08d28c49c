"""Families between two waves of a source, as they may be published: pure, one function per table.

All take rows of `agregat_perubahan` for one source and one pair of waves: kode_kelurahan, keadaan
("tetap", "masuk", "keluar"), desil_lama, desil_baru (missing = not ranked), keluarga, individu.
"""

import numpy as np
import pandas as pd

from pedekate.disclosure import Line, Policy, protect_counts, round_half_up
from pedekate.indicators.breakdown import class_lines

STAYED, ENTERED, LEFT = STATES = ("tetap", "masuk", "keluar")
# How a family that stayed moved: towards decile 1, away from it, not at all, or one rank unknown.
POORER, RICHER, SAME, UNRANKED = MOVES = ("turun", "naik", "sama", "tanpa_desil")
ALL = "semua"
# Programmes look at deciles 1–5 one by one; above them the place matters less.
GROUPS = ("1", "2", "3", "4", "5", "6-10", UNRANKED)
_LAST_SINGLE = 5


def summary(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families that stayed, entered, left, and how the decile of the stayed moved.

    Returns:
        kelas (`STATES`, `MOVES`), keluarga, individu (Int64, <NA> when hidden; persons
        rounded by themselves), disembunyikan, keterangan.
    """
    before, after = _ranks(table["desil_lama"]), _ranks(table["desil_baru"])
    move = np.select(
        [np.isnan(before) | np.isnan(after), after < before, after > before],
        [UNRANKED, POORER, RICHER],
        SAME,
    )
    classes = (ALL, *STATES, *MOVES)
    masks = [
        np.ones(len(table), dtype=bool),
        *(table["keadaan"] == state for state in STATES),
        *((table["keadaan"] == STAYED) & (move == kind) for kind in MOVES),
    ]
    counts = [table.loc[mask, ["keluarga", "individu"]].sum() for mask in masks]
    rows = pd.DataFrame(counts).astype("int64").assign(kelas=classes).reset_index(drop=True)
    # Entered and left must be the same numbers as the totals of `decile_matrix`.
    lines = [
        Line(parts=(1, 2, 3), total=0, rounds=False),
        Line(parts=(4, 5, 6, 7), total=1, exempt=(7,)),
    ]
    shown = protect_counts(rows[["kelas", "keluarga", "individu"]], "keluarga", lines, rule)
    persons = pd.array([round_half_up(n, rule.step) for n in rows["individu"]], dtype="Int64")
    persons[shown["disembunyikan"].to_numpy()] = pd.NA
    return shown.assign(individu=persons).iloc[1:].reset_index(drop=True)


def decile_matrix(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families by decile group before (rows) and after (columns).

    Returns:
        dari (`GROUPS` or "masuk"), ke (`GROUPS` or "keluar"; `ALL` for the totals), keluarga,
        disembunyikan, keterangan. There is no cell masuk → keluar.
    """
    entered, left = table["keadaan"] == ENTERED, table["keadaan"] == LEFT
    moves = pd.DataFrame(
        {
            "dari": np.where(entered, ENTERED, _group(table["desil_lama"])),
            "ke": np.where(left, LEFT, _group(table["desil_baru"])),
            "keluarga": table["keluarga"].to_numpy(),
        }
    )
    cells = moves.groupby(["dari", "ke"])["keluarga"].sum()
    rows, columns = (*GROUPS, ENTERED), (*GROUPS, LEFT)
    inner = [(a, b) for a in rows for b in columns if (a, b) != (ENTERED, LEFT)]
    places = {key: i for i, key in enumerate(inner)}
    values = [int(cells.get(key, 0)) for key in inner]
    lines = []
    for axis, names in ((0, rows), (1, columns)):
        for name in names:
            parts = tuple(i for key, i in places.items() if key[axis] == name)
            lines.append(Line(parts=parts, total=len(values), rounds=axis == 0))
            places_key = (name, ALL) if axis == 0 else (ALL, name)
            inner.append(places_key)
            values.append(sum(values[i] for i in parts))
    result = pd.DataFrame(inner, columns=["dari", "ke"]).assign(keluarga=values)
    return protect_counts(result, "keluarga", lines, rule)


def by_area(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families that stayed, entered and left per city, kecamatan and kelurahan.

    Returns:
        tingkat, kode, kelas (`STATES` or `ALL`), keluarga, disembunyikan, keterangan.
    """
    code = table["kode_kelurahan"]
    blocks = []
    for level, parts in (("kota", 2), ("kecamatan", 3), ("kelurahan", 4)):
        area = code.str.split(".").str[:parts].str.join(".")
        sums = table.groupby([area.rename("kode"), "keadaan"])["keluarga"].sum().unstack()
        sums = sums.reindex(columns=list(STATES)).fillna(0).astype("int64")
        sums.insert(0, ALL, sums.sum(axis=1))
        long = sums.stack().rename("keluarga").rename_axis(["kode", "kelas"]).reset_index()
        blocks.append(long.assign(tingkat=level))
    rows = pd.concat(blocks, ignore_index=True)
    rows["kelompok"] = np.where(rows["kelas"] == ALL, ALL, "keadaan")
    rows = rows.sort_values("kelompok", key=lambda k: k != ALL, kind="stable", ignore_index=True)
    shown = protect_counts(rows, "keluarga", class_lines(rows), rule)
    return shown.drop(columns="kelompok")


def programme_changes(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Recipient families that stayed, entered and left, one block per programme.

    Args:
        table: program, tanggal_lama, tanggal_baru, keadaan, keluarga.

    Returns:
        program, tanggal_lama, tanggal_baru, kelas (`ALL`, `STATES`), keluarga, disembunyikan,
        keterangan; only the newest pair of lists of a programme.
    """
    blocks = []
    for program, rows in table.groupby("program"):
        newest = rows[rows["tanggal_baru"] == rows["tanggal_baru"].max()]
        counts = [int(newest.loc[newest["keadaan"] == s, "keluarga"].sum()) for s in STATES]
        block = pd.DataFrame({"kelas": [ALL, *STATES], "keluarga": [sum(counts), *counts]})
        block = protect_counts(block, "keluarga", [Line(parts=(1, 2, 3), total=0)], rule)
        days = newest.iloc[0][["tanggal_lama", "tanggal_baru"]].to_dict()
        blocks.append(block.assign(program=program, **days))
    return pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()


def _ranks(decile: pd.Series) -> np.ndarray:
    return decile.astype("Float64").to_numpy(float, na_value=np.nan)


def _group(decile: pd.Series) -> list[str]:
    return [
        UNRANKED if pd.isna(d) else str(int(d)) if d <= _LAST_SINGLE else "6-10" for d in decile
    ]
