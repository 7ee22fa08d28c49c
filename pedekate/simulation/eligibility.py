"""Who may get a programme's benefit, and which rule bars the others, one cause a family."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.indicators.catalogue import coarse_classes
from pedekate.schema.coarse import condition_sql
from pedekate.schema.conditions import Condition
from pedekate.schema.program import Program
from pedekate.simulation import programs
from pedekate.simulation.register import Register
from pedekate.store import simulation_frame
from pedekate.store.connection import Reader

# Causes in the order in which they bar a family; the first that applies is the one that counts.
LAYAK = "layak"
CAUSES = {
    "tidak_di_registri": "Tidak ada di registri mana pun",
    "dokumen_tidak_sah": "NIK atau KK tidak sah",
    "dicoret_verifikasi": "Dicoret saat verifikasi",
    "tidak_memenuhi_syarat": "Tidak memenuhi syarat program",
    "tanpa_komponen": "Tidak ada anggota yang masuk komponen",
    "syarat_tidak_diketahui": "Isian syaratnya belum ada",
    "terhalang_pengecualian": "Terhalang aturan pengecualian",
    "tidak_terperingkat": "Tidak dapat diperingkat",
    "anggaran_habis": "Layak, anggaran habis",
}
# A last field verdict that bars a family from programmes with `perlu_layak_verifikasi`.
UNFIT = Condition(kolom="hasil_verifikasi", sama="tidak_layak")
FIT = Condition(kolom="hasil_verifikasi", sama="layak")
_CODES = {name: code for code, name in enumerate([LAYAK, *CAUSES])}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """A programme's view of the population.

    Attributes:
        units: (n,) units of benefit; families outside the register get the average of the others
            where the register would have to know their members.
        cause: (n,) code of what bars a family, 0 = eligible.
        category, listed: (n,) in the vulnerable group; on today's list.
        unknown: eligible but for a condition nobody can answer, in families.
        listed_units: units today's recipients get, those without a true family included; 0 when
            no list is loaded.
        listed_families: families on today's list in the register.
    """

    units: np.ndarray
    cause: np.ndarray
    category: np.ndarray
    listed: np.ndarray
    unknown: int
    listed_units: float
    listed_families: int

    @property
    def eligible(self) -> np.ndarray:
        """(n,) may be served."""
        return self.cause == _CODES[LAYAK]


def candidates(reader: Reader, register: Register, program: Program) -> Candidates:
    """Evaluate a programme's rules for every family.

    Unknown excludes: a family whose condition cannot be answered is not served, and is counted
    apart from those known not to meet it. An exclusion bars only families it is known to apply to.
    """
    table = _answers(reader, program)
    row, inside = register.row, register.row >= 0

    def says(name: str, answer: int) -> np.ndarray:
        return inside & (table[name].to_numpy()[row] == answer)

    units = programs.units(program, table)
    causes = [
        (~inside, "tidak_di_registri"),
        (~register.papers & program.perlu_nik_sah, "dokumen_tidak_sah"),
        (register.struck | says("diputus_tidak_layak", 1), "dicoret_verifikasi"),
        (says("syarat", 0), "tidak_memenuhi_syarat"),
        (inside & (units[row] == 0), "tanpa_komponen"),
        (says("syarat", -1), "syarat_tidak_diketahui"),
        (says("terhalang", 1), "terhalang_pengecualian"),
    ]
    cause = np.select(
        [applies for applies, _ in causes], [_CODES[name] for _, name in causes], _CODES[LAYAK]
    )
    listed = table["terdaftar"].to_numpy() == 1
    return Candidates(
        units=_spread_units(program, register, units),
        cause=cause,
        category=says("kelompok", 1),
        listed=says("terdaftar", 1),
        unknown=int((cause == _CODES["syarat_tidak_diketahui"]).sum()),
        listed_units=float(units[listed].sum()),
        listed_families=int(listed.sum()),
    )


def in_register(register: Register) -> np.ndarray:
    """(n,) causes when no rule applies: only families without a record are barred."""
    return np.where(register.row < 0, _CODES["tidak_di_registri"], _CODES[LAYAK])


def causes_of_poor(register: Register, cause: np.ndarray, ranked: np.ndarray) -> dict[str, float]:
    """Poor families by what bars them before money does; keys as `CAUSES` without the last.

    Args:
        cause: (n,) code of what bars a family, 0 = nothing.
        ranked: (n,) families that have a place in the ranking's queue.
    """
    last = np.where((cause == _CODES[LAYAK]) & ~ranked, _CODES["tidak_terperingkat"], cause)
    counts = np.bincount(last[register.population.poor], minlength=len(_CODES))
    return {name: float(counts[_CODES[name]]) for name in list(CAUSES)[:-1]}


def _answers(reader: Reader, program: Program) -> pd.DataFrame:
    coarse = coarse_classes()

    def compiled(condition) -> str:
        return "false" if condition is None else condition_sql(condition, coarse)

    barred = [compiled(rule.syarat) for rule in program.pengecualian]
    conditions = {
        "syarat": compiled(program.syarat),
        "diputus_tidak_layak": compiled(UNFIT if program.perlu_layak_verifikasi else None),
        "terhalang": " or ".join(f"({one})" for one in barred) or "false",
        "kelompok": compiled(program.kelompok_rentan),
        "terdaftar": compiled(program.penerima_sekarang),
    }
    needed = {"jumlah_anggota"} | program.unit_columns()
    return simulation_frame.answers(reader, conditions=conditions, columns=tuple(sorted(needed)))


def _spread_units(program: Program, register: Register, units: np.ndarray) -> np.ndarray:
    """Units of every family of the population, register or not."""
    inside = register.row >= 0
    if program.komponen or program.satuan == "siswa":
        outside = np.full(len(inside), round(units.mean()))
    elif program.satuan == "wilayah":
        outside = np.full(len(inside), units.mean())
    elif program.satuan == "individu":
        outside = register.size
    else:
        outside = np.ones(len(inside))
    return np.where(inside, units[register.row], outside)
