"""One shared reader that follows its file: after a swap the next lease reads the new database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pedekate.errors import StoreError
from pedekate.store.connection import Reader, open_reader


def file_mark(path: Path) -> str:
    """Changes whenever another file takes this path; empty when there is none."""
    try:
        stat = path.stat()
    except OSError:
        return ""
    return f"{stat.st_ino}-{stat.st_size}-{stat.st_mtime_ns}"


class Gate:
    """Hands out a shared reader and swaps it when the file was replaced.

    DuckDB gives a new connection the old database as long as any connection of the process still
    holds it open. So the swap waits until the last lease is returned, then closes and opens.
    A thread that asks again while it holds a lease gets the same reader, or it would wait for
    itself.
    """

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._leases = 0
        self._own = threading.local()
        self._reader: Reader | None = None
        self._held: tuple[Path, str] | None = None

    @contextmanager
    def lease(self, path: Path) -> Iterator[Reader]:
        """The reader of the database now at `path`.

        Raises:
            StoreError: missing or unreadable; nothing stays open.
        """
        reader = self._take(path)
        self._own.count = self._own_count() + 1
        try:
            yield reader
        finally:
            self._own.count -= 1
            with self._turn:
                self._leases -= 1
                self._turn.notify_all()

    def _take(self, path: Path) -> Reader:
        with self._turn:
            # The mark is read again after every wait: a second swap may have come meanwhile.
            while (wanted := (path, file_mark(path))) != self._held and not self._own_count():
                if self._leases:
                    self._turn.wait()
                    continue
                self._close()
                if not wanted[1]:
                    raise StoreError.missing(path.name)
                self._reader, self._held = open_reader(path), wanted
            self._leases += 1
            return self._reader

    def _own_count(self) -> int:
        return getattr(self._own, "count", 0)

    def _close(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader = self._held = None
