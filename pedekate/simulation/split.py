"""Splitting one city budget over programmes: a mixed-integer programme solved by HiGHS.

Every programme's curve (what it achieves with each budget, under its own ranking) is cut into
segments that must be filled in order. Curves of real rankings bend both ways, so a binary variable
per segment keeps the order; where they are concave the solver finds that out by itself.
Programmes are taken to reach different families: overlaps are the portfolio's business.

Source: HiGHS (Huangfu & Hall 2018) through `scipy.optimize.milp`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """What a programme achieves with each budget.

    Attributes:
        program: its id.
        anggaran_rp: (s + 1,) rising budgets, the first 0.
        hasil: (s + 1,) achieved with each (gap closed, Rp, or poor families reached), first 0.
        penerima: (s + 1, areas) recipient families by area with each; rows rise.
        paling_sedikit_rp, paling_banyak_rp: floor and ceiling of its budget.
    """

    program: str
    anggaran_rp: np.ndarray
    hasil: np.ndarray
    penerima: np.ndarray
    paling_sedikit_rp: float = 0.0
    paling_banyak_rp: float = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The best split.

    Attributes:
        anggaran_rp: rupiah per programme.
        hasil: achieved by all together.
        harga_bayangan: further result of one more rupiah of the whole budget; 0 when it does not
            bind.
    """

    anggaran_rp: dict[str, float]
    hasil: float
    harga_bayangan: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Infeasible:
    """No split keeps every rule; `aturan` names a smallest-effort set of rules that would have to
    give way, with how much each is short (rupiah, or families of an area)."""

    aturan: dict[str, float]


def split(
    curves: Sequence[Curve],
    *,
    anggaran_rp: float,
    kuota: dict[int, float] | None = None,
) -> Split | Infeasible:
    """Maximise what all programmes achieve together.

    Args:
        anggaran_rp: rupiah for all of them; money may stay unspent.
        kuota: area index → least recipient families of all programmes together.
    """
    model = _Model(curves, anggaran_rp, kuota or {})
    found = milp(
        -model.value, constraints=model.constraints(), integrality=model.integrality,
        bounds=Bounds(0, 1),
    )  # fmt: skip
    if found.x is None:
        return Infeasible(aturan=model.shortfalls())
    return Split(
        anggaran_rp=model.budgets(found.x),
        hasil=float(-found.fun),
        harga_bayangan=model.shadow_price(found.x),
    )


