"""Class breaks for maps: few methods, few classes, rounded to numbers a reader can say."""

import importlib
import warnings

import numpy as np

METHODS = {
    "alami": "Alami (Jenks)",
    "kuantil": "Sama banyak (kuantil)",
    "selang": "Selang sama",
    "bulat": "Angka bulat",
}
_CLASSIFIERS = {
    "alami": "FisherJenks",
    "kuantil": "Quantiles",
    "selang": "EqualInterval",
    "bulat": "PrettyBreaks",
}
# A rounded break may move by at most this share of the gap to its nearer neighbour.
_TOLERANCE = 0.3


def classes_library():
    """mapclassify. It loads scipy.stats and scikit-learn, about half of all start-up time: imported
    when first needed, by a command line never, by the server while the first browser loads."""
    return importlib.import_module("mapclassify")


def class_breaks(values: np.ndarray, method: str = "alami", classes: int = 5) -> list[float]:
    """Inner class breaks, ascending, rounded; between 0 and `classes` - 1 of them.

    Args:
        values: (n,) numbers; missing ones are ignored.
        method: a key of `METHODS`; a ValueError names the known ones.
        classes: wanted classes, 2..5. Fewer result when there are fewer different values.

    A value on a break belongs to the upper class. Classes that rounding would leave without any
    value are merged into their neighbour.
    """
    if method not in _CLASSIFIERS:
        raise ValueError(f"unknown method {method!r}; one of {', '.join(_CLASSIFIERS)}")
    # Two values a millionth apart read the same; what is left of them is arithmetic dust.
    known = np.sort(np.round(np.asarray(values, float), 6))
    known = known[~np.isnan(known)]
    classes = min(classes, len(np.unique(known)))
    if classes < 2:
        return []
    inner = _inner_breaks(known, method, classes)
    return _without_empty_classes(round_breaks(inner, known[0], known[-1]), known)


def round_breaks(breaks: np.ndarray, low: float, high: float) -> list[float]:
    """The coarsest of steps 1, 2, 5 × 10ⁿ that keeps every break near where it was."""
    if not len(breaks):
        return []
    edges = np.array([low, *breaks, high], float)
    room = np.minimum(np.diff(edges)[:-1], np.diff(edges)[1:])
    room = np.where(room > 0, room, np.diff(edges).max())
    top = int(np.ceil(np.log10(max(high - low, 1e-9))))
    for exponent in range(top, top - 6, -1):
        for factor in (5, 2, 1):
            step = factor * 10.0**exponent
            rounded = np.round(breaks / step) * step
            close = np.abs(rounded - breaks) <= _TOLERANCE * room
            if close.all() and (np.diff(rounded) > 0).all():
                return [float(f"{b:.10g}") for b in rounded]
    return [float(b) for b in breaks]


def _inner_breaks(known: np.ndarray, method: str, classes: int) -> np.ndarray:
    # It warns that numba is missing (57 values need none) and that ties merge classes.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        classifier = getattr(classes_library(), _CLASSIFIERS[method])
        inner = np.unique(classifier(known, k=classes).bins[:-1].astype(float))
    # PrettyBreaks may return more classes than asked for; the scale has five colours.
    if len(inner) > classes - 1:
        inner = inner[np.linspace(0, len(inner) - 1, classes - 1).round().astype(int)]
    inner = inner[(inner >= known[0]) & (inner < known[-1])]
    if method in ("selang", "bulat"):
        return inner[inner > known[0]]
    # mapclassify's bins are the largest value of a class; ours lie between two classes.
    above = known[np.searchsorted(known, inner, side="right")]
    return np.unique((inner + above) / 2)


def _without_empty_classes(breaks: list[float], known: np.ndarray) -> list[float]:
    kept: list[float] = []
    for b in breaks:
        below = kept[-1] if kept else -np.inf
        if ((known >= below) & (known < b)).any() and (known >= b).any():
            kept.append(b)
    return kept
