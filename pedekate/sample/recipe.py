"""The recipe of the synthetic city as data: `resep.toml`, read once and checked."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pedekate.errors import ConfigError

# Whether a thing is owned is answered wrongly less often than what a wall is made of.
ASSET_ERRORS = 0.7
# The error level of a city when nothing is said.
ORDINARY = "biasa"

_FILE = Path(__file__).with_name("resep.toml")


@dataclass(frozen=True, slots=True)
class Field:
    """One coded answer about the dwelling or an asset, its codes ordered poor to rich.

    `muatan` is the loading on the material factor; `salah` scales how often registers err on it.
    """

    kolom: str
    kode: tuple[str, ...]
    bagian: np.ndarray
    muatan: float
    salah: float


@dataclass(frozen=True, slots=True)
class ErrorLevel:
    """How much worse than usual registers are: factors on the shares of broken numbers and slips of
    spelling, and shares of wrong birth dates and of families listed at an old address."""

    nik: float
    kk: float
    ejaan: float
    lahir: float
    alamat: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything the generator needs that is a number of the world and not a method."""

    versi: str
    sasaran: dict[str, float]
    ragam: dict[str, float]
    kecamatan: dict[str, float]
    keluarga: dict[str, list]
    isian: tuple[Field, ...]
    muatan: dict[str, float]
    registri: dict[str, object]
    gelombang: dict[str, object]
    galat: dict[str, ErrorLevel]

    def field(self, column: str) -> Field:
        return next(field for field in self.isian if field.kolom == column)


@functools.lru_cache(maxsize=1)
def load_recipe() -> Recipe:
    """Read `resep.toml`; every share list must be as long as its code list."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Recipe(
        versi=raw["versi"],
        sasaran=raw["sasaran"],
        ragam=raw["ragam"],
        kecamatan=raw["kecamatan"],
        keluarga=raw["keluarga"],
        isian=tuple(_field(entry) for entry in raw["isian"]) + tuple(map(_asset, raw["aset"])),
        muatan=raw["muatan"],
        registri=raw["registri"],
        gelombang=raw["gelombang_2"],
        galat={name: ErrorLevel(**level) for name, level in raw["galat"].items()},
    )


def _field(entry: dict) -> Field:
    shares = np.array(entry["bagian"], dtype=float)
    if len(shares) != len(entry["kode"]):
        raise ConfigError(f"resep.toml: '{entry['kolom']}' punya kode dan bagian tak sama banyak.")
    return Field(
        kolom=entry["kolom"],
        kode=tuple(entry["kode"]),
        bagian=shares / shares.sum(),
        muatan=entry["muatan"],
        salah=1.0,
    )


def _asset(entry: dict) -> Field:
    share = entry["bagian"]
    return Field(
        kolom=entry["kolom"],
        kode=("2", "1"),
        bagian=np.array([1 - share, share]),
        muatan=entry["muatan"],
        salah=entry.get("salah", ASSET_ERRORS),
    )
