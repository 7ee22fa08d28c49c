"""`siapkan`: sample city and databases, only when missing or stale. What `make run` calls first."""

import argparse
import hashlib
import sys
from pathlib import Path

from pedekate import __version__, cli, config
from pedekate.errors import InputError

STAMP = "siapkan.sidik"
# Rooms of code whose change makes the databases stale, and folders of data that are no rules.
_LOADING = ("registry", "store", "scoring", "schema", "indicators", "reconciliation")
_NOT_RULES = {"masuk", "gudang", "metodologi", "peran.toml"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--masuk", type=Path, default=None, help="berkas instansi")
    parser.add_argument("--gudang", type=Path, default=None, help="folder basis data")
    parser.add_argument("--keluarga", type=int, default=290_000, help="besar kota contoh")


def run(args: argparse.Namespace) -> int:
    """Build what is missing. Nothing a person put into the folder is generated over."""
    gudang = args.gudang or config.gudang_dir()
    args.masuk = args.masuk or config.masuk_dir()
    if _wants_sample(args.masuk):
        # `contoh` writes beside the old city and swaps, so a failure leaves the old one.
        _step("contoh", str(args.masuk), "--keluarga", str(args.keluarga))
        (args.masuk / STAMP).write_text(_code_print("sample"), encoding="utf-8")
    wanted = _build_print(args.masuk)
    stamp = gudang / STAMP
    built = stamp.exists() and any(gudang.glob("*.duckdb"))
    if built and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    truth = args.masuk / "kebenaran"
    synthetic = ["--sintetis"] if truth.is_dir() else []
    # The folder is the complete data, so nothing of an earlier gudang may linger.
    load = ("muat", str(args.masuk), "--gudang", str(gudang), "--baru", *synthetic)
    code = _step(*load, allowed=(0, 3))
    if synthetic:
        _step("kebenaran", str(truth), "--gudang", str(gudang))
    stamp.write_text(wanted, encoding="utf-8")
    return code


def _step(*argv: str, allowed: tuple[int, ...] = (0,)) -> int:
    code = cli.main(list(argv))
    if code not in allowed:
        sys.exit(code)
    return code


def _wants_sample(folder: Path) -> bool:
    """Whether there is no input yet, or an untouched sample city of ours from older code.

    A city somebody made with `contoh` has no stamp and stays, whatever its size and seed.
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return True
    stamp = folder / STAMP
    if not stamp.exists() or stamp.read_text(encoding="utf-8") == _code_print("sample"):
        return False
    # Imported for this rare case alone: the generator loads SciPy, and every start runs this check.
    from pedekate.sample.generate import check_target

    try:
        check_target(folder)
    except InputError:
        return False
    return True


def _build_print(folder: Path) -> str:
    """Changes when an input file, the rules in `data/`, or the loading code change."""
    parts = [_code_print(*_LOADING)]
    parts += [f"{p.name}:{p.stat().st_size}:{p.stat().st_mtime_ns}" for p in _files(folder)]
    rules = [room for room in sorted(config.DATA.iterdir()) if room.name not in _NOT_RULES]
    rules.append(config.profil_kota())
    parts += [_content(path) for room in rules for path in _files(room)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _code_print(*rooms: str) -> str:
    package = config.ROOT / "pedekate"
    sources = [
        p for room in rooms for p in _files(package / room) if p.suffix in {".py", ".sql", ".toml"}
    ]
    text = __version__ + "".join(_content(path) for path in [*sources, package / "pipeline.py"])
    return hashlib.sha256(text.encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != STAMP)


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
