"""Which files are read at all: what a file claims is checked before anything is inflated.

The limits and their reasons are data: `data/aturan/batas_berkas.toml`.
"""

import stat
import zipfile
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
from pyarrow.lib import ArrowException
from pydantic import BaseModel, ConfigDict

from pedekate import config, config_file
from pedekate.errors import InputError

CHUNK = 1 << 22
# Entries that make a ZIP archive a workbook: XLSX and XLSB, ODS.
_WORKBOOK_ENTRIES = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FileLimits(_Strict):
    ukuran_maks: int
    baris_teks_maks: int


class ArchiveLimits(_Strict):
    entri_maks: int
    mekar_maks: int
    rasio_maks: int
    rasio_mulai: int


class WorkbookLimits(_Strict):
    memori_tetap: int
    memori_per_bita: int
    detik_tetap: int
    detik_per_megabita: int
    baris_maks: int
    kolom_maks: int


class ParquetLimits(_Strict):
    baris_tetap: int
    baris_per_bita: int


class Limits(_Strict):
    """Sizes in bytes, times in seconds of processor time."""

    berkas: FileLimits
    arsip: ArchiveLimits
    buku_kerja: WorkbookLimits
    parquet: ParquetLimits


@cache
def load(path: Path = config.DATA / "aturan" / "batas_berkas.toml") -> Limits:
    """The limits.

    Raises:
        ConfigError: the file does not hold what is expected.
    """
    return config_file.load(path, Limits)


def first_bytes(path: Path) -> bytes:
    """The first bytes of a regular file of a bearable size.

    Raises:
        InputError: missing, unreadable, no regular file (a pipe would wait forever), empty, or
            larger than the limit.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(f"{path.name} bukan berkas biasa; berikan berkas data.")
        if found.st_size > load().berkas.ukuran_maks:
            raise InputError(
                f"Berkas {path.name} lebih dari {load().berkas.ukuran_maks // 10**9} GB; "
                "bagi menjadi beberapa berkas."
            )
        with path.open("rb") as file:
            magic = file.read(8)
    except FileNotFoundError as error:
        raise InputError(
            f"Berkas {path.name} tidak ada, atau pintasan ke berkas yang sudah tidak ada."
        ) from error
    except OSError as error:
        raise InputError(f"Berkas {path.name} tidak dapat dibuka; periksa izin bacanya.") from error
    if not magic:
        raise InputError(f"Berkas {path.name} kosong; minta ulang berkasnya.")
    return magic


def check_archive(path: Path) -> int:
    """Bytes a workbook's archive inflates to, by its own table of contents.

    Raises:
        InputError: no archive, no workbook in it, or it would inflate beyond the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(path) from error
    if not any(entry.filename in _WORKBOOK_ENTRIES for entry in entries):
        raise InputError(
            f"Berkas {path.name} adalah arsip ZIP; keluarkan isinya lalu muat berkas di dalamnya."
        )
    limits = load().arsip
    size = path.stat().st_size
    inflated = sum(entry.file_size for entry in entries)
    # Entries that share the same compressed bytes claim more than the file holds.
    overlapping = sum(entry.compress_size for entry in entries) > size
    swells = inflated > limits.rasio_mulai and inflated > limits.rasio_maks * size
    if overlapping or swells or inflated > limits.mekar_maks or len(entries) > limits.entri_maks:
        raise too_large(path)
    return inflated


def check_parquet(path: Path) -> tuple[str, ...]:
    """Column names of a Parquet file.

    Raises:
        InputError: damaged, or it claims more rows than its bytes can hold.
    """
    try:
        found = pq.read_metadata(path)
        names = tuple(found.schema.to_arrow_schema().names)
    except (ArrowException, OSError, ValueError) as error:
        raise broken(path) from error
    limits = load().parquet
    if found.num_rows > limits.baris_tetap + limits.baris_per_bita * path.stat().st_size:
        raise too_large(path)
    return names


def check_lines(path: Path) -> None:
    """Refuse a text file with an endless line: it would have to fit into memory as one.

    Line ends are looked for as single bytes; UTF-16 has those too.

    Raises:
        InputError: a line is longer than the limit.
    """
    longest, open_line = load().berkas.baris_teks_maks, 0
    if path.stat().st_size <= longest:
        return
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            ends = [at for end in (b"\n", b"\r") if (at := chunk.rfind(end)) >= 0]
            open_line = len(chunk) - max(ends) if ends else open_line + len(chunk)
            if open_line > longest:
                raise InputError(
                    f"Berkas {path.name} punya baris lebih dari {longest // 10**6} juta huruf; "
                    "simpan ulang dengan satu baris per catatan."
                )


def broken(path: Path) -> InputError:
    """The sentence for a damaged binary file."""
    return InputError(
        f"Berkas {path.name} rusak, terpotong, atau bukan berkas tabel; minta ulang berkasnya."
    )


def too_large(path: Path) -> InputError:
    """The sentence for a file that claims far more content than its size can hold."""
    return InputError(
        f"Berkas {path.name} mengembang jauh melebihi ukurannya bila dibuka, jadi tidak dibuka; "
        "simpan ulang lembar datanya saja sebagai XLSX atau CSV."
    )
