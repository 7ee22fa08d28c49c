"""What the kinds of map say and hand over, from tables small enough to check by eye."""

import io

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from pedekate.charts.bivariate import with_levels
from pedekate.charts.theme import NEED
from pedekate.spatial.hotspots import CHANCE, HIGH_HIGH, NO_VALUE, HotSpots
from pedekate.ui.data import Status
from pedekate.ui.maps import bivariate, bivariate_text, hotspot_text, hotspots, pair, pair_text
from pedekate.ui.maps.bivariate_text import Crossing
from pedekate.ui.maps.pair_model import Pair, Side, pair_table
from pedekate.ui.maps.view import Unit

STATUS = Status(sintetis=True, tanggal_registri=None, sidik_jari="abc", tahun_resmi=2025)


def _read(workbook: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _rows(values, reasons=("", "", "disembunyikan (<10)")):
    return pd.DataFrame(
        {
            "kode_kelurahan": ["1", "2", "3"],
            "nama_kelurahan": ["Atas", "Bawah", "Cemara"],
            "nama_kecamatan": ["Utara", "Utara", "Selatan"],
            "nilai": values,
            "keterangan": reasons,
        }
    )


def _pair(left=(10.0, 20.04, np.nan), right=(12.0, 15.0, 8.0), **more):
    sides = [
        Side(name=name, phrase=name, note="2026", rows=_rows(rows), city=city, scale=NEED)
        for name, rows, city in (("DTSEN", left, 11.0), ("P3KE", right, 13.0))
    ]
    given = {
        "kind": "sumber", "unit": "per 100 keluarga", "counts": False, "title": "Ukuran",
        "pooled": np.array([*left, *right]), "badge": "terdaftar", "base": "Penyebut: keluarga",
        "source": "berkas", "key": "k",
    }  # fmt: skip
    return Pair(left=sides[0], right=sides[1], **(given | more))


def test_differences_are_of_the_numbers_shown_and_missing_where_one_is():
    table = pair_table(_pair())
    assert table["nama"].tolist() == ["Bawah", "Atas", "Cemara"]
    assert table["selisih"].tolist()[:2] == [-5.0, 2.0] and np.isnan(table["selisih"][2])
    assert table["alasan"][2] == "disembunyikan (<10)"
    assert "DTSEN: <b>20,0</b>" in table["hover"][0] and "−5,0" in table["hover"][0]
    assert "tanpa angka" in table["hover"][2] and "Selisih" not in table["hover"][2]


def test_halves_are_rounded_as_they_are_written():
    table = pair_table(_pair(left=(12.25, 1.0, 1.0), right=(15.0, 1.0, 1.0)))
    row = table.iloc[0]
    assert "12,3" in row["hover"] and row["selisih"] == 2.7


def test_a_gap_is_left_minus_right():
    table = pair_table(_pair(sign=-1, gap="Belum menerima"))
    assert table.set_index("nama")["selisih"]["Bawah"] == 5.0
    assert "Belum menerima: 5,0" in table["hover"][0]


SENTENCES = {
    "both ways": (_pair(), None, None, "Angka P3KE lebih tinggi daripada DTSEN di 1 kelurahan, "
                  "lebih rendah di 1; <em>beda terbesar di Bawah: 20,0 lawan 15,0"),
    "one way": (_pair(right=(12.0, 25.0, 8.0)), None, None, "di 2 dari 2 kelurahan"),
    "alike": (_pair(right=(10.0, 20.0, 8.0)), None, None, "Kedua peta sama di semua 2 kelurahan"),
    "kecamatan": (_pair(), "Utara", None, "kelurahan Utara"),
    "nothing known": (_pair(), "Selatan", None, "Tidak ada kelurahan di Selatan"),
    "one": (_pair(), None, "1", "Atas: DTSEN 10,0, P3KE 12,0; <em>selisih +2,0"),
    "hidden one": (_pair(), None, "3", "Cemara: DTSEN tanpa angka, P3KE 8,0; <em>tidak dapat"),
    "counts": (_pair(counts=True, unit="keluarga"), None, None, "lebih banyak daripada DTSEN"),
    "scenario": (_pair(kind="skenario"), None, None, "belum terjangkau 11 sekarang dan 13 dalam"),
    "scenario, noise": (_pair(kind="skenario", right=(10.0, 20.0, 1.0)), None, "2", "Bawah"),
    "coverage": (_pair(kind="cakupan", sign=-1), None, None, "Dari 100 keluarga, 11,0 DTSEN dan"),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_of_two_maps(name):
    two, focus, selected, words = SENTENCES[name]
    assert words in pair_text.sentence(pair_table(two), two, focus=focus, selected=selected)


# ---------------------------------------------------------------- words of need by coverage


class Measure:
    def __init__(self, name, direction="butuh", **more):
        self.id = self.nama = name
        self.frasa, self.satuan_hitung, self.penyebut = "x", "keluarga", "keluarga"
        self.arah, self.lencana, self.luar, self.waktu = direction, "terdaftar", None, "2026"
        self.definisi, self.sumber = "Definisi.", "sumber"
        self.__dict__.update(more)


CROSSING = Crossing(
    need=Unit(measure=Measure("Kebutuhan desil"), counts=False),
    reach=Unit(measure=Measure("Cakupan PKH", "jangkau"), counts=False),
)


def _crossed():
    table = pd.DataFrame(
        {"kode": list("1234"), "nama": ["A", "B", "C", "D"], "tempat": "Utara",
         "nama_kecamatan": ["Utara", "Utara", "Selatan", "Utara"],
         "butuh": [9.0, 1.0, 9.5, np.nan], "jangkau": [1.0, 9.0, 1.5, 2.0],
         "alasan": ["", "", "", "disembunyikan (<10)"]}
    )  # fmt: skip
    return bivariate_text.described(with_levels(table, ([3, 5], [3, 5])), CROSSING)


def test_high_need_with_low_coverage_stands_first_and_in_the_title():
    table = _crossed()
    assert table["nama"].tolist() == ["C", "A", "B", "D"]
    assert table["golongan"].str.replace("\xa0", " ").tolist() == ["tinggi / rendah"] * 2 + [
        "rendah / tinggi",
        "–",
    ]
    say = lambda **more: bivariate_text.sentence(  # noqa: E731
        table, CROSSING, **({"focus": None, "selected": None} | more)
    )
    assert say().startswith("Dua dari 3 kelurahan punya kebutuhan (kebutuhan desil) tinggi")
    assert "<em>C dan A</em>" in say() and "<em>A</em>" in say(focus="Utara")
    assert "B: <em>kebutuhan rendah, cakupan tinggi</em>" in say(selected="2")
    assert "D: <em>disembunyikan (<10)</em>" in say(selected="4")
    assert "tidak ada kelurahan" in bivariate_text.sentence(
        table[table["nama"] == "B"], CROSSING, focus=None, selected=None
    )


def _named(kinds, tested=40, p=0.001):
    n = len(kinds)
    table = pd.DataFrame(
        {"kode": list("1234567"[:n]), "nama": list("ABCDEFG"[:n]), "tempat": "Utara",
         "nama_kecamatan": "Utara", "nilai": np.arange(n) + 1.0, "rata_tetangga": 2.0,
         "peluang": 0.001, "kelas": kinds, "alasan": ""}
    )  # fmt: skip
    found = HotSpots(areas=table, moran=0.4, peluang=p, tested=tested)
    return hotspot_text.described(table, CROSSING.need), found


def test_titles_say_pocket_or_plainly_that_there_is_none():
    say = lambda table, found, **more: hotspot_text.sentence(  # noqa: E731
        table, found, CROSSING.need, **({"focus": None, "selected": None} | more)
    )
    table, found = _named([HIGH_HIGH, HIGH_HIGH, CHANCE])
    assert say(table, found).startswith("Kantong di B dan A: <em>kebutuhan desil tinggi")
    assert "tinggi bersama tetangganya" in say(table, found, selected="1")
    table, found = _named([CHANCE, CHANCE])
    assert "tidak ada kelurahan yang berbeda dari kebetulan" in say(table, found)
    table, found = _named(["rendah_rendah", CHANCE])
    words = "tidak ada kantong tinggi; <em>kelurahan lain: satu rendah bersama tetangganya</em>"
    assert words in say(table, found)
    table, found = _named([NO_VALUE, NO_VALUE], tested=0)
    assert "terlalu sedikit kelurahan" in say(table, found) and not hotspot_text.lead(found)


def test_global_moran_is_said_in_words():
    assert "cenderung mirip (Moran I 0,40" in hotspot_text.lead(_named([CHANCE])[1])
    assert "tidak lebih mirip" in hotspot_text.lead(_named([CHANCE], p=0.4)[1])


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0001, "1 dari 10.000"), (0.003, "3 dari 1.000"), (0.26, "26 dari 100"), (np.nan, "–")],
)
def test_chance_is_one_in_so_many(p, words):
    assert hotspot_text.chance(p) == words


