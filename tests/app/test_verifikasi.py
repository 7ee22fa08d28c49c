"""Verifikasi and the sign-in as each role: what opens, what stays shut, what is logged."""

import io
import re
import shutil
import sqlite3
import zipfile

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pedekate.access import accounts
from pedekate.store import casebook
from pedekate.store.connection import open_reader

pytestmark = pytest.mark.city

KAUMAN = "35.73.02.1007"
PARTS = ("kemajuan", "galat", "petugas", "sampel", "lembar", "pasangan")
PASSWORD = "sandi-yang-panjang"
NUMBER = re.compile(r"(?<![\d.])\d{16}(?!\d)")


def page(name, akun, kelurahan, part, kecamatan):
    """One page as `app.py` shows it, for a role; returns through the elements."""
    import importlib

    import streamlit as st

    from pedekate.access import roles
    from pedekate.ui import access, frame

    if akun:
        st.session_state.setdefault(
            "peran",
            roles.Session(
                role=roles.load().role(akun.split("-")[0]), akun=akun, kode_kelurahan=kelurahan
            ),
        )
    access.grant_role()
    for key, value in (("bagian", part), ("kecamatan", kecamatan)):
        if value:
            st.session_state.setdefault(key, value)
    frame.show(importlib.import_module(f"pages.{name}").tampil)


@pytest.fixture(scope="module")
def gudang(gudang_20k, tmp_path_factory):
    """A copy with two doubtful pairs and its own casebook."""
    folder = tmp_path_factory.mktemp("verifikasi") / "gudang"
    shutil.copytree(gudang_20k, folder)
    with duckdb.connect(str(folder / "identitas.duckdb")) as con:
        con.execute("delete from pasangan_ragu")
        for i in (1, 2):
            con.execute(
                "insert into pasangan_ragu (id_pasangan, kunci_a, kunci_b, sumber_a, sumber_b,"
                " peluang, nik_a, nik_b, nama_a, nama_b, jenis_kelamin_a, jenis_kelamin_b)"
                " values (?, ?, ?, 'dtsen', 'p3ke', 0.5, '9973014101800001', '9973014101800007',"
                " 'SITI AMINAH', 'SITI AMINA', 'P', 'P')",
                [f"p{i}", f"a{i}", f"b{i}"],
            )
    return folder


@pytest.fixture
def show(gudang, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))

    def run(part=None, akun=None, *, name="verifikasi", kelurahan=None, kecamatan=None):
        app = AppTest.from_function(
            page, args=(name, akun, kelurahan, part, kecamatan), default_timeout=120
        ).run()
        assert not app.exception
        return app

    return run


def text(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def buttons(app) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def lines(gudang) -> int:
    return len(casebook.trail(gudang, most=10_000))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("akun", [None, "kelurahan-1", "petugas-1", "pengelola-1"])
def test_every_part_opens_for_every_role_without_a_person_in_it(show, gudang, part, akun):
    before = lines(gudang)
    app = show(part, akun, kelurahan=KAUMAN)
    seen = text(app)
    assert "<h1>" in seen and not NUMBER.search(seen) and "SITI" not in seen
    assert " nan" not in seen.lower() and "gagal ditampilkan" not in seen
    # Looking opens no identity: only a download or a stated purpose does.
    assert lines(gudang) == before


@pytest.mark.parametrize("part", ["kemajuan", "galat", "petugas"])
def test_a_kecamatan_narrows_the_page(show, part):
    seen = text(show(part, kecamatan="Klojen"))
    assert "Klojen" in seen and "Tunggulwulung" not in seen


def test_visitors_get_aggregates_and_a_way_in(show):
    seen = text(show("lembar"))
    assert "python -m pedekate akun" in seen
    assert buttons(show("lembar")) == []
    assert "Undi dan unduh" not in " ".join(buttons(show("sampel")))
    assert "tanpa saling melihat jawaban" in text(show("pasangan"))


def test_a_kelurahan_gets_its_own_sheet_alone(show):
    app = show("lembar", "kelurahan-1", kelurahan=KAUMAN)
    assert app.selectbox(key="lembar_kelurahan").options == ["Kauman (Klojen)"]
    assert buttons(app) == ["Lembar Kauman (XLSX)"]


def test_dinsos_gets_all_57(show):
    made = buttons(show("lembar", "petugas-1"))
    assert made[-1] == "Semua 57 kelurahan (ZIP)"


def test_two_blind_reviewers_settle_a_pair(show, gudang):
    for akun, answer in (("petugas-1", "sama"), ("petugas-2", "sama")):
        before = lines(gudang)
        app = show("pasangan", akun)
        assert "SITI" not in text(app)
        app.text_input(key="pasangan_perlu").set_value("Tinjauan bulanan Dinsos").run()
        seen = text(app)
        assert "SITI AMINAH" in seen and "9973014101800001" in seen
        # Nothing of the other's answer is on the page.
        assert "petugas-1" not in seen and "sama</b>" not in seen
        assert "2 menunggu jawaban Anda" in seen
        app.run()
        assert lines(gudang) == before + 1
        app.button(key=f"jawab_{answer}").click().run()
        assert not app.exception and "1 menunggu jawaban Anda" in text(app)
    assert casebook.decided_pairs(gudang) == [("a1", "b1", "sama")]
    third = show("pasangan", "petugas-3")
    assert "1 dari 2 pasangan" in text(third) and "1 menunggu jawaban Anda" in text(third)


def test_worksheets_and_sample_are_made_under_the_role_and_logged(gudang, monkeypatch):
    from pedekate.access import roles
    from pedekate.errors import AccessError
    from pedekate.reports import worksheet
    from pedekate.ui import access
    from pedekate.ui.verification import sample, worksheets
    from pedekate.verification.sampling import Design

    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))
    design = Design(ukuran=300, alokasi="neyman", minimum=1, benih=5)

    def as_role(name, **more):
        monkeypatch.setattr(
            access.st, "session_state",
            {"peran": roles.Session(role=roles.load().role(name), akun=f"{name}-1", **more)},
        )  # fmt: skip

    as_role("tamu")
    for work in (
        lambda: worksheets.due_sheets([KAUMAN], limit=20, purpose="Musyawarah kelurahan"),
        lambda: sample.draw(design, "Kunjungan sampel"),
    ):
        with pytest.raises(AccessError):
            work()
    as_role("kelurahan", kode_kelurahan="35.73.02.1001")
    with pytest.raises(AccessError, match="kelurahannya sendiri"):
        worksheets.due_sheets([KAUMAN], limit=20, purpose="Musyawarah kelurahan")
    as_role("kelurahan", kode_kelurahan=KAUMAN)
    (sheet,) = worksheets.due_sheets([KAUMAN], limit=20, purpose="Musyawarah kelurahan")
    assert 0 < len(sheet.table) <= 20 and sheet.nama_kelurahan == "Kauman" and sheet.synthetic
    assert not sheet.table.astype(str).stack().str.fullmatch(r"\d{16}").any()
    assert casebook.trail(gudang, most=1)[0].baris == len(sheet.table)
    as_role("pengelola")
    (half,) = worksheets.due_sheets([KAUMAN], limit=20, purpose="Memeriksa bentuk")
    assert half.table["nama"].str.fullmatch(r"(\w\. ?)+").all() and not half.table["alamat"].any()
    as_role("petugas")
    with zipfile.ZipFile(io.BytesIO(sample.draw(design, "Kunjungan sampel"))) as made:
        assert len(made.namelist()) == 57
    kept = casebook.latest_sample(gudang)
    assert len(kept.keluarga) == 300 and "benih 5" in kept.rancangan
    assert worksheet.bundle([]) != b""


