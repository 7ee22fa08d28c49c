"""The synthetic city's truth, joined to the register through the origin of every row."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.errors import InputError, StoreError
from pedekate.registry.linkage import evaluation
from pedekate.store.build import Workspace
from pedekate.store.connection import ANALITIK, IDENTITAS, KEBENARAN, gudang_status
from pedekate.store.swap import building, swap_in

FAMILIES, NOTES = "keluarga.parquet", "catatan.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class TruthReport:
    """True families, how many are in the register, and register families beyond one each."""

    keluarga: int
    terdaftar: int
    berlebih: int


def attach(folder: Path, gudang: Path) -> TruthReport:
    """Build `kebenaran.duckdb` in the gudang: one row per true family.

    A register family belongs to the true family most of its rows come from. Where several register
    families belong to one true family, the best documented is kept: most rows, then lowest score,
    then lowest decile.

    Raises:
        StoreError: there is no register, or it is not synthetic.
        InputError: the folder does not hold the truth of a synthetic city.
    """
    status = gudang_status(gudang)
    if not status:
        raise StoreError.missing(f"di {gudang}")
    if status.get("sintetis") != "ya":
        raise StoreError(
            "Registri ini bukan data sintetis; kebenaran hanya untuk kota contoh "
            "(muat dengan --sintetis)."
        )
    missing = [name for name in (FAMILIES, NOTES) if not (folder / name).exists()]
    if missing:
        raise InputError(
            f"Folder {folder} tidak memuat {' dan '.join(missing)}; tunjuk folder kebenaran yang "
            "ditulis perintah contoh."
        )
    with building(gudang) as work:
        report = _build(work, folder, gudang)
        swap_in(gudang, work, (KEBENARAN,))
    return report


def _build(work: Path, folder: Path, gudang: Path) -> TruthReport:
    ws = Workspace(work)
    try:
        ws.attach_read_only(gudang / ANALITIK, "analitik")
        ws.attach_read_only(gudang / IDENTITAS, "identitas")
        schema = (config.ROOT / "pedekate" / "schema" / "kebenaran.sql").read_text(encoding="utf-8")
        ws.create_database(KEBENARAN, "benar", schema)
        ws.read_parquet("keluarga_benar", folder / FAMILIES)
        ws.read_parquet("catatan_benar", folder / NOTES)
        ws.run("registri/50_kebenaran")
        ws.put("benar.nilai_ambang", _thresholds(ws), append=True)
        counts = ws.rows(
            "select count(*), count(id_keluarga), "
            "(select count(*) from keluarga_asal where ke > 1) from benar.kebenaran"
        )[0]
        ws.detach("benar")
    finally:
        ws.close()
    return TruthReport(keluarga=counts[0], terdaftar=counts[1], berlebih=counts[2])


def _thresholds(ws: Workspace) -> pd.DataFrame:
    """ambang, presisi, sapuan of the linkage at every threshold computed at loading."""
    found = evaluation.score(ws)
    today = ws.value("select ambang from analitik.agregat_ambang where berlaku")
    scores = found.ambang | {today: found.klaster}
    rows = [(ambang, s.presisi, s.sapuan) for ambang, s in sorted(scores.items())]
    return pd.DataFrame(rows, columns=["ambang", "presisi", "sapuan"])
