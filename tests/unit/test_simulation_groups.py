"""Winners, losers and groups: what may be shown of them, and the sentences, by hand."""

import numpy as np
import pandas as pd
import pytest

from pedekate.simulation import groups, programs
from pedekate.simulation.comparison import Overlap
from pedekate.simulation.fairness import UNKNOWN
from pedekate.ui.simulation.groups import model, text
from pedekate.ui.simulation.model import cost_per_poor


def _overlap(both, only_a, only_b):
    areas = np.array([[both, 0], [only_a, 0], [only_b - 4, 4]])
    return Overlap(keduanya=both, hanya_a=only_a, hanya_b=only_b, menurut_wilayah=areas)


def test_moves_are_rounded_and_small_ones_hidden():
    found = {
        "keluarga": _overlap(123, 66, 70), "jiwa": _overlap(400, 201, 220),
        "miskin": _overlap(40, 4, 65),
    }  # fmt: skip
    shown = model.moves(found).set_index("bagian")
    assert shown["keluarga"].tolist() == [120, 70, 70]
    assert shown.loc["keduanya", "miskin"] == 40
    # Four poor families are few; 65 of 70 leave five others, which are few too.
    assert shown.loc[["hanya_a", "hanya_b"], "miskin"].isna().all()
    areas = model.moves_by_area(found["keluarga"], ("a", "b"))
    assert areas["hanya_b"].tolist()[0] == 70 and np.isnan(areas["hanya_b"][1])
    own = model.moves_by_area(found["keluarga"], ("a", "b"), own_rule=True)
    assert own["hanya_a"].tolist()[0] == 70 and np.isnan(own["hanya_a"][1])  # nobody, or a few
    sentence = text.headline("Desil", "Skor", model.moves(found))
    assert sentence == "Dari Desil ke Skor: 70 keluarga masuk, <em>70 keluarga keluar</em>"
    assert "yang keluar: kurang dari 10" in text.lead(model.moves(found))


def test_no_change_is_said_plainly():
    same = {unit: Overlap(keduanya=50, hanya_a=0, hanya_b=0, menurut_wilayah=np.zeros((3, 1)))
            for unit in ("keluarga", "jiwa", "miskin")}  # fmt: skip
    assert text.headline("A", "B", model.moves(same)) == "Dari A ke B: penerimanya tetap sama"


def _table(kind, rows):
    table = pd.DataFrame(rows, columns=["kelas", "keluarga", "miskin", "terjangkau"])
    return table.assign(sifat=kind, cakupan=np.nan, selisih=np.nan)


def _groups():
    table = pd.concat(
        [
            _table("kelamin", [("L", 900, 100, 40.4), ("P", 300, 60, 20.6), (UNKNOWN, 9, 5, 0)]),
            _table("lansia", [("Ada", 400, 70, 31), ("Tanpa", 800, 90, 30), (UNKNOWN, 9, 5, 0)]),
        ],
        ignore_index=True,
    )
    crossed = _table(
        "silang",
        [("L · Ada", 1, 45, 20), ("L · Tanpa", 1, 55, 20), ("P · Ada", 1, 25, 11),
         ("P · Tanpa", 1, 35, 10), (f"{UNKNOWN} · {UNKNOWN}", 1, 5, 0)],
    )  # fmt: skip
    return table, crossed


def test_groups_add_up_and_the_few_stay_hidden():
    shown = model.reach(*_groups(), ("kelamin", "lansia"))
    first = shown.iloc[0]
    assert (first["kelas"], first["pembilang"], first["penyebut"]) == (model.ALL, 60, 170)
    rows = shown.set_index(["sifat", "kelas"])
    assert rows.loc[("kelamin", "L"), "pembilang"] == 40
    assert rows.loc[("kelamin", "P"), "pembilang"] == 20
    # Five with papers unknown are hidden, and drag nobody with them.
    assert rows.loc[("kelamin", UNKNOWN), "keterangan"] == "disembunyikan (<10)"
    assert rows.loc[("silang", "P · Ada"), "nilai"] == pytest.approx(10 / 30, abs=0.1)
    assert not rows["nilai"].drop(index=UNKNOWN, level=1).drop(
        index=f"{UNKNOWN} · {UNKNOWN}", level=1).isna().any()  # fmt: skip


def test_the_group_a_programme_is_for_is_no_bias():
    shown = model.reach(*_groups(), ("kelamin", "lansia"))
    # P and Tanpa stand at 33 percent, the city at 35; who is unknown is never the finding.
    everyone = text.fairness_title(shown, set())
    assert everyone == "Paling tertinggal: p, 2 poin persen di bawah kota"
    for_women = text.fairness_title(shown, {("kelamin", "P")})
    assert for_women == "Paling tertinggal: tanpa, 2 poin persen di bawah kota"
    meant = text.fairness_title(shown, {("lansia", "Ada"), ("kelamin", "L")})
    assert meant == "Tidak ada kelompok yang cukup besar untuk dibandingkan"
    known = {one.id: one for one in groups.load().kelompok}
    assert known["lansia"].intended(programs.load("rantang_kasih")) == "Ada lansia 60+"
    assert known["kelamin"].intended(programs.load("rantang_kasih")) is None


def test_a_profile_of_few_families_is_not_drawn():
    table = pd.DataFrame(
        {"sifat": ["anggota", "anggota"], "kelas": ["1–2 orang", "3–4 orang"], "keluarga": [4, 5]}
    )
    assert model.profile(table).empty
    shown = model.profile(table.assign(keluarga=[44, 71]))
    assert shown["keluarga"].tolist() == [120, 40, 80] or shown["keluarga"].sum() == 240
    assert text.profile_sentence(shown).startswith("Terbanyak di sekitar batas: 3–4 orang")


def test_cost_comes_from_the_rounded_count():
    """1 billion over 123 families is 8.13 million; over the 120 shown, 8.3 to two digits."""
    assert cost_per_poor(1e9, 123) == 8.3e6
    assert np.isnan(cost_per_poor(1e9, 9)) and np.isnan(cost_per_poor(1e9, 0))
    rule = {"biaya_per_miskin": 8.3e6}
    dear = {"biaya_per_miskin": 12e6}
    assert text.worth_title(dear, rule, "A", "B").startswith("B lebih murah: Rp\xa08.300.000")
    assert "sama mahal" in text.worth_title(rule, rule, "A", "B")


def test_a_margin_that_money_does_not_move_says_so():
    assert "tidak menambah penerima" in text.margin_title(False, 0)
    assert text.margin_title(True, np.nan).endswith("kurang dari 10 keluarga")
