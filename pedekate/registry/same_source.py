"""One source handed over in several tables: rows of the same family or person become one row.

DTSEN comes as the BPS extract and through SIKS-NG, Regsosek as five sheets, P3KE as a base file and
a list of candidates. Within a source such rows are one record in pieces, not two records that
disagree: left apart, every number in them would look shared by two families and link nothing.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pedekate.registry import fields
from pedekate.store.build import Workspace

KINDS = ("keluarga", "individu")


def unite(ws: Workspace, dates: Mapping[int, date | None]) -> None:
    """Merge `kanon_keluarga` and `kanon_individu` within each source, before any matching: the
    views show the merged rows from then on.

    Two rows of different files meet by the source's own family key, a valid KK, a 16-digit KK as
    printed, or a NIK; persons by NIK, else by KK, name and birth date. Only a key that stands once
    in each of the files counts, and a row takes at most one row of every other file. The newest
    file answers first, the others fill what it leaves open.

    Args:
        dates: number of a file → date of its data; undated files answer last.

    Fills `satu_baris` (jenis, no_berkas, baris → ke_berkas, ke_baris): where a merged row went.
    """
    ws.run("registri/satu/10_tabel")
    for kind in KINDS:
        files = ws.rows(
            f"select sumber, no_berkas from kanon_{kind} group by sumber, no_berkas order by 1, 2"
        )
        ordered = sorted(files, key=lambda f: (-_age_key(dates.get(f[1])), f[1]))
        several = [f for f in ordered if sum(other[0] == f[0] for other in files) > 1]
        if several:
            _unite_kind(ws, kind, several)


def _age_key(day: date | None) -> int:
    return day.toordinal() if day else 0


def _unite_kind(ws: Workspace, kind: str, files: list[tuple[str, int]]) -> None:
    order = pd.DataFrame(files, columns=["sumber", "no_berkas"])
    order["urut"] = range(1, len(order) + 1)
    ws.put("urutan_berkas", order)
    ws.run(f"registri/satu/20_kunci_{kind}")
    ws.run("registri/satu/30_kelompok_awal")
    for position in order["urut"]:
        ws.run(f"create or replace table langkah_berkas as select {position} as urut")
        ws.run("registri/satu/40_cocokkan")
    ws.run("registri/satu/50_kembar")
    _merge(ws, kind)
    ws.run("registri/satu/60_catat", jenis=kind)
    ws.run("registri/satu/70_program")


def _merge(ws: Workspace, kind: str) -> None:
    """Replace the rows of each group by one row at the place of its first."""
    columns = fields.of(kind)
    first = ", ".join(
        f"min_by(k.{c}, case when k.{c} is not null then g.urut end) as {c}" for c in columns
    )
    ws.run(
        f"create or replace table satu_{kind} as "
        f"select k.* from kanon_{kind} as k "
        "left join kembar as g on g.no_berkas = k.no_berkas and g.baris = k.baris "
        "where g.baris is null union all by name "
        f"select g.ke_berkas as no_berkas, min(k.sumber) as sumber, g.ke_baris as baris, {first} "
        f"from kanon_{kind} as k inner join kembar as g "
        "on g.no_berkas = k.no_berkas and g.baris = k.baris group by g.ke_berkas, g.ke_baris"
    )
    ws.run(f"create or replace view kanon_{kind} as select * from satu_{kind}")
