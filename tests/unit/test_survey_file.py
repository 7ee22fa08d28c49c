"""`ukur` and `mpi` on files as people send them: read right, or refused with one sentence."""

import json

import pytest
from pytest import approx

from pedekate import cli
from pedekate.errors import InputError
from pedekate.indicators import survey


@pytest.fixture
def write(tmp_path):
    def write(content, name="survei.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "id,belanja,anggota\na,1500.5,2\nb,900,3\n",
        "id;belanja;anggota\na;1500,5;2\nb;900;3\n",
        "id;belanja;anggota\na;1.500,5;2\nb;900;3\n",
        "id\tbelanja\tanggota\r\na\t1500.5\t2\r\n\r\nb\t900\t3\r\n",
        '\ufeffid,belanja,anggota\na,"1500,5",2\nb,900,3',
        "id;belanja;anggota\ncafé;1500,5;2\nb;900;3\n".encode("latin-1"),
    ],
)
def test_one_table_in_many_dresses(write, content):
    columns = survey.read_columns(write(content), ["belanja", "anggota"])
    assert columns["belanja"].tolist() == [1500.5, 900]
    assert columns["anggota"].tolist() == [2, 3]


@pytest.mark.parametrize(
    "content, says",
    [
        ("", "kosong"),
        ("\n\n", "kosong"),
        ("belanja\n", "tidak punya baris data"),
        ("pengeluaran\n5\n", "'belanja' tidak ada"),
        ("belanja,belanja\n5,6\n", "lebih dari sekali"),
        ("belanja\nlima\n", "bukan angka"),
        ("belanja\ninf\n", "bukan angka"),
        ('belanja;x\n"1,234";1\n', "ribuan atau desimal"),
        ('belanja;x\n"1,5";1\n2.75;1\n', "ribuan atau desimal"),
        ("belanja,x\n5\n", "Baris data 1"),
        ("belanja,x\n5,6,7\n", "Baris data 1"),
        (b"PK\x03\x04rest", "bukan teks CSV"),
        (b"bel\0anja\n5\n", "bukan teks CSV"),
        ("belanja\n\n-\n", "bukan angka"),
    ],
)
def test_bad_files_are_refused_in_one_sentence(write, capsys, content, says):
    path = write(content)
    code = cli.main(
        ["ukur", "--survei", str(path), "--kolom-konsumsi", "belanja", "--garis", "10", "--json"]
    )
    printed = capsys.readouterr()
    assert code == 2 and printed.out == ""
    assert says in printed.err and printed.err.count("\n") == 1


def test_no_cell_of_a_bad_file_reaches_the_message(write):
    path = write("belanja\n9935730101900001\nSiti Aminah\n")
    with pytest.raises(InputError) as error:
        survey.read_columns(path, ["belanja"])
    assert "Siti" not in str(error.value) and "99357" not in str(error.value)


def test_missing_file(capsys):
    assert cli.main(["ukur", "--survei", "x.csv", "--kolom-konsumsi", "b", "--garis", "1"]) == 2
    assert "tidak ada" in capsys.readouterr().err


def test_rows_that_cannot_be_counted_are_named(write):
    path = write("y,n,w\n100,2,1\n,2,1\n-5,2,1\n100,0,1\n100,2,\n")
    rows = survey.load(path, consumption="y", size="n", weight="w")
    assert rows.persons.tolist() == [2]
    assert rows.dropped == {
        "konsumsi kosong": 1,
        "konsumsi negatif": 1,
        "ukuran kosong atau tidak positif": 1,
        "bobot kosong": 1,
    }


def test_negative_weight_and_no_weight_at_all(write):
    with pytest.raises(InputError, match="negatif"):
        survey.load(write("y,w\n1,-1\n"), consumption="y", weight="w")
    with pytest.raises(InputError, match="tidak punya baris"):
        survey.load(write("y,w\n1,0\n"), consumption="y", weight="w")


def test_ukur_counts_people_by_weight_times_size(write, capsys):
    path = write("y,n,w\n100,4,2\n300,1,2\n500,2,5\n,1,1\n")
    argv = ["ukur", "--survei", str(path), "--kolom-konsumsi", "y", "--kolom-ukuran", "n"]
    assert cli.main([*argv, "--kolom-bobot", "w", "--garis", "400", "--json"]) == 0
    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert list(result) == [
        "n", "individu", "p0", "p1", "p2", "watts", "sst", "sen", "gini", "mld", "theil",
        "rata_rata",
    ]  # fmt: skip
    assert (result["n"], result["individu"]) == (3, 20)
    assert result["p0"] == approx(10 / 20)
    assert result["p1"] == approx((8 * 3 / 4 + 2 / 4) / 20)
    assert printed.err == "1 baris tidak dihitung, konsumsi kosong.\n"


@pytest.mark.parametrize("line", ["0", "-1", "nan", "abc"])
def test_ukur_refuses_a_line_that_is_none(write, capsys, line):
    path = write("y\n1\n")
    argv = ["ukur", "--survei", str(path), "--kolom-konsumsi", "y", f"--garis={line}"]
    assert cli.main(argv) == 2
    assert "garis" in capsys.readouterr().err


SET = """
id = "contoh"
nama = "Lima orang"
k = 0.5
[[indikator]]
kolom = "a"
bobot = 1
[[indikator]]
kolom = "b"
bobot = 1
[[indikator]]
kolom = "c"
bobot = 1
[[indikator]]
kolom = "d"
bobot = 1
"""
FIVE = "a,b,c,d,w\n1,0,1,0,1\n0,1,0,0,1\n0,1,1,1,1\n1,0,0,0,1\n1,0,1,0,1\n1,,0,0,1\n"


def test_mpi_on_five_people_and_one_unknown(write, capsys):
    argv = ["mpi", "--survei", str(write(FIVE)), "--set", str(write(SET, "set.toml")), "--json"]
    assert cli.main([*argv, "--kolom-bobot", "w"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["n"], result["dibuang"]) == (5, 1)
    assert [result["h"], result["a"], result["m0"]] == approx([0.6, 7 / 12, 0.35])
    assert result["sensor"] == approx({"a": 0.4, "b": 0.2, "c": 0.6, "d": 0.2})
    assert result["tanpa_sensor"] == approx({"a": 0.6, "b": 0.4, "c": 0.6, "d": 0.2})
    assert result["kontribusi"] == approx({"a": 2 / 7, "b": 1 / 7, "c": 3 / 7, "d": 1 / 7})


@pytest.mark.parametrize(
    "text, says",
    [
        ("id = ", "bukan TOML"),
        (SET.replace("k = 0.5", "k = 2"), "tidak sesuai pada: k"),
        (SET.replace("bobot = 1", "bobot = 0"), "indikator"),
        (SET.replace('kolom = "b"', 'kolom = "a"'), "lebih dari sekali"),
        (SET.replace('kolom = "b"', 'kolom = "z"'), "'z' tidak ada"),
        (SET.replace('kolom = "b"', 'kolom = "w"'), "0, 1, atau kosong"),
    ],
)
def test_mpi_refuses_a_bad_set(write, capsys, text, says):
    rows = FIVE.replace(",1\n", ",7\n")
    argv = ["mpi", "--survei", str(write(rows)), "--set", str(write(text, "set.toml")), "--json"]
    assert cli.main(argv) == 2
    printed = capsys.readouterr()
    assert says in printed.err and printed.err.count("\n") == 1 and printed.out == ""
