"""Matching and merging on hand-made registers of a few families."""

import duckdb
import pytest

from pedekate import pipeline
from tests.registry_files import (
    DTKS,
    DTSEN_FAMILY,
    DTSEN_PERSON,
    P3KE_FAMILY,
    P3KE_PERSON,
    PAYEE,
    VERDICT,
    kk,
    nik,
    write_csv,
)


@pytest.fixture
def build(tmp_path):
    """Write files by name (template, rows), load them, return a query function on the result."""

    def run(**files):
        folder = tmp_path / "masuk"
        folder.mkdir(exist_ok=True)
        for name, (template, *rows) in files.items():
            write_csv(folder / f"{name}.csv", template, *rows)
        pipeline.build([folder], gudang=tmp_path / "g", sintetis=True)
        con = duckdb.connect()
        con.execute(f"attach '{tmp_path / 'g' / 'analitik.duckdb'}' as a (read_only)")
        con.execute(f"attach '{tmp_path / 'g' / 'identitas.duckdb'}' as i (read_only)")
        return lambda sql: con.execute(sql).fetchall()

    return run


def family(serial, name, size=1, **other):
    return {
        "nomor_kartu_keluarga": kk(serial), "nama_anggota_keluarga": name,
        "jumlah_anggota_keluarga": str(size), "alamat": f"JL. MELATI NO. {serial} RT 001 RW 002",
        **other,
    }  # fmt: skip


def person(serial, name, number, **other):
    """Member `name` of family `serial`, born so that every NIK fits its birth date and sex."""
    return {
        "nomor_kartu_keluarga": kk(serial), "nama": name, "nomor_induk_kependudukan": number,
        "alamat_ktp": f"JL. MELATI NO. {serial}", **other,
    }  # fmt: skip


def listed(serial, name, number, **other):
    return {
        "NOKK": kk(serial), "Nama": name, "NIK": number, "Alamat": f"JL. MELATI NO. {serial}",
        **other,
    }  # fmt: skip


def test_same_kk_is_one_family_and_same_nik_one_person(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", 2)),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1)), person(1, "BUDI", nik(2))),
        dtks=(DTKS, listed(1, "SITI AMINAH", nik(1)), listed(1, "BUDI", nik(2))),
    )
    assert query("select di_dtsen, di_dtks, jumlah_anggota from a.keluarga") == [(True, True, 2)]
    assert query("select count(*) from a.individu") == [(2,)]
    assert query("select sumber, count(*) from a.sumber_individu group by 1 order by 1") == [
        ("dtks", 2), ("dtsen", 2),
    ]  # fmt: skip


def test_a_moved_family_follows_its_people_not_its_old_card(build):
    # In DTKS three people still stand on card 1, which in DTSEN belongs to one of their parents.
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "NENEK"), family(2, "SITI", 3)),
        anggota=(
            DTSEN_PERSON,
            person(1, "NENEK", nik(9)),
            *(person(2, f"ANAK {i}", nik(i)) for i in (1, 2, 3)),
        ),
        dtks=(DTKS, *(listed(1, f"ANAK {i}", nik(i)) for i in (1, 2, 3))),
    )
    assert query(
        "select k.di_dtks from a.keluarga k join i.identitas_keluarga f using (id_keluarga) "
        "order by f.no_kk"
    ) == [(False,), (True,)]


def test_one_register_family_takes_one_family_of_a_source(build):
    # Two DTKS families share people with DTSEN family 1: the better one gets it.
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", 3)),
        anggota=(DTSEN_PERSON, *(person(1, f"ORANG {i}", nik(i)) for i in (1, 2, 3))),
        dtks=(
            DTKS,
            listed(7, "ORANG 1", nik(1)),
            listed(8, "ORANG 2", nik(2)),
            listed(8, "ORANG 3", nik(3)),
        ),
    )
    assert query("select di_dtsen, di_dtks, jumlah_anggota from a.keluarga") == [(True, True, 3)]
    # The person on card 7 is still the same person, living where DTSEN says; card 7 is empty.
    assert query("select nilai from a.meta where kunci = 'keluarga_tanpa_anggota'") == [("1",)]
    assert query("select count(*) from a.sumber_individu where sumber = 'dtks'") == [(3,)]


def test_a_nik_of_two_families_links_nothing(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI"), family(2, "TINI")),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1)), person(2, "TINI", nik(1))),
        dtks=(DTKS, listed(5, "SITI", nik(1))),
    )
    assert query("select count(*) from a.keluarga where di_dtsen and di_dtks") == [(0,)]


def test_invalid_numbers_link_nothing_across_sources(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", nomor_kartu_keluarga="0000000000000000")),
        dtks=(DTKS, listed(2, "TINI", "123", NOKK="0000000000000000", Alamat="JL. LAIN")),
    )
    assert query("select count(*) from a.keluarga") == [(2,)]


def test_inside_the_family_name_or_birth_date_finds_the_person(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", 3)),
        anggota=(
            DTSEN_PERSON,
            person(1, "SITI", nik(1)),
            person(1, "BUDI S.", "", jenis_kelamin="1", tanggal_lahir="1979-05-05"),
            person(1, "ANI", "", tanggal_lahir="2010-03-02"),
        ),
        dtks=(
            DTKS,
            listed(1, "SITI", nik(1)),
            listed(1, "BUDI S", ""),
            listed(1, "ANNIE", nik(4, day=2, month=3, year=10)),
        ),
    )
    assert query("select count(*) from a.individu") == [(3,)]


