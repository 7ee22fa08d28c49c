"""P3KE, 2023 vintage: family workbook and individual file, text labels, no KK number."""

import datetime as dt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, constant, yes_no
from pedekate.sample.defects import (
    break_numbers,
    flagged,
    kelurahan_index,
    kelurahan_labels,
    observe_dwelling,
    old_address,
    spelling,
    wrong_births,
)
from pedekate.sample.draws import child_keys, hash_key, uniform
from pedekate.sample.identity import address_text, age_on
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing

DATA_DATE = dt.date(2023, 12, 31)
NIK_INVALID = 0.11
_LABELS = {
    "status_kepemilikan_rumah": {
        "1": "Milik Sendiri", "2": "Kontrak/Sewa", "3": "Bebas Sewa/Menumpang", "4": "Dinas",
        "5": "Lainnya",
    },
    "jenis_atap_terluas": {
        "1": "Beton", "2": "Genteng", "3": "Asbes/Seng", "4": "Asbes/Seng", "5": "Bambu",
        "6": "Kayu/Sirap", "7": "Jerami/Ijuk/Rumbia/Daun-daunan", "8": "Lainnya",
    },
    "jenis_dinding_terluas": {
        "1": "Tembok", "2": "Tembok", "3": "Kayu/Papan", "4": "Bambu", "5": "Kayu/Papan",
        "6": "Bambu", "7": "Lainnya",
    },
    "jenis_lantai_terluas": {
        **dict.fromkeys(("01", "02", "04"), "Keramik/Granit/Marmer/Ubin/Tegel/Teraso"),
        "03": "Kayu/Papan", "05": "Kayu/Papan", "06": "Semen", "07": "Bambu", "08": "Tanah",
        "09": "Lainnya",
    },
    "sumber_penerangan_utama": {
        "1": "Listrik PLN meteran", "2": "Listrik PLN non meteran", "3": "Listrik non-PLN",
        "4": "Bukan listrik",
    },
    "bahan_bakar_utama_memasak": {
        **dict.fromkeys(("01", "02", "03", "04", "05", "06"), "Listrik/Gas"),
        "07": "Minyak Tanah", "08": "Arang/Kayu", "09": "Arang/Kayu", "10": "Arang/Kayu",
        "00": "Lainnya", "11": "Lainnya",
    },
    "sumber_air_minum_utama": {
        "01": "Air Kemasan/Isi Ulang", "02": "Air Kemasan/Isi Ulang", "03": "Ledeng/PAM",
        "04": "Sumur Bor", "05": "Sumur Terlindung", "06": "Sumur Tidak Terlindung",
        "07": "Lainnya", "08": "Lainnya", "09": "Air Permukaan (Sungai, Danau, dll)",
        "10": "Air Hujan", "11": "Lainnya",
    },
    "fasilitas_bab": {
        "1": "Milik sendiri", "2": "Umum/Bersama", "3": "Umum/Bersama", "4": "Umum/Bersama",
        "5": "Lainnya", "6": "Lainnya",
    },
}  # fmt: skip
_JOBS = (
    "Tidak/belum bekerja", "Petani", "Pedagang", "Pegawai Swasta", "PNS/TNI/Polri", "Wiraswasta",
    "Pekerja Lepas", "Lainnya", "Pensiunan",
)  # fmt: skip
_RELATIONS = (
    "Kepala Keluarga", "Istri/Suami", "Anak", "Menantu", "Cucu", "Orang Tua/Mertua",
    "Pembantu/Sopir", "Lainnya",
)  # fmt: skip
_MARITAL = ("Belum Kawin", "Kawin", "Cerai Hidup", "Cerai Mati")
_AGE_BANDS = {
    "Usia <7": (0, 6), "7-12": (7, 12), "13-15": (13, 15), "16-18": (16, 18), "19-21": (19, 21),
    "22-59": (22, 59), "60+": (60, 200),
}  # fmt: skip
_SEX = ("Laki-laki", "Perempuan")


def build_p3ke(city: City, listing: Listing) -> dict[str, dict[str, np.ndarray]]:
    """Families and persons in file order: true rows, keys, and age at the file's own date."""
    family = np.flatnonzero(listing.p3ke)
    order = np.lexsort(
        (uniform(city.families["kunci"][family], "p3ke urut"), city.families["area"][family])
    )
    family = family[order]
    position = np.full(len(city.families["area"]), -1, dtype=np.int64)
    position[family] = np.arange(len(family))
    persons = city.persons
    born = persons["lahir"] <= np.datetime64(DATA_DATE)
    # The survey is three years old: today's dead were alive then.
    present = born & (uniform(persons["kunci"], "p3ke anggota") > 0.03)
    present |= (persons["hubungan"] == 1) & born
    rows = np.flatnonzero(present & (position[persons["keluarga"]] >= 0))
    rows = rows[np.argsort(position[persons["keluarga"][rows]], kind="stable")]
    head = np.flatnonzero(persons["hubungan"] == 1)
    return {
        "keluarga": {
            "keluarga": family,
            "kepala": head[family],
            "kunci": child_keys(city.families["kunci"][family] ^ hash_key("p3ke"), family * 0),
        },
        "individu": {
            "individu": rows,
            "keluarga": persons["keluarga"][rows],
            "kunci": child_keys(persons["kunci"][rows] ^ hash_key("p3ke"), rows * 0),
        },
    }


