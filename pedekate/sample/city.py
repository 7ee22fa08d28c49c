"""The true city: families and persons with everything a register could ask, before any register."""

from dataclasses import dataclass

import numpy as np

from pedekate.sample.dwelling import draw_dwelling
from pedekate.sample.frame import Areas, families_per_area, lay_out_families, load_areas
from pedekate.sample.health import draw_health, is_severe
from pedekate.sample.households import draw_structure
from pedekate.sample.livelihood import draw_livelihood
from pedekate.sample.persons import build_persons
from pedekate.sample.recipe import ORDINARY, ErrorLevel, Recipe, load_recipe
from pedekate.sample.schooling import draw_schooling
from pedekate.sample.welfare import draw_factors, latent_welfare, map_to_consumption

# Families that left the city but still stand in old registers (2.6 % of cards came back).
MOVED_AWAY = 0.026


@dataclass(frozen=True, slots=True)
class City:
    """Families and persons as columns; residents first, then those who moved away.

    Column `id` of both holds the true ids, from 1.
    """

    areas: Areas
    recipe: Recipe
    seed: int
    families: dict[str, np.ndarray]
    persons: dict[str, np.ndarray]
    residents: int
    galat: ErrorLevel

    @property
    def resident_persons(self) -> np.ndarray:
        """(n,) mask of living persons of resident families."""
        return self.persons["hidup"] & (self.persons["keluarga"] < self.residents)


def build_city(total: int, seed: int, errors: str = ORDINARY) -> City:
    """Draw the city of `total` resident families; `errors`: a level of `resep.toml`."""
    areas, recipe = load_areas(), load_recipe()
    counts = families_per_area(areas, total)
    families, persons = population(areas, counts, seed, "penduduk", recipe)
    families["pengeluaran_per_kapita"] = map_to_consumption(
        families["kesejahteraan"], families["ukuran"], recipe
    )
    gone, gone_persons = population(
        areas, np.ceil(counts * MOVED_AWAY).astype(np.int64), seed, "pindah", recipe
    )
    # Those who left have no consumption in the city: they exist in registers only.
    gone["pengeluaran_per_kapita"] = np.full(len(gone["area"]), np.nan)
    gone_persons["keluarga"] = gone_persons["keluarga"] + np.int32(total)
    families, persons = _stack(families, gone), _stack(persons, gone_persons)
    for table, any_column in ((families, "area"), (persons, "umur")):
        table["id"] = np.arange(1, len(table[any_column]) + 1)
    return City(
        areas=areas,
        recipe=recipe,
        seed=seed,
        families=families,
        persons=persons,
        residents=total,
        galat=recipe.galat[errors],
    )


def population(areas: Areas, counts: np.ndarray, seed: int, kind: str, recipe: Recipe):
    """Families (`counts` per kelurahan) and their persons, without identities.

    `kind`: see `frame.lay_out_families`.
    """
    families = lay_out_families(areas, counts, seed, kind, recipe)
    draw_structure(families, areas, recipe)
    draw_factors(families, areas, recipe, seed)
    persons = build_persons(families)
    draw_schooling(families, persons, recipe)
    draw_livelihood(families, persons, recipe)
    draw_health(families, persons, recipe)
    draw_dwelling(families, recipe)
    summarise_members(families, persons)
    families["kesejahteraan"] = latent_welfare(families, recipe)
    return families, persons


def summarise_members(families: dict, persons: dict) -> None:
    """Add counts of members by age and work to the families; the dead count nowhere."""
    age, family = persons["umur"], persons["keluarga"]
    working = persons["bekerja"] & (age >= 15) & (age <= 64)
    counted = {
        "jumlah_balita": age <= 4,
        "jumlah_usia_dini": age <= 6,
        "jumlah_anak_15": age < 15,
        "jumlah_anak_7_18": (age >= 7) & (age <= 18),
        "jumlah_pelajar": persons["partisipasi"] == 2,
        "jumlah_dewasa_bekerja": working,
        "jumlah_lansia": age >= 60,
        "jumlah_disabilitas_berat": is_severe(persons),
        "jumlah_hamil": persons["hamil"],
    }
    for name, mask in counted.items():
        chosen = family[mask & persons["hidup"]]
        families[name] = np.bincount(chosen, minlength=len(families["area"])).astype(np.int8)
    undernourished = (persons["gizi"] == 1) | (persons["gizi"] == 2)
    at_risk = family[undernourished & persons["hidup"]]
    families["berisiko_stunting"] = np.bincount(at_risk, minlength=len(families["area"])) > 0
    head = np.flatnonzero(persons["hubungan"] == 1)
    for name in ("tingkat", "ijazah", "bekerja", "sektor", "kedudukan"):
        families[f"{name}_kepala"] = persons[name][head]


def _stack(first: dict, second: dict) -> dict:
    return {name: np.concatenate([values, second[name]]) for name, values in first.items()}
