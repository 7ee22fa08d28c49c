"""Who stands in which register, and with which national rank: shared by the agency files."""

from dataclasses import dataclass

import numpy as np

from pedekate.sample.city import City
from pedekate.sample.draws import normal, uniform

TENANT = 1  # class index of rent in `status_kepemilikan_rumah`, poor to rich


@dataclass(frozen=True, slots=True)
class Listing:
    """Per family (residents, then moved away): which registers list it, and its ranks.

    `desil` 1..10 and 0 = not ranked; `desil_p3ke` 1..4 and 0 = not in P3KE; `skor` is the noisy
    national rank score, low = poor.
    """

    dtsen: np.ndarray
    dtks: np.ndarray
    p3ke: np.ndarray
    desil: np.ndarray
    desil_p3ke: np.ndarray
    skor: np.ndarray


def list_families(city: City) -> Listing:
    """Decide registers and ranks for every family."""
    dtks = _in_dtks(city)
    score = _national_score(city, dtks)
    dtsen = _in_dtsen(city)
    decile_p3ke = _p3ke_decile(city)
    return Listing(
        dtsen=dtsen,
        dtks=dtks,
        p3ke=decile_p3ke > 0,
        desil=_national_decile(city, score, dtsen),
        desil_p3ke=decile_p3ke,
        skor=score,
    )


def true_decile(city: City) -> np.ndarray:
    """(n,) 1..10 by persons and true consumption; 0 for families that left."""
    people = city.families["ukuran"][: city.residents].astype(float)
    order = np.argsort(city.families["kesejahteraan"][: city.residents], kind="stable")
    middle = np.cumsum(people[order]) - people[order] / 2
    decile = np.zeros(len(city.families["area"]), dtype=np.int8)
    decile[order] = np.minimum(10 * middle / people.sum() + 1, 10).astype(np.int8)
    return decile


def _in_dtsen(city: City) -> np.ndarray:
    families, rule = city.families, city.recipe.registri
    tenant = families["status_kepemilikan_rumah"] == TENANT
    mover = families["ktp_luar"]
    missing = np.where(tenant | mover, rule["dtsen_hilang_kontrak"], rule["dtsen_hilang"])
    listed = uniform(families["kunci"], "dtsen") > missing
    # A few families that left are still in the snapshot.
    left = np.arange(len(listed)) >= city.residents
    return np.where(left, uniform(families["kunci"], "dtsen pindah") < 0.10, listed)


def _in_dtks(city: City) -> np.ndarray:
    """Registration falls with true welfare; scaled above the poorest tenth to the city's total."""
    families, rule = city.families, city.recipe.registri
    decile = true_decile(city)
    rates = np.array([0.0, *rule["dtks_terdaftar"]])
    people = np.bincount(decile, weights=families["ukuran"], minlength=11)
    wanted = rule["dtks_orang"] * people[1:].sum() / rule["orang_kota"]
    scale = (wanted - rates[1] * people[1]) / (rates[2:] * people[2:]).sum()
    rates[2:] *= scale
    listed = uniform(families["kunci"], "dtks") < rates[decile]
    left = np.arange(len(listed)) >= city.residents
    return np.where(left, uniform(families["kunci"], "dtks pindah") < 0.40, listed)


def _national_score(city: City, dtks: np.ndarray) -> np.ndarray:
    """Predicted welfare as a national equation on old data sees it.

    Households' means and size, noise, and a push down for old DTKS membership: the first DTSEN
    ranks weighed DTKS status and P3KE percentiles.
    """
    rule, keys = city.recipe.registri, city.families["kunci"]
    seen = visible_welfare(city)
    return seen + rule["derau_peringkat"] * normal(keys, "peringkat") - rule["dorongan_dtks"] * dtks


def visible_welfare(city: City) -> np.ndarray:
    """(n,) what a national equation can see: means of the household, and its size."""
    share, families = city.recipe.ragam, city.families
    size = (families["ukuran"] - 3.07) / 1.35
    material = np.sqrt(share["bahan"] + share["kelurahan"] + share["rt"]) * families["bahan"]
    return material - np.sqrt(share["ukuran"]) * size


def _national_decile(city: City, score: np.ndarray, dtsen: np.ndarray) -> np.ndarray:
    """Deciles 1..10 cut so that persons per decile match the published counts; 0 = unranked."""
    families, rule = city.families, city.recipe.registri
    ranked = dtsen & (uniform(families["kunci"], "belum peringkat") > rule["belum_peringkat"])
    people = families["ukuran"][: city.residents].sum()
    return cut_by_persons(score, families["ukuran"], ranked, people, rule["desil_bagian"])


def _p3ke_decile(city: City) -> np.ndarray:
    """P3KE has its own, older rank; only its deciles 1-4 are handed over."""
    families, rule = city.families, city.recipe.registri
    score = visible_welfare(city) + 0.75 * normal(families["kunci"], "peringkat p3ke")
    present = uniform(families["kunci"], "p3ke") > rule["p3ke_hilang"]
    left = np.arange(len(present)) >= city.residents
    present = np.where(left, uniform(families["kunci"], "p3ke pindah") < 0.8, present)
    shares = np.array(rule["p3ke_bagian"])
    decile = cut_by_persons(
        score, families["ukuran"], present, families["ukuran"][: city.residents].sum(), shares
    )
    return np.where(decile <= len(shares), decile, 0).astype(np.int8)


def has_pbi(city: City, listing: Listing) -> tuple[np.ndarray, np.ndarray]:
    """(n,) families whose health premium the state pays, and those the city pays."""
    u = uniform(city.families["kunci"], "pbi")
    decile = listing.desil
    share = np.select([decile == 0, decile <= 2, decile <= 5], [0.15, 0.82, 0.68], default=0.07)
    national = u < share
    local = ~national & (u < share + np.where(decile <= 6, 0.25, 0.33))
    return national, local


def cut_by_persons(
    score: np.ndarray, size: np.ndarray, mask: np.ndarray, people: float, shares: list[float]
) -> np.ndarray:
    """(n,) classes 1.. by rising score, each holding its share of `people`; 0 outside `mask`.

    Rows beyond the last share form one more class.
    """
    rows = np.flatnonzero(mask)
    order = rows[np.argsort(score[rows], kind="stable")]
    middle = np.cumsum(size[order].astype(float)) - size[order] / 2
    result = np.zeros(len(score), dtype=np.int8)
    result[order] = np.searchsorted(np.cumsum(shares) * people, middle, side="right") + 1
    return result
