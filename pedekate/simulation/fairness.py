"""Is a poor family as likely to be reached whoever heads it and wherever it lives?"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pedekate.simulation.population import Population


def reach(
    population: Population, participation: np.ndarray, labels: Sequence[np.ndarray]
) -> pd.DataFrame:
    """Coverage of the poor by group, or by the crossing of several groupings.

    Args:
        participation: (n,) probability of every family.
        labels: one or more (n,) arrays of group names; None or "" = unknown, a group of its own.

    Returns:
        One row per group in the order of the names: kelas (names joined by " · "), keluarga,
        miskin and terjangkau (families, weighted), cakupan (0..1, NaN without poor families),
        selisih (to all poor families together, in points 0..1).
    """
    names = _joined(labels)
    poor = population.weight * population.poor
    table = pd.DataFrame(
        {
            "kelas": names,
            "keluarga": population.weight,
            "miskin": poor,
            "terjangkau": poor * participation,
        }
    )
    groups = table.groupby("kelas", sort=True, as_index=False).sum()
    everyone = groups["terjangkau"].sum() / groups["miskin"].sum() if poor.sum() else np.nan
    groups["cakupan"] = groups["terjangkau"] / groups["miskin"].where(groups["miskin"] > 0)
    groups["selisih"] = groups["cakupan"] - everyone
    return groups


UNKNOWN = "tidak diketahui"


def _joined(labels: Sequence[np.ndarray]) -> np.ndarray:
    parts = []
    for one in labels:
        text = pd.Series(one, dtype="object")
        parts.append(text.where(text.notna() & (text != ""), UNKNOWN).astype(str))
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + " · " + part
    return joined.to_numpy()
