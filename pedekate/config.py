"""Where things are: the only module that reads the environment and the file system's layout."""

import datetime as dt
import os
import secrets
from pathlib import Path

import platformdirs

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
PROFIL = DATA / "profil"
PARAMETER = DATA / "parameter"
INDIKATOR = DATA / "indikator"
PROGRAM = DATA / "program"
WILAYAH = DATA / "wilayah"
RUJUKAN = DATA / "rujukan"

LABEL_SINTETIS = "DATA SINTETIS – bukan warga nyata"


def gudang_dir() -> Path:
    """Folder of the built databases: `PEDEKATE_GUDANG`, else `data/gudang`."""
    return Path(os.environ.get("PEDEKATE_GUDANG", DATA / "gudang"))


def today() -> dt.date:
    """The day from which the age of the data is counted."""
    return dt.date.today()


def log_dir() -> Path:
    """Folder of the developer's log files: `PEDEKATE_LOG`, else the user's log folder."""
    return Path(os.environ.get("PEDEKATE_LOG", platformdirs.user_log_dir("pedekate")))


def shows_tracebacks() -> bool:
    """Whether a developer asked for tracebacks on the terminal: `PEDEKATE_GALAT=1`."""
    return os.environ.get("PEDEKATE_GALAT") == "1"


def accounts_file() -> Path:
    """File of the accounts and their password hashes: `PEDEKATE_AKUN`, else beside the key.

    It lives outside the data and outside the project: neither a copy of the databases nor a
    commit can carry it away.
    """
    own = Path(platformdirs.user_config_dir("pedekate")) / "akun.toml"
    return Path(os.environ.get("PEDEKATE_AKUN", own))


def now() -> dt.datetime:
    """The clock (UTC)."""
    return dt.datetime.now(dt.UTC)


def masuk_dir() -> Path:
    """Folder of incoming files: `PEDEKATE_MASUK`, else `data/masuk`."""
    return Path(os.environ.get("PEDEKATE_MASUK", DATA / "masuk"))


def profil_kota() -> Path:
    """Folder of the layouts a city mapped itself: `PEDEKATE_PROFIL`, else `data/profil/kota`."""
    return Path(os.environ.get("PEDEKATE_PROFIL", PROFIL / "kota"))


def indikator_kota() -> Path:
    """Folder of the outside indicators a city named itself: `PEDEKATE_INDIKATOR`, else
    `data/indikator/kota`."""
    return Path(os.environ.get("PEDEKATE_INDIKATOR", INDIKATOR / "kota"))


def pseudonym_key() -> bytes:
    """Secret of the keyed HMAC that turns NIK and KK into pseudonyms.

    Taken from `PEDEKATE_KUNCI`, else from a file in the user's configuration folder, made on
    first use and readable by its owner only. It lives outside the data on purpose: whoever copies
    the databases cannot recompute the pseudonyms by enumerating NIKs.
    """
    if given := os.environ.get("PEDEKATE_KUNCI"):
        return given.encode()
    path = Path(platformdirs.user_config_dir("pedekate")) / "kunci"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: two first runs at once must not overwrite each other's key.
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_hex(32).encode())
    return path.read_bytes()
