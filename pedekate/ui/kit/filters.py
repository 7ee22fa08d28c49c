"""Filters: widgets whose state lives in the URL, so a copied address restores the view.

The address carries the text shown (`?ukuran=Cakupan+PKH`), as Streamlit writes and reads it.
"""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

CITY = "Seluruh kota"


def choose(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    width: int | str = "stretch",
    show_label: bool = True,
) -> str:
    """A drop-down over id → text; returns the id. The URL carries `key`."""
    ids = list(options)
    return st.selectbox(
        label, ids, index=ids.index(default) if default in options else 0, key=key,
        format_func=lambda one: options[one], bind="query-params", width=width,
        label_visibility="visible" if show_label else "collapsed",
    )  # fmt: skip


def switch(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    default: str | None = None,
    show_label: bool = False,
    on_change: Callable[[], None] | None = None,
    wrap: bool | None = None,
) -> str:
    """A segmented control over id → text; returns the id. The URL carries `key`.

    `wrap` lets it break into lines inside a row of its own; elsewhere it does by itself.
    """
    ids = list(options)
    return st.segmented_control(
        label, ids, default=default or ids[0], required=True, key=key, bind="query-params",
        format_func=lambda one: options[one], on_change=on_change, wrap=wrap,
        label_visibility="visible" if show_label else "collapsed",
    )  # fmt: skip


def area(
    kecamatan: Sequence[str],
    *,
    key: str = "kecamatan",
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """The whole city (None) or one kecamatan."""
    names = {name: name for name in (CITY, *kecamatan)}
    found = switch("Wilayah", names, key=key, on_change=on_change)
    return None if found == CITY else found


def area_list(
    kecamatan: Sequence[str],
    *,
    key: str = "kecamatan",
    width: int | str = 170,
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """`area` as a drop-down, for a bar that holds another switch."""
    found = st.selectbox(
        "Wilayah", [CITY, *kecamatan], key=key, bind="query-params", width=width,
        on_change=on_change, label_visibility="collapsed",
    )  # fmt: skip
    return None if found == CITY else found


def optional(
    label: str,
    options: Mapping[str, str],
    *,
    key: str,
    placeholder: str,
    width: int | str = "stretch",
    on_change: Callable[[], None] | None = None,
) -> str | None:
    """A drop-down that may stay empty; returns the id or None. The URL carries `key`."""
    return st.selectbox(
        label, list(options), index=None, key=key, format_func=lambda one: options[one],
        placeholder=placeholder, bind="query-params", width=width, on_change=on_change,
        label_visibility="collapsed",
    )  # fmt: skip
