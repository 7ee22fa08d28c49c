"""Quality of a file while it is loaded: every row judged once, counted per kelurahan.

The counts per file that `muat` prints, the dimensions per kelurahan and the list of rows behind
them all come from one table (`dinilai`), so they cannot disagree.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.registry import health, rules
from pedekate.registry.normalize import literal
from pedekate.registry.readers import RawFile
from pedekate.schema import quality as schema
from pedekate.store.build import Workspace

PATH = config.DATA / "mutu" / "dimensi.toml"
# A sample survey is weighed, not registered: its rows have no kelurahan and no numbers to judge.
_NOT_JUDGED = "survei"
_WITH_SHARED_NUMBERS = (
    "(select b.*, n.pemakai as pemakai_nik, k.pemakai as pemakai_kk from bersih as b "
    "left join nik_ganda as n on n.nomor = b.nik left join kk_ganda as k on k.nomor = b.no_kk)"
)
# Rows of one family stand together in the counts that protect small cells.
_FAMILY = "coalesce(b.kunci_keluarga, b.no_kk_teks, b.nik_teks, 'baris ' || b.baris)"


@cache
def load(path: Path = PATH) -> schema.QualityBook:
    """The dimensions; see `schema.quality.load`."""
    return schema.load(path)


@cache
def gaps() -> tuple[rules.Rule, ...]:
    """Checks on empty cells that belong to completeness alone, written like row rules."""
    return tuple(rules.Rule.model_validate(entry) for entry in load().isian)


def assess(
    ws: Workspace, raw: RawFile, number: int, wanted: Sequence[rules.Rule]
) -> dict[str, int]:
    """Judge the rows of `bersih`; needs `tolak`.

    Fills `mutu_berkas`, `mutu_aturan_berkas` and `baris_mutu_berkas` of the attached `identitas`.

    Args:
        number: number of the file in this run.
        wanted: the row rules that apply to this kind of file.

    Returns:
        Flagging rule → number of accepted rows, those that flag nothing left out.
    """
    flags = {rule.id: rule.syarat for rule in wanted if rule.keparahan == "catatan"}
    judged = raw.profile.jenis != _NOT_JUDGED
    if judged:
        ws.run("muat/nomor_ganda")
        extra = rules.applicable(gaps(), raw.profile.jenis, present(raw))
        _judge(ws, flags | {rule.id: rule.syarat for rule in extra}, _WITH_SHARED_NUMBERS, _FAMILY)
        _count(ws, number, raw.profile.jenis, [*flags, *(rule.id for rule in extra)])
    else:
        _judge(ws, flags, "bersih", "cast(b.baris as text)")
    found = _flagged(ws, list(flags))
    ws.run("drop table dinilai")
    return found


def present(raw: RawFile) -> set[str]:
    """Canonical names of the numbers, texts, dates and codes this file has a column for."""
    profile = raw.profile
    columns = dict(profile.nomor) | dict(profile.teks) | dict(profile.tanggal)
    columns |= {name: field.kolom for name, field in profile.kode.items()}
    return {name for name, column in columns.items() if raw.has(column)}


def describe(ws: Workspace) -> None:
    """Fill the quality tables of the attached databases from what the files left."""
    dimension = {rule: d.id for d in load().dimensi for rule in d.aturan}
    known = {rule.id: rule for rule in (*rules.load(), *gaps())}
    words = [
        (name, dimension[name], rule.keparahan, rule.pesan)
        for name, rule in known.items()
        if name in dimension
    ]
    names = ["aturan", "dimensi", "keparahan", "pesan"]
    ws.put("analitik.mutu_pesan", pd.DataFrame(words, columns=names), append=True)
    limits = [(limit.id, limit.batas_hari, limit.alasan) for limit in health.load_limits().values()]
    ages = pd.DataFrame(limits, columns=["sumber", "batas_hari", "alasan"])
    ws.put("analitik.mutu_kesegaran", ages, append=True)
    ws.run("muat/simpan_mutu")


def _judge(ws: Workspace, flags: dict[str, str], source: str, family: str) -> None:
    """`dinilai`: one row per data row with its refusal and one boolean per flag."""
    area = "b.kode_kelurahan" if source != "bersih" else "cast(null as text)"
    columns = "".join(
        f", t.aturan is null and coalesce({sql}, false) as c_{name}" for name, sql in flags.items()
    )
    able = ""
    if source != "bersih":
        able = "".join(
            f", coalesce({d.dapat_dinilai}, false) as bisa_{d.id}" for d in load().dimensi
        )
    ws.run(
        f"create or replace table dinilai as select b.baris, {area} as kode_kelurahan, "
        f"{family} as keluarga, t.aturan as ditolak{columns}{able} "
        f"from {source} as b left join (select baris as baris_tolak, aturan from tolak) as t "
        "on t.baris_tolak = b.baris"
    )


def _count(ws: Workspace, number: int, kind: str, flags: Sequence[str]) -> None:
    for dimension in load().dimensi:
        ws.run(
            "insert into identitas.mutu_berkas "
            f"select {number}, {literal(kind)}, kode_kelurahan, {literal(dimension.id)}, count(*), "
            "sum(case when nilai = 'baik' then 1 else 0 end), "
            "sum(case when nilai = 'buruk' then 1 else 0 end), "
            "sum(case when nilai = 'tak' then 1 else 0 end), "
            "count(distinct case when nilai = 'baik' then keluarga end), "
            "count(distinct case when nilai = 'buruk' then keluarga end) "
            f"from (select *, {_verdict(dimension, flags)} as nilai from dinilai) as d "
            "group by kode_kelurahan"
        )
    for name in flags:
        _keep_rows(ws, number, kind, literal(name), f"c_{name}")
    _keep_rows(ws, number, kind, "ditolak", "ditolak is not null")


def _verdict(dimension: schema.Dimension, flags: Sequence[str]) -> str:
    refusals = ", ".join(literal(rule) for rule in dimension.aturan)
    flagged = "".join(f" or c_{rule}" for rule in dimension.aturan if rule in flags)
    return (
        f"case when coalesce(ditolak in ({refusals}), false){flagged} then 'buruk' "
        f"when ditolak is not null or not bisa_{dimension.id} then 'tak' else 'baik' end"
    )


def _keep_rows(ws: Workspace, number: int, kind: str, rule: str, test: str) -> None:
    head = f"{number}, {literal(kind)}"
    ws.run(
        f"insert into identitas.baris_mutu_berkas select {head}, baris, {rule}, kode_kelurahan "
        f"from dinilai where {test}"
    )
    ws.run(
        f"insert into identitas.mutu_aturan_berkas select {head}, kode_kelurahan, {rule}, "
        f"count(*), count(distinct keluarga) from dinilai where {test} "
        f"group by kode_kelurahan, {rule}"
    )


def _flagged(ws: Workspace, flags: Sequence[str]) -> dict[str, int]:
    if not flags:
        return {}
    counts = ", ".join(f"count(*) filter (where c_{name})" for name in flags)
    row = ws.rows(f"select {counts} from dinilai")[0]
    return {name: count for name, count in zip(flags, row, strict=True) if count}
