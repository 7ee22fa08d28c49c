"""What a page is built from: each function puts one finished piece on the page.

Texts are escaped here; only `<em>` and `<b>` may be used in them. See `pedekate.ui.kit.html`.
"""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.charts.theme import CONFIG, Chart
from pedekate.ui.access import with_role
from pedekate.ui.kit import html, tables
from pedekate.ui.kit.html import Figure
from pedekate.ui.kit.tables import Column, Ranking

__all__ = ["Column", "Download", "Figure", "Ranking"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One entry of *Unduh*.

    `data` is called only when the user asks for the file, on a thread without session state: it
    borrows the page's role and must find everything else in its arguments.
    """

    label: str
    file_name: str
    data: bytes | Callable[[], bytes]
    mime: str = XLSX


def page_header(sentence: str, lead: str = "", badge: str | None = None) -> None:
    """The page's answer as its title: one computed sentence, the finding in `<em>`."""
    st.html(html.page_header(sentence, lead, badge))


def figure_row(figures: Sequence[Figure]) -> None:
    """Headline numbers side by side."""
    st.html(html.figure_row(figures))


def block_title(title: str, subtitle: str = "", badge: str | None = None) -> None:
    """A finding as a sentence; below it unit, denominator, date and the badge."""
    st.html(html.block_title(title, subtitle, badge))


def change_list(title: str, items: Sequence[tuple[str, str]]) -> None:
    """What changed: a bold amount and its reason, one per line."""
    st.html(html.change_list(title, items))


def legend(breaks: Sequence[float], scale: Sequence[str], *, missing: bool = False) -> None:
    """The class legend of a row of small maps."""
    st.html(html.legend(breaks, scale, missing=missing))


def color_key(items: Sequence[tuple[str, str]]) -> None:
    """Colours and their words, for figures with several groups."""
    st.html(html.color_key(items))


def scenario_card(name: str, **more) -> None:
    """One scenario; arguments of `html.scenario_card`."""
    st.html(html.scenario_card(name, **more))


def ranked_table(
    table: pd.DataFrame,
    ranking: Ranking,
    columns: Sequence[Column] = (),
    *,
    selected: str | None = None,
) -> None:
    """The map's numbers beside it; see `tables.ranked_table`."""
    st.html(tables.ranked_table(table, ranking, columns, selected=selected))


def linked_table(table: pd.DataFrame, columns: Sequence[Column], **more) -> None:
    """Areas beside a map; arguments of `tables.linked_table`."""
    st.html(tables.linked_table(table, columns, **more))


def plain_table(
    table: pd.DataFrame, columns: Sequence[Column], *, marked: Sequence[bool] = ()
) -> None:
    """Rows and columns; see `tables.plain_table`."""
    st.html(tables.plain_table(table, columns, marked=marked))


def source_line(text: str, *, key: str = "", downloads: Sequence[Download] = ()) -> None:
    """Where the numbers come from and, at its right, *Unduh*. `key` is needed with downloads."""
    if not downloads:
        st.html(html.source(text))
        return
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"sumber_{key}"
    ):
        st.html(html.source(text))
        with st.popover("Unduh", type="tertiary", key=f"unduh_{key}"):
            for item in downloads:
                download_button(item, key=key, kind="tertiary")


def download_button(
    item: Download, *, key: str, kind: str = "secondary", disabled: bool = False
) -> None:
    """One file to take away, made when asked for; `key` with the file's name is unique."""
    made = with_role(item.data) if callable(item.data) else item.data
    st.download_button(
        item.label, made, file_name=item.file_name, mime=item.mime, on_click="ignore",
        type=kind, key=f"{key}_{item.file_name}", disabled=disabled,
    )  # fmt: skip


def footer(text: str) -> None:
    """The last line of a page: what a number means and what it does not."""
    st.html(html.footer(text))


def aside(label: str, text: str) -> None:
    """What a reader must know before the answer; see `html.aside`."""
    st.html(html.aside(label, text))


def funnel_step(share: float, text: str) -> None:
    """What is left after one step; see `html.funnel_step`."""
    st.html(html.funnel_step(share, text))


def ribbon(dates: str, *, synthetic: str | None) -> None:
    """Data dates and the synthetic flag, in the top bar of every page."""
    st.html(html.ribbon(dates, synthetic=synthetic))


def notice(text: str) -> None:
    """One sentence where a page or a block would be."""
    st.html(html.notice(text))


@contextmanager
def control_bar():
    """The one tinted panel: filters in one row, visible while scrolling. One per page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="kendali"):
        yield


def chart(
    figure: Chart,
    alt: str,
    *,
    key: str,
    grow: str | None = None,
    on_select: Callable | str = "ignore",
):
    """The one door to `st.plotly_chart`: our template, no toolbar, always a text alternative.

    Args:
        alt: what the figure shows, in one sentence; tags are removed.
        key: unique on the page.
        grow: "kecil" lets the figure fill the height of the screen.
        on_select: as in `st.plotly_chart`; selection is by single points.
    """
    options = {"theme": None, "config": CONFIG, "alt": html.plain(alt), "key": key}
    if on_select != "ignore":
        options |= {"on_select": on_select, "selection_mode": "points"}
    if grow is None:
        return st.plotly_chart(figure, **options)
    figure.layout.height = None
    with st.container(key=f"tumbuh_{grow}_{key}"):
        return st.plotly_chart(figure, height="stretch", **options)
