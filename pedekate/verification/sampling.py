"""The sample to visit: random within strata, sizes fixed beforehand, seed on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from pedekate.verification import strata
from pedekate.verification.policy import ErrorPolicy

Allocation = Literal["proporsional", "neyman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Size of the sample, how it is spread, least per stratum, seed of the draw."""

    ukuran: int
    alokasi: Allocation
    minimum: int
    benih: int

    def words(self) -> str:
        """The design in one line, for logs and exports."""
        return (
            f"{self.ukuran} keluarga, strata kelurahan x kelas desil, alokasi {self.alokasi}, "
            f"sedikitnya {self.minimum} per strata, benih {self.benih}"
        )


def allocate(
    population: Sequence[int], size: int, *, minimum: int, spread: Sequence[float] | None = None
) -> np.ndarray:
    """How many to draw from each stratum.

    Args:
        population: (h,) N_h, families in each stratum.
        size: total to draw; more than there are families draws them all.
        minimum: least per stratum, where it has as many. When `size` cannot give every stratum
            its minimum, the largest strata get theirs first.
        spread: (h,) standard deviation S_h of what is measured (Neyman: n_h ∝ N_h S_h, smallest
            variance for a given size); None is proportional (n_h ∝ N_h).

    Returns:
        (h,) integers, each at most N_h, adding up to min(size, Σ N_h).

    Source: Neyman (1934), JRSS 97(4), 558–625; Cochran (1977) §5.5. Shares become whole numbers by
    largest remainder; what a full stratum cannot take goes to the others (Cochran §5.8).
    """
    room = np.asarray(population, dtype=np.int64)
    size = min(int(size), int(room.sum()))
    drawn = np.zeros(len(room), dtype=np.int64)
    left = size
    for h in np.argsort(-room, kind="stable"):
        drawn[h] = min(minimum, room[h], left)
        left -= drawn[h]
    weight = room.astype(float) * (1.0 if spread is None else np.asarray(spread, dtype=float))
    while left > 0:
        open_ = drawn < room
        shares = np.where(open_, weight, 0.0)
        if shares.sum() <= 0:
            shares = open_.astype(float)
        # Aim at the whole allocation, not at the rest: a minimum already given counts.
        aim = shares / shares.sum() * (left + drawn[open_].sum()) - np.where(open_, drawn, 0)
        aim = np.clip(aim, 0, room - drawn)
        if aim.sum() > left:
            aim *= left / aim.sum()
        step = np.floor(aim).astype(np.int64)
        if not step.any():
            first = np.argsort(-aim, kind="stable")[: min(left, int((aim > 0).sum()) or 1)]
            step[first] = 1
            step = np.minimum(step, room - drawn)
        drawn += step
        left = size - int(drawn.sum())
    return drawn


def class_spread(frame: pd.DataFrame, policy: ErrorPolicy) -> dict[str, float]:
    """S = √(p(1 − p)) of "wrongly listed" by decile class, from the verdicts so far, whole city.

    (keliru + ½)/(n + 1) instead of keliru/n: a class where all verdicts agree still has spread.
    """
    known = frame["hasil"].isin((*policy.benar, *policy.keliru)).to_numpy()
    bad = frame["hasil"].isin(policy.keliru).to_numpy()
    classes = strata.decile_classes(frame["desil"], policy.kelas)
    found = {}
    for one in policy.kelas:
        inside = (classes == one.id) & known
        share = (float((inside & bad).sum()) + 0.5) / (float(inside.sum()) + 1.0)
        found[one.id] = float(np.sqrt(share * (1 - share)))
    return found


def plan(frame: pd.DataFrame, design: Design, policy: ErrorPolicy) -> pd.DataFrame:
    """Strata and sizes of a design, before anything is drawn.

    Args:
        frame: the families to draw from: kode_kelurahan, desil, hasil.

    Returns:
        kode_kelurahan, kelas, populasi, terpilih; one row per stratum that has families.
    """
    classes = strata.decile_classes(frame["desil"], policy.kelas)
    table = (
        pd.DataFrame({"kode_kelurahan": frame["kode_kelurahan"].to_numpy(), "kelas": classes})
        .value_counts(sort=False).rename("populasi").reset_index()
        .sort_values(["kode_kelurahan", "kelas"]).reset_index(drop=True)
    )  # fmt: skip
    spread = None
    if design.alokasi == "neyman":
        spread = table["kelas"].map(class_spread(frame, policy)).to_numpy(float)
    table["terpilih"] = allocate(
        table["populasi"].to_numpy(), design.ukuran, minimum=design.minimum, spread=spread
    )
    return table


def draw(frame: pd.DataFrame, design: Design, policy: ErrorPolicy) -> pd.DataFrame:
    """The sample: families drawn at random without replacement within each stratum.

    Returns:
        The drawn rows of `frame` with kelas, populasi and terpilih of their stratum, sorted by
        kelurahan and id. The same frame, design and seed give the same families, whatever the
        order of the rows.
    """
    sizes = plan(frame, design, policy)
    ordered = frame.sort_values("id_keluarga").reset_index(drop=True)
    ordered["kelas"] = strata.decile_classes(ordered["desil"], policy.kelas)
    ordered["_undi"] = np.random.default_rng(design.benih).random(len(ordered))
    ordered = ordered.merge(sizes, on=["kode_kelurahan", "kelas"])
    rank = ordered.groupby(["kode_kelurahan", "kelas"])["_undi"].rank(method="first")
    chosen = ordered[rank <= ordered["terpilih"]].drop(columns="_undi")
    return chosen.sort_values(["kode_kelurahan", "id_keluarga"]).reset_index(drop=True)


def expected_half_width(sizes: pd.DataFrame, spread: dict[str, float], z: float = 1.96) -> float:
    """Half-width of the city's 95 % interval that a plan promises, as a share (0..1).

    z √(Σ W_h² (1 − f_h) S_h² / n_h); strata without any draw are left out of the weights. NaN for
    an empty plan.
    """
    used = sizes[sizes["terpilih"] > 0]
    if used.empty:
        return float("nan")
    big, small = used["populasi"].to_numpy(float), used["terpilih"].to_numpy(float)
    deviation = used["kelas"].map(spread).to_numpy(float)
    weights = big / big.sum()
    return float(z * np.sqrt((weights**2 * (1 - small / big) * deviation**2 / small).sum()))
