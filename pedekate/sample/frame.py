"""The frame: how many families live in each of the 57 kelurahan, and in which RT."""

import csv
from dataclasses import dataclass

import numpy as np

from pedekate.config import WILAYAH
from pedekate.errors import InputError
from pedekate.sample.draws import child_keys, hash_key, uniform
from pedekate.sample.recipe import Recipe

MIN_FAMILIES = 300
MAX_FAMILIES = 2_000_000
# An RT of the real city holds about 68 families; smaller sample cities get fewer RTs instead of
# emptier ones, so that survey blocks of ten and RT effects still mean something.
FAMILIES_PER_RT = 40


@dataclass(frozen=True, slots=True)
class Areas:
    """The kelurahan as parallel arrays, in the order of `data/wilayah/kelurahan.csv`."""

    kode: np.ndarray
    kode_bps: np.ndarray
    nama: np.ndarray
    nama_bps: np.ndarray
    varian: list[list[str]]
    kode_kecamatan: np.ndarray
    kode_kecamatan_bps: np.ndarray
    nama_kecamatan: np.ndarray
    jumlah_rt: np.ndarray
    jumlah_rw: np.ndarray
    penduduk: np.ndarray


def load_areas() -> Areas:
    """Read `data/wilayah/kelurahan.csv`; spellings marked "(salah ketik)" lose the mark."""
    with (WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def text(column: str) -> np.ndarray:
        return np.array([row[column] for row in rows])

    def number(column: str) -> np.ndarray:
        return np.array([int(row[column]) for row in rows])

    return Areas(
        kode=text("kode_kelurahan"),
        kode_bps=text("kode_bps"),
        nama=text("nama_kelurahan"),
        nama_bps=text("nama_bps"),
        varian=[_spellings(row["varian_nama"]) for row in rows],
        kode_kecamatan=text("kode_kecamatan"),
        kode_kecamatan_bps=text("kode_kecamatan_bps"),
        nama_kecamatan=text("nama_kecamatan"),
        jumlah_rt=number("jumlah_rt"),
        jumlah_rw=number("jumlah_rw"),
        penduduk=number("penduduk_2023_estimasi"),
    )


def families_per_area(areas: Areas, total: int) -> np.ndarray:
    """(57,) families, proportional to population, largest remainder, at least one each.

    Raises:
        InputError: `total` is outside the sizes the recipe works for.
    """
    if not MIN_FAMILIES <= total <= MAX_FAMILIES:
        raise InputError(
            f"Jumlah keluarga {total} di luar jangkauan kota contoh; "
            f"isi --keluarga dengan {MIN_FAMILIES} sampai {MAX_FAMILIES}."
        )
    return largest_remainder(areas.penduduk, total)


def largest_remainder(weights: np.ndarray, total: int) -> np.ndarray:
    """(n,) integers that sum to `total`; ties go to the earlier row."""
    exact = total * weights / weights.sum()
    counts = np.floor(exact).astype(np.int64)
    short = total - counts.sum()
    counts[np.argsort(counts - exact, kind="stable")[:short]] += 1
    return counts


def lay_out_families(areas: Areas, counts: np.ndarray, seed: int, kind: str, recipe: Recipe):
    """Columns of one row per family: its kelurahan, key, RT and RW.

    `kind` names the population ("penduduk" or "pindah"), so that both get unrelated draws.
    """
    area = np.repeat(np.arange(len(counts)), counts)
    position = np.arange(len(area)) - np.repeat(np.cumsum(counts) - counts, counts)
    roots = np.array([hash_key(code, recipe.versi, seed, kind) for code in areas.kode])
    keys = child_keys(roots[area], position)
    rt_count = np.minimum(areas.jumlah_rt, np.maximum(1, counts // FAMILIES_PER_RT))
    rt = np.floor(uniform(keys, "rt") * rt_count[area]).astype(np.int64)
    rw_count = np.minimum(areas.jumlah_rw, rt_count)
    rt_roots = np.array([hash_key(code, recipe.versi, seed, "rt") for code in areas.kode])
    return {
        "area": area.astype(np.int16),
        "kunci": keys,
        "rt": (rt // rw_count[area] + 1).astype(np.int16),
        "rw": (rt % rw_count[area] + 1).astype(np.int16),
        "klaster": (np.cumsum(rt_count) - rt_count)[area] + rt,
        "kunci_rt": child_keys(rt_roots[area], rt),
    }


def _spellings(text: str) -> list[str]:
    return [part.removesuffix("(salah ketik)").strip() for part in text.split("|") if part]
