"""Two rules at one budget: who wins, who loses, whom both serve."""

from dataclasses import dataclass

import numpy as np

from pedekate.simulation.population import Population


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlap:
    """Families by which of two rules serves them, in one unit (families, people or poor families).

    Attributes:
        keduanya: served by both; hanya_a, hanya_b: by one of them.
        menurut_wilayah: (3, areas) the same three, in that order, by area.
    """

    keduanya: float
    hanya_a: float
    hanya_b: float
    menurut_wilayah: np.ndarray

    @property
    def kesamaan(self) -> float:
        """Share of all families served by either that both serve (Jaccard); NaN when none is."""
        union = self.keduanya + self.hanya_a + self.hanya_b
        return self.keduanya / union if union else float("nan")


def overlap(
    population: Population, a: np.ndarray, b: np.ndarray, *, counted: np.ndarray | None = None
) -> Overlap:
    """Winners and losers of moving from rule A to rule B.

    Args:
        a, b: (n,) participation probabilities.
        counted: (n,) weight of every family in the unit wanted; families by default.

    Where both rules leave a family to chance, the same lot is thought to decide: a family with
    chances .3 and .5 is served by both with .3. So nobody wins or loses by luck alone.
    """
    weight = population.weight if counted is None else counted
    parts = np.stack([np.minimum(a, b), np.maximum(0.0, a - b), np.maximum(0.0, b - a)]) * weight
    areas = np.stack(
        [
            np.bincount(population.area, weights=part, minlength=len(population.areas))
            for part in parts
        ]
    )
    both, only_a, only_b = map(float, parts.sum(axis=1))
    return Overlap(keduanya=both, hanya_a=only_a, hanya_b=only_b, menurut_wilayah=areas)
