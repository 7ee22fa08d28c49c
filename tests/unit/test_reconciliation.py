"""Comparison of registries: protected tables, agreement of answers, rules as data, sentences."""

import duckdb
import pandas as pd
import pytest
from pydantic import ValidationError

from pedekate.disclosure import Policy
from pedekate.reconciliation import rules, tables
from pedekate.schema.coarse import agreement_sql
from pedekate.store import source_order
from pedekate.ui.reconciliation import figures, text

RULE = Policy(threshold=10, step=5)
A, B, C = "35.73.01.1001", "35.73.01.1002", "35.73.02.1001"
SMALL, GUARD = "disembunyikan (<10)", "disembunyikan (pelindung)"
NAMES = {"dtsen": "DTSEN", "dtks": "DTKS", "p3ke": "P3KE"}


def cube(rows, **more):
    table = pd.DataFrame(rows, columns=["kode_kelurahan", "kelas", "keluarga"])
    shown = tables.by_area(table, RULE, city="35.73", **more)
    return shown.set_index(["kode", "kelas"])


def test_classes_add_up_in_every_area_and_areas_in_every_class():
    rows = [(A, "x", 21), (A, "y", 32), (B, "x", 43), (B, "y", 54), (C, "x", 65), (C, "y", 76)]
    shown = cube(rows, classes=["x", "y"])["keluarga"]
    assert shown["35.73", "semua"] == 290
    for code in ("35.73", "35.73.01", "35.73.02", A, B, C):
        assert shown[code, "x"] + shown[code, "y"] == shown[code, "semua"]
    assert shown["35.73.01", "semua"] == shown[A, "semua"] + shown[B, "semua"]


def test_a_hidden_cell_is_guarded_within_its_area_and_across_areas():
    rows = [(A, "x", 4), (A, "y", 40), (B, "x", 50), (B, "y", 60), (C, "x", 70), (C, "y", 80)]
    why = cube(rows, classes=["x", "y"])["keterangan"]
    assert why[A, "x"] == SMALL
    assert why[A, "y"] == GUARD, "the area's total would reveal it"
    assert why[B, "x"] == GUARD, "the kecamatan's total would reveal it"
    assert why["35.73.01", "x"] == "", "the sum of two hidden cells gives nothing away"


@pytest.mark.parametrize("seed", range(5))
def test_no_line_of_the_cube_reveals_its_hidden_cell(seed):
    """Law: neither the classes of an area nor one class over areas leaves one cell alone."""
    import numpy as np

    draw = np.random.default_rng(seed)
    rows = [(area, kelas, int(draw.integers(0, 60))) for area in (A, B, C) for kelas in "xyz"]
    size = cube(rows, classes=list("xyz"))["keluarga"]
    lines = [((code, "semua"), [(code, k) for k in "xyz"]) for code in {c for c, _ in size.index}]
    for kelas in ["semua", *"xyz"]:
        lines.append((("35.73", kelas), [("35.73.01", kelas), ("35.73.02", kelas)]))
        lines.append((("35.73.01", kelas), [(A, kelas), (B, kelas)]))
    for total, parts in lines:
        assert size[[total]].isna().all() or size[parts].isna().sum() != 1, total


def test_an_unknown_kelurahan_counts_in_the_city_only():
    shown = cube([(A, "x", 40), (None, "x", 30)], classes=["x"])["keluarga"]
    assert shown["35.73", "x"] == 70 and shown["35.73.01", "x"] == 40
    assert not [code for code, _ in shown.index if ".00" in code]


def test_groups_stand_between_classes_and_total():
    rows = [(A, "ada", 100), (A, "satu", 20), (A, "dua", 30)]
    shown = cube(rows, classes=["ada", "satu", "dua"], groups={"tiada": ["satu", "dua"]})
    assert shown.loc[("35.73", "tiada"), "keluarga"] == 50
    assert shown.loc[("35.73", "semua"), "keluarga"] == 150


def test_an_empty_comparison_is_an_empty_table():
    assert cube([], classes=["x"]).empty
    empty = pd.DataFrame(columns=["kolom", "sumber_a", "sumber_b", "hasil", "keluarga"])
    assert tables.field_agreement(empty, RULE).empty


@pytest.mark.parametrize("seed", range(5))
def test_no_line_of_a_matrix_reveals_its_hidden_cell(seed):
    """Law: in every row, column and kind, no visible total stands over one hidden cell alone."""
    import numpy as np

    levels = ["1", "2", "3"]
    sizes = np.random.default_rng(seed).integers(0, 40, 9)
    cells = [(a, b) for a in levels for b in levels]
    table = pd.DataFrame(cells, columns=["a", "b"]).assign(keluarga=sizes, individu=sizes * 3)
    kinds = {(a, b): "sama" if a == b else "beda" for a, b in cells}
    shown = tables.matrix(table, RULE, levels_a=levels, levels_b=levels, kinds=kinds)
    size = shown.set_index(["a", "b"])["keluarga"]
    lines = [((a, "semua"), [(a, b) for b in levels]) for a in levels]
    lines += [(("semua", b), [(a, b) for a in levels]) for b in levels]
    lines += [(("jenis", k), [c for c in cells if kinds[c] == k]) for k in ("sama", "beda")]
    for total, parts in lines:
        hidden = size[parts].isna().sum()
        assert size[[total]].isna().all() or hidden != 1, total


