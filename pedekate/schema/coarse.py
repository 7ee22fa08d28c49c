"""Conditions over categories that some sources only know coarsely: TRUE, FALSE, or unknown.

P3KE writes "asbes/seng" where DTSEN separates the two. A condition about asbestos alone is then
neither true nor false for such a family, and must not be decided by guessing.
"""

from collections.abc import Mapping

from pedekate.schema.conditions import Condition

Coarse = Mapping[str, Mapping[str, tuple[str, ...]]]


def condition_sql(condition: Condition, coarse: Coarse) -> str:
    """Three-valued SQL of `condition`, coarse classes included.

    Args:
        condition: over canonical columns.
        coarse: column → coarse class → the fine classes it may stand for.

    Returns:
        A boolean expression. On a coarse class it is TRUE when every fine class inside meets the
        condition, FALSE when none does, NULL when the border runs through the class.
    """
    if condition.tidak is not None:
        return f"(not {condition_sql(condition.tidak, coarse)})"
    if condition.semua or condition.salah_satu:
        parts, joiner = (
            (condition.semua, " and ") if condition.semua else (condition.salah_satu, " or ")
        )
        return f"({joiner.join(condition_sql(part, coarse) for part in parts)})"
    wanted = _wanted(condition)
    classes = coarse.get(condition.kolom, {})
    if wanted is None or not classes:
        return condition.to_sql()
    return _with_coarse(condition, wanted, classes)


def _wanted(condition: Condition) -> set[str] | None:
    """The categories an equality or membership test accepts; None for any other test."""
    if condition.dalam is not None:
        return {str(value) for value in condition.dalam}
    return {condition.sama} if isinstance(condition.sama, str) else None


def _with_coarse(condition: Condition, wanted: set[str], classes: Mapping) -> str:
    certain = [name for name, inside in classes.items() if set(inside) <= wanted]
    open_ = [
        name
        for name, inside in classes.items()
        if name not in certain and name not in wanted and set(inside) & wanted
    ]
    column = condition.kolom
    accepted = Condition(kolom=column, dalam=tuple(sorted(wanted | set(certain)))).to_sql()
    if not open_:
        return accepted
    unknown = Condition(kolom=column, dalam=tuple(sorted(open_))).to_sql()
    return f"(case when {unknown} then null else {accepted} end)"


def agreement_sql(a: str, b: str, classes: Mapping[str, tuple[str, ...]]) -> str:
    """SQL text of how two answers to the same question agree, at the level both can tell.

    Args:
        a, b: column expressions.
        classes: coarse class → fine classes it may stand for; empty for exact columns.

    Returns:
        An expression: 'sama' (equal answers), 'sama_kasar' (one is coarse and may mean the
        other), 'beda' (they cannot both be right), 'tak_diketahui' (an answer is missing).
    """
    meanings = {name: {name, *inside} for name, inside in classes.items()}
    overlaps = [
        (coarse, other)
        for coarse, inside in meanings.items()
        for other in sorted(inside | {n for n, more in meanings.items() if more & inside})
        if other != coarse
    ]
    pairs = sorted({tuple(sorted(pair)) for pair in overlaps})
    tests = [
        f"({x} = '{one}' and {y} = '{other}')" for one, other in pairs for x, y in ((a, b), (b, a))
    ]
    coarse = f"when {' or '.join(tests)} then 'sama_kasar' " if tests else ""
    return (
        f"case when {a} is null or {b} is null then 'tak_diketahui' when {a} = {b} then 'sama' "
        f"{coarse}else 'beda' end"
    )
