"""Errors each with its denominator, families apart from persons, and errors the field found."""

from types import SimpleNamespace

import numpy as np

from pedekate.simulation.field_truth import FieldTruth, against_verdicts
from pedekate.ui.simulation import measures_text as text

VALUES = {
    "eksklusi_keluarga": 0.6, "eksklusi_individu": 0.5, "inklusi_keluarga": 0.25,
    "inklusi_individu": 0.2, "nonmiskin_terlayani_keluarga": 0.1,
    "nonmiskin_terlayani_individu": 0.05, "cakupan_keluarga": 0.16, "cakupan_individu": 0.12,
    "kebocoran_manfaat": 0.25, "cgh40": 2.04, "koefisien_konsentrasi": -0.4, "belanja": 3e9,
    "p1_sebelum": 0.0055, "p1_sesudah": 0.0052, "watts_sesudah": 0.0061,
}  # fmt: skip


def _outcome(recipients=1000.0, **changed):
    served = SimpleNamespace(totals=np.full(10, recipients))
    return SimpleNamespace(values=VALUES | changed, served=served)


def test_every_error_stands_with_its_own_denominator():
    rows = text.errors(_outcome()).to_numpy().tolist()
    assert [row[1:3] for row in rows] == [
        ["60%", "50%"], ["25%", "20%"], ["10%", "5%"], ["16%", "12%"],
        ["30\xa0poin", "45\xa0poin"],
    ]  # fmt: skip
    assert [row[3] for row in rows[:4]] == [
        "dari yang miskin", "dari penerima", "dari yang bukan miskin", "dari seluruh kota",
    ]  # fmt: skip


def test_shares_of_a_handful_are_not_told():
    table = text.errors(_outcome(recipients=4.0))
    assert set(table["keluarga"]) == set(table["penduduk"]) == {"–"}


def test_price_of_a_step_of_the_gap_and_a_gap_nobody_closes():
    table = text.others(_outcome(), watts_before=0.0064).set_index("ukuran")["nilai"]
    assert table["Belanja per 0,01 poin P1"] == "Rp\xa01\xa0miliar"  # 3 billion for 0.03 points
    assert table["Indeks Watts"] == "0,64 → 0,61" and table["Koefisien konsentrasi"] == "−0,40"
    flat = text.others(_outcome(p1_sesudah=0.0055), watts_before=0.0064).set_index("ukuran")
    assert flat.loc["Belanja per 0,01 poin P1", "nilai"] == "–"


def test_verdicts_are_counted_where_the_register_has_the_family():
    """Four families; the last is in no register. Rows 0 and 2 were judged fit, row 1 unfit."""
    found = against_verdicts(
        np.array([1.0, 0.25, 0.5, 1.0]), np.array([0, 1, 2, -1]),
        np.array([True, False, True]), np.array([False, True, False]),
    )  # fmt: skip
    assert found == FieldTruth(
        layak=2.0, layak_terlayani=1.5, tidak_layak=1.0, tidak_layak_terlayani=0.25
    )


def test_field_table_is_rounded_and_hides_few():
    table = text.field(
        FieldTruth(layak=204, layak_terlayani=52, tidak_layak=7, tidak_layak_terlayani=0)
    )
    assert table["keluarga"].tolist()[0] == 200 and table["menerima"].tolist()[0] == 50
    assert np.isnan(table["keluarga"][1])
    assert text.field_title(table).replace("\xa0", " ").endswith("25 persen yang layak terjangkau")
