"""The simulation as a workbook: the numbers of the screen, rounded and hidden as they are there."""

import numpy as np
import pandas as pd

from pedekate.format import rupiah_penuh, tanggal
from pedekate.reports import xlsx
from pedekate.simulation.run import Result
from pedekate.simulation.scenario import PERINGKAT
from pedekate.ui import data
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.simulation import measures_text, model, runs
from pedekate.ui.simulation.rule import text as rule_text


def workbook(
    outcome: Result,
    curves: dict[str, pd.DataFrame],
    *,
    programme: str,
    benefit: str,
    sentence: str,
    basis: str,
) -> bytes:
    """Groups, kelurahan and curves of one scenario, with what they rest on, as XLSX.

    Args:
        curves: ranking → anggaran_rp, cakupan (0..1), all over the same budgets.
        benefit: amount, unit and rhythm. sentence: the page's title. basis: its last line.
    """
    scenario, status = outcome.scenario, data.status()
    notes = {
        "Temuan": plain(sentence),
        "Program": programme,
        "Aturan": rule_text.in_force(scenario.program, scenario.aturan),
        "Anggaran setahun": rupiah_penuh(scenario.anggaran_rp),
        "Manfaat": benefit,
        "Bulan": str(scenario.bulan),
        "Urutan penerima": PERINGKAT[scenario.peringkat],
        "Lencana": "model (perkiraan, dibulatkan ke kelipatan 10); bukan penetapan penerima",
        "Dasar": plain(basis),
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
        "Sidik jari simulasi": outcome.fingerprint,
    }
    sheets = [
        _groups(outcome),
        *_measures(outcome),
        _deciles(outcome),
        _areas(outcome),
        _curves(curves),
    ]
    title = f"Simulasi {programme}"
    return xlsx.workbook(sheets, notes, title=title, synthetic=status.sintetis)


def _groups(outcome: Result) -> xlsx.Sheet:
    shown = model.families(outcome)
    rows = [
        ("Keluarga miskin", shown.poor),
        ("  tertinggal", shown.left_out),
        ("  terjangkau", shown.reached),
        ("Keluarga penerima", shown.recipients),
        ("  miskin (terjangkau)", shown.reached),
        ("  rentan", shown.vulnerable),
        ("  lebih mampu", shown.better_off),
    ]
    table = pd.DataFrame(rows, columns=["kelompok", "keluarga"])
    fields = [xlsx.Field("kelompok", "Kelompok"), xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE)]
    return xlsx.Sheet(name="Kelompok", table=table, fields=fields)


def _measures(outcome: Result) -> list[xlsx.Sheet]:
    before = runs.register_of_city().population.before["watts"]
    errors, others = (
        measures_text.errors(outcome),
        measures_text.others(outcome, watts_before=before),
    )
    return [
        xlsx.Sheet(
            name="Galat", table=errors,
            fields=[xlsx.Field("ukuran", "Ukuran"), xlsx.Field("keluarga", "Keluarga"),
                    xlsx.Field("penduduk", "Penduduk"), xlsx.Field("penyebut", "Penyebut")],
        ),
        xlsx.Sheet(
            name="Ukuran lain", table=others,
            fields=[xlsx.Field("ukuran", "Ukuran"), xlsx.Field("nilai", "Nilai"),
                    xlsx.Field("berarti", "Arti")],
        ),
    ]  # fmt: skip


def _deciles(outcome: Result) -> xlsx.Sheet:
    shares = np.round(np.array(model.decile_shares(outcome)) * 100, 1)
    table = pd.DataFrame({"desil": range(1, len(shares) + 1), "persen": shares})
    fields = [
        xlsx.Field("desil", "Desil pengeluaran kota"),
        xlsx.Field("persen", "Persen keluarga penerima", xlsx.ONE_DECIMAL),
    ]
    return xlsx.Sheet(name="Desil", table=table, fields=fields)


def _areas(outcome: Result) -> xlsx.Sheet:
    parts = {
        "tertinggal": model.left_out_by_area(outcome),
        "persen": model.share_left_out_by_area(outcome).round(),
        "penerima": model.recipients_by_area(outcome),
    }
    values = {name: part.set_index("kode_kelurahan")["nilai"] for name, part in parts.items()}
    table = geography().areas[["nama_kelurahan", "nama_kecamatan"]].assign(**values)
    fields = [
        xlsx.Field("kode_kelurahan", "Kode kelurahan"),
        xlsx.Field("nama_kelurahan", "Kelurahan"),
        xlsx.Field("nama_kecamatan", "Kecamatan"),
        xlsx.Field("tertinggal", "Keluarga miskin tertinggal", xlsx.WHOLE),
        xlsx.Field("persen", "Persen keluarga miskin tertinggal", xlsx.ONE_DECIMAL),
        xlsx.Field("penerima", "Keluarga penerima", xlsx.WHOLE),
    ]
    return xlsx.Sheet(name="Wilayah", table=table.reset_index(), fields=fields)


def _curves(curves: dict[str, pd.DataFrame]) -> xlsx.Sheet:
    first = next(iter(curves.values()))
    shares = {name: (curve["cakupan"] * 100).round(1) for name, curve in curves.items()}
    table = pd.DataFrame({"anggaran_rp": first["anggaran_rp"], **shares})
    fields = [xlsx.Field("anggaran_rp", "Anggaran setahun (Rp)", xlsx.WHOLE)]
    fields += [
        xlsx.Field(name, f"Persen miskin terjangkau: {PERINGKAT[name]}", xlsx.ONE_DECIMAL)
        for name in curves
    ]
    return xlsx.Sheet(name="Kurva", table=table, fields=fields)
