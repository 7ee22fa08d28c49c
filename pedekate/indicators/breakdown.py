"""One indicator over areas and classes, as it may be published: every sum protected at once."""

from collections.abc import Sequence

import pandas as pd

from pedekate.disclosure import Line, Policy, protect_shares

LEVELS = ("kota", "kecamatan", "kelurahan")
# The classes of every other grouping add up to 'semua'; the sources overlap and do not.
OVERLAPPING = "sumber"
NOT_KNOWN = ("tanpa_desil", "tidak_diketahui")


def published_areas(cells: pd.DataFrame, rule: Policy, *, persons: bool) -> pd.DataFrame:
    """Protected rows of one indicator for every area, without classes.

    Args:
        cells: exact rows of `agregat_indikator` of one indicator; classes are ignored.
        rule: threshold and rounding step.
        persons: the indicator counts persons.

    Returns:
        tingkat, kode, kelompok, kelas and the columns of `disclosure.protect_shares`.
    """
    everyone = _ordered(cells[cells["kelompok"] == "semua"])
    shown = protect_shares(everyone, area_lines(everyone), rule, persons=persons)
    return shown.drop(columns="indikator", errors="ignore")


def published(cells: pd.DataFrame, rule: Policy, *, persons: bool) -> pd.DataFrame:
    """Protected rows of one indicator: areas, and classes along both directions.

    An area's figure is settled before its classes, so it is the same wherever it is shown. The
    classes are then protected inside each area and across the areas of each class.

    Args and columns as in `published_areas`.
    """
    everyone = _ordered(cells[cells["kelompok"] == "semua"])
    parts = [published_areas(cells, rule, persons=persons)]
    for grouping in [name for name in cells["kelompok"].unique() if name != "semua"]:
        classes = _ordered(cells[cells["kelompok"] == grouping])
        if grouping == OVERLAPPING:
            parts.append(_per_class(classes, rule, persons=persons))
            continue
        both = pd.concat([everyone, classes], ignore_index=True)
        shown = protect_shares(both, class_lines(both), rule, persons=persons)
        parts.append(shown[shown["kelompok"] == grouping])
    return pd.concat(parts, ignore_index=True).drop(columns="indikator", errors="ignore")


def area_lines(table: pd.DataFrame, *, rounds: bool = True) -> list[Line]:
    """Kecamatan add up to the city, kelurahan to their kecamatan; codes nest by their dots.

    Args:
        table: tingkat and kode, one row per area, index 0..n-1.
        rounds: False when these sums hold in truth but are not kept by rounding.
    """
    rows = {(r.tingkat, r.kode): r.Index for r in table[["tingkat", "kode"]].itertuples()}
    lines = []
    for level, child in zip(LEVELS, LEVELS[1:], strict=False):
        for code in (code for tingkat, code in rows if tingkat == level):
            inside = tuple(
                row
                for (tingkat, other), row in rows.items()
                if tingkat == child and other.startswith(f"{code}.")
            )
            lines.append(Line(parts=inside, total=rows[(level, code)], rounds=rounds))
    return lines


def class_lines(table: pd.DataFrame) -> list[Line]:
    """Sums inside a table of 'semua' rows followed by the classes of one additive grouping."""
    everyone = table[table["kelompok"] == "semua"]
    lines = area_lines(everyone)
    classes = table[table["kelompok"] != "semua"]
    inside = classes.groupby(["tingkat", "kode"], sort=False).groups
    for row in everyone[["tingkat", "kode"]].itertuples():
        parts = tuple(inside.get((row.tingkat, row.kode), ()))
        exempt = tuple(p for p in parts if table.at[p, "kelas"] in NOT_KNOWN)
        lines.append(Line(parts=parts, total=row.Index, exempt=exempt))
    for kelas, same in classes.groupby("kelas", sort=False):
        if kelas not in NOT_KNOWN:
            lines += area_lines(same, rounds=False)
    return lines


def _per_class(classes: pd.DataFrame, rule: Policy, *, persons: bool) -> pd.DataFrame:
    tables = []
    for _, same in classes.groupby("kelas", sort=False):
        same = same.reset_index(drop=True)
        tables.append(protect_shares(same, area_lines(same), rule, persons=persons))
    return pd.concat(tables, ignore_index=True)


def _ordered(cells: pd.DataFrame) -> pd.DataFrame:
    """Parents before children, then by code and class: rounding must not depend on row order."""
    level = cells["tingkat"].map({name: i for i, name in enumerate(LEVELS)})
    table = cells.assign(_urut=level).sort_values(["_urut", "kode", "kelas"], kind="stable")
    return table.drop(columns="_urut").reset_index(drop=True)


def order_classes(classes: Sequence[str]) -> list[str]:
    """Deciles by number, the unknown class last, everything else as it comes."""
    return sorted(classes, key=lambda c: (c.startswith("t"), int(c) if c.isdigit() else 0))
