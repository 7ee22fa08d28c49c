"""Puts the rules of comparison (`data/aturan/silang.toml`) before the SQL that applies them.

Sets, pairs and the order of reasons become small temporary tables; the fields to compare become
plain CASE expressions, one pass over every pair of sources.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol


class FamilySet(Protocol):
    """What the marts need to know of a set of families (`reconciliation.rules.FamilySet`)."""

    id: str
    sumber: str
    program: str | None
    desil_maks: int | None
    cakupan_desil: int | None


class Reason(Protocol):
    """What the marts need to know of a reason: its id; its place in the order is its rank."""

    id: str


class ComparedField(Protocol):
    """What the marts need to know of a field."""

    kolom: str

    def agreement_sql(self, a: str, b: str) -> str: ...


class Comparison(Protocol):
    """The rules as `reconciliation.rules.load` gives them; `sumber` in the register's order."""

    sumber: Sequence[str]
    beda_hari: int
    himpunan: Sequence[FamilySet]
    alasan: Sequence[Reason]
    isian: Sequence[ComparedField]


def prepare_reasons(con, rules: Comparison) -> None:
    """Temp tables of `72_alasan.sql`: sets, pairs of sets, reasons and their order in one row.

    A pair compares a set with a registry that was loaded and is not its own source. Sources whose
    data date is unknown count as of the same time: nothing says they are not.
    """
    loaded = {
        row[0] for row in con.execute("select distinct sumber from sumber_keluarga").fetchall()
    }
    dates = dict(con.execute("select sumber, max(tanggal_data) from berkas group by 1").fetchall())
    sets = [(s.id, s.sumber, s.program, s.desil_maks) for s in rules.himpunan]
    pairs = [
        (a.id, b.id, b.sumber, b.desil_maks, b.cakupan_desil,
         _apart(dates.get(a.sumber), dates.get(b.sumber), rules.beda_hari))
        for a in rules.himpunan
        for b in rules.himpunan
        if b.program is None and b.sumber in loaded and a.sumber != b.sumber
    ]  # fmt: skip
    order = [(reason.id, rank) for rank, reason in enumerate(rules.alasan, 1)]
    _table(con, "silang_himpunan", "himpunan text, sumber text, program text, desil_maks int", sets)
    _table(
        con, "silang_pasangan",
        "himpunan_a text, himpunan_b text, sumber_b text, desil_maks int, cakupan_desil int, "
        "beda_waktu boolean", pairs,
    )  # fmt: skip
    _table(con, "silang_alasan", "alasan text, urutan int", order)
    columns = ", ".join(f"{rank} as {name}" for name, rank in order)
    con.execute(f"create or replace temp view silang_urutan as select {columns}")


def compare_fields(con, rules: Comparison) -> None:
    """Temp table `sel_isian`: families per field, pair of sources, kelurahan and agreement.

    A pair of sources is compared once, the one earlier in the register's order as A.
    """
    fields = rules.isian
    status = ", ".join(f"{f.agreement_sql('a', 'b')} as isian_{f.kolom}" for f in fields)
    rank = " ".join(f"when '{name}' then {i}" for i, name in enumerate(rules.sumber))
    con.execute(
        "create or replace temp table silang_isian as "
        f"with urut as (select *, case sumber {rank} end as ke from silang_sumber) "
        "select a.sumber as sumber_a, b.sumber as sumber_b, "
        f"a.kelurahan_registri as kelurahan_registri, {status} "
        "from urut as a inner join urut as b on a.id_keluarga = b.id_keluarga and a.ke < b.ke"
    )
    parts = [
        f"select '{f.kolom}' as kolom, sumber_a, sumber_b, kelurahan_registri as kode_kelurahan, "
        f"isian_{f.kolom} as hasil, count(*) as keluarga from silang_isian "
        f"group by sumber_a, sumber_b, kelurahan_registri, isian_{f.kolom}"
        for f in fields
    ]
    con.execute(f"create or replace temp table sel_isian as {' union all '.join(parts)}")


def _apart(one: date | None, other: date | None, limit: int) -> bool:
    return one is not None and other is not None and abs((one - other).days) > limit


def _table(con, name: str, columns: str, rows: Sequence[tuple]) -> None:
    con.execute(f"create or replace temp table {name} ({columns})")
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        con.executemany(f"insert into {name} values ({marks})", rows)
