"""Reads `data/parameter/*.toml`: every value carries a date, a unit, bounds and a source."""

import datetime as dt
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import ConfigError


class Value(BaseModel):
    """One dated value of a parameter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sejak: dt.date
    nilai: int | float
    sumber: str = Field(min_length=8)
    keyakinan: Literal["tinggi", "sedang", "rendah"]


class Parameter(BaseModel):
    """A parameter with its history, oldest value first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    nama: str
    deskripsi: str = Field(pattern=r"\.$")
    satuan: str = Field(min_length=1)
    rentang: tuple[float, float]
    nilai: tuple[Value, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ordered_and_bounded(self) -> "Parameter":
        dates = [value.sejak for value in self.nilai]
        if dates != sorted(set(dates)):
            raise ValueError("tanggal 'sejak' harus berurutan dan tidak berulang")
        low, high = self.rentang
        outside = [value.nilai for value in self.nilai if not low <= value.nilai <= high]
        if outside:
            raise ValueError(f"nilai {outside} di luar rentang {low}–{high}")
        return self

    def at(self, date: dt.date) -> Value:
        """The value in force on `date`.

        Raises:
            ConfigError: `date` lies before the first known value; guessing backwards would invent
                a figure nobody published.
        """
        known = [value for value in self.nilai if value.sejak <= date]
        if not known:
            raise ConfigError(
                f"Parameter '{self.id}' belum punya nilai untuk {date.isoformat()}; tambahkan "
                f"nilainya di data/parameter/{self.id}.toml."
            )
        return known[-1]

    @property
    def latest(self) -> Value:
        """The newest value."""
        return self.nilai[-1]


def names() -> list[str]:
    """Ids of all parameters, sorted."""
    return sorted(path.stem for path in config.PARAMETER.glob("*.toml"))


@lru_cache
def load(name: str) -> Parameter:
    """Parameter `name`.

    Raises:
        ConfigError: no such file, not TOML, or a value breaks its own bounds; the sentence names
            the file.
    """
    path = config.PARAMETER / f"{name}.toml"
    if not path.exists():
        raise ConfigError(f"Parameter '{name}' tidak ada; pilih salah satu: {', '.join(names())}.")
    parameter = config_file.load(path, Parameter)
    if parameter.id != name:
        raise ConfigError(f"data/parameter/{name}.toml: 'id' harus sama dengan nama berkas.")
    return parameter
