"""The rules of comparison (`data/aturan/silang.toml`): sets, reasons in their order, fields."""

from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.indicators.catalogue import coarse_classes
from pedekate.registry import sources
from pedekate.schema.coarse import agreement_sql

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
# One condition each in `store/sql/agregat/72_alasan.sql`; the file decides only their order.
REASONS = frozenset({
    "tidak_terpadankan", "peringkat", "belum_diperingkat", "meninggal", "ganda", "pindah",
    "nomor_tidak_sah", "di_luar_cakupan", "beda_waktu", "tidak_di_sumber",
})  # fmt: skip
REST = "tidak_di_sumber"
PAYMENT_LIST = "daftar_bayar"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FamilySet(_Frozen):
    """A set of families to compare: a registry, its lowest deciles, or a payment list.

    Attributes:
        desil_maks: highest decile by the source itself.
        cakupan_desil: highest national decile the source is meant to cover; None = everybody.
    """

    id: Id
    nama: str
    sumber: Id
    program: Id | None = None
    desil_maks: int | None = Field(default=None, ge=1, le=10)
    cakupan_desil: int | None = Field(default=None, ge=1, le=10)
    cakupan_sumber: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> "FamilySet":
        if (self.sumber == PAYMENT_LIST) != (self.program is not None):
            raise ValueError("'program' hanya dan selalu bersama sumber daftar_bayar")
        if (self.cakupan_desil is None) != (self.cakupan_sumber is None):
            raise ValueError("'cakupan_desil' dan 'cakupan_sumber' harus bersama")
        return self


class Reason(_Frozen):
    """Why a family of one set is not in another.

    `definisi` names the sets {a} and {b}, the source {sumber_b} of B, and the days {hari}.
    """

    id: Id
    nama: str
    definisi: Annotated[str, Field(pattern=r"\.$")]


class ComparedField(_Frozen):
    """An answer several sources give about the same family.

    `aturan` says what decides a field that is not chosen by the order of sources.
    """

    kolom: Id
    nama: str
    aturan: str | None = None

    def agreement_sql(self, a: str, b: str) -> str:
        """See `schema.coarse.agreement_sql`; `a` and `b` are two aliases of the same table."""
        classes = coarse_classes().get(self.kolom, {})
        return agreement_sql(f"{a}.{self.kolom}", f"{b}.{self.kolom}", classes)


class Comparison(_Frozen):
    """The whole file. `alasan` is in order of precedence, the rest last.

    `sumber` is the register's own order of sources (`data/profil/kategori.toml`).
    """

    sumber: tuple[str, ...]
    beda_hari: int = Field(ge=1)
    himpunan: tuple[FamilySet, ...] = Field(min_length=2)
    alasan: tuple[Reason, ...]
    isian: tuple[ComparedField, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_reason_once(self) -> "Comparison":
        ids = [reason.id for reason in self.alasan]
        if set(ids) != REASONS or len(ids) != len(REASONS):
            raise ValueError(f"alasan harus tepat: {', '.join(sorted(REASONS))}")
        if ids[-1] != REST:
            raise ValueError(f"alasan terakhir harus {REST}")
        names = [one.id for one in self.himpunan]
        if len(set(names)) != len(names):
            raise ValueError("id himpunan tidak boleh berulang")
        return self

    def set_of(self, name: str) -> FamilySet:
        """One set by the id this file gave it."""
        return next(one for one in self.himpunan if one.id == name)

    def definition(self, reason: str, a: str, b: str) -> str:
        """A reason in full, with the names of the two sets and the limit of days filled in."""
        text = next(one.definisi for one in self.alasan if one.id == reason)
        second = self.set_of(b)
        whole = next(one for one in self.himpunan if one.sumber == second.sumber)
        return text.format(
            a=self.set_of(a).nama, b=second.nama, sumber_b=whole.nama, hari=self.beda_hari
        )


@lru_cache
def load() -> Comparison:
    """The rules in force.

    Raises:
        ConfigError: the file does not hold what is expected; the sentence names it.
    """
    path = config.DATA / "aturan" / "silang.toml"
    whole = {"sumber": tuple(sources.order()), **config_file.content(path)}
    return config_file.checked(path, Comparison, whole)
