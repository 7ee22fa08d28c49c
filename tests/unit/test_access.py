"""A download borrows the role of the page that offered it, and only for that work."""

import threading

import pytest

from pedekate.errors import AccessError
from pedekate.ui import access


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
