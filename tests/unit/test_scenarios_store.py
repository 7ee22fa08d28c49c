"""Scenarios in the casebook: versions add up, a removed one is marked, nothing is overwritten."""

import sqlite3
import threading

import pytest

from pedekate.store import casebook, scenarios


def save(folder, name, text="isi", **figures):
    return scenarios.save(folder, akun="perencana-1", nama=name, isi=text, angka=figures)


def test_a_name_that_is_taken_gets_a_version_and_all_versions_stay(tmp_path):
    assert save(tmp_path, "Satu", "a", cakupan=0.4, biaya=None) == (1, 1)
    assert scenarios.next_version(tmp_path, "SATU") == 2
    assert save(tmp_path, "satu", "b") == (2, 2) and save(tmp_path, "Dua") == (3, 1)
    rows = scenarios.kept(tmp_path)
    assert [(r.nomor, r.nama, r.versi, r.terbaru) for r in rows] == [
        (3, "Dua", 1, True), (2, "satu", 2, True), (1, "Satu", 1, False),
    ]  # fmt: skip
    assert rows[2].isi == "a" and rows[2].angka == {"cakupan": 0.4, "biaya": None}


def test_a_removed_one_is_off_the_list_but_not_erased(tmp_path):
    save(tmp_path, "Satu")
    save(tmp_path, "Satu")
    assert scenarios.remove(tmp_path, 2, akun="b")
    assert not scenarios.remove(tmp_path, 2, akun="b") and not scenarios.remove(
        tmp_path, 9, akun="b"
    )
    (left,) = scenarios.kept(tmp_path)
    assert left.nomor == 1 and left.terbaru
    assert save(tmp_path, "Satu") == (3, 3)
    con = sqlite3.connect(tmp_path / casebook.KERJA)
    for statement in ("update skenario set isi = 'x'", "delete from skenario"):
        with pytest.raises(sqlite3.IntegrityError, match="skenario tersimpan"):
            con.execute(statement)
    assert con.execute("select count(*) from skenario").fetchone() == (3,)
    con.close()


def test_a_link_calls_a_number_or_the_newest_of_a_name(tmp_path):
    for name in ("Satu", "Satu", "x'; drop table skenario; --"):
        save(tmp_path, name)
    assert scenarios.find(tmp_path, "satu").nomor == 2
    assert scenarios.find(tmp_path, "1").versi == 1
    assert scenarios.find(tmp_path, "x'; drop table skenario; --").nomor == 3
    for unknown in ("Dua", "4", "", "-1"):
        assert scenarios.find(tmp_path, unknown) is None


def test_savers_at_once_get_versions_of_their_own(tmp_path):
    save(tmp_path, "Satu")
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(save(tmp_path, "Satu")[1])) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [2, 3, 4, 5, 6, 7]


def test_a_gudang_without_a_casebook_is_not_touched(tmp_path):
    assert scenarios.kept(tmp_path) == [] and scenarios.find(tmp_path, "a") is None
    assert scenarios.next_version(tmp_path, "a") == 1
    assert not list(tmp_path.iterdir())
