"""The city as a simulation population: true families where a truth exists, else modelled ones."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from pedekate.errors import StoreError
from pedekate.parameters import load as parameter
from pedekate.parameters.official import latest
from pedekate.simulation import imputation, population
from pedekate.simulation.population import Population
from pedekate.store import simulation_frame
from pedekate.store.connection import Reader

TRUTH, MODEL = "kebenaran", "model"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """Families of the city and what the register knows about each.

    Attributes:
        population: one row per true family (weight 1), those in no registry included; without a
            truth one row per register family.
        row: (n,) row of the register's family in `simulation_frame.families`, -1 = in no registry.
        size: (n,) people the register knows; the true number where there is no record.
        score, decile: (n,) NaN where unknown; within a decile the percentile and the city's rank
            order the families where SIKS-NG gave them.
        registered_area: (n,) index of the kelurahan in the register.
        papers: (n,) a valid KK and NIK in some source; struck: (n,) a verdict bars the family.
        without_family: register families that no true family stands behind.
        data: fingerprint of everything read: that of the databases, the kind of truth, and one of
            consumption, score and decile, which the databases' own leaves out.
    """

    population: Population
    row: np.ndarray
    size: np.ndarray
    score: np.ndarray
    decile: np.ndarray
    registered_area: np.ndarray
    papers: np.ndarray
    struck: np.ndarray
    without_family: int
    data: str


def load(reader: Reader, folder: Path) -> Register:
    """Read the register, and the truth beside it if there is one.

    Raises:
        StoreError: nothing to simulate, or neither a truth nor a score model.
    """
    facts = reader.query("baca/keterangan")
    meta = dict(zip(facts["kunci"], facts["nilai"], strict=True))
    families = simulation_frame.families(reader)
    if families.empty:
        raise StoreError("Registri kosong; muat dahulu berkasnya: python -m pedekate muat")
    areas = tuple(reader.query("select kode_kelurahan from wilayah order by 1")["kode_kelurahan"])
    truth = simulation_frame.truth(folder)
    line = float(parameter("garis_kemiskinan").latest.nilai)
    people = _modelled(families, meta, line) if truth is None else _true(families, truth)
    return _assemble(people, families, areas, line=line, data=meta.get("sidik_jari", ""))


def _true(families: pd.DataFrame, truth: pd.DataFrame) -> pd.DataFrame:
    """True families with the row of their record; each record serves one family.

    When two true families share a record (one KK not yet split), the programme pays it once, to
    the family listed first; the other has no record of its own.
    """
    rows = pd.Series(np.arange(len(families)), index=families["id_keluarga"])
    row = truth["id_keluarga"].map(rows)
    row = row.mask(row.duplicated() & row.notna()).fillna(-1).astype(int)
    columns = ["kode_kelurahan", "jumlah_anggota", "pengeluaran_per_kapita"]
    return truth[columns].assign(row=row, basis=TRUTH)


def _modelled(families: pd.DataFrame, meta: dict[str, str], line: float) -> pd.DataFrame:
    size = families["jumlah_anggota"].to_numpy(dtype=float)
    consumption = imputation.impute(
        families["skor"].to_numpy(dtype=float),
        imputation.uniform_of(families["id_keluarga"].to_numpy()),
        size,
        spread=imputation.residual_spread(meta.get("skor_sisaan", "")),
        line=line,
        headcount=float(latest("P0_persentase_penduduk_miskin")["nilai"]) / 100,
    )
    people = families[["kode_kelurahan", "jumlah_anggota"]]
    return people.assign(
        pengeluaran_per_kapita=consumption, row=np.arange(len(families)), basis=MODEL
    )


def _assemble(
    people: pd.DataFrame, families: pd.DataFrame, areas: tuple[str, ...], *, line: float, data: str
) -> Register:
    row = people["row"].to_numpy()
    inside = row >= 0
    size = people["jumlah_anggota"].to_numpy(dtype=float)
    basis = str(people["basis"].iloc[0])
    codes = pd.Index(areas)
    city = population.build(
        weight=np.ones(len(people)),
        size=size,
        consumption=people["pengeluaran_per_kapita"].to_numpy(dtype=float),
        line=line,
        area=codes.get_indexer(people["kode_kelurahan"]),
        areas=areas,
        basis=basis,
    )
    area = codes.get_indexer(families["kode_kelurahan"])

    def known(column: str, *, otherwise: float) -> np.ndarray:
        values = families[column].to_numpy(dtype=float, na_value=np.nan)[row]
        return np.where(inside, values, otherwise)

    score = known("skor", otherwise=np.nan)
    decile = known("urutan_desil", otherwise=np.nan)
    return Register(
        population=city,
        row=row,
        size=np.where(inside, known("jumlah_anggota", otherwise=0), size),
        score=score,
        decile=decile,
        registered_area=np.where(inside, area[row], city.area),
        papers=known("dokumen_sah", otherwise=0) > 0,
        struck=known("dicoret", otherwise=0) > 0,
        without_family=len(families) - int(inside.sum()),
        data=f"{data} {basis} {_mark(city.consumption, score, decile)}",
    )


def _mark(*columns: np.ndarray) -> str:
    """Eight letters that name what the columns hold, in whatever order.

    Rows are sorted by a pseudonym, which another key would sort otherwise.
    """
    digest = hashlib.sha256()
    for column in columns:
        digest.update(np.sort(column).tobytes())
    return digest.hexdigest()[:8]
