"""An official series over the years, with the noise of the survey around it."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.theme import INK, INK_3, NAVY, WHITE, rgba
from pedekate.format import angka


def trend(
    table: pd.DataFrame,
    *,
    unit: str = "%",
    decimals: int = 2,
    band_label: str = "rentang 95%",
    labelled: Sequence[int] | None = None,
    height: int = 250,
) -> go.Figure:
    """One line per series of years; the last value is named beside its point.

    Args:
        table: tahun (int, ascending), nilai (in `unit`); optional bawah and atas (same unit, the
            survey's interval); optional ragu (bool): a doubtful figure is drawn as an open circle
            and never joined to the line.
        unit: written after labels and after the top tick.
        labelled: years whose value is written above the point; default first and highest.

    A missing year breaks the line and the band, whether its row is absent or has no value. An
    empty table gives an empty figure.
    """
    figure = go.Figure()
    table = table.dropna(subset=["nilai"])
    if table.empty:
        return figure.update_layout(height=height)
    doubtful = table["ragu"].astype(bool) if "ragu" in table else pd.Series(False, table.index)
    firm = _every_year(table[~doubtful])
    if {"bawah", "atas"} <= set(table.columns):
        _band(figure, firm, band_label)
    hover = f"<b>%{{x}}</b>: %{{y:.{decimals}f}}{unit}<extra></extra>"
    figure.add_scatter(
        x=firm.tahun, y=firm.nilai, mode="lines+markers", hovertemplate=hover,
        line={"color": NAVY, "width": 2.5}, marker={"size": 5, "color": NAVY},
    )  # fmt: skip
    figure.add_scatter(
        x=table.tahun[doubtful], y=table.nilai[doubtful], mode="markers",
        hovertemplate=hover.replace("<extra>", "<br>angka diragukan<extra>"),
        marker={"size": 8, "color": WHITE, "line": {"width": 1.5, "color": INK_3}},
    )  # fmt: skip
    _labels(figure, firm, labelled, unit, decimals)
    _axes(figure, table, unit)
    return figure.update_layout(height=height, margin={"r": 66, "t": 4})


def _every_year(firm: pd.DataFrame) -> pd.DataFrame:
    """One row per year from first to last; a year without a firm value has none."""
    if firm.empty:
        return firm
    years = range(int(firm.tahun.min()), int(firm.tahun.max()) + 1)
    return firm.set_index("tahun").reindex(years).reset_index(names="tahun")


def _band(figure: go.Figure, firm: pd.DataFrame, label: str) -> None:
    runs = firm[["bawah", "atas"]].isna().any(axis=1).cumsum()
    known = firm.dropna(subset=["bawah", "atas"])
    if known.empty:
        return
    for _, run in known.groupby(runs):
        figure.add_scatter(
            x=[*run.tahun, *run.tahun[::-1]], y=[*run.atas, *run.bawah[::-1]], fill="toself",
            mode="lines", fillcolor=rgba(NAVY, 0.10), line={"width": 0}, hoverinfo="skip",
        )  # fmt: skip
    longest = max((run for _, run in known.groupby(runs)), key=len)
    where = longest.iloc[len(longest) // 3]
    figure.add_annotation(
        x=where.tahun, y=where.atas, text=label, yshift=-10, font={"size": 12.5, "color": INK_3}
    )


def _labels(
    figure: go.Figure,
    firm: pd.DataFrame,
    labelled: Sequence[int] | None,
    unit: str,
    decimals: int,
) -> None:
    firm = firm.dropna(subset=["nilai"])
    if firm.empty:
        return
    last, first = firm.iloc[-1], firm.iloc[0]
    if labelled is None:
        labelled = {first.tahun, firm.loc[firm.nilai.idxmax(), "tahun"]} - {last.tahun}
    for row in firm[firm.tahun.isin(list(labelled))].itertuples():
        figure.add_annotation(
            x=row.tahun, y=row.nilai, text=f"{angka(row.nilai, decimals)}{unit}", yshift=13,
            xanchor="left" if row.tahun == first.tahun else "center", font={"color": INK},
        )  # fmt: skip
    figure.add_scatter(
        x=[last.tahun], y=[last.nilai], mode="markers", hoverinfo="skip",
        marker={"size": 10, "color": NAVY},
    )  # fmt: skip
    figure.add_annotation(
        x=last.tahun, y=last.nilai, text=f"<b>{angka(last.nilai, decimals)}{unit}</b>",
        xanchor="left", xshift=10, font={"size": 16, "color": NAVY},
    )  # fmt: skip


def _axes(figure: go.Figure, table: pd.DataFrame, unit: str) -> None:
    top = table[[c for c in ("nilai", "atas") if c in table]].max().max()
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 50, 100, 1e9) if top / s <= 5)
    values = [i * step for i in range(int(top // step) + 1)]
    text = [angka(v, 0 if step >= 1 else 1) for v in values]
    figure.update_yaxes(
        range=[-top * 0.02, top * 1.06], tickvals=values, ticktext=[*text[:-1], f"{text[-1]}{unit}"]
    )
    first, last = int(table.tahun.min()), int(table.tahun.max())
    every = max(1, round((last - first) / 5))
    years = list(range(last, first - 1, -every))[::-1]
    figure.update_xaxes(
        tickvals=years, ticktext=[str(y) for y in years], range=[first - 0.2, last + 0.2]
    )
