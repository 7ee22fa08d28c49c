"""The DTSEN extract for a local government (BPS route): family file and member file."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, constant, count, iso_dates, yes_no
from pedekate.sample.defects import (
    break_numbers,
    kelurahan_index,
    kelurahan_labels,
    observe_dwelling,
    record_keys,
    share_some,
    spelling,
)
from pedekate.sample.draws import child_keys, choice, integers, uniform
from pedekate.sample.dwelling import BLANK, LIVESTOCK
from pedekate.sample.health import FUNCTIONS
from pedekate.sample.identity import address_text, new_numbers
from pedekate.sample.names import name_text
from pedekate.sample.persons import CHILD, CHILD_IN_LAW, GRANDCHILD, HEAD, SPOUSE
from pedekate.sample.registers import Listing

ORIGINAL, SPLIT, DUPLICATE = 0, 1, 2
FULL, FROM_P3KE, FROM_DTKS = 0, 1, 2
SPLIT_SHARE, DUPLICATE_SHARE = 0.015, 0.003
# Coarse text of families that came from P3KE, by DTSEN code; other fields stay blank.
COARSE = {
    "jenis_lantai_terluas": {
        **dict.fromkeys(("01", "02", "04"), "keramik/granit/marmer/ubin/tegel/teraso"),
    },
    "jenis_atap_terluas": dict.fromkeys(("3", "4"), "asbes/seng"),
    "sumber_air_minum_utama": dict.fromkeys(("01", "02"), "kemasan/isi ulang"),
    "bahan_bakar_utama_memasak": {
        **dict.fromkeys(("01", "02", "03", "04", "05"), "listrik/gas"),
    },
    "daya_terpasang": {
        **dict.fromkeys(("1", "2"), "<=900"),
        **dict.fromkeys(("3", "4", "5"), ">900"),
    },
    "pembuangan_akhir_tinja": dict.fromkeys(("2", "3", "4", "5", "6"), "tanpa tangki septik"),
}
_KNOWN_TO_P3KE = (
    "status_kepemilikan_rumah",
    "jenis_dinding_terluas",
    "sumber_penerangan_utama",
    "fasilitas_bab",
    *COARSE,
)


@dataclass(frozen=True, slots=True)
class Register:
    """Records of DTSEN: families in file order, and members pointing at them.

    families: `keluarga` (true row), `salinan` (original, split, duplicate), `no_kk`, `kunci`,
    `asal` (full, from P3KE, from DTKS), `jumlah_anggota`, `kepala` (true person).
    members: `individu` (true row), `rekaman` (row in families), `hubungan`, `kunci`.
    """

    families: dict[str, np.ndarray]
    members: dict[str, np.ndarray]


def build_dtsen(city: City, listing: Listing) -> Register:
    """Original records, split families, and duplicates, in file order (by kelurahan)."""
    listed = np.flatnonzero(listing.dtsen)
    members = _original_members(city, listing)
    leaves = _leavers(city, members)
    split = np.unique(city.persons["keluarga"][members["individu"][leaves]])
    twice = listed[uniform(city.families["kunci"][listed], "dtsen ganda") < DUPLICATE_SHARE]
    family = np.concatenate([listed, split, twice])
    copy = np.repeat([ORIGINAL, SPLIT, DUPLICATE], [len(listed), len(split), len(twice)])
    order = np.lexsort(
        (
            uniform(record_keys(city, family, "dtsen", copy), "urut"),
            city.areas.kode_bps[city.families["area"][family]],
        )
    )
    family, copy = family[order], copy[order]
    families = {
        "keluarga": family,
        "salinan": copy.astype(np.int8),
        "kunci": record_keys(city, family, "dtsen", copy),
        "asal": _origin(city, listing, family),
        "no_kk": np.where(
            copy == ORIGINAL,
            city.families["no_kk"][family],
            new_numbers(city.families["no_kk"][family] // 10_000, 0),
        ),
    }
    register = Register(families, _assign_members(city, members, leaves, family, copy))
    _describe(city, register)
    return register


def _original_members(city: City, listing: Listing) -> dict:
    """Living members, some of the dead, minus a few newcomers not yet on the papers."""
    persons = city.persons
    u = uniform(persons["kunci"], "dtsen anggota")
    baby = persons["umur"] == 0
    present = np.where(persons["hidup"], u > np.where(baby, 0.25, 0.004), u < 0.65)
    present |= persons["hubungan"] == HEAD
    rows = np.flatnonzero(present & listing.dtsen[persons["keluarga"]])
    return {"individu": rows, "hubungan": persons["hubungan"][rows].copy()}


def _leavers(city: City, members: dict) -> np.ndarray:
    """(m,) mask of members listed under a second KK: a grown child with spouse and children."""
    persons, rows = city.persons, members["individu"]
    family = persons["keluarga"][rows]
    grown = (members["hubungan"] == CHILD) & (persons["umur"][rows] >= 22) & persons["hidup"][rows]
    first = np.flatnonzero(grown)[np.unique(family[grown], return_index=True)[1]]
    # Families with a grown child are about a fifth of all.
    chosen = first[uniform(city.families["kunci"][family[first]], "pecah kk") < SPLIT_SHARE * 5]
    leaves = np.zeros(len(rows), dtype=bool)
    leaves[chosen] = True
    splits = np.zeros(len(city.families["area"]), dtype=bool)
    splits[family[chosen]] = True
    followers = np.isin(members["hubungan"], (CHILD_IN_LAW, GRANDCHILD)) & splits[family]
    return leaves | followers


def _assign_members(city: City, members: dict, leaves, family, copy) -> dict:
    """Members of every record, in record order, the head first."""
    lookup = np.full((3, len(city.families["area"])), -1, dtype=np.int64)
    lookup[copy, family] = np.arange(len(family))
    of = city.persons["keluarga"][members["individu"]]
    home = np.where(leaves, lookup[SPLIT, of], lookup[ORIGINAL, of])
    relation = members["hubungan"]
    moved = np.select([relation == CHILD, relation == CHILD_IN_LAW], [HEAD, SPOUSE], default=CHILD)
    relation = np.where(leaves, moved, relation)
    again = np.flatnonzero(lookup[DUPLICATE, of] >= 0)
    record = np.concatenate([home, lookup[DUPLICATE, of[again]]])
    person = np.concatenate([members["individu"], members["individu"][again]])
    relation = np.concatenate([relation, members["hubungan"][again]])
    copy_of = np.concatenate([np.zeros(len(home)), np.full(len(again), DUPLICATE)])
    order = np.lexsort((-city.persons["umur"][person], relation, record))
    return {
        "individu": person[order],
        "rekaman": record[order],
        "hubungan": relation[order].astype(np.int8),
        "kunci": child_keys(city.persons["kunci"][person], copy_of)[order],
    }


def _origin(city: City, listing: Listing, family: np.ndarray) -> np.ndarray:
    """Which single source a family entered from, if only one: its other answers are unknown."""
    u = uniform(city.families["kunci"][family], "dtsen asal")
    from_p3ke = u < np.where(listing.p3ke[family], 0.12, 0.05)
    from_dtks = listing.dtks[family] & (u > 0.88)
    return np.select([from_p3ke, from_dtks], [FROM_P3KE, FROM_DTKS], default=FULL).astype(np.int8)


def _describe(city: City, register: Register) -> None:
    families, members = register.families, register.members
    rows = len(families["keluarga"])
    families["jumlah_anggota"] = np.bincount(members["rekaman"], minlength=rows)
    first = np.searchsorted(members["rekaman"], np.arange(rows))
    families["kepala"] = members["individu"][first]


def family_table(city: City, register: Register, listing: Listing, part: slice) -> pa.Table:
    """Columns of `dtsen_keluarga.csv` for a slice of records, in codebook order."""
    record = {name: values[part] for name, values in register.families.items()}
    family, keys = record["keluarga"], record["kunci"]
    rows = len(family)
    answers = observe_dwelling(city, family, "dtsen")
    columns = _region_columns(city, city.families["area"][family], keys)
    columns |= {
        "alamat": address_text(city.families, family, with_rt=True),
        "nomor_kartu_keluarga": break_numbers(record["no_kk"], keys, 0.012, "kk rusak"),
        "jumlah_anggota_keluarga": count(record["jumlah_anggota"]),
        "nama_anggota_keluarga": _names(city, record["kepala"], record),
        "desil_nasional": code_number(listing.desil[family]),
        **_pbi_columns(city, listing, family, keys),
        "id_pelanggan_pln": _pln_id(answers, record),
    }
    columns |= _dwelling_columns(city, answers, record)
    columns |= {
        f"jumlah_ternak_{name}": count(
            city.families[f"jumlah_ternak_{name}"][family], record["asal"] != FULL
        )
        for name in LIVESTOCK
    }
    assert all(len(column) == rows for column in columns.values())
    return pa.table(columns)


def _region_columns(city: City, area, keys) -> dict[str, pa.Array]:
    areas, rows = city.areas, len(area)
    spelt = kelurahan_index(city, area, keys, 0.10, "ejaan kelurahan", bps=True)
    return {
        "kode_provinsi": constant("35", rows),
        "provinsi": constant("JAWA TIMUR", rows),
        "kode_kabupaten_kota": constant("3573", rows),
        "kabupaten_kota": constant("KOTA MALANG", rows),
        "kode_kecamatan": coded(area, areas.kode_kecamatan_bps),
        "kecamatan": coded(area, [name.upper() for name in areas.nama_kecamatan]),
        "kode_kelurahan_desa": coded(area, areas.kode_bps),
        "kelurahan_desa": coded(spelt, kelurahan_labels(city, bps=True)[0]),
    }


def _names(city: City, person: np.ndarray, record: dict) -> pa.Array:
    columns = tuple(city.persons[f"nama_{i}"][person] for i in (1, 2, 3))
    # A duplicate survives exactly because its name is spelt otherwise.
    share = np.where(record["salinan"] == DUPLICATE, 0.9, 0.015)
    return name_text(columns, spelling(record["kunci"], share, "ejaan nama"))


def _pbi_columns(city: City, listing: Listing, family, keys) -> dict[str, pa.Array]:
    national, local = has_pbi(city, listing)
    return {"pbi_nas": yes_no(national[family]), "pbi_pemda": yes_no(local[family])}


def has_pbi(city: City, listing: Listing) -> tuple[np.ndarray, np.ndarray]:
    """(n,) families whose health premium the state pays, and those the city pays."""
    u = uniform(city.families["kunci"], "pbi")
    decile = listing.desil
    share = np.select([decile == 0, decile <= 2, decile <= 5], [0.15, 0.82, 0.68], default=0.07)
    national = u < share
    local = ~national & (u < share + np.where(decile <= 6, 0.25, 0.33))
    return national, local


def _pln_id(answers: dict, record: dict) -> pa.Array:
    number = 514_000_000_000 + integers(record["kunci"], "pln", 0, 999_999_999)
    blank = (answers["daya_terpasang"] == BLANK) | (record["asal"] != FULL)
    return pa.array(number, mask=blank).cast(pa.string())


def _dwelling_columns(city: City, answers: dict, record: dict) -> dict[str, pa.Array]:
    origin, keys = record["asal"], record["kunci"]
    columns = {}
    for field in city.recipe.isian:
        known = (origin == FULL) | ((origin == FROM_P3KE) & (field.kolom in _KNOWN_TO_P3KE))
        known &= uniform(keys, f"kosong {field.kolom}") > 0.006
        columns[field.kolom] = _mixed_codes(field, answers[field.kolom], origin, known)
        if field.kolom == "jenis_lantai_terluas":
            blank = (origin != FULL) | (uniform(keys, "kosong luas") < 0.01)
            columns["luas_lantai"] = count(answers["luas_lantai"], blank)
        if field.kolom == "pembuangan_akhir_tinja":
            has_any = np.any(
                [answers[f.kolom] == 1 for f in city.recipe.isian if f.kolom.startswith("aset_")],
                axis=0,
            )
            columns["kepemilikan_aset"] = coded(np.where(origin == FULL, has_any, -1), ["2", "1"])
    return columns


def _mixed_codes(field, answer: np.ndarray, origin: np.ndarray, known: np.ndarray) -> pa.Array:
    """Fine codes, and coarse text for families that came from P3KE."""
    coarse = COARSE.get(field.kolom)
    index = np.where(known, answer, BLANK)
    if coarse is None:
        return coded(index, field.kode)
    labels = [*field.kode, *(coarse.get(code, code) for code in field.kode)]
    from_p3ke = (origin == FROM_P3KE) & (index != BLANK)
    return coded(np.where(from_p3ke, index + len(field.kode), index), labels)


def member_table(city: City, register: Register, listing: Listing, part: slice) -> pa.Table:
    """Columns of `dtsen_anggota.csv` for a slice of members, in catalogue order."""
    member = {name: values[part] for name, values in register.members.items()}
    persons = {name: values[member["individu"]] for name, values in city.persons.items()}
    record = {name: values[member["rekaman"]] for name, values in register.families.items()}
    member["rekaman_"] = record
    known = record["asal"] == FULL
    columns = _identity_columns(city, member, persons, record, listing)
    columns |= _schooling_columns(persons, known)
    columns |= _work_columns(persons, known)
    columns |= _health_columns(persons, known)
    columns |= _ktp_columns(city, persons, record)
    return pa.table(columns)


def _identity_columns(city, member, persons, record, listing) -> dict[str, pa.Array]:
    keys = member["kunci"]
    share = np.where(record["salinan"] == DUPLICATE, 0.5, 0.015)
    nik = share_some(persons["nik"], keys, 0.0003, "nik dipakai dua")
    names = tuple(persons[f"nama_{i}"] for i in (1, 2, 3))
    spelt = spelling(keys, np.where(record["salinan"] == DUPLICATE, 0.7, 0.02), "ejaan nama")
    national, local = has_pbi(city, listing)
    family = record["keluarga"]
    return {
        "nomor_induk_kependudukan": break_numbers(nik, keys, share, "nik rusak"),
        "nomor_kartu_keluarga": break_numbers(record["no_kk"], record["kunci"], 0.012, "kk rusak"),
        "nama": name_text(names, spelt),
        "tanggal_lahir": iso_dates(persons["lahir"]),
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
