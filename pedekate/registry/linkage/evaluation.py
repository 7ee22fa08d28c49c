"""Linkage of a synthetic city against its truth: precision, recall and F1 over persons."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pedekate.errors import InputError, StoreError
from pedekate.registry import sources
from pedekate.store.build import Workspace
from pedekate.store.connection import ANALITIK, IDENTITAS, gudang_status

NOTES = "catatan.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Shares 0..1, NaN when there is nothing to judge.

    `presisi`: links that are right; `sapuan`: true persons found; `jumlah_benar`: how many there
    are to find; `ditemukan`: links made.
    """

    presisi: float
    sapuan: float
    jumlah_benar: int
    ditemukan: int

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 when nothing is right."""
        both = self.presisi + self.sapuan
        return 2 * self.presisi * self.sapuan / both if both else 0.0

    def to_json(self) -> dict[str, float]:
        """The contract's keys."""
        return {"presisi": self.presisi, "sapuan": self.sapuan, "f1": self.f1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores per pair of sources, of the clusters, and of both at other thresholds."""

    pasangan: dict[tuple[str, str], Score]
    klaster: Score
    ambang: dict[float, Score]


def evaluate(truth: Path, gudang: Path) -> Evaluation:
    """Score the register in `gudang` by the truth folder of the city it was built from.

    Raises:
        StoreError: there is no register, or it is not synthetic.
        InputError: the folder does not hold the truth, or that of another city.
    """
    status = gudang_status(gudang)
    if not status:
        raise StoreError.missing(f"di {gudang}")
    if status.get("sintetis") != "ya":
        raise StoreError("Registri ini bukan data sintetis; padanannya tidak punya kebenaran.")
    if not (truth / NOTES).exists():
        raise InputError(
            f"Folder {truth} tidak memuat {NOTES}; tunjuk folder kebenaran kota contoh."
        )
    with tempfile.TemporaryDirectory() as work:
        ws = Workspace(Path(work))
        try:
            ws.attach_read_only(gudang / ANALITIK, "analitik")
            ws.attach_read_only(gudang / IDENTITAS, "identitas")
            ws.read_parquet("catatan_benar", truth / NOTES)
            return score(ws)
        finally:
            ws.close()


def score(ws: Workspace) -> Evaluation:
    """As `evaluate`, in a workspace with both databases attached and `catatan_benar` read.

    Raises:
        InputError: the truth belongs to another city.
    """
    ws.put("urutan_sumber", sources.table())
    ws.run("padanan/40_nilai")
    pairs = ws.frame("select * from nilai_pasangan where ambang is null order by all")
    clusters = ws.frame("select * from nilai_klaster order by ambang nulls first")
    if not len(clusters):
        raise InputError("Kebenaran ini milik kota lain: tidak satu baris pun cocok.")
    return Evaluation(
        pasangan={(p.sumber_a, p.sumber_b): _pair(p) for p in pairs.itertuples()},
        klaster=_cluster(next(clusters.itertuples())),
        ambang={c.ambang: _cluster(c) for c in clusters.iloc[1:].itertuples()},
    )


def _pair(row) -> Score:
    return Score(
        presisi=_share(row.tepat, row.pasangan),
        sapuan=_share(row.orang_tepat, row.jumlah_benar),
        jumlah_benar=int(row.jumlah_benar),
        ditemukan=int(row.pasangan),
    )


def _cluster(row) -> Score:
    return Score(
        presisi=_share(row.tepat, row.klaster),
        sapuan=_share(row.orang_tepat, row.jumlah_benar),
        jumlah_benar=int(row.jumlah_benar),
        ditemukan=int(row.klaster),
    )


def _share(part: int, whole: int) -> float:
    return float(part / whole) if whole else float("nan")
