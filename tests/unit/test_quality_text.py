"""Words of the data-quality section: nothing rounds up to perfect, hidden is not zero."""

import pandas as pd
import pytest

from pedekate.ui.reconciliation import quality_text as text

SOURCES = {"dtsen": "DTSEN"}


@pytest.mark.parametrize(
    "share, written",
    [(1.0, "100%"), (0.99999, "99,9%"), (0.9995, "99,9%"), (0.9949, "99,5%"), (0.0, "0,0%"),
     (float("nan"), "–"), (None, "–")],
)  # fmt: skip
def test_only_perfect_is_written_as_perfect(share, written):
    assert text.good(share) == written


def test_file_names_say_what_a_row_is():
    assert text.file_name("dtsen", "individu", SOURCES) == "DTSEN · orang"
    assert text.file_name("daftar_bayar", "penerima", SOURCES) == "Daftar bayar · penerima"
    assert text.file_name("sumber_baru", "keluarga", SOURCES) == "Sumber baru · keluarga"


def test_the_headline_names_the_weakest_file_and_dimension():
    rows = pd.DataFrame(
        {
            "berkas": ["DTSEN · orang", "DTKS · orang", "P3KE · orang"],
            "dimensi": ["a", "b", "a"],
            "nilai": [0.9, 0.75, float("nan")],
        }
    )
    names = {"a": "Kelengkapan", "b": "Keabsahan"}
    assert "keabsahan berkas DTKS · orang, 25,0 persen" in text.headline(rows, names)
    assert "Semua baris" in text.headline(rows.assign(nilai=1.0), names)
    assert "belum dapat dihitung" in text.headline(rows.assign(nilai=float("nan")), names)


def test_the_weakest_kelurahan_or_none():
    rows = pd.DataFrame({"nama": ["Kasin", "Arjosari"], "nilai": [0.2, 0.34]})
    title = text.areas_title(rows, "Keabsahan", "DTKS · orang")
    assert title == "Keabsahan DTKS · orang paling lemah di Arjosari: 34 dari 100 baris bermasalah"
    assert (
        text.areas_title(rows.assign(nilai=0.0), "Keabsahan", "X")
        == "Keabsahan X menurut kelurahan"
    )


@pytest.mark.parametrize(
    "days, limit, words",
    [(25, 150, ("25\u00a0hari", "batas\u00a0150")),
     (1060, pd.NA, ("1.060\u00a0hari", "tanpa batas")),
     (pd.NA, 150, ("tanpa tanggal", ""))],
)  # fmt: skip
def test_age_in_words(days, limit, words):
    assert text.age(pd.Series({"umur_hari": days, "batas_hari": limit}, dtype=object)) == words
