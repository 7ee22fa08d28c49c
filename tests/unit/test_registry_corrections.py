"""Known errors of a source: refused or read otherwise on loading, counted, and outlived."""

import tomllib

import duckdb
import pytest

from pedekate import cli, config, pipeline
from pedekate.errors import ConfigError
from pedekate.registry import corrections, profiles
from tests import layout_files as layouts
from tests.registry_files import DTSEN_FAMILY, kk, write_csv

WRONG_FLOOR = """
id = "lantai_tertukar"
alasan = "Pemasok menulis 99 untuk lantai tanah."
sumber = "surat contoh"
status = "dilaporkan"
harapan = 2

[[sel]]
profil = ["dtsen_keluarga"]
kolom = "jenis_lantai_terluas"
bila = ["99"]
menjadi = "08"
"""


@pytest.fixture
def known(tmp_path, monkeypatch):
    """Load with the corrections of a folder of our own."""

    def write(text: str):
        folder = tmp_path / "koreksi"
        folder.mkdir(exist_ok=True)
        (folder / "lantai_tertukar.toml").write_text(text, encoding="utf-8")
        found = corrections.load(folder)
        monkeypatch.setattr(corrections, "load", lambda: found)
        return found

    return write


def test_the_corrections_of_the_project_name_columns_that_exist():
    columns = {p.id: p.kolom for p in profiles.load_all()}
    for correction in corrections.load():
        assert correction.sumber and correction.alasan.endswith(".")
        for cell in correction.sel:
            assert all(cell.kolom in columns[profile] for profile in cell.profil)


def test_a_wrong_cell_is_read_otherwise_and_counted(tmp_path, known):
    known(WRONG_FLOOR)
    rows = [{"nomor_kartu_keluarga": kk(i), "jenis_lantai_terluas": code}
            for i, code in enumerate(("99", " 99", "06"), start=1)]  # fmt: skip
    path = write_csv(tmp_path / "a.csv", DTSEN_FAMILY, *rows)
    report = pipeline.build([path], gudang=tmp_path / "g", sintetis=True)
    assert report.berkas[0].catatan == {"koreksi_lantai_tertukar": 2}
    assert report.berkas[0].koreksi_usang == ()
    con = duckdb.connect(str(tmp_path / "g" / "analitik.duckdb"), read_only=True)
    floors = "select jenis_lantai, count(*) from keluarga group by 1 order by 2"
    assert con.execute(floors).fetchall() == [("semen", 1), ("tanah", 2)]
    assert con.execute("select pesan, keparahan, jumlah from penolakan").fetchall() == [
        ("Pemasok menulis 99 untuk lantai tanah.", "catatan", 2)
    ]


def test_a_fixed_source_outlives_its_correction(tmp_path, known, capsys):
    known(WRONG_FLOOR)
    path = write_csv(tmp_path / "a.csv", DTSEN_FAMILY, {"jenis_lantai_terluas": "99"}, {
        "nomor_kartu_keluarga": kk(2)})  # fmt: skip
    assert cli.main(["muat", str(path), "--gudang", str(tmp_path / "g"), "--sintetis"]) == 0
    said = capsys.readouterr().err
    assert "Koreksi lantai_tertukar tidak menemukan kesalahannya di a.csv" in said
    assert "hapus data/koreksi/lantai_tertukar.toml" in said


def test_the_sample_row_of_the_regsosek_template_is_no_family(tmp_path):
    """The template holds its sample number as a number: Excel has already lost its last digit."""
    sample = {"no kartu keluarga": 1234567890123450, "anggota": [{"403 NIK": 1234567890123450}]}
    book = layouts.write_regsosek(tmp_path / "r.xlsx", [sample, {"no kartu keluarga": kk(1)}])
    report = pipeline.build([book], gudang=tmp_path / "g", sintetis=True)
    assert [f.alasan for f in report.berkas] == [{"koreksi_contoh_templat_regsosek": 1}] * 5
    assert all(f.baris_masuk == 2 and f.baris_diterima == 1 for f in report.berkas)
    assert report.keluarga == 1
    con = duckdb.connect(str(tmp_path / "g" / "analitik.duckdb"), read_only=True)
    assert con.execute("select distinct keparahan from penolakan").fetchall() == [("tolak",)]


@pytest.mark.parametrize(
    "old, new",
    [("harapan = 2", "harapan = 0"), ('status = "dilaporkan"', 'status = "?"'), ("99", "")],
    ids=["expects nothing", "unknown status", "one of several"],
)
def test_a_broken_correction_names_its_file(known, old, new):
    text = WRONG_FLOOR.replace(old, new)
    if not new:
        text += '\n[[sel]]\nprofil = ["dtsen_keluarga"]\nkolom = "alamat"\nbila = ["x"]\n'
    with pytest.raises(ConfigError, match=r"Berkas lantai_tertukar\.toml"):
        known(text)


def test_each_file_is_named_after_its_correction():
    for path in (config.DATA / "koreksi").glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["id"] == path.stem
