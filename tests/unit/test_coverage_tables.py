"""Programme and register tables: totals, hidden cells, and their HTML."""

import pandas as pd

from pedekate.disclosure import Policy
from pedekate.indicators import coverage
from pedekate.ui.coverage.matrix import coverage_matrix
from pedekate.ui.indicators.overview_table import overview_table

RULE = Policy(threshold=10, step=5)
SMALL = "disembunyikan (<10)"


def test_deciles_have_a_total_and_guard_a_small_one():
    table = pd.DataFrame({"desil": [1, 2, 3, None], "keluarga": [4, 40, 60, 30]})
    shown = coverage.families_by_decile(table, RULE).set_index("kelas")
    assert shown.loc["semua", "keluarga"] == 135
    assert shown["keterangan"].to_dict() == {
        "semua": "", "1": SMALL, "2": "disembunyikan (pelindung)", "3": "", "tanpa_desil": ""
    }  # fmt: skip


def test_overlap_counts_aid_and_leaves_health_cover_out():
    """PBI alone is "tanpa": it is cover, not aid."""
    flags = [(True, False, False, True), (True, False, False, False), (False, False, False, True),
             (False, False, False, False), (True, True, False, False)]  # fmt: skip
    table = pd.DataFrame(
        flags, columns=["terima_pkh", "terima_bpnt", "terima_bpntd", "terima_pbi"]
    ).assign(keluarga=[20, 30, 40, 10, 15])
    shown = coverage.programme_overlap(table, RULE).set_index("kelas")["keluarga"].to_dict()
    assert shown == {"semua": 115, "pkh": 50, "tanpa": 50, "pkh+bpnt": 15}


def test_coverage_by_decile_and_area():
    rows = [(p, d, k, r) for p in coverage.PROGRAMS for d, k, r in ((1, 100, 50), (2, 60, 15))]
    table = pd.DataFrame(rows, columns=["program", "desil", "keluarga", "penerima"])
    shown = coverage.coverage_by_decile(table, RULE).set_index(["program", "kelas"])
    assert shown.loc[("pkh", "semua"), "pembilang"] == 65
    assert shown.loc[("pbi", "1"), "nilai"] == 0.5
    areas = pd.DataFrame(
        {"tingkat": ["kelurahan", "kota", "kecamatan", "kelurahan"],
         "kode": ["35.73.01.1002", "35.73", "35.73.01", "35.73.01.1001"],
         "sasaran": [60, 160, 160, 100], "sasaran_belum": [15, 18, 18, 3]}
    )  # fmt: skip
    shown = coverage.coverage_by_area(areas, RULE, counted="sasaran_belum").set_index("kode")
    assert shown["disembunyikan"].to_dict() == {
        "35.73": False, "35.73.01": False, "35.73.01.1001": True, "35.73.01.1002": True
    }  # fmt: skip


def test_sources_overlap_and_lists_share_what_is_missing():
    sources = pd.DataFrame({"sumber": ["dtsen", "p3ke"], "keluarga": [200, 50],
                            "hanya_di_sini": [120, 5]})  # fmt: skip
    shown = coverage.families_by_source(sources, RULE)
    assert shown["penyebut"].tolist() == [200, 50] and shown["nilai"].isna().tolist() == [0, 1]
    lists = pd.DataFrame({"program": ["pkh"], "sumber": ["daftar_bayar"], "penerima": [100],
                          "tidak_ditemukan": [20]})  # fmt: skip
    assert coverage.recipients_on_lists(lists, RULE)["nilai"].tolist() == [0.2]


def test_matrix_marks_the_rule_and_names_hidden_cells():
    rows = pd.DataFrame(
        [("pkh", "1", 0.55, ""), ("pkh", "5", 0.03, ""), ("pkh", "6", None, SMALL),
         ("pkh", "7", None, "disembunyikan (pelindung)")],
        columns=["program", "kelas", "nilai", "keterangan"],
    )  # fmt: skip
    page = coverage_matrix(rows, names={"pkh": "<PKH>"}, limits={"pkh": 4})
    assert "&lt;PKH&gt;" in page and "sampai desil 4" in page
    assert "<b>55</b>" in page and ">3,0<" in page and "<b>3,0</b>" not in page
    assert f'title="{SMALL.replace("<", "&lt;")}">&lt;10<' in page and ">–<" in page
    assert "tanpa batas desil" in coverage_matrix(rows, names={"pkh": "P"}, limits={"pkh": None})


def test_overview_draws_the_city_line_only_when_compared():
    rows = pd.DataFrame(
        {"nama_tema": ["Air", "Air"], "nama": ["Tak <b>", "Hidden"], "arah": ["butuh", "jangkau"],
         "nilai": [0.2, None], "kota": [0.1, 0.3], "tak_diketahui": [0.05, None],
         "keterangan": ["", SMALL]}
    )  # fmt: skip
    colors = {"butuh": "#702450", "jangkau": "#237F82"}
    page = overview_table(rows, colors=colors, compared=True)
    assert '<u style="left:10.0%">' in page and "2,0 kali" in page and "5,0%" in page
    assert "Tak &lt;b&gt;" in page and SMALL.replace("<", "&lt;") in page
    assert "<u " not in overview_table(rows, colors=colors, compared=False)
