"""Counts of every indicator in its smallest published cells, compiled into plain conditional sums.

Families first: a cell of twelve persons in three families is a small cell. So each indicator is
counted per family, once; every breakdown is then one more grouping of those counts.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Protocol

_COUNTS = ("ya", "tidak", "tak_diketahui")
_FAMILIES = ("keluarga_ya", "keluarga_tidak")
_UNITS = ("keluarga", "individu")
_KEYS = {
    "sel_indikator": ("indikator", "kode_kelurahan", "kelompok", "kelas"),
    "sel_silang": (
        "indikator", "kode_kecamatan", "kelompok_a", "kelas_a", "kelompok_b", "kelas_b",
    ),
}  # fmt: skip


class CompiledIndicator(Protocol):
    """What the marts need to know of an indicator (`indicators.catalogue.Indicator`)."""

    id: str
    satuan: str

    def columns(self) -> set[str]: ...

    def status_sql(self) -> str: ...


class CompiledGrouping(Protocol):
    """What the marts need to know of a grouping (`indicators.groupings.Grouping`)."""

    id: str

    def columns(self) -> set[str]: ...

    def class_sql(self) -> str: ...


def build(
    con, indicators: Sequence[CompiledIndicator], groupings: Sequence[CompiledGrouping]
) -> None:
    """Temp tables `sel_indikator` (one grouping, or none) and `sel_silang` (two).

    Raises:
        ValueError: an indicator or a grouping reads a column the register does not have.
    """
    for target in _KEYS:
        con.execute(_empty_sql(target))
    names = [one.id for one in groupings]
    _check(con, "dasar_rincian", groupings)
    con.execute(_classes_sql(groupings))
    for unit in _UNITS:
        chosen = [i for i in indicators if i.satuan == unit]
        _check(con, f"dasar_{unit}", chosen)
        if chosen:
            con.execute(_per_family_sql(f"dasar_{unit}", (), chosen))
            con.execute(_finest_sql(names, chosen))
            con.execute(_one_way_sql(names, chosen))
            con.execute(_long_sql("sel_indikator", chosen))
            if len(names) > 1:
                con.execute(_kecamatan_sql(names, chosen))
                con.execute(_two_way_sql(names, chosen))
                con.execute(_long_sql("sel_silang", chosen))
    for unit in _UNITS:
        view = f"dasar_sumber_{unit}"
        have = _columns(con, view)
        answered = [i for i in indicators if i.satuan == unit and i.columns() <= have]
        if answered:
            con.execute(_per_family_sql(view, ("sumber",), answered))
            con.execute(_sources_sql(answered))
            con.execute(_long_sql("sel_indikator", answered))


def _empty_sql(target: str) -> str:
    keys = ", ".join(f"cast(null as text) as {name}" for name in _KEYS[target])
    counts = ", ".join(f"cast(null as bigint) as {name}" for name in (*_COUNTS, *_FAMILIES))
    return f"create or replace temp table {target} as select {keys}, {counts} where false"


def _check(con, view: str, asked: Iterable[CompiledIndicator | CompiledGrouping]) -> None:
    have = _columns(con, view)
    for one in asked:
        if missing := sorted(one.columns() - have):
            raise ValueError(f"{one.id}: kolom {', '.join(missing)} tidak ada di {view}")


def _columns(con, view: str) -> set[str]:
    return {row[0] for row in con.execute(f"describe {view}").fetchall()}


def _classes_sql(groupings: Sequence[CompiledGrouping]) -> str:
    classes = "".join(f", {one.class_sql()} as {one.id}" for one in groupings)
    return (
        "create or replace temp table kelas_keluarga as "
        f"select id_keluarga, kode_kelurahan{classes} from dasar_rincian"
    )


def _per_family_sql(view: str, more: Sequence[str], indicators: Sequence) -> str:
    """`hitung_keluarga`: rows with, without and unknown per family and indicator."""
    keys = ", ".join(("id_keluarga", "kode_kelurahan", *more))
    status = ", ".join(f"{i.status_sql()} as {i.id}" for i in indicators)
    counts = ", ".join(
        f"cast(sum(case when {i.id} = {value} then 1 else 0 end) as smallint) as {i.id}__{name}"
        for i in indicators
        for value, name in ((1, "ya"), (0, "tidak"), (2, "tak_diketahui"))
    )
    return (
        "create or replace temp table hitung_keluarga as with "
        f"status as (select {keys}, {status} from {view}) "
        f"select {keys}, {counts} from status group by {keys}"
    )


def _counted(indicators: Sequence) -> str:
    """The five counts of every indicator, from counts per family."""
    units = [f"sum(h.{i.id}__{n}) as {i.id}__{n}" for i in indicators for n in _COUNTS]
    families = [
        f"sum(case when h.{i.id}__{n} > 0 then 1 else 0 end) as {i.id}__keluarga_{n}"
        for i in indicators
        for n in ("ya", "tidak")
    ]
    return ", ".join((*units, *families))


def _added(indicators: Sequence) -> str:
    """The same five counts, from finer cells."""
    names = [f"{i.id}__{n}" for i in indicators for n in (*_COUNTS, *_FAMILIES)]
    return ", ".join(f"sum({name}) as {name}" for name in names)


def _finest_sql(names: Sequence[str], indicators: Sequence) -> str:
    """`sel_inti`: one row per kelurahan and combination of all classes that occurs; what every
    breakdown adds up, because it has a fifth of the families' rows."""
    keys = ", ".join(("h.kode_kelurahan", *(f"k.{name}" for name in names)))
    return (
        f"create or replace temp table sel_inti as select {keys}, {_counted(indicators)} "
        "from hitung_keluarga as h inner join kelas_keluarga as k "
        f"on h.id_keluarga = k.id_keluarga group by {keys}"
    )