def test_measured_error_of_a_drawn_sample_counts_its_families_alone(show, gudang, monkeypatch):
    """A sample drawn before the verdicts, of families that have one."""
    from pedekate.access import roles
    from pedekate.ui import access, data

    with open_reader(gudang / "analitik.duckdb") as reader:
        ids = reader.query(
            "select id_keluarga from keluarga where hasil_verifikasi is not null "
            "order by id_keluarga limit 600"
        )["id_keluarga"]
    casebook.save_sample(
        gudang, akun="x", benih=1, rancangan="uji", sidik_jari="f",
        keluarga=[(i, "s", 10, 1) for i in ids],
    )  # fmt: skip
    with sqlite3.connect(gudang / casebook.KERJA) as con:
        con.execute("update sampel set waktu = '2025-01-01T00:00:00Z'")
    con.close()
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))
    monkeypatch.setattr(access.st, "session_state", {"peran": roles.visitor()})
    assert data.sampled_verdicts() == 600
    drawn = data.measured_errors(sampled=True)
    city = drawn[(drawn["tingkat"] == "kota") & (drawn["sumber"] == "pdktsam")].iloc[0]
    assert city["n"] == 600 and 0 < city["bawah"] < city["nilai"] < city["atas"] < 1


def test_small_cells_and_thin_rates_are_not_shown(show, gudang, monkeypatch):
    from pedekate.access import roles
    from pedekate.ui import access, data

    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang))
    monkeypatch.setattr(access.st, "session_state", {"peran": roles.visitor()})
    errors = data.measured_errors()
    shown = errors[errors["nilai"].notna()]
    assert (shown["n"] >= 30).all() and (shown["keterangan"] == "").all()
    assert errors["keterangan"].str.contains("30 putusan|disembunyikan").any()
    progress = data.verification_progress()
    counts = progress["pembilang"].dropna()
    assert (counts % 5 == 0).all() and not ((counts > 0) & (counts < 10)).any()


@pytest.fixture
def account_file(tmp_path, monkeypatch):
    path = tmp_path / "akun.toml"
    known = {"petugas-1": "petugas", "pengelola-1": "pengelola"}
    for name, role in known.items():
        accounts.save(
            path,
            accounts.Account(id=name, peran=role, sandi=accounts.hash_password(PASSWORD)),
        )
    monkeypatch.setenv("PEDEKATE_AKUN", str(path))
    return path


def _sign_in(app, name, password):
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(password)
    app.button[0].click().run()
    assert not app.exception
    return text(app)


def test_signing_in_and_out(show, account_file):
    app = show(name="masuk")
    assert "nama dan NIK memerlukan akun" in text(app) and "Tamu" in text(app)
    assert "tidak cocok" in _sign_in(app, "petugas-1", "salah")
    seen = _sign_in(app, "petugas-1", PASSWORD)
    assert "Anda masuk sebagai" in seen and "· Petugas Dinsos</span>" in seen
    assert "catatan jejak terakhir" not in seen
    app.button(key="keluar").click().run()
    assert "nama dan NIK memerlukan akun" in text(app)


def test_the_data_steward_reads_the_log(show, account_file, gudang):
    app = show(name="masuk")
    seen = _sign_in(app, "pengelola-1", PASSWORD)
    assert "catatan jejak terakhir" in seen and "pengelola-1" in seen


def test_a_session_that_ran_out_is_a_visitor_again(show, account_file, monkeypatch):
    import datetime as dt

    from pedekate import config

    app = show(name="masuk")
    _sign_in(app, "petugas-1", PASSWORD)
    later = config.now() + dt.timedelta(hours=9)
    monkeypatch.setattr(config, "now", lambda: later)
    app.run()
    assert "nama dan NIK memerlukan akun" in text(app)
