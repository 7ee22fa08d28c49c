"""What a city's own boundaries must fulfil (`data/aturan/batas_wilayah.toml`)."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from pedekate import config, config_file

_FILE = config.DATA / "aturan" / "batas_wilayah.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileLimits(_Part):
    """Limits before and while the file is read."""

    ukuran_maks: int = Field(gt=0)
    poligon_maks: int = Field(gt=0)
    titik_maks: int = Field(gt=0)
    entri_maks: int = Field(gt=0)
    mekar_maks: int = Field(gt=0)
    rasio_maks: int = Field(gt=0)


class Place(_Part):
    """Where and how large the city is."""

    luas_resmi_km2: float = Field(gt=0)
    luas_toleransi: float = Field(gt=0, lt=1)
    bagian_di_dalam: float = Field(gt=0, lt=1)
    kemiripan_letak: float = Field(gt=0, lt=1)


class Coverage(_Part):
    """How cleanly the polygons must meet."""

    tumpang_maks_m2: float = Field(gt=0)
    celah_maks_m2: float = Field(gt=0)
    celah_lebar_m: float = Field(gt=0)
    perubahan_maks: float = Field(gt=0, lt=1)


class Simplification(_Part):
    """How small the outlines must become."""

    titik_sasaran: int = Field(gt=0)
    toleransi_awal_m: float = Field(gt=0)
    toleransi_maks_m: float = Field(gt=0)


class BoundaryRules(_Part):
    """Every rule for own boundaries."""

    berkas: FileLimits
    wilayah: Place
    cakupan: Coverage
    sederhana: Simplification


@lru_cache
def boundary_rules() -> BoundaryRules:
    """The rules in force.

    Raises:
        ConfigError: the file is missing, not TOML or incomplete.
    """
    return config_file.load(_FILE, BoundaryRules)
