"""Family size, age and sex of the head: a seed table raked to margins, then made whole."""

import numpy as np

from pedekate.sample.draws import uniform
from pedekate.sample.frame import Areas, largest_remainder
from pedekate.sample.recipe import Recipe

MAX_SIZE = 8
AGE_BANDS = ((18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 92))
RAKE_TOLERANCE = 1e-6
RAKE_ROUNDS = 200
SEED_FLOOR = 1e-4


def draw_structure(families: dict, areas: Areas, recipe: Recipe) -> None:
    """Add `ukuran` (1..8), `pita_umur` (0..5) and `kepala_perempuan` to the families.

    The cells of each kelurahan meet their integer margins within one family; which family gets
    which cell is decided by the families' own keys.
    """
    counts = np.bincount(families["area"], minlength=len(areas.kode))
    cells = np.concatenate(
        [
            np.repeat(np.arange(MAX_SIZE * 12), whole_cells(recipe, areas.kode_kecamatan[i], n))
            for i, n in enumerate(counts)
        ]
    )
    order = np.lexsort((uniform(families["kunci"], "sel"), families["area"]))
    cell = np.empty(len(order), dtype=np.int64)
    cell[order] = cells
    size, band, woman = np.unravel_index(cell, (MAX_SIZE, 6, 2))
    families["ukuran"] = (size + 1).astype(np.int8)
    families["pita_umur"] = band.astype(np.int8)
    families["kepala_perempuan"] = woman.astype(bool)


def whole_cells(recipe: Recipe, kecamatan: str, total: int) -> np.ndarray:
    """(96,) integer cells size x age band x sex of one kelurahan, summing to `total`."""
    margins = [largest_remainder(m, total) for m in area_margins(recipe, kecamatan)]
    table = rake(_seed_table(), [m.astype(float) for m in margins])
    return _round_to_margins(table, margins).ravel()


def area_margins(recipe: Recipe, kecamatan: str) -> list[np.ndarray]:
    """Target shares by size, age band and sex of the head: poorer kecamatan have larger families.

    The tilt keeps the city's mean size: the kecamatan effects nearly cancel over families.
    """
    size = np.array(recipe.keluarga["ukuran"])
    tilt = np.exp(-0.03 * recipe.kecamatan[kecamatan] * (np.arange(MAX_SIZE) - 2.07))
    woman = recipe.keluarga["perempuan_kepala"]
    return [size * tilt, np.array(recipe.keluarga["umur_kepala"]), np.array([1 - woman, woman])]


def rake(table: np.ndarray, margins: list[np.ndarray]) -> np.ndarray:
    """Iterative proportional fitting to one margin per axis.

    Stops when every margin is met to `RAKE_TOLERANCE` (relative) or after `RAKE_ROUNDS`. A margin
    of zero empties its cells. Source: Deming & Stephan (1940).
    """
    table = table * (margins[0].sum() / table.sum())
    for _ in range(RAKE_ROUNDS):
        worst = 0.0
        for axis, margin in enumerate(margins):
            others = tuple(i for i in range(table.ndim) if i != axis)
            have = table.sum(axis=others)
            factor = np.divide(margin, have, out=np.zeros_like(margin), where=have > 0)
            worst = max(worst, np.abs(factor[margin > 0] - 1).max(initial=0.0))
            table = table * factor.reshape([-1 if i == axis else 1 for i in range(table.ndim)])
        if worst < RAKE_TOLERANCE:
            break
    return table


def _seed_table() -> np.ndarray:
    """Dependence of size, age and sex of the head (judgement, no donor microdata).

    Large families peak at heads of 35-54; women head small and old families.
    """
    size = np.arange(1, MAX_SIZE + 1)[:, None]
    peak = np.array([1.5, 2.9, 3.7, 3.7, 3.1, 2.4])[None, :]
    joint = np.exp(-((size - peak) ** 2) / (2 * 1.3**2))
    woman = np.array([0.25, 0.08, 0.10, 0.15, 0.24, 0.42])[None, :] * np.exp(-0.45 * (size - 2))
    woman = np.clip(woman, 0.02, 0.75)
    return np.maximum(np.stack([joint * (1 - woman), joint * woman], axis=2), SEED_FLOOR)


def _round_to_margins(table: np.ndarray, margins: list[np.ndarray]) -> np.ndarray:
    """Whole cells: truncate, then give each leftover family to the cell whose margins lack most.

    Greedy instead of random replicate-and-sample: every margin ends within one family.
    """
    whole = np.floor(table + 1e-9).astype(np.int64)
    fraction = table - whole
    for _ in range(int(margins[0].sum() - whole.sum())):
        need = fraction.copy()
        for axis, margin in enumerate(margins):
            others = tuple(i for i in range(3) if i != axis)
            lack = (margin - whole.sum(axis=others)).astype(float)
            # A full margin takes no more, however large the fraction of its cell.
            lack[lack <= 0] = -1e6
            need = need + lack.reshape([-1 if i == axis else 1 for i in range(3)]) / margin.sum()
        cell = np.unravel_index(np.argmax(need), table.shape)
        whole[cell] += 1
        fraction[cell] -= 1
    return whole
