"""A line figure as HTML: lines as a stretched picture, everything written laid over it. Pure.

Plotly's script (4.7 MB) takes a browser most of a second before the first line stands, and a
redrawn figure some 90 ms. These figures cost a few milliseconds, wrap with the page and show their
values to the pointer all the same. Styled by `gaya.css`.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pedekate.charts.theme import FINE_LINE
from pedekate.format import angka
from pedekate.ui.kit.html import plain, rich

_SIZE = 1000  # units of the stretched picture, both ways
_SPREADS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The drawn part of the plane: smallest and largest value of each axis."""

    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        """Percent from the left."""
        return 100 * (value - self.x[0]) / (self.x[1] - self.x[0])

    def up(self, value: float) -> float:
        """Percent from the bottom."""
        return 100 * (value - self.y[0]) / (self.y[1] - self.y[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points joined in order; a missing value lifts the pen. `dash` as in SVG, "" for none."""

    x: Sequence[float]
    y: Sequence[float]
    color: str
    width: float = 1.5
    dash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An area between two lines over the same x; a missing value cuts it."""

    x: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    color: str


def figure(inside: str, *, alt: str, kind: str = "") -> str:
    """The plane with everything on it; `kind` is a further class for its size."""
    return (
        f'<div class="pd-garis {kind}" role="img" aria-label="{escape(plain(alt))}">'
        f'<div class="pd-bidang">{inside}</div></div>'
    )


def picture(
    plane: Plane, lines: Sequence[Line], *, bands: Sequence[Band] = (), grid: Sequence[float] = ()
) -> str:
    """Grid, bands and lines as one image that stretches with the plane."""
    rows = "".join(f"M0,{_down(plane, y):.1f}H{_SIZE}" for y in grid)
    areas = "".join(f'<path d="{_area(plane, b)}" fill="{b.color}"/>' for b in bands)
    strokes = "".join(
        f'<path d="{_path(plane, line.x, line.y)}" stroke="{line.color}" '
        f'stroke-width="{line.width}" stroke-dasharray="{line.dash}"/>'
        for line in lines
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" '
        f'preserveAspectRatio="none"><style>path{{vector-effect:non-scaling-stroke}}</style>'
        f'<path d="{rows}" stroke="{FINE_LINE}"/>{areas}'
        f'<g fill="none" stroke-linejoin="round">{strokes}</g></svg>'
    )
    return f'<img alt="" decoding="sync" src="data:image/svg+xml;base64,{_base64(svg)}">'


def label(left: float, bottom: float, text: str, kind: str = "") -> str:
    """Words at a point (percent); `kind` says on which side of it and in which style."""
    return f'<span class="pd-nota {kind}" style="{_at(left, bottom)}">{rich(text)}</span>'


def point(plane: Plane, x: float, y: float, kind: str = "") -> str:
    """A dot; `kind` "pd-cincin" makes it a ring, "pd-kecil" a small dot."""
    return f'<i class="pd-bulat {kind}" style="{_at(plane.across(x), plane.up(y))}"></i>'


def drop(plane: Plane, x: float, y: float) -> str:
    """A dotted line from a point down to the axis."""
    return f'<i class="pd-turun" style="left:{plane.across(x):.2f}%;height:{plane.up(y):.2f}%"></i>'


def ticks(plane: Plane, *, x: Sequence[tuple[float, str]], y: Sequence[tuple[float, str]]) -> str:
    """Texts along both axes: value and what to write."""
    below = [f'<u class="pd-tx" style="left:{plane.across(v):.2f}%">{escape(t)}</u>' for v, t in x]
    beside = [f'<u class="pd-ty" style="bottom:{plane.up(v):.2f}%">{escape(t)}</u>' for v, t in y]
    return "".join([*below, *beside])


def hover(plane: Plane, texts: Sequence[tuple[float, str]]) -> str:
    """Upright strips around each x that show its text to the pointer."""
    places = [plane.across(x) for x, _ in texts]
    edges = [(a + b) / 2 for a, b in zip(places, places[1:], strict=False)]
    starts, ends = [0, *edges], [*edges, 100]
    strips = (
        f'<i class="{"pd-kanan" if at > 55 else ""}" style="left:{a:.2f}%;width:{b - a:.2f}%;'
        f'--di:{100 * (at - a) / max(b - a, 1e-9):.0f}%" data-isi="{escape(text)}"></i>'
        for a, b, at, (_, text) in zip(starts, ends, places, texts, strict=True)
    )
    return f'<div class="pd-jejak">{"".join(strips)}</div>'


def spread(places: Sequence[float], gap: float, low: float = 0, high: float = 100) -> list[float]:
    """`places` (percent) moved as little as needed to lie at least `gap` apart within the limits.

    Order is kept; equal places keep the order given. With too little room they overlap evenly.
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    gap = min(gap, (high - low) / max(len(order) - 1, 1))
    found = [min(max(place, low), high) for place in places]
    for below, above in zip(order, order[1:], strict=False):
        found[above] = max(found[above], found[below] + gap)
    ceiling = high
    for i in reversed(order):
        found[i] = min(found[i], ceiling)
        ceiling = found[i] - gap
    return found


def round_ticks(top: float, most: int) -> list[tuple[float, str]]:
    """0 to `top` in at most `most` steps of 1, 2 or 5 × 10ⁿ, written with equal decimals."""
    if not top > 0:
        return [(0.0, "0")]
    exponent = -12
    while 10.0**exponent * _SPREADS[-1] * most < top:
        exponent += 1
    step = next(s * 10.0**exponent for s in _SPREADS if s * 10.0**exponent * most >= top)
    decimals = next((d for d in range(4) if abs(round(step, d) - step) < 1e-9 * step), 4)
    count = int(top / step + 1e-9)
    return [(k * step, angka(k * step, decimals if k else 0)) for k in range(count + 1)]


def _at(left: float, bottom: float) -> str:
    return f"left:{left:.2f}%;bottom:{bottom:.2f}%"


def _down(plane: Plane, y: float) -> float:
    return _SIZE * (1 - plane.up(y) / 100)


def _path(plane: Plane, xs: Sequence[float], ys: Sequence[float]) -> str:
    parts, pen = [], "M"
    for x, y in zip(xs, ys, strict=True):
        if y != y:
            pen = "M"
            continue
        parts.append(f"{pen}{_SIZE * plane.across(x) / 100:.1f},{_down(plane, y):.1f}")
        pen = "L"
    return "".join(parts)


def _area(plane: Plane, band: Band) -> str:
    """One closed outline per run of known values."""
    outlines, run = [], []
    for x, low, high in [*zip(band.x, band.low, band.high, strict=True), (0, float("nan"), 0)]:
        if low == low:
            run.append((x, low, high))
            continue
        if len(run) > 1:
            there = _path(plane, [x for x, _, _ in run], [h for _, _, h in run])
            back = _path(plane, [x for x, _, _ in run[::-1]], [b for _, b, _ in run[::-1]])
            outlines.append(f"{there}L{back[1:]}Z")
        run = []
    return "".join(outlines)


def _base64(svg: str) -> str:
    return b64encode(svg.encode()).decode()
