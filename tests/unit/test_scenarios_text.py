"""What is said of scenarios side by side, by hand: who cannot be told apart, what is comparable."""

from dataclasses import replace

import numpy as np
import pytest

from pedekate.format import NBSP
from pedekate.simulation import programs
from pedekate.simulation.scenario import Scenario
from pedekate.ui.simulation.scenarios import text
from pedekate.ui.simulation.scenarios.figure import Row, side_by_side

BPNTD = Scenario(
    program="bpntd", peringkat="skor", anggaran_rp=1e9, manfaat_rp=150_000, bulan=12, garis_rp=1
)
RTLH = replace(BPNTD, program="rtlh", anggaran_rp=2e9, manfaat_rp=20e6, bulan=1)


def plain(sentence: str) -> str:
    return sentence.replace(NBSP, " ").replace("\u2060", "")


def test_two_are_told_apart_by_recipients_and_by_paired_draws():
    base = np.linspace(0.5, 0.6, 100)
    same = text.judged(0.0, base, base + 0.1, gap=0)
    assert same.unclear and same.word == text.SAME
    clear = text.judged(50, base, base - 0.02, gap=0.01)
    assert clear.clear and not clear.unclear and clear.low == pytest.approx(0.02)
    assert "lebih banyak dalam semua undian" in clear.word
    fewer = text.judged(50, base, base + 0.02, gap=-0.01)
    assert "lebih sedikit dalam semua undian" in fewer.word
    # Better in 85 of 100 draws: less than nine in ten.
    mixed = base + np.where(np.arange(100) < 85, -0.02, 0.02)
    assert text.judged(50, base, mixed, gap=0.01).word == text.UNCLEAR
    assert text.judged(50, base, base, gap=0).word == text.UNCLEAR
    # The table says otherwise: nothing is concluded, and nobody is called better.
    against = text.judged(50, base, base + 0.02, gap=0.01)
    assert against.word == text.CONFLICT and not against.clear and not against.unclear
    assert text.judged(50, base, None, gap=0).word == text.YARDSTICK
    assert text.judged(50, None, base, gap=0, undrawn=text.NO_MODEL).word == text.NO_MODEL
    assert "tidak dapat dihitung" in text.judged(50, base, base * np.nan, gap=0).word


def test_the_headline_names_best_worst_and_pairs_of_noise():
    reached = {"A": 0.41, "B": 0.4, "C": 0.21, "D": None}
    assert plain(text.headline(reached, [])) == (
        "A menjangkau 41 persen keluarga miskin, C 21 persen"
    )
    one = text.headline(reached, [("A", "B")])
    assert one.endswith("; <em>A dan B tidak dapat dibedakan</em>")
    long = {f"{name} dengan nama yang sangat panjang sekali": share for name, share in
            (("A", 0.4), ("B", 0.3))}  # fmt: skip
    assert "satu pasang tidak dapat" in text.headline(long, [tuple(long)])
    assert "dua pasang tidak dapat" in text.headline(reached, [("A", "B"), ("B", "C")])
    assert plain(text.headline({"A": 0.41, "B": 0.41}, [])).startswith("Semua skenario menjangkau")
    assert "sedikitnya dua" in text.headline({"A": 0.4}, [])


def test_what_is_comparable_is_said():
    assert plain(text.comparable([BPNTD, BPNTD])) == (
        "Program dan anggaran sama (Rp 1 miliar setahun)."
    )
    said = plain(text.comparable([BPNTD, RTLH], ["A"]))
    for part in ("Rp 1 miliar sampai Rp 2 miliar", "Program berbeda", "A tidak menghabiskan"):
        assert part in said
    both = [programs.load("bpntd"), programs.load("rtlh")]
    assert "RTLH" in text.without_poverty(both) and text.without_poverty(both[:1]) == ""
    assert "B dan C" in text.unclear_line([("A", "B"), ("B", "C")])


