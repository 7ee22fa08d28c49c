"""From files to the built databases: read → rules → match → register → score → marts → swap."""

import csv
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pedekate import __version__, config, scoring
from pedekate.errors import InputError
from pedekate.indicators import catalogue
from pedekate.registry import (
    clean,
    consolidate,
    inputs,
    linkage,
    profiles,
    readers,
    rules,
    worksheets,
)
from pedekate.registry.clean import FileReport
from pedekate.registry.inputs import InputFile
from pedekate.store import marts
from pedekate.store.build import Workspace, disk_errors
from pedekate.store.connection import ANALITIK, IDENTITAS, KEBENARAN, SCHEMA_VERSION
from pedekate.store.swap import building, swap_in

Progress = Callable[[str, float], None]
# Share of the whole work done before each step, measured on a full-size city; reading comes first.
_MATCHING, _MERGING, _WRITING, _SCORING, _SWAPPING = 0.38, 0.52, 0.62, 0.87, 0.98
SCHEMA = config.ROOT / "pedekate" / "schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """Outcome of a run. `pasangan`: links between records of two sources found for families."""

    berkas: tuple[FileReport, ...]
    ditolak: tuple[str, ...]
    keluarga: int
    individu: int
    pasangan: int
    sidik_jari: str
    detik: float
    tampak_sintetis: tuple[str, ...]

    def to_json(self) -> dict:
        """The contract's JSON object."""
        keys = ("nama", "profil", "baris_masuk", "baris_diterima", "baris_ditolak")
        files = [
            {key: getattr(f, key) for key in keys} | {"alasan": f.alasan, "catatan": f.catatan}
            for f in self.berkas
        ]
        rest = asdict(self)
        names = ("keluarga", "individu", "pasangan", "sidik_jari", "detik")
        return {"berkas": files} | {name: rest[name] for name in names}


def build(
    paths: Sequence[Path],
    *,
    gudang: Path,
    sintetis: bool,
    progress: Progress = lambda step, share: None,
) -> BuildReport:
    """Load files into new databases and swap them in; the old ones stay on any failure.

    Args:
        paths: files and folders.
        gudang: folder of the databases.
        sintetis: admit the impossible province of the synthetic city and mark the databases.
        progress: told the name of each step (Indonesian) and the share of the work done, 0..1.

    Raises:
        UserFacingError: no file can be used, or the databases cannot be written.
    """
    started = time.perf_counter()
    files = inputs.collect(paths)
    with building(gudang) as work:
        ws = Workspace(work)
        try:
            reports, refused = _read(ws, files, sintetis, progress)
            summary = _register(ws, work, reports, sintetis, progress)
        finally:
            ws.close()
        progress("Menukar basis data", _SWAPPING)
        swap_in(gudang, work, (ANALITIK, IDENTITAS), drop=(KEBENARAN,))
    return BuildReport(
        berkas=tuple(reports),
        ditolak=tuple(refused),
        detik=round(time.perf_counter() - started, 2),
        tampak_sintetis=tuple(r.nama for r in reports if r.tampak_sintetis),
        **summary,
    )


def _read(
    ws: Workspace, files: Sequence[InputFile], sintetis: bool, progress: Progress
) -> tuple[list[FileReport], list[str]]:
    clean.create_tables(ws)
    known = profiles.load_all()
    twice = inputs.copies(files)
    reports = []
    refused = [
        f"Isi {a} sama persis dengan {b}; yang kedua tidak dimuat." for a, b in twice.items()
    ]
    total, done = sum(file.path.stat().st_size for file in files) or 1, 0
    for file in files:
        if file.name in twice:
            continue
        progress(f"Membaca {file.name}", _MATCHING * done / total)
        done += file.path.stat().st_size
        try:
            tables = readers.read(file.path, known)
        except InputError as error:
            refused.append(str(error))
            continue
        for raw in tables:
            name = file.name if len(tables) == 1 else f"{file.name} [{raw.profile.id}]"
            context = clean.FileContext(
                number=len(reports) + 1, name=name, data_date=file.data_date, synthetic=sintetis
            )
            report = clean.load_file(ws, raw, context)
            if report.baris_masuk:
                reports.append(report)
            else:
                refused.append(f"Berkas {name} tidak berisi baris data; minta ulang berkasnya.")
    if not reports:
        raise InputError(_nothing_usable(refused))
    rows = [(i + 1, r.nama, r.sumber, r.profil) for i, r in enumerate(reports)]
    ws.put("berkas_muat", pd.DataFrame(rows, columns=["no", "nama", "sumber", "profil"]))
    return reports, refused


def _nothing_usable(refused: Sequence[str]) -> str:
    if len(refused) == 1:
        return refused[0]
    return f"Tidak satu pun dari {len(refused)} berkas dapat dimuat; yang pertama: {refused[0]}"


def _register(
    ws: Workspace, work: Path, reports: Sequence[FileReport], sintetis: bool, progress: Progress
) -> dict:
    register_date = max((r.tanggal_data for r in reports if r.tanggal_data), default=date.max)
    progress("Menyatukan keluarga dan orang dari semua sumber", _MATCHING)
    worksheets.resolve_codes(ws, config.pseudonym_key())
    ws.run("registri/01_keluarga_sumber")
    ws.run("registri/02_anggota")
    linkage.match_sources(ws, [linkage.ExactMatcher()])
    progress("Menyusun registri kota", _MERGING)
    consolidate.merge(ws, register_date)
    consolidate.pseudonymise(ws, config.pseudonym_key())
    for database in (ANALITIK, IDENTITAS):
        name = database.removesuffix(".duckdb")
        ws.create_database(database, name, (SCHEMA / f"{name}.sql").read_text(encoding="utf-8"))
    _describe(ws, reports, sintetis, register_date)
    progress("Menulis basis data", _WRITING)
    consolidate.fill(ws)
    summary = _summary(ws)
    ws.detach("identitas")
    ws.detach("analitik")
    progress("Menghitung skor dan ringkasan", _SCORING)
    _finish(work, summary["sidik_jari"])
    return summary


def _describe(ws: Workspace, reports: Sequence[FileReport], sintetis: bool, day: date) -> None:
    """Tables berkas, penolakan, wilayah and the first rows of meta."""
    columns = ("nama", "sumber", "profil", "tanggal_data", "baris_masuk", "baris_diterima")
    columns += ("baris_ditolak",)
    ws.put(
        "analitik.berkas",
        pd.DataFrame([{c: getattr(r, c) for c in columns} for r in reports]),
        append=True,
    )
    messages = {rule.id: rule for rule in rules.load()}
    counts = [
        (r.nama, rule, messages[rule].keparahan, messages[rule].pesan, number)
        for r in reports
        for rule, number in (r.alasan | r.catatan).items()
    ]
    names = ["berkas", "aturan", "keparahan", "pesan", "jumlah"]
    if counts:
        ws.put("analitik.penolakan", pd.DataFrame(counts, columns=names), append=True)
    ws.put("analitik.wilayah", _region_table(), append=True)
    left_out = ws.rows(
        "select count(*) filter (where kode_kelurahan is null), "
        "count(*) filter (where kode_kelurahan is not null and not terdaftar) from keluarga_lengkap"
    )[0]
    meta = {
        "sintetis": "ya" if sintetis else "tidak",
        "versi_skema": SCHEMA_VERSION,
        "versi_kode": __version__,
        "tanggal_registri": day.isoformat(),
        "keluarga_tanpa_wilayah": str(left_out[0]),
        "keluarga_tanpa_anggota": str(left_out[1]),
    }
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
            marts.build(ws.connection, catalogue.load().indikator)
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
