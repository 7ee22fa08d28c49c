"""Laws of a whole run: balance, fingerprints, all-or-nothing swap, truth, operator's check."""

import errno
import json
from pathlib import Path

import duckdb
import pytest

from pedekate import cli, pipeline
from pedekate.errors import InputError, StoreError
from pedekate.registry import health, truth
from pedekate.store import swap
from pedekate.store.connection import ANALITIK, gudang_status, open_reader
from tests.registry_files import DTKS, DTSEN_FAMILY, DTSEN_PERSON, kk, nik, write_csv


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "a.csv", DTSEN_FAMILY, {}, {"nomor_kartu_keluarga": kk(2)})
    write_csv(
        folder / "b.csv",
        DTSEN_PERSON,
        {},
        {"nomor_kartu_keluarga": kk(2), "nomor_induk_kependudukan": nik(2), "nama": "TINI"},
    )
    write_csv(folder / "c.csv", DTKS, {}, {})
    return folder


def build(folder, gudang, **options):
    return pipeline.build([folder], gudang=gudang, sintetis=True, **options)


def test_json_has_the_contract_keys_and_balances(files, tmp_path, capsys):
    argv = ["muat", str(files), "--gudang", str(tmp_path / "g"), "--sintetis", "--json"]
    assert cli.main(argv) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {
        "berkas", "keluarga", "individu", "pasangan", "sidik_jari", "detik", "berkas_tersimpan",
    }  # fmt: skip
    for file in result["berkas"]:
        assert set(file) == {
            "nama", "profil", "baris_masuk", "baris_diterima", "baris_ditolak", "alasan", "catatan",
        }  # fmt: skip
        assert file["baris_masuk"] == file["baris_diterima"] + file["baris_ditolak"]
        assert file["baris_ditolak"] == sum(file["alasan"].values())
    assert (result["keluarga"], result["individu"], result["pasangan"]) == (2, 2, 1)


def test_fingerprint_depends_on_content_only(files, tmp_path, monkeypatch):
    first = build(files, tmp_path / "g1").sidik_jari
    monkeypatch.setenv("PEDEKATE_KUNCI", "kunci lain")
    moved = files.rename(tmp_path / "pindah")
    single = [moved / name for name in ("c.csv", "b.csv", "a.csv")]
    again = pipeline.build(single, gudang=tmp_path / "g2", sintetis=True).sidik_jari
    assert first == again and len(first) == 12
    write_csv(moved / "a.csv", DTSEN_FAMILY, {"luas_lantai": "37"}, {"nomor_kartu_keluarga": kk(2)})
    assert build(moved, tmp_path / "g3").sidik_jari != first


def test_no_identity_enters_the_analytic_database(files, tmp_path):
    build(files, tmp_path / "g")
    con = duckdb.connect(str(tmp_path / "g" / ANALITIK), read_only=True)
    for (table,) in con.execute("select table_name from duckdb_tables()").fetchall():
        text = con.execute(
            f"select coalesce(string_agg(to_json(t)), '') from {table} t"
        ).fetchone()[0]
        for secret in (kk(1), nik(1), nik(2), "SITI", "TINI", "MELATI"):
            assert secret not in text, table
    con.close()


def test_a_running_reader_keeps_the_old_and_a_new_one_sees_the_new(files, tmp_path):
    gudang = tmp_path / "g"
    build(files, gudang)
    old = open_reader(gudang / ANALITIK)
    write_csv(files / "a.csv", DTSEN_FAMILY, {})
    (files / "b.csv").unlink()
    build(files, gudang, baru=True)
    assert old.query("select count(*) as n from keluarga")["n"][0] == 2
    old.close()
    with open_reader(gudang / ANALITIK) as new:
        assert new.query("select count(*) as n from keluarga")["n"][0] == 1


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("fails_at", [1, 2])
def test_full_disk_during_the_swap_brings_the_old_back(files, tmp_path, monkeypatch, fails_at):
    gudang = tmp_path / "g"
    build(files, gudang)
    before = contents(gudang)
    calls = []
    replace = Path.replace

    def full(self, target):
        if swap.WORK in self.parts:
            calls.append(self)
            if len(calls) == fails_at:
                raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    write_csv(files / "a.csv", DTSEN_FAMILY, {"luas_lantai": "99"})
    with pytest.raises(StoreError, match="Cakram penuh .* Basis data lama tidak berubah"):
        build(files, gudang)
    assert contents(gudang) == before


def test_full_disk_while_building_leaves_nothing_behind(files, tmp_path, monkeypatch):
    gudang = tmp_path / "g"
    build(files, gudang)
    before = contents(gudang)

    def full(*args):
        raise duckdb.IOException("Could not write: No space left on device")

    monkeypatch.setattr(pipeline.marts, "build", full)
    with pytest.raises(StoreError, match="Cakram penuh"):
        build(files, gudang)
    assert contents(gudang) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_interruption_removes_the_partial_files(files, tmp_path, monkeypatch, error):
    gudang = tmp_path / "g"
    build(files, gudang)
    before = contents(gudang)

    def stop(step, share):
        if step.startswith("Menghitung"):
            raise error

    with pytest.raises(error):
        build(files, gudang, progress=stop)
    assert contents(gudang) == before


