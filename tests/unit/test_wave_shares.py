"""Families of one wave per area, from a table worked by hand."""

import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.indicators.wave_shares import NEW, OLD, in_wave

RULE = Policy(threshold=10, step=5)
A, B = "35.73.01.1001", "35.73.01.1002"


def _rows():
    rows = [
        # kelurahan, state, decile before, after, families
        (A, "tetap", 1, 4, 40),
        (A, "tetap", 6, 2, 20),
        (A, "tetap", None, 3, 10),
        (A, "masuk", None, 8, 30),
        (A, "keluar", 3, None, 50),
        (B, "tetap", 2, 2, 100),
        (B, "tetap", 9, 9, 100),
        (B, "keluar", 9, None, 7),
    ]
    columns = ["kode_kelurahan", "keadaan", "desil_lama", "desil_baru", "keluarga"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"desil_lama": "Int8", "desil_baru": "Int8"})


def _wave(wave, upto):
    return in_wave(_rows(), wave, upto, RULE).set_index("kode")


def test_a_wave_holds_who_stayed_and_who_left_or_entered():
    old, new = _wave(OLD, None), _wave(NEW, None)
    assert old.loc[[A, B, "35.73"], "pembilang"].tolist() == [120, 205, 325]
    assert new.loc[[A, B, "35.73"], "pembilang"].tolist() == [100, 200, 300]


def test_low_families_are_of_the_ranked_and_each_wave_has_its_own_deciles():
    old, new = _wave(OLD, 4), _wave(NEW, 4)
    # Before: 40 + 50 low of 40 + 20 + 50 ranked. After: 40 + 20 + 10 low of 100 ranked.
    assert old.loc[A, ["pembilang", "penyebut", "tak_diketahui"]].tolist() == [90, 110, 10]
    assert old.loc[A, "nilai"] == pytest.approx(90 / 110)
    assert new.loc[A, ["pembilang", "penyebut", "tak_diketahui"]].tolist() == [70, 100, 0]


def test_few_families_on_either_side_are_hidden_not_zero():
    rows = _rows()
    rows.loc[rows["kode_kelurahan"] == B, "keluarga"] = [6, 194, 7]
    found = in_wave(rows, NEW, 4, RULE).set_index("kode")
    assert found.loc[B, "keterangan"] == "disembunyikan (<10)" and pd.isna(found.loc[B, "nilai"])
    assert found.loc[A, "disembunyikan"], "else the kecamatan minus A would give B away"


def test_areas_add_up():
    found = _wave(NEW, 4)
    parts = found[found["tingkat"] == "kelurahan"]
    for column in ("pembilang", "penyebut"):
        assert parts[column].sum() == found.loc["35.73", column]
