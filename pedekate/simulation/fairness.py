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
        labels: one or more (n,) arrays of group names, categoricals being fastest; None or "" =
            unknown, a group of its own.

    Returns:
        One row per group in the order of the names: kelas (names joined by " · "), keluarga,
        miskin and terjangkau (families, weighted), cakupan (0..1, NaN without poor families),
        selisih (to all poor families together, in points 0..1).
    """
    codes, names = _joined(labels)
    poor = population.weight * population.poor
    sums = {
        "keluarga": population.weight, "miskin": poor, "terjangkau": poor * participation
    }  # fmt: skip
    groups = pd.DataFrame(
        {"kelas": names}
        | {
            column: np.bincount(codes, weights=values, minlength=len(names))
            for column, values in sums.items()
        }
    )
    groups = groups[np.bincount(codes, minlength=len(names)) > 0]
    groups = groups.sort_values("kelas", ignore_index=True)
    everyone = groups["terjangkau"].sum() / groups["miskin"].sum() if poor.sum() else np.nan
    groups["cakupan"] = groups["terjangkau"] / groups["miskin"].where(groups["miskin"] > 0)
    groups["selisih"] = groups["cakupan"] - everyone
    return groups


UNKNOWN = "tidak diketahui"


def _joined(labels: Sequence[np.ndarray]) -> tuple[np.ndarray, list[str]]:
    """Code of every family's group and the groups' names; strings are joined once a group."""
    codes, names = _coded(labels[0])
    for label in labels[1:]:
        more, added = _coded(label)
        codes, pairs = pd.factorize(codes * len(added) + more)
        names = [f"{names[pair // len(added)]} · {added[pair % len(added)]}" for pair in pairs]
    return codes, names


def _coded(label: np.ndarray | pd.Categorical) -> tuple[np.ndarray, list[str]]:
    """Codes into the names, of which the last is the unknown."""
    known = pd.Categorical(label)
    names = [str(name) for name in known.categories]
    # Code -1 (missing) reads the last entry; an empty text is as unknown as a missing one.
    places = [len(names) if name == "" else place for place, name in enumerate(names)]
    return np.array([*places, len(names)])[known.codes], [*names, UNKNOWN]
