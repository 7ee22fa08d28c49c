"""Figures of outside tables for every area: given, summed, unknown with its reason, or hidden."""

import pandas as pd
import pytest

from pedekate.disclosure import Policy
from pedekate.errors import ConfigError
from pedekate.indicators import external

RULE = Policy(threshold=10, step=5)
AREAS = pd.DataFrame(
    [
        ("kota", "35.73", "Kota Malang"),
        ("kecamatan", "35.73.01", "Blimbing"),
        ("kelurahan", "35.73.01.1001", "Balearjosari"),
        ("kelurahan", "35.73.01.1002", "Arjosari"),
        ("kelurahan", "35.73.01.1003", "Polowijen"),
        ("kecamatan", "35.73.02", "Klojen"),
        ("kelurahan", "35.73.02.1001", "Klojen"),
    ],
    columns=["tingkat", "kode", "nama"],
)
LEVEL = dict(zip(AREAS["kode"], AREAS["tingkat"], strict=True))
FULL = [
    ("35.73.01.1001", None, 20, 100),
    ("35.73.01.1002", None, 30, 200),
    ("35.73.01.1003", None, 50, 100),
    ("35.73.02.1001", None, 40, 400),
]


def rows(figures, *, indikator="keluarga_miskin", satuan="persen", lencana="terdaftar",
         tanggal="2025-12-31", sumber="Bappeda"):  # fmt: skip
    """Rows of `agregat_luar`: (kode, nilai, pembilang, penyebut); a share fills its own value."""
    table = pd.DataFrame(figures, columns=["kode", "nilai", "pembilang", "penyebut"], dtype=object)
    for column in ("nilai", "pembilang", "penyebut"):
        table[column] = table[column].astype(float)
    if satuan == "persen":
        table["nilai"] = table["nilai"].fillna(table["pembilang"] / table["penyebut"])
    return table.assign(
        indikator=indikator, tingkat=table["kode"].map(LEVEL), tanggal=pd.Timestamp(tanggal),
        periode=tanggal[:4], satuan=satuan, sumber=sumber, lencana=lencana, berkas="t.csv",
    )  # fmt: skip


def shown(table):
    (measure,) = external.measures(table, external.book())
    return external.published(table, measure, AREAS, RULE).set_index("kode"), measure


def test_sums_of_numerators_and_denominators_where_all_are_known():
    found, measure = shown(rows(FULL))
    assert measure.id == "keluarga_miskin__bappeda"
    assert found.at["35.73.01", "nilai"] == pytest.approx(100 / 400)
    assert found.at["35.73", "nilai"] == pytest.approx(140 / 800)
    assert list(found.loc[["35.73", "35.73.01.1001"], "asal"]) == [external.SUMMED, external.GIVEN]
    # What a table prints is not rounded again.
    assert found.at["35.73", "pembilang"] == 140


def test_a_missing_kelurahan_leaves_its_kecamatan_and_the_city_unknown_by_name():
    found, _ = shown(rows(FULL[:2] + FULL[3:]))
    assert found["nilai"].isna()[["35.73", "35.73.01", "35.73.01.1003"]].all()
    assert found.at["35.73.01", "keterangan"] == "belum lengkap: Polowijen"
    assert found.at["35.73", "keterangan"] == "belum lengkap: Blimbing"
    assert found.at["35.73.01.1003", "keterangan"] == "tidak ada di tabel"
    assert found.at["35.73.02", "nilai"] == pytest.approx(0.1)


def test_the_citys_own_figure_stands_even_where_the_sum_would_differ():
    found, _ = shown(rows([*FULL, ("35.73", 0.2, None, None)]))
    assert found.at["35.73", "nilai"] == 0.2 and found.at["35.73", "asal"] == external.GIVEN


def test_shares_without_counts_are_never_averaged():
    found, _ = shown(rows([(code, 0.1, None, None) for code, *_ in FULL]))
    assert found["nilai"].isna()[["35.73", "35.73.01", "35.73.02"]].all()
    assert found.at["35.73", "keterangan"] != ""
    assert "pembilang dan penyebut" in found.at["35.73.01", "keterangan"]


