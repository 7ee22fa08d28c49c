"""Sets of criteria as data: what a family must lack, what each lack weighs, how much is enough.

One shape serves a count (9 of 14), a housing class (one part failed) and a multidimensional index
(a third of the weights): weights, a threshold in the same units, and what to do with unknown.
"""

import hashlib
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate.schema.conditions import Condition

Unit = Literal["keluarga", "individu"]
# batas: met when the known answers suffice, not met when the unknown ones could not change that,
# else unknown; questions no register asks are left out, so "met" is a lower bound.
# keluarkan: a family with any unknown answer is left out and counted (OPHI's practice).
Unknown = Literal["batas", "keluarkan"]
_MOST = 30  # answers of a family are bits of one integer


class Criterion(BaseModel):
    """One lack. `syarat` absent: no register holds the answer, only a question at the door can.

    Attributes:
        ragu: answers that cannot tell (wood: good or poor?); unknown, whatever `syarat` says.
        bersyarat: the lack is absent only if something no register records holds as well.
        pendekatan: the register's answer stands in for what the rule asks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    nama: str = Field(max_length=64)
    dimensi: str | None = None
    bobot: float = Field(default=1, gt=0, allow_inf_nan=False)
    syarat: Condition | None = None
    ragu: Condition | None = None
    bersyarat: Condition | None = None
    pendekatan: bool = False
    catatan: str = ""

    @property
    def observable(self) -> bool:
        """Whether some register column can answer it."""
        return self.syarat is not None

    def columns(self) -> set[str]:
        """Columns the criterion reads."""
        parts = (self.syarat, self.ragu, self.bersyarat)
        return set().union(*(part.columns() for part in parts if part is not None))


class CriteriaSet(BaseModel):
    """Criteria with their weights, the threshold and where both are from.

    Attributes:
        frasa: completes "… persen keluarga/jiwa …" in the page's sentence; {ambang} is filled in.
        ambang: weight from which on the set is met; `asal_ambang` says who set it, `ambang_tetap`
            that the definition leaves no choice.
        teramati_minimal: weight that must be observed for the scaled reading (share met of what
            is observed against `ambang` of all); absent: the set has no scaled reading.
        prioritas: the set can rank kelurahan as a multidimensional index.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    urutan: int
    nama: str
    nama_pendek: str = Field(max_length=40)
    deskripsi: str = Field(pattern=r"^[A-Z0-9].*\.$")
    frasa: str = Field(pattern=r"^[a-z].*[^.]$")
    resmi: bool
    satuan: Unit
    tak_diketahui: Unknown
    ambang: float = Field(gt=0)
    asal_ambang: str = Field(min_length=8)
    ambang_tetap: bool = False
    teramati_minimal: float | None = None
    prioritas: bool = False
    kelas: tuple[str, str, str] | None = None
    sumber: str = Field(min_length=8)
    keyakinan: Literal["tinggi", "sedang", "rendah"]
    dimensi: dict[str, str] = Field(default_factory=dict)
    kriteria: tuple[Criterion, ...] = Field(min_length=1, max_length=_MOST)

    @model_validator(mode="after")
    def _hangs_together(self) -> "CriteriaSet":
        ids = [one.id for one in self.kriteria]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"kriteria berulang: {', '.join(twice)}")
        if unknown := {c.dimensi for c in self.kriteria} - {None, *self.dimensi}:
            raise ValueError(f"dimensi tidak dikenal: {', '.join(sorted(unknown))}")
        if self.ambang > self.total_weight:
            raise ValueError("ambang melebihi jumlah bobot")
        if self.tak_diketahui == "keluarkan" and len(self.observed) < len(self.kriteria):
            raise ValueError("set yang mengeluarkan isian kosong tidak boleh berkriteria wawancara")
        if self.prioritas and self.tak_diketahui != "keluarkan":
            raise ValueError("set prioritas harus mengeluarkan isian kosong")
        return self

    @property
    def observed(self) -> tuple[Criterion, ...]:
        """Criteria a register column can answer, in the order of their bits."""
        return tuple(c for c in self.kriteria if c.observable)

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """Criteria that need a question at the door."""
        return tuple(c for c in self.kriteria if not c.observable)

    @property
    def total_weight(self) -> float:
        """Weight of all criteria, the unobservable ones included."""
        return sum(c.bobot for c in self.kriteria)

    @property
    def k(self) -> float:
        """The threshold as a share of all weight."""
        return self.ambang / self.total_weight

    @property
    def unit_word(self) -> str:
        """The unit as the screen names it."""
        return "jiwa" if self.satuan == "individu" else "keluarga"

    def weights(self) -> dict[str, float]:
        """Criterion → weight, observed criteria only."""
        return {c.id: c.bobot for c in self.observed}

    def digest(self) -> str:
        """Fingerprint of what the patterns in the database depend on: criteria and conditions.

        Weights, threshold and wording are not part of it: they may change without a reload.
        """
        read = [(c.id, c.syarat, c.ragu, c.bersyarat) for c in self.observed]
        return hashlib.sha256(repr(read).encode()).hexdigest()[:12]


class SavedIndicator(BaseModel):
    """A criterion (`kolom`) and its weight; the shape the command `mpi` reads too."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kolom: str
    bobot: float = Field(gt=0, allow_inf_nan=False)


class SavedSet(BaseModel):
    """Weights and k somebody chose for the criteria of another set, saved under a name.

    A criterion it does not name has no weight.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    nama: str = Field(min_length=3, max_length=60)
    set: str
    k: float = Field(gt=0, le=1)
    indikator: tuple[SavedIndicator, ...] = Field(min_length=1)

    def weights(self) -> Mapping[str, float]:
        """Criterion → weight."""
        return {one.kolom: one.bobot for one in self.indikator}
