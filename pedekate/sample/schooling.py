"""Schooling in Regsosek codes: participation, level attended, class, certificate."""

import numpy as np

from pedekate.sample.draws import pick, uniform
from pedekate.sample.latent import loaded
from pedekate.sample.recipe import Recipe

NEVER, ATTENDING, LEFT = 1, 2, 3
NO_CERTIFICATE = 23
# Levels 0..6: none, SD, SMP, SMA, diploma, sarjana, S2; codes of the common school of each level.
_CODES = np.array([NO_CERTIFICATE, 3, 8, 13, 18, 19, 21])
_VARIANTS = {3: (4, 0.14), 8: (9, 0.13), 13: (15, 0.46), 19: (20, 0.04), 21: (22, 0.08)}
_PACKETS = {3: (1, 0.01), 8: (6, 0.02), 13: (11, 0.03)}
# Highest level by age cohort (judgement from the age profile of a university city).
_COHORTS = ((19, 24), (25, 44), (45, 64), (65, 120))
_COHORT_SHARES = np.array(
    [
        [0.010, 0.050, 0.130, 0.620, 0.050, 0.138, 0.002],
        [0.012, 0.080, 0.140, 0.473, 0.065, 0.205, 0.025],
        [0.045, 0.230, 0.165, 0.350, 0.055, 0.130, 0.025],
        [0.190, 0.370, 0.140, 0.190, 0.040, 0.060, 0.010],
    ]
)
# Share still in school, by age 5..24, before the household's means shift it.
_IN_SCHOOL = np.array(
    [0.02, 0.35, 0.992, 0.995, 0.995, 0.995, 0.994, 0.992, 0.98, 0.97, 0.955, 0.90, 0.87, 0.80]
    + [0.42, 0.36, 0.33, 0.29, 0.20, 0.10]
)


def draw_schooling(families: dict, persons: dict, recipe: Recipe) -> None:
    """Add `partisipasi`, `jenjang`, `kelas`, `ijazah` (codes; 0 = blank) and `tingkat` (0..6)."""
    age = persons["umur"].astype(int)
    attained = _attained_level(families, persons, recipe)
    attending = _attending(families, persons, recipe)
    school_level = np.select([age <= 12, age <= 15, age <= 18], [1, 2, 3], default=5)
    # A pupil holds the certificate of the level below; 19-year-olds enter with SMA.
    finished = np.where(school_level == 5, 3, school_level - 1)
    dropout = ~attending & (age <= 18)
    reached = np.where(dropout, np.clip(np.minimum(attained, school_level - 1), 0, 3), attained)
    level = np.where(attending, finished, reached)
    level = np.where(age < 7, 0, level)
    never = ~attending & ((age < 6) | (level == 0) & (uniform(persons["kunci"], "belum") < 0.6))
    persons["tingkat"] = level.astype(np.int8)
    persons["partisipasi"] = np.where(attending, ATTENDING, np.where(never, NEVER, LEFT))
    certificate = _code_of(level, persons["kunci"], "ijazah")
    attended = _code_of(np.where(attending, school_level, np.maximum(level, 1)), persons["kunci"])
    grade = np.where(attending, _grade(age, school_level), 8)
    persons["ijazah"] = np.where(age >= 5, certificate, 0).astype(np.int8)
    persons["jenjang"] = np.where(never, 0, attended).astype(np.int8)
    persons["kelas"] = np.where(never, 0, grade).astype(np.int8)
    persons["partisipasi"] = np.where(age >= 5, persons["partisipasi"], 0).astype(np.int8)


def _attained_level(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    """Adults: threshold on a latent shared with the household's means, by age cohort."""
    latent = loaded(families, persons, "pendidikan", recipe.muatan["pendidikan"])
    quantile = latent.quantiles()
    age = persons["umur"]
    level = np.full(len(age), 3, dtype=np.int8)
    for (low, high), shares in zip(_COHORTS, _COHORT_SHARES, strict=True):
        cohort = (age >= low) & (age <= high)
        level[cohort] = pick(quantile[cohort], shares)
    young = age < 19
    level[young] = pick(quantile[young], [0.02, 0.38, 0.60, 0, 0, 0, 0])
    return level


def _attending(families: dict, persons: dict, recipe: Recipe) -> np.ndarray:
    age = persons["umur"].astype(int)
    chance = _IN_SCHOOL[np.clip(age - 5, 0, 19)]
    latent = loaded(families, persons, "sekolah", recipe.muatan["sekolah"])
    at_age = (age >= 5) & (age <= 24) & (persons["kawin"] == 1) & persons["hidup"]
    return at_age & (latent.quantiles() > 1 - chance)


def _grade(age: np.ndarray, level: np.ndarray) -> np.ndarray:
    start = np.select([level == 1, level == 2, level == 3], [6, 12, 15], default=18)
    top = np.select([level == 1, level == 5], [6, 5], default=3)
    return np.clip(age - start, 1, top)


def _code_of(level: np.ndarray, keys: np.ndarray, stream: str = "jenjang") -> np.ndarray:
    """Codes of the level, with the share of madrasah, vocational and packet schools."""
    code = _CODES[level]
    u = uniform(keys, "jenis sekolah")
    result = code.copy()
    for common, (variant, share) in _VARIANTS.items():
        result[(code == common) & (u < share)] = variant
    for common, (packet, share) in _PACKETS.items():
        result[(code == common) & (u > 1 - share)] = packet
    return result
