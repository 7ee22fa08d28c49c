"""Consumption of families nobody surveyed: score plus a drawn residual, set to the official P0.

A score alone has too little spread: everybody would look average, and nobody poor. So each family
gets one draw of what the score leaves open. Single families mean nothing in it; sums over many do.
"""

import json

import numpy as np

from pedekate.errors import StoreError
from pedekate.indicators import weighted

# Odd constants of splitmix64 (Steele, Lea & Flood 2014): a fixed, order-free draw per id.
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


def uniform_of(ids: np.ndarray) -> np.ndarray:
    """(n,) numbers in (0, 1) that depend on nothing but the id (16 hexadecimal digits)."""
    word = mix(np.array([int(one, 16) for one in ids], dtype=np.uint64))
    return ((word >> np.uint64(11)).astype(float) + 0.5) / 2.0**53


def mix(word: np.ndarray) -> np.ndarray:
    """(n,) unsigned 64-bit numbers scrambled by splitmix64: a keyed lot, the same on every run."""
    with np.errstate(over="ignore"):
        word = word + np.uint64(_MIX[0])
        word = (word ^ (word >> np.uint64(30))) * np.uint64(_MIX[1])
        word = (word ^ (word >> np.uint64(27))) * np.uint64(_MIX[2])
    return word ^ (word >> np.uint64(31))


def residual_spread(meta: str) -> tuple[np.ndarray, np.ndarray]:
    """Cuts and standard deviations kept with the score model under `skor_sisaan`.

    Raises:
        StoreError: the databases were built without a score model.
    """
    try:
        kept = json.loads(meta)
        return np.array(kept["batas"]), np.array(kept["simpangan"])
    except (ValueError, KeyError, TypeError):
        raise StoreError(
            "Basis data tidak memuat model skor; muat juga berkas survei, lalu bangun ulang dengan "
            "perintah: python -m pedekate muat"
        ) from None


def impute(
    score: np.ndarray,
    uniform: np.ndarray,
    size: np.ndarray,
    *,
    spread: tuple[np.ndarray, np.ndarray],
    line: float,
    headcount: float,
) -> np.ndarray:
    """(n,) modelled consumption, Rp/capita/month.

    Args:
        score: (n,) predicted ln consumption, NaN where too little is known: such families are
            drawn from all scored ones, neither poor nor rich for lack of answers.
        uniform: (n,) one draw per family.
        size: (n,) people.
        spread: cuts between fitted fifths and residual SD in each.
        line, headcount: after a common shift of ln consumption, the share of people below `line`
            is `headcount` (to within one family).
    """
    # A third of a second at every start otherwise; a city with a truth never comes here.
    from scipy.special import ndtri

    cuts, deviations = spread
    known = ~np.isnan(score)
    centre = np.where(known, score, score[known].mean())
    deviation = deviations[np.searchsorted(cuts, centre, side="left")]
    overall = np.sqrt(score[known].var() + np.mean(deviations**2))
    drawn = centre + np.where(known, deviation, overall) * ndtri(uniform)
    at_line = float(weighted.quantile(drawn, size, headcount))
    return line * np.exp(drawn - at_line)
