"""The marts on hand-made registers: three-valued counts, sums over areas and classes, patterns."""

import re
from pathlib import Path

import pytest

from pedekate.indicators import catalogue, groupings
from pedekate.indicators.catalogue import Indicator
from pedekate.store import queries

A, B, C = "35.73.01.1001", "35.73.01.1002", "35.73.02.1001"
COUNTS = ["pembilang", "penyebut", "tak_diketahui", "keluarga_pembilang", "keluarga_lainnya"]


def cell(table, kode="35.73", kelompok="semua", kelas="semua"):
    row = table[
        (table["kode"] == kode) & (table["kelompok"] == kelompok) & (table["kelas"] == kelas)
    ]
    return tuple(int(v) for v in row[COUNTS].iloc[0])


@pytest.mark.parametrize(
    "indicator, families, expected",
    [
        # earth floor yes, ceramic no, blank unknown
        ("lantai_tidak_layak", [{"jenis_lantai": "tanah"}, {"jenis_lantai": "keramik"}, {}],
         (1, 2, 1)),
        # a coarse class entirely on one side is known
        ("lantai_tidak_layak", [{"jenis_lantai": "keramik_sampai_ubin"}], (0, 1, 0)),
        ("tanpa_jamban_sendiri", [{"fasilitas_bab": "umum_bersama"}], (1, 1, 0)),
        # asbestos or zinc: the border runs through the class
        ("rumah_tidak_tahan",
         [{"jenis_atap": "asbes_seng", "jenis_dinding": "tembok", "jenis_lantai": "ubin"}],
         (0, 0, 1)),
        # … but an earth floor settles it whatever the roof is
        ("rumah_tidak_tahan", [{"jenis_atap": "asbes_seng", "jenis_lantai": "tanah"}], (1, 1, 0)),
        # up to 900 W may be 450 or 900; no electricity at all needs no watt
        ("daya_450", [{"daya_terpasang": "sampai_900", "sumber_penerangan": "pln_meteran"},
                      {"daya_terpasang": "w450", "sumber_penerangan": "pln_meteran"},
                      {"daya_terpasang": "w900", "sumber_penerangan": "pln_meteran"},
                      {"sumber_penerangan": "bukan_listrik"}], (2, 3, 1)),
        # outside the population: not counted; membership unknown: unknown
        ("bahan_bakar_padat", [{"bahan_bakar_memasak": "tidak_memasak"},
                               {"bahan_bakar_memasak": "arang_kayu"},
                               {"bahan_bakar_memasak": "listrik_gas"}, {}], (1, 2, 1)),
        # no rank is unknown, not decile 10
        ("desil_1_2", [{"desil_nasional": 2}, {"desil_nasional": 3}, {}], (1, 2, 1)),
        # "tanpa tangki septik" may still be a communal treatment plant
        ("tanpa_tangki_septik", [{"fasilitas_bab": "sendiri",
                                  "pembuangan_tinja": "tanpa_tangki_septik"},
                                 {"fasilitas_bab": "tidak_ada"}], (1, 1, 1)),
    ],
)  # fmt: skip
def test_unknown_stays_unknown(empty_register, tulis, build, indicator, families, expected):
    for number, traits in enumerate(families):
        tulis.keluarga(empty_register, f"k{number}", A, **traits)
    table = queries.indikator(build(empty_register), indikator=indicator)
    assert cell(table)[:3] == expected


def test_person_counts_and_their_families(empty_register, tulis, build):
    """Three children, two out of school, in two families; an adult and an unknown age."""
    tulis.keluarga(empty_register, "k1", A, jumlah_anggota=4)
    tulis.keluarga(empty_register, "k2", A, jumlah_anggota=1)
    children = [(7, "tidak_lagi"), (18, "masih"), (19, "tidak_lagi"), (None, "masih")]
    for number, (age, school) in enumerate(children):
        tulis.individu(empty_register, "k1", number, umur=age, partisipasi_sekolah=school)
    tulis.individu(empty_register, "k2", 0, umur=10, partisipasi_sekolah="belum_pernah")
    table = queries.indikator(build(empty_register), indikator="anak_tidak_sekolah")
    assert cell(table) == (2, 3, 1, 2, 1)


