"""Fixtures shared by every kind of test, and NumPy's warnings turned into errors."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from pedekate import cli

ROOT = Path(__file__).resolve().parents[1]
ACUAN = ROOT.parent / "shared" / "data" / "acuan"
CHROMIUM = next(
    filter(None, (shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome"))),
    None,
)

np.seterr(all="raise")
os.environ.setdefault("PEDEKATE_KUNCI", "kunci-uji")


@pytest.fixture(scope="session")
def acuan() -> Path:
    """Folder of the independent reference values; they are not part of the project."""
    if not ACUAN.is_dir():
        pytest.skip("nilai acuan (../shared/data/acuan) tidak ada di sini")
    return ACUAN


@pytest.fixture(scope="session")
def city_folder(tmp_path_factory, worker_id) -> Path:
    """One folder for all workers of this run: the city is built once and shared."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if worker_id != "master" else base) / "kota"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def kota_20k(city_folder) -> Path:
    """The agencies' files of a 20,000-family synthetic city, seed 2025."""
    return _once(
        city_folder / "masuk",
        lambda path: _run("contoh", str(path), "--keluarga", "20000", "--benih", "2025"),
    )


@pytest.fixture(scope="session")
def gudang_20k(city_folder, kota_20k) -> Path:
    """The databases built from `kota_20k`, truth attached. Read only: copy it to change it."""

    def build(path: Path) -> None:
        _run("muat", str(kota_20k), "--gudang", str(path), "--sintetis")
        _run("kebenaran", str(kota_20k / "kebenaran"), "--gudang", str(path))

    return _once(city_folder / "gudang", build)


def _run(*argv: str) -> None:
    assert cli.main(list(argv)) == 0, argv


def _once(path: Path, build) -> Path:
    """Build `path` in one worker while the others wait for its stamp."""
    import filelock

    with filelock.FileLock(f"{path}.lock"):
        if not path.with_suffix(".selesai").exists():
            build(path)
            path.with_suffix(".selesai").touch()
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a browser. Skips loudly without one, fails where CI demands it."""
    if CHROMIUM is None:
        if os.environ.get("PEDEKATE_WAJIB_PERAMBAN"):
            pytest.fail("PEDEKATE_WAJIB_PERAMBAN diset, tetapi Chromium tidak ditemukan")
        pytest.skip("UJI PERAMBAN DILEWATI: Chromium tidak ditemukan di mesin ini")
    return CHROMIUM
