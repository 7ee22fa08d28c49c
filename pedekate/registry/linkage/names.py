"""Cleaned names and their sound key, as SQL over a column of names; rules in `nama.toml`."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pedekate import config, config_file

FOLDER = config.DATA / "padanan"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Variant(_Strict):
    """Spellings and abbreviations of one name, each a whole word."""

    baku: str
    tulisan: tuple[str, ...]
    alasan: str


class Sound(_Strict):
    """One replacement of the sound key: a regular expression and what it becomes."""

    dari: str
    ke: str
    alasan: str


class NameRules(_Strict):
    """How names are cleaned; see the comments in `nama.toml`."""

    gelar_depan: tuple[str, ...]
    gelar_belakang: tuple[str, ...]
    putus_setelah: tuple[str, ...]
    huruf_ganda: bool
    varian: tuple[Variant, ...]
    bunyi: tuple[Sound, ...]


@cache
def load(path: Path = FOLDER / "nama.toml") -> NameRules:
    """The rules.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return config_file.load(path, NameRules)


def cleaned(column: str, rules: NameRules) -> str:
    """Text SQL: the name in lower case without titles and particles, variants made equal.

    Words of a-z with one space between them; NULL when nothing is left.
    """
    # A dot or comma is a word boundary; titles written together (S.Pd) become "s pd".
    sql = f"' ' || trim(regexp_replace(lower({column}), '[^a-z]+', ' ', 'g')) || ' '"
    sql = _replace(sql, f" ({_any_of(rules.putus_setelah)}) .*", " ")
    # Titles leave at least one word behind: a woman may be named Rr, nobody may become nameless.
    sql = _replace(sql, f"^( ({_any_of(rules.gelar_depan)}))+ ([a-z])", r" \3")
    sql = _replace(sql, f"([a-z])( ({_any_of(rules.gelar_belakang)}))+ $", r"\1 ")
    for variant in rules.varian:
        long = [word for word in variant.tulisan if len(word) > 1]
        sql = _replace(sql, f" ({_any_of(long)}) ", f" {variant.baku} ")
        for letter in (word for word in variant.tulisan if len(word) == 1):
            sql = _replace(sql, f"^ {letter} ([a-z])", rf" {variant.baku} \1")
    return f"nullif(trim({sql}), '')"


def sound(column: str, rules: NameRules) -> str:
    """Text SQL: sound key of a cleaned name, old and new spellings alike."""
    sql = column
    for rule in rules.bunyi:
        sql = _replace(sql, rule.dari, rule.ke)
    return _squeeze(sql) if rules.huruf_ganda else sql


def _squeeze(sql: str) -> str:
    """Doubled letters single. DuckDB's regular expressions know no back-references."""
    for letter in "abcdefghijklmnopqrstuvwxyz":
        sql = _replace(sql, f"{letter}{letter}+", letter)
    return sql


def _replace(sql: str, pattern: str, by: str) -> str:
    return f"regexp_replace({sql}, '{pattern}', '{by}', 'g')"


def _any_of(words: Iterable[str]) -> str:
    """Alternatives, longest first, so that "s pd i" is tried before "s pd"."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len)[::-1])
