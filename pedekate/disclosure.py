"""Protects published counts: small cells hidden, totals that would give them away guarded, rounded.

Hidden is not zero: a hidden cell has no number and a label; a true zero is shown as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.parameters import load

SHOWN = ""
GUARD = "disembunyikan (pelindung)"
NO_DATA = "tidak ada data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Threshold below which a count of families is hidden, and the step counts are rounded to."""

    threshold: int
    step: int

    @property
    def small_label(self) -> str:
        """Label of a cell hidden because it is small."""
        return f"disembunyikan (<{self.threshold})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Cells that add up to one other cell.

    Attributes:
        parts, total: positions in the table.
        rounds: False when the sum holds in truth but is not kept by rounding.
        exempt: parts that may stand hidden alone: a class "not known" says something about
            papers, not about families, and must not drag a real class into hiding with it.
    """

    parts: tuple[int, ...]
    total: int
    rounds: bool = True
    exempt: tuple[int, ...] = ()


def policy() -> Policy:
    """The policy in force (`data/parameter/ambang_sel.toml`, `pembulatan.toml`)."""
    return Policy(
        threshold=int(load("ambang_sel").latest.nilai), step=int(load("pembulatan").latest.nilai)
    )


def protect_shares(
    table: pd.DataFrame,
    lines: Sequence[Line],
    rule: Policy,
    *,
    persons: bool,
    before: tuple[np.ndarray, np.ndarray] | None = None,
) -> pd.DataFrame:
    """Counts and shares as they may be published.

    Args:
        table: pembilang, penyebut, tak_diketahui (units), keluarga_pembilang, keluarga_lainnya
            (families with and without the trait, the basis of the threshold); other columns stay.
        lines: every sum a reader could form, parents before children; positions in `table`.
        rule: threshold and rounding step.
        persons: the units are persons, so a family may stand on both sides of the share.
        before: (n,) masks of cells whose share, and whose denominator, another table already
            hides; they stay hidden here, and what would give them away is hidden too.

    Returns:
        The other columns plus nilai (0..1 from the rounded counts; NaN when hidden or no data),
        pembilang, penyebut, tak_diketahui (Int64, <NA> when hidden), disembunyikan (bool) and
        keterangan ("", the reason it is hidden, or "tidak ada data").
    """
    have, lack = (table[c].to_numpy() for c in ("keluarga_pembilang", "keluarga_lainnya"))
    share_before, base_before = before or (None, None)
    reason = labels(have, lines, rule, others=lack, before=share_before)
    # A person-based share counts a family on both sides: the larger side is what is certain.
    families = np.maximum(have, lack) if persons else have + lack
    base = labels(families, lines, rule, before=base_before)
    hidden, no_base = reason != SHOWN, base != SHOWN
    counts = {
        name: _rounded(table[name].to_numpy(), lines, rule.step)
        for name in ("pembilang", "penyebut", "tak_diketahui")
    }
    empty = table["penyebut"].to_numpy() == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        share = counts["pembilang"] / counts["penyebut"]
    result = table.drop(columns=[*counts, "keluarga_pembilang", "keluarga_lainnya"]).copy()
    result["nilai"] = np.where(hidden | no_base | empty, np.nan, share)
    result["pembilang"] = _masked(counts["pembilang"], hidden | no_base)
    result["penyebut"] = _masked(counts["penyebut"], no_base)
    result["tak_diketahui"] = pd.array(counts["tak_diketahui"], dtype="Int64")
    result["disembunyikan"] = hidden | no_base
    result["keterangan"] = np.where(hidden, reason, np.where(no_base, base, SHOWN))
    result.loc[empty & ~result["disembunyikan"].to_numpy(), "keterangan"] = NO_DATA
    return result


def protect_counts(
    table: pd.DataFrame,
    column: str,
    lines: Sequence[Line],
    rule: Policy,
    *,
    beside: Sequence[str] = (),
) -> pd.DataFrame:
    """A column of family counts as it may be published.

    Args:
        beside: further counts of the same cells (persons), hidden with them; they must add up
            along the same lines.

    Returns:
        `table` with `column` and `beside` rounded (Int64, <NA> when hidden), disembunyikan and
        keterangan.
    """
    reason = labels(table[column].to_numpy(), lines, rule)
    hidden = reason != SHOWN
    rounded = {
        name: _masked(_rounded(table[name].to_numpy(), lines, rule.step), hidden)
        for name in (column, *beside)
    }
    return table.assign(**rounded, disembunyikan=hidden, keterangan=reason)


def labels(
    families: np.ndarray,
    lines: Sequence[Line],
    rule: Policy,
    *,
    others: np.ndarray | None = None,
    before: np.ndarray | None = None,
) -> np.ndarray:
    """Which cells of a table may be shown.

    Args:
        families: (n,) families in each cell.
        lines: every sum a reader could form.
        rule: threshold.
        others: (n,) families of the same group without the trait; few of them give away that
            all the rest have it.
        before: (n,) cells that are hidden already, for whatever reason.

    Returns:
        (n,) object array: "" shown, "disembunyikan (<10)", or "disembunyikan (pelindung)" for a
        cell hidden only because the others and the total would reveal a small one.

    Source: complementary suppression, smallest cell first (Hundepool et al. 2012, Statistical
    Disclosure Control); deterministic, ties by position.
    """
    families = np.asarray(families)
    small = _is_small(families, rule)
    if others is not None:
        small |= _is_small(np.asarray(others), rule)
    hidden = small.copy() if before is None else small | before
    # A round that changes nothing ends the loop; every other round hides at least one more cell.
    while any([_guard(families, hidden, line, rule) for line in lines]):
        pass
    result = np.full(len(families), SHOWN, dtype=object)
    result[hidden] = GUARD
    result[small] = rule.small_label
    return result


def _is_small(families: np.ndarray, rule: Policy) -> np.ndarray:
    return (families > 0) & (families < rule.threshold)


def _guard(families: np.ndarray, hidden: np.ndarray, line: Line, rule: Policy) -> bool:
    """Hide cells of `line` in place until it gives nothing away; True when any was hidden."""
    changed = False
    parts = np.array([p for p in line.parts if p not in line.exempt], dtype=int)
    while len(parts) and _gives_away(families, hidden, parts, line.total, rule):
        free = parts[~hidden[parts]]
        if not len(free) and hidden[line.total]:
            break
        # Smallest first, zeros last: a hidden zero protects little and costs a true statement.
        chosen = (
            min(free, key=lambda i: (families[i] == 0, families[i], i)) if len(free) else line.total
        )
        hidden[chosen] = changed = True
    return changed


def _gives_away(
    families: np.ndarray, hidden: np.ndarray, parts: np.ndarray, total: int, rule: Policy
) -> bool:
    """Would total and visible parts reveal one hidden cell, or a hidden group that is small?"""
    inside = parts[hidden[parts]]
    if hidden[total]:
        return len(inside) == 0
    return len(inside) == 1 or (len(inside) > 1 and families[inside].sum() < rule.threshold)


def _rounded(exact: np.ndarray, lines: Sequence[Line], step: int) -> np.ndarray:
    """Multiples of `step` that add up along the lines: what adds up on paper adds up on screen."""
    rounded = np.array([round_half_up(count, step) for count in exact], dtype=np.int64)
    for line in lines:
        if line.rounds and line.parts:
            parts = list(line.parts)
            rounded[parts] = round_to_total(exact[parts], int(rounded[line.total]), step)
    return rounded


def round_to_total(parts: Sequence[int], total: int, step: int) -> np.ndarray:
    """Round `parts` to multiples of `step` that add up to `total` (largest remainder).

    Every part goes to the multiple just below or just above it, so a zero stays zero and an exact
    multiple stays itself. Ties go to the earlier part.

    Args:
        parts: (n,) counts.
        total: a multiple of `step` less than one step away from their sum.

    Returns:
        (n,) integers adding up to `total`.

    Raises:
        ValueError: no such rounding exists; the parts do not belong to this total.
    """
    parts = np.asarray(parts, dtype=np.int64)
    if abs(int(total) - int(parts.sum())) >= step:
        raise ValueError(f"bagian berjumlah {parts.sum()}, total {total}")
    rounded = parts // step * step
    ups = int((total - rounded.sum()) // step)
    order = np.argsort(-(parts - rounded), kind="stable")
    rounded[order[:ups]] += step
    return rounded


def round_half_up(count: int, step: int) -> int:
    """Nearest multiple of `step`; halfway goes up (banker's rounding would surprise a reader)."""
    return int((count + step / 2) // step * step)


def _masked(values: np.ndarray, hidden: np.ndarray) -> pd.array:
    result = pd.array(values, dtype="Int64")
    result[hidden] = pd.NA
    return result
