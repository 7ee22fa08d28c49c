"""What the rule builder offers: fields to ask about, ready-made rules, further exclusions."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate.schema.conditions import Column, Condition
from pedekate.schema.program import Confidence, Exclusion, Sentence, Text

Kind = Literal["bilangan", "ya_tidak", "kategori"]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleField(_Frozen):
    """A column of `keluarga` a rule may ask about.

    Attributes:
        nama: as it stands in a sentence, lower case but for proper names.
        satuan: unit of a number.
        rentang: smallest and largest whole number on offer; `nilai`: the numbers themselves.
        kategori: table of `data/profil/kategori.toml`, the column's own name by default.
        tanpa: categories that are not on offer.
        bawaan: the comparison a new row starts with, without the column.
    """

    kolom: Column
    nama: Annotated[str, Field(min_length=3, max_length=44)]
    kelompok: str
    jenis: Kind
    satuan: str = ""
    rentang: tuple[int, int] | None = None
    nilai: tuple[float, ...] = ()
    kategori: Column | None = None
    tanpa: tuple[str, ...] = ()
    bawaan: dict[str, bool | float | tuple[str, ...]]
    catatan: Sentence | None = None

    @model_validator(mode="after")
    def _numbers_have_values(self) -> "RuleField":
        if (self.jenis == "bilangan") != bool(self.rentang or self.nilai):
            raise ValueError(
                f"{self.kolom}: 'rentang' atau 'nilai' hanya dan selalu untuk bilangan"
            )
        return self

    def numbers(self) -> tuple[float, ...]:
        """Numbers a row of this field offers, ascending."""
        if self.rentang:
            return tuple(range(self.rentang[0], self.rentang[1] + 1))
        return self.nilai

    def first(self) -> Condition:
        """The comparison a new row starts with."""
        return Condition.model_validate({"kolom": self.kolom, **self.bawaan})


class Preset(_Frozen):
    """A ready-made rule with what it rests on."""

    id: Column
    nama: Annotated[str, Field(min_length=4, max_length=60)]
    dasar_hukum: Text
    sumber: Text
    keyakinan: Confidence
    catatan: Sentence | None = None
    syarat: tuple[dict, ...] = Field(min_length=1)
    tambah: tuple[Column, ...] = ()


class FurtherExclusion(Exclusion):
    """An exclusion a rule may switch on that the programme itself does not have."""

    id: Column


def _no_id_twice(ids: list[str]) -> None:
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise ValueError(f"ditulis dua kali: {', '.join(twice)}")


class FieldFile(_Frozen):
    """The file of the fields."""

    medan: tuple[RuleField, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> "FieldFile":
        _no_id_twice([one.kolom for one in self.medan])
        return self


class ReadyFile(_Frozen):
    """The file of the ready-made rules and further exclusions."""

    sasaran: tuple[Preset, ...] = ()
    pengecualian: tuple[FurtherExclusion, ...] = ()

    @model_validator(mode="after")
    def _unique(self) -> "ReadyFile":
        _no_id_twice([one.id for one in self.sasaran])
        _no_id_twice([one.id for one in self.pengecualian])
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCatalogue:
    """Everything on offer, in the order the page shows it."""

    medan: tuple[RuleField, ...]
    sasaran: tuple[Preset, ...]
    pengecualian: tuple[FurtherExclusion, ...]

    def field(self, column: str) -> RuleField | None:
        """The field of a column; None when a rule may not ask about it."""
        return next((one for one in self.medan if one.kolom == column), None)
