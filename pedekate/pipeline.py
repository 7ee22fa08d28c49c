"""From files to the built databases: read → keep → match → register → compare → score → swap."""

import csv
import hashlib
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from pedekate import __version__, config, scoring
from pedekate.errors import InputError
from pedekate.indicators import catalogue, criteria_sets, external, groupings
from pedekate.reconciliation import rules as comparison
from pedekate.registry import (
    aggregates,
    churn,
    clean,
    consolidate,
    corrections,
    inputs,
    kept,
    linkage,
    one_table,
    profiles,
    quality,
    readers,
    rules,
    same_source,
    waves,
    worksheets,
)
from pedekate.registry.build_report import BuildReport
from pedekate.registry.clean import FileReport
from pedekate.registry.inputs import InputFile
from pedekate.registry.kept import Kept
from pedekate.registry.waves import Plan, StoredFile
from pedekate.store import marts
from pedekate.store.build import Workspace, disk_errors
from pedekate.store.connection import ANALITIK, IDENTITAS, KEBENARAN, SCHEMA_VERSION
from pedekate.store.swap import building, swap_in

Progress = Callable[[str, float], None]
# Share of the whole work done before each step, measured on a full-size city; reading comes first.
_MATCHING, _MERGING, _WRITING, _COMPARING, _SCORING, _SWAPPING = 0.38, 0.50, 0.60, 0.80, 0.88, 0.98
ANALYTIC_SCHEMA = config.ROOT / "pedekate" / "schema" / "analitik.sql"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loaded:
    """What the databases will be built from: this run's files, and the plan of all files."""

    reports: tuple[FileReport, ...]
    refused: tuple[str, ...]
    plan: Plan
    names: dict[int, str]
    old: Kept
    replaced: tuple[StoredFile, ...]

    @property
    def numbers(self) -> dict[int, int]:
        """File number → number inside the register."""
        return {file.nomor: i for i, file in enumerate(self.plan.berkas, 1)}

    @property
    def active(self) -> list[StoredFile]:
        """Files that make the register, under their final names."""
        return [replace(f, nama=self.names[f.nomor]) for f in self.plan.berlaku]


def build(
    paths: Sequence[Path],
    *,
    gudang: Path,
    sintetis: bool,
    baru: bool = False,
    progress: Progress = lambda step, share: None,
    decisions: Sequence[linkage.Decision] = (),
) -> BuildReport:
    """Add files to a gudang: build new databases and swap them in; the old stay on any failure.

    What the files bring replaces the same wave of the same source; a newer date becomes the
    current wave; sources not among the files stay as they were (`registry.waves`).

    Args:
        paths: files and folders.
        gudang: folder of the databases.
        sintetis: admit the impossible province of the synthetic city and mark the databases.
        baru: start from nothing, whatever the gudang holds.
        progress: told the name of each step (Indonesian) and the share of the work done, 0..1.
        decisions: (kunci_a, kunci_b, 'sama' or 'beda') of pairs two reviewers have looked at.

    Raises:
        UserFacingError: no file can be used, or the databases cannot be written.
    """
    started = time.perf_counter()
    files = inputs.collect(paths)
    with building(gudang) as work:
        ws = Workspace(work)
        try:
            kept.create_identity(ws)
            old = Kept() if baru else kept.open_old(ws, gudang, synthetic=sintetis)
            loaded = _load(ws, files, old, sintetis, progress)
            summary = _register(ws, work, loaded, sintetis, progress, decisions)
        finally:
            ws.close()
        progress("Menukar basis data", _SWAPPING)
        swap_in(gudang, work, (ANALITIK, IDENTITAS), drop=(KEBENARAN,))
    return _report(loaded, summary, time.perf_counter() - started)


def _report(loaded: _Loaded, summary: dict, seconds: float) -> BuildReport:
    earlier = {f.nomor for f in loaded.old.berkas}
    stays = [f for f in loaded.plan.berkas if f.nomor in earlier]
    return BuildReport(
        berkas=loaded.reports,
        ditolak=loaded.refused,
        tersimpan=tuple(replace(f, nama=loaded.names[f.nomor]) for f in stays),
        berlaku=frozenset(f.nama for f in loaded.active),
        digantikan=tuple(f.nama for f in loaded.replaced),
        dilepas=tuple(f.nama for f in loaded.plan.dilepas),
        mulai_baru=loaded.old.mulai_baru,
        detik=round(seconds, 2),
        tampak_sintetis=tuple(r.nama for r in loaded.reports if r.tampak_sintetis),
        **summary,
    )


def train_linkage(
    paths: Sequence[Path],
    *,
    sintetis: bool,
    day: date,
    data: str,
    target: Path,
    progress: Progress = lambda step, share: None,
) -> None:
    """Read files and train the linkage model on them; no database is touched.

    Args: as `build` and `registry.linkage.train`.

    Raises:
        UserFacingError: no file can be used, or fewer than two sources list persons.
    """
    files = inputs.collect(paths)
    with tempfile.TemporaryDirectory() as work:
        ws = Workspace(Path(work))
        try:
            kept.create_identity(ws)
            _source_rows(ws, _load(ws, files, Kept(), sintetis, progress))
            progress("Melatih model padanan", _MATCHING)
            linkage.train(ws, day=day, data=data, target=target)
        finally:
            ws.close()


