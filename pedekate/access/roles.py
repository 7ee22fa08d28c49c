"""Roles as data (`data/peran.toml`) and the session that carries one. Denied unless written."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.errors import AccessError, ConfigError

Right = Literal["lembar_kerja", "sampel", "pasangan", "baris", "muat", "jejak", "skenario"]
VISITOR = "tamu"
HOW_TO_SIGN_IN = (
    "masuklah di halaman Masuk; pengelola server menambah akun dengan perintah: "
    "python -m pedekate akun NAMA --peran PERAN"
)


class Role(BaseModel):
    """One role: its rights and how far it sees a person's identity."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    nama: str
    keterangan: str
    hak: tuple[Right, ...] = ()
    satu_kelurahan: bool = False
    nama_orang: Literal["tanpa", "inisial", "penuh"] = "tanpa"
    alamat: Literal["tanpa", "penuh"] = "tanpa"
    nik: Literal["tanpa", "samar", "penuh"] = "tanpa"


class RoleBook(BaseModel):
    """All roles and the limits of a sign-in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sumber: Annotated[str, Field(min_length=8)]
    sesi_jam: Annotated[int, Field(ge=1, le=24)]
    batas_gagal: Annotated[int, Field(ge=1)]
    jeda_menit: Annotated[int, Field(ge=1)]
    peran: tuple[Role, ...]

    @model_validator(mode="after")
    def _visitor_sees_nobody(self) -> "RoleBook":
        ids = [role.id for role in self.peran]
        if len(ids) != len(set(ids)) or VISITOR not in ids:
            raise ValueError("peran harus berbeda-beda dan memuat 'tamu'")
        visitor = self.role(VISITOR)
        if visitor.hak or (visitor.nama_orang, visitor.alamat, visitor.nik) != ("tanpa",) * 3:
            raise ValueError("peran 'tamu' tidak boleh memiliki hak atau melihat orang")
        return self

    def role(self, name: str) -> Role:
        """The role of this id.

        Raises:
            ConfigError: there is none.
        """
        for role in self.peran:
            if role.id == name:
                return role
        known = ", ".join(role.id for role in self.peran)
        raise ConfigError(f"Peran '{name}' tidak ada di data/peran.toml; pilih dari: {known}.")


@cache
def load(path: Path = config.DATA / "peran.toml") -> RoleBook:
    """The roles in force.

    Raises:
        ConfigError: the file is missing or does not hold what is expected.
    """
    return config_file.load(path, RoleBook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is looking: account (empty for a visitor), role, own kelurahan, end of the session."""

    role: Role
    akun: str = ""
    kode_kelurahan: str | None = None
    sampai: dt.datetime | None = None

    def may(self, right: Right) -> bool:
        """Whether the role has this right."""
        return right in self.role.hak

    def require(self, right: Right, what: str) -> None:
        """Pass, or say what is refused and how to get a role.

        Raises:
            AccessError: the role lacks the right.
        """
        if not self.may(right):
            raise AccessError(f"{what} tidak dibuka untuk peran {self.role.nama}; {HOW_TO_SIGN_IN}")

    def require_area(self, kode_kelurahan: str) -> None:
        """Pass, or say that the account is bound to another kelurahan.

        Raises:
            AccessError: families of this kelurahan are not the session's to see.
        """
        if not self.sees(kode_kelurahan):
            raise AccessError("Akun Anda hanya membuka kelurahannya sendiri; pilih kelurahan itu.")

    def sees(self, kode_kelurahan: str) -> bool:
        """Whether families of this kelurahan may be shown to the session at all."""
        return not self.role.satu_kelurahan or kode_kelurahan == self.kode_kelurahan

    def expired(self, now: dt.datetime) -> bool:
        """Whether the sign-in has run out; a visitor's never does."""
        return self.sampai is not None and now >= self.sampai


def visitor() -> Session:
    """The session of somebody who has not signed in."""
    return Session(role=load().role(VISITOR))
