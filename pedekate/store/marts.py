"""Builds the `agregat_*` tables: fixed SQL files in name order, and what is compiled between.

The cells are compiled from the indicator catalogue into plain conditional sums, so that one pass
over the register answers every indicator and any engine with CASE and GROUP BY can run it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from pedekate.store import comparison_marts, criteria_marts
from pedekate.store.comparison_marts import Comparison
from pedekate.store.criteria_marts import CompiledSet

_FOLDER = Path(__file__).parent / "sql" / "agregat"
_COUNTS = ("ya", "tidak", "tak_diketahui")
_FAMILIES = ("keluarga_ya", "keluarga_tidak")
_UNITS = ("keluarga", "individu")


class CompiledIndicator(Protocol):
    """What the marts need to know of an indicator (`indicators.catalogue.Indicator`)."""

    id: str
    satuan: str

    def columns(self) -> set[str]: ...

    def status_sql(self) -> str: ...


def build(
    con,
    indicators: Sequence[CompiledIndicator],
    comparison: Comparison,
    sets: Sequence[CompiledSet] = (),
) -> None:
    """(Re)create every `agregat_*` table of the open analytic database.

    Args:
        con: writable DuckDB connection; tables of `schema/analitik.sql` filled.
        indicators: the catalogue, in any order.
        comparison: sets, reasons and fields by which the registries are compared.
        sets: sets of criteria, compiled (`indicators.criteria_sets.compiled`).

    Raises:
        ValueError: an indicator or a set reads a column the register does not have.
    """
    compiled = {
        "60_indikator": lambda: _build_cells(con, indicators),
        "72_alasan": lambda: comparison_marts.prepare_reasons(con, comparison),
        "76_isian": lambda: comparison_marts.compare_fields(con, comparison),
        "80_set": lambda: criteria_marts.build_patterns(con, sets),
    }
    for path in sorted(_FOLDER.glob("*.sql")):
        if prepare := compiled.get(path.stem):
            prepare()
        con.execute(path.read_text(encoding="utf-8"))


def _build_cells(con, indicators: Sequence[CompiledIndicator]) -> None:
    """Temp tables `sel_indikator` and `sel_sumber`: counts per smallest published cell."""
    register = {unit: f"dasar_{unit}" for unit in _UNITS}
    sources = {unit: f"dasar_sumber_{unit}" for unit in _UNITS}
    classes = {"desil": "desil_nasional", "jenis_kelamin_kepala": "jenis_kelamin_kepala"}
    _fill(con, "sel_indikator", register, classes, indicators)
    answered = [i for i in indicators if i.columns() <= _columns(con, sources[i.satuan])]
    _fill(con, "sel_sumber", sources, {"sumber": "sumber"}, answered)


def _fill(con, target: str, views: dict, classes: dict, indicators: Sequence) -> None:
    empty = ", ".join(f"cast(null as text) as {name}" for name in classes)
    counts = ", ".join(f"cast(null as bigint) as {name}" for name in (*_COUNTS, *_FAMILIES))
    con.execute(
        f"create or replace temp table {target} as select cast(null as text) as indikator, "
        f"cast(null as text) as kode_kelurahan, {empty}, {counts} where false"
    )
    for unit, view in views.items():
        chosen = [i for i in indicators if i.satuan == unit]
        _check_columns(con, view, chosen)
        if chosen:
            con.execute(_wide_sql(view, classes, chosen))
            con.execute(_long_sql(target, classes, chosen))


def _check_columns(con, view: str, indicators: Iterable[CompiledIndicator]) -> None:
    have = _columns(con, view)
    for indicator in indicators:
        if missing := sorted(indicator.columns() - have):
            raise ValueError(f"{indicator.id}: kolom {', '.join(missing)} tidak ada di {view}")


def _columns(con, view: str) -> set[str]:
    return {row[0] for row in con.execute(f"describe {view}").fetchall()}


def _wide_sql(view: str, classes: dict[str, str], indicators: Sequence) -> str:
    """One row per cell, five counts per indicator. Families first, because a cell of twelve
    persons in three families is a small cell."""
    keys = ", ".join(f"{column} as {name}" for name, column in classes.items())
    status = ", ".join(f"{i.status_sql()} as {i.id}" for i in indicators)
    per_family = ", ".join(
        f"sum(case when {i.id} = {value} then 1 else 0 end) as {i.id}__{name}"
        for i in indicators
        for value, name in ((1, "ya"), (0, "tidak"), (2, "tak_diketahui"))
    )
    sums = ", ".join(
        f"sum({i.id}__{name}) as {i.id}__{name}" for i in indicators for name in _COUNTS
    )
    families = ", ".join(
        f"sum(case when {i.id}__{name} > 0 then 1 else 0 end) as {i.id}__keluarga_{name}"
        for i in indicators
        for name in ("ya", "tidak")
    )
    names = ", ".join(classes)
    return (
        "create or replace temp table sel_lebar as with "
        f"status as (select id_keluarga, kode_kelurahan, {keys}, {status} from {view}), "
        f"per_keluarga as (select id_keluarga, kode_kelurahan, {names}, {per_family} from status "
        f"group by id_keluarga, kode_kelurahan, {names}) "
        f"select kode_kelurahan, {names}, {sums}, {families} from per_keluarga "
        f"group by kode_kelurahan, {names}"
    )


def _long_sql(target: str, classes: dict[str, str], indicators: Sequence) -> str:
    names = ", ".join(classes)
    parts = [
        f"select '{i.id}', kode_kelurahan, {names}, "
        + ", ".join(f"{i.id}__{count}" for count in (*_COUNTS, *_FAMILIES))
        + " from sel_lebar"
        for i in indicators
    ]
    return f"insert into {target} " + " union all ".join(parts)
