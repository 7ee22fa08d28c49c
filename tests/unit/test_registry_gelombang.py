"""Loads that add to what is there: dated waves, kept files, hand-counted changes."""

import datetime as dt

import duckdb
import pytest

from pedekate import cli, pipeline
from pedekate.errors import StoreError
from pedekate.registry import health, waves
from tests.registry_files import (
    DTKS,
    DTSEN_FAMILY,
    DTSEN_PERSON,
    PAYEE,
    VERDICT,
    kk,
    nik,
    write_csv,
)

JULI, OKTOBER = "2026-07-31", "2026-10-31"


def family(serial, desil, **other):
    return {"nomor_kartu_keluarga": kk(serial), "desil_nasional": desil,
            "alamat": f"JL. MELATI NO. {serial}", **other}  # fmt: skip


def person(serial, **other):
    return {"nomor_kartu_keluarga": kk(serial), "nomor_induk_kependudukan": nik(serial),
            "nama": f"ORANG {'ABCDEFGHIJ'[serial]}", **other}  # fmt: skip


@pytest.fixture
def gudang(tmp_path):
    return tmp_path / "g"


@pytest.fixture
def folder(tmp_path):
    """Write files (name → template and rows) with their dates into a folder."""

    def write(name, dates, **files):
        target = tmp_path / name
        target.mkdir()
        for file, (template, *rows) in files.items():
            write_csv(target / f"{file}.csv", template, *rows)
        (target / "berkas.toml").write_text(
            "".join(f'["{f}.csv"]\ntanggal_data = {day}\n' for f, day in dates.items())
        )
        return target

    return write


@pytest.fixture
def juli(folder):
    """Families 1–4; family 4 has a broken card and NIK, the same in both waves."""
    broken = {"nomor_kartu_keluarga": "123", "nomor_induk_kependudukan": "77"}
    return folder(
        "juli", {"dtsen_keluarga": JULI, "dtsen_anggota": JULI},
        dtsen_keluarga=(
            DTSEN_FAMILY, family(1, "1"), family(2, "2"), family(3, "3"),
            family(4, "4", nomor_kartu_keluarga="123"),
        ),
        dtsen_anggota=(
            DTSEN_PERSON, person(1), person(2), person(3),
            person(3, nomor_induk_kependudukan=nik(31)), person(4, **broken),
        ),
    )  # fmt: skip


@pytest.fixture
def oktober(folder):
    """Family 3 (two persons) left, family 5 came, family 2 fell to decile 1, 4 lost its rank."""
    broken = {"nomor_kartu_keluarga": "123", "nomor_induk_kependudukan": "77"}
    return folder(
        "oktober", {"dtsen_keluarga": OKTOBER, "dtsen_anggota": OKTOBER},
        dtsen_keluarga=(
            DTSEN_FAMILY, family(1, "1"), family(2, "1"), family(5, "5"),
            family(4, "", nomor_kartu_keluarga="123"),
        ),
        dtsen_anggota=(DTSEN_PERSON, person(1), person(2), person(5), person(4, **broken)),
    )  # fmt: skip


CHANGES = {
    ("tetap", 1, 1, 1, 1),
    ("tetap", 2, 1, 1, 1),
    ("tetap", 4, None, 1, 1),
    ("keluar", 3, None, 1, 2),
    ("masuk", None, 5, 1, 1),
}


def load(*paths, gudang, **options):
    return pipeline.build(list(paths), gudang=gudang, sintetis=True, **options)


