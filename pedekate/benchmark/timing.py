"""One comparison, and how it is timed: nobody's time counts before the numbers agree."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Seconds of ours and theirs for the same work; ratio = theirs / ours.

    Attributes:
        bita: bytes that must be moved at the least, where the comparison is the memory's floor:
            the ratio is then below one, the share of the time that moving them would take.
    """

    nama: str
    keluarga: int
    detik: float
    pembanding: str
    detik_pembanding: float
    bita: int | None = None

    @property
    def rasio(self) -> float:
        """How many times longer the alternative takes."""
        return self.detik_pembanding / self.detik


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """(seconds, result)."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def each(way: Callable[[Any], Any], inputs: Sequence) -> tuple[float, list]:
    """(median seconds an input, results) after one warm-up."""
    way(inputs[0])
    spent = [timed(lambda one=one: way(one)) for one in inputs]
    return median(seconds for seconds, _ in spent), [found for _, found in spent]


def same(found: Iterable[np.ndarray], reference: Iterable[np.ndarray], name: str) -> None:
    """Refuse a comparison of different numbers.

    Raises:
        AssertionError: `name` gives others than the engine.
    """
    for theirs, ours in zip(found, reference, strict=True):
        np.testing.assert_allclose(theirs, ours, rtol=1e-9, atol=1e-6, err_msg=name)
