"""Quality by hand: which rows are good, bad and unknown, and that nothing is lost on the way up."""

import datetime as dt

import pandas as pd
import pytest

from pedekate import pipeline
from pedekate.disclosure import Policy
from pedekate.indicators import quality as published
from pedekate.registry import quality
from pedekate.registry import rules as row_rules
from pedekate.store import queries
from pedekate.store.connection import IDENTITAS, open_reader
from tests.registry_files import DTKS, DTSEN_PERSON, PAYEE, kk, nik, write_csv

CITY = "35.73"
ELSEWHERE = {"desa_kelurahan": "POLOWIJEN", "kecamatan": "BLIMBING", "id_desa": "3573011003"}
NO_PLACE = {"desa_kelurahan": "", "kecamatan": "", "id_desa": ""}
# Twelve rows, judged by hand in `EXPECTED`.
ROWS = [
    {"NIK": nik(1), "NOKK": kk(1), "Nama": "A"},
    {"NIK": nik(2), "NOKK": kk(2), "Nama": "B", **ELSEWHERE},
    {"NIK": "", "NOKK": kk(3), "Nama": "C"},  # incomplete; still judged by its KK
    {"NIK": "", "NOKK": "", "Nama": "D"},  # incomplete; no number to judge
    {"NIK": "12", "NOKK": kk(5), "Nama": "E"},  # invalid NIK
    {"NIK": "3.57E+15", "NOKK": "1", "Nama": "F"},  # two invalid numbers: no number left
    {"NIK": nik(7), "NOKK": kk(7), "Nama": "G"},  # two rows with one NIK
    {"NIK": nik(7), "NOKK": kk(7), "Nama": "H"},
    {"NIK": nik(9), "NOKK": kk(9), "Nama": "I"},  # an exact repeat: the second is refused
    {"NIK": nik(9), "NOKK": kk(9), "Nama": "I"},
    {"NIK": nik(11), "NOKK": kk(11), "Nama": "J", "kabupaten": "KAB. BLITAR", **NO_PLACE},
    {"NIK": nik(12), "NOKK": kk(12), "Nama": "K", **NO_PLACE},  # in the city, no kelurahan
]
# (good, bad, not to be judged) by dimension, over the whole file
EXPECTED = {
    # C, D, K bad; the repeat and the row outside are refused for other reasons
    "kelengkapan": (7, 3, 2),
    # E, F and the row outside bad; D has no number, the repeat is refused for another reason
    "keabsahan": (7, 3, 2),
    # G, H and the repeat bad; D, F have no usable number, the row outside is refused
    "ketunggalan": (6, 3, 3),
    # nothing disagrees; K and both refused rows cannot be judged
    "kesesuaian": (9, 0, 3),
}


