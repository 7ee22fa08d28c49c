"""The section "Rupiah berikutnya" as a workbook, rounded and hidden as on screen."""

import numpy as np
import pandas as pd

from pedekate.format import rupiah_penuh, tanggal
from pedekate.reports import xlsx
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.ui import data
from pedekate.ui.kit.html import plain
from pedekate.ui.simulation.next_rupiah import text
from pedekate.ui.simulation.next_rupiah.model import Stretches
from pedekate.ui.simulation.rule import text as rule_text


def workbook(
    scenario: Scenario,
    *,
    costs: pd.DataFrame,
    cuts: pd.DataFrame,
    known: Stretches,
    programmes: pd.DataFrame,
    programme: str,
    sentence: str,
    basis: str,
) -> bytes:
    """Cost of a further family, the whole curve, cut-offs and all programmes, as XLSX."""
    status = data.status()
    notes = {
        "Temuan": plain(sentence),
        "Program": programme,
        "Aturan": rule_text.in_force(scenario.program, scenario.aturan),
        "Anggaran setahun": rupiah_penuh(scenario.anggaran_rp),
        "Urutan penerima": PERINGKAT[scenario.peringkat],
        "Berikutnya": "Rupiah per keluarga miskin yang berikutnya, menurut garis yang tidak pernah "
        "naik; kosong bila tidak ada lagi yang bertambah",
        "Keluarga miskin per miliar": "Kosong bila dalam bagian itu kurang dari 10 keluarga miskin",
        "Rentang": "80 persen dari 200 undian keadaan kota",
        "Lencana": "model (dibulatkan ke kelipatan 10); simulasi adalah saran, bukan penetapan",
        "Dasar": basis,
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    sheets = [_costs(costs), _curve(known), _cuts(cuts, scenario.peringkat), _all(programmes)]
    return xlsx.workbook(
        sheets, notes, title=f"Rupiah berikutnya {programme}", synthetic=status.sintetis
    )


def _costs(costs: pd.DataFrame) -> xlsx.Sheet:
    whole = xlsx.WHOLE
    table = costs.assign(
        cakupan=(100 * costs["cakupan"]).round(1),
        berikutnya=costs["berikutnya"].replace(np.inf, np.nan),
    )
    fields = [
        xlsx.Field("anggaran", "Sampai anggaran (Rp)", whole),
        xlsx.Field("miskin", "Keluarga miskin terjangkau", whole),
        xlsx.Field("cakupan", "Persen keluarga miskin", xlsx.ONE_DECIMAL),
        xlsx.Field("berikutnya", "Per keluarga berikutnya (Rp)", whole),
        xlsx.Field("rata", "Rata-rata per keluarga (Rp)", whole),
    ]
    return xlsx.Sheet(name="Biaya", table=table, fields=fields)


def _curve(known: Stretches) -> xlsx.Sheet:
    table = pd.DataFrame(
        {
            "dari": known.budgets[:-1], "sampai": known.budgets[1:],
            "terlihat": [v if np.isnan(v) else float(f"{v:.2g}") for v in known.seen],
            "garis": [float(f"{v:.2g}") for v in known.fitted],
        }
    )  # fmt: skip
    fields = [
        xlsx.Field("dari", "Dari anggaran (Rp)", xlsx.WHOLE),
        xlsx.Field("sampai", "Sampai anggaran (Rp)", xlsx.WHOLE),
        xlsx.Field("terlihat", "Keluarga miskin per miliar", xlsx.WHOLE),
        xlsx.Field("garis", "Garis yang tidak pernah naik", xlsx.WHOLE),
    ]
    return xlsx.Sheet(name="Kurva", table=table, fields=fields)


def _cuts(cuts: pd.DataFrame, peringkat: str) -> xlsx.Sheet:
    table = cuts.assign(
        batas=[plain(text.cut_name(peringkat, key, share)) for key, share in
               zip(cuts["kunci"], cuts["bagian"], strict=True)],
        cakupan=(100 * cuts["cakupan"]).round(1),
        bukan_miskin=(100 * cuts["bukan_miskin"]).round(1),
    )  # fmt: skip
    fields = [
        xlsx.Field("batas", "Batas"),
        xlsx.Field("penerima", "Keluarga penerima", xlsx.WHOLE),
        xlsx.Field("cakupan", "Persen keluarga miskin", xlsx.ONE_DECIMAL),
        xlsx.Field("bukan_miskin", "Persen penerima bukan miskin", xlsx.ONE_DECIMAL),
    ]
    return xlsx.Sheet(name="Batas", table=table, fields=fields)


def _all(programmes: pd.DataFrame) -> xlsx.Sheet:
    whole = xlsx.WHOLE
    fields = [
        xlsx.Field("nama", "Program"),
        xlsx.Field("uang", "Anggaran sekarang (Rp)", whole),
        xlsx.Field("miskin", "Keluarga miskin per Rp 1 miliar", whole),
        xlsx.Field("bawah", "Rentang bawah", whole),
        xlsx.Field("atas", "Rentang atas", whole),
        xlsx.Field("biaya", "Per keluarga miskin (Rp)", whole),
        xlsx.Field("jurang", "Kekurangan tertutup (Rp)", whole),
    ]
    return xlsx.Sheet(name="Semua program", table=programmes, fields=fields)
