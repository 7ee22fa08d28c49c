"""The command `contoh`: what it refuses, what it replaces, and bytes that repeat."""

import csv
import filecmp
import re
import tomllib
from pathlib import Path

import pyarrow.parquet
import pytest
from python_calamine import CalamineWorkbook

from pedekate import cli
from pedekate.config import LABEL_SINTETIS
from pedekate.sample import generate

AGENCY_FILES = {
    "dtsen_keluarga.csv", "dtsen_anggota.csv", "siks_dtks.csv", "p3ke_keluarga.xlsx",
    "p3ke_individu.csv", "pdktsam_verifikasi.csv", "penerima_pkh.csv", "penerima_bpnt.csv",
    "penerima_bpntd.csv", "susenas.csv",
}  # fmt: skip
OTHER_FILES = {
    "BACA_DAHULU.txt", "berkas.toml", "kebenaran/keluarga.parquet", "kebenaran/individu.parquet",
    "kebenaran/catatan.parquet",
}  # fmt: skip


LATER_FILES = {
    "dtsen_keluarga.csv", "dtsen_anggota.csv", "siks_dtks.csv", "penerima_pkh.csv",
    "penerima_bpnt.csv", "penerima_bpntd.csv",
}  # fmt: skip


def contoh(target: Path, *options: str, families: int = 400, seed: int = 2025) -> int:
    argv = ["contoh", str(target), "--keluarga", str(families), "--benih", str(seed)]
    return cli.main([*argv, *options])


