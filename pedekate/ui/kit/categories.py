"""Screen names of the canonical categories (`data/profil/kategori.toml`), in their fixed order."""

from functools import lru_cache

from pedekate import config, config_file


@lru_cache
def names(category: str) -> dict[str, str]:
    """Code → label of one category, e.g. names("sumber")["dtsen"] == "DTSEN"."""
    entries = config_file.content(config.PROFIL / "kategori.toml")[category]
    return {code: entry["label"] for code, entry in entries.items()}


def source_names() -> dict[str, str]:
    """Code → label of every kind of file: the registers, then payment lists and surveys."""
    return names("sumber") | names("asal_berkas")
