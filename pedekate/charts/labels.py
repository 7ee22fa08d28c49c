"""Where map labels go: inside their area where they fit, beside it where they do not, never on
top of one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

_NARROW = set("iljtfrI.,'-()| ")
_STEP = 6  # pixels between two candidate positions
_REACH = 6  # candidate steps in each direction


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: whose, what, where (degrees), and whether it lies wholly inside its area."""

    code: str
    text: str
    x: float
    y: float
    inside: bool


def text_width(text: str, size: float) -> float:
    """Width in pixels of one line of Source Sans at `size` pixels, within a few percent."""
    return size * sum(
        0.30 if c in _NARROW else 0.80 if c in "mwMW" else 0.58 if c.isupper() else 0.51
        for c in text
    )


def label_box(text: str, x: float, y: float, size: float, pixels_per_degree: float) -> Polygon:
    """The rectangle a (multi-line, `<br>`) label covers, centred on x, y, in degrees."""
    lines = text.split("<br>")
    half_width = max(text_width(line, size) for line in lines) / 2 / pixels_per_degree
    half_height = 1.3 * size * len(lines) / 2 / pixels_per_degree
    return box(x - half_width, y - half_height, x + half_width, y + half_height)


def place_labels(
    shapes: Mapping[str, BaseGeometry],
    points: Mapping[str, tuple[float, float]],
    texts: Mapping[str, Sequence[str]],
    *,
    size: float,
    pixels_per_degree: float,
    occupied: Sequence[Polygon] = (),
) -> list[Label]:
    """Place one label per area without any two overlapping.

    Args:
        shapes, points: area and preferred position per code.
        texts: per code the wordings from best (name and value) to shortest; the first that fits
            inside the area is taken. What fits nowhere is tried outside with the last wording,
            moved step by step; what still collides is dropped (hover and table carry it).
        occupied: rectangles no label may touch.

    Areas are served from the least roomy to the roomiest within each pass, so that small ones
    are not crowded out; the result does not depend on the order of `texts`.
    """
    taken = list(occupied)
    placed: list[Label] = []
    codes = sorted(texts, key=lambda code: (shapes[code].area, code))
    shifts = _shifts(_STEP / pixels_per_degree)
    for inside in (True, False):
        for code in [c for c in codes if c not in {label.code for label in placed}]:
            wordings = texts[code] if inside else texts[code][-1:]
            for text, (dx, dy) in ((t, s) for t in wordings for s in shifts):
                x, y = points[code][0] + dx, points[code][1] + dy
                rectangle = label_box(text, x, y, size, pixels_per_degree)
                if inside and not shapes[code].contains(rectangle):
                    continue
                if any(rectangle.intersects(other) for other in taken):
                    continue
                taken.append(rectangle)
                placed.append(Label(code, text, x, y, inside))
                break
    return placed


def _shifts(step: float) -> list[tuple[float, float]]:
    grid = range(-_REACH, _REACH + 1)
    near_first = sorted(
        ((dx, dy) for dx in grid for dy in grid), key=lambda s: s[0] ** 2 + s[1] ** 2
    )
    return [(dx * step, dy * step) for dx, dy in near_first]
