"""The measured error of each source: share of its families that verdicts found wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from pedekate.verification import strata
from pedekate.verification.policy import Claim, ErrorPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """An estimated share (0..1) with its interval. NaN where nothing can be said.

    Attributes:
        n, keliru: verdicts, and those that found the source wrong (families, unweighted).
        n_efektif: size of a simple random sample that would be as precise.
        terwakili: share of the source's families in strata that have a verdict.
    """

    nilai: float
    bawah: float
    atas: float
    n: int
    keliru: int
    n_efektif: float
    terwakili: float


def wilson(share: float, n: float, confidence: float) -> tuple[float, float]:
    """Wilson score interval of a share (0..1); `n` may be an effective, fractional size.

    NaN when n is not positive: no data is not zero.

    Source: Wilson (1927), JASA 22(158), 209–212.
    """
    if not n > 0:
        return float("nan"), float("nan")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))


def stratified_rate(
    population: Sequence[int], sampled: Sequence[int], wrong: Sequence[int], confidence: float
) -> Rate:
    """Share of wrong families over strata, each weighted by its families.

    Args:
        population: (h,) N_h, families of the source in each stratum.
        sampled: (h,) n_h ≤ N_h, verdicts.
        wrong: (h,) verdicts that found the source wrong.

    Strata with fewer than two verdicts have no variance of their own and are pooled into one.
    Strata that stay without a verdict are left out of the estimate; `terwakili` says how much of
    the source the rest stands for.

    Source: p = Σ W_h p_h and var = Σ W_h² (1 − f_h) p_h (1 − p_h) / (n_h − 1), Cochran (1977)
    §5.4; interval of Wilson on the effective size p(1 − p)/var (Korn & Graubard 1998), which never
    exceeds n: where every stratum is all right or all wrong the variance is no evidence.
    """
    sizes, n, bad = (np.asarray(x, dtype=float) for x in (population, sampled, wrong))
    total, verdicts, found = sizes.sum(), int(n.sum()), int(bad.sum())
    sizes, n, bad = _pooled(sizes, n, bad)
    if not len(n):
        nan = float("nan")
        return Rate(
            nilai=nan, bawah=nan, atas=nan, n=verdicts, keliru=found, n_efektif=0.0, terwakili=0.0
        )
    weights, shares = sizes / sizes.sum(), bad / n
    value = float(weights @ shares)
    spread = (1 - n / sizes) * shares * (1 - shares) / np.maximum(n - 1, 1)
    variance = float(weights**2 @ spread)
    effective = n.sum() if variance <= 0 else min(n.sum(), value * (1 - value) / variance)
    low, high = wilson(value, effective, confidence)
    return Rate(
        nilai=value, bawah=low, atas=high, n=verdicts, keliru=found,
        n_efektif=float(effective), terwakili=float(sizes.sum() / total) if total else 0.0,
    )  # fmt: skip


def _pooled(
    sizes: np.ndarray, n: np.ndarray, bad: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Strata as they can be used: those with two verdicts, then one of all thinner ones."""
    own, thin = n >= 2, (n == 1)
    if not thin.any():
        return sizes[own], n[own], bad[own]
    # Thin strata take the empty ones with them: both say too little alone.
    rest = ~own & (sizes > 0)
    return (
        np.append(sizes[own], sizes[rest].sum()),
        np.append(n[own], n[rest].sum()),
        np.append(bad[own], bad[rest].sum()),
    )


def error_table(frame: pd.DataFrame, policy: ErrorPolicy) -> pd.DataFrame:
    """Measured error of every source in the city, each kecamatan and each kelurahan.

    Args:
        frame: one row per family: kode_kelurahan, desil, di_… flags, hasil (None: no verdict).
            Verdicts the policy does not name count as no verdict.

    Returns:
        tingkat (kota, kecamatan, kelurahan), kode, sumber, nama_sumber, nilai, bawah, atas, n,
        keliru, n_efektif, terwakili; unprotected, without regard to `n_minimum`.
    """
    known = frame["hasil"].isin((*policy.benar, *policy.keliru)).to_numpy()
    bad = frame["hasil"].isin(policy.keliru).to_numpy()
    base = pd.DataFrame(
        {
            "kelurahan": frame["kode_kelurahan"].to_numpy(),
            "kelas": strata.decile_classes(frame["desil"], policy.kelas),
            "n": known.astype(int),
            "keliru": (bad & known).astype(int),
            "populasi": 1,
        }
    )
    rows = []
    for claim in policy.klaim:
        counted = base[strata.claimed(frame, claim)]
        cells = counted.groupby(["kelurahan", "kelas"], as_index=False).sum()
        cells["kecamatan"] = cells["kelurahan"].str[:8]
        cells["kota"] = cells["kelurahan"].str[:5]
        for level in ("kota", "kecamatan", "kelurahan"):
            rows += [
                _row(level, code, claim, part, policy.keyakinan)
                for code, part in cells.groupby(level)
            ]
    return pd.DataFrame(rows)


def _row(level: str, code: str, claim: Claim, cells: pd.DataFrame, confidence: float) -> dict:
    rate = stratified_rate(cells["populasi"], cells["n"], cells["keliru"], confidence)
    return {
        "tingkat": level, "kode": code, "sumber": claim.id, "nama_sumber": claim.nama,
        **{name: getattr(rate, name) for name in Rate.__slots__},
    }  # fmt: skip
