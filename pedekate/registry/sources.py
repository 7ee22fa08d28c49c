"""The sources of the register in their order: `[sumber]` of `data/profil/kategori.toml`.

The one list everything follows: which answer wins, who may join whom, the columns `di_*`.
"""

from functools import cache
from pathlib import Path

import pandas as pd
from pydantic import BaseModel

from pedekate import config, config_file


class _Source(BaseModel):
    label: str
    lampau: bool = False


class _Sources(BaseModel):
    sumber: dict[str, _Source]


@cache
def order(path: Path = config.PROFIL / "kategori.toml") -> dict[str, bool]:
    """Source code → closed for years (`lampau`), the freshest full register first.

    Raises:
        ConfigError: the file cannot be read or has no table `sumber`.
    """
    return {code: source.lampau for code, source in _sources(path).items()}


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
    return {code: source.label for code, source in _sources(path).items()}


def _sources(path: Path) -> dict[str, _Source]:
    # The file holds categories of other kinds too: theirs are not looked at here.
    return config_file.load(path, _Sources).sumber
