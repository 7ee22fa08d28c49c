"""What the diagnostics of the synthetic city read and compute; no test in here."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
from python_calamine import CalamineWorkbook
from scipy.stats import norm

LINE = 737_954
SERVED_SHARES = (0.04, 0.10, 0.20, 0.30, 0.40)
ASSET = "aset_bergerak_"
UNIMPROVED = ("06", "08", "09", "10", "11")
SOLID_FUEL = ("07", "08", "09", "10", "11")


def read(folder: Path, name: str) -> pd.DataFrame:
    """An agency file or a truth table; agency files come as text, blank = None."""
    path = folder / name
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    if path.suffix == ".xlsx":
        header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return pd.DataFrame(rows, columns=header).replace("", None)
    with path.open(encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split(",")
    text = pa.csv.ConvertOptions(
        column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=True
    )
    return pa.csv.read_csv(path, convert_options=text).to_pandas()


def truth_with_heads(folder: Path) -> pd.DataFrame:
    """Families of the truth, with the work of the head and the best certificate of the family."""
    families = read(folder, "kebenaran/keluarga.parquet")
    persons = read(folder, "kebenaran/individu.parquet")
    persons = persons[persons["status"] == "penduduk"]
    heads = persons[persons["hubungan_keluarga"] == 1].set_index("id_benar")
    work = heads[["bekerja", "lapangan_usaha", "kedudukan_pekerjaan"]].add_suffix("_kepala")
    # Certificates rise with their code, except 23 = none.
    best = persons["ijazah"].replace(23, 0).groupby(persons["id_benar"]).max()
    families = families.join(work, on="id_benar")
    return families.join(best.rename("ijazah_tertinggi"), on="id_benar")


def gini(values: np.ndarray, people: np.ndarray) -> float:
    order = np.argsort(values)
    share = people[order] / people.sum()
    rank = np.cumsum(share) - share / 2
    return float(2 * (share * values[order] * rank).sum() / (share * values[order]).sum() - 1)


def biserial(flag: np.ndarray, values: np.ndarray) -> float:
    """Biserial correlation: of `values` with the normal propensity behind a yes/no answer."""
    p = flag.mean()
    gap = values[flag].mean() - values[~flag].mean()
    return float(gap / values.std() * p * (1 - p) / norm.pdf(norm.ppf(p)))


def indicator_flags(families: pd.DataFrame) -> dict[str, np.ndarray]:
    """The yes/no indicators of methods 4.2 step 4 as the truth holds them."""
    ijazah = families["ijazah_kepala"]
    flags = {
        "lemari_es": families[ASSET + "lemari_es"] == "1",
        "mobil": families[ASSET + "mobil"] == "1",
        "ac": families[ASSET + "ac"] == "1",
        "komputer": families[ASSET + "komputer_laptop_tablet"] == "1",
        "bahan_bakar_bersih": ~families["bahan_bakar_utama_memasak"].isin(SOLID_FUEL),
        "kepala_sma": (ijazah >= 11) & (ijazah <= 22),
        "smartphone": families[ASSET + "smartphone"] == "1",
        "sepeda_motor": families[ASSET + "sepeda_motor"] == "1",
        "tabung_gas": families[ASSET + "tabung_gas"] == "1",
        "tembok": families["jenis_dinding_terluas"] == "1",
        "tertinggi_sma": families["ijazah_tertinggi"] >= 11,
        "jamban_sendiri": families["fasilitas_bab"] == "1",
        "tv": families[ASSET + "tv_datar"] == "1",
        "meteran_pln": families["sumber_penerangan_utama"] == "1",
        "air_aman": ~families["sumber_air_minum_utama"].isin(UNIMPROVED),
        "lantai_bukan_tanah": ~families["jenis_lantai_terluas"].isin(("07", "08")),
        "rumah_sendiri": families["status_kepemilikan_rumah"] == "1",
        "sepeda": families[ASSET + "sepeda"] == "1",
    }
    return {name: np.asarray(flag, dtype=bool) for name, flag in flags.items()}


def design_matrix(families: pd.DataFrame) -> np.ndarray:
    """Covariates of a proxy means test: every common answer, size, ages, schooling, work."""
    fields = [c for c in families if c.startswith(("jenis_", "sumber_", "aset_", "status_kep"))]
    fields += ["daya_terpasang", "bahan_bakar_utama_memasak", "fasilitas_bab"]
    fields += ["pembuangan_akhir_tinja"]
    columns = [np.ones(len(families))]
    for field in dict.fromkeys(f for f in fields if f != "jenis_kelamin_kepala"):
        codes = families[field].value_counts(normalize=True)
        columns += [families[field].eq(code).to_numpy(float) for code in codes.index[codes > 0.02]]
    size = families["jumlah_anggota"].to_numpy(float)
    age = families["umur_kepala"].to_numpy(float)
    columns += [size, size**2, np.log(families["luas_lantai"] / size), age, age**2]
    columns.append(families["jenis_kelamin_kepala"].eq("P").to_numpy(float))
    for name in ("jumlah_balita", "jumlah_anak_7_18", "jumlah_dewasa_bekerja", "jumlah_lansia"):
        columns.append(families[name].to_numpy(float))
    for low in (3, 8, 11, 18, 19):
        columns.append(families["ijazah_kepala"].between(low, 22).to_numpy(float))
    for position in range(1, 9):
        columns.append(families["kedudukan_pekerjaan_kepala"].eq(position).to_numpy(float))
    sector = families["lapangan_usaha_kepala"]
    columns += [sector.between(1, 6).to_numpy(float), sector.ge(12).to_numpy(float)]
    return np.column_stack(columns)


def predict_by_cluster(matrix: np.ndarray, values: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """Least squares, each tenth of the clusters predicted from the other nine."""
    fold = cluster * 7919 % 10
    predicted = np.empty(len(values))
    for k in range(10):
        held = fold == k
        # Minimum norm: dummies of one question add up to the constant.
        coefficients = np.linalg.lstsq(matrix[~held], values[~held], rcond=None)[0]
        predicted[held] = matrix[held] @ coefficients
    return predicted


def targeting_error(predicted: np.ndarray, consumption: np.ndarray, share: float) -> float:
    """TER: share of the poorest `share` of families missed by serving as many by the score."""
    slots = int(share * len(predicted))
    poor = np.argsort(consumption, kind="stable")[:slots]
    served = np.argsort(predicted, kind="stable")[:slots]
    return float(1 - np.isin(poor, served).mean())


def missed_poor(predicted: np.ndarray, poor: np.ndarray, coverage: float) -> float:
    """EER over families when the lowest `coverage` of families by score are served."""
    served = np.zeros(len(poor), dtype=bool)
    served[np.argsort(predicted, kind="stable")[: int(coverage * len(poor))]] = True
    return float((poor & ~served).sum() / poor.sum())
