"""The DTSEN member file: Regsosek codes, the KTP's own address beside the domicile."""

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, constant, count, iso_dates, yes_no
from pedekate.sample.defects import break_numbers, share_some, spelling, wrong_births
from pedekate.sample.draws import choice
from pedekate.sample.dtsen import DUPLICATE, FULL, Register
from pedekate.sample.health import FUNCTIONS
from pedekate.sample.identity import address_text
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing, has_pbi


def member_table(city: City, register: Register, listing: Listing, part: slice) -> pa.Table:
    """Columns of `dtsen_anggota.csv` for a slice of members, in catalogue order."""
    member = {name: values[part] for name, values in register.members.items()}
    persons = {name: values[member["individu"]] for name, values in city.persons.items()}
    record = {name: values[member["rekaman"]] for name, values in register.families.items()}
    known = record["asal"] == FULL
    columns = _identity_columns(city, member, persons, record, listing)
    columns |= _schooling_columns(persons, known)
    columns |= _work_columns(persons, known)
    columns |= _health_columns(persons, known)
    columns |= _ktp_columns(city, persons, record)
    return pa.table(columns)


def _identity_columns(city, member, persons, record, listing) -> dict[str, pa.Array]:
    keys = member["kunci"]
    share = city.galat.nik * np.where(record["salinan"] == DUPLICATE, 0.5, 0.015)
    nik = share_some(persons["nik"], keys, 0.0003, "nik dipakai dua")
    names = tuple(persons[f"nama_{i}"] for i in (1, 2, 3))
    slips = city.galat.ejaan * np.where(record["salinan"] == DUPLICATE, 0.7, 0.02)
    spelt = spelling(keys, slips, "ejaan nama")
    national, local = has_pbi(city, listing)
    family = record["keluarga"]
    return {
        "nomor_induk_kependudukan": break_numbers(nik, keys, share, "nik rusak"),
        "nomor_kartu_keluarga": break_numbers(
            record["no_kk"], record["kunci"], city.galat.kk * 0.012, "kk rusak"
        ),
        "nama": name_text(names, spelt),
        "tanggal_lahir": iso_dates(wrong_births(city, persons["lahir"], keys, "lahir dtsen")),
        "jenis_kelamin": coded(persons["perempuan"], ["1", "2"]),
        "status_hubungan_keluarga": code_number(member["hubungan"]),
        "status_kawin": code_number(persons["kawin"]),
        "pbi_nas": yes_no(national[family]),
        "pbi_pemda": yes_no(local[family]),
    }


_LEVEL_LABELS = (
    "TIDAK/BELUM SEKOLAH", "TAMAT SD/SEDERAJAT", "SLTP/SEDERAJAT", "SLTA/SEDERAJAT",
    "AKADEMI/DIPLOMA III/S. MUDA", "DIPLOMA IV/STRATA I", "STRATA II",
)  # fmt: skip


def _schooling_columns(persons: dict, known: np.ndarray) -> dict[str, pa.Array]:
    return {
        "partisipasi_sekolah": code_number(persons["partisipasi"] * known),
        "jenjang_tertinggi_yang_diduduki": code_number(persons["jenjang"] * known),
        "kelas_tertinggi_yang_diduduki": code_number(persons["kelas"] * known),
        "ijazah_tertinggi_yang_dimiliki": code_number(persons["ijazah"] * known),
        "pendidikan_akhir_ktp": coded(persons["tingkat"], _LEVEL_LABELS),
    }


_KTP_JOBS = (
    "BELUM/TIDAK BEKERJA", "PELAJAR/MAHASISWA", "MENGURUS RUMAH TANGGA", "WIRASWASTA",
    "KARYAWAN SWASTA", "PEGAWAI NEGERI SIPIL", "BURUH HARIAN LEPAS", "PETANI/PEKEBUN",
    "PEDAGANG", "PENSIUNAN",
)  # fmt: skip


