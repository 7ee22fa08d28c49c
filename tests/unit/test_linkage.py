"""Probabilistic linkage on one hand-built register of ten families, and reviewers' decisions."""

import datetime as dt

import duckdb
import pytest

from pedekate import pipeline
from tests.registry_files import (
    DTKS,
    DTSEN_FAMILY,
    DTSEN_PERSON,
    P3KE_FAMILY,
    P3KE_PERSON,
    kk,
    nik,
    write_csv,
)

# serial, name, birth date, address. Families of one, so that only the person can prove anything.
DTSEN = {
    1: ("SULASTRI HANDAYANI", "1961-03-17", "JL. MELATI NO. 1"),
    2: ("MOCHAMMAD RIZKY", "1990-07-02", "JL. MELATI NO. 2"),
    3: ("SITI AMINAH", "1975-05-05", "JL. MELATI NO. 3"),
    4: ("YULI ASTUTIK", "1988-08-08", "JL. KENANGA NO. 4"),
    5: ("WAHYU PRASETYO", "1979-12-01", "JL. MELATI NO. 5"),
    6: ("PONIRAH", "1955-01-20", "JL. MELATI NO. 6"),
    7: ("DJOKO SANTOSO", "1970-10-10", "JL. MELATI NO. 7"),
    8: ("ENDANG LESTARI", "1966-06-06", "JL. DAHLIA NO. 8"),
}
NO_NIK = "0000000000000000"


def family(serial: int, **other) -> dict:
    name, _, address = DTSEN[serial]
    return {
        "nomor_kartu_keluarga": kk(serial), "nama_anggota_keluarga": name,
        "jumlah_anggota_keluarga": "1", "alamat": f"{address} RT 001 RW 002", **other,
    }  # fmt: skip


def born(date: str, serial: int) -> str:
    day = dt.date.fromisoformat(date)
    return nik(serial, day=day.day, month=day.month, year=day.year % 100)


def person(serial: int) -> dict:
    name, date, address = DTSEN[serial]
    return {
        "nomor_kartu_keluarga": kk(serial), "nama": name, "tanggal_lahir": date,
        "nomor_induk_kependudukan": born(date, serial * 7), "alamat_ktp": address,
        "jenis_kelamin": "2",
    }  # fmt: skip


def surveyed(number: int, name: str, date: str, address: str, number_on_card: str, **other):
    """Family and person rows of P3KE for somebody living alone."""
    day = dt.date.fromisoformat(date)
    same = {
        "ID Keluarga P3KE": str(number), "NIK": number_on_card,
        "Tanggal Lahir": f"{day.day}/{day.month}/{day.year} 0:00:00",
        "Jenis Kelamin": "Perempuan", **other,
    }  # fmt: skip
    return (
        {"No": str(number), "Kepala Keluarga": name, "Alamat": f"{address} RT 001 RW 002", **same},
        {"ID Individu": str(number), "Nama": name, **same},
    )


OTHER_KELURAHAN = {"Desa/Kelurahan": "TLOGOWARU", "Kode Kemdagri": "3573031012"}
P3KE = [
    # One digit of the NIK lost, old spelling of the name.
    surveyed(
        1, "SOELASTRI HANDAJANI", "1961-03-17", "JL. MELATI NO. 1", born("1961-03-17", 7)[:15]
    ),
    # Abbreviated name, no NIK.
    surveyed(2, "MOH. RIZKI", "1990-07-02", "JL. MELATI NO. 2", NO_NIK),
    # A common name and a birth date shared by chance, elsewhere in the city.
    surveyed(3, "SITI AMINAH", "1975-05-05", "JL. ANGGREK NO. 9", NO_NIK, **OTHER_KELURAHAN),
    # Moved and shortened: in doubt.
    surveyed(4, "YULI", "1988-08-08", "JL. ANGGREK NO. 4", NO_NIK, **OTHER_KELURAHAN),
    # Two records as good as each other: at most one of them is the man of family 5.
    surveyed(5, "WAHYU PRASETYO", "1979-12-01", "JL. MELATI NO. 5", NO_NIK),
    surveyed(6, "WAHJU PRASETIJO", "1979-12-01", "JL. MELATI NO. 5", NO_NIK),
    # Somebody else of the same birth date, with a valid NIK of her own next to the other's.
    surveyed(7, "TUKINEM", "1955-01-20", "JL. MELATI NO. 6", born("1955-01-20", 43)),
    # The same woman at another number of her street.
    surveyed(8, "ENDANG LESTARI", "1966-06-06", "JL. DAHLIA NO. 80", NO_NIK),
]
# Family 7 stands in DTKS with the card it had before.
DTKS_ROWS = [
    {"NOKK": kk(77), "Nama": "JOKO SANTOSO", "NIK": born("1970-10-10", 49),
     "Alamat": "JL. MELATI NO. 7"},
]  # fmt: skip


