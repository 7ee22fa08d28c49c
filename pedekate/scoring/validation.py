"""How well the score finds the poor out of sample, by whole clusters left out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.scoring import covariates
from pedekate.scoring.covariates import CovariateSet
from pedekate.scoring.model import fit, score

QUOTAS = (0.04, 0.10, 0.20, 0.30, 0.40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """Out-of-sample quality.

    Attributes:
        predicted: (n,) ln consumption each row gets from a model that never saw its cluster.
        r2: out-of-sample R², against the mean of the whole sample.
        targeting_error: quota → TER, the share of the poorest `quota` of households missed when
            exactly that share is served (exclusion and inclusion error coincide there).
    """

    predicted: np.ndarray
    r2: float
    targeting_error: dict[float, float]

    def meta(self) -> dict[str, str]:
        """Rows of the table `meta`."""
        errors = {f"skor_ter_{round(100 * q)}": f"{v:.6f}" for q, v in self.targeting_error.items()}
        return {"skor_r2_luar": f"{self.r2:.6f}", **errors}


def validate(survey: pd.DataFrame, *, spec: CovariateSet | None = None) -> Validation:
    """Cluster cross-validation: each fold of clusters is predicted by a fit on all the others.

    Folds take the sorted clusters in turn, so the result depends on neither a seed nor the order
    of rows. Households are unweighted, as in the fit.

    Source: Brown, Ravallion & van de Walle (2018), JDE 134 (targeting error rate).
    """
    spec = spec or covariates.load()
    survey = survey[covariates.numbers(survey, "pengeluaran_per_kapita") > 0]
    fold = pd.factorize(survey["klaster"], sort=True)[0] % spec.lipatan
    predicted = np.full(len(survey), np.nan)
    for k in np.unique(fold):
        model = fit(survey[fold != k], spec=spec)
        predicted[fold == k] = score(model, survey[fold == k], spec=spec)
    actual = np.log(covariates.numbers(survey, "pengeluaran_per_kapita"))
    known = ~np.isnan(predicted)
    missed = np.sum((actual - predicted)[known] ** 2)
    spread = np.sum((actual[known] - actual[known].mean()) ** 2)
    errors = {q: targeting_error(actual[known], predicted[known], quota=q) for q in QUOTAS}
    return Validation(predicted=predicted, r2=float(1 - missed / spread), targeting_error=errors)


def targeting_error(actual: np.ndarray, predicted: np.ndarray, *, quota: float) -> float:
    """Share of the poorest `quota` by `actual` that the poorest `quota` by `predicted` misses.

    Both groups hold the same number of rows, so inclusion and exclusion error are equal. Ties at
    the margin of `predicted` share the places that are left.
    """
    slots = max(1, round(quota * len(actual)))
    poor = np.zeros(len(actual), dtype=bool)
    poor[np.argsort(actual, kind="stable")[:slots]] = True
    margin = np.partition(predicted, slots - 1)[slots - 1]
    inside, at_margin = predicted < margin, predicted == margin
    share = (slots - inside.sum()) / at_margin.sum()
    return float(1 - (poor[inside].sum() + share * poor[at_margin].sum()) / slots)
