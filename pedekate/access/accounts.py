"""Accounts in a file outside the project, passwords as scrypt hashes; and the sign-in itself.

File (`config.accounts_file()`), one table an account:

    [[akun]]
    id = "dinsos-1"
    peran = "petugas"
    sandi = "scrypt$16384$8$1$…$…"      # made by: python -m pedekate akun dinsos-1 --peran petugas
    surel = "nama@contoh.go.id"         # optional: signs in through OIDC
"""

import base64
import datetime as dt
import hashlib
import hmac
import json
import secrets
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pedekate.access import roles
from pedekate.access.roles import RoleBook, Session
from pedekate.errors import AccessError, ConfigError
from pedekate.store import casebook

# RFC 7914 §2: N, r, p; 16 MiB and some 50 ms a guess. Kept in every hash, so it can be raised.
_COST = (2**14, 8, 1)
_SALT, _LENGTH = 16, 32
MIN_PASSWORD = 12
_REFUSED = "Akun atau sandi tidak cocok; periksa lalu ulangi."


class Account(BaseModel):
    """One account: a role, its kelurahan when the role is bound to one, password and/or e-mail."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{1,39}$")]
    peran: str
    kode_kelurahan: str | None = None
    sandi: str | None = None
    surel: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    akun: tuple[Account, ...] = ()

    @model_validator(mode="after")
    def _distinct(self) -> "_File":
        ids = [a.id for a in self.akun]
        mails = [a.surel.casefold() for a in self.akun if a.surel]
        if len(ids) != len(set(ids)) or len(mails) != len(set(mails)):
            raise ValueError("id atau surel dipakai dua akun")
        return self


def load(path: Path) -> tuple[Account, ...]:
    """Accounts of the file; none when there is no file (everybody is a visitor).

    Raises:
        ConfigError: the file does not parse, names an unknown role, or leaves an account of a
            role bound to one kelurahan without it.
    """
    try:
        found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).akun
    except FileNotFoundError:
        return ()
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        # The file holds hashes: the parser's own words stay out of the message.
        raise ConfigError(
            f"Berkas akun {path.name} tidak dapat dibaca; periksa isinya dengan: "
            "python -m pedekate akun --help"
        ) from error
    book = roles.load()
    for account in found:
        if book.role(account.peran).satu_kelurahan and not account.kode_kelurahan:
            raise ConfigError(
                f"Akun {account.id} berperan {account.peran} tetapi kode_kelurahan-nya kosong."
            )
    return found


def save(path: Path, account: Account) -> None:
    """Add the account to the file, or replace the one of the same name; readable by its owner only.

    Raises:
        ConfigError: the file holds something unreadable, or the new account does not fit it.
    """
    others = [a for a in load(path) if a.id != account.id]
    text = "".join(_entry(a) for a in (*others, account))
    try:
        _File.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise ConfigError(f"Surel akun {account.id} sudah dipakai akun lain.") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".baru")
    fresh.touch(mode=0o600)
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _entry(account: Account) -> str:
    # A JSON string is a TOML basic string.
    lines = (f"{k} = {json.dumps(v)}" for k, v in account.model_dump(exclude_none=True).items())
    return "[[akun]]\n" + "\n".join(lines) + "\n\n"


def hash_password(password: str) -> str:
    """A salted scrypt hash as text, parameters first."""
    salt = secrets.token_bytes(_SALT)
    cost = "$".join(map(str, _COST))
    parts = (base64.b64encode(part).decode() for part in (salt, _digest(password, salt, _COST)))
    return f"scrypt${cost}${'$'.join(parts)}"


def matches(password: str, stored: str) -> bool:
    """Whether the password gives this hash; False for a text that is no hash."""
    try:
        name, n, r, p, salt, digest = stored.split("$")
        cost = (int(n), int(r), int(p))
        found = _digest(password, base64.b64decode(salt), cost)
    except (ValueError, MemoryError):
        return False
    return name == "scrypt" and hmac.compare_digest(found, base64.b64decode(digest))


def _digest(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    return hashlib.scrypt(
        password.encode(), salt=salt, n=n, r=r, p=p, dklen=_LENGTH, maxmem=256 * n * r
    )


# Compared against when the account does not exist: the answer takes as long as for one that does.
_NOBODY = hash_password(secrets.token_hex())


def sign_in(
    name: str, password: str, *, accounts: tuple[Account, ...], gudang: Path, now: dt.datetime
) -> Session:
    """The session of an account whose password is right; every attempt is a line in the log.

    Raises:
        AccessError: wrong, unknown, without a password, or closed after too many wrong ones; the
            sentence does not tell which of the first three.
    """
    book = roles.load()
    account = next((a for a in accounts if a.id == name.strip().lower()), None)
    # What was typed may be a password in the wrong field: only known names enter the log.
    label = account.id if account else "tidak dikenal"
    if casebook.failed_sign_ins(gudang, label, minutes=book.jeda_menit) >= book.batas_gagal:
        raise AccessError(
            f"Terlalu banyak percobaan masuk; tunggu {book.jeda_menit} menit lalu ulangi."
        )
    stored = account.sandi if account and account.sandi else _NOBODY
    if not matches(password, stored) or stored is _NOBODY:
        casebook.record(gudang, akun=label, peran="", kegiatan=casebook.SIGN_IN_FAILED)
        raise AccessError(_REFUSED)
    return _opened(account, book, gudang, now)


def sign_in_by_mail(
    mail: str,
    *,
    accounts: tuple[Account, ...],
    gudang: Path,
    now: dt.datetime,
    until: dt.datetime,
) -> Session:
    """The session of the account with this e-mail address, already proven by the OIDC service.

    It ends with the token (`until`) or after the usual hours, whichever comes first.

    Raises:
        AccessError: no account has it.
    """
    wanted = mail.strip().casefold()
    account = next((a for a in accounts if a.surel and a.surel.casefold() == wanted), None)
    if account is None:
        raise AccessError(
            "Surel ini belum terdaftar sebagai akun; minta pengelola server menambahkannya."
        )
    opened = _opened(account, roles.load(), gudang, now)
    return replace(opened, sampai=min(opened.sampai, until))


def _opened(account: Account, book: RoleBook, gudang: Path, now: dt.datetime) -> Session:
    casebook.record(gudang, akun=account.id, peran=account.peran, kegiatan="masuk")
    return Session(
        role=book.role(account.peran),
        akun=account.id,
        kode_kelurahan=account.kode_kelurahan,
        sampai=now + dt.timedelta(hours=book.sesi_jam),
    )