def family_table(city: City, records: dict, listing: Listing, flags: dict, part: slice) -> pa.Table:
    """The 31 columns of the family workbook, all text."""
    record = {name: values[part] for name, values in records["keluarga"].items()}
    family, keys = record["keluarga"], record["kunci"]
    head = {name: values[record["kepala"]] for name, values in city.persons.items()}
    start = part.start
    columns = {
        "No": pa.array(np.arange(start + 1, start + 1 + len(family))).cast(pa.string()),
        "ID Keluarga P3KE": _family_id(city, family),
    }
    columns |= _region_columns(city, family, keys)
    columns |= {
        "Desil Kesejahteraan": code_number(listing.desil_p3ke[family]),
        "Alamat": address_text(
            city.families, family, with_rt=True, altered=old_address(city, family, "p3ke")
        ),
        "Kepala Keluarga": _names(city, head, keys),
        "NIK": break_numbers(
            head["nik"],
            child_keys(head["kunci"] ^ hash_key("p3ke"), family * 0),
            city.galat.nik * NIK_INVALID,
            "nik rusak",
        ),
        "Padan Dukcapil": yes_no(uniform(keys, "padan") < 0.88, ("Tidak", "Ya")),
        "Jenis Kelamin": coded(head["perempuan"], _SEX),
        "Tanggal Lahir": _birth_text(
            wrong_births(city, head["lahir"], head["kunci"], "lahir p3ke")
        ),
        "Pekerjaan": coded(_job(head), _JOBS),
        "Pendidikan": _education(head),
    }
    columns |= _dwelling_columns(city, family, record)
    columns |= _flag_columns(city, family, flags)
    return pa.table(columns)


def person_table(city: City, records: dict, listing: Listing, flags: dict, part: slice) -> pa.Table:
    """The 31 columns of the individual file."""
    record = {name: values[part] for name, values in records["individu"].items()}
    family, keys = record["keluarga"], record["kunci"]
    person = {name: values[record["individu"]] for name, values in city.persons.items()}
    age = age_on(DATA_DATE, person["lahir"])
    columns = {"ID Keluarga P3KE": _family_id(city, family)}
    columns |= _region_columns(city, family, keys)
    columns |= {
        "Desil Kesejahteraan": code_number(listing.desil_p3ke[family]),
        "Alamat": address_text(
            city.families, family, with_rt=True, altered=old_address(city, family, "p3ke")
        ),
        "ID Individu": pa.array((keys >> np.uint64(24)).astype(np.int64)).cast(pa.string()),
        "Nama": _names(city, person, keys),
        "NIK": break_numbers(person["nik"], keys, city.galat.nik * NIK_INVALID, "nik rusak"),
        "Padan Dukcapil": yes_no(uniform(keys, "padan") < 0.88, ("Tidak", "Ya")),
        "Jenis Kelamin": coded(person["perempuan"], _SEX),
        "Hubungan dengan Kepala Keluarga": coded(person["hubungan"] - 1, _RELATIONS),
        "Tanggal Lahir": _birth_text(
            wrong_births(city, person["lahir"], person["kunci"], "lahir p3ke")
        ),
        "Status Kawin": coded(person["kawin"] - 1, _MARITAL),
        "Pekerjaan": coded(_job(person), _JOBS),
        "Pendidikan": _education(person),
    }
    for label, (low, high) in _AGE_BANDS.items():
        columns[label] = yes_no((age >= low) & (age <= high), ("Tidak", "Ya"))
    columns |= _flag_columns(city, family, flags)
    return pa.table(columns)


def _family_id(city: City, family: np.ndarray) -> pa.Array:
    number = 7_300_000_000 + (city.families["kunci"][family] >> np.uint64(26)).astype(np.int64)
    return pa.array(number).cast(pa.string())