def write(folder):
    write_csv(folder / "keluarga.csv", DTSEN_FAMILY, *map(family, DTSEN))
    write_csv(folder / "anggota.csv", DTSEN_PERSON, *map(person, DTSEN))
    write_csv(folder / "p3ke.csv", P3KE_FAMILY, *(row for row, _ in P3KE))
    write_csv(folder / "p3ke_orang.csv", P3KE_PERSON, *(row for _, row in P3KE))
    write_csv(folder / "dtks.csv", DTKS, *DTKS_ROWS)
    return folder


def load(folder, gudang, decisions=()):
    report = pipeline.build([folder], gudang=gudang, sintetis=True, decisions=decisions)
    con = duckdb.connect()
    con.execute(f"attach '{gudang / 'analitik.duckdb'}' as a (read_only)")
    con.execute(f"attach '{gudang / 'identitas.duckdb'}' as i (read_only)")
    return report, lambda sql: con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("masuk"))


@pytest.fixture(scope="module")
def loaded(folder, tmp_path_factory):
    return load(folder, tmp_path_factory.mktemp("g"))


@pytest.fixture(scope="module")
def query(loaded):
    return loaded[1]


def linked(query, source="p3ke_orang.csv") -> dict[int, int]:
    """Row of the file → row of the DTSEN person it became, where it became one."""
    rows = query(
        "select a.baris, b.baris from i.asal_individu as a "
        "inner join i.asal_individu as b on b.id_individu = a.id_individu "
        f"where a.berkas = '{source}' and b.berkas = 'anggota.csv'"
    )
    return dict(rows)


def test_misspelt_names_and_broken_numbers_find_their_person(query):
    found = linked(query)
    assert (found[1], found[2], found[8]) == (1, 2, 8)
    basis = "select dasar, jumlah from a.padanan where satuan = 'keluarga' and sumber_b = 'p3ke'"
    assert query(basis) == [("peluang", 3)]


def test_a_common_name_and_a_birthday_do_not_merge_families_across_the_city(query):
    assert 3 not in linked(query)
    assert query("select count(*) from i.identitas_individu where nama = 'SITI AMINAH'") == [(2,)]


def test_two_claimants_get_at_most_one_person(query):
    assert len({5, 6} & set(linked(query))) <= 1


def test_neighbours_in_the_number_register_are_two_people(query):
    assert 7 not in linked(query)


def test_old_cards_stay_in_the_history_with_their_dates(query):
    rows = query(
        "select h.no_kk, h.sumber, h.tanggal is not null from i.riwayat_kk as h "
        "inner join i.asal_keluarga as k on k.id_keluarga = h.id_keluarga "
        "where k.berkas = 'keluarga.csv' and k.baris = 7 order by h.sumber"
    )
    assert rows == [(kk(77), "dtks", True), (kk(7), "dtsen", True)]


def test_doubtful_pairs_are_kept_for_review_with_both_sides(query):
    rows = query(
        "select nama_a, nama_b, sumber_a, sumber_b, diterima from i.pasangan_ragu "
        "where nama_a = 'YULI'"
    )
    assert rows == [("YULI", "YULI ASTUTIK", "p3ke", "dtsen", False)]
    assert 4 not in linked(query)


def test_the_threshold_in_force_gives_the_numbers_of_the_register(query, loaded):
    today = query("select keluarga, individu from a.agregat_ambang where berlaku")
    assert today == [(loaded[0].keluarga, loaded[0].individu)]
    families = [row[0] for row in query("select keluarga from a.agregat_ambang order by ambang")]
    assert families == sorted(families), "a stricter threshold never merges more families"


def test_examples_name_nobody(query):
    words = {w for row in query("select distinct tingkat from a.contoh_pasangan") for w in row}
    assert words and not any("YULI" in word.upper() or "SULASTRI" in word.upper() for word in words)


def test_the_same_files_give_the_same_register_whatever_the_key(
    folder, loaded, tmp_path, monkeypatch
):
    monkeypatch.setenv("PEDEKATE_KUNCI", "kunci lain")
    again, query = load(folder, tmp_path)
    assert again.sidik_jari == loaded[0].sidik_jari
    assert linked(query) == linked(loaded[1])


def test_what_two_reviewers_decided_overrides_the_model(folder, query, tmp_path):
    doubtful = query("select kunci_a, kunci_b from i.pasangan_ragu where nama_a = 'YULI'")[0]
    _, same = load(folder, tmp_path / "sama", [(*doubtful, "sama")])
    assert linked(same)[4] == 4
    basis = "select sum(jumlah) from a.padanan where dasar = 'putusan' and satuan = 'individu'"
    assert same(basis) == [(1,)]
    # The pair keeps its key in the new register, so that the decision holds next time too.
    other = query("select kunci_a, kunci_b from i.pasangan_ragu where nama_a = 'ENDANG LESTARI'")
    assert other, "the woman at another house number is in doubt"
    _, apart = load(folder, tmp_path / "beda", [(*other[0], "beda")])
    assert 8 not in linked(apart)
