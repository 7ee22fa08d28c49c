"""A programme as data: who it is for, what a family gets, who pays, and on what authority."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate.schema.conditions import Column, Condition

Text = Annotated[str, Field(min_length=8)]
Sentence = Annotated[str, Field(pattern=r"\.$")]
Confidence = Literal["tinggi", "sedang", "rendah"]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Amount(_Frozen):
    """What one unit of benefit is worth from a date on, whole rupiah."""

    sejak: dt.date
    nilai_rp: int = Field(gt=0)
    sumber: Text
    keyakinan: Confidence
    catatan: str | None = None


class AdminShare(_Frozen):
    """Administration from a date on, as a share of the benefits paid, on top of them."""

    sejak: dt.date
    nilai: float = Field(gt=0, le=1)
    sumber: Text
    keyakinan: Confidence
    catatan: str | None = None


class Figure(_Frozen):
    """A known budget (rupiah a year) or number of recipients of one year."""

    tahun: int = Field(ge=2015, le=2040)
    nilai: int = Field(gt=0)
    sumber: Text
    keyakinan: Confidence
    catatan: str | None = None


class Component(_Frozen):
    """One reason a family gets an amount, counted over its members."""

    id: Column
    nama: str
    kolom: Column
    maksimal: int = Field(ge=1)
    rp_per_tahun: tuple[Amount, ...] = Field(min_length=1)


class Exclusion(_Frozen):
    """A rule that bars a family that would otherwise be eligible.

    `alasan` completes "terutama karena …".
    """

    alasan: Text
    syarat: Condition
    sumber: Text
    keyakinan: Confidence


class Program(_Frozen):
    """One programme.

    Attributes:
        satuan: what one benefit is paid for: a family, every member of it, every student of it
            (counted in `kolom_satuan`), a house, or a whole kelurahan, whose families share it.
        bulan: months a year the benefit is paid; 1 for a one-off grant.
        menambah_konsumsi: the benefit adds to what the family can spend or eat. False for a
            repaired house or an insurance premium, whose effect on poverty is not computed.
        perlu_layak_verifikasi: a last field verdict "tidak layak" bars a family; False for a
            benefit every resident may get.
        manfaat: amounts of one unit per month (per grant where `bulan` is 1); absent when
            `komponen` says what a family gets.
        komponen: amounts per member, of which a family gets at most `komponen_maksimal`.
        syarat: who may get it, over columns of `keluarga`; unknown excludes and is counted.
        pengecualian: rules that bar an eligible family.
        kelompok_rentan: who is served first under the ranking "kategori".
        penerima_sekarang: who is on today's list of recipients; absent when no list is loaded.
        kuota_keluarga: most families the programme may serve.
        biaya_admin: what paying it costs; absent when unknown, which counts as nothing.
    """

    id: Column
    nama: str
    nama_pendek: str
    deskripsi: Sentence
    dana: Literal["APBN", "APBD provinsi", "APBD"]
    penyelenggara: str
    dasar_hukum: Text
    satuan: Literal["keluarga", "individu", "siswa", "rumah", "wilayah"]
    kolom_satuan: Column | None = None
    bulan: int = Field(ge=1, le=12)
    menambah_konsumsi: bool
    perlu_nik_sah: bool
    perlu_layak_verifikasi: bool = True
    peringkat: str
    syarat: Condition
    syarat_sumber: Text
    syarat_keyakinan: Confidence
    manfaat: tuple[Amount, ...] = ()
    komponen: tuple[Component, ...] = ()
    komponen_maksimal: int | None = Field(default=None, ge=1)
    pengecualian: tuple[Exclusion, ...] = ()
    kelompok_rentan: Condition | None = None
    penerima_sekarang: Condition | None = None
    kuota_keluarga: int | None = Field(default=None, ge=1)
    biaya_admin: tuple[AdminShare, ...] = ()
    pagu: tuple[Figure, ...] = ()
    penerima: tuple[Figure, ...] = ()

    @model_validator(mode="after")
    def _one_kind_of_benefit(self) -> "Program":
        if bool(self.manfaat) == bool(self.komponen):
            raise ValueError("program harus memakai 'manfaat' atau 'komponen', tidak keduanya")
        if bool(self.komponen) != (self.komponen_maksimal is not None):
            raise ValueError("'komponen_maksimal' hanya dan selalu bersama 'komponen'")
        if (self.satuan == "siswa") != (self.kolom_satuan is not None):
            raise ValueError("'kolom_satuan' hanya dan selalu bersama satuan 'siswa'")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Program":
        histories = [self.manfaat, self.biaya_admin, *(part.rp_per_tahun for part in self.komponen)]
        for history in histories:
            dates = [amount.sejak for amount in history]
            if dates != sorted(set(dates)):
                raise ValueError("tanggal 'sejak' harus berurutan dan tidak berulang")
        return self

    def columns(self) -> set[str]:
        """Every column of `keluarga` the programme reads."""
        conditions = [self.syarat, *(rule.syarat for rule in self.pengecualian)]
        conditions += [c for c in (self.kelompok_rentan, self.penerima_sekarang) if c is not None]
        read = set().union(*(condition.columns() for condition in conditions))
        return read | self.unit_columns()

    def unit_columns(self) -> set[str]:
        """The columns of `keluarga` that say how many units of benefit a family gets."""
        named = {part.kolom for part in self.komponen}
        if self.kolom_satuan:
            named.add(self.kolom_satuan)
        if self.satuan == "wilayah":
            named.add("kode_kelurahan")
        return named
