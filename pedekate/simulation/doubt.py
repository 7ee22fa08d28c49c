"""What is known of the register's families, and how well, read from the databases."""

import json

import numpy as np

from pedekate import scoring
from pedekate.errors import StoreError
from pedekate.parameters import load as parameter
from pedekate.parameters.official import latest
from pedekate.simulation.allocation import Queue
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import Result, place
from pedekate.simulation.uncertainty import Doubt, Rule
from pedekate.store import simulation_frame
from pedekate.store.connection import Reader


def load(reader: Reader, *, line: float, missing: float) -> Doubt:
    """The doubt about every family of the register, in the order of `simulation_frame.families`.

    Args:
        line: poverty line, Rp per person and month.
        missing: share of the poor families no registry holds (a parameter, or a what-if).

    Raises:
        StoreError: the databases were built without a survey, so without a score model.
    """
    facts = reader.query("baca/keterangan")
    meta = dict(zip(facts["kunci"], facts["nilai"], strict=True))
    if "skor_keraguan" not in meta:
        raise StoreError(
            "Basis data tidak memuat model skor; muat juga berkas survei, lalu bangun ulang dengan "
            "perintah: python -m pedekate muat"
        )
    kept, spread = json.loads(meta["skor_keraguan"]), json.loads(meta["skor_sisaan"])
    families = simulation_frame.covariates(reader)
    score = families["skor"].to_numpy(dtype=float, na_value=np.nan)
    centre = np.where(np.isnan(score), np.nanmean(score), score)
    columns = scoring.design(tuple(kept["nama"]), np.array(kept["rata"]), families)
    headcount = float(latest("P0_persentase_penduduk_miskin")["nilai"]) / 100
    return Doubt(
        centre=centre,
        fifth=np.searchsorted(np.array(spread["batas"]), centre, side="left"),
        design=(columns @ _root(np.array(kept["kovarians"]))).astype(np.float32),
        residuals=tuple(np.array(part) for part in kept["sisaan"]),
        area=np.unique(families["kode_kelurahan"], return_inverse=True)[1],
        area_sd=float(kept["efek_wilayah"]),
        size=families["jumlah_anggota"].to_numpy(dtype=float),
        line=line,
        headcount=headcount,
        headcount_se=headcount * float(parameter("galat_susenas").latest.nilai),
        missing=missing,
    )


def rule(prepared: Prepared, line: Queue, result: Result, *, families: int) -> Rule:
    """A simulated rule as the draws judge it: by family of the register.

    Args:
        families: rows of the register. A record that no family of the population stands behind
            takes no part; a family in no registry has no row.
    """
    register = prepared.register
    inside = register.row >= 0
    rows = register.row[inside]
    participation, transfer = np.zeros(families), np.zeros(families)
    participation[rows] = line.participation(result.position)[inside]
    if prepared.program.menambah_konsumsi:
        _, cost = place(line, result.scenario)
        per_unit = cost / result.scenario.periode
        transfer[rows] = per_unit * line.units[inside] / register.size[inside]
    return Rule(participation=participation, transfer=transfer, spent=result.values["belanja"])


def _root(covariance: np.ndarray) -> np.ndarray:
    """A square root of the covariance; rounding may leave it barely indefinite."""
    values, vectors = np.linalg.eigh(covariance)
    return vectors * np.sqrt(np.maximum(values, 0.0))