def test_for_a_coverage_the_low_pocket_is_the_one_to_look_at():
    colors = {g.id: g.color for g in hotspot_text.categories(CROSSING.reach)}
    need = {g.id: g.color for g in hotspot_text.categories(CROSSING.need)}
    assert colors["rendah_rendah"] == need["tinggi_tinggi"] != colors["tinggi_tinggi"]


# ---------------------------------------------------------------- workbooks


def test_every_kind_hands_over_its_numbers_and_what_they_are():
    two = _pair()
    table, found = _named([HIGH_HIGH, CHANCE])
    table = table.assign(tetangga=3, moran=0.5)
    books = {
        "Selisih": pair.workbook(two, pair_table(two), STATUS, "Temuan <em>x</em>"),
        "Golongan": bivariate.workbook(CROSSING, _crossed(), STATUS, "x"),
        "Pengacakan": hotspots.workbook(CROSSING.need, table, found, STATUS, "x"),
    }
    for word, book in books.items():
        sheets = _read(book)
        notes = dict(row[:2] for row in sheets["Keterangan"] if len(row) > 1)
        assert word in notes and notes["Sidik jari data"] == "abc", word
        assert "DATA SINTETIS" in str(sheets["Kelurahan"][:2])
    hidden = next(r for r in _read(books["Selisih"])["Kelurahan"] if "Cemara" in r)
    assert hidden[3] == "" and hidden[-1] == "disembunyikan (<10)", "hidden is not zero"
