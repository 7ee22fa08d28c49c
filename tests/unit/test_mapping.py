"""The mapping wizard's logic: suggestions by name and content, and the profile that comes out."""

import tomllib
from datetime import date

import pytest

from pedekate.errors import InputError
from pedekate.indicators import external
from pedekate.registry import first_rows, mapping, profiles, trial
from pedekate.registry.mapping import Layout

UNKNOWN = """Pemerintah Kota;;;;;
Data usulan;;;;;
;;;;;
Urut;No. Identitas;Nama Lengkap KK;Wilayah Kel;Peringkat Desil;Lantai Rumah
1;9973010101900001;SITI AMINAH;Bareng;2;Keramik
2;9973010101900002;BUDI;Kasin;3;Tanah
3;;ANDI;Surabaya;3;Tanah
"""
WANTED = {"nik": 1, "nama": 2, "kelurahan": 3, "desil": 4, "jenis_lantai": 5}


@pytest.fixture
def unknown(tmp_path):
    path = tmp_path / "usulan.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    return path


def _layout(**changes):
    basis = dict(
        nama="Usulan RT 2026", sumber="p3ke", jenis="keluarga", tanggal_data=date(2026, 11, 1),
        columns=WANTED,
    )  # fmt: skip
    return Layout(**basis | changes)


def test_header_below_a_letterhead_and_likely_columns(unknown):
    (table,) = first_rows.look(unknown)
    assert first_rows.likely_header(table) == 3
    assert mapping.suggest(table, 3, "keluarga") == WANTED


def test_a_mapped_file_is_read_like_any_other(unknown):
    (table,) = first_rows.look(unknown)
    profile = mapping.draft(table, 3, _layout())
    (found,) = trial.run(unknown, [profile], name=unknown.name, sintetis=True, book=external.book())
    report = found.laporan
    assert (report.baris_masuk, report.baris_diterima, report.baris_ditolak) == (3, 2, 1)
    assert report.alasan == {"di_luar_wilayah": 1}
    assert [r.contoh for r in found.alasan] == [(3,)]


def test_the_profile_survives_its_file(unknown, tmp_path, monkeypatch):
    monkeypatch.setenv("PEDEKATE_PROFIL", str(tmp_path / "kota"))
    (table,) = first_rows.look(unknown)
    profile = mapping.draft(table, 3, _layout())
    saved = mapping.save(profile, tmp_path / "kota")
    try:
        read = profiles.Profile.model_validate(tomllib.loads(saved.read_text(encoding="utf-8")))
        assert read == profile
        assert profile in profiles.load_all()
        with pytest.raises(InputError, match="sudah ada"):
            mapping.save(profile, tmp_path / "kota")
    finally:
        profiles.load_all.cache_clear()


@pytest.mark.parametrize(
    "layout, sentence",
    [
        (_layout(columns={"desil": 4}), "pengenal"),
        (_layout(jenis="penerima", columns={"nik": 1}), "program"),
        (_layout(jenis="verifikasi", columns={"nik": 1}), "hasil dan tanggal"),
    ],
)
def test_too_little_mapped_is_one_sentence(unknown, layout, sentence):
    (table,) = first_rows.look(unknown)
    with pytest.raises(InputError, match=sentence):
        mapping.draft(table, 3, layout)


def test_two_columns_of_one_title_cannot_be_told_apart(tmp_path):
    path = tmp_path / "kembar.csv"
    path.write_text("NIK,Nama,nik\n9973010101900001,A,9973010101900002\n", encoding="utf-8")
    (table,) = first_rows.look(path)
    with pytest.raises(InputError, match="dua kali"):
        mapping.draft(table, 0, _layout(columns={"nik": 0, "nama": 1}))


@pytest.mark.city
@pytest.mark.parametrize(
    "name, kind, source",
    [
        ("dtsen_keluarga.csv", "keluarga", "dtsen"),
        ("p3ke_keluarga.xlsx", "keluarga", "p3ke"),
        ("penerima_pkh.csv", "penerima", "daftar_bayar"),
        ("pdktsam_verifikasi.csv", "verifikasi", "pdktsam"),
    ],
)
def test_known_files_map_to_what_their_profile_says(kota_20k, name, kind, source):
    """Mapped by suggestion alone, as many rows are accepted as with the shipped profile."""
    path = kota_20k / name
    table = first_rows.look(path)[0]
    header = first_rows.likely_header(table)
    columns = mapping.suggest(table, header, kind)
    day = None if kind == "verifikasi" else date(2026, 10, 31)
    layout = _layout(sumber=source, jenis=kind, tanggal_data=day, columns=columns)
    mine = trial.run(
        path, [mapping.draft(table, header, layout)], name=name, sintetis=True, book=external.book()
    )
    shipped = trial.run(path, profiles.load_all(), name=name, sintetis=True, book=external.book())
    assert mine[0].laporan.baris_masuk == shipped[0].laporan.baris_masuk
    assert mine[0].laporan.baris_diterima == shipped[0].laporan.baris_diterima


def test_personal_cells_are_masked():
    assert trial.masked("9973010101900001") == "9973••••••••••01"
    assert trial.masked("3573031005") == "3573031005"
    assert trial.masked("Siti Aminah", personal=True) == "S• A•"