def test_every_family_has_one_class_and_unknown_is_not_no(empty_register, tulis, build):
    """Families by their members' ages and disability; a missing answer makes the class unknown."""
    families = {
        "sendiri": ([(40, False)], "a_sendiri", "tanpa"),
        "lansia": ([(60, None)], "b_lansia_sendiri", "tidak_diketahui"),
        "berdua": ([(61, False), (70, False)], "c_lansia_saja", "tanpa"),
        "dewasa": ([(18, False), (70, None)], "d_tanpa_anak", "tidak_diketahui"),
        "tunggal": ([(30, None), (17, True)], "e_satu_dewasa", "ada"),
        "nenek": ([(66, False), (5, False)], "e_satu_dewasa", "tanpa"),
        "inti": ([(40, False), (38, False), (2, False)], "f_anak", "tanpa"),
        "besar": ([(40, False), (38, False), (2, False), (80, False)], "g_anak_lansia", "tanpa"),
        "tanpa_umur": ([(40, False), (None, False)], "tidak_diketahui", "tanpa"),
    }
    for name, (members, _, _) in families.items():
        tulis.keluarga(empty_register, name, A, jumlah_anggota=len(members), umur_kepala=30)
        for number, (age, disabled) in enumerate(members):
            tulis.individu(empty_register, name, number, umur=age, disabilitas_berat=disabled)
    tulis.keluarga(empty_register, "tak_terdaftar", A, jumlah_anggota=3, terima_bpnt=True)
    families["tak_terdaftar"] = ([], "tidak_diketahui", "tidak_diketahui")
    build(empty_register, by=tuple(groupings.load()))
    found = {
        row[0]: row[1:]
        for row in empty_register.execute(
            "select id_keluarga, jenis_keluarga, disabilitas, umur_kepala, status_program "
            "from kelas_keluarga"
        ).fetchall()
    }
    assert {k: v[:2] for k, v in found.items()} == {k: v[1:] for k, v in families.items()}
    assert found["inti"][2:] == ("u30_44", "c_tidak")
    assert found["tak_terdaftar"][2:] == ("tidak_diketahui", "a_bansos")


def test_conditions_of_a_grouping_never_overlap(empty_register, tulis, build):
    """No family meets two classes, so their order decides nothing."""
    rows = [
        dict(zip(("muda", "tua", "anak"), (m, t, a), strict=True))
        for m in range(3) for t in range(3) for a in range(2) if m + t + a
    ]  # fmt: skip
    for number, row in enumerate(rows):
        ages = [30] * row["muda"] + [65] * row["tua"] + [7] * row["anak"]
        head = [None, 20, 44, 59, 60, 69, 70][number % 7]
        tulis.keluarga(
            empty_register, f"k{number}", A, jumlah_anggota=len(ages), umur_kepala=head,
            terima_pkh=number % 2 == 0, terima_pbi=number % 3 == 0,
        )  # fmt: skip
        for place, age in enumerate(ages):
            tulis.individu(
                empty_register, f"k{number}", place, umur=age, disabilitas_berat=number % 2 == 1
            )
    build(empty_register, by=tuple(groupings.load()))
    for one in groupings.load().values():
        tests = " + ".join(f"coalesce(cast({c.syarat.to_sql()} as int), 0)" for c in one.kelas)
        if tests:
            most = empty_register.execute(f"select max({tests}) from dasar_rincian").fetchone()[0]
            assert most == 1, one.id


def test_areas_and_classes_add_up(empty_register, tulis, build):
    """Hand-made: 2 of 3 in A, 1 of 1 in B, 0 of 1 in C; deciles 1, none; heads L, P, unknown."""
    rows = [
        ("k1", A, "tanah", 1, "L"), ("k2", A, "tanah", None, "P"), ("k3", A, "ubin", 1, None),
        ("k4", B, "bambu", 1, "L"), ("k5", C, "ubin", None, "L"),
    ]  # fmt: skip
    for name, area, floor, decile, sex in rows:
        tulis.keluarga(
            empty_register, name, area,
            jenis_lantai=floor, desil_nasional=decile, jenis_kelamin_kepala=sex,
        )  # fmt: skip
    reader = build(empty_register)
    table = queries.indikator(reader, indikator="lantai_tidak_layak")
    assert cell(table)[:2] == (3, 5)
    assert cell(table, "35.73.01")[:2] == (3, 4)
    assert cell(table, A)[:2] == (2, 3)
    assert cell(table, "35.73.02")[:2] == (0, 1)
    assert cell(table, kelompok="desil", kelas="1")[:2] == (2, 3)
    assert cell(table, kelompok="desil", kelas="tanpa_desil")[:2] == (1, 2)
    assert cell(table, kelompok="jenis_kelamin_kepala", kelas="P")[:2] == (1, 1)
    assert cell(table, A, "jenis_kelamin_kepala", "tidak_diketahui")[:2] == (0, 1)
    two = queries.indikator_silang(
        reader, indikator="lantai_tidak_layak", a="desil", b="jenis_kelamin_kepala"
    ).set_index(["kode", "kelas_a", "kelas_b"])
    assert tuple(two.loc[("35.73", "1", "L"), COUNTS[:2]]) == (2, 2)
    assert tuple(two.loc[("35.73.01", "1", "tidak_diketahui"), COUNTS[:2]]) == (0, 1)
    assert ("35.73.02", "1", "L") not in two.index and len(two) == 4 + 3 + 1
    every = queries.indikator_wilayah(reader)
    families = {i.id for i in catalogue.load().indikator if i.satuan == "keluarga"}
    assert set(every["indikator"]) == families, "no persons, no row of a person indicator"
    assert cell(every[every["indikator"] == "lantai_tidak_layak"])[:2] == (3, 5)