def ask(gudang, sql, database="analitik"):
    with duckdb.connect(str(gudang / f"{database}.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def changes(gudang, sumber="dtsen"):
    return set(
        ask(
            gudang,
            "select keadaan, desil_lama, desil_baru, keluarga, individu from agregat_perubahan "
            f"where sumber = '{sumber}'",
        )
    )


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_second_wave_over_the_first_gives_the_hand_counted_changes(juli, oktober, gudang):
    load(juli, gudang=gudang)
    report = load(oktober, gudang=gudang)
    assert changes(gudang) == CHANGES
    assert report.keluarga == 4
    # Family 3 exists in the older wave only: no family of the register.
    assert (
        ask(gudang, f"select * from identitas_keluarga where no_kk = '{kk(3)}'", "identitas") == []
    )
    waves = "select tanggal_data, ke, keluarga, individu from gelombang order by ke"
    assert ask(gudang, waves) == [
        (dt.date(2026, 10, 31), 1, 4, 4), (dt.date(2026, 7, 31), 2, 4, 5),
    ]  # fmt: skip


def test_order_of_loading_and_loading_at_once_give_the_same_register(juli, oktober, tmp_path):
    prints = []
    for name, steps in (("a", [[juli], [oktober]]), ("b", [[oktober], [juli]]),
                        ("c", [[juli, oktober]])):  # fmt: skip
        for paths in steps:
            report = load(*paths, gudang=tmp_path / name)
        prints.append(report.sidik_jari)
        assert changes(tmp_path / name) == CHANGES
    assert len(set(prints)) == 1
    assert load(oktober, gudang=tmp_path / "d").sidik_jari == prints[0]


def test_three_waves_are_compared_two_by_two(juli, oktober, folder, gudang):
    last = folder(
        "januari", {"dtsen_keluarga": "2027-01-31", "dtsen_anggota": "2027-01-31"},
        dtsen_keluarga=(DTSEN_FAMILY, family(1, "2"), family(3, "3")),
        dtsen_anggota=(DTSEN_PERSON, person(1), person(3)),
    )  # fmt: skip
    for paths in (juli, last, oktober):
        load(paths, gudang=gudang)
    pairs = ask(
        gudang,
        "select tanggal_lama, tanggal_baru, keadaan, sum(keluarga) from agregat_perubahan "
        "group by all order by all",
    )
    months = [(a.month, b.month, state, int(n)) for a, b, state, n in pairs]
    assert months == [
        (7, 10, "keluar", 1), (7, 10, "masuk", 1), (7, 10, "tetap", 3),
        (10, 1, "keluar", 3), (10, 1, "masuk", 1), (10, 1, "tetap", 1),
    ]  # fmt: skip


def test_payment_list_alone_keeps_the_city(juli, folder, gudang):
    first = load(juli, gudang=gudang)
    paid = folder("bayar", {"pkh": OKTOBER}, pkh=(PAYEE, {"NO KK": kk(2), "NIK KTP": nik(2)}))
    report = load(paid, gudang=gudang)
    assert report.keluarga == first.keluarga
    assert ask(gudang, "select count(*) from keluarga where terima_pkh") == [(1,)]
    assert [f.nama for f in report.tersimpan] == ["dtsen_anggota.csv", "dtsen_keluarga.csv"]
    newer = folder(
        "bayar2", {"pkh_baru": "2027-01-31"},
        pkh_baru=(PAYEE, {"NO KK": kk(1), "NIK KTP": nik(1)}, {"NO KK": kk(2), "NIK KTP": nik(2)}),
    )  # fmt: skip
    load(newer, gudang=gudang)
    assert ask(gudang, "select count(*) from keluarga where terima_pkh") == [(2,)]
    assert set(ask(gudang, "select keadaan, keluarga from agregat_perubahan_program")) == {
        ("tetap", 1), ("masuk", 1),
    }  # fmt: skip
    last = folder("bayar3", {"pkh": "2027-04-30"}, pkh=(
        PAYEE, {"NO KK": kk(1), "NIK KTP": nik(1)}, {"NO KK": kk(2), "NIK KTP": nik(2)},
        {"NO KK": kk(3), "NIK KTP": nik(3)}, {"NO KK": kk(99), "NIK KTP": nik(99)},
    ))  # fmt: skip
    load(last, gudang=gudang)
    how_long = ask(
        gudang, "select daftar, banyak_daftar, sum(keluarga) from agregat_penerimaan group by 1, 2"
    )
    # Family 2 is on all three lists, 1 on the last two; 3 and the stranger are new.
    assert sorted(how_long) == [(1, 3, 2), (2, 3, 1), (3, 3, 1)]


def test_same_wave_again_is_replaced(juli, folder, gudang):
    load(juli, gudang=gudang)
    again = folder("ulang", {"dtsen": JULI}, dtsen=(DTSEN_FAMILY, family(1, "9"), family(2, "9")))
    report = load(again, gudang=gudang)
    assert report.digantikan == ("dtsen_keluarga.csv",)
    assert ask(gudang, "select count(*) from gelombang") == [(1,)]
    assert ask(gudang, "select distinct desil from sumber_keluarga where desil is not null") == [
        (9,)
    ]


def test_families_alone_borrow_the_persons_still_listed(juli, folder, gudang):
    load(juli, gudang=gudang)
    families = folder(
        "keluarga", {"dtsen_keluarga": OKTOBER},
        dtsen_keluarga=(DTSEN_FAMILY, family(1, "1"), family(2, "2")),
    )  # fmt: skip
    load(families, gudang=gudang)
    # Persons of families 3 and 4 do not bring back families that are no longer listed.
    assert ask(gudang, "select count(*), sum(jumlah_anggota) from keluarga") == [(2, 2)]
    assert {(state, n) for state, _, _, n, _ in changes(gudang)} == {("tetap", 1), ("keluar", 1)}


def test_verdicts_accumulate_and_the_same_name_replaces(juli, folder, gudang):
    load(juli, gudang=gudang)
    verdict = {"no_kk": kk(1), "nik_kepala": nik(1)}
    load(folder("v1", {}, mei=(VERDICT, {**verdict, "hasil": "tidak layak"})), gudang=gudang)
    june = {**verdict, "tanggal_verifikasi": "2026-06-01", "nomor_berita_acara": "BA/2"}
    load(folder("v2", {}, juni=(VERDICT, june)), gudang=gudang)
    assert ask(gudang, "select count(*) from verifikasi") == [(2,)]
    load(folder("v3", {}, mei=(VERDICT, {**verdict, "hasil": "layak"})), gudang=gudang)
    assert set(ask(gudang, "select hasil from verifikasi")) == {("layak",)}


def test_dtks_family_whose_members_all_died_has_left(folder, gudang):
    rows = [{"NIK": nik(i), "NOKK": kk(i), "Nama": f"ORANG {i}"} for i in (1, 2)]
    load(folder("lama", {"dtks": JULI}, dtks=(DTKS, *rows)), gudang=gudang)
    rows[1]["masih_hidup_label"] = "Meninggal"
    load(folder("baru", {"dtks": OKTOBER}, dtks=(DTKS, *rows)), gudang=gudang)
    assert {(state, n) for state, _, _, n, _ in changes(gudang, "dtks")} == {
        ("tetap", 1), ("keluar", 1),
    }  # fmt: skip


def test_retention_drops_the_oldest_and_says_so(juli, oktober, gudang, monkeypatch, capsys):
    load(juli, gudang=gudang)
    keep = waves.Retention(gelombang_disimpan=1)
    monkeypatch.setattr(pipeline.waves, "load_retention", lambda: keep)
    argv = ["muat", str(oktober), "--gudang", str(gudang), "--sintetis"]
    assert cli.main(argv) == 0
    assert "dilepas karena batas simpan: dtsen_anggota.csv, dtsen_keluarga.csv" in (
        capsys.readouterr().err
    )
    assert changes(gudang) == set()
    assert ask(gudang, "select distinct no_berkas from kanon_keluarga", "identitas") == [(4,)]


def test_baru_starts_from_nothing(juli, oktober, gudang):
    load(juli, gudang=gudang)
    report = load(oktober, gudang=gudang, baru=True)
    assert not report.tersimpan and changes(gudang) == set()


def test_real_and_synthetic_data_never_meet(juli, oktober, gudang):
    load(juli, gudang=gudang)
    report = pipeline.build([oktober], gudang=gudang, sintetis=False)
    assert "tidak dicampur" in report.mulai_baru and not report.tersimpan


def test_gudang_that_cannot_be_added_to_is_never_replaced_silently(juli, oktober, gudang):
    load(juli, gudang=gudang)
    with duckdb.connect(str(gudang / "identitas.duckdb")) as con:
        con.execute("drop table berkas_simpanan")
    before = contents(gudang)
    with pytest.raises(StoreError, match="sekali lagi dengan --baru"):
        load(oktober, gudang=gudang)
    assert contents(gudang) == before
    (gudang / "analitik.duckdb").write_bytes(b"rusak")
    with pytest.raises(StoreError, match="dari nol .* --baru"):
        load(oktober, gudang=gudang)
    assert load(oktober, gudang=gudang, baru=True).keluarga == 4


def test_another_pseudonym_key_still_adds(juli, oktober, gudang, monkeypatch):
    load(juli, gudang=gudang)
    before = set(ask(gudang, "select id_keluarga from keluarga"))
    monkeypatch.setenv("PEDEKATE_KUNCI", "kunci lain")
    load(oktober, gudang=gudang)
    assert changes(gudang) == CHANGES
    assert not before & set(ask(gudang, "select id_keluarga from keluarga"))


def test_stopped_load_leaves_waves_as_they_were(juli, oktober, gudang):
    load(juli, gudang=gudang)
    before = contents(gudang)

    def stop(step, share):
        if step.startswith("Membandingkan"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(oktober, gudang=gudang, progress=stop)
    assert contents(gudang) == before


def test_kept_files_and_refused_rows_survive(juli, oktober, gudang):
    load(juli, gudang=gudang)
    flags = ask(gudang, "select berkas, aturan, jumlah from penolakan")
    result = load(oktober, gudang=gudang).to_json()
    assert {f["nama"] for f in result["berkas"]} == {"dtsen_keluarga.csv", "dtsen_anggota.csv"}
    kept = {f["nama"]: f["berlaku"] for f in result["berkas_tersimpan"]}
    assert kept == {
        "dtsen_anggota.csv (2026-07-31)": False, "dtsen_keluarga.csv (2026-07-31)": False,
    }  # fmt: skip
    renamed = {(f"{name} (2026-07-31)", rule, n) for name, rule, n in flags}
    assert renamed <= set(ask(gudang, "select berkas, aturan, jumlah from penolakan"))


def test_check_tells_the_waves(juli, oktober, gudang):
    load(juli, oktober, gudang=gudang)
    found = health.check(gudang, dt.date(2026, 11, 25))
    (dtsen,) = found.sumber
    assert (dtsen["tanggal_data"], dtsen["gelombang_lama"]) == (OKTOBER, [JULI])
