"""Files under `data/` that a city edits: read and checked, or refused in one sentence."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pedekate import config
from pedekate.errors import ConfigError

Model = TypeVar("Model", bound=BaseModel)
# What is wrong, for the kinds of mistake an editor makes; the rest in the model's own words.
_WRONG = {
    "missing": "wajib diisi",
    "extra_forbidden": "tidak dikenal",
    "string_type": "harus teks",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "float_type": "harus angka",
    "float_parsing": "harus angka",
    "bool_type": "harus true atau false",
    "date_type": "harus tanggal (tahun-bulan-hari)",
    "date_from_datetime_parsing": "harus tanggal (tahun-bulan-hari)",
    "tuple_type": "harus daftar",
    "list_type": "harus daftar",
    "dict_type": "harus tabel",
    "model_type": "harus tabel",
}


def load(path: Path, model: type[Model]) -> Model:
    """The file as `model`.

    Raises:
        ConfigError: missing, not UTF-8, not TOML, or not what the model expects; the sentence names
            the file and the place in it.
    """
    return checked(path, model, content(path))


def content(path: Path) -> dict:
    """The file's tables as they stand.

    Raises:
        ConfigError: missing, not UTF-8 or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"Berkas {_name(path)} tidak ada; pulihkan dari rilis.") from None
    except OSError as error:
        raise ConfigError(f"Berkas {_name(path)} tidak dapat dibaca: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise ConfigError(f"Berkas {_name(path)} bukan teks UTF-8; simpan ulang.") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f" pada baris {line[1]}" if line else ""
        raise ConfigError(f"Berkas {_name(path)} salah tulis{where} (TOML).") from error


def checked(path: Path, model: type[Model], value: object) -> Model:
    """`value`, found in the file at `path`, as `model`.

    Raises:
        ConfigError: it is not what the model expects.
    """
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise ConfigError(f"Berkas {_name(path)} keliru{_first(error)}.") from error


def _first(error: ValidationError) -> str:
    """Place and kind of the first mistake; never the value, which may be somebody's data."""
    first = error.errors(include_input=False)[0]
    place = " ".join(f"ke-{part + 1}" if isinstance(part, int) else part for part in first["loc"])
    wrong = _WRONG.get(first["type"]) or first["msg"].removeprefix("Value error, ").rstrip(".")
    return f" pada {place}: {wrong}" if place else f": {wrong}"


def _name(path: Path) -> str:
    return str(path.relative_to(config.ROOT) if path.is_relative_to(config.ROOT) else path.name)
