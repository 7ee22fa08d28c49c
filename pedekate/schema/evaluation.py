"""Conditions evaluated on a table in memory, with the same three values as their SQL.

`Condition.to_sql` serves queries; this serves frames that never were in the database (a survey
under test, a simulation population already read). Both follow Kleene's logic, and a test holds
them to the same answers.
"""

import operator
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from pedekate.errors import ConfigError
from pedekate.schema.conditions import Condition

_COMPARE: dict[str, Callable] = {
    "sama": operator.eq,
    "kurang_dari": operator.lt,
    "paling_banyak": operator.le,
    "lebih_dari": operator.gt,
    "paling_sedikit": operator.ge,
}


class Truth(NamedTuple):
    """Three-valued answer per row: `yes` and `no` never overlap; neither set means unknown."""

    yes: np.ndarray
    no: np.ndarray

    @property
    def unknown(self) -> np.ndarray:
        """(n,) rows about which nothing can be said."""
        return ~(self.yes | self.no)


def evaluate(condition: Condition, frame: pd.DataFrame) -> Truth:
    """Evaluate `condition` for every row of `frame`.

    Raises:
        ConfigError: the frame lacks a column the condition reads.
    """
    if condition.tidak is not None:
        inner = evaluate(condition.tidak, frame)
        return Truth(yes=inner.no, no=inner.yes)
    if condition.semua is not None:
        parts = [evaluate(part, frame) for part in condition.semua]
        return _all(parts, len(frame))
    if condition.salah_satu is not None:
        parts = [evaluate(part, frame) for part in condition.salah_satu]
        flipped = _all([Truth(yes=part.no, no=part.yes) for part in parts], len(frame))
        return Truth(yes=flipped.no, no=flipped.yes)
    return _all(_comparisons(condition, frame), len(frame))


def _all(parts: list[Truth], length: int) -> Truth:
    yes, no = np.ones(length, dtype=bool), np.zeros(length, dtype=bool)
    for part in parts:
        yes &= part.yes
        no |= part.no
    return Truth(yes=yes, no=no)


def _comparisons(condition: Condition, frame: pd.DataFrame) -> list[Truth]:
    if condition.kolom not in frame.columns:
        raise ConfigError(
            f"Syarat memakai kolom '{condition.kolom}' yang tidak ada di tabel; "
            "periksa ejaannya terhadap pedekate/schema/analitik.sql."
        )
    values = frame[condition.kolom]
    known = values.notna().to_numpy(dtype=bool)
    present = values[known]
    answers = []
    for name, compare in _COMPARE.items():
        wanted = getattr(condition, name)
        if wanted is not None:
            answers.append(_spread(compare(present, wanted), known))
    if condition.dalam is not None:
        answers.append(_spread(present.isin(list(condition.dalam)), known))
    if condition.kosong is not None:
        empty = ~known if condition.kosong else known
        answers.append(Truth(yes=empty, no=~empty))
    return answers


def _spread(answer: pd.Series, known: np.ndarray) -> Truth:
    yes = np.zeros(len(known), dtype=bool)
    yes[known] = answer.to_numpy(dtype=bool)
    return Truth(yes=yes, no=known & ~yes)
