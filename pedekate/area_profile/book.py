"""Needs, the OPD in charge and the rules of ranking: `data/opd/kebutuhan.toml`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.indicators import catalogue
from pedekate.indicators.needs import Rules

FILE = config.DATA / "opd" / "kebutuhan.toml"
Source = Annotated[str, Field(min_length=8)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Policy(_Strict):
    """The rules as edited by the city; see `indicators.needs.Rules`."""

    banyak: Annotated[int, Field(ge=1, le=10)]
    tingkat_keliru: Annotated[float, Field(gt=0, lt=1)]
    efek_rancangan_jiwa: Annotated[float, Field(ge=1)]
    harapan_minimum: Annotated[float, Field(ge=0)]
    selisih_minimum: Share
    tak_diketahui_maksimum: Share
    desil_sasaran: Annotated[int, Field(ge=1, le=10)]
    bukan_kekurangan: tuple[str, ...]
    sumber: Source

    def rules(self) -> Rules:
        return Rules(
            false_discovery=self.tingkat_keliru,
            design_effect=self.efek_rancangan_jiwa,
            least_expected=self.harapan_minimum,
            least_gap=self.selisih_minimum,
            most_unknown=self.tak_diketahui_maksimum,
        )


class Office(_Strict):
    """One OPD and the affair it is in charge of."""

    id: str
    nama: str
    urusan: Source


class Need(_Strict):
    """An indicator, who acts on it, and how; needs of one `kelompok` call for the same action."""

    indikator: str
    kelompok: str
    opd: str
    tindakan: Annotated[str, Field(min_length=8, max_length=80)]
    sumber: Source


class Book(_Strict):
    """Everything the profile needs to know about acting."""

    aturan: Policy
    opd: tuple[Office, ...]
    kebutuhan: tuple[Need, ...]

    @model_validator(mode="after")
    def _known(self) -> "Book":
        known = {i.id for i in catalogue.load().indikator}
        wanted = {n.indikator for n in self.kebutuhan} | set(self.aturan.bukan_kekurangan)
        if strange := sorted(wanted - known):
            raise ValueError(f"indikator tidak dikenal: {', '.join(strange)}")
        if strange := sorted({n.opd for n in self.kebutuhan} - {o.id for o in self.opd}):
            raise ValueError(f"OPD tidak dikenal: {', '.join(strange)}")
        return self

    def office(self, opd: str) -> str:
        """Screen name of an OPD."""
        return next(o.nama for o in self.opd if o.id == opd)

    def compared(self) -> tuple[catalogue.Indicator, ...]:
        """The indicators that count what is missing, in the order of the catalogue."""
        return tuple(
            i
            for i in catalogue.load().indikator
            if i.arah == "kebutuhan" and i.id not in self.aturan.bukan_kekurangan
        )


@cache
def load(path: Path = FILE) -> Book:
    """The book as edited by the city.

    Raises:
        ConfigError: missing, not TOML, incomplete, or naming an unknown indicator or OPD.
    """
    return config_file.load(path, Book)
