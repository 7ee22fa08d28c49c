"""Conditions on canonical columns, written as data (TOML) and compiled to three-valued SQL.

A condition about an unknown value is unknown: SQL's NULL carries that through AND, OR and NOT, and
whoever applies the condition decides what unknown means (an eligibility rule excludes and says so,
an indicator counts it as unknown).
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Scalar = bool | int | float | str
Column = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
_COMPARISONS = {
    "sama": "=",
    "kurang_dari": "<",
    "paling_banyak": "<=",
    "lebih_dari": ">",
    "paling_sedikit": ">=",
}


class Condition(BaseModel):
    """One comparison on one column, or a combination (`semua`, `salah_satu`, `tidak`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kolom: Column | None = None
    sama: Scalar | None = None
    dalam: tuple[Scalar, ...] | None = None
    kurang_dari: float | None = None
    paling_banyak: float | None = None
    lebih_dari: float | None = None
    paling_sedikit: float | None = None
    kosong: bool | None = None
    semua: tuple["Condition", ...] | None = None
    salah_satu: tuple["Condition", ...] | None = None
    tidak: "Condition | None" = None

    @model_validator(mode="after")
    def _one_thing(self) -> "Condition":
        combined = [n for n in ("semua", "salah_satu", "tidak") if getattr(self, n) is not None]
        compared = [n for n in (*_COMPARISONS, "dalam", "kosong") if getattr(self, n) is not None]
        if self.kolom is None and len(combined) == 1 and not compared:
            return self
        if self.kolom is not None and compared and not combined:
            return self
        raise ValueError("syarat harus satu 'kolom' dengan pembanding, atau satu gabungan")

    def columns(self) -> set[str]:
        """Every column the condition reads."""
        if self.kolom is not None:
            return {self.kolom}
        parts = self.semua or self.salah_satu or (self.tidak,)
        return set().union(*(part.columns() for part in parts if part is not None))

    def to_sql(self) -> str:
        """Boolean SQL expression (TRUE, FALSE or NULL). Values are literals, quotes doubled."""
        if self.kolom is None:
            return self._combined_sql()
        tests = [
            f"{self.kolom} {symbol} {_literal(getattr(self, name))}"
            for name, symbol in _COMPARISONS.items()
            if getattr(self, name) is not None
        ]
        if self.dalam is not None:
            tests.append(f"{self.kolom} in ({', '.join(_literal(v) for v in self.dalam)})")
        if self.kosong is not None:
            tests.append(f"{self.kolom} is {'' if self.kosong else 'not '}null")
        return " and ".join(tests) if len(tests) == 1 else f"({' and '.join(tests)})"

    def _combined_sql(self) -> str:
        if self.tidak is not None:
            return f"(not {self.tidak.to_sql()})"
        parts, joiner = (self.semua, " and ") if self.semua else (self.salah_satu or (), " or ")
        return f"({joiner.join(part.to_sql() for part in parts)})"


def _literal(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return repr(value)