def test_a_table_per_kecamatan_says_nothing_about_kelurahan():
    found, measure = shown(
        rows([("35.73.01", 80.0, None, None), ("35.73.02", 82.0, None, None)], indikator="ipm",
             satuan="indeks", lencana="resmi")
    )  # fmt: skip
    assert measure.tingkat == "kecamatan" and measure.bentuk == "angka"
    assert set(found[found["tingkat"] == "kelurahan"]["keterangan"]) == {
        "tabel hanya per kecamatan"
    }
    assert found.at["35.73", "keterangan"] == "indeks tidak dapat dijumlahkan"


def test_counts_add_up_and_have_no_share():
    table = rows([(c, None, n, None) for c, _, n, _ in FULL], indikator="keluarga", satuan="jumlah")
    found, measure = shown(table)
    assert measure.bentuk == "jumlah" and measure.satuan == "keluarga"
    assert found.at["35.73", "nilai"] == 140


def test_small_numerators_are_hidden_with_a_guard_unless_published():
    small = [("35.73.01.1001", None, 4, 100), *FULL[1:]]
    found, _ = shown(rows(small))
    assert found.at["35.73.01.1001", "keterangan"] == "disembunyikan (<10)"
    assert pd.isna(found.at["35.73.01.1001", "pembilang"])
    # Blimbing's 84 would give the 4 away: its next smallest kelurahan is hidden too.
    assert found.at["35.73.01.1002", "keterangan"] == "disembunyikan (pelindung)"
    assert found.at["35.73.01", "pembilang"] == 84
    official, _ = shown(rows(small, lencana="resmi"))
    assert official.at["35.73.01.1001", "pembilang"] == 4


def test_a_share_with_only_a_denominator_is_judged_by_the_count_it_implies():
    found, _ = shown(rows([("35.73.01.1001", 0.04, None, 100), *FULL[1:]]))
    assert found.at["35.73.01.1001", "disembunyikan"]
    assert pd.isna(found.at["35.73.01.1001", "nilai"])


def test_a_true_zero_is_shown():
    found, _ = shown(rows([("35.73.01.1001", None, 0, 100), *FULL[1:]]))
    assert found.at["35.73.01.1001", "nilai"] == 0 and not found["disembunyikan"].any()


def test_the_newest_date_of_the_finest_level_is_shown():
    old = rows(FULL, tanggal="2024-12-31")
    new = rows([(c, None, n + 10, m) for c, _, n, m in FULL])
    coarse = rows([("35.73", 0.5, None, None)], tanggal="2026-12-31")
    found, measure = shown(pd.concat([old, new, coarse], ignore_index=True))
    assert measure.periode == "2025"
    assert found.at["35.73", "pembilang"] == 180


def test_two_sources_stay_two_measures():
    both = pd.concat([rows(FULL), rows(FULL, sumber="Dinsos P3AP2KB")], ignore_index=True)
    ids = [m.id for m in external.measures(both, external.book())]
    assert ids == ["keluarga_miskin__bappeda", "keluarga_miskin__dinsos_p3ap2kb"]


def test_no_table_no_measure():
    assert external.measures(rows([]), external.book()) == []


def test_the_book_holds_the_catalogue_and_refuses_a_name_used_twice(tmp_path, monkeypatch):
    assert external.book().get("desil_1_2").katalog
    assert external.book().get("tidak_ada") is None
    entry = (
        '[[indikator]]\nid = "desil_1_2"\nnama = "X"\ndefinisi = "Uji."\nsatuan = "jumlah"\n'
        'satuan_hitung = "jiwa"\npenyebut = ""\narah = "kebutuhan"\nsumber = "contoh uji"\n'
    )
    (tmp_path / "luar.toml").write_text(entry, encoding="utf-8")
    external.catalogue.load()  # read before the folder moves
    monkeypatch.setattr(external.config, "INDIKATOR", tmp_path)
    external.book.cache_clear()
    with pytest.raises(ConfigError, match="desil_1_2"):
        external.book()
    external.book.cache_clear()
