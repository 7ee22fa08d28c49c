"""Compiles the sets of criteria into one pass over the families: answers as bits of an integer."""

from collections.abc import Sequence
from typing import Protocol

TABLE = "dasar_set"
_KEYS = "kode_kelurahan, desil_nasional as desil, jenis_kelamin_kepala"


class CompiledSet(Protocol):
    """What the marts need to know of a set (`indicators.criteria_sets.Compiled`).

    `criteria` holds, in the order of the bits, three-valued SQL of the lack and two-valued SQL of
    "absent only on a condition"; `columns` every column they read.
    """

    id: str
    sidik: str
    criteria: Sequence[tuple[str, str]]
    columns: frozenset[str]


def build_patterns(con, sets: Sequence[CompiledSet]) -> None:
    """Temp table `pola_set` and table `agregat_sidik_set`; `dasar_set` must be there.

    Raises:
        ValueError: a set reads a column the register does not have.
    """
    have = {row[0] for row in con.execute(f"describe {TABLE}").fetchall()}
    con.execute(
        "create or replace temp table pola_set (id_set text, kode_kelurahan text, desil tinyint, "
        "jenis_kelamin_kepala text, ya bigint, tak bigint, bersyarat bigint, keluarga bigint, "
        "individu bigint)"
    )
    con.execute("create or replace table agregat_sidik_set (id_set text primary key, sidik text)")
    con.execute(
        "comment on table agregat_sidik_set is "
        "'Sidik kriteria setiap set saat data dimuat; berubah berarti muat ulang.'"
    )
    for one in sets:
        if missing := sorted(one.columns - have):
            raise ValueError(f"{one.id}: kolom {', '.join(missing)} tidak ada di {TABLE}")
        con.execute(_pattern_sql(one))
        con.execute("insert into agregat_sidik_set values (?, ?)", [one.id, one.sidik])


def _pattern_sql(one: CompiledSet) -> str:
    answers = ", ".join(
        f"{lack} as ya_{i}, {conditional} as syarat_{i}"
        for i, (lack, conditional) in enumerate(one.criteria)
    )
    masks = ", ".join(
        f"{_mask(one, test)} as {name}"
        for name, test in (
            ("ya", "ya_{0}"),
            ("tak", "ya_{0} is null"),
            ("bersyarat", "syarat_{0} and not ya_{0}"),
        )
    )
    return (
        f"insert into pola_set with jawaban as (select {_KEYS}, jumlah_anggota, {answers} "
        f"from {TABLE}), pola as (select kode_kelurahan, desil, jenis_kelamin_kepala, "
        f"jumlah_anggota, {masks} from jawaban) "
        f"select '{one.id}', kode_kelurahan, desil, jenis_kelamin_kepala, ya, tak, bersyarat, "
        "count(*), sum(jumlah_anggota) from pola "
        "group by kode_kelurahan, desil, jenis_kelamin_kepala, ya, tak, bersyarat"
    )


def _mask(one: CompiledSet, test: str) -> str:
    return " + ".join(
        f"case when {test.format(i)} then {1 << i} else 0 end" for i in range(len(one.criteria))
    )
