"""Comparisons of registries as they may be published: pure, one function per kind of table.

Whoever holds every area at once can subtract areas from each other, so tables over areas are
protected as one: classes within an area and one class over all areas.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from pedekate.disclosure import Line, Policy, protect_counts
from pedekate.indicators.coverage import coverage_by_area

ALL = "semua"
UNRANKED = "tanpa_desil"
UNKNOWN = "tak_diketahui"
# Classes about papers, not about families: they may stand hidden alone.
_EXEMPT = {UNRANKED, UNKNOWN}
# Two deciles apart is more than the edge of a class can explain.
_FAR = 2
_LEVELS = {5: "kota", 8: "kecamatan", 13: "kelurahan"}


def by_area(
    table: pd.DataFrame,
    rule: Policy,
    *,
    classes: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
    beside: Sequence[str] = (),
    city: str,
) -> pd.DataFrame:
    """Families per area of every level and class, the classes adding up to "semua".

    Args:
        table: kode_kelurahan (missing = not known: counted in the city only), kelas, keluarga
            and the columns `beside`; several rows per cell add up.
        classes: every class, in display order.
        groups: sums of some classes: name → its classes. What adds up to "semua" is then the
            groups and the classes in none of them.
        beside: counts that add up like families (persons).
        city: code of the city.

    Returns:
        tingkat, kode, kelas ("semua", the groups, the classes), keluarga, `beside`,
        disembunyikan, keterangan; the rows of unknown kelurahan are left out.
    """
    nowhere = f"{city}.00.0000"
    groups = groups or {}
    members = {ALL: classes, **groups, **{name: [name] for name in classes}}
    table = table.assign(kode=table["kode_kelurahan"].fillna(nowhere))
    rows = _every_cell(table, members, ["keluarga", *beside])
    lines = _cube_lines(list(dict.fromkeys(rows["kode"])), list(members), groups, classes)
    shown = protect_counts(rows, "keluarga", lines, rule, beside=beside)
    return shown[~shown["kode"].str.startswith(nowhere[:8])].reset_index(drop=True)


def _every_cell(
    table: pd.DataFrame, members: Mapping[str, Sequence[str]], counts: Sequence[str]
) -> pd.DataFrame:
    """Exact counts of every area and every sum of classes: tingkat, kode, kelas and `counts`."""
    cells = pd.concat([table.assign(kode=table["kode"].str[:n]) for n in _LEVELS])
    wide = cells.pivot_table(
        index="kode", columns="kelas", values=list(counts), aggfunc="sum", fill_value=0
    )
    codes = sorted(wide.index, key=lambda code: (len(code), code))
    rows = pd.DataFrame(
        [(_LEVELS[len(code)], code, name) for code in codes for name in members],
        columns=["tingkat", "kode", "kelas"],
    )
    for count in counts:
        sums = (
            [
                wide[count].reindex(index=codes, columns=parts, fill_value=0).sum(axis=1)
                for parts in members.values()
            ]
            if codes
            else []
        )
        values = np.column_stack(sums).ravel() if sums else []
        rows[count] = pd.array(values, dtype="int64")
    return rows


def _cube_lines(
    codes: Sequence[str],
    names: Sequence[str],
    groups: Mapping[str, Sequence[str]],
    classes: Sequence[str],
) -> list[Line]:
    at = {(c, n): i * len(names) + j for i, c in enumerate(codes) for j, n in enumerate(names)}
    children: dict[str, list[str]] = {}
    for code in codes:
        if len(code) > 5:
            children.setdefault(code[:8] if len(code) > 8 else code[:5], []).append(code)

    def over_areas(name: str, rounds: bool) -> list[Line]:
        return [
            Line(parts=tuple(at[c, name] for c in parts), total=at[whole, name], rounds=rounds)
            for whole, parts in children.items()
        ]

    def within(whole: str, parts: Sequence[str]) -> list[Line]:
        return [
            Line(
                parts=tuple(at[c, p] for p in parts), total=at[c, whole],
                exempt=tuple(at[c, p] for p in parts if p in _EXEMPT),
            )
            for c in codes
        ]  # fmt: skip

    grouped = {name for members in groups.values() for name in members}
    lines = over_areas(ALL, True) + within(
        ALL, [*groups, *(n for n in classes if n not in grouped)]
    )
    for group, members in groups.items():
        lines += within(group, members)
    return lines + [line for name in names[1:] for line in over_areas(name, False)]


def matrix(
    table: pd.DataFrame,
    rule: Policy,
    *,
    levels_a: Sequence[str],
    levels_b: Sequence[str],
    kinds: Mapping[tuple[str, str], str],
) -> pd.DataFrame:
    """Families of one area by what two sources say, with row, column and kind totals.

    Args:
        table: a, b (text), keluarga, individu; several rows per cell add up.
        levels_a, levels_b: every answer, in display order.
        kinds: cell → kind of agreement ("sama", "beda", …); a cell without one counts in none.

    Returns:
        a, b, keluarga, individu, disembunyikan, keterangan. Margins have "semua" as `a` or `b`;
        a kind has a = "jenis" and its name as `b`.
    """
    cells = [(a, b) for a in levels_a for b in levels_b]
    rows = {(a, ALL): [(a, b) for b in levels_b] for a in levels_a}
    columns = {(ALL, b): [(a, b) for a in levels_a] for b in levels_b}
    sorts = {
        ("jenis", name): [cell for cell in cells if kinds.get(cell) == name]
        for name in dict.fromkeys(kinds.values())
    }
    members = {(ALL, ALL): cells, **rows, **columns, **sorts, **{cell: [cell] for cell in cells}}
    at = {key: place for place, key in enumerate(members)}

    def line(key, parts, rounds=True) -> Line:
        exempt = tuple(at[p] for p in parts if _EXEMPT & set(p))
        return Line(parts=tuple(at[p] for p in parts), total=at[key], rounds=rounds, exempt=exempt)

    lines = [line((ALL, ALL), list(rows)), line((ALL, ALL), list(columns), False)]
    lines += [line(key, parts) for key, parts in rows.items()]
    lines += [line(key, parts, False) for key, parts in (columns | sorts).items()]
    shown = pd.DataFrame(list(members), columns=["a", "b"])
    shown[["keluarga", "individu"]] = _sums(table, cells, members.values())
    return protect_counts(shown, "keluarga", lines, rule, beside=["individu"])


def _sums(
    table: pd.DataFrame, cells: Sequence[tuple], groups: Iterable[Sequence[tuple]]
) -> np.ndarray:
    """(groups, 2) families and persons in each group of cells."""
    sums = table.groupby(["a", "b"])[["keluarga", "individu"]].sum()
    exact = dict(zip(cells, sums.reindex(cells, fill_value=0).to_numpy("int64"), strict=True))
    nobody = np.zeros(2, dtype="int64")
    return np.array([sum((exact[cell] for cell in group), nobody) for group in groups])


def field_agreement(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families per field, pair of sources and agreement, in one area.

    Args:
        table: kolom, sumber_a, sumber_b, hasil, keluarga; several rows per cell add up.

    Returns:
        kolom, sumber_a, sumber_b, hasil ("semua", "sama", "sama_kasar", "beda",
        "tak_diketahui"), keluarga, disembunyikan, keterangan.
    """
    keys = ["kolom", "sumber_a", "sumber_b"]
    results = ["sama", "sama_kasar", "beda", UNKNOWN]
    blocks = []
    for names, rows in table.groupby(keys, sort=False):
        counts = rows.groupby("hasil")["keluarga"].sum().reindex(results, fill_value=0)
        block = pd.DataFrame(
            {"hasil": [ALL, *results], "keluarga": [int(counts.sum()), *counts.astype(int)]}
        )
        line = Line(parts=(1, 2, 3, 4), total=0, exempt=(4,))
        shown = protect_counts(block, "keluarga", [line], rule)
        blocks.append(shown.assign(**dict(zip(keys, names, strict=True))))
    empty = pd.DataFrame(columns=["hasil", "keluarga", "disembunyikan", "keterangan", *keys])
    return pd.concat(blocks, ignore_index=True) if blocks else empty


