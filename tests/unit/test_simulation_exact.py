"""The engine against the formulas of the methods note, word for word, in exact fractions.

The second writing is slow and shares no code with the engine it checks.
"""

from fractions import Fraction as F

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from pedekate.indicators.survey import Survey
from pedekate.simulation import survey
from pedekate.simulation.run import simulate
from pedekate.simulation.scenario import Scenario
from tests.simulation_draws import CHOICES, FAMILY


def engine(y, n, w, score, c):
    rows = Survey(
        consumption=np.array(y, float), size=np.array(n, float), weight=np.array(w, float),
        extra={}, dropped={},
    )  # fmt: skip
    queue = survey.queue(
        rows, line=c["line"], peringkat=c["peringkat"], per_person=c["per_person"],
        score=np.array(score, float),
    )  # fmt: skip
    scenario = Scenario(
        program="survei", peringkat=c["peringkat"], anggaran_rp=c["budget"],
        manfaat_rp=c["benefit"], garis_rp=c["line"], biaya_admin=float(c["admin"]),
        biaya_tetap_rp=c["fixed"],
    )  # fmt: skip
    return simulate(queue, scenario, data="", code="").values


@given(st.lists(FAMILY, min_size=1, max_size=12), CHOICES)
def test_every_outcome_equals_the_exact_fraction(families, c):
    y, n, w, score = zip(*families, strict=True)
    values = engine(y, n, w, score, c)
    left = max(F(0), F(c["budget"] - c["fixed"])) / (1 + c["admin"])
    units = [F(m) if c["per_person"] else F(1) for m in n]
    if c["peringkat"] == "universal":
        each = left / sum(a * b for a, b in zip(w, units, strict=True))
        costs, chance = [each * u for u in units], [F(left > 0)] * len(y)
    else:
        costs = [c["benefit"] * u for u in units]
        keys = {"skor": score, "sempurna": y, "undian": [0] * len(y)}[c["peringkat"]]
        chance = participation(keys, costs, w, left)
    table = [(F(a), F(b), F(d)) for a, b, d in zip(y, n, w, strict=True)]
    expected = outcomes(
        table, chance, costs, line=F(c["line"]), budget=F(c["budget"]), admin=c["admin"],
        fixed=F(c["fixed"]),
    )  # fmt: skip
    for key, value in expected.items():
        if value is None:
            assert np.isnan(values[key]), key
        else:
            assert values[key] == approx(float(value), rel=1e-9, abs=1e-9), key


def participation(keys, costs, weights, left):
    """Ties share what is left; the family at the margin takes part with a probability."""
    chance = [F(0)] * len(keys)
    for value in sorted({k for k in keys if k is not None}):
        block = [i for i, k in enumerate(keys) if k == value]
        need = sum(weights[i] * costs[i] for i in block)
        share = F(1) if need <= left else left / need
        for i in block:
            chance[i] = share
        left -= share * need
        if share < 1:
            break
    return chance


def outcomes(rows, chance, costs, *, line, budget, admin=F(0), fixed=F(0)):
    """All keys of the contract but Watts, from (consumption, size, weight) rows."""
    y, n, w = zip(*rows, strict=True)
    people = [a * b for a, b in zip(w, n, strict=True)]
    poor = [v < line for v in y]
    result = {"slot_keluarga": _dot(w, chance)}
    for unit, mass in (("keluarga", w), ("individu", people)):
        tp = sum(m * p for m, p, d in zip(mass, chance, poor, strict=True) if d)
        fn = sum(m * (1 - p) for m, p, d in zip(mass, chance, poor, strict=True) if d)
        fp = sum(m * p for m, p, d in zip(mass, chance, poor, strict=True) if not d)
        tn = sum(m * (1 - p) for m, p, d in zip(mass, chance, poor, strict=True) if not d)
        result |= {
            f"cakupan_{unit}": _ratio(tp + fp, sum(mass)),
            f"eksklusi_{unit}": _ratio(fn, tp + fn),
            f"inklusi_{unit}": _ratio(fp, tp + fp),
            f"nonmiskin_terlayani_{unit}": _ratio(fp, fp + tn),
        }
    paid = [a * p * c for a, p, c in zip(w, chance, costs, strict=True)]
    total = sum(paid)
    leaked = sum(m for m, d in zip(paid, poor, strict=True) if not d)
    cut = quantile(y, people, F(2, 5))
    low = sum(m for m, v in zip(paid, y, strict=True) if v <= cut)
    result |= {"kebocoran_manfaat": _ratio(leaked, total), "cgh40": _ratio(low, F(2, 5) * total)}
    result["koefisien_konsentrasi"] = concentration(y, people, paid)
    gaps = {a: (_fgt(y, line, people, a), _after(rows, chance, costs, line, a)) for a in (0, 1, 2)}
    for a, (before, after) in gaps.items():
        result |= {f"p{a}_sebelum": before, f"p{a}_sesudah": after}
    spent = total * (1 + admin) + min(fixed, budget)
    closed = (gaps[1][0] - gaps[1][1]) * line * sum(people)
    welfare = sum(a * p * b * v for a, p, b, v in zip(w, chance, n, y, strict=True))
    result |= {"bcr": _ratio(closed, spent), "kecukupan": _ratio(total, welfare + total)}
    return result | {"belanja": spent, "sisa_anggaran": budget - spent}


def quantile(values, weights, share):
    """Smallest value whose cumulative share reaches `share`."""
    total, upto = sum(weights), F(0)
    for value, weight in sorted(zip(values, weights, strict=True)):
        upto += weight
        if upto >= share * total:
            return value
    raise AssertionError


def concentration(y, people, paid):
    """2·cov(t, R)/mean(t) with t per person and R the mid-rank that equal consumptions share."""
    total, money = sum(people), sum(paid)
    if not money:
        return None
    rank = []
    for value in y:
        below = sum(m for m, v in zip(people, y, strict=True) if v < value)
        level = sum(m for m, v in zip(people, y, strict=True) if v == value)
        rank.append((below + level / 2) / total)
    mean_rank = _dot(people, rank) / total
    covariance = sum(m * (r - mean_rank) for m, r in zip(paid, rank, strict=True)) / total
    return 2 * covariance / (money / total)


def _after(rows, chance, costs, line, alpha):
    """p·f(y + t) + (1 − p)·f(y): never the benefit pro-rated."""
    y, n, w = zip(*rows, strict=True)
    people = [a * b for a, b in zip(w, n, strict=True)]
    raised = [v + c / m for v, c, m in zip(y, costs, n, strict=True)]
    with_it = [m * p for m, p in zip(people, chance, strict=True)]
    without = [m * (1 - p) for m, p in zip(people, chance, strict=True)]
    total = sum(people)
    inside = sum(m * _term(v, line, alpha) for m, v in zip(with_it, raised, strict=True))
    outside = sum(m * _term(v, line, alpha) for m, v in zip(without, y, strict=True))
    return (inside + outside) / total


def _fgt(y, line, people, alpha):
    return sum(m * _term(v, line, alpha) for m, v in zip(people, y, strict=True)) / sum(people)


def _term(value, line, alpha):
    return ((line - value) / line) ** alpha if value < line else F(0)


def _dot(a, b):
    return sum(x * z for x, z in zip(a, b, strict=True))


def _ratio(part, whole):
    return part / whole if whole else None
