"""How far from the memory's floor: bytes that must be moved over what a copy moves in this run."""

from statistics import median

import numpy as np

from pedekate.benchmark.timing import Step, timed
from pedekate.simulation.allocation import STEP, Queue

_COPIED = 96 * 2**20  # bytes; several times a processor's cache
_REAL, _PLACE, _INDEX, _FLAG = 8, 4, 8, 1  # bytes of a float, a place, an index, a yes/no


def measure() -> float:
    """Bytes a second that copying a large array moves, reading and writing both counted."""
    source = np.ones(_COPIED // _REAL)
    target = np.empty_like(source)
    np.copyto(target, source)
    return 2 * _COPIED / median(timed(lambda: np.copyto(target, source))[0] for _ in range(5))


def move_bytes(queue: Queue) -> int:
    """A move of the budget: one search for its place, two rows of kept sums, and the half block
    of families on average before each."""
    search = int(np.ceil(np.log2(max(2, len(queue.ends))))) * _REAL
    kept = 2 * queue.prefix.shape[1] * _REAL
    return search + kept + 2 * (STEP // 2) * _family_bytes(queue)


def build_bytes(queue: Queue) -> int:
    """Building a queue: keys read, the order written, every family read once in that order."""
    return len(queue.order) * (_REAL + _PLACE + _family_bytes(queue))


def floor(nama: str, queue: Queue, seconds: float, moved: int, speed: float) -> Step:
    """The step that says what share of `seconds` moving the bytes alone would take."""
    return Step(
        nama=nama, keluarga=len(queue.population.weight), detik=seconds,
        pembanding=f"lantai memori, {speed / 1e9:.1f} GB/detik", detik_pembanding=moved / speed,
        bita=moved,
    )  # fmt: skip


def _family_bytes(queue: Queue) -> int:
    """Its summands, its place in the order, its area and decile, whether it is poor."""
    return queue.summands.shape[1] * _REAL + _PLACE + 2 * _INDEX + _FLAG
