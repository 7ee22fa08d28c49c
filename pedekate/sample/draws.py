"""Random numbers without state: a draw is a pure function of (row key, stream name).

A family's key hashes its kelurahan code, the recipe version, the seed and its position in the
kelurahan, so regenerating one area never moves another, rows may be computed in any order, and a
new stream never shifts the old ones. The finaliser is splitmix64 (Steele, Lea & Flood 2014).
"""

import hashlib

import numpy as np
from scipy.special import ndtri

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def hash_key(*parts: object) -> np.uint64:
    """64-bit key of any printable parts."""
    text = "|".join(map(str, parts)).encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little"))


def child_keys(parents: np.ndarray, index: np.ndarray) -> np.ndarray:
    """(n,) uint64 keys of numbered children, e.g. of families within their kelurahan."""
    return _mix(parents + (index.astype(np.uint64) + np.uint64(1)) * _GOLDEN)


def uniform(keys: np.ndarray, stream: str) -> np.ndarray:
    """(n,) floats strictly inside (0, 1)."""
    bits = _mix(keys ^ hash_key(stream))
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def normal(keys: np.ndarray, stream: str) -> np.ndarray:
    """(n,) standard normal draws."""
    return ndtri(uniform(keys, stream))


def integers(keys: np.ndarray, stream: str, low: int, high: int) -> np.ndarray:
    """(n,) int64 draws from low..high, both ends included."""
    return low + np.floor(uniform(keys, stream) * (high - low + 1)).astype(np.int64)


def choice(keys: np.ndarray, stream: str, shares) -> np.ndarray:
    """(n,) index of the class drawn with the given shares (scaled to sum 1)."""
    return pick(uniform(keys, stream), shares)


def pick(quantiles: np.ndarray, shares) -> np.ndarray:
    """(n,) int8 class of each quantile in (0, 1) under cumulative `shares` (scaled to sum 1)."""
    cuts = np.cumsum(np.asarray(shares, dtype=float))
    return np.searchsorted(cuts[:-1] / cuts[-1], quantiles, side="right").astype(np.int8)


def _mix(bits: np.ndarray) -> np.ndarray:
    # Wrap-around is the point of the algorithm; numpy only warns about it on scalars.
    bits = (bits ^ (bits >> np.uint64(30))) * _MIX_1
    bits = (bits ^ (bits >> np.uint64(27))) * _MIX_2
    return bits ^ (bits >> np.uint64(31))
