"""Least squares on ln consumption with cluster-robust covariance, and its use on families."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm

from pedekate.errors import InputError
from pedekate.scoring import covariates
from pedekate.scoring.covariates import CovariateSet

FIFTHS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreModel:
    """A fitted needs score.

    Attributes:
        names: (k,) covariates in use, the constant "konstanta" first.
        coefficients: (k,) on ln Rp/capita/month.
        covariance: (k, k) cluster-robust covariance of the coefficients.
        means: (k,) survey means that stand in for unknown answers; 1 for the constant.
        dropped: covariates left out: too few survey rows differ in them, or others determine them.
        residual_cuts: (4,) predicted values that part the survey in fifths.
        residual_sd: (5,) residual standard deviation by fitted fifth, poorest first.
        r2: in-sample share of variance explained.
        rows, clusters: size of the survey it was fitted on.
    """

    names: tuple[str, ...]
    coefficients: np.ndarray
    covariance: np.ndarray
    means: np.ndarray
    dropped: tuple[str, ...]
    residual_cuts: np.ndarray
    residual_sd: np.ndarray
    r2: float
    rows: int
    clusters: int
    version: str

    def table(self) -> pd.DataFrame:
        """Rows of the table `model_skor`: peubah, koefisien, galat_baku."""
        errors = np.sqrt(np.diag(self.covariance))
        return pd.DataFrame(
            {"peubah": self.names, "koefisien": self.coefficients, "galat_baku": errors}
        )

    def meta(self) -> dict[str, str]:
        """Rows of the table `meta`: what a reader of the scores needs to judge and redraw them."""
        residual = {"batas": self.residual_cuts.tolist(), "simpangan": self.residual_sd.tolist()}
        return {
            "skor_versi": self.version,
            "skor_r2": f"{self.r2:.6f}",
            "skor_baris_survei": str(self.rows),
            "skor_klaster_survei": str(self.clusters),
            "skor_sisaan": json.dumps(residual),
        }


def fit(survey: pd.DataFrame, *, spec: CovariateSet | None = None) -> ScoreModel:
    """Fit the needs score on survey rows.

    Args:
        survey: canonical columns of `keluarga` plus klaster and pengeluaran_per_kapita
            (Rp/capita/month); one row per sampled household.
        spec: covariates; the declared ones by default.

    Raises:
        InputError: too few usable rows to fit the declared covariates, or a single cluster.

    Unweighted on purpose: the weights of a city's Susenas vary little, and the score ranks
    families rather than estimating a total. Clusters are the sampling blocks, whose households
    share unobserved local conditions.
    """
    spec = spec or covariates.load()
    consumption = covariates.numbers(survey, "pengeluaran_per_kapita")
    usable = consumption > 0
    _refuse_small(survey[usable], least=2 * (len(spec.peubah) + 1))
    columns = spec.matrix(survey)[usable]
    kept = _independent(columns, _informative(columns, spec.minimal_kasus))
    means = np.nanmean(columns[:, kept], axis=0)
    design = _design(columns[:, kept], means)
    clusters = pd.factorize(survey.loc[usable, "klaster"], sort=True)[0]
    target = np.log(consumption[usable])
    result = sm.OLS(target, design).fit(cov_type="cluster", cov_kwds={"groups": clusters})
    names = np.array([covariate.id for covariate in spec.peubah])
    cuts, spread = _residual_spread(result.fittedvalues, result.resid, design.shape[1])
    return ScoreModel(
        names=("konstanta", *names[kept].tolist()),
        coefficients=np.asarray(result.params),
        covariance=np.asarray(result.cov_params()),
        means=np.concatenate([[1.0], means]),
        dropped=tuple(names[~kept].tolist()),
        residual_cuts=cuts,
        residual_sd=spread,
        r2=float(result.rsquared),
        rows=int(usable.sum()),
        clusters=int(clusters.max()) + 1,
        version=spec.versi,
    )


def score(
    model: ScoreModel, families: pd.DataFrame, *, spec: CovariateSet | None = None
) -> np.ndarray:
    """Predicted ln consumption of every family; low means more in need.

    Args:
        families: canonical columns of `keluarga`, one row per family.

    Returns:
        (n,) ln Rp/capita/month. NaN where fewer than `minimal_terisi` of the covariates in use are
        known: an average of unknown answers would look like a middling family and hide that
        nobody ever asked. Fewer gaps are filled with the survey mean of the covariate.
    """
    spec = spec or covariates.load()
    used = np.isin([covariate.id for covariate in spec.peubah], model.names[1:])
    columns = spec.matrix(families)[:, used]
    known = ~np.isnan(columns)
    predicted = _design(columns, model.means[1:]) @ model.coefficients
    return np.where(known.mean(axis=1) >= spec.minimal_terisi, predicted, np.nan)


def _refuse_small(survey: pd.DataFrame, *, least: int) -> None:
    if len(survey) < least:
        raise InputError(
            f"Survei hanya punya {len(survey)} baris dengan pengeluaran; skor kebutuhan butuh "
            f"sedikitnya {least}."
        )
    if survey["klaster"].nunique() < 2:
        raise InputError("Survei hanya punya satu klaster; skor kebutuhan butuh sedikitnya dua.")


def _design(columns: np.ndarray, means: np.ndarray) -> np.ndarray:
    filled = np.where(np.isnan(columns), means, columns)
    return np.column_stack([np.ones(len(filled)), filled])


def _informative(columns: np.ndarray, least: int) -> np.ndarray:
    """(k,) covariates with at least `least` rows off their commonest value, none of them empty."""
    off_common = []
    for column in columns.T:
        known = column[~np.isnan(column)]
        commonest = np.unique(known, return_counts=True)[1].max(initial=0)
        off_common.append(len(known) - commonest)
    return np.array(off_common) >= least


def _independent(columns: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """`kept` without the covariates that earlier ones already determine (all kinds of an answer).

    In a QR factorisation without pivoting, a diagonal of zero marks a column inside the span of
    the columns before it; the later one goes, so the declared order decides and not rounding.
    """
    chosen = np.flatnonzero(kept)
    filled = _design(columns[:, chosen], np.nanmean(columns[:, chosen], axis=0))[:, 1:]
    centred = (filled - filled.mean(axis=0)) / filled.std(axis=0)
    diagonal = np.abs(np.diag(np.linalg.qr(centred, mode="r")))
    result = np.zeros(len(kept), dtype=bool)
    result[chosen[diagonal > 1e-8 * np.sqrt(len(filled))]] = True
    return result


def _residual_spread(
    fitted: np.ndarray, residuals: np.ndarray, parameters: int
) -> tuple[np.ndarray, np.ndarray]:
    """Cuts between fitted fifths and the residual SD inside each, poorest first.

    Scaled by n/(n − k): residuals of a fitted line are smaller than the errors they stand for.
    """
    cuts = np.quantile(fitted, np.arange(1, FIFTHS) / FIFTHS, method="inverted_cdf")
    fifth = np.searchsorted(cuts, fitted, side="left")
    scale = len(fitted) / (len(fitted) - parameters)
    spread = [np.sqrt(np.mean(residuals[fifth == k] ** 2) * scale) for k in range(FIFTHS)]
    return cuts, np.array(spread)
