"""The section "Pemenang dan kelompok" as a workbook, rounded and hidden as on screen."""

import pandas as pd

from pedekate.format import rupiah_penuh, tanggal
from pedekate.reports import xlsx
from pedekate.simulation.scenario import Scenario
from pedekate.ui import data
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.html import plain
from pedekate.ui.simulation.groups.model import ALL
from pedekate.ui.simulation.rule import text as rule_text

_PARTS = {"keduanya": "Kedua cara", "hanya_a": "Keluar", "hanya_b": "Masuk"}
# Key → heading and the factor that makes one decimal enough.
_WORTH = {
    "biaya_per_miskin": ("Belanja per keluarga miskin terjangkau (Rp)", 1),
    "biaya_per_jurang": ("Belanja per rupiah kekurangan yang tertutup (Rp)", 1),
    "gini_sebelum": ("Gini sebelum (×100)", 100),
    "gini_sesudah": ("Gini sesudah (×100)", 100),
    "selisih_sasaran": ("Cakupan penduduk miskin dikurangi yang lain (poin persen)", 100),
}


def workbook(
    scenario: Scenario,
    names: tuple[str, str],
    *,
    programme: str,
    sentence: str,
    basis: str,
    moves: pd.DataFrame,
    areas: pd.DataFrame,
    shown: pd.DataFrame,
    profile: pd.DataFrame,
    worth: dict[str, dict[str, float]],
) -> bytes:
    """Winners and losers, kelurahan, groups, the margin and money of both rules.

    Args:
        names: the rule compared with, and the chosen one. The tables are those of the page.
    """
    status = data.status()
    notes = {
        "Temuan": plain(sentence),
        "Program": programme,
        "Aturan": rule_text.in_force(scenario.program, scenario.aturan),
        "Anggaran setahun": rupiah_penuh(scenario.anggaran_rp),
        "Dibandingkan": names[0],
        "Urutan penerima": names[1],
        "Keluar, masuk": "Keluar: menerima hanya menurut cara yang dibandingkan. Masuk: menerima "
        "hanya menurut urutan yang dipilih",
        "Persen terjangkau": "Keluarga miskin yang menerima dibagi keluarga miskin kelompok itu",
        "Sekitar batas": "Seratus keluarga terakhir yang menerima dan seratus pertama yang tidak, "
        "dengan semua yang bernilai sama",
        "Lencana": "model (dibulatkan ke kelipatan 10); simulasi adalah saran, bukan penetapan",
        "Dasar": basis,
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    sheets = [_moves(moves), _areas(areas), _groups(shown), _profile(profile), _worth(worth, names)]
    return xlsx.workbook(
        sheets, notes, title=f"Pemenang dan kelompok {programme}", synthetic=status.sintetis
    )


def _moves(moves: pd.DataFrame) -> xlsx.Sheet:
    fields = [
        xlsx.Field("nama", "Kelompok"), xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE),
        xlsx.Field("jiwa", "Jiwa", xlsx.WHOLE), xlsx.Field("miskin", "Keluarga miskin", xlsx.WHOLE),
    ]  # fmt: skip
    table = moves.assign(nama=moves["bagian"].map(_PARTS))
    return xlsx.Sheet(name="Pemenang", table=table, fields=fields)


def _areas(areas: pd.DataFrame) -> xlsx.Sheet:
    places = geography().areas[["nama_kelurahan", "nama_kecamatan"]]
    table = areas.merge(places, left_on="kode_kelurahan", right_index=True)
    fields = [
        xlsx.Field("kode_kelurahan", "Kode kelurahan"), xlsx.Field("nama_kelurahan", "Kelurahan"),
        xlsx.Field("nama_kecamatan", "Kecamatan"),
        *(xlsx.Field(part, name, xlsx.WHOLE) for part, name in _PARTS.items()),
    ]  # fmt: skip
    return xlsx.Sheet(name="Wilayah", table=table, fields=fields)


def _groups(shown: pd.DataFrame) -> xlsx.Sheet:
    table = shown.assign(
        persen=(shown["nilai"] * 100).round(1), kelas=shown["kelas"].replace(ALL, "Semua"),
        sifat=shown["sifat"].replace(ALL, "Semua"),
    )  # fmt: skip
    fields = [
        xlsx.Field("sifat", "Pengelompokan"), xlsx.Field("kelas", "Kelompok"),
        xlsx.Field("penyebut", "Keluarga miskin", xlsx.WHOLE),
        xlsx.Field("pembilang", "Terjangkau", xlsx.WHOLE),
        xlsx.Field("persen", "Persen terjangkau", xlsx.ONE_DECIMAL),
        xlsx.Field("keterangan", "Catatan"),
    ]  # fmt: skip
    return xlsx.Sheet(name="Kelompok", table=table, fields=fields)


def _profile(profile: pd.DataFrame) -> xlsx.Sheet:
    fields = [
        xlsx.Field("sifat", "Sifat"), xlsx.Field("kelas", "Kelas"),
        xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE),
    ]  # fmt: skip
    return xlsx.Sheet(name="Sekitar batas", table=profile, fields=fields)


def _worth(worth: dict[str, dict[str, float]], names: tuple[str, str]) -> xlsx.Sheet:
    rows = [
        {"ukuran": label} | {side: round(factor * worth[side][key], 2) for side in worth}
        for key, (label, factor) in _WORTH.items()
    ]
    fields = [
        xlsx.Field("ukuran", "Ukuran"), xlsx.Field("before", names[0], xlsx.ONE_DECIMAL),
        xlsx.Field("after", names[1], xlsx.ONE_DECIMAL),
    ]  # fmt: skip
    return xlsx.Sheet(name="Uang", table=pd.DataFrame(rows), fields=fields)
