"""What the simulation reads: the register's families, a programme's answers, and the truth."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pedekate.store.connection import KEBENARAN, Reader, open_reader


def families(reader: Reader) -> pd.DataFrame:
    """One row per family of the register, sorted by id; see `baca/kerangka_simulasi.sql`."""
    return reader.query("baca/kerangka_simulasi")


def answers(
    reader: Reader, *, conditions: Mapping[str, str], columns: tuple[str, ...] = ()
) -> pd.DataFrame:
    """A programme's conditions answered for every family, in the order of `families`.

    Args:
        conditions: name → boolean SQL over `keluarga`, compiled from a validated Condition (its
            column names follow a pattern, its values are quoted literals).
        columns: further columns of `keluarga` as they are.

    Returns:
        One column per condition: 1 true, 0 false, -1 unknown; then `columns`.
    """
    parts = [
        f"coalesce(cast(({sql}) as tinyint), -1) as {name}" for name, sql in conditions.items()
    ]
    chosen = ",\n    ".join([*parts, *columns])
    return reader.query(f"select\n    {chosen}\nfrom keluarga\norder by id_keluarga")


def known_shares(reader: Reader, columns: tuple[str, ...]) -> dict[str, float]:
    """Column of `keluarga` → share (0..1) of the families for whom it is not empty.

    Args:
        columns: names that follow the pattern of a Condition's column.
    """
    parts = ",\n    ".join(f"count({name}) as {name}" for name in columns)
    row = reader.query(f"select\n    count(*) as semua,\n    {parts}\nfrom keluarga").iloc[0]
    return {name: float(row[name]) / max(1, float(row["semua"])) for name in columns}


def truth(folder: Path) -> pd.DataFrame | None:
    """Families of the synthetic city as they truly are; None when the register has no truth.

    Read once and closed: an open connection would keep the old file alive after a swap.
    """
    path = folder / KEBENARAN
    if not path.exists():
        return None
    with open_reader(path) as reader:
        return reader.query("baca/kebenaran")


def covariates(reader: Reader) -> pd.DataFrame:
    """Every column of `keluarga`, in the order of `families`: what a needs score may read."""
    return reader.query("select * from keluarga order by id_keluarga")
