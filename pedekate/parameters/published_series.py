"""Published series of the city and the targets beside them (`data/rujukan/seri.toml`)."""

from functools import lru_cache
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.parameters import official

_FILE = "data/rujukan/seri.toml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Shape):
    """One line or one plan's targets: an indicator of `indikator_kota.csv` and its name."""

    indikator: str
    nama: str


class Series(_Shape):
    """What is drawn as one figure.

    Attributes:
        garis: lines that are never joined.
        target: targets, plan by plan; the first plan is the one in force.
        putus: why the lines are not comparable; "" for a single line.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    nama: str
    satuan: str
    desimal: int = Field(ge=0, le=3)
    arah: Literal["naik", "turun"]
    dari_nol: bool
    garis: tuple[Part, ...] = Field(min_length=1)
    target: tuple[Part, ...] = ()
    putus: str = ""

    def lines(self) -> pd.DataFrame:
        """Every figure fit to be drawn: garis (name of the line), tahun, nilai, mutu, sumber_url,
        catatan; doubtful figures are left out (`official.series`)."""
        return _stacked(self.garis)

    def targets(self) -> pd.DataFrame:
        """Every target in the same columns; empty without a plan."""
        return _stacked(self.target)


class _File(_Shape):
    seri: tuple[Series, ...] = Field(min_length=1)


@lru_cache
def load() -> dict[str, Series]:
    """Every series by id, in display order.

    Raises:
        ConfigError: the file is missing, not TOML or incomplete, or names an unknown indicator.
    """
    path = config.RUJUKAN / "seri.toml"
    found = {one.id: one for one in config_file.load(path, _File).seri}
    known = set(official.figures()["indikator"])
    asked = {part.indikator for one in found.values() for part in (*one.garis, *one.target)}
    if unknown := sorted(asked - known):
        raise ConfigError(
            f"Berkas {_FILE} menyebut {', '.join(unknown)}, yang tidak ada di indikator_kota.csv."
        )
    return found


def _stacked(parts: tuple[Part, ...]) -> pd.DataFrame:
    columns = ["garis", "tahun", "nilai", "mutu", "sumber_url", "catatan"]
    tables = [official.series(part.indikator).assign(garis=part.nama) for part in parts]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]
