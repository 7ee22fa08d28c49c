"""Hand-made aggregate tables: one row per kelurahan or kecamatan, in both shapes."""

import csv
from collections.abc import Iterable
from pathlib import Path

from pedekate import config

LONG = ("kode wilayah", "nama wilayah", "indikator", "tahun", "nilai", "pembilang", "penyebut",
        "satuan", "sumber")  # fmt: skip


def kelurahan() -> list[dict[str, str]]:
    """The 57 rows of the reference list."""
    with (config.WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kecamatan() -> dict[str, str]:
    """BPS code → name of the five kecamatan."""
    return {row["kode_kecamatan_bps"]: row["nama_kecamatan"] for row in kelurahan()}


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable], delimiter=",") -> Path:
    """A delimited file; None is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return path


def write_wide(path: Path) -> Path:
    """Bappeda's table of all 57 kelurahan: families, poor families, houses unfit to live in.

    Kelurahan number i (from 0) has 1,000 + 10 i families, of which 20 + i are poor; of its 900
    houses 30 + 2 i are unfit.
    """
    header = ("No", "Kode Kemendagri", "Kelurahan", "Kecamatan", "Tahun", "Jumlah KK",
              "Jumlah KK Miskin", "Jumlah Rumah", "RTLH")  # fmt: skip
    rows = [
        (i + 1, r["kode_kelurahan"], r["nama_kelurahan"], r["nama_kecamatan"], 2025, 1000 + 10 * i,
         20 + i, 900, 30 + 2 * i)
        for i, r in enumerate(kelurahan())
    ]  # fmt: skip
    return write(path, header, rows)


def write_long(path: Path) -> Path:
    """Shares without counts for all kelurahan, with a figure for the city."""
    rows = [
        (r["kode_bps"], r["nama_kelurahan"], "Tingkat kemiskinan", 2025, f"{2 + 0.05 * i:.2f}",
         None, None, "persen", "Dinsos-P3AP2KB")
        for i, r in enumerate(kelurahan())
    ]  # fmt: skip
    rows.append(("3573", "Kota Malang", "Tingkat kemiskinan", 2025, "3.85", None, None, "persen",
                 "Dinsos-P3AP2KB"))  # fmt: skip
    return write(path, LONG, rows)


def write_bps(path: Path) -> Path:
    """BPS per kecamatan: unemployment in percent and the human development index."""
    rows = [
        (code, name, 2025, f"{5 + 0.3 * i:.2f}", f"{80 + i:.2f}")
        for i, (code, name) in enumerate(sorted(kecamatan().items()))
    ]
    header = ("Kode BPS", "Kecamatan", "Tahun", "Tingkat Pengangguran Terbuka", "IPM")
    return write(path, header, rows)


def write_folder(folder: Path) -> Path:
    """The three tables together: what a gudang without any by-name file is built from."""
    folder.mkdir(parents=True, exist_ok=True)
    write_wide(folder / "indikator_bappeda.csv")
    write_long(folder / "kemiskinan_kelurahan.csv")
    write_bps(folder / "bps_kecamatan.csv")
    return folder