def test_progress_never_runs_back(files, tmp_path):
    shares = []
    build(files, tmp_path / "g", progress=lambda step, share: shares.append(share))
    assert shares == sorted(shares) and shares[0] >= 0 and shares[-1] < 1


def test_the_same_file_twice_counts_once(files, tmp_path):
    report = pipeline.build([files, files / "a.csv"], gudang=tmp_path / "g", sintetis=True)
    assert [f.nama for f in report.berkas] == ["a.csv", "b.csv", "c.csv"]


def test_a_copy_of_a_file_is_refused_by_name(files, tmp_path):
    (files / "salinan.csv").write_bytes((files / "a.csv").read_bytes())
    report = build(files, tmp_path / "g")
    assert len(report.berkas) == 3
    assert report.ditolak == ("Isi salinan.csv sama persis dengan a.csv; yang kedua tidak dimuat.",)


def test_missing_input_and_empty_folder(tmp_path):
    with pytest.raises(InputError, match="tidak ada"):
        build(tmp_path / "tiada", tmp_path / "g")
    (tmp_path / "kosong").mkdir()
    with pytest.raises(InputError, match="tidak berisi berkas data"):
        build(tmp_path / "kosong", tmp_path / "g")


def test_looks_synthetic_is_said_once(files, tmp_path, capsys):
    assert cli.main(["muat", str(files), "--gudang", str(tmp_path / "g")]) == 0
    assert capsys.readouterr().err.count("tampak sintetis") == 1
    assert gudang_status(tmp_path / "g")["sintetis"] == "tidak"


def test_truth_refuses_a_real_register_and_a_wrong_folder(files, tmp_path):
    pipeline.build([files], gudang=tmp_path / "g", sintetis=False)
    with pytest.raises(StoreError, match="bukan data sintetis"):
        truth.attach(tmp_path, tmp_path / "g")
    build(files, tmp_path / "g")
    with pytest.raises(InputError, match="keluarga.parquet"):
        truth.attach(tmp_path, tmp_path / "g")
    with pytest.raises(StoreError, match="belum ada"):
        truth.attach(tmp_path, tmp_path / "lain")


def test_check_of_a_gudang(files, tmp_path):
    import datetime as dt

    build(files, tmp_path / "g")
    fine = health.check(tmp_path / "g", dt.date(2026, 11, 25))
    assert {s["sumber"]: s["segar"] for s in fine.sumber} == {"dtks": True, "dtsen": True}
    assert [f["nama"] for f in fine.berkas] == ["a.csv", "b.csv", "c.csv"]
    late = health.check(tmp_path / "g", dt.date(2027, 11, 25))
    assert sum("minta berkas terbaru" in sentence for sentence in late.perhatian) == 2
    none = health.check(tmp_path / "tiada", dt.date(2026, 11, 25))
    assert "belum ada" in none.perhatian[0]
    (tmp_path / "g" / ANALITIK).write_bytes(b"rusak")
    assert "tidak dapat dibaca" in health.check(tmp_path / "g", dt.date(2026, 11, 25)).perhatian[0]


@pytest.mark.city
def test_city_is_balanced_and_repeatable(kota_20k, gudang_20k, tmp_path):
    report = build(kota_20k, tmp_path / "g")
    assert all(f.baris_masuk == f.baris_diterima + f.baris_ditolak for f in report.berkas)
    assert not report.ditolak
    assert report.sidik_jari == gudang_status(gudang_20k)["sidik_jari"]


@pytest.mark.city
def test_matching_quality_on_the_synthetic_city(kota_20k, gudang_20k):
    con = duckdb.connect()
    con.execute(f"attach '{gudang_20k / 'identitas.duckdb'}' as i (read_only)")
    con.execute(
        "create table orang as select o.sumber, o.id_individu, c.id_benar_individu as benar "
        "from i.asal_individu as o "
        f"inner join '{kota_20k / 'kebenaran' / 'catatan.parquet'}' as c using (berkas, baris)"
    )
    for a, b in (("dtsen", "dtks"), ("dtsen", "p3ke"), ("dtks", "p3ke")):
        true, found, right = con.execute(
            "with x as (select * from orang where sumber = $a), "
            "y as (select * from orang where sumber = $b) select "
            "(select count(*) from x join y using (benar)), "
            "(select count(*) from x join y using (id_individu)), "
            "(select count(*) from x join y using (benar, id_individu))",
            {"a": a, "b": b},
        ).fetchone()
        assert right / found > 0.995, (a, b)
        assert right / true > 0.95, (a, b)
    con.close()
