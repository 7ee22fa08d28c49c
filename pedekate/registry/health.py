"""State of a gudang for operators: what is in it, how fresh, and what needs attention."""

import shutil
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pedekate import __version__, config, config_file
from pedekate.errors import BUILD, StoreError
from pedekate.store.connection import (
    ANALITIK,
    IDENTITAS,
    KEBENARAN,
    SCHEMA_VERSION,
    gudang_status,
    open_reader,
)

PACKAGES = ("streamlit", "duckdb", "pandas", "numpy", "plotly", "python-calamine")
# A build needs room for the new databases beside the old ones and for spilled tables.
MIN_FREE_BYTES = 3 * 10**9


class SourceLimit(BaseModel):
    """How old a source's data may be, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    batas_hari: int
    alasan: str


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sumber: tuple[SourceLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Everything `periksa` shows; `perhatian` holds one Indonesian sentence per thing to act on."""

    versi: dict[str, str]
    gudang: str
    registri: dict[str, str]
    berkas: list[dict]
    sumber: list[dict]
    basis_data: dict[str, int | None]
    cakram_bebas: int
    perhatian: list[str]

    def to_json(self) -> dict:
        """Plain values; sizes in bytes, ages in days."""
        return asdict(self)


@cache
def load_limits(path: Path = config.DATA / "aturan" / "kesegaran.toml") -> dict[str, SourceLimit]:
    """Age limits by source; a source without a limit is never too old.

    Raises:
        ConfigError: the file does not hold what is expected.
    """
    return {limit.id: limit for limit in config_file.load(path, _Limits).sumber}


def check(gudang: Path, today: date) -> Health:
    """Look at a gudang without changing anything. Works on a missing or broken one too."""
    status = gudang_status(gudang)
    files = _files(gudang) if status else []
    sources = _sources(files, today)
    sizes = {
        name: (gudang / name).stat().st_size if (gudang / name).exists() else None
        for name in (ANALITIK, IDENTITAS, KEBENARAN)
    }
    free = shutil.disk_usage(_existing(gudang)).free
    attention = [*_store_attention(gudang, status, sizes), *_age_attention(sources)]
    if free < MIN_FREE_BYTES:
        attention.append(
            f"Ruang cakram tinggal {free / 1e9:.1f} GB; kosongkan sebelum memuat data baru."
        )
    return Health(
        versi={"pedekate": __version__} | {name: version(name) for name in PACKAGES},
        gudang=str(gudang),
        registri=status,
        berkas=files,
        sumber=sources,
        basis_data=sizes,
        cakram_bebas=free,
        perhatian=attention,
    )


def _files(gudang: Path) -> list[dict]:
    try:
        with open_reader(gudang / ANALITIK) as reader:
            table = reader.query(
                "select nama, sumber, profil, cast(tanggal_data as text) as tanggal_data, "
                "baris_masuk, baris_diterima, baris_ditolak, berlaku from berkas order by nama"
            )
    except StoreError:
        return []
    rows = table.to_dict("records")
    return [{k: v if isinstance(v, str | int) else None for k, v in row.items()} for row in rows]


def _sources(files: list[dict], today: date) -> list[dict]:
    """One entry per source: date of its current wave, age, limit, freshness, older waves."""
    newest: dict[str, str | None] = {}
    for file in files:
        if file["berlaku"]:
            known = [d for d in (newest.get(file["sumber"]), file["tanggal_data"]) if d]
            newest[file["sumber"]] = max(known, default=None)
    older = {(f["sumber"], f["tanggal_data"]) for f in files if not f["berlaku"]}
    found = []
    for name, day in sorted(newest.items()):
        age = (today - date.fromisoformat(day)).days if day else None
        limit = load_limits().get(name)
        fresh = limit is None or (age is not None and age <= limit.batas_hari)
        found.append(
            {
                "sumber": name,
                "tanggal_data": day,
                "umur_hari": age,
                "batas_hari": limit.batas_hari if limit else None,
                "segar": fresh,
                "gelombang_lama": sorted(
                    (d for source, d in older if source == name and d), reverse=True
                ),
            }
        )
    return found


def _store_attention(gudang: Path, status: dict, sizes: dict[str, int | None]) -> list[str]:
    if sizes[ANALITIK] is None:
        return [f"Basis data belum ada; bangun dengan perintah: {BUILD}"]
    if not status:
        return [f"Basis data tidak dapat dibaca; bangun ulang dengan: {BUILD}"]
    found = []
    if status.get("versi_skema") != SCHEMA_VERSION:
        found.append(f"Basis data dibuat versi skema lain; bangun ulang dengan: {BUILD}")
    if sizes[IDENTITAS] is None:
        found.append(f"{IDENTITAS} tidak ada di {gudang}; bangun ulang kedua basis data.")
    return found


def _age_attention(sources: list[dict]) -> list[str]:
    found = []
    for source in sources:
        if source["segar"]:
            continue
        name = source["sumber"]
        if source["umur_hari"] is None:
            found.append(f"Tanggal data {name} tidak diketahui; tulis di berkas.toml.")
        else:
            found.append(
                f"Data {name} sudah {source['umur_hari']} hari (batas {source['batas_hari']}); "
                "minta berkas terbaru."
            )
    return found


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
