"""Bubbles for counts: area to scale, the same scale in every view, and their legend."""

from collections.abc import Mapping
from html import escape
from math import sqrt

from pedekate.charts.theme import INK, INK_2
from pedekate.format import angka, is_missing

LARGEST = 2.25  # rem, diameter of the largest count's bubble
LEGEND = (165, 60)  # pixels the legend needs
_REM = 16  # legend units a rem
_GAP = 12  # legend units between two sample bubbles
_STEPS = (1, 2, 5)
_FONT = 12.5


def diameters(counts: Mapping[str, float]) -> dict[str, float]:
    """Diameter in rem per code: area in proportion to the count, the largest is `LARGEST`.

    Largest first, so that drawn in this order no small one is covered. A missing count and a zero
    get no bubble: hidden must not look like small.
    """
    known = {code: float(n) for code, n in counts.items() if not is_missing(n) and n > 0}
    top = max(known.values(), default=0.0)
    largest_first = sorted(known, key=known.get, reverse=True)
    return {code: LARGEST * sqrt(known[code] / top) for code in largest_first}


def sample_sizes(top: float) -> list[int]:
    """Three round counts up to `top`, largest first, far enough apart to tell; fewer below 10."""
    steps = [
        factor * 10**power
        for power in range(9)
        for factor in _STEPS
        if factor * 10**power <= top
    ]  # fmt: skip
    return steps[::-1][:6:2][:3]


def bubble_legend(counts: Mapping[str, float], title: str) -> str:
    """SVG text for the upper left corner: up to three sample bubbles in a row, with their counts;
    at most `LEGEND` pixels."""
    top = max(float(n) for n in counts.values() if not is_missing(n))
    parts = [f'<text x="0" y="12" fill="{INK}" font-weight="600">{escape(title)}</text>']
    line, x = LEGEND[1] - 2, 0.0
    for size in sample_sizes(top):
        radius = LARGEST * sqrt(size / top) / 2 * _REM
        parts.append(
            f'<circle class="pd-contoh" cx="{x + radius + 1:.1f}" cy="{line - radius:.1f}" '
            f'r="{radius:.1f}" fill="none" stroke="{INK}" stroke-width="1.2"/>'
        )
        x += 2 * radius + 5
        text = angka(size)
        parts.append(f'<text x="{x:.1f}" y="{line - 2}" fill="{INK_2}">{text}</text>')
        x += len(text) * 0.55 * _FONT + _GAP
    return (
        f'<svg class="pd-petalegenda pd-atas" viewBox="0 0 230 {LEGEND[1]}" '
        f'style="--tinggi:{LEGEND[1]}" font-size="{_FONT}">{"".join(parts)}</svg>'
    )
