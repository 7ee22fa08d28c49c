"""Older waves against the register: who entered, who left, whose decile moved."""

from collections.abc import Sequence

import pandas as pd

from pedekate.registry import kept, linkage, same_source, sources
from pedekate.registry.linkage import Matcher
from pedekate.registry.waves import MAIN, Plan, Wave
from pedekate.store.build import Workspace

# Steps of older waves start here: far above the places of the sources.
_OLDER = 1000
# What only the current register needs; at city size half a gigabyte.
_DONE_WITH = (
    "individu_gabung", "keluarga_lengkap", "isi_ks", "susunan", "kepala", "kepala_sumber",
    "samaran", "kunci_samaran", "peserta", "yatim",
)  # fmt: skip


def compare(
    ws: Workspace,
    plan: Plan,
    matchers: Sequence[Matcher],
    names: dict[int, str],
    numbers: dict[int, int],
) -> None:
    """Fill `gelombang`, `agregat_perubahan…` and `agregat_penerimaan` of `analitik`.

    The register is finished and written; its working tables of source rows are given up here.
    Older waves are linked to it one at a time, newest first, by the same matchers. A family that
    no register family answers to is remembered, so that a still older wave can find it.
    """
    _programmes(ws, plan)
    ws.run(
        "create table keluarga_gelombang (sumber text, tanggal_data date, ke integer, "
        "id_k bigint, kode_kelurahan text, desil tinyint, individu integer)"
    )
    ws.run("create table jejak (sumber text, id_k bigint, kunci ubigint)")
    places = {source: i for i, source in enumerate(sources.order(), start=1)}
    current = [(places[w.sumber], w, 1) for w in _of_main_route(plan.kini) if w.sumber in places]
    compared = {w.sumber for w in _of_main_route(plan.lampau)}
    _place(ws, current, compared)
    ws.run("registri/63_kunci_sumber")
    _take(ws)
    older = [w for w in _of_main_route(plan.lampau) if w.sumber in places]
    if older:
        for table in _DONE_WITH:
            ws.run(f"drop table if exists {table}")
    for i, wave in enumerate(older):
        step, age = _OLDER + i, 2 + sum(w.sumber == wave.sumber for w in older[:i])
        files = (*wave.berkas, *wave.bawaan)
        kept.use(ws, files, [wave], names, numbers)
        kept.create_views(ws)
        same_source.unite(ws, {numbers[f.nomor]: f.tanggal_data for f in files})
        ws.put("urutan_sumber", pd.DataFrame({"sumber": [wave.sumber], "urutan": [step]}))
        ws.run("registri/01_keluarga_sumber")
        ws.run("registri/02_anggota")
        _place(ws, [(step, wave, age)], compared)
        linkage.match_older(ws, matchers, step)
        _take(ws)
    ws.run("registri/61_perubahan")


def _of_main_route(waves: Sequence[Wave]) -> list[Wave]:
    """Waves that are compared: side routes complete a source, they do not list it anew. A source
    that came by one side route only is compared along that."""
    main = {w.sumber for w in waves if w.jalur == MAIN}
    first = {w.sumber: w.jalur for w in reversed(waves)}
    return [w for w in waves if w.jalur == (MAIN if w.sumber in main else first[w.sumber])]


def _place(ws: Workspace, steps: Sequence[tuple[int, Wave, int]], compared: set[str]) -> None:
    """Table `gelombang_muat`: step → source, date, place (1 = current), whether it is compared."""
    rows = [(step, w.sumber, w.tanggal, age, w.sumber in compared) for step, w, age in steps]
    columns = ["urutan", "sumber", "tanggal_data", "ke", "dilacak"]
    frame = pd.DataFrame(rows, columns=columns).astype(
        {"urutan": "int32", "sumber": "str", "ke": "int32", "dilacak": "bool"}
    )
    frame["tanggal_data"] = pd.to_datetime(frame["tanggal_data"])
    ws.put("gelombang_muat", frame)


def _take(ws: Workspace) -> None:
    ws.run("registri/60_keluarga_gelombang")
    ws.run("registri/65_jejak")


def _programmes(ws: Workspace, plan: Plan) -> None:
    dates = {f.nomor: f.tanggal_data for f in plan.berkas}
    rows = [(number, programme, dates[number], 1) for number, programme in plan.bayar]
    seen: dict[str, int] = {}
    for programme, day, numbers in plan.bayar_lampau:
        seen[programme] = seen.get(programme, 1) + 1
        rows += [(number, programme, day, seen[programme]) for number in numbers]
    frame = pd.DataFrame(rows, columns=["nomor", "program", "tanggal_data", "ke"])
    frame = frame.astype({"nomor": "int32", "program": "str", "ke": "int32"})
    frame["tanggal_data"] = pd.to_datetime(frame["tanggal_data"])
    ws.put("bayar_gelombang", frame)
    ws.run("registri/62_penerima_daftar")
    ws.run("registri/66_penerimaan")
    if seen:
        ws.run("registri/62_perubahan_program")
