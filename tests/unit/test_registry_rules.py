"""Row rules, identity numbers and regions against hand-made tables."""

import json

import duckdb
import pytest

from pedekate import pipeline
from pedekate.registry import identity, regions, rules
from pedekate.registry.regions import RegionText
from tests.registry_files import (
    DTKS,
    DTSEN_FAMILY,
    DTSEN_PERSON,
    P3KE_FAMILY,
    PAYEE,
    VERDICT,
    kk,
    nik,
    write_csv,
)

FORM = identity.load()


def report(tmp_path, template, *rows, synthetic=True):
    path = write_csv(tmp_path / "berkas.csv", template, *rows)
    return pipeline.build([path], gudang=tmp_path / "g", sintetis=synthetic).berkas[0]


@pytest.mark.parametrize(
    "number, valid",
    [
        ("3573010101800001", True),
        ("3573014101800001", True),
        ("9973010101800001", True),
        ("357301010180001", False),
        ("3573010101800000", False),
        ("357301010180000O", False),
        ("3.57E+15", False),
        ("0073010101800001", False),
        ("3973010101800001", False),
        ("3573013201800001", False),
        ("3573013902800001", False),
        ("3573017201800001", False),
        ("3573010113800001", False),
        ("3573013002800001", False),
        ("3573012902810001", False),
        ("3573012902800001", True),
        ("3573016902000001", True),
        ("1111111111111111", False),
        ("1234567890123456", False),
        ("0000000000000000", False),
        (None, False),
    ],
)
def test_form_of_a_nik(number, valid):
    sql = f"select {identity.valid_nik('n', FORM, synthetic=True)} from (select $n as n)"
    assert duckdb.execute(sql, {"n": number}).fetchall()[0][0] is valid


def test_impossible_province_only_when_synthetic():
    sql = f"select {identity.valid_nik('n', FORM, synthetic=False)} from (select $n as n)"
    assert duckdb.execute(sql, {"n": nik(1)}).fetchall()[0][0] is False
    sql = f"select {identity.valid_kk('n', FORM, synthetic=False)} from (select $n as n)"
    assert duckdb.execute(sql, {"n": kk(1)}).fetchall()[0][0] is False


@pytest.mark.parametrize(
    "number, valid",
    [
        ("3573010101100001", True),
        ("3573014101100001", False),
        ("3573010101100000", False),
        ("3573", False),
    ],
)
def test_form_of_a_kk(number, valid):
    sql = f"select {identity.valid_kk('n', FORM, synthetic=True)} from (select $n as n)"
    assert duckdb.execute(sql, {"n": number}).fetchall()[0][0] is valid


@pytest.mark.parametrize(
    "number, day, sex",
    [
        ("3573014101800001", "1980-01-01", "P"),
        ("3573013112990001", "1999-12-31", "L"),
        ("3573010101260001", "2026-01-01", "L"),
        ("3573010112260001", "1926-12-01", "L"),
    ],
)
def test_birth_date_and_sex_inside_a_nik(number, day, sex):
    today = "date '2026-10-31'"
    sql = f"select cast({identity.birth_date('n', today)} as text), {identity.sex('n')}"
    assert duckdb.execute(f"{sql} from (select $n as n)", {"n": number}).fetchall()[0] == (day, sex)


ARJOWINANGUN, GADANG = "35.73.03.1011", "35.73.04.1002"


