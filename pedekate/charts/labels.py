"""Where map labels go: inside their area where they fit, beside it where they do not, never on
top of one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shapely import Polygon, box, prepare
from shapely.geometry.base import BaseGeometry

_NARROW = set("iljtfrI.,'-()| ")
_Box = tuple[float, float, float, float]  # west, south, east, north
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
    half_width, half_height = _half_size(text, size, pixels_per_degree)
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
    shapes = {code: shapes[code] for code in texts}
    prepare(list(shapes.values()))
    # All of them stand upright, so four numbers say all about them.
    taken: list[_Box] = [shape.bounds for shape in occupied]
    placed: list[Label] = []
    codes = sorted(texts, key=lambda code: (shapes[code].area, code))
    shifts = _shifts(_STEP / pixels_per_degree)
    for inside in (True, False):
        for code in [c for c in codes if c not in {label.code for label in placed}]:
            wordings = texts[code] if inside else texts[code][-1:]
            for text in wordings:
                half = _half_size(text, size, pixels_per_degree)
                room = shapes[code] if inside else None
                if found := _free_place(points[code], shifts, half, taken, room):
                    x, y, rectangle = found
                    taken.append(rectangle)
                    placed.append(Label(code, text, x, y, inside))
                    break
    return placed


def _free_place(
    point: tuple[float, float],
    shifts: list[tuple[float, float]],
    half: tuple[float, float],
    taken: list[_Box],
    room: BaseGeometry | None,
) -> tuple[float, float, _Box] | None:
    """The first shifted place whose rectangle touches none of `taken` and lies within `room`."""
    for dx, dy in shifts:
        x, y = point[0] + dx, point[1] + dy
        west, south, east, north = x - half[0], y - half[1], x + half[0], y + half[1]
        if any(west <= e and w <= east and south <= n and s <= north for w, s, e, n in taken):
            continue
        if room is None or room.contains(box(west, south, east, north)):
            return x, y, (west, south, east, north)
    return None


def _half_size(text: str, size: float, pixels_per_degree: float) -> tuple[float, float]:
    """Half the width and height of a (multi-line, `<br>`) label, in degrees."""
    lines = text.split("<br>")
    width = max(text_width(line, size) for line in lines)
    return width / 2 / pixels_per_degree, 1.3 * size * len(lines) / 2 / pixels_per_degree


def _shifts(step: float) -> list[tuple[float, float]]:
    grid = range(-_REACH, _REACH + 1)
    near_first = sorted(
        ((dx, dy) for dx in grid for dy in grid), key=lambda s: s[0] ** 2 + s[1] ** 2
    )
    return [(dx * step, dy * step) for dx, dy in near_first]
