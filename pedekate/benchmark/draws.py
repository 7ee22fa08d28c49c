"""Two hundred draws of the truth against sorting everybody in pandas for every draw."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pedekate.benchmark import engine
from pedekate.benchmark.city import City, Move
from pedekate.benchmark.timing import Step, same, timed
from pedekate.simulation import uncertainty
from pedekate.simulation.uncertainty import DRAWS, Doubt, Rule

SEED, THEIRS = 2025, 20  # the alternative is timed on so many draws
_RESIDUALS, _SPREAD, _AREA_SD, _ERROR = 180, 0.45, 0.1, 0.02
_HEADCOUNT, _RELATIVE_ERROR = 0.0385, 0.24
_COMPARED = (
    "eksklusi_keluarga", "inklusi_keluarga", "p0_sebelum", "p0_sesudah", "p1_sesudah"
)  # fmt: skip


def steps(city: City, answers: np.ndarray, move: Move) -> list[Step]:
    """One comparison; the alternative's time is scaled up to as many draws."""
    doubt, rule = _doubt(city, answers), _rule(city, move)
    spent, ours = timed(lambda: uncertainty.evaluate(doubt, [rule], draws=DRAWS, seed=SEED))
    theirs, found = timed(lambda: np.array(list(_pandas(doubt, rule))))
    name = f"pandas, urut penuh tiap undian ({THEIRS} undian × {DRAWS // THEIRS})"
    same(found, np.column_stack([ours[k][:THEIRS, 0] for k in _COMPARED]), name)
    return [
        Step(
            nama=f"{DRAWS} undian kebenaran", keluarga=len(doubt.size), detik=spent,
            pembanding=name, detik_pembanding=theirs * DRAWS / THEIRS,
        )
    ]  # fmt: skip


def _doubt(city: City, answers: np.ndarray) -> Doubt:
    """A score with the shape of the needs score's doubt; everybody poor is in the register."""
    rng = np.random.default_rng(SEED)
    centre, people = city.scores[0], city.population
    return Doubt(
        centre=centre,
        fifth=np.searchsorted(np.quantile(centre, [0.2, 0.4, 0.6, 0.8]), centre, side="left"),
        design=(_ERROR * answers).astype(np.float32),
        residuals=tuple(rng.normal(0, _SPREAD, _RESIDUALS) for _ in range(5)),
        area=people.area,
        area_sd=_AREA_SD,
        size=people.size,
        line=people.line,
        headcount=_HEADCOUNT,
        headcount_se=_HEADCOUNT * _RELATIVE_ERROR,
        missing=0.0,
    )


def _rule(city: City, move: Move) -> Rule:
    queue = engine.queue(city, 0)
    position = queue.locate(move.units)
    return Rule(
        participation=queue.participation(position),
        transfer=move.per_unit / city.population.size,
        spent=move.anggaran_rp,
    )


def _pandas(doubt: Doubt, rule: Rule) -> Iterator[list[float]]:
    """The same draws from the same seed; everybody is sorted, nothing is skipped."""
    for logarithm, headcount in _drawn(doubt):
        rows = pd.DataFrame(
            {"ln": logarithm, "n": doubt.size, "p": rule.participation, "t": rule.transfer}
        ).sort_values("ln")
        people = rows["n"].sum()
        cut = rows.loc[rows["n"].cumsum() >= headcount * people, "ln"].iloc[0]
        poor = rows[rows["ln"] < cut]
        y = doubt.line * np.exp((poor["ln"] - cut).astype(float))
        after, p, n = y + poor["t"], poor["p"], poor["n"]
        gap, left = 1 - y / doubt.line, (1 - after / doubt.line).clip(lower=0)
        yield [
            1 - p.sum() / len(poor),
            1 - p.sum() / rows["p"].sum(),
            n.sum() / people,
            (n * (1 - p * (after >= doubt.line))).sum() / people,
            (n * (gap + p * (left - gap))).sum() / people,
        ]


def _drawn(doubt: Doubt) -> Iterator[tuple[np.ndarray, float]]:
    """Ln consumption of every family and the headcount of a draw, by the recipe of methods."""
    rng = np.random.default_rng(SEED)
    pools = [part.astype(np.float32) for part in doubt.residuals]
    luck = rng.standard_normal((THEIRS, doubt.design.shape[1])).astype(np.float32)
    errors = luck @ doubt.design.T
    lengths = np.array([len(pool) for pool in pools])[doubt.fifth]
    table = np.concatenate(pools)
    first = np.concatenate([[0], np.cumsum([len(pool) for pool in pools])])[doubt.fifth]
    for error in errors:
        area = (doubt.area_sd * rng.standard_normal(doubt.area.max() + 1)).astype(np.float32)
        which = (rng.random(len(error), dtype=np.float32) * lengths.astype(np.float32)).astype(int)
        residual = table[first + np.minimum(which, lengths - 1)]
        logarithm = error + doubt.centre.astype(np.float32) + area[doubt.area] + residual
        wanted = rng.normal(doubt.headcount, doubt.headcount_se)
        rng.random()
        yield logarithm, max(doubt.headcount / 10, wanted)
