"""Which files stand for what: waves, payment lists, retention. Pure decisions, hand-made files."""

import datetime as dt
import itertools

import pytest

from pedekate.errors import ConfigError
from pedekate.registry import waves
from pedekate.registry.waves import StoredFile, arrange, replaced, unique_names

OLD, MIDDLE, NEW = dt.date(2026, 4, 30), dt.date(2026, 7, 31), dt.date(2026, 10, 31)
_numbers = itertools.count(1)


def file(jenis, day, *, sumber="dtsen", nama=None, program=(), dimuat="1", sha=None):
    number = next(_numbers)
    return StoredFile(
        nomor=number, nama=nama or f"{jenis}.csv", profil=f"{sumber}_{jenis}", jenis=jenis,
        sumber=sumber, tanggal_data=day, baris_masuk=1, baris_diterima=1, baris_ditolak=0,
        alasan={}, catatan={}, sha256=sha or str(number), dimuat=dimuat, program=program,
    )  # fmt: skip


def numbers(files):
    return {f.nomor for f in files}


def test_newest_wave_is_current_and_the_older_one_is_kept():
    old, new = file("keluarga", OLD), file("keluarga", NEW)
    other = file("individu", OLD, sumber="dtks")
    plan = arrange([new, other, old], keep=4)
    assert {(w.sumber, w.tanggal) for w in plan.kini} == {("dtsen", NEW), ("dtks", OLD)}
    assert [(w.sumber, w.tanggal) for w in plan.lampau] == [("dtsen", OLD)]
    assert numbers(plan.berlaku) == {new.nomor, other.nomor}


def test_order_of_files_changes_nothing():
    files = [file("keluarga", d) for d in (OLD, MIDDLE, NEW)] + [file("individu", NEW)]
    first, *others = [arrange(order, keep=2) for order in itertools.permutations(files)]
    assert all(plan == first for plan in others)


def test_person_file_joins_the_wave_nearest_to_its_date():
    family, person = file("keluarga", NEW), file("individu", NEW - dt.timedelta(days=3))
    older = file("keluarga", MIDDLE)
    (wave,) = arrange([family, person, older], keep=4).kini
    assert numbers(wave.berkas) == {family.nomor, person.nomor} and not wave.bawaan


def test_families_without_persons_borrow_those_of_the_wave_before():
    old = [file("keluarga", OLD), file("individu", OLD)]
    (wave,) = arrange([*old, file("keluarga", NEW)], keep=4).kini
    assert numbers(wave.bawaan) == {old[1].nomor}


def test_person_file_that_waits_for_its_families_is_not_dropped():
    old, early = file("keluarga", OLD), file("individu", NEW)
    persons = file("individu", OLD)
    plan = arrange([old, persons, early], keep=1)
    assert numbers(plan.kini[0].berkas) == {old.nomor, early.nomor}
    assert persons.nomor in numbers(plan.dilepas)
    later = arrange([old, early, file("keluarga", NEW)], keep=1)
    assert numbers(later.dilepas) == {old.nomor}


def test_retention_drops_the_oldest_waves_and_lists():
    dated = [file("keluarga", d) for d in (OLD, MIDDLE, NEW)]
    lists = [
        file("penerima", d, sumber="daftar_bayar", program=("pkh",)) for d in (OLD, MIDDLE, NEW)
    ]
    plan = arrange([*dated, *lists], keep=2)
    assert numbers(plan.dilepas) == {dated[0].nomor, lists[0].nomor}
    assert plan.bayar == ((lists[2].nomor, "pkh"),)
    assert plan.bayar_lampau == (("pkh", MIDDLE, (lists[1].nomor,)),)


def test_payment_lists_are_newest_by_programme():
    both = file("penerima", OLD, sumber="daftar_bayar", program=("bpnt", "pkh"))
    pkh = file("penerima", NEW, sumber="daftar_bayar", program=("pkh",))
    plan = arrange([both, pkh], keep=4)
    assert set(plan.bayar) == {(both.nomor, "bpnt"), (pkh.nomor, "pkh")}
    assert numbers(plan.berlaku) == {both.nomor, pkh.nomor}


def test_what_a_new_file_replaces():
    family, person = file("keluarga", OLD), file("individu", OLD)
    pkh = file("penerima", OLD, sumber="daftar_bayar", program=("pkh",))
    bpnt = file("penerima", OLD, sumber="daftar_bayar", program=("bpnt",))
    verdict = file("verifikasi", OLD, sumber="pdktsam", nama="mei.csv")
    kept = [family, person, pkh, bpnt, verdict]
    assert replaced(kept, [file("keluarga", OLD, nama="lain.csv")]) == [family]
    assert replaced(kept, [file("keluarga", NEW)]) == []
    assert replaced(kept, [file("penerima", OLD, sumber="daftar_bayar", program=("pkh",))]) == [pkh]
    assert replaced(kept, [file("verifikasi", NEW, sumber="pdktsam", nama="mei.csv")]) == [verdict]
    assert replaced(kept, [file("verifikasi", OLD, sumber="pdktsam", nama="juni.csv")]) == []
    again = file("keluarga", NEW, sha=family.sha256)
    assert replaced(kept, [again]) == [family]


def test_one_programme_and_date_twice_counts_the_later_load():
    first = file("penerima", OLD, sumber="daftar_bayar", program=("bpnt", "pkh"), dimuat="1")
    second = file("penerima", OLD, sumber="daftar_bayar", program=("pkh",), dimuat="2")
    plan = arrange([first, second], keep=4)
    assert set(plan.bayar) == {(first.nomor, "bpnt"), (second.nomor, "pkh")}


def test_file_without_a_date_is_the_oldest_wave():
    undated, dated = file("keluarga", None), file("keluarga", OLD)
    plan = arrange([undated, dated], keep=4)
    assert plan.kini[0].tanggal == OLD and plan.lampau[0].tanggal is None


def test_names_stay_unique_and_the_newest_keeps_its_own():
    files = [file("keluarga", d, nama="dtsen.csv") for d in (OLD, NEW)] + [
        file("keluarga", OLD, nama="dtsen.csv"), file("keluarga", None, nama="dtsen.csv")
    ]  # fmt: skip
    names = unique_names(files)
    assert names[files[1].nomor] == "dtsen.csv"
    assert {names[files[0].nomor], names[files[2].nomor]} == {
        "dtsen.csv (2026-04-30)", "dtsen.csv (2026-04-30, 2)",
    }  # fmt: skip
    assert names[files[3].nomor] == "dtsen.csv (tanpa tanggal)"


def test_retention_setting(tmp_path):
    assert waves.load_retention().gelombang_disimpan >= 2
    wrong = tmp_path / "gelombang.toml"
    wrong.write_text("gelombang_disimpan = 0\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"gelombang\.toml"):
        waves.load_retention(wrong)
