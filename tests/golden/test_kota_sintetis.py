"""Diagnostics of the synthetic city (methods 4.3), measured on 20,000 families, seed 2025.

Bands are those of the method. Comments give the value of the full city of 290,000 families.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.city
_SPEC = importlib.util.spec_from_file_location("sampel", Path(__file__).with_name("sampel.py"))
sampel = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sampel)


@pytest.fixture(scope="module")
def families(kota_20k):
    return sampel.truth_with_heads(kota_20k)


@pytest.fixture(scope="module")
def log_spending(families):
    return np.log(families["pengeluaran_per_kapita"].to_numpy())


@pytest.fixture(scope="module")
def predicted(families, log_spending):
    """A proxy means test on the truth, every family predicted out of sample by RT."""
    matrix = sampel.design_matrix(families)
    return sampel.predict_by_cluster(matrix, log_spending, families["klaster"].to_numpy())


def test_poverty_mean_and_gini_hit_the_published_figures(families):
    people = families["jumlah_anggota"].to_numpy(float)
    spending = families["pengeluaran_per_kapita"].to_numpy()
    share = people / people.sum()
    gap = np.maximum(1 - spending / sampel.LINE, 0)
    assert (share * (spending < sampel.LINE)).sum() == pytest.approx(0.0385, abs=0.0002)  # .038501
    assert (share * gap).sum() == pytest.approx(0.0055, abs=0.0001)  # .005500
    assert (share * gap**2).sum() == pytest.approx(0.001375, rel=0.30)  # .001375, by the tail law
    assert (share * spending).sum() == pytest.approx(2_300_000, rel=0.005)  # 2,300,000
    assert sampel.gini(spending, people) == pytest.approx(0.39, abs=0.002)  # .3900


def test_persons_per_family(families):
    # 3.07 persons: 290,000 families are about 890,000 people.
    assert families["jumlah_anggota"].mean() == pytest.approx(3.07, abs=0.03)


def test_proxy_means_test_explains_as_much_as_in_real_data(log_spending, predicted):
    residual = log_spending - predicted
    assert 0.40 <= 1 - residual.var() / log_spending.var() <= 0.55  # .50
    assert 0.42 <= residual.std() <= 0.52  # .447


@pytest.mark.parametrize(
    "share, low, high",
    [
        (0.04, 0.60, 0.80),  # .63
        (0.10, 0.50, 0.66),  # .53
        (0.20, 0.42, 0.50),  # .43
        (0.30, 0.34, 0.42),  # .356
        (0.40, 0.27, 0.33),  # .296
    ],
)
def test_targeting_error_rates(families, predicted, share, low, high):
    spending = families["pengeluaran_per_kapita"].to_numpy()
    assert low <= sampel.targeting_error(predicted, spending, share) <= high


@pytest.mark.parametrize(
    "coverage, low, high",
    [(0.10, 0.33, 0.55), (0.20, 0.17, 0.28), (0.40, 0.04, 0.10)],  # .36, .18, .048
)
def test_the_poor_missed_by_a_quota(families, predicted, coverage, low, high):
    poor = families["pengeluaran_per_kapita"].to_numpy() < sampel.LINE
    assert low <= sampel.missed_poor(predicted, poor, coverage) <= high


def test_areas_differ_as_much_as_real_ones(families, log_spending):
    area = families["kode_kelurahan"]
    mean = families.assign(ln=log_spending).groupby(area)["ln"].transform("mean")
    assert 0.03 <= mean.var() / log_spending.var() <= 0.10  # .044


def test_the_south_and_east_are_poorer(families):
    poor = (families["pengeluaran_per_kapita"] < sampel.LINE) * families["jumlah_anggota"]
    kecamatan = families["kode_kelurahan"].str[:8]
    rate = poor.groupby(kecamatan).sum() / families["jumlah_anggota"].groupby(kecamatan).sum()
    # Kedungkandang .052, Sukun .049; Lowokwaru .025, Klojen .021
    assert rate[["35.73.03", "35.73.04"]].min() > rate[["35.73.05", "35.73.02"]].max()


BISERIALS = {
    "lemari_es": 0.49, "mobil": 0.59, "ac": 0.64, "komputer": 0.59, "bahan_bakar_bersih": 0.46,
    "kepala_sma": 0.43, "smartphone": 0.42, "sepeda_motor": 0.40, "tabung_gas": 0.36,
    "tembok": 0.35, "tertinggi_sma": 0.34, "jamban_sendiri": 0.32, "tv": 0.31,
    "meteran_pln": 0.30, "air_aman": 0.24, "lantai_bukan_tanah": 0.21, "rumah_sendiri": 0.04,
    "sepeda": 0.04,
}  # fmt: skip


@pytest.mark.parametrize("name", BISERIALS)
def test_indicators_tell_of_welfare_as_in_real_data(families, log_spending, name):
    flag = sampel.indicator_flags(families)[name]
    assert sampel.biserial(flag, log_spending) == pytest.approx(BISERIALS[name], abs=0.10)


def test_strong_indicators_stay_stronger_than_weak_ones(families, log_spending):
    flags = sampel.indicator_flags(families)
    measured = [sampel.biserial(flags[name], log_spending) for name in BISERIALS]
    assert np.corrcoef(measured, list(BISERIALS.values()))[0, 1] > 0.95


def test_work_of_the_head_tells_of_welfare_as_in_real_data(families, log_spending):
    working = families["bekerja_kepala"].to_numpy(bool)
    sector = families["lapangan_usaha_kepala"].to_numpy()[working]
    position = families["kedudukan_pekerjaan_kepala"].to_numpy()[working]
    for flag, expected in (
        (sector >= 12, 0.31),  # .295
        (sector <= 6, -0.30),  # -.27
        (np.isin(position, (1, 2, 6, 7, 8)), -0.26),  # -.247
        (np.isin(position, (3, 4, 5)), 0.25),  # .247
    ):
        measured = sampel.biserial(flag, log_spending[working])
        assert measured == pytest.approx(expected, abs=0.10)


@pytest.mark.parametrize(
    "measure, expected",
    [
        (lambda f: f["jumlah_anggota"], -0.32),  # -.27
        (lambda f: f["luas_lantai"] / f["jumlah_anggota"], 0.40),  # .40
        (lambda f: f["umur_kepala"], 0.03),  # .035
        (lambda f: f["jumlah_balita"], -0.23),  # -.165
        # -.20, children under 15 and persons of 60 and over per other member
        (
            lambda f: (
                (f["jumlah_anak_15"] + f["jumlah_lansia"])
                / (f["jumlah_anggota"] - f["jumlah_anak_15"] - f["jumlah_lansia"]).clip(lower=1)
            ),
            -0.27,
        ),
    ],
)
def test_size_and_ages_tell_of_welfare_as_in_real_data(families, measure, expected):
    ranks = measure(families).rank()
    measured = np.corrcoef(ranks, families["pengeluaran_per_kapita"].rank())[0, 1]
    assert measured == pytest.approx(expected, abs=0.10)


def test_a_survey_of_this_city_supports_a_proxy_means_test(kota_20k, families, log_spending):
    survey = sampel.read(kota_20k, "susenas.csv")
    blocks = survey.groupby("nomor_klaster").size()
    assert len(survey) == 900 and len(blocks) == 90 and set(blocks) == {10}
    weight = survey["bobot_keluarga"].astype(float)
    assert weight.sum() == pytest.approx(20_000, abs=1) and weight.std() / weight.mean() < 0.15
    notes = sampel.read(kota_20k, "kebenaran/catatan.parquet")
    row = notes.loc[notes["berkas"] == "susenas.csv", "id_benar"].to_numpy() - 1
    spent = np.log(survey["pengeluaran_per_kapita"].astype(float).to_numpy())
    recall = spent - log_spending[row]
    assert 0.10 <= recall.std() <= 0.14
    matrix = sampel.design_matrix(families)
    fitted = matrix @ np.linalg.lstsq(matrix[row], spent, rcond=1e-8)[0]
    others = np.ones(len(families), dtype=bool)
    others[row] = False
    residual = (log_spending - fitted)[others]
    # Fitted on 900 households with recall error, tested on all others: .45.
    assert 0.40 <= 1 - (residual**2).mean() / log_spending[others].var() <= 0.55


def test_no_impossible_household(kota_20k, families):
    persons = sampel.read(kota_20k, "kebenaran/individu.parquet")
    living = persons[persons["status"] == "penduduk"]
    heads = living[living["hubungan_keluarga"] == 1]
    assert heads["id_benar"].is_unique and len(heads) == len(families)
    assert heads["umur"].min() >= 15
    size = living.groupby("id_benar").size()
    assert (size.to_numpy() == families["jumlah_anggota"].to_numpy()).all()
    spouses = living[living["hubungan_keluarga"] == 2]
    assert spouses["id_benar"].is_unique and (spouses["status_kawin"] == 2).all()
    both = spouses.merge(heads, on="id_benar", suffixes=("", "_kepala"))
    assert len(both) == len(spouses) and (both["umur"] >= 15).all()
    assert (both["jenis_kelamin"] != both["jenis_kelamin_kepala"]).all()
    assert not ((living["umur"] < 15) & (living["bekerja"] | (living["status_kawin"] > 1))).any()
    pregnant = living[living["hamil"]]
    assert pregnant["umur"].between(17, 44).all() and (pregnant["jenis_kelamin"] == "P").all()
