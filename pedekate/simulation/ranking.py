"""Ranking keys: low is served first, NaN is never served."""

import numpy as np

# Yardsticks, not programmes: they look at every family of the city, registered and eligible or
# not, so that the value of knowing who is poor can be read against them.
YARDSTICKS = ("undian", "universal", "sempurna")


def key(
    name: str,
    *,
    consumption: np.ndarray,
    score: np.ndarray | None = None,
    decile: np.ndarray | None = None,
    area: np.ndarray | None = None,
    category: np.ndarray | None = None,
    listed: np.ndarray | None = None,
    weight: np.ndarray | None = None,
) -> np.ndarray:
    """(n,) ranking key of ranking `name`.

    Args:
        consumption: (n,) only "sempurna" may look at it.
        score: (n,) needs score, NaN where unknown.
        decile: (n,) place in the national deciles, NaN where unranked.
        area: (n,) area index.
        category, listed: (n,) member of the vulnerable group; on the present list of recipients.
        weight: (n,) families each row stands for.
    """
    if name == "sempurna":
        return consumption
    if name in ("undian", "universal"):
        return np.zeros(len(consumption))
    if name == "skor":
        return score
    if name == "desil":
        return decile
    if name == "kategori":
        return np.where(category, 0.0, np.nan)
    if name == "daftar":
        return np.where(listed, 0.0, np.nan)
    if name == "kelurahan":
        return -need_rate(score, area, weight)[area]
    return area_quota(score, area, weight)


def in_need(score: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(n,) families in the lowest fifth of the score; unknown scores are not."""
    known = ~np.isnan(score)
    order = np.argsort(score[known], kind="stable")
    upto = np.cumsum(weight[known][order])
    result = np.zeros(len(score), dtype=bool)
    if len(upto):
        cut = score[known][order][np.searchsorted(upto, 0.2 * upto[-1])]
        result[known] = score[known] <= cut
    return result


def need_rate(score: np.ndarray, area: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(areas,) share of an area's scored families that are in need; 0 without any.

    Built from what a registry knows, never from the truth a simulation is judged by.
    """
    known = ~np.isnan(score)
    count = int(area.max(initial=-1)) + 1
    everyone = np.bincount(area[known], weights=weight[known], minlength=count)
    need = np.bincount(area, weights=weight * in_need(score, weight), minlength=count)
    return np.divide(need, everyone, out=np.zeros(count), where=everyone > 0)


def area_quota(score: np.ndarray, area: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(n,) place in one's area by score, in units of the area's quota.

    Areas get shares in proportion to their families in need, and fill them by score. The key of a
    family is the weight up to and including it in its area over the area's share, so that serving
    keys in order fills every area's quota at the same pace, whatever the budget. Families with
    equal scores in an area get one key.
    """
    count = int(area.max(initial=-1)) + 1
    need = np.bincount(area, weights=weight * in_need(score, weight), minlength=count)
    result = np.full(len(score), np.nan)
    known = ~np.isnan(score) & (need[area] > 0)
    rows = np.flatnonzero(known)
    if not len(rows):
        return result
    rows = rows[np.lexsort((score[rows], area[rows]))]
    upto = np.cumsum(weight[rows])
    starts = np.flatnonzero(np.diff(area[rows], prepend=-1))
    lengths = np.diff(np.append(starts, len(rows)))
    within = upto - np.repeat(upto[starts] - weight[rows][starts], lengths)
    new = (np.diff(score[rows], prepend=np.nan) != 0) | (np.diff(area[rows], prepend=-1) != 0)
    last = np.append(np.flatnonzero(new)[1:] - 1, len(rows) - 1)
    within = within[last][np.cumsum(new) - 1]
    result[rows] = within / need[area[rows]]
    return result
