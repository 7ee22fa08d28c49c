"""Duration of receipt: hand-made lists, classes and areas that add up, sentences for every case."""

import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.indicators import duration
from pedekate.indicators.duration import ABOVE, ALL, ALWAYS, LATER, UNRANKED, WITHIN
from pedekate.ui.coverage import duration_text as text

RULE = Policy(threshold=10, step=5)
OPEN = Policy(threshold=0, step=1)
NAMES = {"pkh": "PKH", "bpnt": "BPNT", "bpntd": "BPNTD"}
DAYS = {"tanggal_awal": pd.Timestamp("2026-10-31"), "tanggal_akhir": pd.Timestamp("2027-01-31")}


def table(rows, lists=2):
    """Rows (program, lists running, kelurahan, decile, families)."""
    columns = ["program", "daftar", "kode_kelurahan", "desil", "keluarga"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(banyak_daftar=lists, **DAYS).astype({"desil": "Int64"})


A, B = "35.73.01.1001", "35.73.02.1001"
ROWS = [
    ("pkh", 2, A, 1, 40), ("pkh", 2, A, 6, 20), ("pkh", 2, A, None, 5), ("pkh", 1, A, 7, 30),
    ("pkh", 2, B, 5, 15), ("pkh", 2, B, 4, 50), ("pkh", 1, B, 1, 12),
]  # fmt: skip


def counts(found, kode="35.73"):
    return found[found["kode"] == kode].set_index("kelas")["keluarga"].to_dict()


def test_who_is_on_every_list_and_ranked_above_the_limit():
    found = duration.receipt(table(ROWS), {"pkh": 4}, OPEN)
    assert counts(found) == {
        ALL: 172, ALWAYS: 130, LATER: 42, ABOVE: 35, WITHIN: 90, UNRANKED: 5,
    }  # fmt: skip
    assert counts(found, "35.73.01")[ABOVE] == 20 and counts(found, "35.73.02")[ABOVE] == 15
    # A higher limit only moves families from above to within.
    assert counts(duration.receipt(table(ROWS), {"pkh": 5}, OPEN))[ABOVE] == 20


def test_without_a_limit_nobody_can_be_above_it():
    found = duration.receipt(table(ROWS), {"pkh": None}, OPEN)
    assert counts(found) == {ALL: 172, ALWAYS: 130, LATER: 42}


def test_one_list_says_nothing_about_time():
    once = table([("pkh", 1, A, 1, 40)], lists=1)
    assert duration.receipt(once, {"pkh": 4}, RULE).empty
    assert duration.receipt(once.iloc[:0], {}, RULE).empty
    lists = duration.lists(once)
    assert lists["banyak_daftar"].tolist() == [1]
    assert "Baru satu daftar bayar setiap program (PKH)" in text.only_one(lists, NAMES)
    assert "Belum ada daftar bayar" in text.only_one(lists.iloc[:0], NAMES)


@pytest.mark.parametrize("few", [1, 4, 9])
def test_few_candidates_are_hidden_and_cannot_be_had_by_subtraction(few):
    rows = [*ROWS, ("pkh", 2, A, 8, 0)]
    rows[1] = ("pkh", 2, A, 6, few)
    found = duration.receipt(table(rows), {"pkh": 4}, RULE)
    here = found[found["kode"] == "35.73.01"].set_index("kelas")
    assert here.loc[ABOVE, "keterangan"] == "disembunyikan (<10)"
    assert here.loc[WITHIN, "disembunyikan"] or here.loc[ALWAYS, "disembunyikan"]
    above = found[found["kelas"] == ABOVE].set_index("kode")["disembunyikan"]
    assert above["35.73"] or above["35.73.02"]
    assert (found["keluarga"].dropna() % RULE.step == 0).all()


def _rows(**more):
    base = {"nama": "PKH", "banyak": 2, "kini_n": 660.0, "selalu_n": 500.0, "calon_n": 20.0}
    return pd.DataFrame([base | more])


def test_the_title_names_the_programme_its_base_and_its_share():
    assert text.title(_rows(), "Kota Malang").replace("\u00a0", " ") == (
        "20 dari 500 keluarga yang menerima PKH di kedua daftar bayar (4 persen) kini berdesil di "
        "atas batasnya"
    )
    assert "di semua tiga daftar" in text.title(_rows(banyak=3), "x")
    assert text.title(_rows(calon_n=0.0), "x").startswith("Tidak ada calon graduasi di antara 500")
    assert "tidak dapat ditampilkan" in text.title(_rows(calon_n=float("nan")), "x")


def test_dates_and_what_a_candidate_is_not():
    lists = duration.lists(table(ROWS))
    assert text.span(lists.iloc[0]).replace("\u00a0", " ") == "2: 31 Oktober 2026 – 31 Januari 2027"
    undated = lists.assign(tanggal_awal=pd.NaT).iloc[0]
    assert text.span(undated).startswith("2: tanpa tanggal –")
    said = text.source(pd.concat([lists, lists.assign(program="bpnt", banyak_daftar=1)]), NAMES)
    assert "bukan keputusan" in said and said.endswith("BPNT: baru satu daftar.")
