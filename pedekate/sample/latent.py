"""Latent propensities: how an answer depends on the household's means."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from pedekate.sample.draws import normal


@dataclass(frozen=True, slots=True)
class Latent:
    """A standard normal propensity per row; high is better off."""

    values: np.ndarray

    def quantiles(self) -> np.ndarray:
        """(n,) in (0, 1): the share of the population with a lower propensity."""
        return ndtr(self.values)


def loaded(families: dict, persons: dict | None, stream: str, loading: float) -> Latent:
    """Propensity with correlation `loading` to the family's material factor.

    For persons, half of the rest is shared by the family: spouses and siblings are alike.
    """
    rest = np.sqrt(1 - loading**2)
    if persons is None:
        own = normal(families["kunci"], stream)
        return Latent(loading * families["bahan"] + rest * own)
    family = persons["keluarga"]
    shared = normal(families["kunci"], stream + " keluarga")[family]
    own = normal(persons["kunci"], stream)
    return Latent(loading * families["bahan"][family] + rest * (shared + own) / np.sqrt(2))