@pytest.mark.parametrize(
    "text, system, code, status",
    [
        (
            ("3573010001", "Arjowinangun", "Kedungkandang", "KOTA MALANG"),
            "bps",
            ARJOWINANGUN,
            "cocok",
        ),
        (("3573031011", "ARJO WINANGUN", None, None), "kemendagri", ARJOWINANGUN, "cocok"),
        (("35.73.03.1011", None, None, None), "kemendagri", ARJOWINANGUN, "cocok"),
        (("3573031011", "Arjowinangun", None, None), "bps", ARJOWINANGUN, "sistem_lain"),
        (("3573031011", None, None, None), "bps", None, "asing_dalam_kota"),
        (("3573010001", "Gadang", None, None), "bps", None, "bertentangan"),
        (("3573010001", "Entah", None, None), "bps", ARJOWINANGUN, "nama_asing"),
        (("3573010001", "Arjowinangun", "Sukun", None), "bps", ARJOWINANGUN, "kecamatan_beda"),
        (("3573019999", "Gadang", None, None), "bps", GADANG, "kode_asing"),
        ((None, "Kel. Gadang", "Sukun", None), "nama", GADANG, "cocok"),
        ((None, "Gadang", "Klojen", None), "nama", None, "bertentangan"),
        ((None, "Oro Oro Dowo", None, "Kota Malang"), "nama", "35.73.02.1008", "cocok"),
        ((None, "Sukun", "Sukun", "KAB. SEMARANG"), "nama", None, "luar"),
        ((None, "Sukun", "Sukun", "KAB. MALANG"), "nama", None, "luar"),
        ((None, "Entah", None, None), "nama", None, "luar"),
        ((None, "Entah", None, "KOTA MALANG"), "nama", None, "asing_dalam_kota"),
        (("3507010001", "Donomulyo", None, None), "bps", None, "luar"),
        (("3507010001", "Gadang", None, None), "bps", None, "bertentangan"),
        (("3573010001", "Arjowinangun", None, "KAB. MALANG"), "bps", None, "bertentangan"),
        ((None, None, None, None), "bps", None, "kosong"),
        ((None, "Arjowinangunn", None, "KOTA MALANG"), "nama", ARJOWINANGUN, "nama_mirip"),
        (("3573010001", "ARJAWINANGUN", None, None), "bps", ARJOWINANGUN, "nama_mirip"),
        (("3573010001", "Gaddang", None, None), "bps", None, "bertentangan"),
        ((None, "Gaddang", "Klojen", "KOTA MALANG"), "nama", None, "asing_dalam_kota"),
        ((None, "Erjosari", None, "KOTA MALANG"), "nama", None, "asing_dalam_kota"),
        ((None, "Gaddang", None, "KAB. MALANG"), "nama", None, "luar"),
    ],
)
def test_region_by_code_confirmed_by_name(text, system, code, status):
    found = regions.resolve(RegionText(*text), system, regions.load())
    assert (found.kode_kelurahan, found.status) == (code, status)


def test_one_wrong_letter_is_never_read_as_another_kelurahan():
    """Dropped, doubled and exchanged letters; the threshold is a choice of the city."""
    known, spelling = regions.load(), regions.load_spelling()
    right = total = 0
    for name, code in known.names.items():
        wrong = {name[:i] + name[i + 1 :] for i in range(len(name))}
        wrong |= {name[:i] + name[i] + name[i:] for i in range(len(name))}
        wrong |= {name[:i] + "e" + name[i + 1 :] for i in range(len(name))}
        for text in wrong - known.names.keys():
            found = regions.similar(text, known, spelling)
            assert found in (code, None), (name, text)
            right, total = right + (found == code), total + 1
    assert right > 0.9 * total


def test_a_misspelt_kelurahan_is_counted_and_a_conflict_shows_both_readings(tmp_path):
    rows = [
        {"kelurahan_desa": "ARJAWINANGUN"},
        {"nomor_kartu_keluarga": kk(2), "kelurahan_desa": "GADANG"},
    ]
    file = report(tmp_path, DTSEN_FAMILY, *rows)
    assert file.catatan == {"nama_wilayah_mirip": 1}
    assert file.alasan == {"kode_dan_nama_wilayah_bertentangan": 1}
    con = duckdb.connect(str(tmp_path / "g" / "identitas.duckdb"), read_only=True)
    kept = json.loads(con.execute("select isi from baris_ditolak").fetchall()[0][0])
    assert (kept["baca_kode"], kept["baca_nama"]) == (ARJOWINANGUN, GADANG)


def test_a_conflict_keeps_both_readings():
    found = regions.resolve(RegionText("3573010001", "Gadang", None, None), "bps", regions.load())
    assert (found.baca_kode, found.baca_nama) == (ARJOWINANGUN, GADANG)


def test_rules_are_in_indonesian_and_unique():
    found = rules.load()
    assert len({rule.id for rule in found}) == len(found)
    assert all(rule.pesan.endswith(".") for rule in found)


