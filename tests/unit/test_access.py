"""The session's role: none past the front door, borrowed by downloads, proven by a service."""

import datetime as dt
import threading

import pytest

from pedekate.access import accounts
from pedekate.errors import AccessError
from pedekate.ui import access

NOW = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def session(monkeypatch):
    state = {}
    monkeypatch.setattr(access.st, "session_state", state)
    return state


def test_without_the_front_door_there_is_no_role(session):
    assert access.role() is None
    with pytest.raises(AccessError):
        access.require_role()
    with pytest.raises(AccessError):
        access.with_role(lambda: b"")


def test_borrowed_role_works_on_another_thread_and_ends_with_the_work(session):
    access.grant_role()
    made = access.with_role(lambda: access.require_role().encode())
    session.clear()
    found = []
    thread = threading.Thread(target=lambda: found.append((made(), access.role())))
    thread.start()
    thread.join()
    assert found == [(access.VISITOR.encode(), None)]


def test_a_failing_work_gives_the_role_back(session):
    access.grant_role()

    def fail() -> bytes:
        raise RuntimeError

    made = access.with_role(fail)
    session.clear()
    with pytest.raises(RuntimeError):
        made()
    assert access.role() is None


class _User:
    """What `st.user` says after an OIDC sign-in."""

    def __init__(self, **claims) -> None:
        self.claims = claims

    def to_dict(self) -> dict:
        return self.claims


@pytest.fixture
def oidc(session, monkeypatch, tmp_path):
    """Sign somebody in at the identity service; returns the role the session then gets."""
    known = (accounts.Account(id="ani", peran="petugas", surel="ani@contoh.go.id"),)
    monkeypatch.setattr(access.accounts, "load", lambda path: known)
    monkeypatch.setattr(access.config, "now", lambda: NOW)
    monkeypatch.setattr(access.config, "gudang_dir", lambda: tmp_path)

    def enter(**claims) -> str:
        monkeypatch.setattr(access.st, "user", _User(**claims), raising=False)
        return access.grant_role()

    return enter


PROVEN = {"is_logged_in": True, "email": "ani@contoh.go.id", "exp": NOW.timestamp() + 60}


def test_the_identity_service_gives_the_role_of_the_account(oidc):
    assert oidc(**PROVEN) == "petugas"
    assert access.session().akun == "ani"
    assert access.session().sampai == NOW + dt.timedelta(seconds=60)


@pytest.mark.parametrize(
    "changed, said",
    [
        # Streamlit's cookie outlives the token by weeks.
        ({"exp": NOW.timestamp()}, "habis"),
        ({"exp": None}, "habis"),
        ({"email_verified": False}, "terverifikasi"),
        ({"email": ""}, "terverifikasi"),
        ({"email": "lain@contoh.go.id"}, "belum terdaftar"),
    ],
)
def test_an_unproven_identity_stays_a_visitor_and_hears_why(oidc, changed, said):
    assert oidc(**(PROVEN | changed)) == access.VISITOR
    assert said in access.why_not_by_oidc()


def test_without_an_identity_service_everybody_is_a_visitor(oidc):
    assert oidc() == access.VISITOR and not access.offers_oidc()
    assert oidc(is_logged_in=False) == access.VISITOR and access.offers_oidc()
    assert access.why_not_by_oidc() is None


def test_a_session_ends_with_its_token(oidc, monkeypatch):
    assert oidc(**PROVEN) == "petugas"
    monkeypatch.setattr(access.config, "now", lambda: NOW + dt.timedelta(seconds=61))
    assert access.grant_role() == access.VISITOR
