"""Which class a value falls in, shared by maps, bars, dots and legends."""

from collections.abc import Callable, Sequence

import numpy as np

from pedekate.charts.theme import NO_DATA, class_colors
from pedekate.format import JOINER, angka


def class_of(values: Sequence[float] | np.ndarray, breaks: Sequence[float]) -> np.ndarray:
    """Class index 0..len(breaks) per value; a value on a break belongs to the upper class.

    Missing values get -1.
    """
    values = np.asarray(values, float)
    return np.where(np.isnan(values), -1, np.searchsorted(breaks, values, side="right"))


def color_of(breaks: Sequence[float], scale: Sequence[str]) -> Callable[[float], str]:
    """A function from value to the colour of its class; missing values get the no-data grey."""
    colors = class_colors(scale, len(breaks) + 1)

    def color(value: float) -> str:
        index = int(class_of([value], breaks)[0])
        return NO_DATA if index < 0 else colors[index]

    return color


def class_labels(breaks: Sequence[float]) -> list[str]:
    """`di bawah 3`, `3–4,5`, …, `8 ke atas`; a single class is `semua`."""
    if not len(breaks):
        return ["semua"]
    text = break_labels(breaks)
    middle = [f"{a}{JOINER}–{JOINER}{b}" for a, b in zip(text, text[1:], strict=False)]
    return [f"di bawah {text[0]}", *middle, f"{text[-1]} ke atas"]


def break_labels(breaks: Sequence[float]) -> list[str]:
    """Each break with as many decimals (0–3) as it needs, no more."""
    return [angka(b, _decimals(b)) for b in breaks]


def _decimals(value: float) -> int:
    return next((d for d in range(3) if abs(round(value, d) - value) < 1e-9), 3)
