"""Figures of the first page as HTML: it must stand a second after it was asked for. Pure."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from pedekate.charts.theme import NAVY, REACHED, rgba
from pedekate.format import angka, is_missing, persen
from pedekate.ui.kit import line_figure as lines
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.line_figure import Band, Line, Plane


def trend(table: pd.DataFrame, *, alt: str, band_label: str, unit: str = "%") -> str:
    """An official series over the years, with the noise of the survey around it.

    Args:
        table: tahun (int, ascending), nilai, bawah and atas (in `unit`; missing breaks line and
            band), ragu (bool): a doubtful figure is an open circle, never joined to the line.
        band_label: what the band is, written into it.

    First and highest value stand above their points, the last one beside its own. An empty
    series gives an empty figure.
    """
    known = table.dropna(subset=["nilai"])
    firm, doubtful = table[~table["ragu"]], known[known["ragu"]]
    if firm["nilai"].isna().all():
        return ""
    top = float(known[["nilai", "atas"]].max().max())
    first, last = int(known["tahun"].min()), int(known["tahun"].max())
    plane = Plane(x=(first, max(last, first + 1)), y=(0, top * 1.04))
    years, marks = firm["tahun"].tolist(), lines.round_ticks(top, 6)
    line = Line(x=years, y=firm["nilai"].tolist(), color=NAVY, width=2.5)
    band = Band(x=years, low=firm["bawah"].tolist(), high=firm["atas"].tolist(),
                color=rgba(NAVY, 0.10))  # fmt: skip
    inside = [
        lines.picture(plane, [line], bands=[band], grid=[v for v, _ in marks]),
        lines.ticks(plane, x=_years(first, last), y=[*marks[:-1], _with_unit(marks[-1], unit)]),
        lines.hover(plane, [_told(row, unit) for row in known.itertuples()]),
        *(lines.point(plane, row.tahun, row.nilai, "pd-ragu") for row in doubtful.itertuples()),
        *_values(plane, firm.dropna(subset=["nilai"]), unit),
        _band_name(plane, firm, band_label),
    ]
    return lines.figure("".join(inside), alt=alt, kind="pd-tumbuh")


def bars(rows: Sequence[tuple[str, float]], *, alt: str) -> str:
    """Horizontal bars of shares (0..1) on the scale 0–100 percent; missing = "tidak ada data"."""
    parts = [
        f'<div><span>{escape(name)}</span><div><i style="width:{_width(share)}%;'
        f'background:{REACHED}"></i><b>{_share(share)}</b></div></div>'
        for name, share in rows
    ]
    words = escape(plain(alt))
    return f'<div class="pd-palang" role="img" aria-label="{words}">{"".join(parts)}</div>'


def _years(first: int, last: int) -> list[tuple[float, str]]:
    """At most six of them, the last one always."""
    every = max(1, -(-(last - first) // 5))
    return [(year, str(year)) for year in range(last, first - 1, -every)]


def _with_unit(mark: tuple[float, str], unit: str) -> tuple[float, str]:
    return mark[0], f"{mark[1]}{unit}"


def _told(row, unit: str) -> tuple[float, str]:
    doubt = " (angka diragukan)" if row.ragu else ""
    return row.tahun, f"{row.tahun}: {angka(row.nilai, 2)}{unit}{doubt}"


def _values(plane: Plane, firm: pd.DataFrame, unit: str) -> list[str]:
    last, first = firm.iloc[-1], firm.iloc[0]
    named = {first["tahun"], firm.loc[firm["nilai"].idxmax(), "tahun"]} - {last["tahun"]}
    found = [lines.point(plane, r.tahun, r.nilai, "pd-kecil") for r in firm.itertuples()]
    for row in firm[firm["tahun"].isin(named)].itertuples():
        side = "pd-awal" if row.tahun == first["tahun"] else "pd-tgh"
        at = plane.across(row.tahun), plane.up(row.nilai)
        found.append(lines.label(*at, f"{angka(row.nilai, 2)}{unit}", f"{side} pd-naik pd-angka2"))
    at = plane.across(last["tahun"]), plane.up(last["nilai"])
    text = f"<b>{angka(last['nilai'], 2)}{unit}</b>"
    found.append(lines.point(plane, last["tahun"], last["nilai"]))
    return [*found, lines.label(*at, text, "pd-ka pd-besar2")]


def _band_name(plane: Plane, firm: pd.DataFrame, text: str) -> str:
    known = firm.dropna(subset=["atas"])
    if known.empty:
        return ""
    # The longest run of years without a gap has most room for the words.
    gaps = known["tahun"].diff().ne(1).cumsum()
    run = known[gaps == gaps.value_counts().idxmax()]
    where = run.iloc[len(run) // 2]
    at = plane.across(where["tahun"]), plane.up(where["atas"])
    return lines.label(*at, text, "pd-tgh pd-bawah pd-pita2")


def _width(share: float) -> str:
    return "0" if is_missing(share) else f"{100 * share:.1f}"


def _share(share: float) -> str:
    return "tidak ada data" if is_missing(share) else persen(share)
