"""What people did and decided: `kerja.sqlite` in the gudang, which no `muat` ever swaps away.

Holds the audit log (append-only), the answers of the blind reviewers and the samples drawn. No
name, NIK, KK or address: pairs are keyed digests, families keyed pseudonyms.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pedekate.errors import StoreError
from pedekate.schema import review

KERJA = "kerja.sqlite"
SIGN_IN_FAILED = "masuk gagal"
_SCHEMA = (Path(__file__).parents[1] / "schema" / "kerja.sql").read_text(encoding="utf-8")
_WAIT_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One line of the log; `waktu` is UTC, ISO 8601."""

    waktu: str
    akun: str
    peran: str
    kegiatan: str
    keperluan: str
    saringan: str
    baris: int
    ekspor: bool


def record(
    gudang: Path,
    *,
    akun: str,
    peran: str,
    kegiatan: str,
    keperluan: str = "",
    saringan: str = "",
    baris: int = 0,
    ekspor: bool = False,
) -> None:
    """Append a line to the audit log; the work it stands for must not begin before this returns.

    Raises:
        StoreError: the log cannot be written.
    """
    with opened(gudang) as con:
        con.execute(
            "insert into jejak (akun, peran, kegiatan, keperluan, saringan, baris, ekspor) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            (akun, peran, kegiatan, keperluan, saringan, baris, int(ekspor)),
        )


def trail(gudang: Path, *, most: int) -> list[AuditLine]:
    """The latest lines of the log, newest first."""
    with opened(gudang) as con:
        rows = con.execute(
            "select waktu, akun, peran, kegiatan, keperluan, saringan, baris, ekspor "
            "from jejak order by nomor desc limit ?",
            (most,),
        ).fetchall()
    names = AuditLine.__slots__
    return [AuditLine(**dict(zip(names, (*row[:-1], bool(row[-1])), strict=True))) for row in rows]


def failed_sign_ins(gudang: Path, akun: str, *, minutes: int) -> int:
    """Wrong passwords for this account within the last minutes, since its last good one."""
    with opened(gudang) as con:
        return con.execute(
            "select count(*) from jejak where akun = ?1 and kegiatan = ?2 "
            "and waktu > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?3) and nomor > coalesce("
            "(select max(nomor) from jejak where akun = ?1 and kegiatan = 'masuk'), 0)",
            (akun, SIGN_IN_FAILED, f"-{minutes} minutes"),
        ).fetchone()[0]


def answer_pair(gudang: Path, kunci_a: str, kunci_b: str, *, akun: str, jawaban: str) -> bool:
    """Store a reviewer's answer on a pair; False when it is no longer wanted.

    Not wanted: the account has answered already, or the pair has all the answers it needs. The
    order of the two keys does not matter.
    """
    if jawaban not in review.ANSWERS:
        raise ValueError(jawaban)
    pair = tuple(sorted((kunci_a, kunci_b)))
    with opened(gudang) as con:
        # The lock comes before the count: two reviewers at once must not both be the second.
        con.execute("begin immediate")
        given = con.execute(
            "select akun, jawaban from jawaban_pasangan where kunci_a = ? and kunci_b = ? "
            "order by nomor",
            pair,
        ).fetchall()
        wanted = review.needs_answer([answer for _, answer in given])
        if not wanted or akun in {who for who, _ in given}:
            return False
        con.execute(
            "insert into jawaban_pasangan (kunci_a, kunci_b, akun, jawaban) values (?, ?, ?, ?)",
            (*pair, akun, jawaban),
        )
    return True


def pair_answers(gudang: Path) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Every pair looked at → its (account, answer) in the order given; keys sorted in the pair."""
    with opened(gudang) as con:
        rows = con.execute(
            "select kunci_a, kunci_b, akun, jawaban from jawaban_pasangan order by nomor"
        ).fetchall()
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for a, b, who, answer in rows:
        found.setdefault((a, b), []).append((who, answer))
    return found


def decided_pairs(gudang: Path) -> list[tuple[str, str, str]]:
    """(kunci_a, kunci_b, "sama" | "beda") of every settled pair, for the matcher; sorted by key.

    Empty when nobody ever reviewed: a gudang without a casebook is not touched.
    """
    if not (gudang / KERJA).exists():
        return []
    found = []
    for (a, b), answers in sorted(pair_answers(gudang).items()):
        settled = review.decision([answer for _, answer in answers])
        if settled is not None:
            found.append((a, b, settled))
    return found


def save_sample(
    gudang: Path,
    *,
    akun: str,
    benih: int,
    rancangan: str,
    sidik_jari: str,
    keluarga: Iterable[tuple[str, str, int, int]],
) -> int:
    """Keep a drawn sample and return its number.

    Args:
        rancangan: the design in words: size, strata, allocation.
        keluarga: (id_keluarga, strata, families in the stratum, families drawn from it).
    """
    with opened(gudang) as con:
        number = con.execute(
            "insert into sampel (akun, benih, rancangan, sidik_jari) values (?, ?, ?, ?)",
            (akun, benih, rancangan, sidik_jari),
        ).lastrowid
        con.executemany(
            "insert into sampel_keluarga values (?, ?, ?, ?, ?)",
            ((number, *row) for row in keluarga),
        )
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A drawn sample: its number, the day it was drawn (ISO 8601, UTC) and its families."""

    nomor: int
    tanggal: str
    rancangan: str
    keluarga: frozenset[str]


def latest_sample(gudang: Path) -> Sample | None:
    """The last sample drawn; None when there is none."""
    if not (gudang / KERJA).exists():
        return None
    with opened(gudang) as con:
        head = con.execute(
            "select nomor, substr(waktu, 1, 10), rancangan from sampel order by nomor desc limit 1"
        ).fetchone()
        if head is None:
            return None
        rows = con.execute(
            "select id_keluarga from sampel_keluarga where nomor_sampel = ?", (head[0],)
        ).fetchall()
    ids = frozenset(row[0] for row in rows)
    return Sample(nomor=head[0], tanggal=head[1], rancangan=head[2], keluarga=ids)


@contextmanager
def opened(gudang: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one piece of work: committed when it ends well, rolled back otherwise."""
    try:
        con = sqlite3.connect(gudang / KERJA, timeout=_WAIT_SECONDS, isolation_level="DEFERRED")
        try:
            con.executescript(_SCHEMA)
            with con:
                yield con
        finally:
            con.close()
    except sqlite3.Error as error:
        raise StoreError(
            "Catatan kerja (kerja.sqlite) tidak dapat dibuka atau ditulis; periksa izin folder "
            "basis data dan ruang cakram."
        ) from error
