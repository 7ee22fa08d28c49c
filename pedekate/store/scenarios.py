"""Named scenarios in the casebook: every version stays, a removed one is only marked.

The text of a scenario is kept as it is; what it says is `simulation.saved`'s business.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pedekate.store.casebook import KERJA, opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One version of a named scenario.

    Attributes:
        nomor: by which an address calls it; never used again.
        versi: 1 for the first under this name. terbaru: no later version stands.
        isi: the scenario's file. angka: figures shown when it was saved, name → value.
    """

    nomor: int
    waktu: str
    akun: str
    nama: str
    versi: int
    isi: str
    angka: dict[str, float | None]
    terbaru: bool


def save(
    gudang: Path, *, akun: str, nama: str, isi: str, angka: Mapping[str, float | None]
) -> tuple[int, int]:
    """Keep a scenario; (its number, its version). A name that is taken gets the next version.

    Raises:
        StoreError: the casebook cannot be written.
    """
    with opened(gudang) as con:
        # The lock comes before the count: two at once must not both be version 2.
        con.execute("begin immediate")
        version = _next(con, nama)
        number = con.execute(
            "insert into skenario (akun, nama, versi, isi, angka) values (?, ?, ?, ?, ?)",
            (akun, nama, version, isi, json.dumps(dict(angka), sort_keys=True)),
        ).lastrowid
    return number, version


def next_version(gudang: Path, nama: str) -> int:
    """The version `save` would give under this name now; removed ones count."""
    if not (gudang / KERJA).exists():
        return 1
    with opened(gudang) as con:
        return _next(con, nama)


def remove(gudang: Path, nomor: int, *, akun: str) -> bool:
    """Mark one version as removed; False when it is not there or was marked before."""
    with opened(gudang) as con:
        marked = con.execute(
            "insert into skenario_dihapus (nomor, akun) select nomor, ?2 from skenario "
            "where nomor = ?1 and nomor not in (select nomor from skenario_dihapus)",
            (nomor, akun),
        ).rowcount
    return marked == 1


def kept(gudang: Path) -> list[Kept]:
    """Every version that stands, newest first; nothing when nobody ever saved one."""
    if not (gudang / KERJA).exists():
        return []
    with opened(gudang) as con:
        rows = con.execute(
            "select s.nomor, waktu, akun, nama, versi, isi, angka, "
            "versi = max(versi) over (partition by nama) from skenario as s "
            "where nomor not in (select nomor from skenario_dihapus) order by nomor desc"
        ).fetchall()
    return [
        Kept(
            nomor=nomor, waktu=waktu, akun=akun, nama=nama, versi=versi, isi=isi,
            angka=json.loads(angka), terbaru=bool(newest),
        )
        for nomor, waktu, akun, nama, versi, isi, angka, newest in rows
    ]  # fmt: skip


def find(gudang: Path, called: str) -> Kept | None:
    """The scenario an address calls: by number, or the newest version of a name."""
    for one in kept(gudang):
        if called == str(one.nomor) or (one.terbaru and called.casefold() == one.nama.casefold()):
            return one
    return None


def _next(con: sqlite3.Connection, nama: str) -> int:
    query = "select coalesce(max(versi), 0) + 1 from skenario where nama = ?"
    return con.execute(query, (nama,)).fetchone()[0]