def test_matrix_counts_by_hand():
    rows = [("1", "1", 20, 60), ("1", "2", 30, 90), ("2", "1", 40, 120), ("2", "2", 50, 150)]
    table = pd.DataFrame(rows, columns=["a", "b", "keluarga", "individu"])
    kinds = {("1", "1"): "sama", ("2", "2"): "sama", ("1", "2"): "beda", ("2", "1"): "beda"}
    levels = ["1", "2"]
    shown = tables.matrix(table, RULE, levels_a=levels, levels_b=levels, kinds=kinds)
    size = shown.set_index(["a", "b"])
    assert tuple(size.loc[("semua", "semua"), ["keluarga", "individu"]]) == (140, 420)
    assert size.loc[("jenis", "sama"), "keluarga"] == 70
    assert size.loc[("semua", "2"), "keluarga"] == 80


@pytest.mark.parametrize(
    "a, b, expected",
    [
        ("asbes", "asbes", "sama"), ("asbes", "asbes_seng", "sama_kasar"),
        ("asbes_seng", "seng", "sama_kasar"), ("genteng", "asbes_seng", "beda"),
        ("asbes", "seng", "beda"), (None, "asbes", "tak_diketahui"),
    ],
)  # fmt: skip
def test_answers_agree_at_the_coarser_level(a, b, expected):
    sql = agreement_sql("a", "b", {"asbes_seng": ("asbes", "seng")})
    con = duckdb.connect()
    row = con.execute(f"select {sql} from (select ?::text as a, ?::text as b)", [a, b]).fetchone()
    assert row[0] == expected


def test_reasons_are_complete_and_the_rest_comes_last():
    raw = rules.load().model_dump()
    with pytest.raises(ValidationError, match="alasan harus tepat"):
        rules.Comparison.model_validate(raw | {"alasan": raw["alasan"][1:]})
    with pytest.raises(ValidationError, match="alasan terakhir"):
        rules.Comparison.model_validate(raw | {"alasan": raw["alasan"][::-1]})
    said = rules.load().definition("beda_waktu", "dtks", "p3ke")
    assert "DTKS dan P3KE" in said and str(rules.load().beda_hari) in said


def test_the_order_of_sources_is_read_from_the_sql_that_applies_it():
    order = source_order.orders()
    assert order["jenis_lantai"][:2] == ("dtsen", "p3ke")
    assert order["jenis_kelamin_kepala"][0] == source_order.HEAD
    chosen = {f.kolom for f in rules.load().isian if f.aturan is None} - {"kode_kelurahan"}
    assert chosen <= set(order)


def test_combinations_in_words():
    assert text.combination("dtks", NAMES) == "Hanya di DTKS"
    assert text.combination("dtks+p3ke", NAMES) == "DTKS dan P3KE"
    assert text.combination("dtsen+dtks+p3ke", NAMES) == "Di ketiga registri"


def test_the_overlap_sentence_says_when_a_number_is_only_a_floor():
    rows = pd.DataFrame(
        {"kelas": ["semua", "dtsen", "dtks", "dtsen+dtks"],
         "keluarga": pd.array([100, 60, None, 30], dtype="Int64")}
    )  # fmt: skip
    said = text.overlap_headline("Kota Malang", rows, 2)
    assert said == "30 keluarga ada di kedua registri; <em>sedikitnya 60 hanya ada di satu</em>"


def test_what_if_sentence_hides_what_is_hidden():
    rows = pd.DataFrame(
        {"keluarga": pd.array([120, None], dtype="Int64")}, index=["hanya_a", "hanya_b"]
    )
    said = text.what_if_headline("Klojen", "PKH", "DTKS", "DTSEN", rows)
    assert said == "Di Klojen, andai sasaran PKH memakai DTSEN, bukan DTKS: <em>120 keluar</em>"


def test_the_combination_table_escapes_and_never_shows_a_hidden_number():
    rows = pd.DataFrame(
        {"kelas": ["dtsen", "dtsen+dtks"], "nama": ["<b>", "DTSEN dan DTKS"],
         "keluarga": pd.array([100, None], dtype="Int64"),
         "individu": pd.array([300, None], dtype="Int64"), "keterangan": ["", SMALL]}
    )  # fmt: skip
    html = figures.combination_table(
        rows, sets={"dtsen": "DTSEN", "dtks": "DTKS"}, totals={"dtsen": "100", "dtks": "<10"},
        persons="individu",
    )  # fmt: skip
    assert "&lt;b&gt;" in html and html.count("&lt;10") == 3
    assert ">nan<" not in html and "NA" not in html.replace("DTSEN", "")
