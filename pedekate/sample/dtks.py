"""The SIKS-NG person listing of DTKS: no birth date, no sex, many old records."""

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import blank_where, code_number, coded, constant, yes_no
from pedekate.sample.defects import (
    break_numbers,
    flagged,
    kelurahan_index,
    kelurahan_labels,
    old_address,
    share_some,
    spelling,
)
from pedekate.sample.draws import child_keys, hash_key, integers, uniform
from pedekate.sample.health import FUNCTIONS, is_severe
from pedekate.sample.identity import address_text, idsemesta
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing

NIK_INVALID, KK_INVALID, NIK_TWICE = 0.11, 0.17, 0.0009
DUPLICATE_PERSONS = 0.004
# Rows that stand twice, letter for letter, and records without a name (BPK: under 0.01 %).
REPEATED_ROWS, NAMELESS = 0.0003, 0.00008
# Some who left already carry their new regency; the city's file still holds them.
LEFT_KNOWN = 0.06
ELSEWHERE = {"kabupaten": "KABUPATEN MALANG", "kecamatan": "DAU", "desa": "MULYOAGUNG"}
ELSEWHERE_CODES = ("3507", "350722", "3507222004")
# Families that moved inside the city after registration: the file keeps the old kelurahan.
MOVED_WITHIN = 0.03
QUARTER = "OKT-DES 2026"
# Flags without their own payment list: chance per listed person, and the last period seen.
_OLD_FLAGS = {
    "BST": (0.18, "DES 2021"), "BLT": (0.05, "DES 2025"), "BLT_BBM": (0.16, "NOV 2022"),
    "BNPT_PPKM": (0.04, "SEP 2021"), "ATENSI": (0.004, None), "PENA": (0.002, "2023"),
    "PERMAKANAN": (0.003, "2026"), "RUTILAHU": (0.002, "2022"),
    "SEMBAKO_ADAPTIF": (0.01, "2023"), "YAPI": (0.003, "2025"),
}  # fmt: skip
_PERIODS = (
    "pkh", "bpnt", "bst", "pbi", "blt", "blt_bbm", "bpnt_ppkm", "pena", "permakanan", "rutilahu",
    "sembako_adaptif", "yapi",
)  # fmt: skip


def build_dtks(city: City, listing: Listing) -> dict[str, np.ndarray]:
    """Records in file order: `individu` (true row), `keluarga`, `kunci`, `salinan`, `area`.

    `area` is one past the last kelurahan for the few rows of another regency.
    """
    persons = city.persons
    u = uniform(persons["kunci"], "dtks anggota")
    # Newborns come late; most of the dead stay on the list.
    present = np.where(persons["hidup"], u > np.where(persons["umur"] < 2, 0.3, 0.02), u < 0.85)
    rows = np.flatnonzero(present & listing.dtks[persons["keluarga"]])
    u = uniform(persons["kunci"][rows], "dtks ganda")
    twice, again = rows[u < DUPLICATE_PERSONS], rows[u > 1 - REPEATED_ROWS]
    person = np.concatenate([rows, twice, again])
    copy = np.repeat([0, 1, 0], [len(rows), len(twice), len(again)])
    family = persons["keluarga"][person]
    area = _listed_area(city, family)
    order = np.lexsort((copy, person, area))
    person, copy, family, area = person[order], copy[order], family[order], area[order]
    return {
        "individu": person,
        "keluarga": family,
        "salinan": copy,
        "area": area,
        "kunci": child_keys(persons["kunci"][person] ^ hash_key("dtks"), copy),
    }


def _listed_area(city: City, family: np.ndarray) -> np.ndarray:
    keys = city.families["kunci"][family]
    other = integers(keys, "kelurahan lama", 0, len(city.areas.kode) - 1)
    u = uniform(keys, "pindah dalam kota")
    area = np.where(u < MOVED_WITHIN, other, city.families["area"][family])
    outside = (family >= city.residents) & (u > 1 - LEFT_KNOWN)
    return np.where(outside, len(city.areas.kode), area)


def dtks_table(city: City, records: dict, flags: dict[str, np.ndarray], part: slice) -> pa.Table:
    """Columns of `siks_dtks.csv`; `flags` are the families enrolled per programme code."""
    record = {name: values[part] for name, values in records.items()}
    persons = {name: values[record["individu"]] for name, values in city.persons.items()}
    columns = _region_columns(city, record)
    columns |= _identity_columns(city, record, persons)
    columns |= _programme_columns(city, record, flags)
    columns |= _status_columns(city, record, persons)
    return pa.table(columns)


