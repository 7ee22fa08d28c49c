"""A published series with its targets as HTML: lines that break where the series break. Pure."""

import math

import pandas as pd

from pedekate.charts.theme import NAVY, rgba
from pedekate.format import angka
from pedekate.ui.kit import line_figure as kit
from pedekate.ui.kit.line_figure import Band, Line, Plane

_TICKS = 5
_LINE_OF_TEXT = 7.0  # percent of the plane between two names below one another


def series_figure(
    lines: pd.DataFrame,
    targets: pd.DataFrame,
    *,
    alt: str,
    decimals: int,
    from_zero: bool,
    band: pd.DataFrame | None = None,
    kind: str = "pd-seri",
) -> str:
    """Each line by itself, targets as rings on a dotted line, never joined to what was measured.

    Args:
        lines, targets: garis, tahun, nilai; a year without a figure breaks the line.
        band: tahun, bawah, atas around the first line.
    """
    both = pd.concat([lines, targets], ignore_index=True) if len(targets) else lines
    values = both["nilai"].tolist() + ([] if band is None else band["atas"].tolist())
    low, high, marks = _scale(min(values), max(values), from_zero)
    first, last = int(both["tahun"].min()), int(both["tahun"].max())
    plane = Plane(x=(first, max(last, first + 1)), y=(low, high))
    groups = [(name, _every_year(rows)) for name, rows in lines.groupby("garis", sort=False)]
    plans = [(name, _every_year(rows)) for name, rows in targets.groupby("garis", sort=False)]
    inside = [
        kit.picture(
            plane,
            _strokes(groups, plans),
            bands=[] if band is None else [_band(band)],
            grid=[mark for mark, _ in marks],
        ),
        kit.ticks(plane, x=_years(first, last), y=marks),
        kit.hover(plane, _told(both, decimals)),
    ]
    for name, rows in groups:
        inside += _dots(plane, rows.dropna())
        if len(groups) > 1:
            inside.append(_name(plane, rows.dropna(), name))
    if plans:
        inside += _newest(plane, groups[0][1].dropna(), decimals)
        inside += _plans(plane, plans, decimals)
    return kit.figure("".join(inside), alt=alt, kind=kind)


def _strokes(groups: list, plans: list) -> list[Line]:
    """Measured lines solid, targets dotted."""
    return [
        *(Line(x=r.index.tolist(), y=r.tolist(), color=NAVY, width=2.5) for _, r in groups),
        *(Line(x=r.index.tolist(), y=r.tolist(), color=NAVY, dash="2 4") for _, r in plans),
    ]


def _every_year(rows: pd.DataFrame) -> pd.Series:
    """Values by year without a gap in the index; missing where nothing was published."""
    values = rows.set_index("tahun")["nilai"].astype(float)
    return values.reindex(range(int(values.index.min()), int(values.index.max()) + 1))


def _scale(low: float, high: float, from_zero: bool) -> tuple[float, float, list]:
    if from_zero:
        marks = kit.round_ticks(high, _TICKS)
        return 0.0, high * 1.06, marks
    room = (high - low) or 1.0
    step = next(
        s * 10.0**e for e in range(-4, 6) for s in (1, 2, 5) if s * 10.0**e * _TICKS >= room
    )
    floor = math.floor((low - room * 0.1) / step) * step
    count = math.ceil((high - floor) / step)
    decimals = 0 if step >= 1 else 1
    marks = [(floor + k * step, angka(floor + k * step, decimals)) for k in range(count + 1)]
    return floor, floor + count * step, marks


def _band(table: pd.DataFrame) -> Band:
    rows = table.set_index("tahun")[["bawah", "atas"]]
    rows = rows.reindex(range(int(rows.index.min()), int(rows.index.max()) + 1))
    return Band(
        x=rows.index.tolist(), low=rows["bawah"].tolist(), high=rows["atas"].tolist(),
        color=rgba(NAVY, 0.10),
    )  # fmt: skip


def _years(first: int, last: int) -> list[tuple[float, str]]:
    every = max(1, -(-(last - first) // _TICKS))
    return [(year, str(year)) for year in range(last, first - 1, -every)]


def _told(both: pd.DataFrame, decimals: int) -> list[tuple[float, str]]:
    several = both["garis"].nunique() > 1
    return [
        (
            year,
            f"{year}: "
            + "; ".join(
                angka(row.nilai, decimals) + (f" ({row.garis})" if several else "")
                for row in rows.itertuples()
            ),
        )
        for year, rows in both.groupby("tahun")
    ]


def _dots(plane: Plane, known: pd.Series) -> list[str]:
    newest = known.index[-1]
    return [
        kit.point(plane, year, value, "" if year == newest else "pd-kecil")
        for year, value in known.items()
    ]


def _name(plane: Plane, known: pd.Series, name: str) -> str:
    middle = known.index[len(known) // 2]
    at = plane.across(middle), plane.up(known[middle])
    return kit.label(*at, name, "pd-tgh pd-naik")


def _newest(plane: Plane, known: pd.Series, decimals: int) -> list[str]:
    year, value = known.index[-1], known.iloc[-1]
    at = plane.across(year), plane.up(value)
    return [kit.label(*at, f"<b>{angka(value, decimals)}</b>", "pd-tgh pd-naik pd-besar2")]


def _plans(plane: Plane, plans: list[tuple[str, pd.Series]], decimals: int) -> list[str]:
    """Rings, and the plans' names below one another at the right; the first plan is in force."""
    found = []
    below = min(plane.up(rows.dropna().iloc[-1]) for _, rows in plans)
    for place, (name, rows) in enumerate(plans):
        known = rows.dropna()
        ring = "pd-cincin" if place == 0 else "pd-ragu"
        found += [kit.point(plane, year, value, ring) for year, value in known.items()]
        text = f"{name}: {angka(known.iloc[-1], decimals)} ({known.index[-1]})"
        found.append(kit.label(100, below - place * _LINE_OF_TEXT, text, "pd-ujung pd-bawah"))
    return found
