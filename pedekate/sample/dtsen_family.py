"""The DTSEN family file (BPS route): codebook codes, coarse text for families from P3KE."""

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, constant, count, yes_no
from pedekate.sample.defects import (
    break_numbers,
    kelurahan_index,
    kelurahan_labels,
    observe_dwelling,
    spelling,
)
from pedekate.sample.draws import integers, uniform
from pedekate.sample.dtsen import DUPLICATE, FROM_P3KE, FULL, Register
from pedekate.sample.dwelling import BLANK, LIVESTOCK
from pedekate.sample.identity import address_text
from pedekate.sample.names import name_text
from pedekate.sample.registers import Listing, has_pbi

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


def family_table(city: City, register: Register, listing: Listing, part: slice) -> pa.Table:
    """Columns of `dtsen_keluarga.csv` for a slice of records, in codebook order."""
    record = {name: values[part] for name, values in register.families.items()}
    family, keys = record["keluarga"], record["kunci"]
    answers = observe_dwelling(city, family, "dtsen")
    columns = _region_columns(city, city.families["area"][family], keys)
    columns |= {
        "alamat": address_text(
            city.families, family, with_rt=True, altered=record["salinan"] == DUPLICATE
        ),
        "nomor_kartu_keluarga": break_numbers(
            record["no_kk"], keys, city.galat.kk * 0.012, "kk rusak"
        ),
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
    share = city.galat.ejaan * np.where(record["salinan"] == DUPLICATE, 0.9, 0.015)
    return name_text(columns, spelling(record["kunci"], share, "ejaan nama"))


def _pbi_columns(city: City, listing: Listing, family, keys) -> dict[str, pa.Array]:
    national, local = has_pbi(city, listing)
    return {"pbi_nas": yes_no(national[family]), "pbi_pemda": yes_no(local[family])}


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
