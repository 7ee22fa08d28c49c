"""The truth folder: who lives in the city, what they spend, and who every file row really is."""

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import coded
from pedekate.sample.health import is_severe


def family_truth(city: City) -> pa.Table:
    """One row per resident family; `id_benar` is the same in every wave."""
    rows = slice(0, city.residents)
    families = {name: values[rows] for name, values in city.families.items()}
    columns = {
        "id_benar": pa.array(families["id"].astype(np.int32)),
        "kode_kelurahan": coded(families["area"], city.areas.kode),
        "rt": pa.array(families["rt"]),
        "rw": pa.array(families["rw"]),
        "klaster": pa.array(families["klaster"].astype(np.int32)),
        "jumlah_anggota": pa.array(families["ukuran"].astype(np.int16)),
        "pengeluaran_per_kapita": pa.array(families["pengeluaran_per_kapita"]),
        "jenis_kelamin_kepala": coded(families["kepala_perempuan"], ["L", "P"]),
        "umur_kepala": pa.array(families["umur_kepala"]),
        "ijazah_kepala": pa.array(families["ijazah_kepala"].astype(np.int16)),
        "luas_lantai": pa.array(families["luas_lantai"]),
    }
    for field in city.recipe.isian:
        columns[field.kolom] = coded(families[field.kolom], field.kode)
    for name in (
        "jumlah_balita", "jumlah_usia_dini", "jumlah_anak_15", "jumlah_anak_7_18",
        "jumlah_dewasa_bekerja", "jumlah_lansia", "jumlah_disabilitas_berat", "jumlah_hamil",
    ):  # fmt: skip
        columns[name] = pa.array(families[name])
    return pa.table(columns)


def person_truth(city: City) -> pa.Table:
    """One row per person any file may name; `status` tells residents from the dead and the gone."""
    persons = city.persons
    gone = persons["keluarga"] >= city.residents
    status = np.where(gone, 2, np.where(persons["hidup"], 0, 1))
    return pa.table(
        {
            "id_benar_individu": pa.array(persons["id"].astype(np.int32)),
            "id_benar": pa.array(city.families["id"][persons["keluarga"]].astype(np.int32)),
            "status": coded(status, ["penduduk", "meninggal", "pindah"]),
            "kode_kelurahan": coded(city.families["area"][persons["keluarga"]], city.areas.kode),
            "hubungan_keluarga": pa.array(persons["hubungan"]),
            "jenis_kelamin": coded(persons["perempuan"], ["L", "P"]),
            "tanggal_lahir": pa.array(persons["lahir"].astype("datetime64[D]"), pa.date32()),
            "umur": pa.array(persons["umur"]),
            "status_kawin": pa.array(persons["kawin"]),
            "partisipasi_sekolah": pa.array(persons["partisipasi"]),
            "ijazah": pa.array(persons["ijazah"].astype(np.int16)),
            "bekerja": pa.array(persons["bekerja"]),
            "lapangan_usaha": pa.array(persons["sektor"].astype(np.int16)),
            "kedudukan_pekerjaan": pa.array(persons["kedudukan"]),
            "disabilitas_berat": pa.array(is_severe(persons)),
            "penyakit_kronis": pa.array(persons["kronis"] > 1),
            "hamil": pa.array(persons["hamil"]),
        }
    )


def notes(city: City, file_name: str, families: np.ndarray, persons: np.ndarray | None) -> pa.Table:
    """The crosswalk of one file: data row from 1, true family, true person (null for families)."""
    rows = len(families)
    person = pa.nulls(rows, pa.int32())
    if persons is not None:
        person = pa.array(city.persons["id"][persons].astype(np.int32))
    return pa.table(
        {
            "berkas": coded(np.zeros(rows, dtype=np.int8), [file_name]),
            "baris": pa.array(np.arange(1, rows + 1, dtype=np.int32)),
            "id_benar": pa.array(city.families["id"][families].astype(np.int32)),
            "id_benar_individu": person,
        }
    )
