"""Errors against what the field found: the last verdict on a family instead of its consumption.

Whoever is verified was chosen, not drawn: these are shares of the verified, never of the city. A
random sample and its errors stand on the page Verifikasi.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTruth:
    """Verified families and those of them a scenario serves, in expected families.

    Attributes:
        layak, layak_terlayani: judged fit; of these served.
        tidak_layak, tidak_layak_terlayani: judged unfit; of these served.
    """

    layak: float
    layak_terlayani: float
    tidak_layak: float
    tidak_layak_terlayani: float


def against_verdicts(
    participation: np.ndarray, row: np.ndarray, fit: np.ndarray, unfit: np.ndarray
) -> FieldTruth:
    """Count the verified and the served among them.

    Args:
        participation: (n,) chance to be served, of the population's families.
        row: (n,) their row in the register; negative = not in it, so never verified.
        fit, unfit: (m,) bool by register row.
    """
    inside = row >= 0
    found = {}
    for name, verdict in (("layak", fit), ("tidak_layak", unfit)):
        judged = inside & verdict[row]
        found[name] = float(judged.sum())
        found[f"{name}_terlayani"] = float(participation[judged].sum())
    return FieldTruth(**found)
