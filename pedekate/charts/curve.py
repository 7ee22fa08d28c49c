"""Everything a budget can buy: the share reached for every budget, with today's point on it."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pedekate.charts.sketch import Sketch
from pedekate.charts.theme import INK_2, INK_3, NAVY, REACHED, WHITE, percent_ticks, rgba
from pedekate.format import angka

BILLION = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One point on the curve: budget in Rp, share reached 0..1, the words beside it."""

    anggaran_rp: float
    cakupan: float
    label: str


def budget_curve(
    curve: pd.DataFrame,
    *,
    label: str,
    chosen: Mark,
    current: Mark | None = None,
    ceiling: pd.DataFrame | None = None,
    lottery: pd.DataFrame | None = None,
    height: int = 280,
) -> go.Figure:
    """Share of the poor reached over the yearly budget.

    Args:
        curve: anggaran_rp (ascending), cakupan (0..1); optional bawah and atas (0..1): a band.
        label: name of the ranking, written at the end of its line.
        chosen: filled dot, "pilihan ini". current: ring, the budget of today.
        ceiling, lottery: the same columns for perfect data (dotted) and a draw (dashed).
    """
    figure = Sketch()
    x = curve.anggaran_rp / BILLION
    top = float(x.max())
    if {"bawah", "atas"} <= set(curve.columns):
        _band(figure, x, curve)
    if ceiling is not None:
        _reference(figure, ceiling, "dot")
        full = ceiling[ceiling.cakupan >= ceiling.cakupan.max() - 1e-9].anggaran_rp.min() / BILLION
        _note(figure, min(full + top * 0.03, top * 0.7), 97, "andai data sempurna", "left", -12)
    if lottery is not None:
        _reference(figure, lottery, "dash")
        end = lottery.iloc[-1]
        _note(figure, top, end.cakupan * 100, "andai diundi", "right", 12)
    figure.add_scatter(
        x=x, y=curve.cakupan * 100, mode="lines", line={"color": REACHED, "width": 3},
        hovertemplate="Rp %{x:,.1f} miliar: <b>%{y:.0f}%</b> terjangkau<extra></extra>",
    )  # fmt: skip
    figure.add_annotation(
        x=top, y=_label_height(curve, ceiling), text=f"<b>{label}</b>", xanchor="right", yshift=22,
        font={"size": 14, "color": REACHED},
    )  # fmt: skip
    if current is not None:
        _current(figure, current)
    _chosen(figure, chosen, top)
    figure.update_yaxes(range=[-1.5, 104], **percent_ticks(25))
    figure.update_xaxes(range=[0, top * 1.015], ticklabelstandoff=4, nticks=8, tickformat=",~g")
    return figure.figure(height=height)


def _band(figure: Sketch, x: pd.Series, curve: pd.DataFrame) -> None:
    figure.add_scatter(
        x=[*x, *x[::-1]], y=[*curve.atas * 100, *curve.bawah[::-1] * 100], fill="toself",
        fillcolor=rgba(REACHED, 0.15), line={"width": 0}, hoverinfo="skip",
    )  # fmt: skip


def _label_height(curve: pd.DataFrame, ceiling: pd.DataFrame | None) -> float:
    # A curve that ends near the ceiling is named below its line instead of across it.
    end = float(curve.cakupan.iloc[-1]) * 100
    return end - 16 if ceiling is not None and end > 80 else end


def _reference(figure: Sketch, line: pd.DataFrame, dash: str) -> None:
    figure.add_scatter(
        x=line.anggaran_rp / BILLION, y=line.cakupan * 100, mode="lines", hoverinfo="skip",
        line={"color": INK_3, "width": 1.5, "dash": dash},
    )  # fmt: skip


def _note(figure: Sketch, x: float, y: float, text: str, anchor: str, shift: int) -> None:
    figure.add_annotation(
        x=x, y=y, text=text, xanchor=anchor, yshift=shift, font={"size": 13, "color": INK_2}
    )


def _chosen(figure: Sketch, mark: Mark, top: float) -> None:
    x, y = mark.anggaran_rp / BILLION, mark.cakupan * 100
    figure.add_shape(
        type="line", x0=x, x1=x, y0=0, y1=y, line={"color": NAVY, "width": 1.2, "dash": "dot"}
    )
    figure.add_scatter(
        x=[x], y=[y], mode="markers", hoverinfo="skip",
        marker={"size": 12, "color": NAVY, "line": {"width": 2, "color": WHITE}},
    )  # fmt: skip
    right = x < top * 0.7
    figure.add_annotation(
        x=x, y=y, text=f"<b>{mark.label} {angka(y)}%</b>", xanchor="left" if right else "right",
        xshift=10 if right else -10, yshift=-14, font={"color": NAVY, "size": 14},
    )  # fmt: skip


def _current(figure: Sketch, mark: Mark) -> None:
    x, y = mark.anggaran_rp / BILLION, mark.cakupan * 100
    figure.add_scatter(
        x=[x], y=[y], mode="markers", hoverinfo="skip",
        marker={"size": 9, "color": WHITE, "line": {"width": 2, "color": NAVY}},
    )  # fmt: skip
    _note(figure, x, y, f"  {mark.label}", "left", -12)
