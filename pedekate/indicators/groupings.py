"""Groupings of families by which every indicator is broken down (`data/indikator/rincian.toml`)."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.schema.conditions import Column, Condition

_FILE = "data/indikator/rincian.toml"
_ID = r"^[a-z][a-z0-9_]*$"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Class(_Shape):
    """One class: the families whose condition is true."""

    id: str = Field(pattern=_ID)
    nama: str
    syarat: Condition


class Unknown(_Shape):
    """The class of families nobody can place."""

    id: str = Field(pattern=r"^t[a-z_]*$")
    nama: str


class Grouping(_Shape):
    """A partition of the families, by the values of a column or by conditions.

    Attributes:
        judul: heading of its classes.
        awalan: stands before a value of `kolom`; `nilai` names values instead.
    """

    id: str = Field(pattern=_ID)
    nama: str
    judul: str
    tak_diketahui: Unknown
    sumber: str = Field(min_length=8)
    kolom: Column | None = None
    awalan: str = ""
    nilai: dict[str, str] = {}
    kelas: tuple[Class, ...] = ()

    @model_validator(mode="after")
    def _column_or_classes(self) -> "Grouping":
        if (self.kolom is None) == (not self.kelas):
            raise ValueError(f"{self.id}: harus 'kolom' atau 'kelas'")
        return self

    def columns(self) -> set[str]:
        """Columns the grouping reads."""
        if self.kolom is not None:
            return {self.kolom}
        return set().union(*(one.syarat.columns() for one in self.kelas))

    def class_sql(self) -> str:
        """SQL text of a family's class; never NULL."""
        unknown = f"'{self.tak_diketahui.id}'"
        if self.kolom is not None:
            return f"coalesce(cast({self.kolom} as text), {unknown})"
        tests = " ".join(f"when {one.syarat.to_sql()} then '{one.id}'" for one in self.kelas)
        return f"case {tests} else {unknown} end"

    def class_name(self, kelas: str) -> str:
        """Screen name of a class."""
        if kelas == self.tak_diketahui.id:
            return self.tak_diketahui.nama
        names = {one.id: one.nama for one in self.kelas} | self.nilai
        return names.get(kelas) or f"{self.awalan}{kelas}"

    def is_unknown(self, kelas: str) -> bool:
        """Whether this is the class of families nobody can place."""
        return kelas == self.tak_diketahui.id


class _File(_Shape):
    rincian: tuple[Grouping, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _unique(self) -> "_File":
        ids = [one.id for one in self.rincian]
        if len(set(ids)) < len(ids) or {"semua", "sumber"} & set(ids):
            raise ValueError("id rincian berulang, atau 'semua'/'sumber' yang sudah berarti lain")
        return self


@lru_cache
def load() -> dict[str, Grouping]:
    """Every grouping by id, in display order.

    Raises:
        ConfigError: the file is missing, not TOML or incomplete.
    """
    found = config_file.load(config.INDIKATOR / "rincian.toml", _File)
    return {one.id: one for one in found.rincian}


def get(grouping: str) -> Grouping:
    """The grouping with this id.

    Raises:
        ConfigError: no such id.
    """
    if grouping not in load():
        raise ConfigError(f"Rincian '{grouping}' tidak ada; daftar lengkapnya ada di {_FILE}.")
    return load()[grouping]
