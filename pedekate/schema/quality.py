"""Dimensions of data quality as data: which rules count where, and in whose words."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pedekate import config_file
from pedekate.errors import ConfigError


class Dimension(BaseModel):
    """One dimension. `dapat_dinilai` is SQL over a cleaned row; the texts go on screen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    nama: str
    pertanyaan: str
    baik: str
    penyebut: str
    sumber: str = Field(min_length=8)
    dapat_dinilai: str
    aturan: tuple[str, ...] = Field(min_length=1)


class QualityBook(BaseModel):
    """All dimensions and the extra checks on empty cells (`isian`, written like row rules)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dimensi: tuple[Dimension, ...] = Field(min_length=1)
    isian: tuple[dict, ...] = ()


def load(path: Path) -> QualityBook:
    """The dimensions of `data/mutu/dimensi.toml`.

    Raises:
        ConfigError: missing, not what is expected, or a rule counts in two dimensions.
    """
    book = config_file.load(path, QualityBook)
    rules = [rule for dimension in book.dimensi for rule in dimension.aturan]
    if twice := sorted({rule for rule in rules if rules.count(rule) > 1}):
        raise ConfigError(f"Aturan {', '.join(twice)} dihitung di dua dimensi di {path.name}.")
    return book
