"""The official figure beside the register's and the model's, and why no kelurahan has the first.

Pure but for the block itself.
"""

import numpy as np
import pandas as pd

from pedekate.format import angka, persen, rentang
from pedekate.indicators.noise import interval
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column
from pedekate.ui.kit.geo import geography
from pedekate.ui.simulation import runs

MEASURE = "desil_1_2"
_TRUTH = {"kebenaran": "kota sintetis", "model": "skor kebutuhan"}


def show(official: float, relative_error: float) -> None:
    """One row a kind: what it says, what it counts, and down to which area.

    Args:
        official: latest poor share of persons, percent. relative_error: of it, as a share.
    """
    areas = len(geography().areas)
    components.block_title(
        title(official, relative_error, areas),
        "Susenas mewakili kota; sampelnya dibagi rata, rentang satu kelurahan melebar sebesar akar "
        f"{areas}. Per kelurahan hanya ada hitungan registri dan model",
    )
    register = data.city_value(MEASURE) if data.status().has_families else None
    model = runs.register_of_city().population if data.status().has_families else None
    table = rows(
        official, relative_error, areas,
        register=None if register is None else float(register["nilai"]),
        model=None if model is None else (model.before["p0"], _TRUTH[model.basis]),
    )  # fmt: skip
    columns = [("jenis", "Jenis"), ("angka", "Angka"), ("tentang", "Menghitung"),
               ("sampai", "Paling rinci")]  # fmt: skip
    components.plain_table(table, [Column(key, name, str, number=False) for key, name in columns])


def title(official: float, relative_error: float, areas: int) -> str:
    """Why there is no official figure of a kelurahan, in the size of its interval."""
    _, high = interval(np.array([official]), relative_error)
    half = (float(high[0]) - official) * np.sqrt(areas)
    figure = f"{angka(official, 2)} ± {angka(half)} poin"
    return f"Kelurahan tidak dapat punya angka resmi: {figure}"


def rows(
    official: float,
    relative_error: float,
    areas: int,
    *,
    register: float | None,
    model: tuple[float, str] | None,
) -> pd.DataFrame:
    """Jenis, angka, tentang, sampai; without families only the official row.

    Args:
        register: share (0..1) of ranked families in deciles 1–2.
        model: share (0..1) of persons below the line, and whose consumption that is.
    """
    low, high = (float(v[0]) for v in interval(np.array([official]), relative_error))
    found = [
        ("Resmi", f"{angka(official, 2)}% ({rentang(low, high, 1)})",
         "penduduk di bawah garis, Susenas", "kota"),
    ]  # fmt: skip
    if register is not None:
        found.append(
            ("Terdaftar", persen(register, 1), "keluarga berdesil 1–2, registri",
             f"{areas} kelurahan")
        )  # fmt: skip
    if model is not None:
        share, whose = model
        found.append(
            ("Model", persen(share, 2), f"penduduk di bawah garis, {whose}, disetel ke yang resmi",
             f"{areas} kelurahan")
        )  # fmt: skip
    return pd.DataFrame(found, columns=["jenis", "angka", "tentang", "sampai"])
