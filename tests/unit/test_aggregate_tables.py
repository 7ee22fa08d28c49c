"""Aggregate tables through `muat`: both shapes, balanced counts, every reason to refuse."""

import duckdb
import pytest

from pedekate import pipeline
from pedekate.errors import InputError
from pedekate.indicators.external import book
from pedekate.registry import aggregates, rules
from pedekate.registry.aggregates.profile import KIND
from pedekate.store.connection import ANALITIK, gudang_status
from tests.aggregate_files import LONG, kelurahan, write, write_bps, write_folder, write_wide
from tests.registry_files import DTSEN_FAMILY, DTSEN_PERSON, write_csv

WIDE = ("Kelurahan", "Tahun", "Jumlah KK", "Jumlah KK Miskin", "Persentase Keluarga Miskin")


def load(folder, *paths):
    """Build from the paths; returns the report and the stored figures."""
    report = pipeline.build(list(paths), gudang=folder / "g", sintetis=True)
    with duckdb.connect(str(folder / "g" / ANALITIK), read_only=True) as con:
        rows = con.sql(
            "select indikator, tingkat, kode, periode, nilai, pembilang, penyebut, satuan, sumber, "
            "lencana from agregat_luar order by indikator, kode, periode"
        ).fetchall()
    for file in report.berkas:
        assert file.baris_masuk == file.baris_diterima + file.baris_ditolak
        assert file.baris_ditolak == sum(file.alasan.values())
    return report, rows


def long_table(tmp_path, *rows, header=LONG):
    return load(tmp_path, write(tmp_path / "a.csv", header, rows))


def row(kode="3573040011", indikator="Tingkat kemiskinan", tahun=2025, nilai="3.9",
        pembilang=None, penyebut=None, satuan="persen", sumber="Bappeda", nama=None):  # fmt: skip
    return (kode, nama, indikator, tahun, nilai, pembilang, penyebut, satuan, sumber)


def test_a_long_row_becomes_one_figure_in_its_stated_unit(tmp_path):
    report, rows = long_table(
        tmp_path,
        row(),
        row(kode="35.73.01.1002", nilai="0.045", satuan="bagian"),
        row(kode="35.73", nilai=None, pembilang=34000, penyebut=850000, sumber="BPS"),
        row(indikator="jumlah penduduk miskin", tahun=2024, nilai="1.234", satuan="jiwa"),
        row(kode="3573040", indikator="IPM", nilai="82.5", satuan="indeks"),
    )
    # "1.234" beside "3.9" and "0.045" would be 1.234 persons: refused, not rescaled.
    assert report.berkas[0].alasan == {"jumlah_bukan_bilangan_bulat": 1}
    assert rows == [
        ("ipm", "kecamatan", "35.73.01", "2025", 82.5, None, None, "indeks", "Bappeda",
         "terdaftar"),
        ("penduduk_miskin", "kota", "35.73", "2025", 0.04, 34000, 850000, "persen", "BPS",
         "resmi"),
        ("penduduk_miskin", "kelurahan", "35.73.01.1001", "2025", 0.039, None, None, "persen",
         "Bappeda", "terdaftar"),
        ("penduduk_miskin", "kelurahan", "35.73.01.1002", "2025", 0.045, None, None, "persen",
         "Bappeda", "terdaftar"),
    ]  # fmt: skip


