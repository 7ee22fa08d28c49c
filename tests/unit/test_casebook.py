"""The casebook: an append-only log, two blind reviewers, samples; it outlives every load."""

import sqlite3
import threading

import pytest

from pedekate import pipeline
from pedekate.errors import StoreError
from pedekate.schema import review
from pedekate.store import casebook, scenarios
from tests.registry_files import DTSEN_FAMILY, DTSEN_PERSON, write_csv


@pytest.mark.parametrize(
    "answers, settled, wanted",
    [
        ([], None, True),
        (["sama"], None, True),
        (["sama", "sama"], "sama", False),
        (["beda", "beda"], "beda", False),
        (["ragu", "ragu"], None, False),
        (["sama", "beda"], None, True),
        (["sama", "ragu"], None, True),
        (["sama", "beda", "beda"], "beda", False),
        (["sama", "beda", "sama"], "sama", False),
        (["sama", "beda", "ragu"], None, False),
        (["ragu", "sama", "sama"], "sama", False),
    ],
)
def test_what_the_answers_decide(answers, settled, wanted):
    assert review.decision(answers) == settled
    assert review.needs_answer(answers) == wanted


def answer(folder, who, what, pair=("b", "a")):
    return casebook.answer_pair(folder, *pair, akun=who, jawaban=what)


def test_two_agreeing_reviewers_settle_a_pair_whatever_the_order_of_its_keys(tmp_path):
    assert answer(tmp_path, "satu", "sama", ("b", "a"))
    assert casebook.decided_pairs(tmp_path) == []
    assert answer(tmp_path, "dua", "sama", ("a", "b"))
    assert casebook.decided_pairs(tmp_path) == [("a", "b", "sama")]


def test_nobody_answers_twice_and_nobody_after_the_end(tmp_path):
    assert answer(tmp_path, "satu", "sama")
    assert not answer(tmp_path, "satu", "beda")
    assert answer(tmp_path, "dua", "beda")
    assert answer(tmp_path, "tiga", "beda")
    assert not answer(tmp_path, "empat", "sama")
    assert casebook.decided_pairs(tmp_path) == [("a", "b", "beda")]


def test_an_unknown_answer_is_a_programming_error(tmp_path):
    with pytest.raises(ValueError):
        answer(tmp_path, "satu", "mungkin")


def test_many_reviewers_at_once_give_two_answers(tmp_path):
    casebook.record(tmp_path, akun="a", peran="petugas", kegiatan="masuk")
    kept = []
    threads = [
        threading.Thread(target=lambda i=i: kept.append(answer(tmp_path, f"akun{i}", "sama")))
        for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(kept) == 2
    assert len(casebook.pair_answers(tmp_path)[("a", "b")]) == 2


def test_a_gudang_without_a_casebook_is_not_touched(tmp_path):
    assert casebook.decided_pairs(tmp_path) == [] and casebook.latest_sample(tmp_path) is None
    assert not list(tmp_path.iterdir())


def test_the_log_can_only_grow(tmp_path):
    casebook.record(
        tmp_path, akun="a", peran="petugas", kegiatan="lembar_kerja", keperluan="Muskel",
        saringan="57 kelurahan", baris=12, ekspor=True,
    )  # fmt: skip
    con = sqlite3.connect(tmp_path / casebook.KERJA)
    for statement in ("update jejak set baris = 0", "delete from jejak"):
        with pytest.raises(sqlite3.IntegrityError, match="jejak"):
            con.execute(statement)
    con.close()
    (line,) = casebook.trail(tmp_path, most=5)
    assert (line.keperluan, line.baris, line.ekspor) == ("Muskel", 12, True)


def test_values_are_never_read_as_sql(tmp_path):
    nasty = "x'); drop table jejak; --"
    casebook.record(tmp_path, akun=nasty, peran="", kegiatan="masuk", keperluan=nasty)
    assert casebook.trail(tmp_path, most=1)[0].akun == nasty


def test_an_unwritable_gudang_is_one_sentence(tmp_path):
    with pytest.raises(StoreError, match="kerja.sqlite"):
        casebook.record(tmp_path / "tidak-ada", akun="a", peran="", kegiatan="masuk")


def test_the_last_sample_is_kept_with_its_families(tmp_path):
    for number, ids in enumerate((("a",), ("b", "c")), 1):
        rows = [(i, "35.73.01.1001|desil_1_2", 50, 2) for i in ids]
        saved = casebook.save_sample(
            tmp_path, akun="x", benih=7, rancangan="uji", sidik_jari="f", keluarga=rows
        )
        assert saved == number
    assert casebook.latest_sample(tmp_path).keluarga == {"b", "c"}


def test_a_load_leaves_the_casebook_alone(tmp_path):
    source, gudang = tmp_path / "masuk", tmp_path / "g"
    source.mkdir()
    write_csv(source / "a.csv", DTSEN_FAMILY, {})
    write_csv(source / "b.csv", DTSEN_PERSON, {})
    pipeline.build([source], gudang=gudang, sintetis=True)
    answer(gudang, "satu", "sama")
    answer(gudang, "dua", "sama")
    scenarios.save(gudang, akun="satu", nama="Usulan", isi="isi", angka={})
    pipeline.build([source], gudang=gudang, sintetis=True)
    assert casebook.decided_pairs(gudang) == [("a", "b", "sama")]
    assert [one.nama for one in scenarios.kept(gudang)] == ["Usulan"]
