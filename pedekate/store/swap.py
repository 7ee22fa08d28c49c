"""Swapping built databases in: all files together, or none."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pedekate.errors import StoreError
from pedekate.store.build import disk_errors

NEW = ".baru"
OLD = ".lama"
WORK = "kerja.baru"
LOCK = "muat.kunci"


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """A scratch folder inside the gudang, removed whatever happens (errors and Ctrl-C too).

    Raises:
        StoreError: another load into this gudang is running, or the folder cannot be written.
    """
    work = folder / WORK
    with disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / LOCK):
        with disk_errors():
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir()
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """The system lets go of the lock when its process ends, killed or not."""
    held = FileLock(lock)
    try:
        held.acquire(blocking=False)
    except Timeout as error:
        raise StoreError(
            "Pemuatan lain ke gudang ini sedang berjalan; tunggu sampai selesai lalu ulangi."
        ) from error
    try:
        yield
    finally:
        held.release()


def swap_in(folder: Path, built: Path, names: Sequence[str], *, drop: Sequence[str] = ()) -> None:
    """Move `names` from `built` over those in `folder`; on any failure the old ones come back.

    Readers keep their old file until they close it. `drop` names databases that described the old
    register and would be wrong beside the new one.

    Raises:
        StoreError: the disk is full or the folder unwritable; nothing has changed then.
    """
    kept: list[str] = []
    placed: list[str] = []
    with disk_errors():
        try:
            for name in (*names, *drop):
                if (folder / name).exists():
                    _keep(folder / name, folder / (name + OLD))
                    kept.append(name)
            for name in names:
                (built / name).replace(folder / name)
                placed.append(name)
            for name in drop:
                (folder / name).unlink(missing_ok=True)
        except BaseException:
            for name in kept:
                (folder / (name + OLD)).replace(folder / name)
                # Renaming one of two names of the same bytes does nothing and leaves both.
                (folder / (name + OLD)).unlink(missing_ok=True)
            for name in placed:
                if name not in kept:
                    (folder / name).unlink(missing_ok=True)
            raise
        for name in kept:
            (folder / (name + OLD)).unlink(missing_ok=True)


def _keep(path: Path, copy: Path) -> None:
    """Second name for the old bytes: no copying, and no moment without a database."""
    copy.unlink(missing_ok=True)
    try:
        copy.hardlink_to(path)
    except OSError:
        # File systems without hard links (FAT sticks, some network drives).
        shutil.copy2(path, copy)
