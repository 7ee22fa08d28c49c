"""Sentences of Beranda, Indikator and Cakupan: computed, honest about noise and hidden cells."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from pedekate.schema.conditions import Condition
from pedekate.ui.coverage import text as coverage_text
from pedekate.ui.home import text as home_text
from pedekate.ui.indicators import text as indicator_text
from pedekate.ui.kit.html import plain

NOISE = 0.24
NA = pd.NA


def official(*pairs):
    return pd.DataFrame(pairs, columns=["tahun", "nilai"])


def value(nilai, *, pembilang=100, penyebut=200, unknown=0, keterangan=""):
    return pd.Series(
        {"nilai": nilai, "pembilang": pembilang, "penyebut": penyebut, "tak_diketahui": unknown,
         "keterangan": keterangan}
    )  # fmt: skip


SERIES = official((2021, 4.62), (2022, 4.37), (2023, 4.26), (2024, 3.91), (2025, 3.85))


class TestBeranda:
    @pytest.mark.parametrize(
        "share, finding",
        [
            (0.5, "separuh keluarga desil 1–2 belum menerima bantuan"),
            (0.37, "37 persen keluarga desil 1–2 belum menerima bantuan"),
            (0.01, "hampir semua keluarga desil 1–2 sudah menerima bantuan"),
            (float("nan"), "bantuan bagi keluarga desil 1–2 belum dapat dihitung"),
        ],
    )
    def test_headline(self, share, finding):
        text = plain(home_text.headline(SERIES, value(share))).replace("\u00a0", " ")
        assert text == f"Satu dari 26 warga Kota Malang hidup di bawah garis kemiskinan; {finding}"

    def test_inside_the_noise_nothing_has_changed(self):
        assert "tidak berubah jelas dari tahun lalu" in home_text.lead(SERIES, NOISE)
        note = home_text.official_note(SERIES, 34.41, NOISE)
        assert note == "34.410 jiwa, Maret 2025. Tahun lalu 3,91%: beda dalam galat survei"
        assert home_text.trend_title(SERIES, NOISE) == (
            "Sejak 2021 tidak berubah jelas; perubahan terakhir tidak jelas"
        )

    def test_outside_the_noise_it_says_which_way(self):
        assert "turun jelas dari tahun lalu" in home_text.lead(SERIES, 0.001)
        assert home_text.trend_title(SERIES, 0.001) == "Turun sejak 2021; turun jelas dari 2024"
        gap = official((2020, 9.0), (2025, 3.0))
        assert "turun jelas dari tahun 2020" in home_text.lead(gap, 0.1)

    def test_doubtful_figures_and_missing_years_stay_out_of_the_line(self):
        doubtful = official((2023, 9.9))
        table = home_text.trend_table(official((2021, 4.0), (2024, 3.0)), doubtful, NOISE)
        assert table["tahun"].tolist() == [2021, 2022, 2023, 2023, 2024]
        assert table["nilai"].isna().tolist() == [False, True, True, False, False]
        assert table["ragu"].tolist() == [False, False, False, True, False]

    def test_register_sentences(self):
        overlap = pd.DataFrame({"kelas": ["semua", "1", "2"], "keluarga": [300, 200, 100]})
        assert home_text.sources_title(overlap).startswith("Sepertiga keluarga tercatat di dua")
        hidden = overlap.assign(keluarga=pd.array([300, NA, NA], dtype="Int64"))
        assert home_text.sources_title(hidden) == "Registri kota dan sumbernya"
        deciles = pd.DataFrame(
            {"kelas": ["semua", "1", "2", "10", "tanpa_desil"], "keluarga": [210, 4, 6, 190, 10]}
        )
        assert home_text.decile_title(deciles).startswith("Berdesil 1–2: 5 dari 100 keluarga")
        rows = [("PKH", 0.28), ("BPNTD", 0.16), ("PBI", float("nan"))]
        assert plain(home_text.coverage_title(rows)).replace("\u00a0", " ") == (
            "PKH menjangkau 28 persen keluarga desil 1–4, BPNTD 16 persen"
        )

    def test_the_oldest_source_is_named(self):
        dates = pd.DataFrame(
            {"nama": ["DTSEN", "P3KE", "Lain"],
             "tanggal": [dt.date(2026, 10, 31), dt.date(2023, 12, 31), None]}
        )  # fmt: skip
        assert home_text.dates_title(dates).startswith("P3KE paling lama: 34 bulan lebih tua")
        assert home_text.dates_title(dates.iloc[2:]) == "Tanggal data setiap sumber"

    def test_a_source_with_a_hidden_share_says_only_what_it_can(self):
        sources = pd.DataFrame(
            {"sumber": ["dtsen", "p3ke"], "penyebut": pd.array([19670, NA], dtype="Int64"),
             "nilai": [0.68, float("nan")], "keterangan": ["", "disembunyikan (<10)"]}
        )  # fmt: skip
        names = {"dtsen": "DTSEN", "p3ke": "P3KE"}
        items = home_text.source_items(sources, {"dtsen": dt.date(2026, 10, 31)}, names)
        assert items[0][0] == "19.670 keluarga di DTSEN" and "68% hanya di sini" in items[0][1]
        assert items[1] == ("P3KE: disembunyikan (<10)", "data tanpa tanggal")


MEASURE = SimpleNamespace(
    nama="Lantai tidak layak", frasa="berlantai tanah", satuan_hitung="keluarga", arah="butuh",
    definisi="Keluarga berlantai tanah.", penyebut="keluarga yang lantainya diketahui",
)  # fmt: skip


class TestIndikator:
    @pytest.mark.parametrize(
        "share, text",
        [(0, "0"), (0.0007, "0,07"), (0.0342, "3,4"), (0.096, "9,6"), (0.349, "35"), (1, "100"),
         (NA, "–")],
    )  # fmt: skip
    def test_two_significant_digits(self, share, text):
        assert indicator_text.rate(share) == text

    def test_headline_names_the_place_to_look_at_first(self):
        areas = pd.DataFrame({"nama_kelurahan": ["A", "B", "C"], "nilai": [0.1, 0.3, None]})
        text = indicator_text.headline(MEASURE, "Kota Malang", value(0.2), areas)
        assert plain(text) == "20 persen keluarga berlantai tanah; tertinggi di B (30 persen)"
        covered = SimpleNamespace(**{**vars(MEASURE), "arah": "jangkau"})
        text = indicator_text.headline(covered, "Klojen", value(0.2), areas)
        assert plain(text).startswith("Di Klojen, 20 persen") and "terendah di A" in text
        hidden = value(NA, keterangan="disembunyikan (<10)")
        assert "disembunyikan (<10)" in indicator_text.headline(MEASURE, "Klojen", hidden, areas)

    def test_unknown_is_always_on_screen(self):
        text = indicator_text.lead(MEASURE, value(0.2, penyebut=180, unknown=20))
        assert "Penyebut: 180 keluarga yang lantainya diketahui." in text
        assert "Tidak diketahui: 10 persen (20 keluarga)." in text

    def test_a_source_that_mostly_does_not_know_shows_no_value(self):
        """90 percent of the twenty known families say nothing about the other eighty."""
        rows = pd.DataFrame(
            {"nama": ["DTSEN", "P3KE"], "nilai": [0.14, 0.9], "penyebut": [90, 20],
             "tak_diketahui": [10, 80], "keterangan": ["", ""]}
        )  # fmt: skip
        shown = indicator_text.mostly_known(rows)
        assert shown["nilai"].isna().tolist() == [False, True]
        assert shown["keterangan"].tolist() == ["", "80% tak diketahui"]
        assert indicator_text.source_title(shown) == "Hanya DTSEN yang cukup mencatatnya"

    def test_comparisons_ignore_unknown_classes_and_small_differences(self):
        rows = pd.DataFrame(
            {"kelas": ["L", "P", "tidak_diketahui"], "nama": ["Laki-laki", "Perempuan", "Tak"],
             "nilai": [0.10, 0.102, 0.9]}
        )  # fmt: skip
        assert indicator_text.first_title(rows, "jenis kelamin kepala", "butuh") == (
            "Hampir sama menurut jenis kelamin kepala"
        )
        rows["nilai"] = [0.1, 0.2, 0.9]
        assert indicator_text.first_title(rows, "x", "butuh") == "Perempuan tertinggi"
        assert indicator_text.first_title(rows, "x", "jangkau") == "Laki-laki terendah"

    @pytest.mark.parametrize(
        "poorest, best, title",
        [(0.3, 0.1, "Desil 1: 3,0 kali desil 10"), (0.1, 0.1, "Desil 1 dan desil 10 hampir sama"),
         (0.1, 0.25, "Desil 10: 2,5 kali desil 1"), (0.0, 0.1, "Desil 1: 0%, desil 10: 10%")],
    )  # fmt: skip
    def test_decile_title(self, poorest, best, title):
        rows = pd.DataFrame({"kelas": ["1", "10", "tanpa_desil"], "nilai": [poorest, best, 0.5]})
        assert indicator_text.decile_title(rows) == title

    def test_overview_compares_what_families_lack(self):
        rows = pd.DataFrame(
            {"tema": ["air", "jaminan", "susunan"], "arah": ["butuh"] * 3,
             "nama": ["Air tak terlindung", "PBI belum ada", "Lansia"],
             "nilai": [0.2, 0.11, 0.9], "kota": [0.1, 0.1, 0.1]}
        )  # fmt: skip
        assert indicator_text.overview_title(rows, "Klojen") == (
            "Di Klojen, 2 dari 2 kekurangan lebih tinggi dari kota; paling jauh: "
            "air tak terlindung (2,0 kali kota)"
        )
        assert indicator_text.overview_title(rows, "Kota Malang") == (
            "Kekurangan terluas: air tak terlindung (20%), PBI belum ada (11%)"
        )

    def test_two_columns_of_topics(self):
        assert indicator_text.halves([("a", 4), ("b", 3), ("c", 5)]) == 2
        assert indicator_text.halves([("a", 9), ("b", 1)]) == 1


class TestCakupan:
    @pytest.mark.parametrize(
        "rule, limit",
        [
            ({"kolom": "desil_nasional", "paling_banyak": 4}, 4),
            ({"semua": [{"kolom": "desil_nasional", "paling_banyak": 2},
                        {"kolom": "umur_kepala", "paling_sedikit": 60}]}, 2),
            ({"kolom": "jumlah_anggota", "paling_sedikit": 1}, 10),
        ],
    )  # fmt: skip
    def test_the_decile_rule_of_a_programme(self, rule, limit):
        assert coverage_text.decile_limit(Condition.model_validate(rule)) == limit

    def test_headline(self):
        text = coverage_text.headline("Kota Malang", 4, value(0.4, pembilang=12630))
        assert plain(text).replace("\u00a0", " ") == (
            "Tiga perlima keluarga desil 1–4 menerima PKH, BPNT, atau BPNTD; "
            "12.630 keluarga belum menerima satu pun"
        )
        hidden = value(float("nan"), keterangan="disembunyikan (<10)")
        assert "disembunyikan (<10)" in coverage_text.headline("Klojen", 2, hidden)

    def test_overlap_never_sums_hidden_combinations(self):
        combos = pd.DataFrame(
            {"kelas": ["semua", "tanpa", "pkh", "pkh+bpnt"],
             "keluarga": pd.array([200, 80, 70, 50], dtype="Int64")}
        )  # fmt: skip
        assert coverage_text.overlap_title(combos) == (
            "25 persen menerima dua bantuan atau lebih, 40 persen tidak satu pun"
        )
        combos.loc[3, "keluarga"] = NA
        assert coverage_text.overlap_title(combos) == ("40 persen tidak menerima satu bantuan pun")

    def test_lists_title(self):
        lists = pd.DataFrame({"pembilang": pd.array([15, NA], dtype="Int64"),
                              "penyebut": [1020, 470]})  # fmt: skip
        assert coverage_text.lists_title(lists).startswith("15 dari 1.020 penerima")
        assert coverage_text.lists_title(lists.iloc[1:]) == (
            "Penerima di daftar bayar dan registri"
        )
