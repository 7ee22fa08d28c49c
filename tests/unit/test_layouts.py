"""Every layout and vintage the city may be handed: unseen rows in, hand-checked codes out."""

import csv
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedekate import pipeline
from pedekate.errors import InputError
from pedekate.registry import profiles, readers
from tests import layout_files as layouts
from tests.old_workbooks import write_ods, write_xls
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


@pytest.fixture
def muat(tmp_path):
    """Load files into a fresh register: (report by profile, query over it)."""
    con = duckdb.connect()

    def run(*paths: Path):
        report = pipeline.build(paths, gudang=tmp_path / "g", sintetis=True)
        assert report.ditolak == ()
        for file in report.berkas:
            assert file.baris_masuk == file.baris_diterima + file.baris_ditolak
            assert file.baris_ditolak == sum(file.alasan.values())
        for name in ("analitik", "identitas"):
            con.execute(f"attach '{tmp_path / 'g' / name}.duckdb' as {name} (read_only)")
        con.execute("use analitik")
        return {file.profil: file for file in report.berkas}, lambda sql: con.execute(
            sql
        ).fetchall()

    yield run
    con.close()


def family_answers(query, *columns: str) -> list[tuple]:
    """Answers of the source, in the order of the rows of its file."""
    return query(
        f"select {', '.join(columns)} from sumber_keluarga inner join "
        "(select id_keluarga, min(baris) as baris from identitas.asal_keluarga group by 1) "
        "using (id_keluarga) order by baris"
    )


def families(template: dict, column: str, values: list, **fixed) -> list[dict]:
    """One family per value, told apart by every number and key the template has."""
    keys = {"nomor_KK": kk, "NOKK": kk, "no_kk": kk, "nomor_kartu_keluarga": kk, "NIK": nik}
    keys |= {"nik": nik, "ID Keluarga P3KE": str, "IDBDT": lambda n: f"B-{n}"}
    return [
        {k: make(i) for k, make in keys.items() if k in template} | fixed | {column: value}
        for i, value in enumerate(values, start=1)
    ]


# --- P3KE


