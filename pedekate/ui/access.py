"""Who is looking. Every door to data asks here first, so a page run by itself shows nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from pedekate.errors import AccessError

# One open role: all figures on screen are aggregates that may be shown to any visitor of this
# server. Names and NIK need a signed-in role and stay in identitas.duckdb.
VISITOR = "tamu"
_KEY = "peran"
_lent: ContextVar[str | None] = ContextVar("peran_pinjaman", default=None)


def grant_role() -> str:
    """Give the session its role; called by `app.py` alone, before any page runs."""
    return st.session_state.setdefault(_KEY, VISITOR)


def role() -> str | None:
    """The session's role; None when the session never passed `app.py`."""
    return _lent.get() or st.session_state.get(_KEY)


def require_role() -> str:
    """The session's role, or AccessError: a page file opened past the front door has none."""
    if (found := role()) is None:
        raise AccessError("Halaman ini hanya dapat dibuka lewat aplikasi; buka alamat utamanya.")
    return found


def with_role(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same work under today's role, wherever it runs.

    Streamlit makes a download on a thread of its own, where no session state is; the page that
    offered it had the role, so the work may borrow it.
    """
    borrowed = require_role()

    def run() -> bytes:
        with as_role(borrowed):
            return work()

    return run


@contextmanager
def as_role(name: str) -> Iterator[None]:
    """A role for work without a session, on the thread that does it."""
    token = _lent.set(name)
    try:
        yield
    finally:
        _lent.reset(token)
