"""Who stands in which register one quarter later: registers follow the city with delay."""

import numpy as np

from pedekate.sample.city import City
from pedekate.sample.draws import normal, uniform
from pedekate.sample.registers import Listing, cut_by_persons, true_decile, visible_welfare


def list_families_later(listing: Listing, later: City) -> Listing:
    """Registers and ranks of the later city's families; P3KE stays what it was."""
    old = later.families["asal"]
    dtks = _in_dtks(listing, later)
    dtsen = _in_dtsen(listing, later)
    score = _score(later, dtks)
    return Listing(
        dtsen=dtsen,
        dtks=dtks,
        p3ke=_carried(listing.p3ke, old),
        desil=_decile(listing, later, score, dtsen),
        desil_p3ke=_carried(listing.desil_p3ke, old),
        skor=score,
    )


def _carried(values: np.ndarray, old: np.ndarray) -> np.ndarray:
    """Values of before; nothing (0, False) for families that are new."""
    return np.where(old >= 0, values[np.maximum(old, 0)], values.dtype.type(0))


def _still_here(later: City) -> np.ndarray:
    return np.arange(len(later.families["area"])) < later.residents


def _in_dtsen(listing: Listing, later: City) -> np.ndarray:
    rule, keys = later.recipe.gelombang, later.families["kunci"]
    u, old = uniform(keys, "dtsen 2"), later.families["asal"]
    before = _carried(listing.dtsen, old)
    resident = np.where(before, u > rule["dtsen_keluar"], u < rule["dtsen_masuk"])
    resident = np.where(old < 0, u < rule["dtsen_keluarga_baru"], resident)
    return np.where(_still_here(later), resident, before & (u < rule["dtsen_tertinggal"]))


def _in_dtks(listing: Listing, later: City) -> np.ndarray:
    rule, keys = later.recipe.gelombang, later.families["kunci"]
    u, old = uniform(keys, "dtks 2"), later.families["asal"]
    before = _carried(listing.dtks, old)
    poorest = true_decile(later) == 1
    entry = np.where(poorest, rule["dtks_masuk_termiskin"], rule["dtks_masuk"])
    resident = np.where(before, u > rule["dtks_keluar"], u < entry)
    return np.where(_still_here(later), resident, before & (u < rule["dtks_tertinggal"]))


def _score(later: City, dtks: np.ndarray) -> np.ndarray:
    """The national rank score again: part of its noise is new, and a shock shows a little."""
    rule, base, families = later.recipe.gelombang, later.recipe.registri, later.families
    keys, stays = families["kunci"], rule["derau_ajek"]
    noise = stays * normal(keys, "peringkat") + np.sqrt(1 - stays**2) * normal(keys, "peringkat 2")
    change = families["kesejahteraan"] - families["kesejahteraan_lalu"]
    return (
        visible_welfare(later)
        + base["derau_peringkat"] * noise
        + rule["guncangan_terlihat"] * change
        - base["dorongan_dtks"] * dtks
    )


def _decile(listing: Listing, later: City, score: np.ndarray, dtsen: np.ndarray) -> np.ndarray:
    """Ranked again by the same counts; who just came in is often not ranked yet."""
    rule, base, families = later.recipe.gelombang, later.recipe.registri, later.families
    known = _carried(listing.dtsen, families["asal"])
    missing = np.where(known, rule["belum_peringkat"], rule["dtsen_baru_tanpa_desil"])
    ranked = dtsen & (uniform(families["kunci"], "belum peringkat") > missing)
    people = families["ukuran"][: later.residents].sum()
    return cut_by_persons(score, families["ukuran"], ranked, people, base["desil_bagian"])
