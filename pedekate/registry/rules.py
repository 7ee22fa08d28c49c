"""Row rules as data: which rows are refused, which are accepted with a flag."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pedekate import config, config_file
from pedekate.errors import ConfigError

Kind = Literal["keluarga", "individu", "penerima", "verifikasi", "survei", "agregat"]
# Kinds with a row per family, person or household; aggregate tables have rules of their own.
ALL_KINDS = ("keluarga", "individu", "penerima", "verifikasi", "survei")
AGGREGATE = "agregat"


class Rule(BaseModel):
    """One check on a row. `syarat` is SQL that is true for the rows the rule is about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    keparahan: Literal["tolak", "catatan"]
    pesan: str
    syarat: str
    berlaku: tuple[Kind, ...] = ALL_KINDS
    butuh: str | None = None


class _RuleFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    aturan: tuple[Rule, ...]


@cache
def load(folder: Path = config.DATA / "aturan") -> tuple[Rule, ...]:
    """All rules of `baris*.toml`, in file order (the first refusing rule names the reason).

    Raises:
        ConfigError: a file does not parse, or two rules share an id.
    """
    found: list[Rule] = []
    for path in sorted(folder.glob("baris*.toml")):
        found += config_file.load(path, _RuleFile).aturan
    ids = [rule.id for rule in found]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ConfigError(f"Aturan {', '.join(twice)} ditulis dua kali di {folder.name}.")
    return tuple(found)


def applicable(rules: Sequence[Rule], kind: str, present: set[str]) -> list[Rule]:
    """Rules for a kind of file, without those about a column the file does not have."""
    return [r for r in rules if kind in r.berlaku and (r.butuh is None or r.butuh in present)]


def first_refusal(rules: Sequence[Rule]) -> str:
    """SQL: id of the first refusing rule that holds, else NULL."""
    branches = [f"when {r.syarat} then '{r.id}'" for r in rules if r.keparahan == "tolak"]
    return f"case {' '.join(branches)} end" if branches else "null"