def test_refused_rows_of_a_family_file(tmp_path):
    found = report(
        tmp_path,
        DTSEN_FAMILY,
        {},
        {},
        {"kelurahan_desa": "GADANG", "nomor_kartu_keluarga": kk(3)},
        {"kabupaten_kota": "KAB. MALANG", "kode_kelurahan_desa": "3507010001",
         "kelurahan_desa": "DONOMULYO"},
        {"kode_kelurahan_desa": "", "kelurahan_desa": ""},
        {"nomor_kartu_keluarga": "123", "nama_anggota_keluarga": ""},
        {"nomor_kartu_keluarga": "", "nama_anggota_keluarga": "TANPA KARTU"},
    )  # fmt: skip
    assert found.alasan == {
        "ulangan_persis": 1,
        "kode_dan_nama_wilayah_bertentangan": 1,
        "di_luar_wilayah": 1,
        "kurang_isian_wajib": 1,
        "tanpa_pengenal": 1,
    }
    assert found.catatan == {"kk_kosong": 1}
    assert (found.baris_masuk, found.baris_diterima, found.baris_ditolak) == (7, 2, 5)


def test_flags_of_a_person_file(tmp_path):
    found = report(
        tmp_path,
        DTSEN_PERSON,
        {},
        {"nama": "ORANG LAIN"},
        {"nomor_induk_kependudukan": "", "nama": "TANPA NIK"},
        {"nomor_induk_kependudukan": "'9973-0141 0180.0002", "nama": "BERHIAS"},
        {"nomor_induk_kependudukan": nik(3), "tanggal_lahir": "1981-01-01"},
        {"nomor_induk_kependudukan": nik(4), "jenis_kelamin": "1"},
        {"nomor_induk_kependudukan": nik(5), "status_bekerja": "7"},
        {"nomor_induk_kependudukan": nik(6), "tanggal_lahir": "kapan-kapan"},
        {"nomor_induk_kependudukan": nik(7), "nomor_kartu_keluarga": "00123"},
    )
    assert found.alasan == {}
    assert found.catatan == {
        "nik_kosong": 1,
        "kk_tidak_sah": 1,
        "nik_beda_tanggal_lahir": 1,
        "nik_beda_jenis_kelamin": 1,
        "nik_ganda": 2,
        "kode_tidak_dikenal": 1,
        "tanggal_tidak_terbaca": 1,
    }


def test_bare_name_is_not_enough_but_name_with_kelurahan_is(tmp_path):
    bare = {"NIK": "", "NOKK": "", "id_desa": "", "desa_kelurahan": ""}
    found = report(tmp_path, DTKS, bare, {"NIK": "", "NOKK": ""})
    assert found.alasan == {"tanpa_pengenal": 1}
    assert found.baris_diterima == 1


def test_a_row_that_differs_only_by_its_running_number_is_a_repeat(tmp_path):
    found = report(tmp_path, P3KE_FAMILY, {"No": "1"}, {"No": "2"})
    assert found.alasan == {"ulangan_persis": 1}


def test_verdicts_and_payees_need_their_answers(tmp_path):
    found = report(tmp_path, VERDICT, {}, {"hasil": "mungkin"}, {"tanggal_verifikasi": "kemarin"})
    assert found.alasan == {"hasil_tidak_terbaca": 2}
    found = report(tmp_path, PAYEE, {}, {"BANSOS": "BANTUAN BARU"}, {"BANSOS": ""})
    assert found.alasan == {"program_tidak_dikenal": 1, "kurang_isian_wajib": 1}


def test_synthetic_numbers_count_as_invalid_without_the_switch(tmp_path):
    found = report(tmp_path, DTSEN_PERSON, {}, synthetic=False)
    assert found.catatan == {"nik_tidak_sah": 1, "kk_tidak_sah": 1}
    assert found.tampak_sintetis


def test_a_kecamatan_that_lies_about_the_card_does_not_refuse_a_member(tmp_path):
    found = report(tmp_path, DTSEN_PERSON, {"kelurahan_desa_ktp": "DONOMULYO"})
    assert found.baris_ditolak == 0
