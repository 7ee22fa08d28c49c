"""`siapkan` builds what is missing and never touches what a person put there."""

import pytest

from pedekate import cli
from pedekate.commands import siapkan

SIZE = "500"


@pytest.fixture
def prepare(tmp_path):
    def run() -> int:
        folders = ["--masuk", str(tmp_path / "masuk"), "--gudang", str(tmp_path / "gudang")]
        return cli.main(["siapkan", *folders, "--keluarga", SIZE])

    return run


@pytest.fixture
def stale(monkeypatch):
    """Pretend that the sample's code changed."""

    def change() -> None:
        real = siapkan._code_print
        monkeypatch.setattr(siapkan, "_code_print", lambda *rooms: real(*rooms) + "baru")

    return change


def _times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_first_call_builds_and_the_second_does_nothing(prepare, tmp_path):
    assert prepare() == 0
    assert (tmp_path / "gudang" / "kebenaran.duckdb").exists()
    before = _times(tmp_path)
    assert prepare() == 0
    assert _times(tmp_path) == before


def test_city_made_by_hand_is_kept(prepare, tmp_path):
    assert cli.main(["contoh", str(tmp_path / "masuk"), "--keluarga", "400", "--benih", "7"]) == 0
    before = _times(tmp_path / "masuk")
    assert prepare() == 0
    assert _times(tmp_path / "masuk") == before


def test_stale_sample_is_made_anew(prepare, tmp_path, stale):
    assert prepare() == 0
    before = _times(tmp_path / "masuk")
    stale()
    assert prepare() == 0
    assert _times(tmp_path / "masuk") != before


def test_file_of_a_person_in_a_stale_sample_survives(prepare, tmp_path, stale):
    assert prepare() == 0
    mine = tmp_path / "masuk" / "catatan saya.txt"
    mine.write_text("jangan hilang", encoding="utf-8")
    before = _times(tmp_path / "masuk")
    stale()
    # 3: a file without a profile is refused by name, the others load.
    assert prepare() in (0, 3)
    assert mine.read_text(encoding="utf-8") == "jangan hilang"
    assert _times(tmp_path / "masuk") == before
