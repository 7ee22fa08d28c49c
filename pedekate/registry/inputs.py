"""Which files a run takes, and the dates an operator wrote beside them."""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pedekate.errors import InputError

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


def collect(paths: Sequence[Path]) -> list[InputFile]:
    """Files to load, sorted by name so that the order of arguments changes nothing.

    Raises:
        InputError: a path does not exist, a folder holds no file, or `berkas.toml` is unreadable.
    """
    found: dict[Path, str] = {}
    dates: dict[Path, date] = {}
    for given in paths:
        if not given.exists():
            raise InputError(f"{given} tidak ada; periksa nama berkas atau foldernya.")
        if given.is_file():
            found.setdefault(given.resolve(), given.name)
            dates |= _dates(given.parent)
            continue
        inside = [p for p in sorted(given.rglob("*")) if _is_input(p, given)]
        if not inside:
            raise InputError(f"Folder {given} tidak berisi berkas data; taruh berkas di dalamnya.")
        for path in inside:
            found.setdefault(path.resolve(), path.relative_to(given).as_posix())
        for folder in {path.parent for path in inside}:
            dates |= _dates(folder)
    return [
        InputFile(path=path, name=name, data_date=dates.get(path))
        for path, name in sorted(_unique(found).items(), key=lambda item: item[1])
    ]


def copies(files: Sequence[InputFile]) -> dict[str, str]:
    """Name of a file → name of an earlier one with the very same bytes.

    Loading both would make every number in them look shared by two families.
    """
    found: dict[str, str] = {}
    seen: dict[tuple[int, str], str] = {}
    sizes = [file.path.stat().st_size for file in files]
    for file, size in zip(files, sizes, strict=True):
        if size == 0 or sizes.count(size) == 1:
            continue
        key = (size, digest(file.path))
        if key in seen:
            found[file.name] = seen[key]
        else:
            seen[key] = file.name
    return found


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _is_input(path: Path, root: Path) -> bool:
    inner = path.relative_to(root).parts
    if not path.is_file() or any(part.startswith((".", "~$")) for part in inner):
        return False
    if _SKIPPED_FOLDERS & {part.lower() for part in inner[:-1]}:
        return False
    return path.name.lower() not in _SKIPPED_NAMES and path.suffix.lower() not in _SKIPPED_SUFFIXES


def _unique(found: dict[Path, str]) -> dict[Path, str]:
    """Two files of one name in two folders: put the folder's name in front."""
    names = list(found.values())
    return {
        path: name if names.count(name) == 1 else f"{path.parent.name}/{name}"
        for path, name in found.items()
    }


def _dates(folder: Path) -> dict[Path, date]:
    path = folder / DATES_FILE
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return {
            (folder / name).resolve(): entry["tanggal_data"]
            for name, entry in raw.items()
            if isinstance(entry, dict) and type(entry.get("tanggal_data")) is date
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} tidak dapat dibaca; periksa penulisan tanggalnya.") from error