def test_a_wide_row_becomes_one_figure_per_measure(tmp_path):
    path = write(
        tmp_path / "t.csv", WIDE,
        [("Arjosari", 2025, "1.200", 60, "5"), ("Kel. Balearjosari", 2025, 800, None, "2,5")],
        delimiter=";",
    )  # fmt: skip
    report, rows = load(tmp_path, path)
    assert report.berkas[0].profil == "agregat_bappeda"
    assert report.berkas[0].catatan == {}
    assert [r[:7] for r in rows] == [
        ("keluarga", "kelurahan", "35.73.01.1001", "2025", None, 800, None),
        ("keluarga", "kelurahan", "35.73.01.1002", "2025", None, 1200, None),
        ("keluarga_miskin", "kelurahan", "35.73.01.1001", "2025", 0.025, None, 800),
        ("keluarga_miskin", "kelurahan", "35.73.01.1002", "2025", 0.05, 60, 1200),
    ]


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"kode": "3507010001"}, "di_luar_wilayah"),
        ({"kode": None, "nama": "Kepanjen"}, "di_luar_wilayah"),
        ({"kode": None, "nama": "Sukun"}, "wilayah_mendua"),
        ({"nama": "Arjosari"}, "kode_dan_nama_wilayah_bertentangan"),
        ({"indikator": "Indeks kebahagiaan"}, "indikator_tidak_dikenal"),
        ({"tahun": None}, "tanggal_angka_kosong"),
        ({"tahun": "semester 1"}, "tanggal_angka_kosong"),
        ({"nilai": "sekitar 4"}, "angka_tidak_terbaca"),
        ({"nilai": "-"}, "tanpa_angka"),
        ({"satuan": None}, "satuan_tidak_cocok"),
        ({"satuan": "ribu jiwa"}, "satuan_tidak_cocok"),
        ({"satuan": "keluarga"}, "satuan_tidak_cocok"),
        ({"nilai": "3.9%", "satuan": "bagian"}, "satuan_tidak_cocok"),
        ({"nilai": "100.1"}, "nilai_di_luar_rentang"),
        ({"nilai": "39", "satuan": "bagian"}, "nilai_di_luar_rentang"),
        ({"nilai": "-1"}, "nilai_di_luar_rentang"),
        ({"indikator": "IPM", "satuan": "indeks", "nilai": "120"}, "nilai_di_luar_rentang"),
        ({"nilai": None, "pembilang": 12, "penyebut": 10}, "pembilang_melebihi_penyebut"),
        ({"pembilang": 50, "penyebut": 100}, "nilai_beda_dari_pembilang_penyebut"),
    ],
)
def test_every_reason_to_refuse(tmp_path, changes, reason):
    good = row(kode="35.73.02.1001")
    report, rows = long_table(tmp_path, good, row(**changes))
    assert report.berkas[0].alasan == {reason: 1}
    assert [r[2] for r in rows] == ["35.73.02.1001"]


def test_exactly_one_hundred_percent_and_a_rounded_value_are_fine(tmp_path):
    report, _ = long_table(
        tmp_path, row(nilai="100"), row(kode="3573040010", nilai="33.3", pembilang=1, penyebut=3)
    )
    assert report.berkas[0].baris_ditolak == 0


def test_equal_repeats_keep_the_first_and_contradictions_keep_none(tmp_path):
    report, rows = long_table(
        tmp_path,
        row(), row(),
        row(kode="3573040010"), row(kode="35.73.01.1002"),
        row(kode="35.73.02.1001", nilai="5.1"), row(kode="35.73.02.1001", nilai="6.2"),
    )  # fmt: skip
    assert report.berkas[0].alasan == {"angka_ganda": 3, "ulangan_persis": 1}
    assert [r[2] for r in rows] == ["35.73.01.1001", "35.73.01.1002"]


def test_a_figure_another_file_already_gave_is_refused(tmp_path):
    first = write(tmp_path / "a.csv", LONG, [row()])
    second = write(tmp_path / "b.csv", LONG, [row(nilai="4.4"), row(kode="3573040010")])
    report, rows = load(tmp_path, first, second)
    assert report.berkas[1].alasan == {"angka_ganda": 1}
    assert [r[4] for r in rows] == [0.039, 0.039]


def test_a_wide_row_keeps_its_good_figures(tmp_path):
    path = write(
        tmp_path / "t.csv", WIDE,
        [("Arjosari", 2025, 100, 120, None), ("Balearjosari", 2025, 100, 5, 5),
         ("Kasin", 2025, None, None, 104)],
    )  # fmt: skip
    report, rows = load(tmp_path, path)
    assert report.berkas[0].alasan == {"nilai_di_luar_rentang": 1}
    assert report.berkas[0].catatan == {"sebagian_tidak_cocok": 1}
    assert [(r[0], r[2]) for r in rows] == [
        ("keluarga", "35.73.01.1001"), ("keluarga", "35.73.01.1002"),
        ("keluarga_miskin", "35.73.01.1001"),
    ]  # fmt: skip


