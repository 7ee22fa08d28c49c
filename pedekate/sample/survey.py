"""A simulated Susenas: about 900 households in 90 blocks of ten, seen through survey noise."""

import numpy as np
import pyarrow as pa

from pedekate.sample.city import City
from pedekate.sample.columns import code_number, coded, count
from pedekate.sample.draws import hash_key, normal, uniform
from pedekate.sample.dwelling import LIVESTOCK

BLOCKS, PER_BLOCK = 90, 10
# Recall error of consumption, sd of ln (judgement: a tenth of the variance of ln y).
RECALL_SD = 0.12


def draw_survey(city: City) -> dict[str, np.ndarray]:
    """Rows of the sample: `keluarga`, `klaster` (1..), `bobot`.

    Blocks (RT) are drawn systematically with probability proportional to size down the list of
    kelurahan, ten families in each; so weights are nearly equal. Small cities get fewer blocks.
    """
    families, residents = city.families, city.residents
    cluster = families["klaster"][:residents]
    size = np.bincount(cluster)
    order = np.lexsort((uniform(families["kunci"][:residents], "susenas"), cluster))
    start = np.cumsum(size) - size
    chosen = _systematic(size, min(BLOCKS, residents // 20), city.seed)
    taken = np.minimum(size[chosen], PER_BLOCK)
    within = np.arange(taken.sum()) - np.repeat(np.cumsum(taken) - taken, taken)
    rows = order[np.repeat(start[chosen], taken) + within]
    # Selection chance of a family: block by size, then `taken` of the block's families.
    adjusted = size[chosen] / taken * (1 / size[chosen])
    # Non-response adjustment differs a little by block.
    adjusted = adjusted * (1 + 0.08 * normal(families["kunci"][order[start[chosen]]], "bobot"))
    weight = np.repeat(adjusted, taken)
    return {
        "keluarga": rows,
        "klaster": np.repeat(np.arange(1, len(chosen) + 1), taken),
        "bobot": weight * (residents / weight.sum()),
    }


def _systematic(size: np.ndarray, number: int, seed: int) -> np.ndarray:
    """Block numbers drawn with probability proportional to size; a block counts once."""
    start = uniform(np.array([hash_key(seed, "susenas")]), "awal")[0]
    points = (start + np.arange(number)) * size.sum() / number
    return np.unique(np.searchsorted(np.cumsum(size), points, side="right"))


def survey_table(city: City, record: dict) -> pa.Table:
    """Columns of `susenas.csv`."""
    families, family = city.families, record["keluarga"]
    keys = families["kunci"][family]
    noise = np.exp(RECALL_SD * normal(keys, "ingatan") - RECALL_SD**2 / 2)
    spent = np.round(families["pengeluaran_per_kapita"][family] * noise)
    columns = {
        "nomor_klaster": code_number(record["klaster"], width=3),
        "nomor_rumah_tangga": code_number(np.arange(len(family)) % PER_BLOCK + 1, width=2),
        "bobot_keluarga": pa.array(np.round(record["bobot"], 4)),
        "jumlah_anggota": count(families["ukuran"][family]),
        "pengeluaran_per_kapita": count(spent),
    }
    for field in city.recipe.isian:
        columns[field.kolom] = coded(families[field.kolom][family], field.kode)
        if field.kolom == "jenis_lantai_terluas":
            columns["luas_lantai"] = count(families["luas_lantai"][family])
    for name in LIVESTOCK:
        columns[f"jumlah_ternak_{name}"] = count(families[f"jumlah_ternak_{name}"][family])
    columns |= {
        "jenis_kelamin_kepala": coded(families["kepala_perempuan"][family], ["1", "2"]),
        "umur_kepala": count(families["umur_kepala"][family]),
        "ijazah_kepala": code_number(families["ijazah_kepala"][family]),
        "bekerja_kepala": coded(~families["bekerja_kepala"][family], ["1", "2"]),
        "kedudukan_pekerjaan_kepala": code_number(families["kedudukan_kepala"][family]),
        "lapangan_usaha_kepala": code_number(families["sektor_kepala"][family]),
        "jumlah_balita": count(families["jumlah_balita"][family]),
        "jumlah_anak_7_18": count(families["jumlah_anak_7_18"][family]),
        "jumlah_dewasa_bekerja": count(families["jumlah_dewasa_bekerja"][family]),
        "jumlah_lansia": count(families["jumlah_lansia"][family]),
    }
    return pa.table(columns)
