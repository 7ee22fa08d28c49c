"""`mpi`: Alkire–Foster multidimensional poverty of a survey file, indicators set in a TOML."""

import argparse
import tomllib
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pedekate.commands import output
from pedekate.errors import InputError
from pedekate.indicators import survey
from pedekate.indicators.multidimensional import alkire_foster


class Indicator(BaseModel):
    """A column of 0/1 (1 = deprived, blank = unknown) and its weight."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kolom: str = Field(min_length=1)
    bobot: float = Field(gt=0, allow_inf_nan=False)


class IndicatorSet(BaseModel):
    """A set of indicators with the cut-off k; weights are scaled to sum 1."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str
    nama: str
    k: float = Field(gt=0, le=1)
    indikator: tuple[Indicator, ...] = Field(min_length=1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--survei", type=Path, required=True, help="berkas CSV")
    parser.add_argument("--set", type=Path, required=True, help="himpunan indikator (TOML)")
    parser.add_argument("--kolom-bobot", help="bobot baris; tanpa ini semua berbobot satu")
    output.add_json(parser)


def run(args: argparse.Namespace) -> int:
    chosen = load_set(args.set)
    names = [indicator.kolom for indicator in chosen.indikator]
    columns = survey.read_columns(args.survei, [*names, *filter(None, [args.kolom_bobot])])
    deprived = np.column_stack([columns[name] for name in names])
    if not np.isin(deprived[~np.isnan(deprived)], (0, 1)).all():
        wrong = next(n for n in names if not np.isin(_known(columns[n]), (0, 1)).all())
        raise InputError(
            f"Kolom '{wrong}' di {args.survei.name} harus berisi 0, 1, atau kosong; perbaiki."
        )
    weights = _weights(columns, args.kolom_bobot, rows=len(deprived))
    weighed = ~np.isnan(weights)
    output.note_dropped({"bobot kosong": int((~weighed).sum())})
    shares = np.array([indicator.bobot for indicator in chosen.indikator])
    result = alkire_foster(deprived[weighed], shares, weights[weighed], k=chosen.k)
    output.note_dropped({"ada indikator yang tidak diketahui": result.dropped})
    each = {
        "sensor": result.censored,
        "tanpa_sensor": result.uncensored,
        "kontribusi": result.contribution,
    }
    figures = {"n": result.rows, "h": result.h, "a": result.a, "m0": result.m0}
    parts = {key: dict(zip(names, map(float, part), strict=True)) for key, part in each.items()}
    output.write({**figures, **parts, "dibuang": result.dropped}, as_json=args.json)
    return 0


def load_set(path: Path) -> IndicatorSet:
    """The indicator set of `path`.

    Raises:
        InputError: missing, not TOML, not what is expected, or a column named twice.
    """
    try:
        chosen = IndicatorSet.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        raise InputError(f"Berkas set {path} tidak ada atau tidak dapat dibaca.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"Berkas set {path.name} bukan TOML yang sah: {error}.") from None
    except ValidationError as error:
        places = ", ".join(".".join(map(str, e["loc"])) or "isi" for e in error.errors())
        raise InputError(
            f"Berkas set {path.name} tidak sesuai pada: {places}; perlu id, nama, k (0–1), dan "
            "[[indikator]] dengan kolom dan bobot di atas nol."
        ) from None
    names = [indicator.kolom for indicator in chosen.indikator]
    if len(set(names)) < len(names):
        raise InputError(f"Berkas set {path.name} memakai satu kolom lebih dari sekali.")
    return chosen


def _weights(columns: dict[str, np.ndarray], name: str | None, *, rows: int) -> np.ndarray:
    if name is None:
        return np.ones(rows)
    if (columns[name] < 0).any():
        raise InputError(f"Kolom bobot '{name}' berisi bobot negatif; perbaiki.")
    return columns[name]


def _known(values: np.ndarray) -> np.ndarray:
    return values[~np.isnan(values)]
