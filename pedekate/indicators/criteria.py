"""A set of criteria over families: who meets it, what they lack, what nobody knows. Pure.

Works on patterns: families of one area (or class) with the same answers are one row, so that a new
threshold or new weights never go back to the register.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.disclosure import Policy, protect_counts, protect_shares
from pedekate.indicators.breakdown import LEVELS, area_lines, class_lines
from pedekate.indicators.multidimensional import reaches
from pedekate.schema.criteria import CriteriaSet

MET, NOT_MET, UNKNOWN = 1, 0, -1
# Readings of one set: from the answers there are, scaled up to all criteria, complete rows only.
OBSERVED, SCALED, COMPLETE = "teramati", "perkiraan", "lengkap"
_CODE_LENGTH = {"kota": 5, "kecamatan": 8, "kelurahan": 13}
_COUNTS = ["pembilang", "lainnya", "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya"]


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Families by their answers to a set's observed criteria.

    Attributes:
        keys: kode, kelompok, kelas of each pattern.
        lacks, unknown, conditional: (n, d) bool, criteria in the set's order.
        families, persons: (n,) how many share the pattern.
    """

    keys: pd.DataFrame
    lacks: np.ndarray
    unknown: np.ndarray
    conditional: np.ndarray
    families: np.ndarray
    persons: np.ndarray

    def pick(self, rows: np.ndarray) -> "Patterns":
        """The patterns where `rows` (n,) is true."""
        return Patterns(
            self.keys[rows].reset_index(drop=True), self.lacks[rows], self.unknown[rows],
            self.conditional[rows], self.families[rows], self.persons[rows],
        )  # fmt: skip

    def everyone(self, kode: str = "") -> "Patterns":
        """The patterns of all families whose kelurahan lies in the area `kode`."""
        codes = self.keys["kode"].str
        return self.pick(((self.keys["kelompok"] == "semua") & codes.startswith(kode)).to_numpy())

    def units(self, chosen: CriteriaSet) -> np.ndarray:
        """(n,) what the set counts: families or persons."""
        return self.persons if chosen.satuan == "individu" else self.families


def patterns(table: pd.DataFrame, chosen: CriteriaSet) -> Patterns:
    """Patterns from rows of `agregat_set`: kode, kelompok, kelas, ya, tak, bersyarat (bit masks),
    keluarga, individu."""
    bits = 1 << np.arange(len(chosen.observed), dtype=np.int64)

    def flags(column: str) -> np.ndarray:
        return (table[column].to_numpy(dtype=np.int64)[:, None] & bits) > 0

    return Patterns(
        table[["kode", "kelompok", "kelas"]].reset_index(drop=True), flags("ya"), flags("tak"),
        flags("bersyarat"), table["keluarga"].to_numpy(dtype=np.int64),
        table["individu"].to_numpy(dtype=np.int64),
    )  # fmt: skip


def readings(chosen: CriteriaSet) -> tuple[str, ...]:
    """The readings a set has, the default first."""
    if chosen.tak_diketahui == "keluarkan":
        return (COMPLETE,)
    return (OBSERVED, SCALED) if chosen.teramati_minimal is not None else (OBSERVED,)


def outcome(
    found: Patterns, chosen: CriteriaSet, *, threshold: float, reading: str,
    weights: Mapping[str, float] | None = None,
) -> np.ndarray:  # fmt: skip
    """(n,) MET, NOT_MET or UNKNOWN for each pattern.

    Args:
        threshold: weight from which on the set is met, in the units of `weights`.
        reading: OBSERVED: met when the known answers suffice, not met when the unknown ones
            could not change that. SCALED: weight met of weight observed against threshold of all,
            unknown below `teramati_minimal`. COMPLETE: any unknown answer makes it unknown.
        weights: criterion → weight; the set's own when absent.
    """
    w = np.array(list((weights or chosen.weights()).values()), dtype=float)
    met, open_ = found.lacks @ w, found.unknown @ w
    if reading == SCALED:
        seen = w.sum() - open_
        enough = seen >= (chosen.teramati_minimal or 0)
        need = threshold / (w.sum() + sum(c.bobot for c in chosen.asked))
        share = np.divide(met, seen, out=np.zeros(len(met)), where=seen > 0)
        return np.where(enough & (seen > 0), reaches(share, need).astype(int), UNKNOWN)
    certain = reaches(met, threshold)
    if reading == COMPLETE:
        return np.where(found.unknown.any(axis=1), UNKNOWN, certain.astype(int))
    return np.where(certain, MET, np.where(reaches(met + open_, threshold), UNKNOWN, NOT_MET))


def met_by_area(found: Patterns, result: np.ndarray, chosen: CriteriaSet) -> pd.DataFrame:
    """Exact counts of one outcome in every area; see `_levels`."""
    return _levels(found, result == MET, result == NOT_MET, chosen)


