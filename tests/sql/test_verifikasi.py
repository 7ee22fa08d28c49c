"""What verification reads of the register: one row per family, its signs from every source."""

from pedekate.store import queries

DAY = "2026-10-01"


def _source(con, tulis, sumber, family, **values):
    base = {"id_sumber": f"{sumber}:{family}", "sumber": sumber, "id_keluarga": family}
    tulis.baris(con, "sumber_keluarga", **base, kk_sah=True, **values)


def _person(con, tulis, sumber, person, family, **values):
    base = {"id_sumber": f"{sumber}:{person}", "sumber": sumber, "id_individu": person}
    tulis.baris(con, "sumber_individu", **base, id_keluarga=family, nik_sah=True, **values)


def test_signs_of_a_family(empty_register, build, tulis):
    con = empty_register
    for name in ("a", "b", "c", "d"):
        tulis.keluarga(con, name, "35.73.01.1001", desil_nasional=2, terima_pkh=name == "a")
    con.execute(
        f"update keluarga set hasil_verifikasi = 'layak', tanggal_verifikasi = '{DAY}' "
        "where id_keluarga = 'd'"
    )
    # a: one source of two gives a valid NIK; b: none does.
    _source(con, tulis, "dtsen", "a", nik_kepala_sah=False)
    _source(con, tulis, "dtks", "a", nik_kepala_sah=True)
    _source(con, tulis, "dtsen", "b", nik_kepala_sah=False)
    _source(con, tulis, "dtsen", "c", nik_kepala_sah=True)
    # x is listed in b and in c; y is dead for one source.
    _person(con, tulis, "dtsen", "x", "b")
    _person(con, tulis, "dtks", "x", "c")
    _person(con, tulis, "dtsen", "y", "d", meninggal=False)
    _person(con, tulis, "dtks", "y", "d", meninggal=True)
    rows = queries.keluarga_verifikasi(build(con, [])).set_index("id_keluarga")
    assert list(rows.index) == ["a", "b", "c", "d"]
    assert rows["terima"].tolist() == [True, False, False, False]
    assert rows["nik_sah"].tolist() == [True, False, True, True]
    assert rows["orang_ganda"].tolist() == [False, True, True, False]
    assert rows["ada_meninggal"].tolist() == [False, False, False, True]
    assert rows["hasil"].notna().tolist() == [False, False, False, True]


def test_verdicts_without_a_family_are_counted(empty_register, build, tulis):
    con = empty_register
    tulis.keluarga(con, "a", "35.73.01.1001")
    for family in ("a", None, None):
        tulis.baris(con, "verifikasi", id_keluarga=family, hasil="layak", tanggal=DAY)
    assert queries.putusan_lepas(build(con, []))["putusan"].tolist() == [2]
