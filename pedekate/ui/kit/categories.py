"""Screen names of the canonical categories (`data/profil/kategori.toml`), in their fixed order."""

import tomllib
from functools import lru_cache

from pedekate import config


@lru_cache
def names(category: str) -> dict[str, str]:
    """Code → label of one category, e.g. names("sumber")["dtsen"] == "DTSEN"."""
    text = (config.PROFIL / "kategori.toml").read_text(encoding="utf-8")
    return {code: entry["label"] for code, entry in tomllib.loads(text)[category].items()}


def source_names() -> dict[str, str]:
    """Code → label of every kind of file: the registers, then payment lists and surveys."""
    return names("sumber") | names("asal_berkas")
