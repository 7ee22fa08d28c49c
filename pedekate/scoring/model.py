"""Least squares on ln consumption with cluster-robust covariance, and its use on families."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

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
        residuals: five arrays of the survey's residuals by fitted fifth, net of their cluster.
        area_sd: standard deviation of what the members of a cluster share beyond the covariates.
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
    residuals: tuple[np.ndarray, ...]
    area_sd: float
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
            "skor_keraguan": json.dumps(self._doubt()),
        }

    def _doubt(self) -> dict:
        """What a redraw of the truth needs beside the scores (`simulation.doubt`)."""
        return {
            "nama": list(self.names),
            "rata": self.means.tolist(),
            "kovarians": self.covariance.tolist(),
            "sisaan": [np.round(part, 5).tolist() for part in self.residuals],
            "efek_wilayah": self.area_sd,
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
    import statsmodels.api as sm  # applying a model, as pages do, must not pay for it

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
        residuals=_residuals_by_fifth(result.fittedvalues, result.resid, cuts, clusters),
        area_sd=_cluster_sd(result.resid, clusters),
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


def design(
    names: tuple[str, ...],
    means: np.ndarray,
    families: pd.DataFrame,
    *,
    spec: CovariateSet | None = None,
) -> np.ndarray:
    """(n, k) covariates of every family in the order of `names`, the constant first, gaps filled
    with the survey's means: what the coefficients are multiplied with."""
    spec = spec or covariates.load()
    used = np.isin([covariate.id for covariate in spec.peubah], names[1:])
    return _design(spec.matrix(families)[:, used], means[1:])


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


def _cluster_sd(residuals: np.ndarray, clusters: np.ndarray) -> float:
    """Standard deviation of cluster effects by the method of moments (one-way ANOVA); 0 when the
    clusters differ no more than chance makes them. Source: Searle, Casella & McCulloch (1992)."""
    sizes = np.bincount(clusters)
    means = np.bincount(clusters, weights=residuals) / sizes
    groups, rows = len(sizes), len(residuals)
    between = (sizes * (means - residuals.mean()) ** 2).sum() / (groups - 1)
    within = ((residuals - means[clusters]) ** 2).sum() / max(1, rows - groups)
    typical = (rows - (sizes**2).sum() / rows) / (groups - 1)
    return float(np.sqrt(max(0.0, (between - within) / typical)))


def _residuals_by_fifth(
    fitted: np.ndarray, residuals: np.ndarray, cuts: np.ndarray, clusters: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Residuals without their cluster's mean, scaled back to the spread a family has within its
    cluster: a mean over few rows takes some of it away."""
    sizes = np.bincount(clusters)
    means = np.bincount(clusters, weights=residuals) / sizes
    inner = residuals - means[clusters]
    inner *= np.sqrt(len(residuals) / max(1, len(residuals) - len(sizes)))
    fifth = np.searchsorted(cuts, fitted, side="left")
    return tuple(inner[fifth == k] for k in range(FIFTHS))
