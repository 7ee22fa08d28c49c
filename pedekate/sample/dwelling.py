"""Dwelling and assets of the truth: one class index per field, floor area, livestock, savings."""

import numpy as np

from pedekate.sample.draws import integers, pick, uniform
from pedekate.sample.latent import loaded
from pedekate.sample.recipe import Recipe

BLANK = -1
LIVESTOCK = ("sapi", "kerbau", "kuda", "babi", "kambing_domba")
_LIVESTOCK_SHARE = (0.0012, 0.0001, 0.0003, 0.0001, 0.004)


def draw_dwelling(families: dict, recipe: Recipe) -> None:
    """Add every recipe field as a class index (poor to rich, `BLANK` = not asked)."""
    for field in recipe.isian:
        quantile = loaded(families, None, field.kolom, field.muatan).quantiles()
        if field.kolom == "status_kepemilikan_rumah":
            quantile = _older_heads_own(families, quantile)
        families[field.kolom] = pick(quantile, field.bagian)
    follow_skips(families, recipe)
    families["luas_lantai"] = _floor_area(families, recipe)
    for name, share in zip(LIVESTOCK, _LIVESTOCK_SHARE, strict=True):
        owns = uniform(families["kunci"], name) < share
        families[f"jumlah_ternak_{name}"] = np.where(
            owns, integers(families["kunci"], name + " ekor", 1, 6), 0
        ).astype(np.int16)
    saves = loaded(families, None, "simpanan", 0.5).quantiles() > 0.55
    families["simpanan"] = saves


def follow_skips(families: dict, recipe: Recipe) -> None:
    """Blank what the form does not ask: power without a PLN meter, closet without a toilet."""
    metered = families["sumber_penerangan_utama"] == _class(recipe, "sumber_penerangan_utama", "1")
    families["daya_terpasang"] = np.where(metered, families["daya_terpasang"], BLANK)
    no_toilet = families["fasilitas_bab"] == _class(recipe, "fasilitas_bab", "6")
    families["jenis_kloset"] = np.where(no_toilet, BLANK, families["jenis_kloset"])
    septic = _class(recipe, "pembuangan_akhir_tinja", "1")
    pit = _class(recipe, "pembuangan_akhir_tinja", "4")
    wrong = no_toilet & (families["pembuangan_akhir_tinja"] == septic)
    families["pembuangan_akhir_tinja"] = np.where(
        wrong, pit, families["pembuangan_akhir_tinja"]
    ).astype(np.int8)


def _class(recipe: Recipe, column: str, code: str) -> int:
    return recipe.field(column).kode.index(code)


def _older_heads_own(families: dict, quantile: np.ndarray) -> np.ndarray:
    """Shift the tenure draw by age only, so that owning stays uninformative about welfare."""
    shift = 0.006 * (families["umur_kepala"] - 47)
    return np.clip(quantile + shift * quantile * (1 - quantile) * 4, 1e-6, 1 - 1e-6)


def _floor_area(families: dict, recipe: Recipe) -> np.ndarray:
    loading = recipe.muatan["luas_lantai"]
    latent = loaded(families, None, "luas_lantai", loading).values
    tenant = families["status_kepemilikan_rumah"] == _class(recipe, "status_kepemilikan_rumah", "2")
    log_area = 4.0 + 0.22 * np.log(families["ukuran"] / 3) + 0.52 * latent - 0.35 * tenant
    area = np.exp(log_area)
    # Answers heap on the nearest five square metres.
    heaped = uniform(families["kunci"], "luas bulat") < 0.6
    area = np.where(heaped, 5 * np.round(area / 5), np.round(area))
    return np.clip(area, 6, 600).astype(np.int16)