def test_source_breakdown_uses_the_sources_own_answers(empty_register, tulis, build):
    """P3KE lumps what DTSEN tells apart: unknown there, known here."""
    tulis.keluarga(empty_register, "k1", A, jenis_atap="asbes", di_dtsen=True, di_p3ke=True)
    shared = {"id_keluarga": "k1", "kk_sah": True, "nik_kepala_sah": True, "jumlah_anggota": 2}
    whole = {"jenis_dinding": "tembok", "jenis_lantai": "ubin"}
    for source, roof in (("dtsen", "asbes"), ("p3ke", "asbes_seng")):
        tulis.baris(
            empty_register, "sumber_keluarga",
            id_sumber=source, sumber=source, jenis_atap=roof, luas_lantai=10, **shared, **whole,
        )  # fmt: skip
    reader = build(empty_register)
    roofs = queries.indikator(reader, indikator="rumah_tidak_tahan")
    assert cell(roofs, A, "sumber", "dtsen")[:3] == (1, 1, 0)
    assert cell(roofs, A, "sumber", "p3ke")[:3] == (0, 0, 1)
    space = queries.indikator(reader, indikator="lantai_sempit")
    assert cell(space, A, "sumber", "dtsen")[:3] == (1, 1, 0)
    ranked = queries.indikator(reader, indikator="desil_1_2")
    assert "sumber" not in set(ranked["kelompok"])


def test_the_dead_of_a_source_do_not_count(empty_register, tulis, build):
    tulis.keluarga(empty_register, "k1", A)
    for number, dead in enumerate((True, False, None)):
        tulis.baris(
            empty_register, "sumber_individu",
            id_sumber=f"s{number}", sumber="dtks", id_individu=f"i{number}", id_keluarga="k1",
            umur=70, meninggal=dead, nik_sah=True,
        )  # fmt: skip
    table = queries.indikator(build(empty_register), indikator="lansia")
    assert cell(table, A, "sumber", "dtks")[:3] == (2, 2, 0)


def test_an_indicator_on_a_missing_column_names_itself(empty_register, build):
    broken = Indicator(
        id="rusak", tema="air", nama="Rusak", frasa="rusak", definisi="Rusak.",
        satuan="keluarga", penyebut="keluarga", syarat={"kolom": "tidak_ada", "sama": True},
        arah="kebutuhan", sumber="uji tanpa sumber", lencana="terdaftar",
    )  # fmt: skip
    with pytest.raises(ValueError, match="rusak: kolom tidak_ada"):
        build(empty_register, [broken])


@pytest.fixture
def enrolled(empty_register, tulis, build):
    """Five families: two with aid, one with health cover only, one with nothing, one unranked."""
    families = [
        ("k1", A, 1, {"terima_pkh": True, "terima_bpnt": True, "di_dtsen": True, "di_dtks": True}),
        ("k2", A, 2, {"terima_bpntd": True, "di_dtsen": True}),
        ("k3", B, 2, {"terima_pbi": True, "di_p3ke": True}),
        ("k4", C, 4, {"di_dtsen": True, "di_pdktsam": True}),
        ("k5", C, None, {"terima_pkh": True, "di_dtks": True}),
    ]
    for name, area, decile, traits in families:
        tulis.keluarga(
            empty_register, name, area, desil_nasional=decile, jumlah_anggota=3, **traits
        )
    lists = [("pkh", "daftar_bayar", "k1", A), ("pkh", "daftar_bayar", None, A),
             ("pkh", "daftar_bayar", None, None), ("pkh", "dtks", "k1", A)]  # fmt: skip
    for program, source, family, area in lists:
        tulis.baris(
            empty_register, "kepesertaan",
            program=program, sumber=source, id_keluarga=family, kode_kelurahan=area,
        )  # fmt: skip
    return build(empty_register)


