"""The comparison of scenarios as a workbook, rounded and hidden as on screen."""

from collections.abc import Mapping

import pandas as pd

from pedekate.format import tanggal
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.simulation.text import ADVICE


def workbook(
    table: pd.DataFrame,
    pairs: pd.DataFrame,
    *,
    base: str,
    choices: Mapping[str, str],
    basis: str,
) -> bytes:
    """Scenarios, pairs, and what they are.

    Args:
        table: `scenarios.measures`. pairs: the table of pairs, against the scenario named `base`.
        choices: name → what was chosen.
    """
    status = data.status()
    notes = {
        "Yang dibandingkan": "; ".join(f"{name}: {chosen}" for name, chosen in choices.items()),
        "Masuk, keluar": f"Masuk: menerima menurut skenario itu, tidak menurut {base}. Keluar: "
        "sebaliknya",
        "Persen miskin": "Keluarga miskin yang menerima dibagi semua keluarga miskin",
        "P1": "Kedalaman kemiskinan penduduk, persen; kosong bila manfaat tidak menambah belanja",
        "Tidak dapat dibedakan": "Rentang 80 persen selisih berpasangan mencakup nol, atau "
        "penerimanya sama",
        "Lencana": "model (keluarga dibulatkan ke kelipatan 10, uang ke tiga angka)",
        "Sifat": ADVICE,
        "Dasar": basis,
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    sheets = [_measures(table, choices), _pairs(pairs)]
    return xlsx.workbook(sheets, notes, title="Perbandingan skenario", synthetic=status.sintetis)


def _measures(table: pd.DataFrame, choices: Mapping[str, str]) -> xlsx.Sheet:
    percent = ["cakupan", "porsi_bukan_miskin", "p1_sebelum", "p1_sesudah"]
    rows = table.assign(
        pilihan=table["nama"].map(choices),
        **{name: (100 * table[name].astype(float)).round(3) for name in percent},
        turun=table["turun"].round(3),
    )
    fields = [
        xlsx.Field("nama", "Skenario"), xlsx.Field("pilihan", "Pilihan"),
        *(
            xlsx.Field(name, label, xlsx.WHOLE)
            for name, label in (
                ("penerima", "Keluarga penerima"), ("terjangkau", "Keluarga miskin terjangkau"),
                ("tertinggal", "Keluarga miskin tertinggal"),
                ("bukan_miskin", "Penerima bukan miskin"),
            )
        ),
        xlsx.Field("cakupan", "Persen miskin terjangkau", xlsx.ONE_DECIMAL),
        xlsx.Field("porsi_bukan_miskin", "Persen penerima bukan miskin", xlsx.ONE_DECIMAL),
        xlsx.Field("biaya_per_miskin", "Belanja per keluarga miskin terjangkau (Rp)", xlsx.WHOLE),
        xlsx.Field("belanja", "Belanja setahun (Rp)", xlsx.WHOLE),
        xlsx.Field("sisa_anggaran", "Sisa anggaran (Rp)", xlsx.WHOLE),
        xlsx.Field("p1_sebelum", "P1 sebelum (persen)", xlsx.TWO_DECIMALS),
        xlsx.Field("p1_sesudah", "P1 sesudah (persen)", xlsx.TWO_DECIMALS),
        xlsx.Field("turun", "P1 turun (poin)", xlsx.TWO_DECIMALS),
    ]  # fmt: skip
    return xlsx.Sheet(name="Skenario", table=rows, fields=fields)


def _pairs(pairs: pd.DataFrame) -> xlsx.Sheet:
    numbers = {
        "masuk": "Masuk", "keluar": "Keluar", "tetap": "Tetap", "miskin_masuk": "Miskin masuk",
        "miskin_keluar": "Miskin keluar",
    }  # fmt: skip
    fields = [
        xlsx.Field("nama", "Skenario"),
        *(xlsx.Field(name, label, xlsx.WHOLE) for name, label in numbers.items()),
        xlsx.Field("selisih", "Selisih terjangkau (poin, 80 persen)"),
        xlsx.Field("kesimpulan", "Kesimpulan"),
    ]
    return xlsx.Sheet(name="Berpasangan", table=pairs, fields=fields)
