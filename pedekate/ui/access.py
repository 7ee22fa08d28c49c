"""Who is looking. Every door to data asks here first, so a page run by itself shows nothing."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from pedekate import config
from pedekate.access import accounts, roles
from pedekate.access.roles import VISITOR, Right, Session
from pedekate.errors import AccessError, UserFacingError

__all__ = ["VISITOR", "Session"]

# All figures on screen are aggregates that may be shown to any visitor of this server. Names and
# NIK need a signed-in role and stay in identitas.duckdb, behind `access.vault`.
_KEY = "peran"
_lent: ContextVar[Session | None] = ContextVar("peran_pinjaman", default=None)


def grant_role() -> str:
    """Give the session its role; called by `app.py` alone, before any page runs.

    A visitor's, unless somebody signed in and the sign-in has not run out. A new session of a
    browser that is signed in with the identity service takes the role from there.
    """
    found = st.session_state.get(_KEY)
    if found is None or found.expired(config.now()):
        try:
            found = _proven_session()
        except UserFacingError:
            # The page Masuk says why; everything else goes on for a visitor.
            found = None
        st.session_state[_KEY] = found = found or roles.visitor()
    return found.role.id


def sign_in(name: str, password: str) -> None:
    """Sign the session in with a password.

    Raises:
        AccessError: refused; the sentence may be shown.
    """
    st.session_state[_KEY] = accounts.sign_in(
        name, password, accounts=accounts.load(config.accounts_file()),
        gudang=config.gudang_dir(), now=config.now(),
    )  # fmt: skip


def _proven_session() -> Session | None:
    """The session of whoever the OIDC service proved; None when nobody is signed in there.

    Streamlit's cookie lasts 30 days whatever the token says, so the token's own end is checked.

    Raises:
        AccessError: the token has run out, its e-mail is not verified, or no account has it.
    """
    proven = st.user.to_dict()
    if not proven.get("is_logged_in"):
        return None
    until = dt.datetime.fromtimestamp(float(proven.get("exp") or 0), dt.UTC)
    if until <= config.now():
        raise AccessError("Masa masuk lewat layanan identitas sudah habis; masuklah kembali.")
    if not proven.get("email") or proven.get("email_verified") is False:
        raise AccessError("Layanan identitas tidak memberi surel yang terverifikasi.")
    return accounts.sign_in_by_mail(
        proven["email"], accounts=accounts.load(config.accounts_file()),
        gudang=config.gudang_dir(), now=config.now(), until=until,
    )  # fmt: skip


def why_not_by_oidc() -> str | None:
    """Why somebody signed in with the identity service is still a visitor; None when nobody is."""
    try:
        _proven_session()
    except UserFacingError as error:
        return str(error)
    return None


def offers_oidc() -> bool:
    """Whether `.streamlit/secrets.toml` names an identity service."""
    return "is_logged_in" in st.user.to_dict()


def sign_out() -> None:
    """Back to a visitor, also at the identity service."""
    st.session_state[_KEY] = roles.visitor()
    if st.user.to_dict().get("is_logged_in"):
        st.logout()


def role() -> str | None:
    """The session's role; None when the session never passed `app.py`."""
    found = _lent.get() or st.session_state.get(_KEY)
    return found.role.id if found else None


def require_role() -> str:
    """The session's role, or AccessError: a page file opened past the front door has none."""
    return session().role.id


def session() -> Session:
    """Who is looking: account, role, own kelurahan.

    Raises:
        AccessError: the session never passed the front door.
    """
    if (found := _lent.get() or st.session_state.get(_KEY)) is None:
        raise AccessError("Halaman ini hanya dapat dibuka lewat aplikasi; buka alamat utamanya.")
    return found


def may(right: Right) -> bool:
    """Whether the session's role has this right."""
    return session().may(right)


def with_role(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same work under today's role, wherever it runs.

    Streamlit makes a download on a thread of its own, where no session state is; the page that
    offered it had the role, so the work may borrow it.
    """
    borrowed = session()

    def run() -> bytes:
        with as_role(borrowed):
            return work()

    return run


@contextmanager
def as_role(lent: Session) -> Iterator[None]:
    """A session's role for work without a session, on the thread that does it."""
    token = _lent.set(lent)
    try:
        yield
    finally:
        _lent.reset(token)
