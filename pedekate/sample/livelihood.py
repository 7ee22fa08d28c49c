"""Work in Regsosek codes: working, sector 1..26, position 1..8, business, and KTP labels."""

import numpy as np

from pedekate.sample.draws import choice, integers, uniform
from pedekate.sample.latent import loaded
from pedekate.sample.recipe import Recipe
from pedekate.sample.schooling import ATTENDING

AGRICULTURE = (1, 2, 3, 4, 5, 6)
# Sectors poor to rich in three blocks: farming, industry and building, services.
_SECTORS = (1, 2, 4, 5, 7, 8, 10, 9, 11, 12, 13, 14, 24, 25, 19, 15, 16, 17, 18, 20, 21, 22, 23)
_SECTOR_SHARES = (
    [0.010, 0.006, 0.003, 0.001, 0.002, 0.130, 0.005, 0.003, 0.095]
    + [0.265, 0.070, 0.105, 0.055, 0.018, 0.020, 0.022, 0.026, 0.006, 0.030]
    + [0.045, 0.055, 0.023, 0.005]
)
# Sector by welfare only orders the three blocks; inside a block the draw is free.
_BLOCKS = (4, 9, 23)


def draw_livelihood(families: dict, persons: dict, recipe: Recipe) -> None:
    """Add `bekerja`, `sektor` and `kedudukan` (0 = does not work) and the business columns."""
    keys = persons["kunci"]
    persons["bekerja"] = _working(families, persons, recipe)
    persons["sektor"] = np.where(persons["bekerja"], _sector(families, persons, recipe), 0)
    position = _position(families, persons, recipe)
    persons["kedudukan"] = np.where(persons["bekerja"], position, 0).astype(np.int8)
    owner = np.isin(persons["kedudukan"], (1, 2, 3))
    persons["jumlah_usaha"] = np.where(owner, 1 + (uniform(keys, "usaha") < 0.06), 0)
    persons["pekerja_dibayar"] = np.where(
        persons["kedudukan"] == 3, integers(keys, "dibayar", 1, 9), 0
    )
    persons["pekerja_keluarga"] = np.where(
        persons["kedudukan"] == 2, integers(keys, "tak dibayar", 1, 2), 0
    )
    turnover = choice(keys, "omzet", [0.66, 0.22, 0.06, 0.045, 0.012, 0.002, 0.001]) + 1
    persons["omzet"] = np.where(owner, turnover, 0).astype(np.int8)


def _working(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    age, woman = persons["umur"], persons["perempuan"]
    man_chance = np.select(
        [age < 18, age < 25, age < 60, age < 70], [0.06, 0.62, 0.94, 0.60], default=0.22
    )
    woman_chance = np.select(
        [age < 18, age < 25, age < 60, age < 70], [0.04, 0.50, 0.54, 0.33], default=0.09
    )
    chance = np.where(woman, woman_chance, man_chance)
    # Heads work more often than others of their age.
    chance = np.where((persons["hubungan"] == 1) & woman & (age < 65), chance + 0.2, chance)
    chance = np.where(persons["partisipasi"] == ATTENDING, 0.04, chance)
    latent = loaded(families, persons, "bekerja", recipe.muatan["bekerja"])
    return (age >= 15) & persons["hidup"] & (latent.quantiles() > 1 - chance)


def _sector(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    latent = loaded(families, persons, "sektor", recipe.muatan["sektor"])
    shares = np.array(_SECTOR_SHARES) / sum(_SECTOR_SHARES)
    edges = np.cumsum(shares)
    block = np.searchsorted(edges[[b - 1 for b in _BLOCKS[:-1]]], latent.quantiles())
    start = np.array((0, *_BLOCKS[:-1]))
    low = np.concatenate([[0.0], edges])[start][block]
    high = edges[np.array(_BLOCKS) - 1][block]
    u = low + (high - low) * uniform(persons["kunci"], "sektor dalam kelompok")
    found = np.searchsorted(edges[:-1], u, side="right")
    # Teachers, nurses and officials have at least SMA; others of those sectors trade instead.
    sector = np.array(_SECTORS)[found]
    schooled = np.isin(sector, (16, 18, 20, 21, 22)) & (persons["tingkat"] < 3)
    return np.where(schooled, 12, sector).astype(np.int8)


def _position(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    keys, sector = persons["kunci"], persons["sektor"]
    latent = loaded(families, persons, "formal", recipe.muatan["formal"]).quantiles()
    formal = np.where(latent > 0.86, 5, np.where(latent < 0.50, 3, 4))
    formal = np.where(np.isin(sector, (12, 14, 24)) & (formal == 5), 3, formal)
    formal = np.where((formal == 5) & (persons["tingkat"] < 3), 4, formal)
    informal = np.array([1, 2, 7, 8])[choice(keys, "informal", [0.52, 0.16, 0.22, 0.10])]
    informal = np.where((informal == 8) & (persons["hubungan"] == 1), 1, informal)
    farming = np.isin(sector, AGRICULTURE)
    informal = np.where(farming & (informal == 7), 6, informal)
    return np.where(latent > 0.45, formal, informal)
