"""How the kelurahan are spread, not only their mean: a strip of dots a kecamatan. Pure HTML."""

from html import escape

import numpy as np
import pandas as pd

from pedekate.format import JOINER
from pedekate.ui.indicators.text import percent, rate

CITY_ROW = "Kota Malang"
_QUARTILES = (25, 50, 75)
# Fewer kelurahan than this have no quartiles worth a band.
_FEWEST = 5


def title(rows: pd.DataFrame) -> str:
    """Where half of the kelurahan lie, and how far apart the ends are.

    Args:
        rows: nama_kelurahan and nilai (0..1; missing when hidden), one per kelurahan.
    """
    known = rows["nilai"].dropna().to_numpy(float)
    if len(known) < _FEWEST:
        return "Sebaran kelurahan"
    low, _, high = np.percentile(known, _QUARTILES)
    half = f"{rate(low)}{JOINER}–{JOINER}{rate(high)} persen"
    return (
        f"Separuh kelurahan berada di {half}; ujungnya {rate(known.min())} dan {rate(known.max())}"
    )


def strips(rows: pd.DataFrame, *, city: float | None, color: str) -> str:
    """One strip for all kelurahan and one a kecamatan, on one scale from zero.

    Args:
        rows: nama_kelurahan, nama_kecamatan, nilai (0..1; missing when hidden).
        city: the city's own value, drawn as a line; it is no mean of the kelurahan.
        color: of the dots.
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty:
        return ""
    top = max(float(known["nilai"].max()), city or 0.0) or 1.0
    groups = [*known.groupby("nama_kecamatan", sort=True)]
    if len(groups) > 1:
        groups = [(CITY_ROW, known), *groups]
    body = "".join(_strip(name, part, rows, top, city, color) for name, part in groups)
    head = (
        '<tr><th scope="col"></th><th scope="col">Satu titik satu kelurahan; pita: separuhnya'
        f'<small>0 sampai {percent(top)}</small></th><th class="n" scope="col">Median</th>'
        '<th class="n pd-lebar" scope="col">Terendah–tertinggi</th></tr>'
    )
    return f'<table class="pd-tabel pd-sebaran"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _strip(
    name: str, part: pd.DataFrame, rows: pd.DataFrame, top: float, city: float | None, color: str
) -> str:
    values = part["nilai"].to_numpy(float)
    low, middle, high = np.percentile(values, _QUARTILES)
    hidden = rows["nilai"].isna()
    if name != CITY_ROW:
        hidden &= rows["nama_kecamatan"] == name
    band = ""
    if len(values) >= _FEWEST:
        band = _mark("pd-rentang", low, top, f"width:{(high - low) / top * 100:.1f}%")
    dots = "".join(
        f'<i class="pd-titik" title="{escape(kelurahan)}: {percent(value)}" '
        f'style="left:{value / top * 100:.1f}%;background:{color}"></i>'
        for kelurahan, value in zip(part["nama_kelurahan"], values, strict=True)
    )
    line = "" if city is None else f'<u style="left:{city / top * 100:.1f}%"></u>'
    note = f"<small>{int(hidden.sum())} disembunyikan</small>" if hidden.any() else ""
    return (
        f'<tr><th scope="row">{escape(name)}{note}</th><td class="pd-batang">'
        f'<span class="pd-alas">{band}{line}{dots}</span></td>'
        f'<td class="n"><b>{rate(middle)}</b></td><td class="n pd-lebar">'
        f"{rate(values.min())}{JOINER}–{JOINER}{rate(values.max())}</td></tr>"
    )


def _mark(kind: str, value: float, top: float, style: str) -> str:
    return f'<i class="{kind}" style="left:{value / top * 100:.1f}%;{style}"></i>'
