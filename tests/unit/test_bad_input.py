"""The command line on bad input: known exit codes, one sentence each, nothing half-written."""

import contextlib
import datetime as dt
import io
import json
import os

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pedekate import cli, pipeline
from pedekate.commands import muat, output
from pedekate.errors import InputError, printable
from pedekate.registry import inputs
from pedekate.reports import xlsx
from pedekate.store.connection import open_reader
from tests.fuzz import broken_files as broken
from tests.registry_files import DTKS, DTSEN_FAMILY, P3KE_PERSON, VERDICT, kk, nik, write_csv

NAME = "SITI AMINAH"


@pytest.fixture
def junk_folder(tmp_path):
    """One good file among everything nobody should send."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "baik.csv", DTSEN_FAMILY, {})
    write_csv(folder / "kepala.csv", DTKS)
    (folder / "hanya_jumlah.csv").write_text(f"{','.join(DTKS)}\nJUMLAH,,,,5\n", encoding="utf-8")
    (folder / "acak.xlsx").write_bytes(bytes(range(256)) * 40)
    (folder / "putus.xlsx").write_bytes(b"PK\x03\x04 dan seterusnya")
    (folder / "baris\nbaru\x1b[31m.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / os.fsdecode(b"nama\xff.csv")).write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "pintasan.csv").symlink_to(folder / "tiada.csv")
    os.mkfifo(folder / "pipa.csv")
    broken.corner_bomb(folder / "bom.xlsx")
    broken.archive(folder / "arsip.xlsx", {"a.csv": b"1"})
    return folder


def test_junk_beside_a_good_file(junk_folder, tmp_path, capsys):
    gudang = tmp_path / "gudang"
    command = ["muat", str(junk_folder), "--gudang", str(gudang), "--sintetis", "--json"]
    assert cli.main(command) == muat.PARTLY
    out, err = capsys.readouterr()
    assert [file["nama"] for file in json.loads(out)["berkas"]] == ["baik.csv"]
    sentences = err.splitlines()
    assert len(sentences) == len(list(junk_folder.iterdir())) - 1
    assert all(line.isprintable() and line.endswith(".") for line in sentences)
    assert "Traceback" not in err and NAME not in err and DTKS["NIK"] not in err
    assert sorted(p.name for p in gudang.glob("*.d*")) == ["analitik.duckdb", "identitas.duckdb"]


def test_names_that_look_alike_once_printable_stay_apart(tmp_path):
    for name in ("a\n.csv", "a\t.csv", "a .csv"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    names = [file.name for file in inputs.collect([tmp_path])]
    assert len(set(names)) == 3 and all(name.isprintable() for name in names)


def test_a_folder_that_cannot_be_opened_is_not_left_out_in_silence(tmp_path, monkeypatch):
    (tmp_path / "baik.csv").write_text("x\n", encoding="utf-8")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("tertutup"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    (tmp_path / "tertutup").mkdir()
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(InputError, match="tertutup tidak dapat dibuka"):
        inputs.collect([tmp_path])


def test_a_linked_folder_is_refused_by_name(tmp_path):
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "tautan").symlink_to(tmp_path)
    assert [f.name for f in inputs.collect([tmp_path / "masuk"])] == ["tautan"]


def test_a_fault_of_the_program_is_one_sentence_with_a_log(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PEDEKATE_LOG", str(tmp_path / "log"))

    def fails(*args, **kwargs):
        raise ValueError(f"sel {NAME} {nik(1)}")

    monkeypatch.setattr("pedekate.pipeline.build", fails)
    command = ["muat", str(tmp_path), "--gudang", str(tmp_path / "g")]
    assert cli.main(command) == cli.INTERNAL == 1
    out, err = capsys.readouterr()
    (log,) = (tmp_path / "log").iterdir()
    assert out == "" and err.count("\n") == 1 and str(log) in err
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text and "fails" in text
    assert NAME not in err + text and nik(1) not in err + text

    monkeypatch.setenv("PEDEKATE_GALAT", "1")
    with pytest.raises(ValueError, match=NAME):
        cli.main(command)


def test_help_and_usage_are_indonesian(capsys):
    for name in ([], *([command] for command in cli.COMMANDS)):
        with pytest.raises(SystemExit):
            cli.main([*name, "--help"])
    text = capsys.readouterr().out
    for english in ("usage", "options", "positional", "show", "exit", "help message"):
        assert f"{english} " not in text and f"{english}:" not in text


@pytest.mark.parametrize(
    "argv, says",
    [
        (["muat"], "yang belum diberikan: MASUKAN"),
        (["indikator", "--per", "rt"], "nilai 'rt' tidak dikenal"),
        (["indikator", "--per", "kota", "--json", "--csv"], "tidak dapat bersama --json"),
        (["simulasi", "--survei", "a.csv", "--anggaran", "banyak"], "tidak dapat dipakai"),
        (["simulasi"], "perlu salah satu dari --program --survei"),
        (["contoh", "--benih"], "perlu satu nilai"),
    ],
)
def test_argument_errors_are_indonesian(argv, says, capsys):
    assert cli.main(argv) == 2
    err = capsys.readouterr().err
    assert says in err and "argument" not in err


@pytest.mark.parametrize(
    "cell, written",
    [
        ("=1+1", "'=1+1"), ("+62", "'+62"), ("-1", "'-1"), ("@A1", "'@A1"), (" =1", "' =1"),
        ("\t=1", "'\t=1"), ("Arjowinangun", "Arjowinangun"), (-1.5, -1.5), (None, None), ("", ""),
    ],
)  # fmt: skip
def test_csv_cells_are_inert(cell, written):
    assert output.inert(cell) == written


def test_workbook_cells_are_inert_and_never_left_out():
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    texts = ['=HYPERLINK("http://x")', "@SUM(A1)", "http://x", "x" * 40_000, "rusak\ud800", "\x01"]
    sheet = xlsx.Sheet(
        name="A", table=pd.DataFrame({"a": pd.Series(texts, dtype=object)}),
        fields=[xlsx.Field("a", "A")],
    )  # fmt: skip
    content = xlsx.workbook([sheet], {}, title="=judul", synthetic=False)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("A").to_python()
    column = [row[0] for row in rows]
    assert column[0] == "=judul" and column[3:6] == texts[:3]
    assert column[6].endswith("(dipotong)") and len(column[6]) == xlsx.LONGEST_TEXT
    assert len(column) == 9
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_sentences_are_one_printable_line():
    assert str(InputError("a\nb\u202ec\x1b[0m\ud800")) == "a b�c�[0m�"
    assert printable("desil 1\u2060–\u20602") == "desil 1\u2060–\u20602"


@pytest.mark.parametrize("text", ['"2026-10-31"', "2026", "2026-10-31T00:00:00", "[]"])
def test_a_date_beside_the_files_that_is_no_date_is_not_ignored(tmp_path, text):
    (tmp_path / "a.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "berkas.toml").write_text(f'["a.csv"]\ntanggal_data = {text}\n', encoding="utf-8")
    with pytest.raises(InputError, match="a.csv bukan tanggal"):
        inputs.collect([tmp_path])


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[a]\nb = 1 2\n", b"= 3"])
def test_a_broken_list_of_dates_is_one_sentence(tmp_path, content):
    (tmp_path / "a.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "berkas.toml").write_bytes(content)
    with pytest.raises(InputError, match="tidak dapat dibaca"):
        inputs.collect([tmp_path])


@settings(max_examples=150, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(content=st.one_of(st.binary(max_size=200), st.text("y;,.1-eN\n\"", max_size=80).map(
    lambda text: ("y,w\n" + text).encode())))  # fmt: skip
def test_a_survey_of_any_content_is_measured_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("survei") / "s.csv"
    path.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["ukur", "--survei", str(path), "--kolom-konsumsi", "y", "--garis", "2"])
    assert code in (0, 2)
    if code == 2:
        assert out.getvalue() == "" and err.getvalue().count("\n") == 1


@settings(max_examples=100, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(content=st.one_of(st.binary(max_size=100), st.text(max_size=60).map(str.encode)))
def test_an_indicator_set_of_any_content_is_refused(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("mpi")
    (folder / "s.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "set.toml").write_bytes(content)
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        command = ["mpi", "--survei", str(folder / "s.csv"), "--set", str(folder / "set.toml")]
        assert cli.main(command) == 2
    assert err.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    "cell, birth, flag",
    [
        ("1/2/1980 0:00:00", dt.date(1980, 2, 1), None),
        ("0000-00-00", None, "tanggal_tidak_terbaca"),
        ("31/02/1980", None, "tanggal_tidak_terbaca"),
        ("9999-12-31", None, "tanggal_tidak_terbaca"),
        ("29221", dt.date(1980, 1, 1), None),
        ("99999", None, "tanggal_tidak_terbaca"),
        ("-29221", None, "tanggal_tidak_terbaca"),
        ("99999999999999999999", None, "tanggal_tidak_terbaca"),
        ("1e400", None, "tanggal_tidak_terbaca"),
        ("=TODAY()", None, "tanggal_tidak_terbaca"),
    ],
)
def test_impossible_birth_dates_are_unknown_and_flagged(tmp_path, cell, birth, flag):
    file = write_csv(tmp_path / "p3ke.csv", P3KE_PERSON, {"Tanggal Lahir": cell, "NIK": ""})
    (report,) = pipeline.build([file], gudang=tmp_path / "g", sintetis=True).berkas
    assert (report.baris_masuk, report.baris_diterima) == (1, 1)
    assert (flag in report.catatan) == (flag is not None)
    with open_reader(tmp_path / "g" / "identitas.duckdb") as reader:
        found = reader.query("select tanggal_lahir from identitas_individu")["tanggal_lahir"]
    assert (None if found.isna().all() else found[0].date()) == birth


@pytest.mark.parametrize(
    "cell", ["1e400", "-1e400", "nan", "inf", "1,5e3", "3.57E+15", "=1+1", "٣٦"]
)
def test_impossible_numbers_are_unknown_and_flagged(tmp_path, cell):
    file = write_csv(tmp_path / "dtsen.csv", DTSEN_FAMILY, {"luas_lantai": cell})
    (report,) = pipeline.build([file], gudang=tmp_path / "g", sintetis=True).berkas
    assert report.baris_diterima == 1 and report.catatan["angka_tidak_masuk_akal"] == 1


def test_a_verdict_of_the_year_9999_neither_counts_nor_dates_the_register(tmp_path):
    rows = [{}, {"tanggal_verifikasi": "9999-01-01", "nik_kepala": nik(2), "no_kk": kk(2)}]
    file = write_csv(tmp_path / "putusan.csv", VERDICT, *rows)
    (report,) = pipeline.build([file], gudang=tmp_path / "g", sintetis=True).berkas
    assert report.tanggal_data == dt.date(2026, 5, 1)
    assert report.alasan == {"hasil_tidak_terbaca": 1}