def _one_way_sql(names: Sequence[str], indicators: Sequence) -> str:
    """`sel_lebar`: one row per kelurahan and class of each grouping, and per kelurahan alone.

    A class is never NULL, so NULL in a grouping's column means that it was not grouped by.
    """
    sets = ", ".join(["(kode_kelurahan)", *(f"(kode_kelurahan, {name})" for name in names)])
    kelompok = f"case {_first(names)} else 'semua' end" if names else "'semua'"
    kelas = ", ".join((*names, "'semua'"))
    return (
        "create or replace temp table sel_lebar as "
        f"select kode_kelurahan, {kelompok} as kelompok, coalesce({kelas}) as kelas, "
        f"{_added(indicators)} from sel_inti group by grouping sets ({sets})"
    )


def _kecamatan_sql(names: Sequence[str], indicators: Sequence) -> str:
    keys = ", ".join(("w.kode_kecamatan", *(f"s.{name}" for name in names)))
    return (
        f"create or replace temp table sel_inti_kecamatan as select {keys}, {_added(indicators)} "
        "from sel_inti as s inner join wilayah as w on s.kode_kelurahan = w.kode_kelurahan "
        f"group by {keys}"
    )


def _two_way_sql(names: Sequence[str], indicators: Sequence) -> str:
    """`sel_lebar`: one row per kecamatan and cell of every two groupings, in their order."""
    sets = ", ".join(f"(kode_kecamatan, {a}, {b})" for a, b in combinations(names, 2))
    back = tuple(reversed(names))
    return (
        "create or replace temp table sel_lebar as "
        f"select kode_kecamatan, case {_first(names)} end as kelompok_a, "
        f"coalesce({', '.join(names)}) as kelas_a, case {_first(back)} end as kelompok_b, "
        f"coalesce({', '.join(back)}) as kelas_b, {_added(indicators)} "
        f"from sel_inti_kecamatan group by grouping sets ({sets})"
    )


def _first(names: Sequence[str]) -> str:
    """CASE branches: which of the groupings a row was grouped by, the first one named."""
    return " ".join(f"when {name} is not null then '{name}'" for name in names)


def _sources_sql(indicators: Sequence) -> str:
    return (
        "create or replace temp table sel_lebar as "
        f"select h.kode_kelurahan, 'sumber' as kelompok, h.sumber as kelas, {_counted(indicators)} "
        "from hitung_keluarga as h group by h.kode_kelurahan, h.sumber"
    )


def _long_sql(target: str, indicators: Sequence) -> str:
    keys = ", ".join(_KEYS[target][1:])
    parts = [
        f"select '{i.id}', {keys}, "
        + ", ".join(f"{i.id}__{count}" for count in (*_COUNTS, *_FAMILIES))
        + " from sel_lebar"
        for i in indicators
    ]
    return f"insert into {target} " + " union all ".join(parts)
