"""How far a ranking of areas hangs on which families happen to be in the register. Pure.

The families of an area are drawn anew from themselves, with replacement, as many as there are; a
family is drawn with all its members. Ranks are then read off every draw. Sources: Efron (1979) for
the bootstrap; Goldstein & Spiegelhalter (1996, JRSS A 159) for intervals of ranks instead of a
league table. What the register leaves out altogether is not in it.
"""

import numpy as np
import pandas as pd

from pedekate.indicators.criteria import Patterns
from pedekate.indicators.criteria_sets import PriorityRules
from pedekate.indicators.multidimensional import censored_scores
from pedekate.indicators.priority import FIRM, OPEN, OUTSIDE, Cutoff, worst_count
from pedekate.schema.criteria import CriteriaSet


def drawn_families(found: Patterns, rules: PriorityRules) -> np.ndarray:
    """(n, r) families of each pattern in every draw: multinomial inside each area.

    Depends on the families alone, so one set of draws answers every choice of weights and k.
    """
    draw = np.random.default_rng(rules.benih)
    result = np.zeros((len(found.families), rules.tarikan), dtype=np.int32)
    for rows in found.keys.groupby("kode", sort=True).indices.values():
        families = found.families[rows]
        if total := int(families.sum()):
            shares = families / total
            result[rows] = draw.multinomial(total, shares, size=rules.tarikan).T
    return result


def drawn_m0(
    found: Patterns, chosen: CriteriaSet, cutoff: Cutoff, drawn: np.ndarray
) -> pd.DataFrame:
    """M0 of every area (rows, by code) in every draw; NaN where a draw has no complete answer.

    Args:
        drawn: of `drawn_families`. A pattern's persons per family stay what they are.
    """
    shares = cutoff.shares()
    complete = ~found.unknown[:, shares > 0].any(axis=1)
    if not complete.any():
        return pd.DataFrame(columns=range(drawn.shape[1]), dtype=float)
    units, families = found.units(chosen)[complete], found.families[complete]
    each = np.divide(units, families, out=np.zeros(len(units)), where=families > 0)
    people = drawn[complete] * each[:, None]
    scores = censored_scores(found.lacks[complete].astype(float), shares, cutoff.k)
    codes = found.keys["kode"].to_numpy()[complete]
    order = np.argsort(codes, kind="stable")
    areas, starts = np.unique(codes[order], return_index=True)
    poor = np.add.reduceat((people * scores[:, None])[order], starts, axis=0)
    everyone = np.add.reduceat(people[order], starts, axis=0)
    m0 = np.full(everyone.shape, np.nan)
    np.divide(poor, everyone, out=m0, where=everyone > 0)
    return pd.DataFrame(m0, index=areas)


def sampling_stability(
    found: Patterns,
    chosen: CriteriaSet,
    cutoff: Cutoff,
    rules: PriorityRules,
    drawn: np.ndarray,
    *,
    among: list[str],
) -> pd.DataFrame:
    """How often each kelurahan is in the worst part, and between which ranks, over the draws.

    Args:
        among: kelurahan that are ranked (those whose figures may be shown).

    Returns:
        Index kode: teratas_keluarga (share of draws in the worst part, 0..1),
        urutan_keluarga_bawah, urutan_keluarga_atas (5th and 95th percentile of the rank, 1 =
        worst).
    """
    m0 = drawn_m0(found, chosen, cutoff, drawn).reindex(among).dropna()
    ranks = m0.rank(ascending=False, method="average").to_numpy(float)
    worst = ranks <= worst_count(len(m0), rules) + 0.5
    bounds = np.percentile(ranks, [5, 95], axis=1) if len(m0) else np.empty((2, 0))
    return pd.DataFrame(
        {
            "teratas_keluarga": worst.mean(axis=1) if len(m0) else np.empty(0),
            "urutan_keluarga_bawah": bounds[0],
            "urutan_keluarga_atas": bounds[1],
        },
        index=m0.index,
    )


def joint_class(by_weights: pd.Series, by_families: pd.Series, rules: PriorityRules) -> np.ndarray:
    """(n,) FIRM when both shares say so, OUTSIDE when both do, OPEN between; missing without."""
    both = pd.concat([by_weights, by_families], axis=1).astype(float)
    low, high = both.min(axis=1), both.max(axis=1)
    firm, outside = low >= rules.batas_kokoh, high < rules.batas_mungkin
    found = np.where(firm, FIRM, np.where(outside, OUTSIDE, OPEN)).astype(object)
    found[both.isna().any(axis=1).to_numpy()] = None
    return found
