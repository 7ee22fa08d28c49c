"""Unggah in a real browser: an unknown table is mapped, loaded, and becomes a layer of the map."""

import hashlib
import json
import re
import shutil

import pytest

from pedekate.access import accounts
from pedekate.config import WILAYAH
from pedekate.store import casebook
from pedekate.store.connection import ANALITIK, open_reader
from tests.aggregate_files import kelurahan, write, write_wide
from tests.browser.conftest import serving, settled

pytestmark = [pytest.mark.browser, pytest.mark.city]

PASSWORD = "sandi-yang-panjang"
A_LOAD = 240_000  # milliseconds: the whole city is merged anew


@pytest.fixture(scope="module")
def place(tmp_path_factory, gudang_20k):
    """A server's own folders: databases, incoming files, profiles, indicators, accounts."""
    folder = tmp_path_factory.mktemp("unggah")
    shutil.copytree(gudang_20k, folder / "gudang")
    account = accounts.Account(
        id="pengelola-1", peran="pengelola", sandi=accounts.hash_password(PASSWORD)
    )
    accounts.save(folder / "akun.toml", account)
    return folder


@pytest.fixture(scope="module")
def door(chromium, place):
    settings = {
        "PEDEKATE_MASUK": "masuk", "PEDEKATE_PROFIL": "profil", "PEDEKATE_INDIKATOR": "indikator",
        "PEDEKATE_AKUN": "akun.toml",
    }  # fmt: skip
    paths = {name: str(place / part) for name, part in settings.items()}
    with serving(place / "gudang", **paths) as address:
        yield address


@pytest.fixture
def table(tmp_path):
    """Of the 900 houses of kelurahan number i (from 0), 20 + i have no latrine."""
    rows = [(i + 1, r["nama_kelurahan"], 20 + i, 900) for i, r in enumerate(kelurahan())]
    rows.append((58, "Negeri Antah", 5, 900))
    header = ("No", "Nama Kel", "Rumah tanpa jamban", "Jumlah rumah")
    return write(tmp_path / "jamban 2025.csv", header, rows, ";")


def signed_in(page, door) -> None:
    """Sign in, then walk to Unggah by the menu: a typed address would be a new session."""
    page.goto(f"{door}/masuk")
    settled(page)
    page.get_by_label("Akun", exact=True).fill("pengelola-1")
    page.get_by_label("Sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).last.click()
    page.get_by_text("Anda masuk sebagai").wait_for()
    to_upload(page)


def to_upload(page) -> None:
    page.get_by_test_id("stTopNavSection").filter(has_text="Data").click()
    page.get_by_text("Unggah berkas", exact=True).click()
    page.get_by_test_id("stFileUploaderDropzone").wait_for()
    settled(page)


def to_boundaries(page) -> None:
    page.get_by_test_id("stButtonGroup").get_by_text("Batas wilayah").click()
    page.get_by_text("Batas kelurahan (GeoJSON").wait_for()
    settled(page)


def uploaded(page, path, waits_for: str) -> str:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    page.get_by_text(waits_for).first.wait_for()
    return settled(page)


def fingerprint(place) -> str:
    """Of the analytic database as it lies on the disk."""
    return hashlib.sha256((place / "gudang" / ANALITIK).read_bytes()).hexdigest()


def test_a_cancelled_load_leaves_the_databases_as_they_were(page, door, place, tmp_path):
    before = fingerprint(place)
    signed_in(page, door)
    uploaded(page, write_wide(tmp_path / "bappeda.csv"), "1 dari 1 berkas siap dimuat")
    page.get_by_role("button", name="Muat 1 berkas").click()
    page.get_by_role("button", name="Batalkan").click()
    page.get_by_text("Pemuatan dibatalkan").wait_for()
    assert fingerprint(place) == before
    line = casebook.trail(place / "gudang", most=1)[0]
    assert (line.akun, line.kegiatan) == ("pengelola-1", "muat dibatalkan")
    page.get_by_role("button", name="Selesai").click()
    page.get_by_text("1 dari 1 berkas siap dimuat").wait_for()


def test_an_unknown_table_becomes_a_new_measure_of_the_map(page, door, place, table):
    signed_in(page, door)
    assert "1 berkas belum dikenali" in uploaded(page, table, "belum dikenali: jodohkan")
    page.get_by_label("Penerbit tabel").fill("Dinas Perumahan")
    page.get_by_label("Penerbit tabel").press("Enter")
    page.get_by_text("57 dari 58 baris diterima").wait_for()
    assert "Wilayahnya di luar Kota Malang" in settled(page)
    page.get_by_role("button", name="Simpan profil").click()
    page.get_by_text("1 dari 1 berkas siap dimuat").wait_for()
    assert [p.name for p in (place / "indikator").iterdir()] == ["rumah_tanpa_jamban.toml"]
    page.get_by_role("button", name="Muat 1 berkas").click()
    page.get_by_text("57 baris diterima").wait_for(timeout=A_LOAD)
    assert "jamban 2025.csv" in settled(page)
    line = casebook.trail(place / "gudang", most=1)[0]
    assert (line.akun, line.kegiatan, line.saringan, line.baris) == (
        "pengelola-1", "muat", "1 berkas", 57,
    )  # fmt: skip
    page.get_by_role("link", name="Peta: Rumah tanpa jamban").click()
    page.get_by_text("Dinas Perumahan").first.wait_for()
    seen = settled(page)
    assert re.search(r"ukuran=Rumah\+tanpa\+jamban", page.url)
    assert page.locator(".pd-tabel tbody tr").count() == 57
    # The last kelurahan of the list, 76 of 900 houses, is the worst off.
    assert (
        kelurahan()[-1]["nama_kelurahan"] in page.locator(".pd-tabel tbody tr").first.inner_text()
    )
    assert "8,4" in seen
    with open_reader(place / "gudang" / ANALITIK) as reader:
        values = reader.query(
            "select count(*), sum(pembilang) from agregat_luar "
            "where indikator = 'rumah_tanpa_jamban'"
        )
    assert values.values.tolist() == [[57, sum(20 + i for i in range(57))]]


def test_own_boundaries_are_on_the_map_at_once_and_go_away_again(page, door, place, tmp_path):
    """A file with one kelurahan missing is refused by name; the whole one is used, then removed."""
    content = json.loads((WILAYAH / "kelurahan.geojson").read_text(encoding="utf-8"))
    short = tmp_path / "kurang.geojson"
    short.write_text(json.dumps(content | {"features": content["features"][1:]}))
    signed_in(page, door)
    to_boundaries(page)
    assert "Balearjosari tidak ada" in uploaded(page, short, "belum dapat dipakai")
    uploaded(page, WILAYAH / "kelurahan.geojson", "satu cakupan bersih")
    page.get_by_label("Sumber batas").fill("Bappeda 2025")
    page.get_by_label("Sumber batas").press("Enter")
    page.get_by_role("button", name="Pakai batas ini").click()
    page.get_by_role("heading", name="Batas milik kota").wait_for()
    assert (place / "gudang" / "batas.geojson").exists()
    page.get_by_text("Peta", exact=True).first.click()
    page.get_by_text("Batas: Bappeda 2025 (kelurahan.geojson).").wait_for()
    to_upload(page)
    to_boundaries(page)
    page.get_by_role("button", name="Kembali ke batas bawaan").click()
    page.get_by_role("heading", name="Batas bawaan").wait_for()
    assert not (place / "gudang" / "batas.geojson").exists()
    kinds = [line.kegiatan for line in casebook.trail(place / "gudang", most=2)]
    assert kinds == ["batas dihapus", "batas diganti"]
