"""Which files a run takes, and the dates an operator wrote beside them."""

import hashlib
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pedekate.errors import InputError, printable

DATES_FILE = "berkas.toml"
# Never input: the synthetic truth, notes for people, and stamps of our own tools.
_SKIPPED_FOLDERS = {"kebenaran"}
_SKIPPED_NAMES = {DATES_FILE, "baca_dahulu.txt", "thumbs.db", "desktop.ini"}
_SKIPPED_SUFFIXES = {".md", ".sidik"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to load; `name` is unique in the run and free of the folder it was given in."""

    path: Path
    name: str
    data_date: date | None

    @property
    def size(self) -> int:
        """Bytes; 0 when the file cannot be looked at (reading it will say why)."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


def collect(paths: Sequence[Path]) -> list[InputFile]:
    """Files to load, sorted by name so that the order of arguments changes nothing.

    What only bears a file's name (a dead link, a pipe) is listed too, so that reading refuses it by
    name instead of leaving it out in silence.

    Raises:
        InputError: a path does not exist, a folder holds no file or cannot be opened, or
            `berkas.toml` is unreadable.
    """
    found: dict[Path, str] = {}
    dates: dict[Path, date] = {}
    for given in paths:
        if not os.path.lexists(given):
            raise InputError(f"{given} tidak ada; periksa nama berkas atau foldernya.")
        if not given.is_dir():
            found.setdefault(_whole(given), given.name)
            dates |= _dates(given.parent)
            continue
        inside = [p for p in _walk(given) if _is_input(p, given)]
        if not inside:
            raise InputError(f"Folder {given} tidak berisi berkas data; taruh berkas di dalamnya.")
        for path in inside:
            found.setdefault(_whole(path), path.relative_to(given).as_posix())
        for folder in {path.parent for path in inside}:
            dates |= _dates(folder)
    named = _unique({path: printable(name) for path, name in found.items()})
    return [
        InputFile(path=path, name=name, data_date=dates.get(path))
        for path, name in sorted(named.items(), key=lambda item: item[1])
    ]


def copies(files: Sequence[InputFile]) -> dict[str, str]:
    """Name of a file → name of an earlier one with the very same bytes.

    Loading both would make every number in them look shared by two families.
    """
    found: dict[str, str] = {}
    seen: dict[tuple[int, str], str] = {}
    sizes = [file.size for file in files]
    for file, size in zip(files, sizes, strict=True):
        if size == 0 or sizes.count(size) == 1:
            continue
        try:
            key = (size, digest(file.path))
        except OSError:
            continue
        if key in seen:
            found[file.name] = seen[key]
        else:
            seen[key] = file.name
    return found


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _walk(folder: Path) -> list[Path]:
    """Everything in the folder and below it that is no folder, sorted."""

    def refuse(error: OSError) -> None:
        raise InputError(
            f"Folder {error.filename} tidak dapat dibuka; periksa izin bacanya."
        ) from error

    found = []
    for room, folders, names in os.walk(folder, onerror=refuse):
        # A link to a folder is not followed (it may lead back here): it counts as a strange file.
        links = [name for name in folders if (Path(room) / name).is_symlink()]
        found += [Path(room) / name for name in (*names, *links)]
    return sorted(found)


def _whole(path: Path) -> Path:
    """The absolute path behind links, so that one file given twice counts once."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        # A link that leads to itself.
        return path.absolute()


def _is_input(path: Path, root: Path) -> bool:
    inner = path.relative_to(root).parts
    if any(part.startswith((".", "~$")) for part in inner):
        return False
    if _SKIPPED_FOLDERS & {part.lower() for part in inner[:-1]}:
        return False
    return path.name.lower() not in _SKIPPED_NAMES and path.suffix.lower() not in _SKIPPED_SUFFIXES


def _unique(found: dict[Path, str]) -> dict[Path, str]:
    """Names used once stay; of several files the folder goes in front, then a number if need be."""
    names = list(found.values())
    taken: set[str] = set()
    unique = {}
    for path, name in found.items():
        wanted = name if names.count(name) == 1 else printable(f"{path.parent.name}/{name}")
        tries = (f"{wanted} ({n})" for n in range(2, len(names) + 2))
        unique[path] = wanted if wanted not in taken else next(t for t in tries if t not in taken)
        taken.add(unique[path])
    return unique


def _dates(folder: Path) -> dict[Path, date]:
    path = folder / DATES_FILE
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} tidak dapat dibaca; periksa penulisan tanggalnya.") from error
    dated = {
        name: entry["tanggal_data"]
        for name, entry in raw.items()
        if isinstance(entry, dict) and "tanggal_data" in entry
    }
    # A date in quotes is text: left out in silence it would be replaced by the profile's.
    if wrong := sorted(name for name, day in dated.items() if type(day) is not date):
        raise InputError(
            f"{path}: tanggal_data untuk {', '.join(wrong)} bukan tanggal; tulis 2026-10-31 tanpa "
            "tanda kutip."
        )
    return {_whole(folder / name): day for name, day in dated.items()}