def test_headings_totals_and_notes_are_no_rows(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "PEMERINTAH KOTA MALANG,,,,\nTabel 1,,,,\n" + ",".join(WIDE) + "\n"
        "Kecamatan Blimbing,,,,\nArjosari,2025,100,5,\nBalearjosari,2025,100,5,\n"
        "Jumlah,2025,200,10,\nKota Malang,2025,9000,450,\n,,,,\n"
        "Sumber: Bappeda Kota Malang,,,,\n",
        encoding="utf-8",
    )
    report, rows = load(tmp_path, path)
    assert report.berkas[0].baris_masuk == 3 and report.berkas[0].baris_ditolak == 0
    assert [r[1] for r in rows if r[0] == "keluarga"] == ["kota", "kelurahan", "kelurahan"]


def test_percents_that_look_like_shares_are_flagged_not_rescaled(tmp_path):
    rows = [row(kode=r["kode_bps"], nilai="0.04") for r in kelurahan()[:6]]
    report, stored = long_table(tmp_path, *rows)
    assert report.berkas[0].catatan == {"persen_tampak_bagian": 6}
    assert {r[4] for r in stored} == {0.0004}


def test_a_date_beside_the_file_serves_a_table_without_one(tmp_path):
    header = tuple(name for name in LONG if name != "tahun")
    path = write(tmp_path / "a.csv", header, [row()[:3] + row()[4:]])
    (tmp_path / "berkas.toml").write_text('["a.csv"]\ntanggal_data = 2025-06-30\n', "utf-8")
    _, rows = load(tmp_path, path)
    assert rows[0][3] == "2025-06-30"


def test_a_workbook_reads_the_same(tmp_path):
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Tabel")
        sheet.write_row(0, 0, ["Tabel indikator"])
        sheet.write_row(2, 0, WIDE)
        sheet.write_row(3, 0, ["Arjosari", 2025, 1200, 60, 5.0])
        sheet.write_row(4, 0, ["Balearjosari", 2025, 1000, 12, 1.234])
    report, rows = load(tmp_path, path)
    assert report.berkas[0].alasan == {}
    assert [r[4] for r in rows if r[0] == "keluarga_miskin"] == [0.01234, 0.05]


def test_bps_tables_are_official_and_stay_at_their_level(tmp_path):
    report, rows = load(tmp_path, write_bps(tmp_path / "bps.csv"))
    assert report.berkas[0].profil == "agregat_bps"
    assert {(r[1], r[9]) for r in rows} == {("kecamatan", "resmi")}


def test_a_table_marked_synthetic_needs_the_switch(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("DATA SINTETIS\n" + ",".join(WIDE) + "\nArjosari,2025,100,5,\n", "utf-8")
    with pytest.raises(InputError, match="--sintetis"):
        pipeline.build([path], gudang=tmp_path / "g", sintetis=False)


def test_tables_alone_make_a_gudang_that_says_so(tmp_path):
    report, rows = load(tmp_path, write_folder(tmp_path / "masuk"))
    status = gudang_status(tmp_path / "g")
    assert status["mode"] == "agregat" and status["periode_agregat"] == "2025"
    assert "tanggal_registri" not in status
    assert (report.keluarga, report.individu) == (0, 0)
    assert report.angka_luar == len(rows) == 57 * 3 + 58 + 10


def test_beside_families_the_register_keeps_its_own_date_and_counts(tmp_path):
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "k.csv", DTSEN_FAMILY, {})
    write_csv(folder / "o.csv", DTSEN_PERSON, {})
    alone = pipeline.build([folder], gudang=tmp_path / "a", sintetis=True)
    write_wide(folder / "tabel.csv")
    both = pipeline.build([folder], gudang=tmp_path / "b", sintetis=True)
    assert both.keluarga == alone.keluarga and both.sidik_jari != alone.sidik_jari
    old, new = gudang_status(tmp_path / "a"), gudang_status(tmp_path / "b")
    assert new["mode"] == old["mode"] == "registri"
    assert new.get("tanggal_registri") == old.get("tanggal_registri")


def test_profiles_name_known_indicators_and_rules_speak_of_known_columns():
    known = {i.id for i in book().indikator}
    for profile in aggregates.load_all():
        assert {m.indikator for m in profile.ukuran} <= known, profile.id
    assert {r.id for r in rules.load() if r.berlaku == (KIND,)} >= {"angka_ganda", "tanpa_angka"}