def roll_up(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Counts per kelurahan summed to every level: tingkat, kode and `columns`."""
    parts = [
        table.assign(tingkat=level, kode=table["kode_kelurahan"].str[:n])
        for n, level in _LEVELS.items()
    ]
    return pd.concat(parts).groupby(["tingkat", "kode"], as_index=False)[list(columns)].sum()


def decile_disagreement(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Share of families ranked by both measures whose deciles are two or more apart, per area.

    Args:
        table: kode_kelurahan, desil_a, desil_b, keluarga.

    Returns:
        tingkat, kode and the columns of `disclosure.protect_shares`; areas with such families.
    """
    ranked = table.dropna(subset=["desil_a", "desil_b"])
    return _apart(ranked, (ranked["desil_a"] - ranked["desil_b"]).abs() >= _FAR, rule)


def status_disagreement(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Share of families marked by either source that only one marks, per area.

    Args:
        table: kode_kelurahan, status_a, status_b ("ya", "tidak", "luar"), keluarga.
    """
    marked = table[(table["status_a"] == "ya") | (table["status_b"] == "ya")]
    return _apart(marked, marked["status_a"] != marked["status_b"], rule)


def _apart(table: pd.DataFrame, apart: pd.Series, rule: Policy) -> pd.DataFrame:
    table = table.assign(sasaran=table["keluarga"], berbeda=table["keluarga"].where(apart, 0))
    return coverage_by_area(roll_up(table, ["sasaran", "berbeda"]), rule, counted="berbeda")