def _load(
    ws: Workspace, files: Sequence[InputFile], old: Kept, sintetis: bool, progress: Progress
) -> _Loaded:
    """Read the files, decide what stays of the old ones, and keep the rows of both."""
    clean.create_tables(ws)
    aggregates.create_tables(ws)
    new, reports, refused = _read(ws, files, old.next_number, sintetis, progress)
    gone = waves.replaced(old.berkas, new)
    stay = [file for file in old.berkas if file not in gone]
    plan = waves.arrange([*stay, *new], waves.load_retention().gelombang_disimpan)
    names = waves.unique_names(plan.berkas)
    kept.store(ws, plan.berkas, old, names)
    return _Loaded(
        reports=tuple(reports),
        refused=tuple(refused),
        plan=plan,
        names=names,
        old=old,
        replaced=tuple(gone),
    )


def _read(
    ws: Workspace, files: Sequence[InputFile], first: int, sintetis: bool, progress: Progress
) -> tuple[list[StoredFile], list[FileReport], list[str]]:
    known = (*profiles.load_all(), *aggregates.load_all())
    twice = inputs.copies(files)
    refused = [
        f"Isi {a} sama persis dengan {b}; yang kedua tidak dimuat." for a, b in twice.items()
    ]
    stored, reports = [], []
    now = datetime.now().isoformat()
    total, done = sum(file.size for file in files) or 1, 0
    for file in files:
        if file.name in twice:
            continue
        progress(f"Membaca {file.name}", _MATCHING * done / total)
        done += file.size
        try:
            tables = readers.read(file.path, known)
        except InputError as error:
            refused.append(str(error))
            continue
        digest = inputs.digest(file.path)
        for raw in tables:
            name = file.name if len(tables) == 1 else f"{file.name} [{raw.profile.id}]"
            number = first + len(stored)
            context = clean.FileContext(
                number=number, name=name, data_date=file.data_date, synthetic=sintetis
            )
            try:
                report = one_table.load(ws, raw, context, external.book())
            except InputError as error:
                refused.append(str(error))
                continue
            if report.baris_masuk:
                reports.append(report)
                stored.append(_stored(ws, report, number, digest, now))
            else:
                refused.append(f"Berkas {name} tidak berisi baris data; minta ulang berkasnya.")
    if not reports:
        raise InputError(_nothing_usable(refused))
    return stored, reports, refused


def _stored(ws: Workspace, report: FileReport, number: int, digest: str, now: str) -> StoredFile:
    same = ("nama", "profil", "jenis", "sumber", "jalur", "tanggal_data", "alasan", "catatan")
    same += ("baris_masuk", "baris_diterima", "baris_ditolak")
    return StoredFile(
        nomor=number,
        sha256=digest,
        dimuat=now,
        program=kept.programmes(ws, number) if report.jenis == waves.PAYMENTS else (),
        **{name: getattr(report, name) for name in same},
    )


def _nothing_usable(refused: Sequence[str]) -> str:
    if len(refused) == 1:
        return refused[0]
    return f"Tidak satu pun dari {len(refused)} berkas dapat dimuat; yang pertama: {refused[0]}"


def _register(
    ws: Workspace,
    work: Path,
    loaded: _Loaded,
    sintetis: bool,
    progress: Progress,
    decisions: Sequence[linkage.Decision],
) -> dict:
    plan = loaded.plan
    day = _register_date(plan)
    progress("Menyatukan keluarga dan orang dari semua sumber", _MATCHING)
    _source_rows(ws, loaded)
    key = config.pseudonym_key()
    linkage.link(ws, key, decisions)
    progress("Menyusun registri kota", _MERGING)
    consolidate.merge(ws, day)
    consolidate.pseudonymise(ws, key)
    ws.create_database(ANALITIK, "analitik", ANALYTIC_SCHEMA.read_text(encoding="utf-8"))
    _describe(ws, loaded, sintetis, day)
    progress("Menulis basis data", _WRITING)
    consolidate.fill(ws)
    linkage.fill(ws, key)
    figures = aggregates.fill(ws)
    summary = _summary(ws)
    mode = "agregat" if figures and not summary["keluarga"] else "registri"
    meta = {"mode": mode} | ({"periode_agregat": aggregates.newest_period(ws)} if figures else {})
    ws.put("analitik.meta", pd.DataFrame(meta.items(), columns=["kunci", "nilai"]), append=True)
    summary["angka_luar"] = figures
    progress("Membandingkan dengan gelombang sebelumnya", _COMPARING)
    churn.compare(ws, plan, [linkage.ExactMatcher()], loaded.names, loaded.numbers)
    ws.detach("identitas")
    ws.detach("analitik")
    progress("Menghitung skor dan ringkasan", _SCORING)
    _finish(work, summary["sidik_jari"])
    return summary


