"""The needs score: recovers known coefficients, keeps unknown unknown, and forgets row order."""

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from pedekate.errors import InputError
from pedekate.scoring import fit, score, validate
from pedekate.scoring.covariates import CovariateSet
from pedekate.scoring.validation import targeting_error

SPEC = CovariateSet.model_validate(
    {
        "id": "uji", "nama": "Uji", "versi": "0", "deskripsi": "Uji.", "sumber": "uji",
        "minimal_terisi": 0.5, "minimal_kasus": 5, "lipatan": 5,
        "peubah": [
            {"id": "ln_anggota", "kolom": "jumlah_anggota", "ubah": "ln"},
            {"id": "luas", "kolom": "luas_lantai", "dibagi": "jumlah_anggota"},
            {"id": "motor", "syarat": {"kolom": "punya_sepeda_motor", "sama": True}},
            {"id": "keramik", "syarat": {"kolom": "jenis_lantai", "sama": "keramik"},
             "tidak_tahu_bila": {"kolom": "jenis_lantai", "sama": "keramik_sampai_ubin"}},
            {"id": "bukan_keramik", "syarat": {"tidak": {"kolom": "jenis_lantai",
                                                         "sama": "keramik"}}},
            {"id": "perahu", "syarat": {"kolom": "punya_perahu", "sama": True}},
        ],
    }
)  # fmt: skip
TRUE = {"konstanta": 14.0, "ln_anggota": -0.4, "luas": 0.02, "motor": 0.3, "keramik": 0.2}


@pytest.fixture(scope="module")
def survey():
    random = np.random.default_rng(11)
    n = 600
    rows = pd.DataFrame(
        {
            "klaster": [f"{k // 10:03d}" for k in range(n)],
            "jumlah_anggota": random.integers(1, 8, n),
            "luas_lantai": random.integers(10, 120, n),
            "punya_sepeda_motor": random.random(n) < 0.6,
            "jenis_lantai": np.where(random.random(n) < 0.7, "keramik", "tanah"),
            "punya_perahu": np.arange(n) == 0,
        }
    )
    block = random.normal(0, 0.1, n // 10)[np.arange(n) // 10]
    mean = (
        TRUE["konstanta"]
        + TRUE["ln_anggota"] * np.log(rows["jumlah_anggota"])
        + TRUE["luas"] * rows["luas_lantai"] / rows["jumlah_anggota"]
        + TRUE["motor"] * rows["punya_sepeda_motor"]
        + TRUE["keramik"] * (rows["jenis_lantai"] == "keramik")
    )
    rows["pengeluaran_per_kapita"] = np.exp(mean + block + random.normal(0, 0.2, n))
    return rows


def test_known_coefficients_are_recovered(survey):
    model = fit(survey, spec=SPEC)
    table = model.table().set_index("peubah")
    for name, value in TRUE.items():
        row = table.loc[name]
        assert abs(row["koefisien"] - value) < 4 * row["galat_baku"], name


def test_rare_and_determined_covariates_are_left_out(survey):
    """One boat among 600 households; "not tiles" says nothing that "tiles" does not."""
    assert set(fit(survey, spec=SPEC).dropped) == {"perahu", "bukan_keramik"}


def test_order_of_rows_changes_nothing(survey):
    model = fit(survey, spec=SPEC)
    again = fit(survey.sample(frac=1, random_state=3), spec=SPEC)
    assert again.coefficients == approx(model.coefficients, rel=1e-9)
    assert again.covariance == approx(model.covariance, rel=1e-6)


def test_unknown_is_filled_with_the_mean_until_too_much_is_unknown(survey):
    model = fit(survey, spec=SPEC)
    family = survey.iloc[[0]].astype({"punya_sepeda_motor": object})
    known = score(model, family, spec=SPEC)[0]
    gap = family.assign(punya_sepeda_motor=None)
    at = model.names.index("motor")
    shift = (model.means[at] - float(survey["punya_sepeda_motor"][0])) * model.coefficients[at]
    assert score(model, gap, spec=SPEC)[0] == approx(known + shift)
    empty = gap.assign(jenis_lantai=None, luas_lantai=None)
    assert np.isnan(score(model, empty, spec=SPEC)[0])


def test_coarse_answer_is_unknown_not_no(survey):
    coarse = survey.iloc[[0]].assign(jenis_lantai="keramik_sampai_ubin")
    values = SPEC.peubah[3].values(coarse)
    assert np.isnan(values[0])


def test_too_small_a_survey_is_refused(survey):
    with pytest.raises(InputError, match="baris"):
        fit(survey.head(13), spec=SPEC)
    with pytest.raises(InputError, match="klaster"):
        fit(survey.head(50).assign(klaster="001"), spec=SPEC)


def test_validation_predicts_unseen_clusters_about_as_well(survey):
    result = validate(survey, spec=SPEC)
    assert not np.isnan(result.predicted).any()
    assert 0 < fit(survey, spec=SPEC).r2 - result.r2 < 0.05
    assert set(result.meta()) >= {"skor_r2_luar", "skor_ter_20"}


def test_targeting_error_by_hand():
    actual = np.array([1.0, 2, 3, 4])
    assert targeting_error(actual, np.array([1.0, 9, 2, 9]), quota=0.5) == 0.5
    assert targeting_error(actual, actual, quota=0.5) == 0
    assert targeting_error(actual, np.zeros(4), quota=0.5) == 0.5  # a lottery


def test_meta_holds_the_spread_of_what_the_score_leaves_open(survey):
    from pedekate.simulation.imputation import residual_spread

    model = fit(survey, spec=SPEC)
    cuts, spread = residual_spread(model.meta()["skor_sisaan"])
    assert cuts == approx(model.residual_cuts) and spread == approx(model.residual_sd)
    assert (np.diff(cuts) > 0).all() and (spread > 0.15).all() and (spread < 0.35).all()


def test_model_consumption_meets_the_official_headcount():
    from pedekate.simulation.imputation import impute, uniform_of

    random = np.random.default_rng(2)
    n = 5000
    ids = np.array([f"{x:016x}" for x in random.integers(0, 2**62, n)])
    uniform = uniform_of(ids)
    assert uniform.min() > 0 and uniform.max() < 1 and abs(uniform.mean() - 0.5) < 0.02
    scores, size = random.normal(14.5, 0.3, n), random.integers(1, 7, n).astype(float)
    scores[:100] = np.nan
    y = impute(
        scores, uniform, size, spread=(np.array([14.2, 14.4, 14.6, 14.8]), np.full(5, 0.4)),
        line=700_000, headcount=0.04,
    )  # fmt: skip
    assert (size * (y < 700_000)).sum() / size.sum() == approx(0.04, abs=7 / size.sum())
    assert np.isfinite(y).all()
