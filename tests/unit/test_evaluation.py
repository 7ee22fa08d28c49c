"""Conditions on frames and conditions in SQL give the same three answers."""

import duckdb
import pandas as pd
import pytest

from pedekate.errors import ConfigError
from pedekate.schema.conditions import Condition
from pedekate.schema.evaluation import evaluate

FRAME = pd.DataFrame(
    {
        "desil": pd.array([1, 4, 5, None], dtype="Int8"),
        "lantai": ["tanah", "keramik", None, "it's"],
        "motor": pd.array([True, None, False, True], dtype="boolean"),
        "luas": [7.2, 3.0, float("nan"), 50.0],
    }
)
DESIL = {"kolom": "desil", "paling_banyak": 4}
MOTOR = {"kolom": "motor", "sama": True}


@pytest.mark.parametrize(
    "rule",
    [
        DESIL, MOTOR, {"kolom": "motor", "sama": False},
        {"kolom": "lantai", "dalam": ["tanah", "it's"]},
        {"kolom": "luas", "kurang_dari": 7.2}, {"kolom": "luas", "lebih_dari": 3},
        {"kolom": "desil", "paling_sedikit": 2, "kurang_dari": 5},
        {"kolom": "lantai", "kosong": True}, {"kolom": "lantai", "kosong": False},
        {"semua": [DESIL, MOTOR]}, {"salah_satu": [DESIL, MOTOR]}, {"tidak": DESIL},
        {"tidak": {"semua": [DESIL, {"salah_satu": [MOTOR, {"kolom": "luas", "lebih_dari": 9}]}]}},
    ],
)  # fmt: skip
def test_frame_and_sql_agree(rule):
    condition = Condition.model_validate(rule)
    table = FRAME.assign(nomor=range(len(FRAME)), luas=FRAME["luas"].astype("Float64"))
    with duckdb.connect() as con:
        con.register("tabel", table)
        rows = con.execute(f"select {condition.to_sql()} from tabel order by nomor").fetchall()
    truth = evaluate(condition, FRAME)
    found = [
        None if unknown else bool(yes)
        for yes, unknown in zip(truth.yes, truth.unknown, strict=True)
    ]
    assert found == [row[0] for row in rows]
    assert not (truth.yes & truth.no).any()


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match="'lebar'"):
        evaluate(Condition(kolom="lebar", sama=1), FRAME)
