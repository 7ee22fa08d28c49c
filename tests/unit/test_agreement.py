"""Tables and figures of the linkage section: protected counts, sentences, the waterfall."""

import pandas as pd
import pytest

from pedekate.charts.evidence import evidence_waterfall
from pedekate.disclosure import Policy
from pedekate.indicators import agreement
from pedekate.ui.reconciliation import linkage_text as text

RULE = Policy(threshold=10, step=5)
LINKS = pd.DataFrame(
    [
        ("keluarga", "dtsen", "dtks", "kk", 41, 41),
        ("keluarga", "dtsen", "dtks", "kk dan nik", 60, 60),
        ("keluarga", "dtsen", "dtks", "peluang", 20, 20),
        ("individu", "dtsen", "dtks", "nik", 100, 40),
        ("individu", "dtsen", "dtks", "nama", 30, 12),
        ("individu", "dtsen", "dtks", "peluang", 12, 3),
    ],
    columns=["satuan", "sumber_a", "sumber_b", "dasar", "jumlah", "keluarga"],
)


def test_numbers_of_any_kind_are_one_method_and_the_parts_add_up():
    shown = agreement.links_by_method(LINKS, RULE, unit="keluarga").set_index("kelas")
    assert shown["jumlah"].to_dict() == {"semua": 120, "nomor": 100, "model": 20}
    assert shown.loc["model", "bagian"] == pytest.approx(1 / 6)


def test_twelve_persons_of_three_families_are_hidden_and_guarded():
    shown = agreement.links_by_method(LINKS, RULE, unit="individu").set_index("kelas")
    assert shown["disembunyikan"].to_dict() == {
        "semua": False, "nomor": False, "keluarga": True, "model": True
    }  # fmt: skip
    assert shown.loc["model", "keterangan"] == "disembunyikan (<10)"
    assert shown["jumlah"].isna().to_dict()["model"]


def test_no_links_is_an_empty_table_not_an_error():
    assert agreement.links_by_method(LINKS.iloc[:0], RULE, unit="keluarga").empty
    assert text.methods_title(LINKS.iloc[:0], "keluarga").startswith("Belum ada keluarga")


THRESHOLDS = pd.DataFrame(
    {
        "ambang": [0.5, 0.95], "berlaku": [False, True], "keluarga": [903, 1004],
        "individu": [3000, 3011], "keluarga_satu_sumber": [1, 2], "keluarga_dua_sumber": [1, 2],
        "keluarga_tiga_sumber": [1, 2], "individu_tertaut": [5, 4],
    }
)  # fmt: skip


def test_thresholds_are_rounded_and_carry_scores_only_where_there_is_a_truth():
    assert agreement.thresholds(THRESHOLDS, None, RULE)["presisi"].isna().all()
    scores = pd.DataFrame({"ambang": [0.5, 0.95], "presisi": [0.9, 0.99], "sapuan": [1.0, 0.95]})
    shown = agreement.thresholds(THRESHOLDS, scores, RULE)
    assert shown["keluarga"].tolist() == [905, 1005]
    assert shown["presisi"].tolist() == [0.9, 0.99]
    assert text.threshold_title(shown, 0.5) == ("Dengan ambang 50% registri berkurang 100 keluarga")
    assert text.threshold_title(shown, 0.95).startswith("Ambang 95% berlaku")
    assert text.difference(905, 1005) == "−100 dari sekarang"


@pytest.mark.parametrize("p, words", [(0.95, "95%"), (0.999, "99,9%"), (1.0, "di atas 99,9%")])
def test_a_probability_is_never_a_hundred_percent(p, words):
    assert text.probability(p) == words


def test_the_waterfall_ends_at_the_sum_of_its_steps():
    start, steps = ("Awal", "satu keluarga", -1.0), [("Nama", "sama", 6.5), ("Lahir", "beda", -2.0)]
    figure = evidence_waterfall(start, steps, threshold=4.2, threshold_label="ambang 95%")
    *parts, result = figure.data
    assert sum(bar.x[0] for bar in parts) == result.x[0] == 3.5
    assert [bar.base[0] for bar in parts] == [0.0, -1.0, 5.5]
    assert figure.layout.yaxis.ticktext[-1] == "<b>Jumlah bobot</b>"