def _region_columns(city: City, family: np.ndarray, keys) -> dict[str, pa.Array]:
    area, rows = city.families["area"][family], len(family)
    spelt = kelurahan_index(city, area, keys, 0.25, "ejaan kelurahan", bps=False)
    return {
        "Provinsi": constant("JAWA TIMUR", rows),
        "Kabupaten/Kota": constant("KOTA MALANG", rows),
        "Kecamatan": coded(area, [name.upper() for name in city.areas.nama_kecamatan]),
        "Desa/Kelurahan": coded(spelt, kelurahan_labels(city, bps=False)[0]),
        "Kode Kemdagri": coded(area, [code.replace(".", "") for code in city.areas.kode]),
    }


def _names(city: City, person: dict, keys) -> pa.Array:
    slips = spelling(keys, city.galat.ejaan * 0.08, "ejaan")
    return name_text(tuple(person[f"nama_{i}"] for i in (1, 2, 3)), slips)


def _birth_text(dates: np.ndarray) -> pa.Array:
    """d/m/Y 0:00:00, as the spreadsheets of this source print dates."""
    days = pa.array(dates.astype("datetime64[D]"), pa.date32())
    parts = [pc.cast(f(days), pa.string()) for f in (pc.day, pc.month, pc.year)]
    return pc.binary_join_element_wise(
        pc.binary_join_element_wise(*parts, "/"), pa.scalar("0:00:00"), " "
    )


def _job(person: dict) -> np.ndarray:
    position, sector = person["kedudukan"], person["sektor"]
    return np.select(
        [
            (sector > 0) & (sector <= 6), (sector == 12) & np.isin(position, (1, 2, 3)),
            position == 4, position == 5, np.isin(position, (1, 2, 3)), np.isin(position, (6, 7)),
            position == 8, (person["umur"] >= 62) & (person["tingkat"] >= 3),
        ],
        [1, 2, 3, 4, 5, 6, 7, 8],
        default=0,
    )  # fmt: skip


_EDUCATION = (
    "Tidak/Belum sekolah", "Tdk tamat SD", "Masih SD", "Masih SLTP", "Masih SLTA", "Masih PT",
    "Tamat SD", "Tamat SLTP", "Tamat SLTA", "Tamat PT/Akademi",
)  # fmt: skip


def _education(person: dict) -> pa.Array:
    level = person["tingkat"].astype(int)
    attending = person["partisipasi"] == 2
    index = np.where(attending, 2 + np.minimum(level, 3), 5 + np.minimum(level, 4))
    index = np.where(~attending & (level == 0), (person["partisipasi"] == 3).astype(int), index)
    return coded(index, _EDUCATION)


def _dwelling_columns(city: City, family: np.ndarray, record: dict) -> dict[str, pa.Array]:
    answers = observe_dwelling(city, family, "p3ke")

    def label(column: str) -> pa.Array:
        codes = city.recipe.field(column).kode
        return coded(answers[column], [_LABELS[column][code] for code in codes])

    return {
        "Kepemilikan Rumah": label("status_kepemilikan_rumah"),
        "Memiliki Simpanan Uang/Perhiasan/Ternak/Lainnya": yes_no(
            city.families["simpanan"][family], ("Tidak", "Ya")
        ),
        "Jenis Atap": label("jenis_atap_terluas"),
        "Jenis Dinding": label("jenis_dinding_terluas"),
        "Jenis Lantai": label("jenis_lantai_terluas"),
        "Sumber Penerangan": label("sumber_penerangan_utama"),
        "Bahan Bakar Memasak": label("bahan_bakar_utama_memasak"),
        "Sumber Air Minum": label("sumber_air_minum_utama"),
        "Memiliki Fasilitas Buang Air Besar": label("fasilitas_bab"),
    }


_STUNTING = ("BERESIKO STUNTING", "TIDAK BERESIKO STUNTING", "BUKAN TARGET SASARAN")


def _flag_columns(city: City, family: np.ndarray, flags: dict) -> dict[str, pa.Array]:
    """Programmes as of 2023: most of today's recipients, and some who have left since."""
    words = ("Tidak", "Ya")
    families, keys = city.families, city.families["kunci"][family]
    target = (families["jumlah_balita"][family] > 0) | (families["jumlah_hamil"][family] > 0)
    at_risk = families["berisiko_stunting"][family]
    staples = flagged(flags["BPNT"][family], keys, "BPNT", 0.75, 0.03)
    return {
        "Penerima BPNT": yes_no(staples, words),
        "Penerima BPUM": yes_no(uniform(keys, "bpum") < 0.06, words),
        "Penerima BST": yes_no(uniform(keys, "bst") < 0.12, words),
        "Penerima PKH": yes_no(flagged(flags["PKH"][family], keys, "PKH", 0.75, 0.02), words),
        "Penerima SEMBAKO": yes_no(staples, words),
        "Resiko Stunting": coded(np.where(at_risk, 0, np.where(target, 1, 2)), _STUNTING),
    }