def _region_columns(city: City, record: dict) -> dict[str, pa.Array]:
    areas, area, rows = city.areas, record["area"], len(record["area"])
    labels = kelurahan_labels(city, bps=False)[0]
    outside = area == len(areas.kode)
    inside = np.minimum(area, len(areas.kode) - 1)
    spelt = kelurahan_index(city, inside, record["kunci"], 0.35, "ejaan kelurahan", bps=False)
    regency, district, village = ELSEWHERE_CODES
    district_names = [name.upper() for name in areas.nama_kecamatan]
    district_codes = [code.replace(".", "") for code in areas.kode_kecamatan]
    family = record["keluarga"]
    return {
        "provinsi": constant("JAWA TIMUR", rows),
        "kabupaten": coded(outside, ["KOTA MALANG", ELSEWHERE["kabupaten"]]),
        "kecamatan": coded(area, [*district_names, ELSEWHERE["kecamatan"]]),
        "desa_kelurahan": coded(
            np.where(outside, len(labels), spelt), [*labels, ELSEWHERE["desa"]]
        ),
        "prop_capil": constant("35", rows),
        "kab_capil": coded(outside, ["3573", regency]),
        "id_kec": coded(area, [*district_codes, district]),
        "id_desa": coded(area, [*(code.replace(".", "") for code in areas.kode), village]),
        "rt": code_number(city.families["rt"][family]),
        "rw": code_number(city.families["rw"][family]),
    }


def _identity_columns(city: City, record: dict, persons: dict) -> dict[str, pa.Array]:
    keys, family = record["kunci"], record["keluarga"]
    rows = len(keys)
    nik = share_some(persons["nik"], keys, NIK_TWICE, "nik dipakai dua")
    family_keys = city.families["kunci"][family]
    names = tuple(persons[f"nama_{i}"] for i in (1, 2, 3))
    share = city.galat.ejaan * np.where(record["salinan"] == 1, 0.8, 0.09)
    spelt = spelling(keys, share, "ejaan nama")
    nik_share = city.galat.nik * np.where(record["salinan"] == 1, 0.5, NIK_INVALID)
    return {
        "Nama": blank_where(name_text(names, spelt), uniform(keys, "tanpa nama") < NAMELESS),
        "NIK": break_numbers(nik, keys, nik_share, "nik rusak"),
        "NOKK": break_numbers(
            city.families["no_kk"][family], family_keys, city.galat.kk * KK_INVALID, "kk rusak dtks"
        ),
        "Alamat": address_text(
            city.families, family, with_rt=False, altered=old_address(city, family, "dtks")
        ),
        "idsemesta": idsemesta(persons["kunci"], record["salinan"]),
        "verifyid": constant(None, rows),
        "FIRST_SK": constant(None, rows),
        "counter": constant(None, rows),
    }


def _programme_columns(city: City, record: dict, flags: dict) -> dict[str, pa.Array]:
    family, keys = record["keluarga"], record["kunci"]
    family_keys = city.families["kunci"][family]
    has = {
        "PKH": flagged(flags["PKH"][family], family_keys, "PKH", 0.95, 0.006),
        "BPNT": flagged(flags["BPNT"][family], family_keys, "BPNT", 0.95, 0.008),
        "BST": uniform(keys, "BST") < _OLD_FLAGS["BST"][0],
        "PBI": flags["PBI"][family],
    }
    for name, (share, _) in _OLD_FLAGS.items():
        has[name] = uniform(keys, name) < share
    columns = {name: yes_no(mask) for name, mask in has.items()}
    for period in _PERIODS:
        name = "BNPT_PPKM" if period == "bpnt_ppkm" else period.upper()
        last = _OLD_FLAGS.get(name, (0, QUARTER))[1]
        columns[f"periode_{period}"] = coded(np.where(has[name], 0, -1), [last or ""])
    return columns


_FUNCTION_TEXT = (
    "NETRA", "RUNGU", "DAKSA", "DAKSA", "INTELEKTUAL", "MENTAL", "WICARA", "FISIK", "MENTAL",
)  # fmt: skip


def _status_columns(city: City, record: dict, persons: dict) -> dict[str, pa.Array]:
    keys, rows = record["kunci"], len(record["kunci"])
    severe = is_severe(persons)
    worst = np.argmin([np.where(persons[f] == 0, 9, persons[f]) for f in FUNCTIONS], axis=0)
    told = severe & (uniform(keys, "disabilitas tercatat") < 0.6)
    # The file only learns of a death after a while.
    known_dead = ~persons["hidup"] & (uniform(keys, "kabar meninggal") < 0.5)
    inactive = known_dead | (uniform(keys, "nonaktif") < 0.012)
    pregnant = persons["hamil"] & (uniform(keys, "hamil tercatat") < 0.55)
    matched = uniform(keys, "padan") < 0.86
    return {
        "keterangan_disabilitas": coded(np.where(told, worst, -1), _FUNCTION_TEXT),
        "isAktifHamil": coded(pregnant, ["0", "1"]),
        "checkBtnHamil": coded(persons["perempuan"], ["0", "1"]),
        "masih_hidup_label": yes_no(known_dead, ("Masih Hidup", "Meninggal")),
        "keterangan_meninggal": coded(np.where(known_dead, 0, -1), ["DILAPORKAN MENINGGAL"]),
        "checkBtnVerifMeninggal": coded(known_dead, ["0", "1"]),
        "is_btn_hidupkan": coded(known_dead, ["0", "1"]),
        "is_nonaktif": coded(inactive, ["0", "1"]),
        "deleted_label": constant(None, rows),
        "padankan_at": coded(np.where(matched, 0, -1), ["2026-09-01"]),
        "is_btn_padankan": coded(~matched, ["0", "1"]),
        "is_btn_dapodik": constant("0", rows),
        "aktorLabel": constant("DINSOS KOTA MALANG", rows),
        "pendampingShow": constant(None, rows),
    }
