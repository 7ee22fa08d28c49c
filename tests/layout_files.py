"""Writers of hand-made files in the layouts that `tests/registry_files.py` does not hold.

Every template is one plausible row; numbers carry the impossible province 99.
"""

from pathlib import Path

import xlsxwriter

from tests.registry_files import P3KE_FAMILY

KK_1, NIK_1 = "9973010101100001", "9973014101800001"

P3KE_REGENCY = P3KE_FAMILY | {
    "Persentil": "7",
    "RT": "1",
    "RW": "2",
    "Koordinat_X": "112.6",
    "Koordinat_Y": "-7.9",
    "nomor_KK": KK_1,
    "umur": "43",
    "status_pekerjaan": "Berusaha sendiri",
    "Pendidikan": "Tdk tamat SD",
    "Kepemilikan Rumah": "Bebas Sewa/Menumpang",
    "kualitas_atap": "JELEK/KUALITAS RENDAH",
    "Jenis Dinding": "Bambu",
    "kualitas_dinding": "Bagus/Kualitas Tinggi",
    "Jenis Lantai": "Keramik/Granit/Marmer/Ubin/Tegel/Teraso",
    "kualitas_lantai": "",
    "Sumber Penerangan": "Listrik PLN meteran",
    "daya_listrik_terpasang": "=< 900 watt",
    "Bahan Bakar Memasak": "Listrik/Gas",
    "Sumber Air Minum": "Air Kemasan/Isi Ulang",
    "Memiliki Fasilitas Buang Air Besar": "Umum/Bersama",
    "Resiko Stunting": "BERESIKO STUNTING",
    "penerima_prakerja": "Tidak",
    "penerima_KUR": "Ya",
    "VERVAL_2023": "Layak",
    "APBN_PKH": "1",
    "APBD_RTLH": "0",
    "status_verifikasi": "sudah",
}
P3KE_CANDIDATE = {
    "id_kpm": "K-1",
    "nik_kk": NIK_1,
    "nik_pkk": "9973014101820009",
    "nama_kk": "SITI AMINAH",
    "nama_pkk": "SITI AMINAH",
    "nama_anak": "BUDI",
    "nik_anak": "",
    "alamat": "JL. MELATI NO. 1",
    "nama_rt": "1",
    "nama_rw": "2",
    "desa_kelurahan": "ARJOWINANGUN",
    "kecamatan": "KEDUNGKANDANG",
    "kabkot": "KOTA MALANG",
    "district": "MALANG",
    "sumber": "P3KE",
    "desil_p3ke": "1",
    "lat": "-7.9",
    "lng": "112.6",
    "tahun_anggaran": "2024",
}
SLRT = {
    "nik": NIK_1,
    "no_kk": KK_1,
    "nama": "SITI AMINAH",
    "hubungan_keluarga": "KEPALA KELUARGA",
    "alamat": "JL. MELATI NO. 1",
    "sembako": "YA",
    "pkh": "TIDAK",
    "pbi": "YA",
    "rst": "TIDAK",
    "blt_elnino": "",
    "sembako_adaptif": "TIDAK",
    "blt_migor": "TIDAK",
    "yatim_piatu": "TIDAK",
    "permakanan": "TIDAK",
    "pena": "TIDAK",
    "bpnt_ppkm": "TIDAK",
    "bst": "TIDAK",
    "atensi": "TIDAK",
    "ket_meninggal": "",
    "ket_disabilitas": "",
}
DTSEN_RANKS = {
    "id_keluarga": "F-1",
    "id_wilayah": "3573031011",
    "no_kk": KK_1,
    "nik": NIK_1,
    "nama_kepala_keluarga": "SITI AMINAH",
    "alamat": "JL. MELATI NO. 1",
    "rt": "1",
    "rw": "2",
    "provinsi": "JAWA TIMUR",
    "kabupaten": "KOTA MALANG",
    "kecamatan": "KEDUNGKANDANG",
    "kelurahan": "ARJOWINANGUN",
    "desil_nasional": "2",
    "percentile_nasional": "13.5",
    "peringkat_nasional": "12345678",
    "peringkat_provinsi": "1234567",
    "peringkat_kab_kota": "4321",
}
DTSEN_RANKS_MEMBER = {
    "id_keluarga": "F-1",
    "no_kk": KK_1,
    "idsemesta": "1",
    "nik": NIK_1,
    "nama": "SITI AMINAH",
    "hub_kepala_keluarga": "KEPALA KELUARGA",
    "pekerjaan_utama": "PEDAGANG",
    "status_kedudukan_pekerjaan_utama": "Berusaha sendiri",
    "keberadaan_anggota": "Tinggal bersama",
    "flag_aktif": "1",
    "status_meninggal": "Tidak",
    "keterangan_deleted": "",
}
BDT_HOUSEHOLD = {
    "IDBDT": "B-1",
    "RUTA6": "000001",
    "KDPROP": "35",
    "KDKAB": "73",
    "KDKEC": "10",
    "KDDESA": "1",
    "Alamat": "JL. MELATI NO. 1",
    "Nama_KRT": "SITI AMINAH",
    "Jumlah_ART": "1",
    "Jumlah_Keluarga": "1",
    "sta_bangunan": "1",
    "luas_lantai": "36",
    "lantai": "9",
    "dinding": "3",
    "kondisi_dinding": "2",
    "atap": "5",
    "kondisi_atap": "1",
    "sumber_airminum": "4",
    "sumber_penerangan": "1",
    "daya": "2",
    "bb_masak": "9",
    "fasbab": "3",
    "kloset": "2",
    "buang_tinja": "3",
    "ada_tabung_gas": "1",
    "ada_lemari_es": "3",
    "ada_ac": "2",
    "ada_pemanas": "4",
    "ada_telepon": "2",
    "ada_tv": "3",
    "ada_emas": "0",
    "ada_laptop": "4",
    "ada_sepeda": "1",
    "ada_motor": "3",
    "ada_mobil": "2",
    "ada_perahu": "4",
    "ada_motor_tempel": "2",
    "ada_perahu_motor": "4",
    "ada_kapal": "2",
    "aset_tak_bergerak": "2",
    "rumah_lain": "4",
    "jumlah_sapi": "0",
    "jumlah_kambing": "2",
    "percentile": "12",
    "NOKK": KK_1,
    "lat": "-7.9",
    "long": "112.6",
}
BDT_MEMBER = {
    "IDARTBDT": "A-1",
    "IDBDT": "B-1",
    "Nama": "SITI AMINAH",
    "JnsKel": "2",
    "TglLahir": "1980-01-01",
    "NIK": NIK_1,
    "NoKK": KK_1,
    "Hub_KRT": "1",
    "NUK": "1",
    "Umur": "35",
    "Sta_kawin": "4",
    "Sta_hamil": "1",
}
PLACE = {
    "no urut bangunan tempat tinggal": 1,
    "no urut keluarga": 1,
    "no kartu keluarga": KK_1,
    "kode sls/non sls": "35730100010001",
    "kode sub sls": "00",
    "nama sls/non sls": "RT 001 RW 002",
    "status keluarga": 1,
    "id landmark wilkerstat": "",
    "kode kartu keluarga": 0,
    "Catatan": "",
}
OFFICER = {
    "no kartu keluarga": KK_1,
    "tanggal pendataan": 44849,
    "nama ppl": "PETUGAS",
    "kode ppl": "1",
    "tanggal pemeriksaan": 44850,
    "nama pml": "PENGAWAS",
    "kode pml": "2",
    "nama responden": "TETANGGA",
    "no hp": "",
    "hasil pendataan": 1,
}
DWELLING = {
    "no kartu keluarga": KK_1,
    "301a": 1,
    "301b": 1,
    "302": 36,
    "303": 8,
    "304": 4,
    "305": 5,
    "306a": 9,
    "306b": 1,
    "307a": 2,
    "307b1": "",
    "307b2": "",
    "307b3": "",
    "308": 12,
    "309a": 3,
    "309b": 2,
    "310": 4,
}
MEMBER_HEADER = [
    "no kartu keluarga", "401", "402 Nama", "403 NIK", "404", "405", "406", "407", "408", "409",
    "411", "412", "413", "414", "415", "416a", "416b", "417", "418", "419", "401", "402 Nama",
    "403 NIK", "420a", "425", "426", "427", "428a", "428b", "428c", "428d", "428e", "428f", "428g",
    "428h", "428i", "428j", "429", "430", "401", "402 Nama", "403 NIK", "431a", "431b", "431c",
    "431d", "431e", "431f",
]  # fmt: skip
MEMBER = {
    "no kartu keluarga": KK_1, "401": 1, "402 Nama": "SITI AMINAH", "403 NIK": NIK_1, "404": 1,
    "405": 2, "406": 29221, "407": 42, "408": 4, "409": 1, "411": 5, "412": 3, "413": 8, "414": 8,
    "415": 8, "416a": 1, "416b": 40, "417": 12, "418": 1, "419": 3, "420a": 2, "427": 3,
    "428a": 4, "428b": 2, "428c": 4, "428d": 4, "428e": 4, "428f": 4, "428g": 4, "428h": 4,
    "428i": 4, "428j": 4, "429": 3, "430": 1, "431a": 1, "431b": 2, "431c": 2, "431d": 2,
    "431e": 8, "431f": 0,
}  # fmt: skip
ASSETS = {f"502{letter}": 2 for letter in "abcdefghijklmn"}
PROGRAMMES = (
    {"no kartu keluarga": KK_1}
    | {f"501{letter}": 2 for letter in "abcdefg"}
    | ASSETS
    | {"503a": 2, "503b": 1}
    | {f"504{letter}": 0 for letter in "abcde"}
    | {"505": 0, "506": 4}
)


