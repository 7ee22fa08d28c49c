"""The catalogue of single indicators (`data/indikator/dasar.toml`) and their three-valued SQL."""

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.schema.coarse import condition_sql
from pedekate.schema.conditions import Condition

Unit = Literal["keluarga", "individu"]
_FILE = "data/indikator/dasar.toml"


class Topic(BaseModel):
    """A group of indicators on screen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    nama: str


class Indicator(BaseModel):
    """One share: who counts (`populasi`), who has the trait (`syarat`), and where that is from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    tema: str
    nama: str = Field(max_length=40)
    # Completes "… persen keluarga …" in the page's sentence.
    frasa: str = Field(min_length=4, pattern=r"^[a-z].*[^.]$")
    definisi: str = Field(pattern=r"^[A-Z0-9].*\.$")
    satuan: Unit
    penyebut: str = Field(min_length=4)
    populasi: Condition | None = None
    syarat: Condition
    arah: Literal["kebutuhan", "cakupan"]
    sumber: str = Field(min_length=8)
    lencana: Literal["terdaftar"]

    @property
    def unit_word(self) -> str:
        """The unit as the screen names it: "keluarga" or "jiwa"."""
        return "jiwa" if self.satuan == "individu" else "keluarga"

    def columns(self) -> set[str]:
        """Columns the indicator reads."""
        population = self.populasi.columns() if self.populasi else set()
        return population | self.syarat.columns()

    def status_sql(self) -> str:
        """SQL value of one row: 1 has the trait, 0 has it not, 2 unknown, NULL not counted.

        A row whose membership in the population is unknown is unknown too, never left out.
        """
        trait = condition_sql(self.syarat, coarse_classes())
        status = f"case when {trait} then 1 when not {trait} then 0 else 2 end"
        if self.populasi is None:
            return status
        member = condition_sql(self.populasi, coarse_classes())
        return f"case when {member} then {status} when not {member} then null else 2 end"


class Catalogue(BaseModel):
    """All indicators, in the order the screen shows them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tema: tuple[Topic, ...]
    indikator: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _unique_and_known(self) -> "Catalogue":
        ids = [indicator.id for indicator in self.indikator]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"id berulang: {', '.join(twice)}")
        topics = {topic.id for topic in self.tema}
        if unknown := sorted({i.tema for i in self.indikator} - topics):
            raise ValueError(f"tema tidak dikenal: {', '.join(unknown)}")
        return self

    def get(self, indicator: str) -> Indicator:
        """The indicator with this id.

        Raises:
            ConfigError: no such id.
        """
        for candidate in self.indikator:
            if candidate.id == indicator:
                return candidate
        raise ConfigError(f"Indikator '{indicator}' tidak ada; daftar lengkapnya ada di {_FILE}.")

    def topic_name(self, topic: str) -> str:
        """Screen name of a topic."""
        return next(t.nama for t in self.tema if t.id == topic)


@lru_cache
def load() -> Catalogue:
    """The catalogue as edited by the city.

    Raises:
        ConfigError: the file is missing, not TOML, or an entry is incomplete.
    """
    return config_file.load(config.INDIKATOR / "dasar.toml", Catalogue)


@lru_cache
def coarse_classes() -> dict[str, dict[str, tuple[str, ...]]]:
    """Column → coarse class → fine classes inside it (`data/indikator/kelas_kasar.toml`).

    Raises:
        ConfigError: the file is missing or not TOML.
    """
    content = config_file.content(config.INDIKATOR / "kelas_kasar.toml")
    return {
        column: {name: tuple(inside) for name, inside in classes.items()}
        for column, classes in content.items()
    }
