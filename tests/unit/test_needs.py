"""Gaps against the city: hand-computed chances, what small numbers cannot carry, the five needs."""

import numpy as np
import pandas as pd
import pytest

from pedekate.indicators import needs
from pedekate.indicators.needs import Rules

RULES = Rules(
    false_discovery=0.05, design_effect=2.0, least_expected=5, least_gap=0.01, most_unknown=0.5
)


def rows(**cells):
    """name → (pembilang, penyebut, tak_diketahui); pembilang None: hidden."""
    table = pd.DataFrame.from_dict(
        cells, orient="index", columns=["pembilang", "penyebut", "tak_diketahui"]
    ).astype("Int64")
    share = table["pembilang"].astype("Float64") / table["penyebut"].astype("Float64")
    return table.assign(nilai=share.astype(float))


def gaps(area, city, *, persons=None, rules=RULES):
    count = len(area)
    return needs.gaps(
        area, city, rules, persons=np.array(persons or [False] * count, dtype=bool), step=5
    )


def test_the_chance_of_a_gap_by_hand():
    # p 0,2; n 400 of 10.000: variance 0,16 × (1/400 − 1/10.000) = 0,000384, plus the rounding
    # 25/12/400² = 0,0000130. Error 0,019925; gap 0,05 is 2,509 errors: chance 0,0121.
    table = gaps(rows(a=(100, 400, 0)), rows(a=(2000, 10000, 0)))
    assert table.loc["a", "selisih"] == pytest.approx(0.05)
    assert table.loc["a", "keadaan"] == needs.ABOVE
    strict = Rules(**{**_fields(RULES), "false_discovery": 0.0120})
    assert gaps(
        rows(a=(100, 400, 0)), rows(a=(2000, 10000, 0)), rules=strict
    ).loc["a", "keadaan"] == needs.UNCLEAR  # fmt: skip


def _fields(rules):
    return {name: getattr(rules, name) for name in Rules.__slots__}


def test_persons_of_one_family_count_for_less():
    area, city = rows(a=(100, 400, 0)), rows(a=(2000, 10000, 0))
    assert gaps(area, city).loc["a", "keadaan"] == needs.ABOVE
    # Twice the variance: 0,05 is 1,79 errors.
    assert gaps(area, city, persons=[True]).loc["a", "keadaan"] == needs.UNCLEAR


def test_many_gaps_are_judged_together():
    quiet = {f"q{i}": (80, 400, 0) for i in range(9)}
    city = rows(a=(2000, 10000, 0), **{f"q{i}": (2000, 10000, 0) for i in range(9)})
    # Alone it is clear (chance 0,012); as the best of ten it may be chance (0,12).
    table = gaps(rows(a=(100, 400, 0), **quiet), city)
    assert table.loc["a", "keadaan"] == needs.UNCLEAR


@pytest.mark.parametrize(
    "cell, city, state",
    [
        ((None, 400, 0), (2000, 10000, 0), needs.HIDDEN),
        ((10, 20, 0), (2000, 10000, 0), needs.TOO_FEW),
        ((100, 400, 500), (2000, 10000, 0), needs.TOO_UNKNOWN),
        ((40, 400, 0), (2000, 10000, 0), needs.BELOW),
        # 0,5 points at n 40.000 are clear and change no plan.
        ((8200, 40000, 0), (40000, 200000, 0), needs.UNCLEAR),
    ],
)
def test_why_a_gap_is_not_named(cell, city, state):
    assert gaps(rows(a=cell), rows(a=city)).loc["a", "keadaan"] == state


def test_the_city_against_itself_has_no_gap():
    city = rows(a=(2000, 10000, 10), b=(300, 9000, 0))
    table = gaps(city, city)
    assert (table["selisih"] == 0).all() and (table["keadaan"] == needs.UNCLEAR).all()


def test_order_is_clear_gaps_first_then_the_rest():
    area = rows(small=(110, 400, 0), big=(160, 400, 0), low=(82, 400, 0), gone=(None, 400, 0))
    city = rows(**{name: (2000, 10000, 0) for name in area.index})
    assert gaps(area, city).index.tolist() == ["big", "small", "low", "gone"]


def ranked(*cells):
    """(name, state, count) in the order of `gaps`."""
    return pd.DataFrame(
        {"keadaan": [c[1] for c in cells], "pembilang": pd.array([c[2] for c in cells], "Int64")},
        index=[c[0] for c in cells],
    )


def test_needs_by_hand():
    table = ranked(
        ("air", needs.ABOVE, 15),
        ("lantai", needs.ABOVE, 30),
        ("dinding", needs.ABOVE, 90),
        ("kerja", needs.UNCLEAR, 70),
        ("sakit", needs.BELOW, 200),
        ("jamban", needs.UNCLEAR, 0),
        ("meteran", needs.UNCLEAR, 500),
        ("sekolah", needs.HIDDEN, None),
        ("kosong", needs.TOO_UNKNOWN, 300),
    )
    order = ["sakit", "kosong", "sekolah", "jamban", "kerja", "dinding", "lantai", "air"]
    groups = {name: name for name in order} | {"lantai": "rumah", "dinding": "rumah"}
    # Clear ones in their order, one of each group; then by priority, those below the city last.
    # Nobody acts on meters, nobody lacks a toilet, a hidden number and an unanswered question are
    # no need.
    assert needs.to_act_on(table, groups, 5) == ["air", "lantai", "kerja", "sakit"]
    assert needs.to_act_on(table, groups, 2) == ["air", "lantai"]
