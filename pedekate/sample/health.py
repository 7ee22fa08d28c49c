"""Disability (nine functions and sadness, four levels), chronic illness, nutrition."""

import numpy as np

from pedekate.sample.draws import choice, normal, uniform
from pedekate.sample.latent import loaded
from pedekate.sample.recipe import Recipe

FUNCTIONS = (
    "penglihatan",
    "pendengaran",
    "berjalan_atau_naik_tangga",
    "menggunakan_tangan_jari",
    "belajar_kemampuan_intelektual",
    "pengendalian_perilaku",
    "berbicara_komunikasi",
    "mengurus_diri",
    "mengingat_berkonsentrasi",
)
WASTED, STUNTED, NO_RECORD, UNKNOWN = 1, 2, 3, 8
# Threshold shifts: functions that fail with age and functions that do not.
_AGE_SLOPE = np.array([0.030, 0.026, 0.032, 0.018, 0.004, 0.004, 0.006, 0.018, 0.024])
_BASE = np.array([-2.9, -3.1, -3.1, -3.1, -2.75, -2.85, -2.85, -3.0, -2.95])
# A chronic illness code (Regsosek 430) for the share of ill persons.
_ILLNESS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 18)
_ILLNESS_SHARES = (0.40, 0.13, 0.07, 0.06, 0.15, 0.02, 0.04, 0.01, 0.01, 0.07, 0.04)


def draw_health(families: dict, persons: dict, recipe: Recipe) -> None:
    """Add one column per function (1 cannot .. 4 no difficulty), `sedih`, `kronis`, `gizi`."""
    keys, age = persons["kunci"], persons["umur"]
    common = normal(keys, "kesulitan")
    for name, slope, base in zip(FUNCTIONS, _AGE_SLOPE, _BASE, strict=True):
        burden = 0.72 * common + 0.69 * normal(keys, name) + base + slope * np.maximum(age - 35, 0)
        level = 4 - (burden > -1.05).astype(np.int8) - (burden > 0) - (burden > 0.75)
        # Functions are asked from age two.
        persons[name] = np.where(age >= 2, level, 0).astype(np.int8)
    sad = 4 - choice(keys, "sedih", [0.93, 0.05, 0.015, 0.005])
    persons["sedih"] = np.where(age >= 2, sad, 0).astype(np.int8)
    ill = uniform(keys, "sakit") < np.clip(0.004 + (np.maximum(age - 15, 0) / 65) ** 2 * 0.42, 0, 1)
    code = np.array(_ILLNESS)[choice(keys, "penyakit", _ILLNESS_SHARES)]
    persons["kronis"] = np.where(ill, code, 1).astype(np.int8)
    persons["gizi"] = _nutrition(families, persons, recipe)


def is_severe(persons: dict) -> np.ndarray:
    """(n,) whether at least one of nine functions is at the first two levels."""
    return np.any([(persons[name] > 0) & (persons[name] <= 2) for name in FUNCTIONS], axis=0)


def _nutrition(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    poor_side = 1 - loaded(families, persons, "gizi", recipe.muatan["gizi"]).quantiles()
    state = np.select(
        [poor_side > 0.955, poor_side > 0.86, uniform(persons["kunci"], "gizi tahu") < 0.06],
        [WASTED, STUNTED, UNKNOWN],
        default=NO_RECORD,
    )
    return np.where(persons["umur"] <= 4, state, 0).astype(np.int8)
