"""Dots on bands: what draws of the truth leave open, as HTML. Pure, escaped; see gaya.css."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from pedekate.ui.kit.html import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One row: its name, median, 80 and 95 percent interval; `chosen` stands out."""

    name: str
    median: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    chosen: bool = False


def bands(
    rows: Sequence[Band],
    *,
    write: Callable[[float], str],
    write_range: Callable[[float, float], str],
    alt: str,
    lacking: bool = False,
) -> str:
    """A dot on a wide (80 %) and a thin (95 %) band for every row, all on one scale.

    The scale runs from the lowest to the highest end, for dots need no zero; both are written.

    Args:
        write, write_range: a value, and an interval, as text.
        lacking: the measure counts people left out: plum instead of teal.
    """
    ends = [end for row in rows for end in (*row.outer, row.median) if _known(end)]
    scale = (min(ends, default=0.0), max(ends, default=1.0))
    if scale[0] == scale[1]:
        scale = (0.0, scale[1] or 1.0)
    body = "".join(_row(row, scale, write, write_range) for row in rows)
    axis = (
        f'<div class="pd-skala"><span></span><div><small>{escape(write(scale[0]))}</small>'
        f"<small>{escape(write(scale[1]))}</small></div><span></span></div>"
    )
    kind = "pd-undian pd-kurang2" if lacking else "pd-undian"
    return f'<div class="{kind}" role="img" aria-label="{escape(plain(alt))}">{body}{axis}</div>'


def _row(row: Band, scale: tuple[float, float], write, write_range) -> str:
    kind = ' class="pd-terpilih"' if row.chosen else ""
    if not _known(row.median):
        return (
            f"<div{kind}><span>{escape(row.name)}</span><div></div><p>tak seorang terjangkau</p>"
            "</div>"
        )
    outer, inner = (_span(pair, scale) for pair in (row.outer, row.inner))
    return (
        f"<div{kind}><span>{escape(row.name)}</span><div>"
        f'<i class="pd-luar" style="{outer}"></i><i style="{inner}"></i>'
        f'<u style="left:{_at(row.median, scale):.1f}%"></u></div>'
        f"<p><b>{escape(write(row.median))}</b> <small>({escape(write_range(*row.inner))})</small>"
        "</p></div>"
    )


def _span(pair: tuple[float, float], scale: tuple[float, float]) -> str:
    left, right = (_at(end, scale) for end in pair)
    return f"left:{left:.1f}%;width:{right - left:.1f}%"


def _at(value: float, scale: tuple[float, float]) -> float:
    """Percent of the way along the scale; what is without bound stands at its end."""
    if not _known(value):
        return 100.0
    return 100 * (value - scale[0]) / (scale[1] - scale[0])


def _known(value: float) -> bool:
    return value == value and value != float("inf")
