"""What an area lacks against the city, and which differences the small numbers can carry. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

ABOVE, BELOW, UNCLEAR = "di_atas", "di_bawah", "tidak_jelas"
TOO_FEW, TOO_UNKNOWN, HIDDEN = "terlalu_sedikit", "banyak_kosong", "tersembunyi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When a gap may be named.

    Attributes:
        false_discovery: share of the named gaps that may be mistaken.
        design_effect: variance of a count of persons over that of as many unrelated persons.
        least_expected: both sides of a share must be expected at least this often.
        least_gap: gaps below this share of one are not named, however clear.
        most_unknown: above this share of unknown answers nothing is compared.
    """

    false_discovery: float
    design_effect: float
    least_expected: float
    least_gap: float
    most_unknown: float


def gaps(
    area: pd.DataFrame, city: pd.DataFrame, rules: Rules, *, persons: np.ndarray, step: int
) -> pd.DataFrame:
    """Every indicator of one area against the city, the widest clear gap first.

    The area's families are compared with a draw of as many from the city's without replacement:
    Var = p(1−p)(1/n − 1/N), times the design effect for persons, plus the rounding of the counts.
    The gaps of one area are judged together (Benjamini & Hochberg 1995).

    Args:
        area, city: index indikator; nilai, pembilang, penyebut, tak_diketahui as published.
        persons: (k,) bool, the indicator counts persons.
        step: rounding step of the published counts.

    Returns:
        index indikator; nilai, kota, selisih (shares; NaN when hidden), pembilang, penyebut,
        tak_diketahui (share; NaN when nobody was asked), keadaan: "di_atas", "di_bawah",
        "tidak_jelas", or why no comparison is made ("terlalu_sedikit", "banyak_kosong",
        "tersembunyi"). Order: clear gaps above from the widest, then the others from the highest
        gap, then those not compared.
    """
    share, whole = area["nilai"].astype(float), city["nilai"].astype(float)
    n, total = (t["penyebut"].astype("Float64").fillna(0).astype(float) for t in (area, city))
    unknown = area["tak_diketahui"].astype("Float64").fillna(0).astype(float)
    table = pd.DataFrame(
        {
            "nilai": share,
            "kota": whole,
            "selisih": share - whole,
            "pembilang": area["pembilang"],
            "penyebut": area["penyebut"],
            "tak_diketahui": unknown / (n + unknown).where(n + unknown > 0),
        }
    )
    table["keadaan"] = _why_not(table, n, rules)
    chance = _chance(table, n, total, np.where(persons, rules.design_effect, 1.0), step)
    tested = (table["keadaan"] == "").to_numpy()
    clear = np.zeros(len(table), dtype=bool)
    if tested.any():
        from scipy.stats import false_discovery_control  # half a second that few pages need

        found = false_discovery_control(chance[tested]) <= rules.false_discovery
        clear[tested] = found & (table["selisih"].abs()[tested] >= rules.least_gap).to_numpy()
    table.loc[tested, "keadaan"] = UNCLEAR
    table.loc[clear, "keadaan"] = np.where(table["selisih"][clear] > 0, ABOVE, BELOW)
    rank = table["keadaan"].map({ABOVE: 0, BELOW: 1, UNCLEAR: 1}).fillna(2)
    order = table.assign(_rank=rank).sort_values(
        ["_rank", "selisih"], ascending=[True, False], kind="stable"
    )
    return order.drop(columns="_rank")


def _why_not(table: pd.DataFrame, n: pd.Series, rules: Rules) -> np.ndarray:
    expected = np.minimum(n * table["kota"], n * (1 - table["kota"]))
    return np.select(
        [
            table["selisih"].isna(),
            (table["tak_diketahui"] > rules.most_unknown),
            expected < rules.least_expected,
        ],
        [HIDDEN, TOO_UNKNOWN, TOO_FEW],
        "",
    ).astype(object)


def _chance(
    table: pd.DataFrame, n: pd.Series, total: pd.Series, effect: np.ndarray, step: int
) -> np.ndarray:
    """(k,) two-sided chance of so wide a gap if the area were like the city; 1 where undefined."""
    from scipy.stats import norm

    p = table["kota"].fillna(0).to_numpy()
    size, all_of = np.maximum(n.to_numpy(), 1), np.maximum(total.to_numpy(), 1)
    spread = np.maximum(p * (1 - p) * (1 / size - 1 / all_of), 0) * effect
    error = np.sqrt(spread + step**2 / 12 / size**2)
    gap = table["selisih"].abs().fillna(0).to_numpy()
    return 2 * norm.sf(gap / error)


def to_act_on(table: pd.DataFrame, groups: Mapping[str, str], count: int) -> list[str]:
    """Ids of the needs to act on first, at most one of each group.

    Clear gaps above the city first, from the widest; what is left of the places goes by the city's
    own priority, what is clearly below the city last. A need nobody has, or whose number is hidden
    or mostly unknown, has no place.

    Args:
        table: see `gaps`, in its order.
        groups: indicator → group, for every indicator somebody acts on, in order of priority.
    """
    known = table[table.index.isin(list(groups)) & (table["pembilang"].fillna(0) > 0)]
    known = known[~known["keadaan"].isin([TOO_UNKNOWN, HIDDEN])]
    first = known.index[known["keadaan"] == ABOVE]
    last = set(known.index[known["keadaan"] == BELOW])
    by_priority = sorted(
        (name for name in groups if name in known.index), key=lambda name: name in last
    )
    chosen: dict[str, str] = {}
    for name in [*first, *by_priority]:
        chosen.setdefault(groups[name], name)
    return list(chosen.values())[:count]
