"""Latent welfare, and consumption that hits the city's published poverty figures exactly."""

import numpy as np
from scipy.optimize import least_squares
from scipy.special import ndtri

from pedekate.sample.draws import hash_key, normal, uniform
from pedekate.sample.frame import Areas
from pedekate.sample.recipe import Recipe


def draw_factors(families: dict, areas: Areas, recipe: Recipe, seed: int) -> None:
    """Add the family's factors: `faktor_bahan` (F), `efek_kelurahan`, `efek_rt`, and `bahan`.

    `bahan` is what housing and assets show: F with the area effects, unit variance over the city.
    """
    families["faktor_bahan"] = normal(families["kunci"], "faktor bahan")
    families["efek_kelurahan"] = _area_effects(families, areas, recipe, seed)
    families["efek_rt"] = normal(families["kunci_rt"], "efek rt")
    share = recipe.ragam
    visible = (
        np.sqrt(share["bahan"]) * families["faktor_bahan"]
        + np.sqrt(share["kelurahan"]) * families["efek_kelurahan"]
        + np.sqrt(share["rt"]) * families["efek_rt"]
    )
    families["bahan"] = visible / np.sqrt(share["bahan"] + share["kelurahan"] + share["rt"])


def latent_welfare(families: dict, recipe: Recipe) -> np.ndarray:
    """(n,) welfare v, about unit variance; low is poor.

    Size enters together with dependents so that size, the dependency ratio and under-fives all
    carry the association found in real data.
    """
    share = recipe.ragam
    burden = (
        families["ukuran"]
        + share["tanggungan_anak"] * families["jumlah_anak_15"]
        + share["tanggungan_lansia"] * families["jumlah_lansia"]
    )
    burden = (burden - burden.mean()) / burden.std()
    return (
        -np.sqrt(share["ukuran"]) * burden
        + np.sqrt(share["bahan"] + share["kelurahan"] + share["rt"]) * families["bahan"]
        + np.sqrt(share["acak"]) * _shock_noise(families["kunci"], recipe)
    )


def _area_effects(families: dict, areas: Areas, recipe: Recipe, seed: int) -> np.ndarray:
    roots = np.array([hash_key(code, recipe.versi, seed, "kelurahan") for code in areas.kode])
    center = np.array([recipe.kecamatan[code] for code in areas.kode_kecamatan])
    effect = center + 0.75 * normal(roots, "efek kelurahan")
    spread = effect[families["area"]]
    return (spread - spread.mean()) / spread.std()


def _shock_noise(keys: np.ndarray, recipe: Recipe) -> np.ndarray:
    """Standardised noise in which a few families lost a job or fell ill."""
    chance, depth = recipe.ragam["guncangan_peluang"], recipe.ragam["guncangan_sd"]
    hit = uniform(keys, "guncangan") < chance
    noise = normal(keys, "acak") - depth * hit
    # Moments of the mixture, not of the draw: one area must not depend on another.
    mean, variance = -depth * chance, 1 + depth**2 * chance * (1 - chance)
    return (noise - mean) / np.sqrt(variance)


def map_to_consumption(welfare: np.ndarray, size: np.ndarray, recipe: Recipe) -> np.ndarray:
    """(n,) consumption, Rp per person per month, in the order of `welfare`.

    Below the line Q(u) = z (u/P0)^(1/k) with k = P0/P1 - 1 gives P0 and P1 exactly; above it
    ln Q = ln z + s (g(u) - g(P0)), g = probit + a max(probit, 0)^2, with (s, a) solved for the
    mean and the Gini. Persons, not families, are ranked.
    """
    target = recipe.sasaran
    order = np.argsort(welfare, kind="stable")
    people = size[order].astype(float)
    upper = np.cumsum(people)
    # The families straddling P0 decide whether P0 is exact; scale ranks so that one ends on it.
    rank = _ranks_ending_on(upper / upper[-1], people / upper[-1], target["p0"])
    fit = least_squares(
        lambda x: _misfit(_quantiles(rank, x[0], x[1], target), people, target), [0.447, 0.414]
    )
    consumption = np.empty(len(welfare))
    consumption[order] = _quantiles(rank, fit.x[0], fit.x[1], target)
    return consumption


def _ranks_ending_on(upper: np.ndarray, share: np.ndarray, p0: float) -> np.ndarray:
    """Mid-ranks of the families; the family boundary nearest to `p0` is moved onto it."""
    edge = np.argmin(np.abs(upper - p0))
    middle = upper - share / 2
    below = middle * (p0 / upper[edge])
    above = 1 - (1 - middle) * ((1 - p0) / (1 - upper[edge]))
    return np.where(np.arange(len(upper)) <= edge, below, above)


def _quantiles(rank: np.ndarray, s: float, a: float, target: dict) -> np.ndarray:
    z, p0 = target["garis"], target["p0"]
    k = p0 / target["p1"] - 1
    probit, at_line = ndtri(rank), ndtri(p0)
    above = z * np.exp(s * (probit + a * np.maximum(probit, 0) ** 2 - at_line))
    return np.where(rank < p0, z * (rank / p0) ** (1 / k), above)


def _misfit(consumption: np.ndarray, people: np.ndarray, target: dict) -> np.ndarray:
    total = people.sum()
    mean = (people * consumption).sum() / total
    below = np.cumsum(people)
    gini = (people * consumption * (2 * below - people - total)).sum() / (mean * total**2)
    return np.array([mean / target["rata_rata"] - 1, gini - target["gini"]])
