"""Columns of a cleaned row, by kind of file. Row rules and profiles may only name these."""

IDENTITY = {
    "kunci_keluarga": "text",
    "no_kk_teks": "text",
    "no_kk": "text",
    "nik_teks": "text",
    "nik": "text",
    "nama": "text",
    "tanggal_lahir_berkas": "date",
    "tanggal_lahir": "date",
    "jenis_kelamin_berkas": "text",
    "jenis_kelamin": "text",
    "umur": "smallint",
    "alamat": "text",
    "rt": "text",
    "rw": "text",
    "kode_kelurahan": "text",
    "wilayah_status": "text",
}

DWELLING = {
    "status_kepemilikan_rumah": "text",
    "luas_lantai": "smallint",
    "jenis_lantai": "text",
    "jenis_dinding": "text",
    "jenis_atap": "text",
    "sumber_air_minum": "text",
    "sumber_penerangan": "text",
    "daya_terpasang": "text",
    "bahan_bakar_memasak": "text",
    "fasilitas_bab": "text",
    "jenis_kloset": "text",
    "pembuangan_tinja": "text",
}

ASSETS = {
    f"punya_{thing}": "boolean"
    for thing in (
        "tabung_gas", "lemari_es", "ac", "pemanas_air", "telepon_rumah", "tv_datar", "emas",
        "komputer", "sepeda_motor", "sepeda", "mobil", "perahu", "kapal_motor", "smartphone",
        "lahan_lain", "rumah_lain", "ternak", "simpanan",
    )
}  # fmt: skip

FAMILY = {
    "jumlah_anggota": "smallint",
    "jumlah_keluarga": "smallint",
    "desil": "tinyint",
    "persentil": "double",
    "peringkat_kota": "integer",
    "ijazah_kepala": "text",
    "bekerja_kepala": "boolean",
    "kedudukan_pekerjaan_kepala": "text",
    **DWELLING,
    "kondisi_lantai": "text",
    "kondisi_dinding": "text",
    "kondisi_atap": "text",
    **ASSETS,
    "berisiko_stunting": "boolean",
    "pbi_nasional": "boolean",
    "pbi_pemda": "boolean",
}

PERSON = {
    "hubungan_keluarga": "text",
    "status_kawin": "text",
    "partisipasi_sekolah": "text",
    "jenjang": "text",
    "ijazah": "text",
    "bekerja": "boolean",
    "lapangan_usaha": "tinyint",
    "kedudukan_pekerjaan": "text",
    "disabilitas_berat": "boolean",
    "penyakit_kronis": "boolean",
    "gizi_buruk": "boolean",
    "hamil": "boolean",
    "punya_akta": "boolean",
    "punya_ktp": "boolean",
    "jkn_mandiri": "boolean",
    "jkn_pemberi_kerja": "boolean",
    "jaminan_kerja": "boolean",
    "meninggal": "boolean",
    "keluar": "boolean",
    "desil": "tinyint",
    "pbi_nasional": "boolean",
    "pbi_pemda": "boolean",
}

PAYEE = {"program": "text", "periode": "text"}

VERDICT = {
    "hasil": "text",
    "tanggal": "date",
    "nomor_berita_acara": "text",
    "kode_lembar": "text",
}

SURVEY = {
    "klaster": "text",
    "bobot_keluarga": "double",
    "jumlah_anggota": "smallint",
    "pengeluaran_per_kapita": "bigint",
    "jenis_kelamin_kepala": "text",
    "umur_kepala": "smallint",
    "ijazah_kepala": "text",
    "bekerja_kepala": "boolean",
    "kedudukan_pekerjaan_kepala": "text",
    "lapangan_usaha_kepala": "tinyint",
    **DWELLING,
    **ASSETS,
    "jumlah_balita": "smallint",
    "jumlah_anak_7_18": "smallint",
    "jumlah_dewasa_bekerja": "smallint",
    "jumlah_lansia": "smallint",
}

_KINDS = {
    "keluarga": IDENTITY | FAMILY,
    "individu": IDENTITY | PERSON,
    "penerima": IDENTITY | PAYEE,
    "verifikasi": IDENTITY | VERDICT,
    "survei": SURVEY,
}


def of(kind: str) -> dict[str, str]:
    """Canonical column → SQL type of a kind of file (`jenis` of its profile)."""
    return _KINDS[kind]
