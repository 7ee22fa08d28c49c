"""Strata of samples and of measured errors: kelurahan by class of national decile."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pedekate.verification.policy import Claim, DecileClass


def decile_classes(deciles: pd.Series, classes: Sequence[DecileClass]) -> np.ndarray:
    """(n,) object: id of the class of every family; a missing decile has its own class."""
    ranked = sorted((c for c in classes if c.maks is not None), key=lambda c: c.maks)
    rest = next(c.id for c in classes if c.maks is None)
    values = deciles.astype("Float64").to_numpy(float, na_value=np.nan)
    found = np.full(len(values), rest, dtype=object)
    for one in reversed(ranked):
        found[np.nan_to_num(values, nan=np.inf) <= one.maks] = one.id
    return found


def claimed(frame: pd.DataFrame, claim: Claim) -> np.ndarray:
    """(n,) bool: families the source counts among the needy."""
    if claim.maks is None:
        return frame[claim.kolom].to_numpy(bool)
    return frame[claim.kolom].astype("Float64").le(claim.maks).fillna(False).to_numpy(bool)