class _Model:
    """Variables: filled share of every segment, then one binary per segment: it may be filled."""

    def __init__(self, curves: Sequence[Curve], total: float, quota: dict[int, float]) -> None:
        self.curves, self.total, self.quota = curves, total, quota
        self.owner = np.concatenate(
            [np.full(len(c.anggaran_rp) - 1, j) for j, c in enumerate(curves)]
        )
        self.segments = len(self.owner)
        self.cost = np.concatenate([np.diff(c.anggaran_rp) for c in curves])
        self.value = np.concatenate([*[np.diff(c.hasil) for c in curves], np.zeros(self.segments)])
        self.families = np.concatenate([np.diff(c.penerima, axis=0) for c in curves])
        self.integrality = np.repeat([0, 1], self.segments)

    def constraints(self) -> list[LinearConstraint]:
        rows, low, high, _ = self._rules()
        order_rows, order_high = self._order()
        return [
            LinearConstraint(np.array(rows), np.array(low), np.array(high)),
            LinearConstraint(order_rows, -np.inf, order_high),
        ]

    def budgets(self, x: np.ndarray) -> dict[str, float]:
        spent = np.bincount(self.owner, weights=self.cost * x[: self.segments],
                            minlength=len(self.curves))  # fmt: skip
        return {c.program: float(one) for c, one in zip(self.curves, spent, strict=True)}

    def shadow_price(self, x: np.ndarray) -> float:
        """Dual of the budget once the order of segments is settled: a plain linear programme."""
        rows, low, high, _ = self._rules()
        matrix, low, high = np.array(rows)[:, : self.segments], np.array(low), np.array(high)
        filled = x[: self.segments]
        same = np.diff(self.owner) == 0
        before, after = np.append(False, same), np.append(same, False)
        # Open: the first segment of a programme, and every one whose predecessor is full.
        upper = np.where(before, np.roll(filled, 1) > 1 - 1e-9, True).astype(float)
        lower = np.where(after, np.roll(filled, -1) > 1e-9, False).astype(float)
        upper_rows = np.isfinite(high)
        lower_rows = np.isfinite(low)
        found = linprog(
            -self.value[: self.segments],
            A_ub=np.vstack([matrix[upper_rows], -matrix[lower_rows]]),
            b_ub=np.concatenate([high[upper_rows], -low[lower_rows]]),
            bounds=np.column_stack([lower, upper]),
            method="highs",
        )
        # The budget is the first rule, so its upper side is the first row.
        return float(max(0.0, -found.ineqlin.marginals[0]))

    def shortfalls(self) -> dict[str, float]:
        """Least total relaxation of the named rules, each in units of its own size."""
        rows, low, high, names = self._rules()
        rows, low, high = np.array(rows), np.array(low), np.array(high)
        size = np.maximum(1.0, np.abs(np.where(np.isfinite(low), low, high)))
        slack = np.diag(np.where(np.isfinite(low), size, -size))
        order_rows, order_high = self._order()
        count = len(names)
        # The budget itself never gives way: the rules asked for more than it holds.
        effort = np.concatenate([np.zeros(2 * self.segments), np.ones(count)])
        top = np.concatenate([np.ones(2 * self.segments), np.full(count, np.inf)])
        top[2 * self.segments] = 0.0
        found = milp(
            effort,
            constraints=[
                LinearConstraint(np.hstack([rows, slack]), low, high),
                LinearConstraint(
                    np.hstack([order_rows, np.zeros((len(order_rows), count))]),
                    -np.inf, order_high,
                ),
            ],
            integrality=np.concatenate([self.integrality, np.zeros(count)]),
            bounds=Bounds(0, top),
        )  # fmt: skip
        short = found.x[2 * self.segments :] * size
        return {n: float(s) for n, s in zip(names, short, strict=True) if s > 1e-6 * max(1, s)}

    def _rules(self) -> tuple[list, list, list, list[str]]:
        """Rows, lower and upper sides, names; the whole budget first."""
        blank = np.zeros(self.segments)
        rows = [np.concatenate([self.cost, blank])]
        low, high, names = [-np.inf], [self.total], ["anggaran"]
        for j, curve in enumerate(self.curves):
            own = np.concatenate([np.where(self.owner == j, self.cost, 0.0), blank])
            if curve.paling_sedikit_rp > 0:
                rows, low, high = [*rows, own], [*low, curve.paling_sedikit_rp], [*high, np.inf]
                names.append(f"paling_sedikit:{curve.program}")
            if np.isfinite(curve.paling_banyak_rp):
                rows, low, high = [*rows, own], [*low, -np.inf], [*high, curve.paling_banyak_rp]
                names.append(f"paling_banyak:{curve.program}")
        for area, least in self.quota.items():
            rows.append(np.concatenate([self.families[:, area], blank]))
            low, high = [*low, least], [*high, np.inf]
            names.append(f"kuota:{area}")
        return rows, low, high, names

    def _order(self) -> tuple[np.ndarray, np.ndarray]:
        """Filled ≤ open; a segment opens only when the one before it is full."""
        n = self.segments
        rows = [np.hstack([np.eye(n), -np.eye(n)])]
        limits = [np.zeros(n)]
        follows = np.flatnonzero(np.diff(self.owner) == 0) + 1
        after = np.zeros((len(follows), 2 * n))
        after[np.arange(len(follows)), n + follows] = 1.0
        after[np.arange(len(follows)), follows - 1] = -1.0
        return np.vstack([*rows, after]), np.concatenate([*limits, np.zeros(len(follows))])
