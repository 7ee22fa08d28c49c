"""Figures of families as HTML: what a budget move must redraw at once. Pure, escaped.

A browser takes some 90 ms to redraw one Plotly figure, and less than one for these. They also fit a
phone by themselves. Styled by `gaya.css`.
"""

from collections.abc import Sequence
from html import escape

from pedekate.charts.theme import (
    BETTER_OFF,
    CONTEXT,
    LEFT_OUT,
    REACHED,
    VULNERABLE,
    text_on,
)
from pedekate.format import MINUS, angka, is_missing
from pedekate.ui.kit.html import plain
from pedekate.ui.simulation.model import Families

_EDGE = 15  # percent of the line within which a bracket's label holds on to an edge
# Waterfall: percent of the width left of zero and right of the whole, for numbers beside bars.
_BEFORE, _AFTER = 13, 15


def linear_venn(families: Families, *, alt: str) -> str:
    """`tertinggal | terjangkau | rentan | lebih mampu`, the poor above, the recipients below."""
    parts = [
        (families.left_out, LEFT_OUT, "tertinggal"),
        (families.reached, REACHED, "terjangkau"),
        (families.vulnerable, VULNERABLE, "rentan"),
        (families.better_off, BETTER_OFF, "lebih mampu"),
    ]
    total = families.left_out + families.recipients
    if not total:
        return ""
    segments = "".join(_segment(*part) for part in parts if part[0])
    above = _bracket(0, families.poor, total, f"{angka(families.poor)} keluarga miskin", "atas")
    recipients = f"{angka(families.recipients)} keluarga penerima"
    below = _bracket(families.left_out, families.recipients, total, recipients, "bawah")
    return _figure("pd-venn", f'{above}<div class="pd-venn-isi">{segments}</div>{below}', alt)


def waterfall(families: Families, deductions: Sequence[tuple[str, int]], *, alt: str) -> str:
    """From all poor families down to those reached; every cause takes its part away."""
    scale = (100 - _BEFORE - _AFTER) / max(families.poor, 1)
    rows = [_bar("Keluarga miskin", 0, families.poor, scale, CONTEXT, total=True)]
    left = families.poor
    for name, size in deductions:
        rows.append(_bar(name, left - size, size, scale, LEFT_OUT, total=False))
        left -= size
    rows.append(_bar("Terjangkau", 0, families.reached, scale, REACHED, total=True))
    return _figure("pd-terjun", "".join(rows), alt)


def decile_profile(
    shares: Sequence[float],
    *,
    alt: str,
    highlight: Sequence[int] = (1,),
    color: str = REACHED,
    height: int = 21,
) -> str:
    """Ten bars: percent of families concerned, poorest decile first; missing = no family.

    Deciles in `highlight` stand out in `color`; the others are grey. `height` in rem.
    """
    top = max([share for share in shares if not is_missing(share)], default=0) or 1
    names = {1: "termiskin", 10: "termampu"}
    columns = [
        f"<div{_bold(decile in highlight)}><b>{_percent(share)}</b>"
        f'<i style="--bagian:{_part(share, top):.4f};'
        f'background:{color if decile in highlight else VULNERABLE}"></i>'
        f"<span>{decile}<small>{names.get(decile, '')}</small></span></div>"
        for decile, share in enumerate(shares, 1)
    ]
    return _figure("pd-desil", "".join(columns), alt, f"--tinggi:{height}")


def _segment(size: int, color: str, name: str) -> str:
    return (
        f'<div style="flex:{size} 1 0;background:{color};color:{text_on(color)}">'
        f"<p><b>{angka(size)}</b> <span>{escape(name)}</span></p></div>"
    )


def _bracket(start: int, size: int, total: int, text: str, side: str) -> str:
    if not size:
        return ""
    left, width = 100 * start / total, 100 * size / total
    middle = left + width / 2
    edge = "kiri" if middle < _EDGE else "kanan" if middle > 100 - _EDGE else "tengah"
    return (
        f'<div class="pd-kurung pd-{side} pd-{edge}" style="margin-left:{left:.2f}%;'
        f'width:{width:.2f}%"><b>{escape(text)}</b></div>'
    )


def _bar(name: str, start: int, size: int, scale: float, color: str, *, total: bool) -> str:
    left, width = _BEFORE + start * scale, size * scale
    number = angka(size) if total else f"{MINUS}{angka(size)}"
    beside = f"left:{left + width:.2f}%" if total else f"right:{100 - left:.2f}%"
    return (
        f'<div class="{"pd-utuh" if total else "pd-kurang"}"><span>{escape(name)}</span>'
        f'<div><i style="left:{left:.2f}%;width:{width:.2f}%;background:{color}"></i>'
        f'<u style="left:{left + width:.2f}%"></u><b style="{beside}">{number}</b></div></div>'
    )


def _percent(share: float) -> str:
    if is_missing(share):
        return "–"
    percent = 100 * share
    return angka(percent, 0 if percent >= 10 or percent == 0 else 1)


def _bold(wanted: bool) -> str:
    return ' class="pd-tebal"' if wanted else ""


def _part(share: float, top: float) -> float:
    return 0.0 if is_missing(share) else share / top


def _figure(kind: str, inside: str, alt: str, style: str = "") -> str:
    words = escape(plain(alt))
    return f'<div class="{kind}" role="img" aria-label="{words}" style="{style}">{inside}</div>'
