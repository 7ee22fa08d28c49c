"""A rule of one's own: who may get a programme's benefit, chosen on a page instead of in a file.

The rule travels as text (in an address, in a scenario), so anybody may hand in anything: it is data
only, its size is bounded, and everything it says is checked before it is believed.
"""

import json
import math
from itertools import combinations
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pedekate.errors import InputError, printable
from pedekate.schema.conditions import Column, Condition, Scalar

MOST_TEXT = 4_000  # characters; a browser's address holds about twice as many once encoded
MOST_CLAUSES = 8
MOST_CHOICES = 8
MOST_VALUES = 30
BOUNDS = {
    "paling_sedikit": "paling sedikit",
    "lebih_dari": "lebih dari",
    "paling_banyak": "paling banyak",
    "kurang_dari": "kurang dari",
}
_LARGEST = 1_000_000
_TYPES = {
    "missing": "isian '{0}' wajib ada",
    "extra_forbidden": "isian '{0}' tidak dikenal",
    "string_too_long": "isian '{0}' terlalu panjang",
    "too_short": "isian '{0}' kosong",
    "too_long": "isian '{0}' terlalu banyak",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Clause(_Frozen):
    """One condition of a rule: at least `sedikitnya` of its comparisons must hold."""

    pilihan: tuple[Condition, ...] = Field(min_length=1, max_length=MOST_CHOICES)
    sedikitnya: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _plain_comparisons(self) -> "Clause":
        for one in self.pilihan:
            _check_comparison(one)
        if self.sedikitnya > len(self.pilihan):
            raise ValueError(
                f"'sedikitnya' {self.sedikitnya} melebihi {len(self.pilihan)} pilihan yang ada"
            )
        return self

    def condition(self) -> Condition:
        """The same as a condition; unknown stays unknown however many comparisons there are."""
        ways = [
            Condition(semua=some) if len(some) > 1 else some[0]
            for some in combinations(self.pilihan, self.sedikitnya)
        ]
        return Condition(salah_satu=tuple(ways)) if len(ways) > 1 else ways[0]

    def columns(self) -> list[str]:
        """Columns of the comparisons, in their order, each once."""
        return list(dict.fromkeys(str(one.kolom) for one in self.pilihan))

    def plain(self) -> dict[str, Any]:
        """The clause as JSON data."""
        parts = [_plain(one) for one in self.pilihan]
        if len(parts) == 1:
            return parts[0]
        more = {"sedikitnya": self.sedikitnya} if self.sedikitnya > 1 else {}
        return {"salah_satu": parts, **more}


class Rule(_Frozen):
    """A rule of one's own.

    Attributes:
        nama: what its author calls it; may be empty.
        asal: id of the preset it started from.
        syarat: all of them must hold.
        tanpa: reasons (`alasan`) of the programme's own exclusions that are switched off.
        tambah: ids of further exclusions that are switched on.
    """

    nama: str = Field(default="", max_length=60)
    asal: Column | None = Field(default=None, max_length=40)
    syarat: tuple[Clause, ...] = Field(min_length=1, max_length=MOST_CLAUSES)
    tanpa: tuple[str, ...] = Field(default=(), max_length=MOST_CLAUSES)
    tambah: tuple[Column, ...] = Field(default=(), max_length=MOST_CLAUSES)

    @model_validator(mode="before")
    @classmethod
    def _one_order(cls, values: Any) -> Any:
        """Two rules that say the same have the same text."""
        if not isinstance(values, dict):
            return values
        lists = {
            name: tuple(sorted(set(values[name])))
            for name in ("tanpa", "tambah")
            if isinstance(values.get(name), list | tuple)
            and all(isinstance(one, str) for one in values[name])
        }
        return values | lists

    @model_validator(mode="after")
    def _printable_texts(self) -> "Rule":
        for text in (self.nama, *self.tanpa):
            if text != printable(text) or len(text) > 200:
                raise ValueError("nama dan alasan harus satu baris teks biasa")
        return self

    def condition(self) -> Condition:
        """All clauses together."""
        parts = tuple(clause.condition() for clause in self.syarat)
        return Condition(semua=parts) if len(parts) > 1 else parts[0]

    def text(self) -> str:
        """Canonical JSON: sorted keys, no spaces, nothing that has its default."""
        plain: dict[str, Any] = {"syarat": [clause.plain() for clause in self.syarat]}
        for name in ("nama", "asal", "tanpa", "tambah"):
            if value := getattr(self, name):
                plain[name] = value
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def parse(text: str) -> Rule:
    """The rule a text describes.

    Raises:
        InputError: too long, not JSON, or not a rule; the sentence says what is wrong.
    """
    if len(text) > MOST_TEXT:
        raise _refused(f"teksnya lebih dari {MOST_TEXT} huruf")
    try:
        raw = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except _Unsound as error:
        raise _refused(str(error)) from None
    except (ValueError, RecursionError):
        raise _refused("teksnya bukan JSON yang utuh") from None
    if not isinstance(raw, dict):
        raise _refused("isinya bukan aturan")
    return from_plain(raw)


def from_plain(raw: dict[str, Any]) -> Rule:
    """The rule that plain data (parsed JSON or TOML) describe.

    Raises:
        InputError: as `parse`.
    """
    clauses = raw.get("syarat")
    if not isinstance(clauses, list | tuple) or not clauses:
        raise _refused("sedikitnya satu syarat harus ada")
    try:
        return Rule.model_validate(raw | {"syarat": [_clause(one) for one in clauses]})
    except ValidationError as error:
        raise _refused(_first_fault(error)) from None


def clauses_of(condition: Condition) -> tuple[Clause, ...] | None:
    """A programme's condition as clauses; None where it is nested deeper than a rule goes."""
    parts = condition.semua if condition.semua is not None else (condition,)
    if not parts or len(parts) > MOST_CLAUSES:
        return None
    try:
        return tuple(
            Clause(pilihan=part.salah_satu if part.salah_satu is not None else (part,))
            for part in map(_normal_tree, parts)
        )
    except ValidationError:
        return None


class _Unsound(ValueError):
    """JSON that is well formed but not taken; the message completes a sentence."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unsound("ada isian yang ditulis dua kali")
    return found


def _no_constant(name: str) -> None:
    raise _Unsound(f"'{name}' bukan bilangan")


def _clause(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    if "salah_satu" not in raw:
        return {"pilihan": [_normal(raw)]}
    rest = {name: value for name, value in raw.items() if name != "salah_satu"}
    parts = raw["salah_satu"]
    return rest | {"pilihan": [_normal(p) for p in parts] if isinstance(parts, list) else parts}


def _normal(raw: Any) -> Any:
    """One way to write each comparison: a category is always asked with `dalam`, sorted."""
    if not isinstance(raw, dict):
        return raw
    for name in BOUNDS:
        if isinstance(raw.get(name), bool | str):
            raise _refused(f"'{BOUNDS[name]}' harus diikuti bilangan")
    if isinstance(raw.get("sama"), str):
        rest = {name: value for name, value in raw.items() if name != "sama"}
        return rest | {"dalam": [raw["sama"]]}
    values = raw.get("dalam")
    if isinstance(values, list | tuple) and all(isinstance(one, str) for one in values):
        return raw | {"dalam": sorted(set(values))}
    return raw


def _normal_tree(part: Condition) -> Condition:
    if part.kolom is not None:
        return Condition.model_validate(_normal(part.model_dump(exclude_none=True)))
    if part.salah_satu is not None:
        return Condition(salah_satu=tuple(_normal_tree(one) for one in part.salah_satu))
    return part


def _check_comparison(one: Condition) -> None:
    """A comparison of one column with values: one test, or a lower and an upper bound."""
    if one.kolom is None or one.kosong is not None:
        raise ValueError("tiap syarat harus membandingkan satu medan dengan nilai")
    bounds = [name for name in BOUNDS if getattr(one, name) is not None]
    others = [name for name in ("sama", "dalam") if getattr(one, name) is not None]
    numbers = [getattr(one, name) for name in bounds]
    if not isinstance(one.sama, bool | str | None):
        numbers.append(one.sama)
    if any(abs(n) > _LARGEST or not math.isfinite(n) for n in numbers):
        raise ValueError("bilangannya di luar jangkauan")
    if len(others) + bool(bounds) != 1 or len(bounds) > 2:
        raise ValueError(f"medan '{one.kolom}' harus memakai satu pembanding")
    if len(bounds) == 2 and bounds != ["paling_sedikit", "paling_banyak"]:
        raise ValueError(f"dua batas medan '{one.kolom}' harus paling sedikit dan paling banyak")
    if len(bounds) == 2 and numbers[0] > numbers[1]:
        raise ValueError(f"batas bawah medan '{one.kolom}' melebihi batas atasnya")
    if one.dalam is not None and not 0 < len(one.dalam) <= MOST_VALUES:
        raise ValueError(f"medan '{one.kolom}' harus memakai 1–{MOST_VALUES} nilai")


def _plain(one: Condition) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in one.model_dump(exclude_none=True).items():
        found[name] = [_whole(v) for v in value] if isinstance(value, tuple) else _whole(value)
    return found


def _whole(value: Scalar) -> Scalar:
    """4.0 is written 4: two ways to type a number are one rule."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])
    where = next((str(p) for p in reversed(fault["loc"]) if isinstance(p, str)), "syarat")
    name = printable({"pilihan": "salah_satu"}.get(where, where))[:40]
    return _TYPES.get(fault["type"], "isian '{0}' tidak seperti yang diharapkan").format(name)


def _refused(why: str) -> InputError:
    return InputError(f"Aturan tidak dapat dipakai: {why}.")
