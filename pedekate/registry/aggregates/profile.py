"""Layout profiles of aggregate tables: TOML in `data/profil` with `jenis = "agregat"`."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from pedekate import config, config_file
from pedekate.registry.profiles import Name, normalise_label
from pedekate.schema.external import Badge

KIND = "agregat"
AREA_COLUMNS = ("kode", "kelurahan", "kecamatan", "wilayah")
VALUE_COLUMNS = ("nilai", "pembilang", "penyebut")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measured(_Strict):
    """What columns of a wide table say about one indicator."""

    indikator: Name
    nilai: Name | None = None
    pembilang: Name | None = None
    penyebut: Name | None = None
    satuan: str | None = None
    periode: str | None = None

    @model_validator(mode="after")
    def _says_enough(self) -> "Measured":
        if not (self.nilai or self.pembilang):
            raise ValueError(f"{self.indikator}: isi kolom 'nilai' atau 'pembilang'")
        if self.nilai and not self.satuan:
            raise ValueError(f"{self.indikator}: kolom nilai perlu 'satuan'")
        return self

    def columns(self) -> list[str]:
        """The columns it reads."""
        return [c for c in (self.nilai, self.pembilang, self.penyebut) if c]


class AggregateProfile(_Strict):
    """One kind of aggregate table.

    Attributes:
        bentuk: "panjang" (a row per area, indicator and date) or "lebar" (a row per area).
        sumber: publisher, as the screen names it; a `sumber` cell outranks it.
        lencana: badge of its figures; `sumber_resmi` names the sources that make a row *resmi*.
        tingkat: level of an area given by its bare name, where a name belongs to two levels.
        satuan: unit of a long table without a column for it.
        kolom: our name of a column → labels seen in headers.
    """

    id: Name
    nama: str
    jenis: Literal["agregat"]
    bentuk: Literal["panjang", "lebar"]
    sumber: str
    lencana: Badge
    sumber_resmi: tuple[str, ...] = ()
    tingkat: Literal["kota", "kecamatan", "kelurahan"] | None = None
    satuan: str | None = None
    kolom: dict[Name, tuple[str, ...]]
    ukuran: tuple[Measured, ...] = ()

    @model_validator(mode="after")
    def _known_columns(self) -> "AggregateProfile":
        used = {c for measured in self.ukuran for c in measured.columns()}
        if self.bentuk == "panjang":
            used |= {"indikator", "nilai"}
        elif not self.ukuran:
            raise ValueError("bentuk lebar perlu sedikitnya satu [[ukuran]]")
        if unknown := sorted(used - self.kolom.keys()):
            raise ValueError(f"kolom tidak didaftarkan: {', '.join(unknown)}")
        if not set(AREA_COLUMNS) & self.kolom.keys():
            raise ValueError(f"perlu sedikitnya satu kolom wilayah: {', '.join(AREA_COLUMNS)}")
        return self

    @property
    def wajib_kolom(self) -> tuple[tuple[str, ...], ...]:
        """Groups of columns of which the header must hold at least one each."""
        area = tuple(c for c in AREA_COLUMNS if c in self.kolom)
        if self.bentuk == "panjang":
            return (area, ("indikator",), tuple(c for c in VALUE_COLUMNS[:2] if c in self.kolom))
        return (area, tuple(c for m in self.ukuran for c in (m.nilai, m.pembilang) if c))

    def column_of_label(self) -> dict[str, str]:
        """Normalised header label → our column name."""
        return {
            normalise_label(text): name for name, labels in self.kolom.items() for text in labels
        }


@cache
def load_all(folder: Path = config.PROFIL) -> tuple[AggregateProfile, ...]:
    """Every aggregate profile of the folder and of the city's own, sorted by file name.

    Raises:
        ConfigError: a file is no valid profile.
    """
    found = []
    for path in sorted([*folder.glob("*.toml"), *config.profil_kota().glob("*.toml")]):
        raw = config_file.content(path)
        if raw.get("jenis") == KIND:
            found.append(config_file.checked(path, AggregateProfile, raw))
    return tuple(found)
