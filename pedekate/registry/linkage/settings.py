"""The linkage model as data: `model.toml` (comparisons, thresholds) and `model.json` (m, u)."""

import hashlib
import json
import math
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pedekate import config_file
from pedekate.errors import ConfigError
from pedekate.registry.linkage.names import FOLDER

SETTINGS, TRAINED, NAMES = FOLDER / "model.toml", FOLDER / "model.json", FOLDER / "nama.toml"
FINGERPRINT_LENGTH = 12


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Strict):
    """One outcome of a comparison: its SQL over columns with _l and _r; `kosong` says nothing."""

    label: str
    syarat: str
    kosong: bool = False
    frekuensi: str | None = None
    m_minimum: float = 0.0


class Comparison(_Strict):
    """One thing two records are compared on; `bersama` belongs to the whole family."""

    kolom: str
    nama: str
    bersama: bool
    tingkat: tuple[Level, ...]


class Block(_Strict):
    """Columns that two records must share to be compared at all."""

    syarat: tuple[str, ...]


class LinkSettings(_Strict):
    """Thresholds, blocks and comparisons; see the comments in `model.toml`."""

    terima: float
    tinjau: tuple[float, float]
    ambang: tuple[float, ...]
    peluang_ada: float
    penduduk_minimum: int
    peluang_dalam_keluarga: float
    bobot_putusan_sama: float
    blok: tuple[Block, ...]
    banding: tuple[Comparison, ...]

    @model_validator(mode="after")
    def _today_is_a_threshold(self) -> "LinkSettings":
        if self.terima not in self.ambang:
            raise ValueError("terima harus salah satu dari ambang")
        return self

    @property
    def lowest(self) -> float:
        """Probability below which nothing is kept, not even for review."""
        return min(*self.ambang, self.tinjau[0])


class Trained(_Strict):
    """Saved numbers of a training: the day, the data, Splink's version and its model."""

    dilatih: date
    data: str
    splink: str
    model: dict


@cache
def load(path: Path = SETTINGS) -> LinkSettings:
    """Settings of the linkage.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return config_file.load(path, LinkSettings)


@cache
def load_trained(path: Path = TRAINED) -> Trained:
    """The trained model.

    Raises:
        ConfigError: it is missing, broken, or trained for other comparisons than `model.toml` has.
    """
    try:
        trained = Trained.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, json.JSONDecodeError, ValidationError) as error:
        raise ConfigError(f"Model terlatih {path.name} tidak dapat dibaca: {error}") from error
    if _outline(trained.model["comparisons"]) != _outline(splink_comparisons(load())):
        raise ConfigError(
            f"{path.name} dilatih untuk pembanding lain dari {SETTINGS.name}; "
            "latih ulang: python -m pedekate latih"
        )
    return trained


def splink_comparisons(settings: LinkSettings) -> list[dict]:
    """The comparisons as Splink reads them, without trained numbers."""
    return [
        {
            "output_column_name": comparison.kolom,
            "comparison_description": comparison.nama,
            "comparison_levels": [_splink_level(level) for level in comparison.tingkat],
        }
        for comparison in settings.banding
    ]


def _splink_level(level: Level) -> dict:
    condition = " ".join(level.syarat.split())
    found: dict = {
        "sql_condition": "ELSE" if condition == "else" else condition,
        "label_for_charts": level.label,
        "is_null_level": level.kosong,
    }
    if level.frekuensi:
        found["tf_adjustment_column"] = level.frekuensi
    return found


def _outline(comparisons: list[dict]) -> list:
    return [
        (c["output_column_name"], [x["label_for_charts"] for x in c["comparison_levels"]])
        for c in comparisons
    ]


@cache
def fingerprint() -> str:
    """Same rules, settings and trained numbers, same 12 letters."""
    digest = hashlib.sha256()
    for path in (NAMES, SETTINGS, TRAINED):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:FINGERPRINT_LENGTH]


def log_odds(probability: float) -> float:
    """Base-2 log-odds, Splink's match weight, of a probability in (0, 1)."""
    return math.log2(probability / (1 - probability))