def _source_rows(ws: Workspace, loaded: _Loaded) -> None:
    """What every source says today: families `ks`, persons `orang`, who belongs to whom."""
    plan = loaded.plan
    paid = pd.DataFrame(plan.bayar, columns=["nomor", "program"])
    ws.put("bayar_pakai", paid.astype({"nomor": "int32", "program": "str"}))
    kept.use(ws, plan.berlaku, plan.kini, loaded.names, loaded.numbers)
    kept.create_views(ws)
    dates = {loaded.numbers[f.nomor]: f.tanggal_data for f in plan.berlaku}
    same_source.unite(ws, dates)
    worksheets.resolve_codes(ws, config.pseudonym_key())
    ws.run("registri/01_keluarga_sumber")
    ws.run("registri/02_anggota")


def _register_date(plan: Plan) -> date:
    """Newest date of a by-name file: outside tables say nothing about the register's age."""
    days = [f.tanggal_data for f in plan.berlaku if f.tanggal_data and f.jenis != rules.AGGREGATE]
    return max(days, default=date.max)


def _describe(ws: Workspace, loaded: _Loaded, sintetis: bool, day: date) -> None:
    """Tables berkas, penolakan, wilayah and the first rows of meta."""
    active = {f.nomor for f in loaded.plan.berlaku}
    files = [replace(f, nama=loaded.names[f.nomor]) for f in loaded.plan.berkas]
    columns = ("nama", "sumber", "profil", "tanggal_data", "baris_masuk", "baris_diterima")
    columns += ("baris_ditolak", "dimuat")
    rows = [{c: getattr(f, c) for c in columns} | {"berlaku": f.nomor in active} for f in files]
    ws.put("analitik.berkas", pd.DataFrame(rows), append=True)
    known = [*rules.load(), *(c.rule() for c in corrections.load())]
    messages = {rule.id: rule for rule in known}
    counts = [
        (f.nama, rule, messages[rule].keparahan, messages[rule].pesan, number)
        for f in files
        for rule, number in (f.alasan | f.catatan).items()
        if rule in messages
    ]
    names = ["berkas", "aturan", "keparahan", "pesan", "jumlah"]
    if counts:
        ws.put("analitik.penolakan", pd.DataFrame(counts, columns=names), append=True)
    quality.describe(ws)
    ws.put("analitik.wilayah", _region_table(), append=True)
    left_out = ws.rows(
        "select count(*) filter (where kode_kelurahan is null), "
        "count(*) filter (where kode_kelurahan is not null and not terdaftar) from keluarga_lengkap"
    )[0]
    meta = {
        "sintetis": "ya" if sintetis else "tidak",
        "versi_skema": SCHEMA_VERSION,
        "versi_kode": __version__,
        "keluarga_tanpa_wilayah": str(left_out[0]),
        "keluarga_tanpa_anggota": str(left_out[1]),
        **linkage.meta(),
    }
    if day < date.max:
        meta["tanggal_registri"] = day.isoformat()
    ws.put("analitik.meta", pd.DataFrame(meta.items(), columns=["kunci", "nilai"]), append=True)


def _region_table() -> pd.DataFrame:
    wanted = ["kode_kelurahan", "kode_bps", "nama_kelurahan", "kode_kecamatan", "nama_kecamatan"]
    numbers = {"luas_km2": float, "penduduk_2023_estimasi": int}
    with (config.WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pd.DataFrame(rows)[[*wanted, *numbers]]
    return table.astype(numbers)


def _summary(ws: Workspace) -> dict:
    with ws.using("analitik"):
        parts = ws.rows("registri/40_sidik")
    digest = hashlib.sha256(repr([tuple(map(str, part)) for part in parts]).encode())
    return {
        "keluarga": ws.value("select count(*) from analitik.keluarga"),
        "individu": ws.value("select count(*) from analitik.individu"),
        "pasangan": ws.value("select count(*) from padanan_ks where dasar <> 'baru'"),
        "sidik_jari": digest.hexdigest()[:12],
    }


def _finish(work: Path, fingerprint: str) -> None:
    """Score, marts and the last rows of meta, inside the new analytic database."""
    ws = Workspace(work, database=ANALITIK)
    try:
        meta = {"sidik_jari": fingerprint, "dibuat": time.strftime("%Y-%m-%dT%H:%M:%S")}
        survey = ws.frame("select * from survei")
        if len(survey):
            meta |= _score(ws, survey)
        ws.put("meta", pd.DataFrame(meta.items(), columns=["kunci", "nilai"]), append=True)
        with disk_errors():
            marts.build(
                ws.connection, catalogue.load().indikator, comparison.load(),
                criteria_sets.compiled(), tuple(groupings.load().values()),
            )  # fmt: skip
    finally:
        ws.close()


def _score(ws: Workspace, survey: pd.DataFrame) -> dict[str, str]:
    model = scoring.fit(survey)
    families = ws.frame("select * from keluarga order by id_keluarga")
    families["nilai_skor"] = scoring.score(model, families)
    ws.put("skor_baru", families[["id_keluarga", "nilai_skor"]])
    ws.run("muat/isi_skor")
    ws.run("drop table skor_baru")
    ws.put("model_skor", model.table(), append=True)
    return {**model.meta(), **scoring.validate(survey).meta()}
