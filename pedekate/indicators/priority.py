"""Multidimensional poverty of areas, and how far a ranking of them hangs on the weights. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.indicators.criteria import Patterns
from pedekate.indicators.criteria_sets import PriorityRules
from pedekate.indicators.multidimensional import Multidimensional, alkire_foster, censored_scores
from pedekate.schema.criteria import CriteriaSet

FIRM, OPEN, OUTSIDE = "kokoh", "bergantung", "luar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoff:
    """Weights (criterion → weight, scaled to sum 1; 0 leaves the criterion out) and k."""

    weights: Mapping[str, float]
    k: float

    def shares(self) -> np.ndarray:
        """(d,) weights that sum to 1.

        Raises:
            ValueError: all weights are zero.
        """
        w = np.array(list(self.weights.values()), dtype=float)
        if not w.sum() > 0:
            raise ValueError("semua bobot nol")
        return w / w.sum()


def default_cutoff(chosen: CriteriaSet) -> Cutoff:
    """The set's own weights and threshold."""
    return Cutoff(weights=chosen.weights(), k=chosen.k)


def measure(found: Patterns, chosen: CriteriaSet, cutoff: Cutoff) -> Multidimensional:
    """Alkire–Foster measures over some patterns, counting what the set counts (persons, or
    families); a criterion of weight 0 is not asked. Its `dropped` counts patterns, not people."""
    shares = cutoff.shares()
    deprived = _deprived(found, shares > 0)
    full = np.full(len(shares), np.nan)
    result = alkire_foster(deprived, shares[shares > 0], _units(found, chosen), k=cutoff.k)

    def spread(values: np.ndarray) -> np.ndarray:
        wide = full.copy()
        wide[shares > 0] = values
        return wide

    return Multidimensional(
        rows=result.rows, dropped=result.dropped, h=result.h, a=result.a, m0=result.m0,
        censored=spread(result.censored), uncensored=spread(result.uncensored),
        contribution=spread(result.contribution),
    )  # fmt: skip


def poor_and_not(found: Patterns, cutoff: Cutoff) -> np.ndarray:
    """(n,) 1 poor, 0 not, -1 an answer is missing."""
    shares = cutoff.shares()
    complete = ~found.unknown[:, shares > 0].any(axis=1)
    poor = censored_scores(found.lacks.astype(float), shares, cutoff.k) > 0
    return np.where(complete, poor.astype(int), -1)


def decomposition(
    found: Patterns, chosen: CriteriaSet, cutoff: Cutoff, classes: pd.Series
) -> pd.DataFrame:
    """M0 of subgroups and what each adds to the whole: kelas, jumlah, bagian, h, a, m0,
    kontribusi.

    Args:
        classes: (n,) class of each pattern. Population shares are of units with complete answers;
            M0 = Σ bagian · m0, so `kontribusi` sums to 1.
    """
    whole, units = measure(found, chosen, cutoff), found.units(chosen)
    complete = poor_and_not(found, cutoff) >= 0
    everyone = units[complete].sum()
    rows = []
    for name in sorted(classes.unique()):
        inside = (classes == name).to_numpy()
        one = measure(found.pick(inside), chosen, cutoff)
        people = units[inside & complete].sum()
        share = people / everyone if everyone else np.nan
        part = share * one.m0 / whole.m0 if people and whole.m0 > 0 else np.nan
        rows.append((name, people, share, one.h, one.a, one.m0, part))
    names = ["kelas", "jumlah", "bagian", "h", "a", "m0", "kontribusi"]
    return pd.DataFrame(rows, columns=names)


def stability(
    found: Patterns,
    chosen: CriteriaSet,
    cutoff: Cutoff,
    rules: PriorityRules,
    *,
    among: list[str],
) -> pd.DataFrame:
    """How often each kelurahan stays in the worst part when the weights are shaken.

    Weights are drawn from a Dirichlet distribution around the chosen ones; k stays.

    Args:
        among: kelurahan that are ranked (those whose figures may be shown).

    Returns:
        Index kode: teratas (share of draws in the worst part, 0..1), urutan_bawah, urutan_atas (5th
        and 95th percentile of the rank, 1 = worst), kelas (FIRM, OPEN or OUTSIDE).
    """
    shares = cutoff.shares()
    draw = np.random.default_rng(rules.benih)
    used = shares > 0
    draws = np.zeros((len(shares), rules.tarikan))
    draws[used] = draw.dirichlet(shares[used] * rules.konsentrasi, size=rules.tarikan).T
    m0 = _m0(found, _units(found, chosen), draws, cutoff.k).reindex(among).dropna()
    ranks = m0.rank(ascending=False, method="average").to_numpy()
    worst = ranks <= worst_count(len(m0), rules) + 0.5
    share = worst.mean(axis=1) if len(m0) else np.empty(0)
    kelas = np.where(
        share >= rules.batas_kokoh, FIRM, np.where(share < rules.batas_mungkin, OUTSIDE, OPEN)
    )
    bounds = np.percentile(ranks, [5, 95], axis=1) if len(m0) else np.empty((2, 0))
    return pd.DataFrame(
        {"teratas": share, "urutan_bawah": bounds[0], "urutan_atas": bounds[1], "kelas": kelas},
        index=m0.index,
    )


def worst_count(areas: int, rules: PriorityRules) -> int:
    """How many areas the worst part holds (a fifth of 57 are 11)."""
    return max(1, round(areas * rules.bagian_teratas))


def _deprived(found: Patterns, used: np.ndarray) -> np.ndarray:
    answers = found.lacks[:, used].astype(float)
    answers[found.unknown[:, used]] = np.nan
    return answers


def _units(found: Patterns, chosen: CriteriaSet) -> np.ndarray:
    return found.units(chosen).astype(float)


def _m0(found: Patterns, units: np.ndarray, shares: np.ndarray, k: float) -> pd.DataFrame:
    """M0 of every area (rows, by code) under every column of weights (d, r)."""
    used = (shares > 0).any(axis=1)
    complete = ~found.unknown[:, used].any(axis=1)
    people = units[complete]
    scores = censored_scores(found.lacks[complete].astype(float), shares, k)
    if not complete.any():
        return pd.DataFrame(columns=range(shares.shape[1]), dtype=float)
    codes = found.keys["kode"].to_numpy()[complete]
    order = np.argsort(codes, kind="stable")
    areas, starts = np.unique(codes[order], return_index=True)
    sums = np.add.reduceat((scores * people[:, None])[order], starts, axis=0)
    return pd.DataFrame(sums / np.add.reduceat(people[order], starts)[:, None], index=areas)
