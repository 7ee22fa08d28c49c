"""Known errors of a source as data (`data/koreksi`): applied on loading, counted, and outlived.

A correction names the cells that carry the error. It either refuses their rows or reads the cell as
another printed value. Each expects to find its error: when a file no longer holds it, the source is
fixed and the load says that the correction can be removed.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.registry.normalize import literal
from pedekate.registry.readers import RawFile
from pedekate.registry.rules import Rule
from pedekate.store.build import Workspace


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrongCell(_Strict):
    """Cells of one column, by profile, that carry the error; `menjadi` is read in their place."""

    profil: tuple[str, ...]
    kolom: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    bila: Annotated[tuple[str, ...], Field(min_length=1)]
    menjadi: str | None = None


class Correction(_Strict):
    """One known error. `harapan`: rows of a file that must still carry it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    alasan: str
    sumber: Annotated[str, Field(min_length=1)]
    status: Literal["belum_dilaporkan", "dilaporkan", "diakui_sumber"]
    harapan: Annotated[int, Field(ge=1)]
    sel: Annotated[tuple[WrongCell, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_way(self) -> "Correction":
        if len({cell.menjadi is None for cell in self.sel}) > 1:
            raise ValueError("satu koreksi menolak baris atau mengganti isi, tidak keduanya")
        return self

    @property
    def column(self) -> str:
        """Boolean column of the rows that carry the error, and the rule's id."""
        return f"koreksi_{self.id}"

    def rule(self) -> Rule:
        """The row rule that counts it: refused, or accepted with a flag."""
        refuses = self.sel[0].menjadi is None
        return Rule(
            id=self.column,
            keparahan="tolak" if refuses else "catatan",
            pesan=self.alasan,
            syarat=self.column,
        )


@cache
def load(folder: Path = config.DATA / "koreksi") -> tuple[Correction, ...]:
    """Every correction of the folder, by file name.

    Raises:
        ConfigError: a file does not hold what is expected.
    """
    return tuple(config_file.load(path, Correction) for path in sorted(folder.glob("*.toml")))


def concerning(raw: RawFile, known: Sequence[Correction]) -> list[Correction]:
    """The corrections with a cell in this file."""
    return [c for c in known if _cells(raw, c)]


def apply(ws: Workspace, raw: RawFile, wanted: Sequence[Correction]) -> None:
    """Mark the rows of `mentah` that carry each error, and replace the cells to be replaced."""
    for correction in wanted:
        ws.run(f"alter table mentah add column {correction.column} boolean default false")
        for cell in _cells(raw, correction):
            values = ", ".join(literal(value) for value in cell.bila)
            change = f"{correction.column} = true"
            if cell.menjadi is not None:
                change += f", {cell.kolom} = {literal(cell.menjadi)}"
            ws.run(f"update mentah set {change} where trim({cell.kolom}) in ({values})")


def outlived(ws: Workspace, wanted: Sequence[Correction]) -> tuple[str, ...]:
    """Ids of the corrections whose error fewer rows carry than expected."""
    return tuple(
        c.id
        for c in wanted
        if ws.value(f"select count(*) from mentah where {c.column}") < c.harapan
    )


def _cells(raw: RawFile, correction: Correction) -> list[WrongCell]:
    return [
        cell for cell in correction.sel if raw.profile.id in cell.profil and raw.has(cell.kolom)
    ]
