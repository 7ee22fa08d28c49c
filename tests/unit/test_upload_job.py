"""A load in its own process: progress, outcome, stop, and never two at once."""

import time

import pytest

from pedekate import cli
from pedekate.store import casebook
from pedekate.store.swap import LOCK
from pedekate.ui.upload.job import Job

pytestmark = pytest.mark.city
WHO = {"akun": "pengelola-1", "peran": "pengelola"}


def _wait(job: Job, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while job.running and time.monotonic() < until:
        time.sleep(0.05)
    assert not job.running


def test_a_load_reports_its_steps_and_its_result(kota_20k, tmp_path):
    job = Job([kota_20k / "penerima_pkh.csv"], gudang=tmp_path / "gudang", sintetis=True, **WHO)
    _wait(job)
    result = job.result()
    assert result["berkas"][0]["baris_masuk"] > 0
    assert job.step().bagian > 0.9
    assert not job.stopped and not job.messages()
    (line,) = casebook.trail(tmp_path / "gudang", most=5)
    assert (line.akun, line.peran, line.kegiatan) == ("pengelola-1", "pengelola", "muat")
    assert line.saringan == "1 berkas" and line.baris == result["berkas"][0]["baris_diterima"]


def test_a_stopped_load_leaves_everything_as_it_was(kota_20k, tmp_path):
    gudang = tmp_path / "gudang"
    assert cli.main(["muat", str(kota_20k / "penerima_pkh.csv"), "--gudang", str(gudang)]) == 0
    before = {p.name: p.stat().st_mtime_ns for p in gudang.iterdir() if p.name != LOCK}
    job = Job([kota_20k], gudang=gudang, sintetis=True, **WHO)
    while job.running and job.step().bagian == 0:
        time.sleep(0.02)
    job.stop()
    assert job.stopped and job.result() is None
    assert {p.name: p.stat().st_mtime_ns for p in gudang.iterdir() if p.name != LOCK} == before


def test_a_failed_load_says_why(tmp_path):
    empty = tmp_path / "kosong.csv"
    empty.touch()
    job = Job([empty], gudang=tmp_path / "gudang", sintetis=False, **WHO)
    _wait(job)
    assert job.result() is None
    assert job.messages() == ["Berkas kosong.csv kosong; minta ulang berkasnya."]


def test_two_loads_into_one_gudang_never_meet(kota_20k, tmp_path, capsys):
    from filelock import FileLock

    gudang = tmp_path / "gudang"
    gudang.mkdir()
    with FileLock(gudang / LOCK):
        code = cli.main(["muat", str(kota_20k / "penerima_pkh.csv"), "--gudang", str(gudang)])
    assert code == 2 and "sedang berjalan" in capsys.readouterr().err
    assert not (gudang / "analitik.duckdb").exists()
