"""Builds the `agregat_*` tables: fixed SQL files in name order, and what is compiled between.

What is compiled (indicators, reasons, fields, sets) is data of the city, written as plain CASE and
GROUP BY, so that one pass over the register answers everything and any engine can run it.
"""

from collections.abc import Sequence
from pathlib import Path

from pedekate.store import comparison_marts, criteria_marts, indicator_cells
from pedekate.store.comparison_marts import Comparison
from pedekate.store.criteria_marts import CompiledSet
from pedekate.store.indicator_cells import CompiledGrouping, CompiledIndicator

_FOLDER = Path(__file__).parent / "sql" / "agregat"


def build(
    con,
    indicators: Sequence[CompiledIndicator],
    comparison: Comparison,
    sets: Sequence[CompiledSet] = (),
    groupings: Sequence[CompiledGrouping] = (),
) -> None:
    """(Re)create every `agregat_*` table of the open analytic database.

    Args:
        con: writable DuckDB connection; tables of `schema/analitik.sql` filled.
        indicators: the catalogue, in any order.
        comparison: sets, reasons and fields by which the registries are compared.
        sets: sets of criteria, compiled (`indicators.criteria_sets.compiled`).
        groupings: partitions of the families by which indicators are broken down.

    Raises:
        ValueError: an indicator, a set or a grouping reads a column the register does not have.
    """
    compiled = {
        "60_indikator": lambda: indicator_cells.build(con, indicators, groupings),
        "72_alasan": lambda: comparison_marts.prepare_reasons(con, comparison),
        "76_isian": lambda: comparison_marts.compare_fields(con, comparison),
        "80_set": lambda: criteria_marts.build_patterns(con, sets),
    }
    for path in sorted(_FOLDER.glob("*.sql")):
        if prepare := compiled.get(path.stem):
            prepare()
        con.execute(path.read_text(encoding="utf-8"))
