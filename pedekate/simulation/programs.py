"""Programmes of `data/program/`: one TOML each, read once."""

from functools import lru_cache

import numpy as np
import pandas as pd

from pedekate import config, config_file
from pedekate.errors import ConfigError, InputError
from pedekate.schema.program import Program
from pedekate.simulation.scenario import PERINGKAT

MONTHS = 12


def names() -> list[str]:
    """Ids of all programmes, sorted."""
    return sorted(path.stem for path in config.PROGRAM.glob("*.toml"))


@lru_cache
def load(name: str) -> Program:
    """Programme `name`.

    Raises:
        InputError: no such programme.
        ConfigError: its file does not hold what is expected; the sentence names it.
    """
    if name not in names():
        raise InputError(f"Program '{name}' tidak ada; pilih: {', '.join(names())}.")
    path = config.PROGRAM / f"{name}.toml"
    program = config_file.load(path, Program)
    if program.id != name:
        raise ConfigError(f"data/program/{name}.toml: 'id' harus sama dengan nama berkas.")
    if program.peringkat not in PERINGKAT:
        raise ConfigError(f"data/program/{name}.toml: peringkat '{program.peringkat}' tak dikenal.")
    return program


def units(program: Program, families: pd.DataFrame) -> np.ndarray:
    """(n,) units of benefit a family would get.

    Families count 1, individuals count members, students those of `kolom_satuan`, houses count 1.
    A kelurahan counts 1 and its register families share it, so a family is a small part of one; a
    family of no known kelurahan gets none. With components a unit is one
    rupiah a year: at most `maksimal` members per component, and of all components together the
    `komponen_maksimal` with the highest amounts (the rules cap the number, not which ones). Nobody
    is paid twice: an old person with a severe disability counts in two columns, so a family never
    gets more components than it has members.
    """
    if not program.komponen:
        if program.satuan == "individu":
            return families["jumlah_anggota"].to_numpy(dtype=float)
        if program.satuan == "siswa":
            return families[program.kolom_satuan].to_numpy(dtype=float)
        if program.satuan == "wilayah":
            sharing = families.groupby("kode_kelurahan")["kode_kelurahan"].transform("size")
            return (1 / sharing).fillna(0.0).to_numpy(dtype=float)
        return np.ones(len(families))
    parts = sorted(program.komponen, key=lambda part: -part.rp_per_tahun[-1].nilai_rp)
    members = families["jumlah_anggota"].to_numpy(dtype=float)
    left = np.minimum(members, program.komponen_maksimal)
    total = np.zeros(len(families))
    for part in parts:
        count = families[part.kolom].to_numpy(dtype=float)
        paid = np.minimum(np.minimum(count, part.maksimal), left)
        left -= paid
        total += paid * part.rp_per_tahun[-1].nilai_rp
    return total


def admin_share(program: Program) -> float:
    """Administration as a share of the benefits paid; 0 when the file names none."""
    return program.biaya_admin[-1].nilai if program.biaya_admin else 0.0


def default_benefit(program: Program) -> float:
    """Rupiah per unit and month (per grant for one-off programmes).

    With components the unit is a rupiah a year, so the amounts as they stand are 1/12 a month.
    """
    return 1 / MONTHS if program.komponen else program.manfaat[-1].nilai_rp