def write_sheets(path: Path, sheets: dict[str, list[list]]) -> Path:
    """A workbook: name of a sheet → its rows, letterhead and header among them."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def table(template: dict, *rows: dict, above: int = 0, title: str = "") -> list[list]:
    """Header of a template and its rows, under `above` rows of letterhead."""
    letterhead = [[title] if title else [] for _ in range(above)]
    return [*letterhead, list(template), *(list({**template, **row}.values()) for row in rows)]


def member_sheet(*rows: dict, above: int = 2) -> list[list]:
    """Sheet 4 of Regsosek: number, name and NIK stand there three times."""
    letterhead = [["KETERANGAN SOSIAL EKONOMI ANGGOTA KELUARGA"]] + [[]] * (above - 1)
    filled = [[{**MEMBER, **row}.get(label, "") for label in MEMBER_HEADER] for row in rows]
    return [*letterhead, MEMBER_HEADER, *filled]


def programme_sheet(*rows: dict, above: int = 3) -> list[list]:
    """Sheet 5 of Regsosek: every programme is followed by its month and year."""
    header, picked = [], []
    for label in PROGRAMMES:
        header.append(label)
        picked.append(label)
        if label.startswith("501"):
            header += ["Bulan", "Tahun"]
            picked += [f"{label} bulan", f"{label} tahun"]
    filled = [[{**PROGRAMMES, **row}.get(label, "") for label in picked] for row in rows]
    return [*[[]] * above, header, *filled]


def write_regsosek(path: Path, families: list[dict]) -> Path:
    """The five sheets of a Regsosek workbook.

    Args:
        families: one dictionary each: `no kartu keluarga`, and under `tempat`, `rumah`, `anggota`,
            `program` what differs from the templates (`anggota` a list).
    """
    kk = [{"no kartu keluarga": family["no kartu keluarga"]} for family in families]
    each = list(zip(kk, families, strict=True))
    return write_sheets(
        path,
        {
            "1.keterangan tempat": table(
                PLACE, *(k | f.get("tempat", {}) for k, f in each), above=1
            ),
            "2.keterangan petugas": table(OFFICER, *kk, above=1),
            "3.keterangan perumahan": table(
                DWELLING, *(k | f.get("rumah", {}) for k, f in each), above=2
            ),
            "4.ket sos-ek anggota": member_sheet(
                *(k | person for k, f in each for person in f.get("anggota", [{}]))
            ),
            "5.keikutsertaan program dll": programme_sheet(
                *(k | f.get("program", {}) for k, f in each)
            ),
        },
    )
