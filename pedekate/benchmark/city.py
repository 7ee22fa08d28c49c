"""A city of any size for timing: the shape of a register, none of its people."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.simulation import population
from pedekate.simulation.allocation import DECIMALS
from pedekate.simulation.population import Population
from pedekate.simulation.scenario import Scenario

AREAS, RANKINGS = 57, 4
BENEFIT_RP, MONTHS = 150_000, 12
COVARIATES = 40  # about as many answers as the needs score reads
# Roughly the city's: mean and spread of ln consumption, share of poor people, noise of a score.
_CENTRE, _SPREAD, _POOR, _NOISE = 14.5, 0.6, 0.0385, 0.45


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class City:
    """The population, and (r, n) scores that rank it."""

    population: Population
    scores: np.ndarray


def draw(families: int, *, seed: int = 2025) -> City:
    """A city of so many families; the same for the same seed."""
    rng = np.random.default_rng(seed)
    consumption = np.exp(rng.normal(_CENTRE, _SPREAD, families))
    people = population.build(
        weight=np.ones(families),
        size=rng.integers(1, 7, families).astype(float),
        consumption=consumption,
        line=float(np.quantile(consumption, _POOR)),
        area=rng.integers(0, AREAS, families),
        areas=tuple(f"{code:02d}" for code in range(AREAS)),
        basis="tolok",
    )
    noise = rng.normal(0, _NOISE, (RANKINGS, families))
    # Two decimals: some families tie, as they do under any real score.
    return City(population=people, scores=np.round(np.log(consumption) + noise, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One setting of the page's controls.

    Attributes:
        units: benefits the budget pays for. per_unit: rupiah a month one brings a family, averaged
            over the year.
    """

    anggaran_rp: float
    manfaat_rp: float = BENEFIT_RP
    bulan: int = MONTHS

    @property
    def units(self) -> float:
        return float(self.anggaran_rp / (self.manfaat_rp * self.bulan))

    @property
    def per_unit(self) -> float:
        return float(self.manfaat_rp * self.bulan / MONTHS)


def answers(families: int, *, seed: int = 2025) -> np.ndarray:
    """(families, COVARIATES) answers a score is computed from: yes or no, the first a constant."""
    rng = np.random.default_rng(seed)
    found = (rng.random((families, COVARIATES)) < rng.uniform(0.1, 0.9, COVARIATES)).astype(float)
    found[:, 0] = 1.0
    return found


def weights(count: int, *, seed: int = 2025) -> np.ndarray:
    """(count, COVARIATES) sets of weights a planner might try."""
    return np.random.default_rng(seed).normal(0, 0.15, (count, COVARIATES))


def budgets(city: City, count: int) -> np.ndarray:
    """(count,) budgets from a twentieth of what serving everybody costs to all of it."""
    everybody = BENEFIT_RP * MONTHS * len(city.population.weight)
    return np.linspace(0.05, 1.0, count) * everybody


def scenario(city: City, move: Move) -> Scenario:
    """A year of one benefit a family."""
    return Scenario(
        program="tolok", peringkat="skor", anggaran_rp=float(move.anggaran_rp),
        manfaat_rp=move.manfaat_rp, bulan=move.bulan, periode=MONTHS,
        garis_rp=city.population.line,
    )  # fmt: skip


def table(city: City, ranking: int, *, shuffled: bool = True) -> pd.DataFrame:
    """The same city as a table, in no particular order, for everybody who is not the engine."""
    people = city.population
    rows = pd.DataFrame(
        {
            "skor": np.round(city.scores[ranking], DECIMALS), "satuan": 1.0,
            "y": people.consumption, "n": people.size, "wilayah": people.area,
            "desil": people.decile,
        }
    )  # fmt: skip
    return rows.sample(frac=1, random_state=1, ignore_index=True) if shuffled else rows
