"""The identity vault: the only reader of identitas.duckdb for people, by role, with a log line.

What leaves it is already masked for the role; nobody outside sees more than may be shown.
"""

import hashlib
import hmac
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pedekate.access.masking import mask_number, shown_address, shown_name, shown_number
from pedekate.access.roles import Right, Role, Session
from pedekate.errors import AccessError
from pedekate.store import casebook, queries
from pedekate.store.connection import ANALITIK, IDENTITAS, open_reader

MIN_PURPOSE = 10
# 48 bits, printed in three groups: short enough to read out, and two families of the city share a
# code once in some 300 cities.
CODE_DIGITS = 12


def families(
    gudang: Path,
    session: Session,
    ids: Sequence[str],
    *,
    right: Right,
    purpose: str,
    filters: str,
    key: bytes,
    export: bool,
) -> pd.DataFrame:
    """Identities of register families as the session's role may see them; logged first.

    Args:
        ids: id_keluarga of the families asked for.
        right: what they are wanted for.
        purpose: why, in the user's or the page's words.
        filters: which families, in words; no personal data.
        key: secret of the worksheet codes.
        export: whether the rows leave the application as a file.

    Returns:
        One row per family found, in the order of `ids`: id_keluarga, kode_lembar, nama, alamat,
        nik, no_kk. NIK and KK are masked here whatever the role: a list goes into a meeting.

    Raises:
        AccessError: the role may not, a family lies outside its kelurahan, or no purpose is given.
        StoreError: a database is missing, or the log cannot be written.
    """
    session.require(right, "Daftar keluarga dengan nama")
    _check_purpose(purpose)
    _check_area(gudang, session, ids)
    _log(gudang, session, right, purpose, filters, len(ids), export)
    with open_reader(gudang / IDENTITAS) as reader:
        found = reader.query("identitas/keluarga", ids=list(ids))
    found = found.set_index("id_keluarga").reindex(pd.Index(ids)).dropna(how="all")
    return _as_shown(found.astype(object).where(found.notna(), None), session.role, key)


def file_rows(
    gudang: Path, session: Session, *, aturan: str, kode: str | None, most: int, **which
) -> pd.DataFrame:
    """Which rows of a file are behind a quality figure; logged first. No name, no number.

    Args:
        aturan, kode, which: as in `store.queries.baris_mutu`.

    Raises:
        AccessError: the role may not.
        StoreError: the database is missing, or the log cannot be written.
    """
    session.require("baris", "Baris di balik angka mutu")
    filters = f"{which['sumber']} {which['jenis']} {aturan} {kode or 'seluruh berkas'}"
    _log(gudang, session, "baris", "memeriksa mutu berkas", filters, most, export=False)
    with open_reader(gudang / IDENTITAS) as reader:
        return queries.baris_mutu(reader, aturan=aturan, kode=kode, batas=most, **which)


def _as_shown(people: pd.DataFrame, role: Role, key: bytes) -> pd.DataFrame:
    natural = people["no_kk"].fillna(people["nik"]).fillna(pd.Series(people.index, people.index))
    return pd.DataFrame(
        {
            "id_keluarga": list(people.index),
            "kode_lembar": [worksheet_code(one, key) for one in natural],
            "nama": [shown_name(name, role.nama_orang) for name in people["nama_kepala"]],
            "alamat": [shown_address(address, role.alamat) for address in people["alamat"]],
            "nik": [mask_number(number) for number in people["nik_kepala"]],
            "no_kk": [mask_number(number) for number in people["no_kk"]],
        }
    )


def doubtful_pairs(gudang: Path, session: Session) -> list[tuple[str, str]]:
    """(kunci_a, kunci_b) of every doubtful pair, most doubtful first: keys only, no person.

    Raises:
        AccessError: the role may not review.
    """
    session.require("pasangan", "Tinjauan pasangan meragukan")
    with open_reader(gudang / IDENTITAS) as reader:
        found = reader.query("identitas/pasangan_kunci")
    return list(zip(found["kunci_a"], found["kunci_b"], strict=True))


def pair(
    gudang: Path, session: Session, kunci_a: str, kunci_b: str, *, purpose: str
) -> dict[str, object]:
    """One doubtful pair with the fields a reviewer compares, shown by role; logged first.

    Raises:
        AccessError: the role may not review, or no purpose is given.
    """
    session.require("pasangan", "Tinjauan pasangan meragukan")
    _check_purpose(purpose)
    label = hashlib.sha256(f"{kunci_a}|{kunci_b}".encode()).hexdigest()[:12]
    _log(gudang, session, "pasangan", purpose, f"pasangan {label}", 1, export=False)
    with open_reader(gudang / IDENTITAS) as reader:
        found = reader.query("identitas/pasangan", kunci_a=kunci_a, kunci_b=kunci_b)
    row = found.astype(object).where(found.notna(), None).to_dict("records")[0]
    role = session.role
    for side in ("a", "b"):
        row[f"nik_{side}"] = shown_number(row[f"nik_{side}"], role.nik)
        row[f"nama_{side}"] = shown_name(row[f"nama_{side}"], role.nama_orang)
        row[f"alamat_{side}"] = shown_address(row[f"alamat_{side}"], role.alamat)
    return row


def worksheet_code(natural: str, key: bytes) -> str:
    """Opaque code of a family on a worksheet: keyed, so that paper gives away no number.

    HMAC-SHA-256 (RFC 2104) of the family's KK, else its NIK, else its pseudonym;
    `registry.worksheets` finds a KK or NIK again from the same key, a pseudonym it does not.
    """
    digest = hmac.new(key, f"lembar|{natural}".encode(), hashlib.sha256).hexdigest()[:CODE_DIGITS]
    return "-".join(digest[i : i + 4] for i in range(0, CODE_DIGITS, 4))


def _check_purpose(purpose: str) -> None:
    if len(purpose.strip()) < MIN_PURPOSE:
        raise AccessError(
            f"Tuliskan keperluannya, sedikitnya {MIN_PURPOSE} huruf; keperluan dicatat di jejak."
        )


def _check_area(gudang: Path, session: Session, ids: Sequence[str]) -> None:
    """Read the kelurahan from the register itself: what a page says about it proves nothing."""
    with open_reader(gudang / ANALITIK) as reader:
        areas = reader.query("identitas/wilayah_keluarga", ids=list(ids))["kode_kelurahan"]
    for code in areas:
        session.require_area(code)


def _log(
    gudang: Path,
    session: Session,
    right: str,
    purpose: str,
    filters: str,
    rows: int,
    export: bool,
) -> None:
    casebook.record(
        gudang, akun=session.akun, peran=session.role.id, kegiatan=right,
        keperluan=purpose.strip(), saringan=filters, baris=rows, ekspor=export,
    )  # fmt: skip
