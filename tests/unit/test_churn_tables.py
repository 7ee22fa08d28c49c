"""Protected tables of what changed between two waves, from a hand-made city."""

import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.indicators import churn
from pedekate.ui.reconciliation import churn_text
from pedekate.ui.reconciliation.churn_matrix import decile_matrix

RULE = Policy(threshold=10, step=5)
A, B = "35.73.01.1001", "35.73.02.1001"


@pytest.fixture
def rows():
    """Two kelurahan; one move of 4 families and one unranked family that got a rank."""
    columns = ["kode_kelurahan", "keadaan", "desil_lama", "desil_baru", "keluarga", "individu"]
    return pd.DataFrame(
        [
            (A, "tetap", 1, 1, 100, 310), (A, "tetap", 2, 1, 22, 66), (A, "tetap", 7, 9, 41, 90),
            (A, "masuk", None, 1, 15, 41), (A, "keluar", 2, None, 12, 20),
            (B, "tetap", 1, 1, 60, 180), (B, "tetap", 2, 3, 4, 9), (B, "tetap", None, 5, 30, 31),
            (B, "masuk", None, None, 3, 8), (B, "keluar", 8, None, 20, 60),
        ],
        columns=columns,
    )  # fmt: skip


def counts(table, key="kelas"):
    return {k: None if pd.isna(v) else int(v) for k, v in table.set_index(key)["keluarga"].items()}


def test_summary_counts_states_and_moves(rows):
    table = churn.summary(rows, RULE)
    # naik: 41 above decile 5 and 4 from 2 to 3.
    assert counts(table) == {
        "tetap": 255, "masuk": 20, "keluar": 30, "turun": 20, "naik": 45, "sama": 160,
        "tanpa_desil": 30,
    }  # fmt: skip
    persons = table.set_index("kelas")["individu"]
    assert (persons["masuk"], persons["keluar"]) == (50, 80)


def test_small_states_are_hidden_with_their_persons(rows):
    small = rows[rows["keadaan"].ne("masuk") | rows["kode_kelurahan"].eq(B)]
    table = churn.summary(small, RULE).set_index("kelas")
    assert pd.isna(table.at["masuk", "keluarga"]) and pd.isna(table.at["masuk", "individu"])
    assert table.at["masuk", "keterangan"] == "disembunyikan (<10)"
    # Total and the rest would give it away: another one is hidden too.
    assert table["disembunyikan"].sum() >= 2


def test_matrix_rows_add_up(rows):
    table = churn.decile_matrix(rows[rows["keluarga"] >= 10], RULE)
    cells = table.set_index(["dari", "ke"])["keluarga"]
    assert cells["1", "1"] == 160 and cells["6-10", "6-10"] == 40 and cells["6-10", "keluar"] == 20
    assert cells["masuk", "1"] == 15 and cells["tanpa_desil", "5"] == 30
    assert cells["semua", "keluar"] == 30 and ("masuk", "keluar") not in cells.index
    for group in (*churn.GROUPS, "masuk"):
        row = cells[group]
        assert row.drop("semua").sum() == row["semua"]


def test_no_row_or_column_of_the_matrix_gives_a_small_cell_away(rows):
    table = churn.decile_matrix(rows, RULE)
    reasons = table.set_index(["dari", "ke"])["keterangan"]
    assert reasons["2", "3"] == reasons["masuk", "tanpa_desil"] == "disembunyikan (<10)"
    hidden = table[table["disembunyikan"]]
    for key in ("dari", "ke"):
        for name in (*churn.GROUPS, "masuk", "keluar"):
            inside = hidden[hidden[key] == name]
            whole_shown = not (inside[["dari", "ke"]] == "semua").any(axis=None)
            assert not (whole_shown and len(inside) == 1), (key, name)


def test_areas_nest_and_hide_what_is_small(rows):
    table = churn.by_area(rows, RULE).set_index(["kode", "kelas"])
    assert table.at[("35.73", "masuk"), "keluarga"] == 20
    assert table.at[(B, "masuk"), "keterangan"] == "disembunyikan (<10)"
    # The kecamatan's only kelurahan would tell: the city's parts hide together.
    assert pd.isna(table.at[(A, "masuk"), "keluarga"])


def test_nobody_listed_gives_empty_sums(rows):
    none = rows.iloc[:0]
    assert set(churn.summary(none, RULE)["keluarga"]) == {0}
    assert set(churn.decile_matrix(none, RULE)["keluarga"]) == {0}


def test_programmes_show_the_newest_pair_of_lists():
    old, middle, new = pd.to_datetime(["2026-04-30", "2026-07-31", "2026-10-31"])
    table = pd.DataFrame(
        [("pkh", old, middle, "tetap", 50.0), ("pkh", middle, new, "tetap", 61.0),
         ("pkh", middle, new, "masuk", 14.0)],
        columns=["program", "tanggal_lama", "tanggal_baru", "keadaan", "keluarga"],
    )  # fmt: skip
    found = churn.programme_changes(table, RULE)
    assert counts(found) == {"semua": 75, "tetap": 60, "masuk": 15, "keluar": 0}
    assert churn.programme_changes(table.iloc[:0], RULE).empty


def test_sentence_names_what_may_be_shown(rows):
    sentence = churn_text.headline(
        "DTSEN", "31 Juli 2026", "Kota Malang", churn.summary(rows, RULE)
    )
    assert "20\xa0keluarga baru" in sentence and "30\xa0keluarga keluar" in sentence
    assert "65\xa0keluarga berpindah desil</em> di Kota Malang" in sentence
    quiet = churn_text.headline("DTKS", "31 Juli 2026", "Sukun", churn.summary(rows.iloc[:1], RULE))
    assert quiet == "Sejak 31 Juli 2026 tidak ada keluarga baru atau keluar di DTKS Sukun"
    few = churn.summary(rows[rows["kode_kelurahan"].eq(B) & rows["keadaan"].eq("masuk")], RULE)
    assert "terlalu kecil" in churn_text.headline("DTSEN", "31 Juli 2026", "Kasin", few)


def test_matrix_text_escapes_and_marks_hidden_cells(rows):
    text = decile_matrix(churn.decile_matrix(rows, RULE), before="<lama>", after="baru")
    assert "&lt;lama&gt;" in text and 'title="disembunyikan (&lt;10)"' in text
    assert text.count("<tr") == 2 + 9


def test_titles_of_nothing_to_show():
    none = pd.DataFrame({"nama": ["Kasin"], "nilai": [0.0]})
    assert "terlalu kecil" in churn_text.areas_title(none)
    assert churn_text.areas_title(none.assign(nilai=3.61)) == (
        "Perubahan terbesar di Kasin: 3,6 per 100 keluarga"
    )