def test_titles_follow_the_figures():
    verdicts = {"B": text.Verdict(word=text.SAME, low=0, high=0)}
    assert text.pairs_title("A", verdicts) == "A dan B tidak dapat dibedakan: penerimanya sama"
    verdicts = {"B": text.Verdict(word=text.UNCLEAR, low=-1, high=1)}
    assert text.pairs_title("A", verdicts).endswith("mencakup nol")
    clear = text.Verdict(word="menjangkau lebih banyak …", low=0.1, high=0.2)
    assert text.pairs_title("A", {"B": clear}) == "Semua dapat dibedakan dari A"
    yardstick = text.Verdict(word=text.YARDSTICK)
    assert text.pairs_title("A", {"B": clear, "C": yardstick}) == "B dapat dibedakan dari A"
    assert text.pairs_title("A", {"C": yardstick}) == "Dari A: siapa masuk, siapa keluar"
    conflict = text.Verdict(word=text.CONFLICT, low=0.1, high=0.2)
    assert text.pairs_title("A", {"B": conflict}) == "Antara A dan B tidak dapat disimpulkan"
    assert plain(text.figure_title({"A": 90, "B": 120})) == (
        "90 keluarga miskin tertinggal dengan A, 120 dengan B"
    )
    assert "sama mahal" in text.money_title({"A": 2e6, "B": 2e6})
    assert plain(text.money_title({"A": 2e6, "B": 30e6, "C": None})).endswith("B Rp 30 juta")


def test_choices_in_one_line():
    bpntd = programs.load("bpntd")
    assert plain(text.choices(BPNTD, bpntd)) == (
        "BPNTD · Rp 1 miliar · Rp 150.000 × 12 bulan · Skor kebutuhan (PMT)"
    )
    assert plain(text.choices(BPNTD, bpntd, name="Skor kebutuhan (PMT)")).endswith("12 bulan")
    equal = replace(BPNTD, peringkat="universal", manfaat_rp=0)
    assert "Rp 0" not in plain(text.choices(equal, bpntd))
    assert plain(text.choices(BPNTD, None)).startswith("bpntd · Rp 1 miliar")
    assert plain(text.suggested_name(BPNTD, bpntd)) == "BPNTD Rp 1 miliar, skor kebutuhan"


def test_figures_then_and_now():
    before = {"cakupan": 0.412, "tertinggal": 470.0, "penerima": 900.0}
    now = before | {"cakupan": 0.38, "tertinggal": 500.0}
    assert text.changed_line([], before, {}) == ""
    assert text.changed_line(["data"], before, now) == (
        "Data sudah berganti sejak disimpan. Angka saat disimpan (sekarang): terjangkau 41,2% "
        "(38,0%), tertinggal 470 (500), penerima 900 (900)."
    )
    assert text.changed_line(["kode"], before, dict(before)).endswith("angka kuncinya tetap sama.")
    assert "sekarang tidak dapat dihitung" in text.changed_line(["data", "kode"], before, {})


def test_the_figure_has_one_zero_and_hides_no_number_from_a_reader():
    rows = [
        Row(nama="<A>", pilihan="x", tertinggal=300, terjangkau=100, bukan_miskin=200),
        Row(nama="B", pilihan="y", tertinggal=0, terjangkau=400, bukan_miskin=9_000),
        Row(nama="C", pilihan="z", tertinggal=400, terjangkau=0, bukan_miskin=0),
    ]
    html = side_by_side(rows, alt="judul")
    assert "<A>" not in html and "&lt;A&gt;" in html
    # Left 400; right 400 reached and 9,000 others drawn as twice the 400 poor: 1,600 in all.
    assert html.count('<u style="left:25.00%">') == 3
    assert "left:6.25%;width:18.75%" in html and "left:25.00%;width:6.25%" in html
    assert 'class="pd-lanjut"' in html and "left:50.00%;width:50.00%" in html and "9.000" in html
    assert html.count("<i") == 3 + 2 + 1 and "<b>25%</b>" in html
    assert "<p><b>–</b></p>" in side_by_side(
        [Row(nama="D", pilihan="", tertinggal=0, terjangkau=0, bukan_miskin=0)], alt=""
    )
