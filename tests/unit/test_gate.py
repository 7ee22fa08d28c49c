"""A session that is open while `muat` swaps the database sees the new one without a restart."""

import threading
from pathlib import Path

import duckdb
import pytest

from pedekate.errors import StoreError
from pedekate.store.gate import Gate, file_mark

QUESTION = "select nilai from isi"


def _write(path: Path, value: int) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("create table isi as select ? as nilai", [value])


def _ask(gate: Gate, path: Path) -> int:
    with gate.lease(path) as reader:
        return int(reader.query(QUESTION)["nilai"][0])


@pytest.fixture
def swapped(tmp_path):
    """A database at `analitik.duckdb`, and a function that swaps in another value."""
    path = tmp_path / "analitik.duckdb"
    _write(path, 1)

    def swap(value: int) -> None:
        fresh = tmp_path / f"baru-{value}.duckdb"
        _write(fresh, value)
        fresh.replace(path)

    return path, swap


def test_the_next_lease_reads_the_new_file(swapped):
    path, swap = swapped
    gate = Gate()
    assert _ask(gate, path) == 1
    before = file_mark(path)
    swap(2)
    assert file_mark(path) != before
    assert _ask(gate, path) == 2
    assert _ask(gate, path) == 2


def test_a_running_query_keeps_the_old_data_and_the_swap_waits(swapped):
    path, swap = swapped
    gate = Gate()
    answers = []
    with gate.lease(path) as reader:
        swap(2)
        other = threading.Thread(target=lambda: answers.append(_ask(gate, path)))
        other.start()
        other.join(timeout=0.3)
        assert other.is_alive() and not answers
        assert int(reader.query(QUESTION)["nilai"][0]) == 1
    other.join(timeout=5)
    assert answers == [2]


def test_a_thread_that_asks_twice_does_not_wait_for_itself(swapped):
    path, swap = swapped
    gate = Gate()
    with gate.lease(path):
        swap(2)
        assert _ask(gate, path) == 1
    assert _ask(gate, path) == 2


def test_a_missing_database_says_what_to_do_and_recovers(swapped, tmp_path):
    path, swap = swapped
    gate = Gate()
    assert _ask(gate, path) == 1
    path.unlink()
    with pytest.raises(StoreError, match="python -m pedekate siapkan"):
        _ask(gate, path)
    assert file_mark(path) == ""
    swap(3)
    assert _ask(gate, path) == 3
