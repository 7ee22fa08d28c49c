"""Every SQL file of loading and of the register runs, and the published tables keep their laws."""

from pathlib import Path

import duckdb
import pytest

from pedekate import pipeline
from pedekate.registry import truth
from pedekate.store import build, connection
from tests import layout_files as layouts
from tests.aggregate_files import write_wide
from tests.registry_files import (
    DTKS,
    DTSEN_FAMILY,
    DTSEN_PERSON,
    P3KE_FAMILY,
    P3KE_PERSON,
    PAYEE,
    VERDICT,
    kk,
    nik,
    write_csv,
)

WORKSHEET = {
    "Kode lembar": "0000-0000-0000",
    "Kode kelurahan": "35.73.03.1011",
    "Nama kepala keluarga": "S. A.",
    "Putusan": "layak",
    "Tanggal putusan": "2026-10-01",
}
ROOMS = ("muat", "registri", "padanan")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A small synthetic city through the whole pipeline, noting every SQL file that ran."""
    from pedekate.sample.generate import generate

    folder = tmp_path_factory.mktemp("kota")
    generate(folder / "masuk", families=600, seed=7, progress=lambda *step: None)
    write_wide(folder / "masuk" / "tabel.csv")
    write_csv(folder / "masuk" / "lembar.csv", WORKSHEET, {})
    used = set()
    patch = pytest.MonkeyPatch()
    patch.setattr(build, "sql", lambda name: used.add(name) or connection.sql(name))
    pipeline.build([folder / "masuk"], gudang=folder / "g", sintetis=True)
    pipeline.build([_earlier_wave(folder)], gudang=folder / "g", sintetis=True)
    truth.attach(folder / "masuk" / "kebenaran", folder / "g")
    patch.undo()
    con = duckdb.connect()
    for name in ("analitik", "identitas", "kebenaran"):
        con.execute(f"attach '{folder / 'g' / name}.duckdb' as {name} (read_only)")
    con.execute("use analitik")
    yield con, used
    con.close()


def _earlier_wave(folder: Path) -> Path:
    """DTKS and the payment list of BPNT a quarter earlier, one row shorter."""
    target = folder / "lama"
    target.mkdir()
    dates = ""
    for name in ("penerima_bpnt.csv", "siks_dtks.csv"):
        lines = (folder / "masuk" / name).read_text(encoding="utf-8").splitlines()
        (target / name).write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
        dates += f'["{name}"]\ntanggal_data = 2026-06-30\n'
    (target / "berkas.toml").write_text(dates, encoding="utf-8")
    return target


def test_every_file_runs(city):
    files = {
        path.relative_to(connection.SQL).with_suffix("").as_posix()
        for room in ROOMS
        for path in (connection.SQL / room).glob("*.sql")
    }
    assert city[1] >= files, files - city[1]


def test_every_file_that_unites_a_source_runs(tmp_path, monkeypatch):
    """The synthetic city hands over one table of a kind per source: two of them by hand."""
    used = set()
    monkeypatch.setattr(build, "sql", lambda name: used.add(name) or connection.sql(name))
    paths = [
        write_csv(tmp_path / "a.csv", DTSEN_FAMILY, {}),
        write_csv(tmp_path / "b.csv", layouts.DTSEN_RANKS, {}),
        write_csv(tmp_path / "c.csv", DTSEN_PERSON, {}),
        write_csv(tmp_path / "d.csv", layouts.DTSEN_RANKS_MEMBER, {}),
    ]
    report = pipeline.build(paths, gudang=tmp_path / "g", sintetis=True)
    assert (report.keluarga, report.individu) == (1, 1)
    files = {f"registri/satu/{p.stem}" for p in (connection.SQL / "registri/satu").glob("*.sql")}
    assert used >= files, files - used


@pytest.mark.parametrize(
    "law",
    [
        # Membership counts are counts of persons.
        "select sum(jumlah_balita) - (select count(*) from individu where umur < 5) from keluarga",
        "select sum(jumlah_lansia) - (select count(*) from individu where umur > 59) from keluarga",
        "select sum(jumlah_anggota) - (select count(*) from individu) from keluarga "
        "where id_keluarga in (select id_keluarga from individu)",
        # Every record of a source belongs to a family of the register, once per source.
        "select count(*) from sumber_keluarga where id_keluarga not in "
        "(select id_keluarga from keluarga)",
        "select count(*) from sumber_individu where id_keluarga not in "
        "(select id_keluarga from keluarga)",
        "select count(*) - count(distinct (sumber, id_individu)) from sumber_individu",
        "select count(*) filter (where di_dtsen) - (select count(*) from sumber_keluarga "
        "where sumber = 'dtsen') from keluarga",
        "select count(*) filter (where di_p3ke) - (select count(*) from sumber_keluarga "
        "where sumber = 'p3ke') from keluarga",
        # Nobody is placed outside the city.
        "select count(*) from keluarga where kode_kelurahan not in "
        "(select kode_kelurahan from wilayah)",
        # The identity file holds the same families.
        "select count(*) from identitas.identitas_keluarga anti join keluarga using (id_keluarga)",
        # One row per true family, each register family at most once.
        "select count(*) - count(distinct id_benar) from kebenaran.kebenaran",
        "select count(id_keluarga) - count(distinct id_keluarga) from kebenaran.kebenaran",
        # Files balance.
        "select count(*) from berkas where baris_masuk <> baris_diterima + baris_ditolak",
        "select sum(baris_ditolak) - (select count(*) from identitas.baris_ditolak) from berkas",
    ],
)
def test_laws_of_the_register(city, law):
    assert city[0].execute(law).fetchone()[0] == 0


def test_pseudonyms_have_sixteen_hex_digits(city):
    bad = "select count(*) from {} where not regexp_full_match({}, '[0-9a-f]{{16}}')"
    for table, column in (("keluarga", "id_keluarga"), ("individu", "id_individu")):
        assert city[0].execute(bad.format(table, column)).fetchone()[0] == 0


def test_hand_made_register_of_all_sources(tmp_path):
    """One family in four registers and a payment list is one row with every source's answer."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    write_csv(folder / "a.csv", DTSEN_FAMILY, {"jumlah_anggota_keluarga": "2"})
    write_csv(
        folder / "b.csv",
        DTSEN_PERSON,
        {},
        {
            "nama": "ANI", "nomor_induk_kependudukan": nik(2, year=24), "jenis_kelamin": "2",
            "tanggal_lahir": "2024-01-01", "status_hubungan_keluarga": "3", "status_bekerja": "",
        },
    )  # fmt: skip
    write_csv(folder / "c.csv", DTKS, {"PBI": "YA"})
    write_csv(folder / "d.csv", P3KE_FAMILY, {})
    write_csv(folder / "e.csv", P3KE_PERSON, {})
    write_csv(folder / "f.csv", VERDICT, {})
    write_csv(folder / "g.csv", PAYEE, {})
    pipeline.build([folder], gudang=tmp_path / "g", sintetis=True)
    con = duckdb.connect(str(Path(tmp_path / "g" / connection.ANALITIK)), read_only=True)
    row = con.execute(
        "select di_dtsen, di_dtks, di_p3ke, di_pdktsam, jumlah_anggota, jumlah_balita, "
        "jumlah_dewasa_bekerja, umur_kepala, jenis_kelamin_kepala, ijazah_kepala, jenis_atap, "
        "terima_pkh, terima_pbi, hasil_verifikasi, kode_kelurahan from keluarga"
    ).fetchall()
    con.close()
    assert row == [
        (
            True, True, True, True, 2, 1, 1, 46, "P", "smp", "bambu", True, True, "layak",
            "35.73.03.1011",
        )
    ]  # fmt: skip
    assert kk(1) == DTSEN_FAMILY["nomor_kartu_keluarga"]
