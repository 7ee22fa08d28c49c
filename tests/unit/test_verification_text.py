"""Sentences of the page Verifikasi."""

import pandas as pd
import pytest

from pedekate.ui.verification import pairs, text

NAN = float("nan")


def area(**more):
    known = {"nama": "Kota Malang", "pembilang": 1120, "penyebut": 7060, "nilai": 16.0}
    return pd.Series(known | more)


@pytest.mark.parametrize(
    "due, busiest, end",
    [
        (12, None, "<em>dua belas dari 57 kelurahan lewat waktu musyawarah</em>"),
        (0, "Sukun", "<em>5.940 menunggu, terbanyak di Sukun</em>"),
        (0, None, "<em>5.940 menunggu</em>"),
    ],
)
def test_progress(due, busiest, end):
    found = text.progress_headline(area(), due, 57, busiest)
    assert found.startswith("1.120 dari 7.060 keluarga sasaran") and found.endswith(end)


def test_hidden_progress_is_said_to_be_hidden():
    assert "belum dapat ditampilkan" in text.progress_headline(area(nilai=NAN), 0, 57, None)


@pytest.mark.parametrize(
    "months, words", [(0, "tepat waktu"), (2, "lewat 2 bulan"), (pd.NA, "belum pernah")]
)
def test_overdue(months, words):
    assert text.overdue(months) == words


def sources(*rows):
    names = ["nama_sumber", "nilai", "bawah", "atas"]
    return pd.DataFrame(rows, columns=names)


@pytest.mark.parametrize(
    "rows, said",
    [
        ([("DTKS, terdaftar", 0.27, 0.24, 0.29), ("DTSEN, desil 1–5", 0.2, 0.18, 0.22)],
         "27\u00a0persen keluarga DTKS yang diverifikasi di kota ternyata tidak layak atau tidak "
         "ada lagi; <em>DTSEN 20\u00a0persen</em>"),
        ([("DTKS, terdaftar", 0.27, 0.2, 0.34), ("P3KE, terdaftar", 0.2, 0.14, 0.26)],
         "<em>sumber lain tidak dapat dibedakan darinya</em>"),
        ([("DTKS, terdaftar", 0.27, 0.2, 0.34), ("P3KE, terdaftar", NAN, NAN, NAN)],
         "tidak ada lagi"),
        ([("DTKS, terdaftar", NAN, NAN, NAN)], "belum dapat diukur"),
    ],
)  # fmt: skip
def test_errors(rows, said):
    assert said in text.error_headline(sources(*rows), "kota")


def test_sample_and_officers():
    assert "± 2,7 poin persen" in text.sample_headline(1000, 0.0268)
    assert "tidak menarik" in text.sample_headline(0, NAN)
    roles = [("TKSK", 5), ("Puskesos", 57)]
    assert text.officers_headline(62, roles, "Sukun").endswith("<em>beban terberat di Sukun</em>")
    assert text.officers_headline(62, roles, None).endswith("5 TKSK dan 57 Puskesos")


def test_a_reviewer_sees_what_differs_and_nothing_of_the_others():
    row = {"nama_a": "SITI", "nama_b": "SITTI", "nik_a": "", "nik_b": "1", "alamat_a": None,
           "alamat_b": None, "tanggal_lahir_a": pd.NaT, "tanggal_lahir_b": pd.NaT,
           "jenis_kelamin_a": "P", "jenis_kelamin_b": "P", "kode_kelurahan_a": "x",
           "kode_kelurahan_b": None, "sumber_a": "dtsen", "sumber_b": "p3ke"}  # fmt: skip
    table = pairs.compared(row, pd.Series({"x": "Kauman"})).set_index("isian")
    assert tuple(table.loc["Nama"]) == ("<b>SITI</b>", "<b>SITTI</b>")
    assert tuple(table.loc["NIK"]) == ("–", "1")
    assert tuple(table.loc["Jenis kelamin"]) == ("Perempuan", "Perempuan")
    assert tuple(table.loc["Kelurahan"]) == ("Kauman", "–")
    assert tuple(table.loc["Sumber"]) == ("DTSEN", "P3KE")


def test_the_queue_leaves_out_what_is_answered_or_settled():
    every = [("b", "a"), ("c", "d"), ("e", "f")]
    answers = {
        ("a", "b"): [("saya", "sama")],
        ("c", "d"): [("x", "sama"), ("y", "sama")],
        ("e", "f"): [("x", "sama"), ("y", "beda")],
    }
    assert pairs.queue(every, answers, "saya") == [("e", "f")]
    assert pairs.queue(every, answers, "z") == [("b", "a"), ("e", "f")]
