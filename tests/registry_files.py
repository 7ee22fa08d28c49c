"""Small hand-made agency files for the registry tests. Numbers carry the impossible province 99."""

import csv
from pathlib import Path

DTSEN_FAMILY = {
    "kabupaten_kota": "KOTA MALANG",
    "kode_kelurahan_desa": "3573010001",
    "kelurahan_desa": "ARJOWINANGUN",
    "alamat": "JL. MELATI NO. 1 RT 001 RW 002",
    "nomor_kartu_keluarga": "9973010101100001",
    "jumlah_anggota_keluarga": "1",
    "nama_anggota_keluarga": "SITI AMINAH",
    "desil_nasional": "2",
    "pbi_nas": "TIDAK",
    "pbi_pemda": "TIDAK",
    "status_kepemilikan_rumah": "1",
    "jenis_lantai_terluas": "06",
    "luas_lantai": "36",
    "jenis_atap_terluas": "5",
}
DTSEN_PERSON = {
    "nomor_induk_kependudukan": "9973014101800001",
    "nomor_kartu_keluarga": "9973010101100001",
    "nama": "SITI AMINAH",
    "tanggal_lahir": "1980-01-01",
    "jenis_kelamin": "2",
    "status_hubungan_keluarga": "1",
    "status_bekerja": "1",
    "partisipasi_sekolah": "3",
    "penglihatan": "4",
    "kelurahan_desa_ktp": "ARJOWINANGUN",
    "alamat_ktp": "JL. MELATI NO. 1",
    "rt_ktp": "001",
    "rw_ktp": "002",
}
DTKS = {
    "kabupaten": "KOTA MALANG",
    "kecamatan": "KEDUNGKANDANG",
    "desa_kelurahan": "ARJOWINANGUN",
    "id_desa": "3573031011",
    "rt": "1",
    "rw": "2",
    "Nama": "SITI AMINAH",
    "NIK": "9973014101800001",
    "NOKK": "9973010101100001",
    "Alamat": "JL. MELATI NO. 1",
    "idsemesta": "1",
    "PKH": "TIDAK",
    "BPNT": "TIDAK",
    "PBI": "TIDAK",
    "masih_hidup_label": "Masih Hidup",
    "is_nonaktif": "0",
}
P3KE_FAMILY = {
    "No": "1",
    "ID Keluarga P3KE": "7001",
    "Kabupaten/Kota": "KOTA MALANG",
    "Desa/Kelurahan": "ARJOWINANGUN",
    "Kode Kemdagri": "3573031011",
    "Desil Kesejahteraan": "1",
    "Alamat": "JL. MELATI NO. 1 RT 001 RW 002",
    "Kepala Keluarga": "SITI AMINAH",
    "NIK": "9973014101800001",
    "Jenis Kelamin": "Perempuan",
    "Tanggal Lahir": "1/1/1980 0:00:00",
    "Pekerjaan": "Pedagang",
    "Pendidikan": "Tamat SLTP",
    "Jenis Atap": "Asbes/Seng",
    "Penerima PKH": "Tidak",
}
P3KE_PERSON = {
    "ID Keluarga P3KE": "7001",
    "Kabupaten/Kota": "KOTA MALANG",
    "Desa/Kelurahan": "ARJOWINANGUN",
    "Kode Kemdagri": "3573031011",
    "ID Individu": "1",
    "Nama": "SITI AMINAH",
    "NIK": "9973014101800001",
    "Jenis Kelamin": "Perempuan",
    "Hubungan dengan Kepala Keluarga": "Kepala Keluarga",
    "Tanggal Lahir": "1/1/1980 0:00:00",
}
VERDICT = {
    "kode_kelurahan": "35.73.03.1011",
    "nama_kelurahan": "Arjowinangun",
    "no_kk": "9973010101100001",
    "nik_kepala": "9973014101800001",
    "nama_kepala": "SITI AMINAH",
    "alamat": "JL. MELATI NO. 1",
    "hasil": "layak",
    "tanggal_verifikasi": "2026-05-01",
    "nomor_berita_acara": "BA/1",
}
PAYEE = {
    "NAMA PENERIMA": "SITI AMINAH",
    "NIK KTP": "9973014101800001",
    "NO KK": "9973010101100001",
    "TAHAP": "TAHAP 4 2026",
    "BANSOS": "PKH",
    "NM KAB": "KOTA MALANG",
    "NM KEC": "KEDUNGKANDANG",
    "NM KEL": "ARJOWINANGUN",
    "UMUR": "46",
}


def write_csv(path: Path, template: dict, *rows: dict, delimiter=",", encoding="utf-8") -> Path:
    """A delimited file: `template` names the columns, each row overrides some of its values."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(template), delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**template, **row} for row in rows)
    return path


def kk(serial: int) -> str:
    """A valid KK number of the synthetic province."""
    return f"997301010110{serial:04d}"


def nik(serial: int, *, day: int = 1, month: int = 1, year: int = 80, woman: bool = True) -> str:
    """A valid NIK of the synthetic province."""
    return f"997301{day + 40 * woman:02d}{month:02d}{year:02d}{serial:04d}"
