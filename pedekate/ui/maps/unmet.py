"""Unmet need of a programme on the map: poor families its budget does not reach."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.disclosure import NO_DATA, policy
from pedekate.format import angka, is_missing, rupiah
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui import data
from pedekate.ui.data import Measure
from pedekate.ui.indicators.criteria_text import lower_first
from pedekate.ui.kit.tables import Column
from pedekate.ui.maps.view import Unit
from pedekate.ui.simulation import model, runs

ID = "belum_terjangkau"
NAME = "Keluarga miskin belum terjangkau"
NO_RANGE = (
    "Perkiraan model. Per kelurahan baca kelasnya, bukan urutannya; rentang kota ada di Simulasi, "
    "bagian Seberapa yakin."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetUnit(Unit):
    """How the measure is shown: per 100 poor families, or as a count."""

    scenario: Scenario

    @property
    def key(self) -> str:
        return f"{ID}|{self.counts}|{self.scenario.fingerprint(data='', code='')}"

    @property
    def label(self) -> str:
        return "Jumlah keluarga" if self.counts else "Per 100 keluarga miskin"

    @property
    def legend(self) -> str:
        return f"{self.measure.nama}, {lower_first(self.label)}"

    @property
    def base(self) -> str:
        budget = rupiah(self.scenario.anggaran_rp)
        order = lower_first(PERINGKAT[self.scenario.peringkat])
        return f"Simulasi {self.measure.tema}, {budget} setahun, urutan {order}"


def unit_of(scenario: Scenario, *, counts: bool) -> UnmetUnit:
    """The measure of one scenario."""
    program = runs.programme(scenario.program).nama_pendek
    return UnmetUnit(measure=_measure(program), counts=counts, scenario=scenario)


def _measure(program: str) -> Measure:
    return Measure(
        id=ID, nama=NAME, frasa=f"miskin belum terjangkau {program}",
        definisi=(
            f"Keluarga di bawah garis kemiskinan menurut model yang tidak mendapat {program} "
            "dengan anggaran ini."
        ),
        satuan_hitung="keluarga", penyebut="keluarga miskin (perkiraan)", tema=program,
        nama_tema="Simulasi", lencana="model", tanggal=data.status().tanggal_registri,
        sumber="simulasi atas registri kota; cara hitungnya di Metodologi", arah="butuh",
    )  # fmt: skip


def by_kelurahan(scenario: Scenario) -> pd.DataFrame:
    """One row per kelurahan, the columns of `data.measure_by_kelurahan`.

    Counts are multiples of ten and the rate is theirs, so it says no more than they do; hidden
    where fewer poor families live than may be shown.
    """
    outcome = runs.result(scenario.program, scenario)
    poor = outcome.everybody.areas[1]
    left_out = model.left_out_by_area(outcome)["nilai"].to_numpy(float)
    small = np.isnan(left_out)
    shown = np.where(small, np.nan, np.maximum(np.round(poor / model.STEP) * model.STEP, left_out))
    share = np.full(len(poor), np.nan)
    np.divide(left_out, shown, out=share, where=~small & (shown > 0))
    reason = np.where(small, policy().small_label, np.where(shown > 0, "", NO_DATA))
    found = pd.DataFrame(
        {"kode": outcome.codes, "nilai": share, "pembilang": _whole(left_out),
         "penyebut": _whole(shown), "disembunyikan": small, "keterangan": reason}
    )  # fmt: skip
    found["tak_diketahui"] = pd.array([0] * len(found), dtype="Int64")
    named = data.areas("kelurahan").merge(found, on="kode", how="left")
    named["keterangan"] = named["keterangan"].fillna(NO_DATA)
    named["disembunyikan"] = named["disembunyikan"].fillna(False).astype(bool)
    return named.rename(columns={"kode": "kode_kelurahan", "nama": "nama_kelurahan"})


def of_city(scenario: Scenario) -> pd.Series:
    """The city's row: nilai (0..1; NaN without poor families), pembilang, penyebut."""
    families = model.families(runs.result(scenario.program, scenario))
    share = families.left_out / families.poor if families.poor else np.nan
    return pd.Series({"nilai": share, "pembilang": families.left_out, "penyebut": families.poor})


def sentence(table: pd.DataFrame, unit: UnmetUnit, city: pd.Series) -> str:
    """The title of the page: how many are left out with this money, and where they live."""
    budget, program = rupiah(unit.scenario.anggaran_rp), unit.measure.tema
    if is_missing(city["nilai"]):
        return f"Tidak ada keluarga miskin yang dapat dihitung untuk {program}"
    head = f"Dengan {budget}, {program} belum menjangkau {angka(city['pembilang'])} keluarga miskin"
    known = table.dropna(subset=["nilai"])
    counts = known.set_index("nama_kecamatan")["pembilang"].astype(float)
    if known.empty or not counts.sum() > 0:
        return head
    ordered = counts.sort_values(ascending=False)
    half = int((ordered.cumsum() < ordered.sum() / 2).sum()) + 1
    place = counts.groupby(level=0).sum().idxmax()
    return f"{head}; <em>separuhnya di {half} kelurahan, terbanyak di {place}</em>"


def columns(unit: UnmetUnit) -> list[Column]:
    """The columns right of the ranked value."""
    other = Column("per_100", "Per 100", angka) if unit.counts else Column("pembilang", "Jumlah")
    return [other, Column("penyebut", "Keluarga miskin")]


def notes(unit: UnmetUnit) -> dict[str, str]:
    """What the scenario is, for the sheet *Keterangan*."""
    return {
        "Skenario": unit.base,
        "Manfaat": f"{rupiah(unit.scenario.manfaat_rp)}, {unit.scenario.bulan} bulan",
        "Pembulatan": f"Jumlah dibulatkan ke kelipatan {model.STEP}.",
        "Perhatian": NO_RANGE + " Simulasi, bukan penetapan penerima.",
    }


def _whole(values: np.ndarray) -> pd.array:
    return pd.array([pd.NA if v != v else int(v) for v in values], dtype="Int64")
