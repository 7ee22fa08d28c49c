"""Files as they come: recognised by content, refused in one sentence, nothing lost."""

import datetime as dt
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from pedekate import cli, pipeline
from pedekate.errors import InputError
from pedekate.registry import profiles, readers, workbooks
from tests.registry_files import DTKS, DTSEN_FAMILY, P3KE_FAMILY, kk, nik, write_csv


def load(path, tmp_path, *, synthetic=True):
    """Report of the only file after a run through the whole pipeline."""
    return pipeline.build([path], gudang=tmp_path / "gudang", sintetis=synthetic).berkas[0]


def write_sheets(path, *sheets):
    """A workbook; each sheet is a list of rows, text written as text and numbers as numbers."""
    with xlsxwriter.Workbook(str(path)) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    return path


def p3ke_rows(*rows):
    return [list(P3KE_FAMILY), *([{**P3KE_FAMILY, **row}[c] for c in P3KE_FAMILY] for row in rows)]


def test_every_profile_loads_and_every_code_is_a_category():
    import tomllib

    from pedekate import config

    groups = tomllib.loads((config.PROFIL / "kategori.toml").read_text(encoding="utf-8"))
    same = {
        "ijazah": "jenjang",
        "ijazah_kepala": "jenjang",
        "kedudukan_pekerjaan_kepala": "kedudukan_pekerjaan",
        "jenis_kelamin_kepala": "jenis_kelamin",
        "hasil": "hasil_verifikasi",
        **dict.fromkeys(("kondisi_lantai", "kondisi_dinding", "kondisi_atap"), "kondisi"),
    }
    lists = profiles.load_code_lists()
    checked = 0
    for profile in profiles.load_all():
        for name, field in profile.kode.items():
            for value in lists[field.daftar].values():
                if isinstance(value, str) and value:
                    assert value in groups[same.get(name, name)], (profile.id, name, value)
                    checked += 1
    assert checked > 200


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_delimiters_and_encodings_give_the_same_rows(tmp_path, delimiter, encoding):
    rows = [{"nama_anggota_keluarga": "ANDRÉ"}, {"nomor_kartu_keluarga": kk(2)}]
    path = write_csv(
        tmp_path / "keluarga.txt", DTSEN_FAMILY, *rows, delimiter=delimiter, encoding=encoding
    )
    report = load(path, tmp_path)
    assert (report.profil, report.baris_masuk, report.baris_diterima) == ("dtsen_keluarga", 2, 2)


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("kosong.csv", b"", "kosong"),
        ("hampa.csv", b"\n  \n", "kosong"),
        ("lain.csv", b"kota,nilai\nMalang,1\n", "tidak cocok dengan profil mana pun"),
        ("arsip.zip", b"PK\x03\x04rest of a half archive", "arsip ZIP"),
        ("arsip_putus.zip", b"no magic at all\n", "rusak"),
        ("buku.xlsx", b"PK\x03\x04rest of a half workbook", "rusak"),
        ("tabel.parquet", b"PAR1 cut off", "rusak"),
        ("gambar.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "bukan berkas tabel"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught:
        readers.read(path, profiles.load_all())
    assert name in str(caught.value) and "\n" not in str(caught.value)


def test_text_under_the_name_of_a_workbook_is_read(tmp_path):
    assert load(write_csv(tmp_path / "dtks.xls", DTKS, {}), tmp_path).baris_diterima == 1


def test_a_header_without_rows_does_not_replace_the_register(tmp_path):
    path = write_csv(tmp_path / "kepala.csv", DTSEN_FAMILY)
    with pytest.raises(InputError, match="tidak berisi baris data"):
        load(path, tmp_path)


def test_missing_columns_are_named(tmp_path):
    template = {k: v for k, v in DTSEN_FAMILY.items() if k != "nomor_kartu_keluarga"}
    path = write_csv(tmp_path / "kurang.csv", template, {})
    with pytest.raises(InputError, match="kolom nomor_kartu_keluarga tidak ada"):
        readers.read(path, profiles.load_all())


def test_half_a_real_workbook(tmp_path):
    path = write_sheets(tmp_path / "p3ke.xlsx", p3ke_rows({}))
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(InputError, match="rusak, terpotong"):
        readers.read(path, profiles.load_all())


def test_bad_files_do_not_stop_the_good_ones(tmp_path, capsys):
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "baik.csv", DTSEN_FAMILY, {})
    (folder / "asing.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code = cli.main(["muat", str(folder), "--gudang", str(tmp_path / "g"), "--sintetis", "--json"])
    out, err = capsys.readouterr()
    assert code == 3
    assert [f["nama"] for f in json.loads(out)["berkas"]] == ["baik.csv"]
    assert "asing.csv" in err


def test_only_bad_files_leave_the_old_databases(tmp_path, capsys):
    good = write_csv(tmp_path / "baik.csv", DTSEN_FAMILY, {})
    gudang = tmp_path / "g"
    assert cli.main(["muat", str(good), "--gudang", str(gudang), "--sintetis"]) == 0
    before = {p.name: p.read_bytes() for p in gudang.iterdir()}
    bad = tmp_path / "kosong.csv"
    bad.touch()
    assert cli.main(["muat", str(bad), "--gudang", str(gudang), "--sintetis"]) == 2
    assert {p.name: p.read_bytes() for p in gudang.iterdir()} == before
    assert capsys.readouterr().err == "Berkas kosong.csv kosong; minta ulang berkasnya.\n"


def test_letterhead_leftovers_and_repeated_header_are_no_data(tmp_path):
    lines = write_csv(tmp_path / "x.csv", DTSEN_FAMILY, {}).read_text(encoding="utf-8").splitlines()
    header, row = lines
    other = row.replace(kk(1), kk(2))
    commas = "," * (len(DTSEN_FAMILY) - 1)
    text = [
        f"PEMERINTAH KOTA MALANG{commas}",
        commas,
        header,
        ",".join(str(i + 1) for i in range(len(DTSEN_FAMILY))),
        row,
        commas,
        header,
        other,
        f"JUMLAH{commas[:-4]},2,,,",
        f"Mengetahui{commas}",
        f"Drs. Nama Kepala{commas}",
    ]
    path = tmp_path / "surat.csv"
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    report = load(path, tmp_path)
    assert (report.baris_masuk, report.baris_diterima, report.baris_ditolak) == (2, 2, 0)


def test_rows_with_the_wrong_number_of_fields_are_refused_and_take_no_other_along(tmp_path):
    path = write_csv(tmp_path / "rusak.csv", DTSEN_FAMILY, {}, {"nomor_kartu_keluarga": kk(2)})
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2:2] = [lines[1] + ",lebih", '"tanda kutip terbuka,' + lines[1], "putus,3"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = load(path, tmp_path)
    assert report.baris_masuk == 5
    assert report.alasan == {"jumlah_kolom_salah": 3}


def test_quoted_cells_may_hold_delimiters_and_line_ends(tmp_path):
    path = write_csv(
        tmp_path / "kutip.csv",
        DTSEN_FAMILY,
        {"alamat": 'JL. "MAWAR", NO. 1\nRT 1'},
        {"nomor_kartu_keluarga": kk(2)},
    )
    assert load(path, tmp_path).baris_diterima == 2
    # The patient reader, used when some other row is broken, agrees.
    with path.open("a", encoding="utf-8") as file:
        file.write("putus\n")
    report = load(path, tmp_path)
    assert (report.baris_diterima, report.baris_ditolak) == (2, 1)


def test_sheets_of_a_workbook_add_up(tmp_path):
    first = [["KOP SURAT"], [], *p3ke_rows({}, {"ID Keluarga P3KE": "7002", "NIK": nik(2)})]
    second = p3ke_rows({"ID Keluarga P3KE": "7003", "NIK": nik(3)})
    path = write_sheets(tmp_path / "p3ke.xlsx", [["sampul"]], first, second)
    report = load(path, tmp_path)
    assert report.baris_masuk == 3
    assert report.lembar_dilewati == ("Sheet1",)


def test_nik_typed_as_a_number_is_flagged_not_trusted(tmp_path):
    rows = p3ke_rows({}, {"ID Keluarga P3KE": "7002"})
    rows[2][list(P3KE_FAMILY).index("NIK")] = 3573014101800010
    report = load(write_sheets(tmp_path / "p3ke.xlsx", rows), tmp_path)
    assert report.baris_diterima == 2
    assert report.catatan["nik_tidak_sah"] == 1


@pytest.mark.parametrize(
    "cell, text",
    [
        ("0573", "0573"),
        ("  ", None),
        ("", None),
        (12.0, "12"),
        (1.5, "1.5"),
        (True, "ya"),
        (3573014101800010.0, "3.573014E+15"),
        (3573014101800001.0, "3573014101800001"),
        (9973014101800001.0, "9.973014E+15"),
        (dt.date(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2), "2020-01-02"),
    ],
)
def test_cell_text(cell, text):
    assert workbooks.cell_text(cell) == text


def test_parquet_is_read_as_text(tmp_path):
    table = pa.table({name: [value] for name, value in DTKS.items()})
    pq.write_table(table, tmp_path / "dtks.parquet")
    assert load(tmp_path / "dtks.parquet", tmp_path).baris_diterima == 1


def test_scientific_notation_in_a_csv_is_flagged(tmp_path):
    path = write_csv(tmp_path / "dtks.csv", DTKS, {"NIK": "3.57E+15"}, {"NIK": nik(5)})
    report = load(path, tmp_path)
    assert report.baris_diterima == 2
    assert report.catatan["nik_tidak_sah"] == 1


def test_excel_zeros_make_the_whole_column_unusable(tmp_path):
    rows = [{"NIK": f"99730141018{i:04d}0", "Nama": f"ORANG {i}"} for i in range(100, 130)]
    report = load(write_csv(tmp_path / "dtks.csv", DTKS, *rows), tmp_path)
    assert report.catatan["nik_tidak_sah"] == 30


def test_date_of_the_data_comes_from_the_operator_then_the_rows_then_the_profile(tmp_path):
    from tests.registry_files import VERDICT

    verdicts = write_csv(
        tmp_path / "putusan.csv", VERDICT, {}, {"tanggal_verifikasi": "2026-06-02"}
    )
    assert load(verdicts, tmp_path).tanggal_data == dt.date(2026, 6, 2)
    family = write_csv(tmp_path / "keluarga.csv", DTSEN_FAMILY, {})
    assert load(family, tmp_path).tanggal_data == dt.date(2026, 10, 31)
    (tmp_path / "berkas.toml").write_text(
        '["keluarga.csv"]\ntanggal_data = 2026-07-31\n', encoding="utf-8"
    )
    assert load(family, tmp_path).tanggal_data == dt.date(2026, 7, 31)
