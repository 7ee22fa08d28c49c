"""Workbooks: what was on screen, with its meaning; read back with an independent reader."""

import io

import pandas as pd
from python_calamine import CalamineWorkbook

from pedekate.config import LABEL_SINTETIS
from pedekate.reports.xlsx import NOTES_SHEET, WHOLE, Field, Sheet, workbook

TABLE = pd.DataFrame(
    {
        "kode": ["35.73.01.1001", "35.73.01.1002"],
        "nama": ["=1+1", "Arjosari"],
        "jumlah": pd.array([25, None], "Int64"),
    }
)
FIELDS = [Field("kode", "Kode"), Field("nama", "Nama"), Field("jumlah", "Jumlah", WHOLE)]
NOTES = {"Definisi": "Keluarga desil 1–2", "Sumber": "registri kota"}


def _bytes(synthetic=True):
    sheet = Sheet(name="Kelurahan", table=TABLE, fields=FIELDS)
    return workbook([sheet], NOTES, title="Keluarga desil 1–2", synthetic=synthetic)


def _rows(data, name):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(name).to_python()


def test_numbers_text_and_hidden_cells():
    rows = _rows(_bytes(), "Kelurahan")
    assert rows[3] == ["Kode", "Nama", "Jumlah"]
    assert rows[4] == ["35.73.01.1001", "=1+1", 25.0]
    assert rows[5] == ["35.73.01.1002", "Arjosari", ""]


def test_every_sheet_says_synthetic():
    data = _bytes()
    for name in ("Kelurahan", NOTES_SHEET):
        assert _rows(data, name)[1][0] == LABEL_SINTETIS
    real = _bytes(synthetic=False)
    for name in ("Kelurahan", NOTES_SHEET):
        assert LABEL_SINTETIS not in str(_rows(real, name))


def test_notes_explain_the_numbers():
    rows = _rows(_bytes(), NOTES_SHEET)
    assert ["Definisi", "Keluarga desil 1–2"] in [r[:2] for r in rows]
    assert ["Sumber", "registri kota"] in [r[:2] for r in rows]


def test_same_data_same_bytes():
    assert _bytes() == _bytes()