def test_twins_with_other_numbers_stay_two(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI")),
        anggota=(DTSEN_PERSON, person(1, "DEWI", nik(1))),
        dtks=(DTKS, listed(1, "DEWA", nik(2))),
    )
    assert query("select count(*) from a.individu") == [(2,)]


def test_persons_with_bad_cards_join_the_rest_of_their_family(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", 2)),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1)), person(1, "BUDI", nik(2))),
        dtks=(DTKS, listed(1, "SITI", nik(1)), listed(1, "BUDI", nik(2), NOKK="")),
    )
    assert query("select count(*) from a.keluarga") == [(1,)]


def test_bad_cards_group_by_address(build):
    query = build(
        dtks=(
            DTKS,
            listed(1, "SITI", nik(1), NOKK=""),
            listed(1, "BUDI", nik(2), NOKK="", Alamat="Jl Melati No 1"),
            listed(2, "TINI", nik(3), NOKK=""),
        ),
    )
    assert query("select jumlah_anggota from a.keluarga order by 1") == [(1,), (2,)]


def test_p3ke_has_no_card_and_links_through_the_head(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI")),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1))),
        p3ke=(P3KE_FAMILY, {"NIK": nik(1)}),
        p3ke_orang=(P3KE_PERSON, {"NIK": "", "Nama": "BEDA EJAAN"}),
    )
    assert query("select di_p3ke, desil_nasional, desil_p3ke from a.keluarga") == [(True, 2, 1)]


def test_sources_in_order_and_the_unknown_skipped(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", jenis_atap_terluas="", luas_lantai="36")),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1))),
        p3ke=(P3KE_FAMILY, {"NIK": nik(1)}),
    )
    assert query("select jenis_atap, jenis_lantai, luas_lantai_per_orang from a.keluarga") == [
        ("asbes_seng", "semen", 36.0),
    ]  # fmt: skip
    # DTSEN numbers bamboo 5 and P3KE prints labels: each source keeps its own answer.
    assert query("select sumber, jenis_atap from a.sumber_keluarga order by 1") == [
        ("dtsen", None), ("p3ke", "asbes_seng"),
    ]  # fmt: skip


def test_the_dead_are_no_members(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI", 2)),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1)), person(1, "BUDI", nik(2))),
        dtks=(
            DTKS,
            listed(1, "SITI", nik(1)),
            listed(1, "BUDI", nik(2), masih_hidup_label="Meninggal"),
            listed(9, "SEPI", nik(3), masih_hidup_label="Meninggal"),
        ),
    )
    assert query("select jumlah_anggota from a.keluarga") == [(1,)]
    assert query("select nilai from a.meta where kunci = 'keluarga_tanpa_anggota'") == [("1",)]


def test_receives_by_payment_list_where_loaded_else_by_registry(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI"), family(2, "TINI")),
        anggota=(
            DTSEN_PERSON | {"pbi_nas": "TIDAK"},
            person(1, "SITI", nik(1)),
            person(2, "TINI", nik(2), pbi_nas="YA"),
        ),
        dtks=(DTKS, listed(1, "SITI", nik(1), PKH="YA", BPNT="YA")),
        bayar=(PAYEE, {"NIK KTP": "", "NO KK": kk(2)}, {"NIK KTP": nik(8), "NO KK": kk(8)}),
    )
    assert query(
        "select terima_pkh, terima_bpnt, terima_pbi from a.keluarga "
        "join i.identitas_keluarga using (id_keluarga) order by no_kk"
    ) == [(False, True, False), (True, False, True)]
    assert query(
        "select count(*), count(id_keluarga) from a.kepesertaan where sumber = 'daftar_bayar'"
    ) == [(2, 1)]


def test_the_latest_verdict_speaks(build):
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI")),
        putusan=(
            VERDICT,
            {"tanggal_verifikasi": "2026-07-01", "hasil": "tidak layak"},
            {"tanggal_verifikasi": "2026-05-01", "hasil": "layak"},
        ),
    )
    assert query("select hasil_verifikasi, di_pdktsam from a.keluarga") == [("tidak_layak", True)]
    assert query("select count(*), count(distinct id_keluarga) from a.verifikasi") == [(2, 1)]


def test_a_family_without_listed_members_has_its_stated_size(build):
    query = build(keluarga=(DTSEN_FAMILY, family(1, "SITI", 4)))
    assert query("select jumlah_anggota from a.keluarga") == [(4,)]


def test_pseudonyms_are_the_keyed_hash_of_the_number(build, monkeypatch):
    import hashlib
    import hmac

    monkeypatch.setenv("PEDEKATE_KUNCI", "rahasia")
    query = build(
        keluarga=(DTSEN_FAMILY, family(1, "SITI")),
        anggota=(DTSEN_PERSON, person(1, "SITI", nik(1))),
    )

    def pseudonym(text):
        return hmac.new(b"rahasia", text.encode(), hashlib.sha256).hexdigest()[:16]

    assert query("select id_keluarga from a.keluarga") == [(pseudonym(f"keluarga|kk:{kk(1)}"),)]
    assert query("select id_individu from a.individu") == [(pseudonym(f"individu|nik:{nik(1)}"),)]
