"""Covariates of the needs score, declared in `data/indikator/skor_kebutuhan.toml`."""

from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.schema.conditions import Column, Condition
from pedekate.schema.evaluation import evaluate


class Covariate(BaseModel):
    """A 0/1 answer to a condition, or a number, both from canonical columns of `keluarga`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Column
    syarat: Condition | None = None
    tidak_tahu_bila: Condition | None = None
    kolom: Column | None = None
    dibagi: Column | None = None
    ubah: Literal["ln", "kuadrat"] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Covariate":
        if (self.syarat is None) == (self.kolom is None):
            raise ValueError("peubah harus memakai 'syarat' atau 'kolom', tidak keduanya")
        return self

    def values(self, frame: pd.DataFrame) -> np.ndarray:
        """(n,) values of this covariate; NaN where the answer is unknown."""
        return self._answers(frame) if self.syarat is not None else self._numbers(frame)

    def _answers(self, frame: pd.DataFrame) -> np.ndarray:
        truth = evaluate(self.syarat, frame)
        values = np.where(truth.unknown, np.nan, truth.yes.astype(float))
        if self.tidak_tahu_bila is not None:
            values[evaluate(self.tidak_tahu_bila, frame).yes] = np.nan
        return values

    def _numbers(self, frame: pd.DataFrame) -> np.ndarray:
        values = numbers(frame, self.kolom)
        if self.dibagi is not None:
            divisor = numbers(frame, self.dibagi)
            values = values / np.where(divisor > 0, divisor, np.nan)
        if self.ubah == "ln":
            return np.log(np.where(values > 0, values, np.nan))
        return values**2 if self.ubah == "kuadrat" else values


class CovariateSet(BaseModel):
    """The whole declaration, in the order of its columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    nama: str
    versi: str
    deskripsi: str = Field(pattern=r"\.$")
    sumber: str
    minimal_terisi: float = Field(gt=0, le=1)
    minimal_kasus: int = Field(ge=1)
    lipatan: int = Field(ge=2)
    peubah: tuple[Covariate, ...] = Field(min_length=1)

    def matrix(self, frame: pd.DataFrame) -> np.ndarray:
        """(n, k) covariates of every row in declared order; NaN where unknown.

        Survey and register go through this one builder, so a column can never mean one thing
        where the score is fitted and another where it is applied.
        """
        return np.column_stack([covariate.values(frame) for covariate in self.peubah])


def numbers(frame: pd.DataFrame, column: str) -> np.ndarray:
    """(n,) float values of a column; missing becomes NaN.

    Raises:
        ConfigError: the frame lacks the column.
    """
    if column not in frame.columns:
        raise ConfigError(
            f"Skor kebutuhan memakai kolom '{column}' yang tidak ada di tabel; periksa "
            "data/indikator/skor_kebutuhan.toml."
        )
    return pd.to_numeric(frame[column]).to_numpy(dtype=float, na_value=np.nan)


@lru_cache
def load() -> CovariateSet:
    """The declared covariates.

    Raises:
        ConfigError: the file is missing or does not hold what is expected; the sentence names it.
    """
    path = config.INDIKATOR / "skor_kebutuhan.toml"
    return config_file.load(path, CovariateSet)