@pytest.fixture(scope="module")
def gudang(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mutu")
    write_csv(folder / "dtks.csv", DTKS, *ROWS)
    person = {"nomor_induk_kependudukan": nik(21), "nomor_kartu_keluarga": kk(21)}
    write_csv(
        folder / "anggota.csv",
        DTSEN_PERSON,
        person,
        # 1980 in the NIK, 1981 in its own column; a man's day beside "perempuan"
        {**person, "nomor_induk_kependudukan": nik(22), "tanggal_lahir": "1981-01-01"},
        {**person, "nomor_induk_kependudukan": nik(23, woman=False)},
        {**person, "nomor_induk_kependudukan": nik(24), "tanggal_lahir": ""},
    )
    write_csv(folder / "pkh.csv", PAYEE, {}, {"NIK KTP": nik(2), "NO KK": kk(2)})
    report = pipeline.build([folder], gudang=folder / "g", sintetis=True)
    return folder / "g", {file.nama: file for file in report.berkas}


@pytest.fixture(scope="module")
def table(gudang):
    with open_reader(gudang[0] / "analitik.duckdb") as reader:
        return queries.mutu(reader)


@pytest.mark.parametrize("dimension", EXPECTED)
def test_rows_are_judged_as_by_hand(table, dimension):
    rows = table[(table["sumber"] == "dtks") & (table["kode"] == CITY)].set_index("dimensi")
    found = rows.loc[dimension, ["baik", "buruk", "tak_diketahui"]]
    assert tuple(found) == EXPECTED[dimension]


def test_persons_whose_fields_disagree_are_inconsistent_and_blank_is_unknown(table):
    rows = table[(table["sumber"] == "dtsen") & (table["kode"] == CITY)].set_index("dimensi")
    assert tuple(rows.loc["kesesuaian", ["baik", "buruk", "tak_diketahui"]]) == (2, 2, 0)
    assert tuple(rows.loc["kelengkapan", ["baik", "buruk", "tak_diketahui"]]) == (3, 1, 0)


def test_good_bad_and_unknown_are_all(table):
    assert (table["baik"] + table["buruk"] + table["tak_diketahui"] == table["baris"]).all()


def test_kelurahan_and_unplaced_rows_add_up_to_the_file(table, gudang):
    counts = ["baris", "baik", "buruk", "tak_diketahui"]
    keys = ["sumber", "jenis", "dimensi"]
    city = table[table["tingkat"] == "kota"].set_index(keys)[counts]
    below = table[(table["tingkat"] == "kelurahan") | table["kode"].str.endswith(".tanpa")]
    kecamatan = table[table["tingkat"] == "kecamatan"]
    assert below.groupby(keys)[counts].sum().equals(city)
    assert kecamatan.groupby(keys)[counts].sum().equals(city)
    files = gudang[1]
    assert (city.loc["dtks", "baris"] == files["dtks.csv"].baris_masuk).all()
    unplaced = table[(table["kode"] == f"{CITY}.tanpa") & (table["sumber"] == "dtks")]
    assert set(unplaced["baris"]) == {2}


def test_rules_count_what_muat_counts(gudang):
    folder, files = gudang
    with open_reader(folder / "analitik.duckdb") as reader:
        rows = queries.mutu_aturan(reader)
    same = rows[(rows["kode"] == CITY) & (rows["sumber"] == "dtks")]
    counts = dict(zip(same["aturan"], same["baris"], strict=True))
    report = files["dtks.csv"]
    assert counts == report.alasan | report.catatan
    words = {rule.id: rule.pesan for rule in (*row_rules.load(), *quality.gaps())}
    assert all(words[a] == p for a, p in zip(rows["aturan"], rows["pesan"], strict=True))


def test_the_rows_behind_a_number(gudang):
    with open_reader(gudang[0] / IDENTITAS) as reader:
        asked = {"sumber": "dtks", "jenis": "individu", "aturan": "nik_ganda", "batas": 10}
        asked["tanggal_data"] = dt.date(2026, 9, 30)
        rows = queries.baris_mutu(reader, kode=None, **asked)
        outside = queries.baris_mutu(reader, kode="35.73.01", **asked)
        inside = queries.baris_mutu(reader, kode="35.73.03", **asked)
        older = queries.baris_mutu(reader, kode=None, **asked | {"tanggal_data": None})
        one = queries.baris_mutu(reader, kode=None, **asked | {"batas": 1})
    assert list(rows.columns) == ["berkas", "baris", "aturan", "kode_kelurahan", "id_keluarga"]
    assert list(rows["baris"]) == [7, 8] and rows["id_keluarga"].notna().all()
    assert outside.empty and older.empty and len(one) == 1 and inside.equals(rows)


def test_protection_hides_few_families_and_keeps_the_sums():
    cells = pd.DataFrame(
        [
            ("kota", CITY, 300, 270, 30, 0, 100, 25),
            ("kecamatan", f"{CITY}.01", 150, 145, 5, 0, 50, 4),
            ("kecamatan", f"{CITY}.02", 150, 125, 25, 0, 50, 21),
        ],
        columns=["tingkat", "kode", "baris", "baik", "buruk", "tak_diketahui", "keluarga_baik",
                 "keluarga_buruk"],
    ).assign(sumber="dtks", jenis="individu", tanggal_data=None, dimensi="keabsahan")  # fmt: skip
    shown = published.published_dimensions(cells, Policy(threshold=10, step=5)).set_index("kode")
    assert shown.loc[CITY, "nilai"] == pytest.approx(0.9)
    assert shown.loc[f"{CITY}.01", "keterangan"] == "disembunyikan (<10)"
    assert shown.loc[f"{CITY}.02", "keterangan"] == "disembunyikan (pelindung)"
    assert shown["pembilang"].isna().tolist() == [False, True, True]


def test_freshness_by_hand():
    files = pd.DataFrame(
        [
            ("dtks", "individu", dt.date(2026, 1, 1)),
            ("dtks", "individu", dt.date(2026, 6, 1)),
            ("p3ke", "keluarga", dt.date(2023, 12, 31)),
            ("dtsen", "keluarga", None),
        ],
        columns=["sumber", "jenis", "tanggal_data"],
    )
    limits = pd.DataFrame({"sumber": ["dtks", "dtsen"], "batas_hari": [150, 150]})
    on_time = published.freshness(files, limits, dt.date(2026, 10, 29)).set_index("sumber")
    late = published.freshness(files, limits, dt.date(2026, 10, 30)).set_index("sumber")
    assert on_time.loc["dtks", "umur_hari"] == 150 and on_time.loc["dtks", "mutakhir"]
    assert not late.loc["dtks", "mutakhir"]
    assert pd.isna(late.loc["p3ke", "mutakhir"]) and pd.isna(late.loc["dtsen", "mutakhir"])


def test_every_rule_that_judges_a_row_counts_in_one_dimension():
    counted = {rule for d in quality.load().dimensi for rule in d.aturan}
    # Tables of finished figures have no rows of families to judge.
    by_name = [rule for rule in row_rules.load() if rule.berlaku != (row_rules.AGGREGATE,)]
    known = {rule.id for rule in (*by_name, *quality.gaps())}
    # A survey is weighed, not judged; a worksheet row nobody has decided on yet has no fault.
    assert known - counted == {"angka_survei_tidak_sah", "belum_diputuskan"}
    assert counted <= known
