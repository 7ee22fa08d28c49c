"""The sources of the register in their order: `[sumber]` of `data/profil/kategori.toml`.

The one list everything follows: which answer wins, who may join whom, the columns `di_*`.
"""

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.errors import ConfigError


@cache
def order(path: Path = config.PROFIL / "kategori.toml") -> dict[str, bool]:
    """Source code → closed for years (`lampau`), the freshest full register first.

    Raises:
        ConfigError: the file cannot be read or has no table `sumber`.
    """
    try:
        sources = tomllib.loads(path.read_text(encoding="utf-8"))["sumber"]
        return {code: entry.get("lampau", False) for code, entry in sources.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise ConfigError(f"Urutan sumber di {path.name} tidak dapat dibaca: {error}") from error


def table() -> pd.DataFrame:
    """sumber, urutan (from 1), lampau: the table `urutan_sumber` of the register's SQL."""
    rows = [(code, number, past) for number, (code, past) in enumerate(order().items(), start=1)]
    return pd.DataFrame(rows, columns=["sumber", "urutan", "lampau"]).astype({"urutan": "int32"})


@cache
def labels(path: Path = config.PROFIL / "kategori.toml") -> dict[str, str]:
    """Source code → its name on screen, in the order of `order`.

    Raises:
        ConfigError: see `order`.
    """
    codes = order(path)
    sources = tomllib.loads(path.read_text(encoding="utf-8"))["sumber"]
    return {code: sources[code]["label"] for code in codes}