def test_coverage_by_decile_and_area(enrolled):
    city = queries.cakupan_desil(enrolled, kode="35.73").set_index(["program", "desil"])
    assert tuple(city.loc[("pkh", 1)]) == (1, 1, 0)
    assert tuple(city.loc[("bpntd", 2)]) == (2, 1, 1)
    pkh = queries.cakupan_wilayah(enrolled, program="pkh", desil_maks=2).set_index("kode")
    columns = ["sasaran", "sasaran_penerima", "sasaran_tanpa_bantuan", "penerima"]
    assert tuple(pkh.loc["35.73", columns]) == (3, 1, 1, 2)
    assert tuple(pkh.loc["35.73.01", columns]) == (3, 1, 1, 1)
    # decile 4 and no decile are outside a rule that ends at 2, but the recipient still counts
    assert tuple(pkh.loc["35.73.02", columns]) == (0, 0, 0, 1)


def test_overlap_of_programmes(enrolled):
    everyone = queries.tumpang_program(enrolled, kode="35.73", desil_maks=11)
    assert everyone["keluarga"].sum() == 5
    target = queries.tumpang_program(enrolled, kode="35.73", desil_maks=2)
    assert target["keluarga"].sum() == 3
    assert len(target) == 3


def test_recipients_missing_from_the_register(enrolled):
    city = queries.penerima_daftar(enrolled, kode="35.73").set_index(["program", "sumber"])
    assert tuple(city.loc[("pkh", "daftar_bayar")]) == (3, 2)
    kelurahan = queries.penerima_daftar(enrolled, kode=A).set_index(["program", "sumber"])
    assert tuple(kelurahan.loc[("pkh", "daftar_bayar")]) == (2, 1)


def test_register_by_decile_source_and_overlap(enrolled):
    deciles = queries.registri_desil(enrolled, kode="35.73")
    assert deciles["keluarga"].tolist() == [1, 2, 1, 1]
    assert deciles["individu"].sum() == 15
    sources = queries.registri_sumber(enrolled, kode="35.73").set_index("sumber")
    assert sources["keluarga"].to_dict() == {"dtsen": 3, "dtks": 2, "p3ke": 1, "pdktsam": 1}
    assert sources["hanya_di_sini"].to_dict() == {"dtsen": 1, "dtks": 1, "p3ke": 1, "pdktsam": 0}
    overlap = queries.registri_tumpang(enrolled, kode="35.73").set_index("jumlah_sumber")
    assert overlap["keluarga"].to_dict() == {1: 3, 2: 2}
    assert queries.silang_pola(enrolled)["keluarga"].tolist() == [1, 1, 1, 1, 1]


def test_names_of_areas_files_and_facts(enrolled, empty_register, tulis):
    tulis.baris(empty_register, "meta", kunci="sintetis", nilai="ya")
    tulis.baris(
        empty_register, "berkas", nama="a.csv", sumber="dtsen", profil="dtsen_keluarga",
        tanggal_data="2026-10-31", baris_masuk=3, baris_diterima=2, baris_ditolak=1,
    )  # fmt: skip
    assert queries.keterangan(enrolled) == {"sintetis": "ya"}
    assert queries.berkas(enrolled)["baris_ditolak"].tolist() == [1]
    areas = queries.wilayah(enrolled)
    assert areas["tingkat"].value_counts().to_dict() == {"kelurahan": 3, "kecamatan": 2, "kota": 1}


def test_every_read_query_has_its_function():
    """A file in sql/baca nobody asks is dead; a function without its file cannot run."""
    store = Path(queries.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in store.glob("*.py"))
    asked = set(re.findall(r'"baca/([a-z_]+)"', code))
    assert asked == {path.stem for path in (store / "sql" / "baca").glob("*.sql")}


def test_an_empty_register_builds(empty_register, build):
    reader = build(empty_register)
    assert queries.indikator(reader, indikator="desil_1_2").empty
    assert queries.registri_sumber(reader, kode="35.73").empty


def test_the_percentile_orders_inside_a_decile(empty_register, tulis, build):
    """The unknown stand in the middle of their decile; without a decile there is no place."""
    for name, values in {
        "a": {"desil_nasional": 2, "persentil_nasional": 11.0, "peringkat_kota": 7},
        "b": {"desil_nasional": 2, "persentil_nasional": 11.0, "peringkat_kota": 9},
        "c": {"desil_nasional": 2},
        "d": {"desil_nasional": 2, "persentil_nasional": 19.0},
        "e": {"desil_nasional": 3, "persentil_nasional": 15.0},
        "f": {"persentil_nasional": 5.0},
        "g": {"desil_nasional": 1},
    }.items():
        tulis.keluarga(empty_register, name, A, **values)
    rows = build(empty_register).query("baca/kerangka_simulasi")
    place = rows.set_index("id_keluarga")["urutan_desil"]
    assert place.dropna().sort_values().index.tolist() == ["g", "a", "b", "c", "d", "e"]
    assert place["c"] == 1.5 and place["e"] == 2.0 and place.isna()["f"]