def files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def small_city(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("contoh") / "kota"
    assert contoh(target) == 0
    return target


def rows_of(path: Path) -> list[list[str]]:
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_promised_file_is_there_and_nothing_else(small_city):
    assert files(small_city) == AGENCY_FILES | OTHER_FILES == generate.WRITTEN
    assert [p.name for p in small_city.parent.iterdir()] == ["kota"]


@pytest.mark.parametrize("name", sorted(AGENCY_FILES))
def test_every_file_says_it_is_synthetic_and_is_in_the_crosswalk(small_city, name):
    header, *rows = rows_of(small_city / name)
    assert header[-1] == LABEL_SINTETIS and len(set(header)) == len(header)
    assert all(len(row) == len(header) and row[-1] == "" for row in rows)
    notes = pyarrow.parquet.read_table(
        small_city / "kebenaran" / "catatan.parquet", filters=[("berkas", "=", name)]
    )
    assert notes["baris"].to_pylist() == list(range(1, len(rows) + 1))


def test_dates_of_every_file_are_told(small_city):
    told = tomllib.loads((small_city / "berkas.toml").read_text(encoding="utf-8"))
    assert set(told) == AGENCY_FILES
    assert str(told["dtsen_keluarga.csv"]["tanggal_data"]) == "2026-10-31"
    assert str(told["p3ke_individu.csv"]["tanggal_data"]) == "2023-12-31"


def test_readme_tells_label_seed_and_size(small_city):
    text = (small_city / "BACA_DAHULU.txt").read_text(encoding="utf-8")
    assert text.startswith(LABEL_SINTETIS)
    assert "400 keluarga, benih 2025" in text


def test_same_seed_same_bytes_another_seed_other_bytes(small_city, tmp_path):
    assert contoh(tmp_path / "lagi") == 0
    names = sorted(files(small_city))
    assert filecmp.cmpfiles(small_city, tmp_path / "lagi", names, shallow=False) == (names, [], [])
    assert contoh(tmp_path / "lain", seed=7) == 0
    same, different, _ = filecmp.cmpfiles(small_city, tmp_path / "lain", names, shallow=False)
    assert set(same) == {"berkas.toml"} and len(different) == len(names) - 1


def test_an_earlier_sample_city_is_replaced_whole(tmp_path):
    target = tmp_path / "kota"
    assert contoh(target) == 0
    assert contoh(target, families=300) == 0
    assert files(target) == AGENCY_FILES | OTHER_FILES
    assert [p.name for p in tmp_path.iterdir()] == ["kota"]


@pytest.mark.parametrize("inside", ["catatan_saya.csv", "kebenaran/catatan_saya.csv"])
def test_a_sample_city_with_somebodys_file_in_it_is_left_alone(tmp_path, capsys, inside):
    target = tmp_path / "kota"
    assert contoh(target, families=300) == 0
    (target / inside).write_text("penting\n")
    capsys.readouterr()
    assert contoh(target, families=300) == 2
    assert (target / inside).read_text() == "penting\n"
    assert_one_sentence(capsys, "tidak ditimpa")


def test_an_empty_folder_is_used(tmp_path):
    assert contoh(tmp_path, families=300) == 0


@pytest.mark.parametrize("inside", ["data.csv", "BACA_DAHULU.txt"])
def test_somebody_elses_folder_is_left_alone(tmp_path, capsys, inside):
    (tmp_path / inside).write_text("penting\n")
    assert contoh(tmp_path) == 2
    assert (tmp_path / inside).read_text() == "penting\n" and len(files(tmp_path)) == 1
    assert_one_sentence(capsys, "tidak ditimpa")


def test_a_file_in_place_of_a_folder_is_refused(tmp_path, capsys):
    (tmp_path / "kota").write_text("penting\n")
    assert contoh(tmp_path / "kota") == 2
    assert_one_sentence(capsys, "bukan folder")


def test_a_size_out_of_range_is_refused_before_anything_is_written(tmp_path, capsys):
    assert contoh(tmp_path / "kota", families=12) == 2
    assert_one_sentence(capsys, "--keluarga")
    assert not list(tmp_path.iterdir())


def test_second_wave_is_a_city_of_its_own_and_may_be_replaced(small_city, tmp_path):
    later = tmp_path / "kedua"
    assert contoh(later, "--gelombang", "2") == 0
    assert files(later) == LATER_FILES | OTHER_FILES | {"kebenaran/GELOMBANG.txt"}
    told = tomllib.loads((later / "berkas.toml").read_text(encoding="utf-8"))
    assert str(told["dtsen_keluarga.csv"]["tanggal_data"]) == "2027-01-31"
    # The other registers stay in use: their rows belong to this wave's truth too.
    notes = pyarrow.parquet.read_table(later / "kebenaran" / "catatan.parquet")
    assert set(notes["berkas"].unique().to_pylist()) >= AGENCY_FILES
    again = tmp_path / "ulang"
    assert contoh(again, "--gelombang", "2") == 0
    assert not filecmp.cmpfiles(later, again, sorted(files(later)), shallow=False)[1]
    assert contoh(later) == 0
    assert files(later) == files(small_city)


def test_a_third_wave_does_not_exist(tmp_path, capsys):
    assert contoh(tmp_path / "kota", "--gelombang", "3") == 2
    assert_one_sentence(capsys, "--gelombang 1 atau 2")


def test_a_full_disk_leaves_the_old_city_and_no_scraps(tmp_path, capsys, monkeypatch):
    target = tmp_path / "kota"
    assert contoh(target, families=300) == 0
    before = (target / "siks_dtks.csv").read_bytes()

    def no_space(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generate, "write_parquet", no_space)
    capsys.readouterr()
    assert contoh(target, families=301) == 2
    assert_one_sentence(capsys, "ruang cakram")
    assert (target / "siks_dtks.csv").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["kota"]


def assert_one_sentence(capsys, about: str) -> None:
    error = capsys.readouterr().err.strip()
    last = error.splitlines()[-1]
    assert about in last and "Traceback" not in error
    assert not re.search(r"\d{16}", error)


def test_a_worse_error_level_spoils_the_registers_not_the_truth(small_city, tmp_path):
    worse = tmp_path / "berat"
    wanted = ["--keluarga", "400", "--benih", "2025", "--galat", "berat"]
    assert cli.main(["contoh", str(worse), *wanted]) == 0
    for name in ("keluarga", "individu"):
        truth = f"kebenaran/{name}.parquet"
        assert filecmp.cmp(small_city / truth, worse / truth, shallow=False)

    def broken(folder: Path) -> float:
        header, *rows = rows_of(folder / "siks_dtks.csv")
        numbers = [row[header.index("NIK")] for row in rows]
        whole = [n for n in numbers if re.fullmatch(r"\d{12}(?!0000)\d{4}", n) and n[8:10] <= "12"]
        return 1 - len(whole) / len(numbers)

    assert broken(worse) > 2 * broken(small_city) > 0.1
    assert "galat lebih berat" in (worse / "BACA_DAHULU.txt").read_text(encoding="utf-8")
