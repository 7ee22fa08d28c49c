"""Groupings of families by which fairness is asked about (`data/simulasi/kelompok.toml`)."""

from functools import lru_cache

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.schema.program import Program
from pedekate.simulation.register import Register

OUTSIDE = "Di luar registri"


class Grouping(BaseModel):
    """One grouping over a column of `keluarga`.

    Attributes:
        kelas: value → name; for counts "1" stands for one or more.
        serumpun: other columns that mark the same group.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    nama: str
    kolom: str
    kelas: dict[str, str] = Field(min_length=2)
    serumpun: tuple[str, ...] = ()

    def intended(self, program: Program) -> str | None:
        """Name of the class the programme is meant for, None without one."""
        meant = {part.kolom for part in program.komponen} | program.syarat.columns()
        if program.kelompok_rentan is not None:
            meant |= program.kelompok_rentan.columns()
        return self.kelas.get("1") if meant & {self.kolom, *self.serumpun} else None


class Groupings(BaseModel):
    """All groupings, and the two that are crossed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kelompok: tuple[Grouping, ...] = Field(min_length=1)
    silang: tuple[str, str]

    @model_validator(mode="after")
    def _crosses_what_there_is(self) -> "Groupings":
        if not set(self.silang) <= {one.id for one in self.kelompok}:
            raise ValueError("'silang' harus menyebut dua id dari [[kelompok]]")
        return self


@lru_cache
def load() -> Groupings:
    """The groupings.

    Raises:
        ConfigError: the file does not hold what is expected.
    """
    path = config.DATA / "simulasi" / "kelompok.toml"
    return config_file.load(path, Groupings)


def labels(grouping: Grouping, families: pd.DataFrame, register: Register) -> np.ndarray:
    """(n,) class of every family of the population; None where the register does not say.

    Args:
        families: rows of the register, with the grouping's column.
    """
    column = families[grouping.kolom]
    if pd.api.types.is_numeric_dtype(column):
        column = (column > 0).astype("Int8")
    names = column.astype("string").map(grouping.kelas).astype(object).to_numpy()
    inside = register.row >= 0
    return np.where(inside, names[register.row], OUTSIDE)
