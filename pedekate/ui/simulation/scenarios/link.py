"""Opening a saved scenario: by its link, or by a button; the controls and the address follow."""

from dataclasses import dataclass, replace

import streamlit as st

from pedekate.errors import InputError, StoreError
from pedekate.simulation.saved import SavedScenario
from pedekate.ui.kit import components
from pedekate.ui.simulation import controls
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.scenarios import data as scenarios_data
from pedekate.ui.simulation.scenarios import text as scenarios_text

PARAMETER = "skenario"
_OPENED = "skenario_dibuka"
_FAILED = "skenario_gagal"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """The scenario opened last; `fresh` until the page has stood with it once."""

    one: SavedScenario
    version: int
    fresh: bool = True


def follow() -> None:
    """Take `?skenario=` out of the address and open what it calls; before any control is drawn."""
    called = st.query_params.get(PARAMETER)
    if not called:
        return
    del st.query_params[PARAMETER]
    try:
        found = scenarios_data.find(called)
    except StoreError as error:
        st.session_state[_FAILED] = str(error)
        return
    if found is None:
        st.session_state[_FAILED] = (
            f"Skenario “{called[:80]}” tidak ada atau sudah dihapus; yang tampil pilihan biasa."
        )
        return
    kept, one = found
    put(one, kept.versi)


def address(number: int) -> str:
    """The whole address that opens a saved scenario."""
    return f"{st.context.url or ''}?{PARAMETER}={number}"


def put(one: SavedScenario, version: int) -> None:
    """Set the controls to a saved scenario and show its outcome."""
    try:
        scenarios_data.current(one.skenario)
    except InputError as error:
        st.session_state[_FAILED] = f"Skenario “{one.nama}” tidak dapat dibuka: {error}"
        return
    controls.put(one.skenario)
    st.session_state["bagian"] = "hasil"
    st.session_state[_OPENED] = _Opened(one=one, version=version)
    st.session_state.pop(_FAILED, None)


def say(choice: Choice) -> None:
    """Which saved scenario stands on the page, as long as it does; what could not be opened."""
    if failed := st.session_state.pop(_FAILED, None):
        components.notice(failed)
    if _OPENED not in st.session_state:
        return
    opened = st.session_state[_OPENED]
    one = opened.one
    name = f"“{one.nama}”" + (f" versi {opened.version}" if opened.version > 1 else "")
    if choice.scenario == scenarios_data.current(one.skenario):
        st.session_state[_OPENED] = replace(opened, fresh=False)
        components.source_line(f"Skenario <b>{name}</b>. {scenarios_text.saved_line(one)}")
        return
    if opened.fresh:
        components.notice(
            f"Skenario {name} memuat pilihan yang tidak ada di kendali halaman ini; yang tampil "
            "pilihan terdekat. Perbandingan di bagian Skenario memakai isinya yang utuh."
        )
    del st.session_state[_OPENED]
