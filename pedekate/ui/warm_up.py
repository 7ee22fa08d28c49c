"""What every first visitor would wait for, made ready while the browser is still loading.

The server's first second after start is idle: a thread reads the libraries and the register's
tables in it, and after the first page the other pages and the simulation's default programme.
Imports stand inside the functions for that reason: `app` imports this module before it serves.
"""

import gc
import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

FIRST_PROGRAMME = "bpntd"
_PAGES = Path(__file__).parents[2] / "pages"
_PATIENCE = 30.0  # seconds to wait for a first visitor
_REST = 3.0  # seconds in which the first page reaches the screen undisturbed
_page_stands = threading.Event()


@asynccontextmanager
async def lifespan(app) -> AsyncIterator[None]:
    """Start the thread when the server starts; the server does not wait for it."""
    threading.Thread(target=_prepare, name="pemanasan", daemon=True).start()
    yield


def first_page_stands() -> None:
    """Tell the thread that the rest of its work holds up nobody any more."""
    _page_stands.set()


def _prepare() -> None:
    # Streamlit notes that a thread of ours has no session, "which can be ignored".
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel("ERROR")
    from pedekate.access.roles import visitor
    from pedekate.errors import UserFacingError
    from pedekate.ui.access import as_role

    try:
        with as_role(visitor()):
            _first_page()
            _page_stands.wait(_PATIENCE)
            time.sleep(_REST)
            _other_pages()
    except UserFacingError:
        return  # no database yet: the page says so in its own words
    # Streamlit collects garbage after every rerun, and what is loaded by now never goes away.
    gc.collect()
    gc.freeze()


def _first_page() -> None:
    from pedekate.spatial import classify
    from pedekate.ui import data
    from pedekate.ui.kit.geo import geography

    import_module("pages.beranda")
    classify.classes_library()
    geography()
    data.city_value("desil_1_2")


def _other_pages() -> None:
    for path in sorted(_PAGES.glob("[a-z]*.py")):
        import_module(f"pages.{path.stem}")
    from pedekate.ui.simulation import runs

    runs.queue(FIRST_PROGRAMME, runs.prepared(FIRST_PROGRAMME).program.peringkat)
