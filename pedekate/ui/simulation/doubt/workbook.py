"""The section "Seberapa yakin" as a workbook: medians and intervals, pairs, assumptions."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pedekate.format import rupiah_penuh, tanggal
from pedekate.reports import xlsx
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.simulation.uncertainty import better_share, interval
from pedekate.ui import data
from pedekate.ui.simulation.rule import text as rule_text

_ENDS = {
    "bawah_95": "95 persen, bawah", "bawah_80": "80 persen, bawah", "tengah": "Titik tengah",
    "atas_80": "80 persen, atas", "atas_95": "95 persen, atas",
}  # fmt: skip


def workbook(
    scenario: Scenario,
    names: Sequence[str],
    found: Mapping[str, np.ndarray],
    cases: Mapping[str, Mapping[str, np.ndarray]],
    *,
    measures: Mapping[str, str],
    programme: str,
    basis: str,
) -> bytes:
    """Three sheets and their definitions.

    Args:
        found: outcome → (draws, rules), rules in the order of `names`, the chosen one first.
        cases: assumption → outcome → (draws,) of the chosen rule.
        measures: outcome → its heading.
    """
    status = data.status()
    rules = {PERINGKAT[n]: {k: v[:, i] for k, v in found.items()} for i, n in enumerate(names)}
    notes = {
        "Program": programme,
        "Aturan": rule_text.in_force(scenario.program, scenario.aturan),
        "Anggaran setahun": rupiah_penuh(scenario.anggaran_rp),
        "Bulan": str(scenario.bulan),
        "Urutan penerima": PERINGKAT[scenario.peringkat],
        **{heading: _DEFINITIONS[key] for key, heading in measures.items()},
        "Undian lebih baik": "Bagian undian ketika cara yang dipilih lebih sedikit meninggalkan "
        "keluarga miskin; antara 10 dan 90 persen keduanya tidak dapat dibedakan",
        "Lencana": "model (undian); simulasi adalah saran, bukan penetapan penerima",
        "Dasar": basis,
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Sidik jari data": status.sidik_jari,
    }
    sheets = [
        _intervals("Cara urut", "Urutan penerima", rules, measures),
        _pairs(names, found["eksklusi_keluarga"]),
        _intervals("Andaian", "Andaian", cases, measures),
    ]
    return xlsx.workbook(
        sheets, notes, title=f"Keyakinan simulasi {programme}", synthetic=status.sintetis
    )


_DEFINITIONS = {
    "cakupan_keluarga": "Persen keluarga miskin yang menerima; penyebut: semua keluarga "
    "miskin, juga yang di luar registri",
    "inklusi_keluarga": "Persen keluarga penerima yang di atas garis; penyebut: keluarga penerima",
    "p0_sesudah": "Persen penduduk di bawah garis sesudah manfaat; penyebut: penduduk",
    "biaya_per_keluarga_miskin": "Belanja program setahun dibagi keluarga miskin yang terjangkau, "
    "rupiah",
}


def _intervals(sheet: str, heading: str, rows: Mapping, measures: Mapping[str, str]) -> xlsx.Sheet:
    table = []
    for name, outcomes in rows.items():
        for key, label in measures.items():
            factor, digits = (1, -3) if key == "biaya_per_keluarga_miskin" else (100, 1)
            values = outcomes[key] * factor
            (low95, high95), (low80, high80) = (interval(values, level=at) for at in (0.95, 0.8))
            known = values[~np.isnan(values)]
            middle = np.quantile(known, 0.5, method="inverted_cdf") if len(known) else np.nan
            ends = dict(zip(_ENDS, (low95, low80, middle, high80, high95), strict=True))
            table.append(
                {"nama": name, "ukuran": label}
                | {
                    end: np.round(v, digits) if np.isfinite(v) else np.nan
                    for end, v in ends.items()
                }
            )
    fields = [xlsx.Field("nama", heading), xlsx.Field("ukuran", "Ukuran")]
    fields += [xlsx.Field(end, label, xlsx.ONE_DECIMAL) for end, label in _ENDS.items()]
    return xlsx.Sheet(name=sheet, table=pd.DataFrame(table), fields=fields)


def _pairs(names: Sequence[str], errors: np.ndarray) -> xlsx.Sheet:
    rows = [
        {
            "nama": PERINGKAT[name],
            "persen": round(100 * better_share(errors[:, 0], errors[:, k]), 1),
        }
        for k, name in enumerate(names)
        if k
    ]
    fields = [
        xlsx.Field("nama", "Dibanding"),
        xlsx.Field("persen", "Persen undian lebih baik", xlsx.ONE_DECIMAL),
    ]
    return xlsx.Sheet(
        name="Berpasangan", table=pd.DataFrame(rows, columns=["nama", "persen"]), fields=fields
    )
