"""The one door to the analytic database: a role first, then a shared reader that follows its file.

Everything cached is keyed by `mark()`, read again at every rerun: a session that is open while
`muat` swaps the file shows the new data at its next move.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pedekate import config
from pedekate.errors import StoreError
from pedekate.store.connection import ANALITIK, Reader
from pedekate.store.gate import Gate, file_mark
from pedekate.ui.access import require_role


def mark() -> str:
    """The key of every cached table; also the guard: called first by every public function."""
    require_role()
    path = config.gudang_dir() / ANALITIK
    if found := file_mark(path):
        return f"{path}|{found}"
    raise StoreError.missing(path.name)


@st.cache_resource(show_spinner=False, max_entries=1)
def _gate() -> Gate:
    return Gate()


@contextmanager
def lease() -> Iterator[Reader]:
    """The shared reader of the database now in place, for `ui.runs`; return it soon.

    Exact figures: whoever leases answers for protecting them.
    """
    require_role()
    with _gate().lease(config.gudang_dir() / ANALITIK) as reader:
        yield reader


def ask(question, **values):
    """The answer of one typed query (`store.queries`), exact and unprotected."""
    with lease() as reader:
        return question(reader, **values)