def ktp_job(persons: dict) -> np.ndarray:
    """(n,) index of the KTP's occupation label; the card lags behind the real job."""
    position, age = persons["kedudukan"], persons["umur"]
    trader = (persons["sektor"] == 12) & np.isin(position, (1, 2, 3))
    farmer = (persons["sektor"] > 0) & (persons["sektor"] <= 6)
    return np.select(
        [
            farmer, trader, position == 5, position == 4, np.isin(position, (6, 7)), position > 0,
            persons["partisipasi"] == 2, age < 16, (age >= 62) & (persons["tingkat"] >= 3),
            persons["perempuan"],
        ],
        [7, 8, 5, 4, 6, 3, 1, 0, 9, 2],
    )  # fmt: skip


def _work_columns(persons: dict, known: np.ndarray) -> dict[str, pa.Array]:
    asked = known & (persons["umur"] >= 5)
    owner = persons["jumlah_usaha"] > 0
    return {
        "status_bekerja": coded(np.where(asked, ~persons["bekerja"], -1), ["1", "2"]),
        "lapangan_usaha_dari_pekerjaan_utama": code_number(persons["sektor"] * known),
        "status_dalam_pekerjaan_utama": code_number(persons["kedudukan"] * known),
        "kepemilikan_usaha": coded(np.where(asked, ~owner, -1), ["1", "2"]),
        "jumlah_usaha": count(persons["jumlah_usaha"], ~(asked & owner)),
        "lapangan_usaha_dari_usaha_utama": code_number(persons["sektor"] * known * owner),
        "jumlah_pekerja_yang_dibayar_dari_usaha_utama": count(
            persons["pekerja_dibayar"], ~(asked & owner)
        ),
        "jumlah_pekerja_tidak_dibayar_dari_usaha_utama": count(
            persons["pekerja_keluarga"], ~(asked & owner)
        ),
        "omzet_usaha_utama": code_number(persons["omzet"] * known),
        "pekerjaan_ktp": coded(ktp_job(persons), _KTP_JOBS),
    }


def _health_columns(persons: dict, known: np.ndarray) -> dict[str, pa.Array]:
    columns = {"kondisi_gizi": code_number(persons["gizi"] * known)}
    columns |= {name: code_number(persons[name] * known) for name in FUNCTIONS}
    columns["kesedihan_depresi"] = code_number(persons["sedih"] * known)
    columns["penyakit_kronis"] = code_number(persons["kronis"] * known)
    return columns


# Where cards of other cities come from: names only, their village codes stay blank.
_ELSEWHERE = (
    ("3507", "KABUPATEN MALANG"), ("3579", "KOTA BATU"), ("3505", "KABUPATEN BLITAR"),
    ("3514", "KABUPATEN PASURUAN"), ("3508", "KABUPATEN LUMAJANG"), ("3578", "KOTA SURABAYA"),
)  # fmt: skip


def _ktp_columns(city: City, persons: dict, record: dict) -> dict[str, pa.Array]:
    family, rows = record["keluarga"], len(record["keluarga"])
    area = city.families["area"][family]
    away = persons["ktp_luar"]
    home = np.where(away, choice(persons["kunci"], "ktp kota", [0.5, 0.1, 0.1, 0.1, 0.05, 0.15]), 6)
    here = np.where(away, -1, area)
    names = [name.upper() for name in city.areas.nama_bps]
    unit = np.where(away, 0, 1)
    return {
        "kode_provinsi_ktp": constant("35", rows),
        "provinsi_ktp": constant("JAWA TIMUR", rows),
        "kode_kabupaten_kota_ktp": coded(home, [code for code, _ in _ELSEWHERE] + ["3573"]),
        "kabupaten_kota_ktp": coded(home, [name for _, name in _ELSEWHERE] + ["KOTA MALANG"]),
        "kode_kecamatan_ktp": coded(here, city.areas.kode_kecamatan_bps),
        "kecamatan_ktp": coded(here, [name.upper() for name in city.areas.nama_kecamatan]),
        "kode_kelurahan_desa_ktp": coded(here, city.areas.kode_bps),
        "kelurahan_desa_ktp": coded(here, names),
        "rt_ktp": code_number(city.families["rt"][family] * unit, width=3),
        "rw_ktp": code_number(city.families["rw"][family] * unit, width=3),
        "dusun_ktp": constant(None, rows),
        "alamat_ktp": address_text(city.families, family, with_rt=False),
    }