@pytest.mark.parametrize(
    "header, field, printed",
    [
        ("Jenis Atap", "jenis_atap", {
            "Beton": "beton", "Genteng": "genteng", "ASBES/SENG": "asbes_seng",
            "Kayu/Sirap": "kayu_sirap", "Bambu": "bambu",
            "Jerami/Ijuk/Rumbia/Daun-daunan": "jerami", "Lainnya": "lainnya", "Rumput": None}),
        ("Jenis Lantai", "jenis_lantai", {
            "Keramik/Granit/Marmer/Ubin/Tegel/Teraso": "keramik_sampai_ubin", "Semen": "semen",
            "Kayu/Papan": "kayu", "Bambu": "bambu", " tanah ": "tanah"}),
        ("Sumber Penerangan", "sumber_penerangan", {
            "Listrik Pribadi s/d 900 Watt": "pln_meteran",
            "Listrik Pribadi > 900 Watt": "pln_meteran",
            "Genset/solar cell": "non_pln", "Non-Listrik": "bukan_listrik",
            "Listrik PLN meteran": "pln_meteran", "Listrik PLN non meteran": "pln_tanpa_meteran",
            "Listrik non-PLN": "non_pln", "Bukan listrik": "bukan_listrik"}),
        ("Sumber Penerangan", "daya_terpasang", {
            "Listrik Pribadi s/d 900 Watt": "sampai_900",
            "Listrik Pribadi > 900 Watt": "di_atas_900",
            "Listrik PLN meteran": None, "Non-Listrik": None}),
        ("Memiliki Fasilitas Buang Air Besar", "fasilitas_bab", {
            "Ya, dengan Septic Tank": "sendiri", "Ya, tanpa Septic Tank": "sendiri",
            "Tidak, Jamban Umum/Bersama": "umum_bersama", "Milik sendiri": "sendiri",
            "Umum/Bersama": "umum_bersama", "Lainnya": "lainnya"}),
        ("Memiliki Fasilitas Buang Air Besar", "pembuangan_tinja", {
            "Ya, dengan Septic Tank": "tangki_septik",
            "Ya, tanpa Septic Tank": "tanpa_tangki_septik",
            "Tidak, Jamban Umum/Bersama": None, "Milik sendiri": None}),
        ("Kepemilikan Rumah", "status_kepemilikan_rumah", {
            "Menumpang": "bebas_sewa", "Bebas Sewa/Menumpang": "bebas_sewa",
            "Kontrak/Sewa": "kontrak_sewa"}),
        ("Resiko Stunting", "berisiko_stunting", {
            "BERESIKO STUNTING": True, "Tidak Beresiko Stunting": False,
            "Bukan Target Sasaran": None}),
        ("Pendidikan", "ijazah_kepala", {
            "Tidak tamat SD/sederajat": "tidak_ada", "Tdk tamat SD": "tidak_ada",
            "Tamat SLTP": "smp", "Siswa SMA": "smp", "Tamat PT/Akademi": "perguruan_tinggi"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_p3ke_labels_of_both_vintages(muat, tmp_path, header, field, printed):
    template = P3KE_FAMILY | {header: ""}
    path = write_csv(tmp_path / "a.csv", template, *families(template, header, list(printed)))
    reports, query = muat(path)
    assert [row[0] for row in family_answers(query, field)] == list(printed.values())
    assert reports["p3ke_keluarga"].catatan.get("kode_tidak_dikenal", 0) == ("Rumput" in printed)


def test_p3ke_bnba_workbook_has_its_header_in_row_12(muat, tmp_path):
    template = {k: v for k, v in P3KE_FAMILY.items() if k != "No"}
    rows = layouts.table(template, {}, {"NIK": nik(2), "ID Keluarga P3KE": "7002"}, above=11,
                         title="DATA BY NAME BY ADDRESS P3KE")  # fmt: skip
    rows = [["", *row] for row in rows]
    reports, _ = muat(layouts.write_sheets(tmp_path / "bnba.xlsx", {"BNBA": rows}))
    assert reports["p3ke_keluarga"].baris_masuk == 2


def test_p3ke_regency_variant(muat, tmp_path):
    variants = families(
        layouts.P3KE_REGENCY, "daya_listrik_terpasang", ["=< 900 watt", ">900 watt", ""]
    )
    reports, query = muat(write_csv(tmp_path / "a.csv", layouts.P3KE_REGENCY, *variants))
    fields = ("daya_terpasang", "persentil", "jenis_lantai", "kondisi_atap", "kondisi_dinding",
              "kondisi_lantai", "kk_sah")  # fmt: skip
    rest = (7.0, "keramik_sampai_ubin", "jelek", "bagus", None, True)
    assert family_answers(query, *fields) == [
        ("sampai_900", *rest), ("di_atas_900", *rest), (None, *rest),
    ]  # fmt: skip
    assert "kode_tidak_dikenal" not in reports["p3ke_keluarga"].catatan
    assert query("select distinct program from kepesertaan where sumber = 'p3ke'") == [("kur",)]


def test_p3ke_candidates_complete_the_base_file_by_the_heads_number(muat, tmp_path):
    base = write_csv(tmp_path / "a.csv", P3KE_FAMILY | {"Desil Kesejahteraan": ""}, {})
    sheet = layouts.write_sheets(
        tmp_path / "calon.xlsx", {"calon": layouts.table(layouts.P3KE_CANDIDATE, {}, above=2)}
    )
    reports, query = muat(base, sheet)
    assert reports["p3ke_calon_penerima"].baris_diterima == 1
    assert family_answers(query, "desil", "jenis_atap") == [(1, "asbes_seng")]
    assert query("select count(*) from identitas.asal_keluarga") == [(2,)]


def test_p3ke_local_person_file(muat, tmp_path):
    template = P3KE_PERSON | {
        "Usia <7": "Tidak", "Usia 22-59": "Ya", "id_kecamatan": "1", "id_desa": "2",
        "kepesertaan_dtks": "Ya", "verifikasi_lapangan": "", "pendapatan": "500000",
    }  # fmt: skip
    family = write_csv(tmp_path / "a.csv", P3KE_FAMILY, {})
    _, query = muat(family, write_csv(tmp_path / "b.csv", template, {}))
    assert query("select jumlah_anggota, di_p3ke from keluarga") == [(1, True)]


# --- SIKS-NG


def test_slrt_list_joins_by_card_number_and_says_who_died(muat, tmp_path):
    slrt = write_csv(
        tmp_path / "slrt.csv", layouts.SLRT, {},
        {"nik": nik(5, woman=False), "nama": "JOKO", "hubungan_keluarga": "SUAMI",
         "ket_meninggal": "Meninggal dunia"},
    )  # fmt: skip
    reports, query = muat(slrt, write_csv(tmp_path / "d.csv", DTSEN_FAMILY, {}))
    assert reports["siks_slrt"].catatan == {}
    assert query("select di_dtsen, di_dtks, jumlah_anggota, terima_bpnt from keluarga") == [
        (True, True, 1, True)
    ]


def test_slrt_and_the_listing_of_one_person_are_one(muat, tmp_path):
    slrt = write_csv(tmp_path / "slrt.csv", layouts.SLRT, {})
    _, query = muat(slrt, write_csv(tmp_path / "d.csv", DTKS, {}))
    assert query("select count(*) from individu") == [(1,)]
    assert query("select distinct program from kepesertaan order by 1") == [("bpnt",), ("pbi",)]
    assert query("select count(*) from identitas.asal_individu") == [(2,)]


# --- DTSEN


def test_dtsen_columns_mix_fine_codes_and_labels_carried_over(muat, tmp_path):
    values = ["02", "Keramik/Granit/Marmer/Ubin/Tegel/Teraso", "8", "SEMEN", ""]
    path = write_csv(
        tmp_path / "a.csv", DTSEN_FAMILY, *families(DTSEN_FAMILY, "jenis_lantai_terluas", values)
    )
    _, query = muat(path)
    assert [row[0] for row in family_answers(query, "jenis_lantai")] == [
        "keramik", "keramik_sampai_ubin", "tanah", "semen", None,
    ]  # fmt: skip


def test_dtsen_members_mix_codes_and_labels(muat, tmp_path):
    people = [
        {},
        {"nomor_induk_kependudukan": nik(2), "nama": "B", "status_hubungan_keluarga": "Istri/Suami",
         "status_bekerja": "Pedagang", "partisipasi_sekolah": "Masih SLTA"},
    ]  # fmt: skip
    reports, query = muat(write_csv(tmp_path / "a.csv", DTSEN_PERSON, *people))
    assert "kode_tidak_dikenal" not in reports["dtsen_anggota"].catatan
    assert query("select hubungan_keluarga, bekerja, partisipasi_sekolah from individu "
                 "order by hubungan_keluarga") == [
        ("kepala", True, "tidak_lagi"), ("pasangan", True, "masih"),
    ]  # fmt: skip


def test_dtsen_through_siks_adds_the_ranks_to_the_extract(muat, tmp_path):
    """The extract has housing, SIKS-NG the order: one family, and its members are one person."""
    reports, query = muat(
        write_csv(tmp_path / "a.csv", DTSEN_FAMILY, {}),
        write_csv(tmp_path / "b.csv", DTSEN_PERSON, {}),
        write_csv(tmp_path / "c.csv", layouts.DTSEN_RANKS, {}),
        write_csv(
            tmp_path / "d.csv",
            layouts.DTSEN_RANKS_MEMBER,
            {},
            {"nik": nik(3), "nama": "JOKO", "hub_kepala_keluarga": "ANAK", "flag_aktif": "0"},
        ),
    )
    assert {"dtsen_siks_keluarga", "dtsen_siks_anggota"} < reports.keys()
    assert query("select desil_nasional, persentil_nasional, peringkat_kota, jenis_atap, "
                 "jumlah_anggota from keluarga") == [(2, 13.5, 4321, "bambu", 1)]  # fmt: skip
    assert query("select count(*) from sumber_keluarga") == [(1,)]
    assert query("select count(*) from identitas.asal_keluarga") == [(2,)]


def test_the_newer_table_of_a_source_answers_first(muat, tmp_path):
    """Profile dates: the extract is of 31 October, the SIKS-NG view of 30 September."""
    old = write_csv(tmp_path / "lama.csv", layouts.DTSEN_RANKS, {"desil_nasional": "5"})
    _, query = muat(old, write_csv(tmp_path / "baru.csv", DTSEN_FAMILY, {}))
    assert query("select desil_nasional, peringkat_kota from keluarga") == [(2, 4321)]


def test_names_of_files_do_not_change_the_register(tmp_path):
    """Order comes from the dates of the data, not from the alphabet."""
    prints = set()
    for extract, ranks in (("a", "b"), ("b", "a")):
        folder = tmp_path / extract
        folder.mkdir()
        write_csv(folder / f"{extract}.csv", DTSEN_FAMILY, {}, {"nomor_kartu_keluarga": kk(2)})
        write_csv(folder / f"{ranks}.csv", layouts.DTSEN_RANKS, {"desil_nasional": "5"})
        report = pipeline.build([folder], gudang=folder / "g", sintetis=True)
        prints.add(report.sidik_jari)
    assert len(prints) == 1


def test_a_number_that_stands_twice_in_a_file_merges_nothing(muat, tmp_path):
    twice = write_csv(tmp_path / "a.csv", layouts.DTSEN_RANKS, {}, {"nik": nik(2), "alamat": "LAIN",
                      "id_keluarga": "F-2", "nama_kepala_keluarga": "JOKO"})  # fmt: skip
    _, query = muat(twice, write_csv(tmp_path / "b.csv", DTSEN_FAMILY, {}))
    assert query("select count(*) from sumber_keluarga") == [(3,)]


# --- Regsosek


def test_regsosek_sheets_become_one_family(muat, tmp_path):
    book = layouts.write_regsosek(
        tmp_path / "regsosek.xlsx",
        [
            {"no kartu keluarga": kk(1)},
            {
                "no kartu keluarga": kk(2),
                "rumah": {"305": 6, "308": 4, "307a": 1, "307b1": 3},
                "anggota": [
                    {"402 Nama": "JOKO", "403 NIK": nik(2, woman=False), "405": 1},
                    {"402 Nama": "ANI", "403 NIK": nik(3), "409": 3, "404": 2},
                ],
                "program": {"501b": 1, "501b tahun": 2022, "502i": 1},
            },
        ],
    )
    reports, query = muat(book)
    assert [r.baris_masuk for r in reports.values()] == [2, 2, 2, 3, 2]
    assert all(r.baris_ditolak == 0 for r in reports.values())
    fields = ("jenis_lantai", "jenis_atap", "sumber_air_minum", "bahan_bakar_memasak",
              "daya_terpasang", "punya_sepeda_motor", "punya_rumah_lain",
              "kode_kelurahan")  # fmt: skip
    place = "35.73.03.1011"
    assert family_answers(query, *fields) == [
        ("tanah", "kayu_sirap", "air_permukaan", "tidak_memasak", None, False, True, place),
        ("tanah", "bambu", "air_permukaan", "elpiji_3kg", "w1300", True, True, place),
    ]
    # The dead daughter is no member; what Regsosek says of programmes makes nobody a recipient.
    assert query("select jumlah_anggota, di_regsosek, terima_pkh from keluarga") == [
        (1, True, False), (1, True, False),
    ]  # fmt: skip
    assert query("select program, periode from kepesertaan") == [("pkh", "2022")]


@pytest.mark.parametrize(
    "dokumen, kesehatan, kerja, says",
    [
        (0, 0, 0, (False, False, False, False, False, False)),
        (1, 1, 1, (True, False, True, False, False, True)),
        (5, 3, 16, (True, True, True, True, False, True)),
        (7, 12, 31, (True, True, False, False, True, True)),
        ("", 99, "", (None, None, None, None, None, None)),
        (8, 16, 32, (None, None, None, None, None, None)),
    ],
)
def test_regsosek_bit_masks(muat, tmp_path, dokumen, kesehatan, kerja, says):
    person = {"411": dokumen, "431a": kesehatan, "431f": kerja}
    sheets = {"4.ket sos-ek anggota": layouts.member_sheet(person)}
    # A sheet of persons alone does not place them; another source does.
    place = write_csv(tmp_path / "d.csv", DTSEN_FAMILY, {})
    reports, query = muat(layouts.write_sheets(tmp_path / "r.xlsx", sheets), place)
    names = "punya_akta, punya_ktp, pbi_nasional, jkn_mandiri, jkn_pemberi_kerja, jaminan_kerja"
    assert query(f"select {names} from sumber_individu where sumber = 'regsosek'") == [says]
    flagged = reports["regsosek_4_anggota"].catatan.get("angka_tidak_masuk_akal", 0)
    assert flagged == (dokumen == 8)


@settings(deadline=None)
@given(st.integers(0, 31), st.sampled_from([1, 2, 4, 8, 16]))
def test_a_bit_is_set_as_in_arithmetic(mask, bit):
    from pedekate.registry import normalize
    from pedekate.registry.profiles import BitField

    field = BitField(kolom="n", bit=(bit,), semua=31)
    sql = normalize._bit_set(field, bit)
    ((found,),) = duckdb.sql(f"select {sql} from (select '{mask}' as n) as m").fetchall()
    assert found is bool(mask & bit)


def test_regsosek_dates_are_excel_serials(muat, tmp_path):
    book = layouts.write_regsosek(tmp_path / "r.xlsx", [{"no kartu keluarga": kk(1)}])
    _, query = muat(book)
    assert query("select cast(tanggal_lahir as text) from identitas.identitas_individu") == [
        ("1980-01-01",)
    ]


def test_a_short_census_block_number_places_nobody(muat, tmp_path):
    book = layouts.write_regsosek(
        tmp_path / "r.xlsx",
        [{"no kartu keluarga": kk(1), "tempat": {"kode sls/non sls": "0001"}}],
    )
    reports, query = muat(book, write_csv(tmp_path / "d.csv", DTSEN_FAMILY, {}))
    assert reports["regsosek_1_tempat"].catatan == {"wilayah_kosong": 1}
    assert query("select kode_kelurahan, di_regsosek from keluarga") == [("35.73.03.1011", True)]


# --- BDT


@pytest.mark.parametrize(
    "column, field, printed",
    [
        ("lantai", "jenis_lantai", {
            "1": "marmer_granit", "5": "kayu", "6": "semen", "8": "kayu", "9": "tanah", "0": None}),
        ("atap", "jenis_atap", {
            "2": "genteng", "4": "genteng", "5": "asbes", "6": "seng", "8": "bambu",
            "10": "lainnya"}),
        ("sumber_airminum", "sumber_air_minum", {
            "1": "kemasan", "3": "leding", "4": "leding", "10": "air_permukaan",
            "11": "air_hujan"}),
        ("sumber_penerangan", "sumber_penerangan", {
            "1": "pln", "2": "non_pln", "3": "bukan_listrik"}),
        ("bb_masak", "bahan_bakar_memasak", {
            "2": "elpiji_di_atas_3kg", "3": "elpiji_3kg", "4": "gas_kota_biogas",
            "9": "tidak_memasak"}),
        ("fasbab", "fasilitas_bab", {"1": "sendiri", "2": "bersama", "3": "mck", "4": "tidak_ada"}),
        ("kloset", "jenis_kloset", {"1": "leher_angsa", "2": "plengsengan", "4": None}),
        ("buang_tinja", "pembuangan_tinja", {"2": "ipal", "3": "lubang_tanah", "4": "perairan"}),
        # The trap: one item is coded 1/2, its neighbour 3/4; 0 is blank.
        ("ada_tabung_gas", "punya_tabung_gas", {"1": True, "2": False, "0": None}),
        ("ada_lemari_es", "punya_lemari_es", {"3": True, "4": False, "0": None}),
        ("ada_perahu_motor", "punya_kapal_motor", {"3": True, "4": False}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_bdt_numbering(muat, tmp_path, column, field, printed):
    rows = families(layouts.BDT_HOUSEHOLD, column, list(printed))
    reports, query = muat(write_csv(tmp_path / "ruta.csv", layouts.BDT_HOUSEHOLD, *rows))
    assert [row[0] for row in family_answers(query, field)] == list(printed.values())
    assert reports["bdt_rumah_tangga"].catatan == {}


def test_bdt_household_and_its_members(muat, tmp_path):
    """The region code stands in four columns, written as numbers without their zeros."""
    reports, query = muat(
        write_csv(tmp_path / "ruta.csv", layouts.BDT_HOUSEHOLD, {"Jumlah_Keluarga": "2"}),
        write_csv(tmp_path / "art.csv", layouts.BDT_MEMBER, {}, {
            "IDARTBDT": "A-2", "NIK": nik(2, woman=False), "Nama": "JOKO", "JnsKel": "1",
            "Hub_KRT": "2"}),
    )  # fmt: skip
    assert reports["bdt_rumah_tangga"].catatan == {"beberapa_keluarga": 1}
    assert query("select kode_kelurahan, jumlah_anggota, di_bdt, jumlah_hamil from keluarga") == [
        ("35.73.03.1011", 2, True, 0)
    ]
    assert query("select persentil from sumber_keluarga") == [(12.0,)]


# --- Recognition


@pytest.mark.parametrize(
    "template, profile",
    [
        (layouts.P3KE_REGENCY, "p3ke_keluarga"),
        (layouts.P3KE_CANDIDATE, "p3ke_calon_penerima"),
        (layouts.SLRT, "siks_slrt"),
        (layouts.DTSEN_RANKS, "dtsen_siks_keluarga"),
        (layouts.DTSEN_RANKS_MEMBER, "dtsen_siks_anggota"),
        (layouts.BDT_HOUSEHOLD, "bdt_rumah_tangga"),
        (layouts.BDT_MEMBER, "bdt_anggota"),
        (DTKS, "siks_dtks"),
        (DTSEN_PERSON, "dtsen_anggota"),
        (P3KE_PERSON, "p3ke_individu"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(
    "encoding, delimiter", [("utf-16", "\t"), ("utf-16-be", ";"), ("cp1252", "|")]
)
def test_recognised_by_content_whatever_the_name(tmp_path, template, profile, encoding, delimiter):
    path = write_csv(tmp_path / "x.dat", template, {}, delimiter=delimiter, encoding=encoding)
    (raw,) = readers.read(path, profiles.load_all())
    assert raw.profile.id == profile


@settings(deadline=None, max_examples=30)
@given(
    st.randoms(use_true_random=False), st.integers(0, 29), st.sampled_from([str.upper, str.title])
)
def test_order_of_columns_letterhead_and_case_do_not_matter(tmp_path_factory, random, above, case):
    names = list(layouts.DTSEN_RANKS)
    random.shuffle(names)
    path = tmp_path_factory.mktemp("b") / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["KOP SURAT", ""]] * above)
        writer.writerow([case(name.replace("_", " ")) for name in names])
        writer.writerow([layouts.DTSEN_RANKS[name] for name in names])
    (raw,) = readers.read(path, profiles.load_all())
    assert raw.profile.id == "dtsen_siks_keluarga"
    assert set(raw.columns) == set(names)


@pytest.mark.parametrize("write, name", [(write_ods, "x.ods"), (write_xls, "x.xls")])
def test_old_and_open_workbooks(muat, tmp_path, write, name):
    rows = layouts.table(
        layouts.DTSEN_RANKS, {}, {"no_kk": kk(2), "nik": nik(2), "rt": "Ё"}, above=4
    )
    reports, query = muat(write(tmp_path / name, rows))
    assert reports["dtsen_siks_keluarga"].baris_diterima == 2
    assert query("select no_kk from identitas.identitas_keluarga order by 1") == [
        (kk(1),),
        (kk(2),),
    ]


def test_parquet(muat, tmp_path):
    path = tmp_path / "tanpa_akhiran"
    pd.DataFrame([layouts.BDT_HOUSEHOLD]).astype("str").to_parquet(path)
    reports, _ = muat(path)
    assert reports["bdt_rumah_tangga"].baris_diterima == 1


def test_two_equal_profiles_are_one_sentence(tmp_path):
    known = profiles.load_all()
    twin = next(p for p in known if p.id == "siks_slrt").model_copy(update={"nama": "Kembaran"})
    path = write_csv(tmp_path / "x.csv", layouts.SLRT, {})
    with pytest.raises(InputError, match="cocok sama baiknya dengan .* dan Kembaran") as caught:
        readers.read(path, [*known, twin])
    assert "\n" not in str(caught.value)


# --- Everything together


def test_a_folder_of_every_layout_balances_and_builds_one_register(muat, tmp_path):
    """One family in every source: one family of the register, seen by six of them."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    layouts.write_regsosek(folder / "a.xlsx", [{"no kartu keluarga": layouts.KK_1}])
    sheets = {
        "ruta": layouts.table(layouts.BDT_HOUSEHOLD, {}),
        "art": layouts.table(layouts.BDT_MEMBER, {}, above=3),
    }
    layouts.write_sheets(folder / "b.xlsx", sheets)
    for number, (template, encoding) in enumerate(
        [
            (layouts.P3KE_REGENCY, "utf-16"), (layouts.P3KE_CANDIDATE, "utf-8"),
            (P3KE_PERSON, "utf-8"), (layouts.SLRT, "cp1252"), (DTKS, "utf-8-sig"),
            (layouts.DTSEN_RANKS, "utf-8"), (layouts.DTSEN_RANKS_MEMBER, "utf-16"),
            (DTSEN_FAMILY, "utf-8"), (DTSEN_PERSON, "utf-8"),
        ]
    ):  # fmt: skip
        write_csv(folder / f"{number}.csv", template, {}, encoding=encoding)
    reports, query = muat(folder)
    assert len(reports) == 16
    assert sum(r.baris_ditolak for r in reports.values()) == 0
    assert query("select di_dtsen, di_dtks, di_p3ke, di_pdktsam, di_regsosek, di_bdt, "
                 "jumlah_anggota, desil_nasional, peringkat_kota from keluarga") == [
        (True, True, True, False, True, True, 1, 2, 4321)
    ]  # fmt: skip
    assert query("select sumber from sumber_keluarga order by sumber") == [
        ("bdt",), ("dtks",), ("dtsen",), ("p3ke",), ("regsosek",),
    ]  # fmt: skip