def criteria_by_area(
    found: Patterns, result: np.ndarray, chosen: CriteriaSet, *, decided_only: bool = False
) -> dict[tuple[str, bool], pd.DataFrame]:
    """Exact counts per criterion in every area: (criterion, censored) → table.

    Uncensored: lacks it, of those whose answer is known (`decided_only`: of those whose outcome is
    known, Alkire and Foster's base). Censored: lacks it and meets the set, of those whose outcome
    is known.
    """
    tables = {}
    decided = result != UNKNOWN
    for i, criterion in enumerate(chosen.observed):
        lacks = found.lacks[:, i]
        known = decided if decided_only else ~found.unknown[:, i]
        tables[criterion.id, False] = _levels(found, lacks & known, ~lacks & known, chosen)
        both = lacks & (result == MET)
        tables[criterion.id, True] = _levels(found, both, decided & ~both, chosen)
    return tables


def published(exact: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Protected shares of every area: tingkat, kode and the columns of `protect_shares`."""
    table = exact.assign(penyebut=exact["pembilang"] + exact["lainnya"]).drop(columns="lainnya")
    # Whole families meet a set: nobody stands on both sides.
    return protect_shares(table, area_lines(table), rule, persons=False)


def met_by_class(
    found: Patterns, result: np.ndarray, chosen: CriteriaSet, kelompok: str
) -> pd.DataFrame:
    """Exact counts of one outcome per class of a grouping, city and kecamatan, after everyone's.

    Args:
        found: patterns of all groupings; result: their outcome.

    Returns:
        tingkat, kode, kelompok, kelas and counts.
    """
    parts = []
    for name in ("semua", kelompok):
        rows = (found.keys["kelompok"] == name).to_numpy()
        inside, outcome_ = found.pick(rows), result[rows]
        for kelas, same in inside.keys.groupby("kelas", sort=True):
            mask = np.zeros(len(inside.keys), dtype=bool)
            mask[same.index] = True
            picked = outcome_[mask]
            table = _levels(inside.pick(mask), picked == MET, picked == NOT_MET, chosen)
            table = table[table["tingkat"] != "kelurahan"]
            parts.append(table.assign(kelompok=name, kelas=kelas))
    return pd.concat(parts, ignore_index=True)


def published_classes(exact: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Protected shares of areas and classes at once; see `published`."""
    table = exact.assign(penyebut=exact["pembilang"] + exact["lainnya"]).drop(columns="lainnya")
    return protect_shares(table, class_lines(table), rule, persons=False)


def families_by_class(found: Patterns, members: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Exact families of every area and of its classes: tingkat, kode, kelompok, kelas, keluarga.

    Args:
        members: class → (n,) bool; classes do not overlap and cover everybody.
    """
    parts = []
    named = {"semua": np.ones(len(found.families), dtype=bool), **members}
    for name, inside in named.items():
        counts = pd.Series(found.families * inside)
        for level in LEVELS:
            sums = counts.groupby(found.keys["kode"].str[: _CODE_LENGTH[level]]).sum()
            table = sums.rename_axis("kode").rename("keluarga").reset_index()
            grouping = "semua" if name == "semua" else "kelas"
            parts.append(table.assign(tingkat=level, kelompok=grouping, kelas=name))
    return pd.concat(parts, ignore_index=True)


def published_families(exact: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Protected families of areas and classes; see `disclosure.protect_counts`."""
    return protect_counts(exact, "keluarga", class_lines(exact), rule)


def classes(found: Patterns, result: np.ndarray) -> dict[str, np.ndarray]:
    """Families of a set with three classes: not met, not met on a condition, met; or unknown.

    Returns:
        "layak", "bersyarat", "tidak", "tidak_diketahui" → (n,) bool.
    """
    free = result == NOT_MET
    conditional = free & found.conditional.any(axis=1)
    return {
        "layak": free & ~conditional,
        "bersyarat": conditional,
        "tidak": result == MET,
        "tidak_diketahui": result == UNKNOWN,
    }


def met_counts(found: Patterns, *, most: int) -> dict[str, np.ndarray]:
    """Families by how many criteria they are known to lack: "0", "1", … and "`most`" for more."""
    met = np.minimum(found.lacks.sum(axis=1), most)
    return {str(n): met == n for n in range(most + 1)}


def observed_mean(found: Patterns, kode: str) -> float:
    """Average number of criteria with a known answer per family of an area; NaN without one."""
    here = found.everyone(kode)
    total = here.families.sum()
    seen = (~here.unknown).sum(axis=1)
    return float((here.families * seen).sum() / total) if total else float("nan")


def _levels(
    found: Patterns, have: np.ndarray, lack: np.ndarray, chosen: CriteriaSet
) -> pd.DataFrame:
    """tingkat, kode and counts, parents before children: city, kecamatan, kelurahan."""
    units, families = found.units(chosen), found.families
    columns = (
        units * have, units * lack, units * ~(have | lack), families * have, families * lack
    )  # fmt: skip
    # By the finest code first: the levels above are sums of a few dozen rows.
    place, codes = pd.factorize(found.keys["kode"], sort=True)
    fine = np.column_stack([np.bincount(place, column, len(codes)) for column in columns])
    kode, tingkat, sums = [], [], []
    for level in LEVELS:
        names, inside = np.unique([c[: _CODE_LENGTH[level]] for c in codes], return_inverse=True)
        total = np.zeros((len(names), len(columns)))
        np.add.at(total, inside, fine)
        kode += names.tolist()
        tingkat += [level] * len(names)
        sums.append(total)
    counts = pd.DataFrame(np.vstack(sums).astype("int64"), columns=_COUNTS)
    return counts.assign(kode=kode, tingkat=tingkat)
