"""What the map page says, from tables small enough to check by eye."""

import datetime as dt
import io

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from pedekate.ui.data import Status
from pedekate.ui.maps.kept import workbook_of
from pedekate.ui.maps.view import Unit, map_table, sentence, with_rate


class Measure:
    def __init__(self, **more):
        self.nama = "Keluarga desil 1–2"
        self.frasa = "berdesil 1–2"
        self.satuan_hitung = "keluarga"
        self.penyebut = "keluarga yang sudah diperingkat"
        self.arah = "butuh"
        self.__dict__.update(more)


def _rows():
    table = pd.DataFrame(
        {
            "kode_kelurahan": ["1", "2", "3", "4"],
            "nama_kelurahan": ["Atas", "Bawah", "Cemara", "Danau"],
            "kode_kecamatan": ["k1", "k1", "k2", "k2"],
            "nama_kecamatan": ["Utara", "Utara", "Selatan", "Selatan"],
            "nilai": [0.1, 0.3, 0.05, np.nan],
            "pembilang": pd.array([100, 60, 50, None], "Int64"),
            "penyebut": pd.array([1000, 200, 1000, None], "Int64"),
            "tak_diketahui": pd.array([0, 10, 5, None], "Int64"),
            "disembunyikan": [False, False, False, True],
            "keterangan": ["", "", "", "disembunyikan (<10)"],
        }
    )
    return table


def _unit(counts=False, **more):
    return Unit(measure=Measure(**more), counts=counts)


def test_rate_ranks_most_need_first_and_hidden_last():
    table = map_table(_rows(), _unit())
    assert table.nama.tolist() == ["Bawah", "Atas", "Cemara", "Danau"]
    assert table.nilai[:3].tolist() == pytest.approx([30, 10, 5])
    assert table.peringkat[:3].tolist() == [1, 2, 3] and np.isnan(table.peringkat[3])


def test_counts_rank_by_number():
    table = map_table(_rows(), _unit(counts=True))
    assert table.nama.tolist() == ["Atas", "Bawah", "Cemara", "Danau"]
    assert table.nilai[:3].tolist() == [100, 60, 50]
    assert with_rate(table).per_100[:3].tolist() == pytest.approx([10, 30, 5])


def test_coverage_ranks_least_served_first():
    table = map_table(_rows(), _unit(arah="jangkau"))
    assert table.nama.tolist() == ["Cemara", "Atas", "Bawah", "Danau"]


def test_ties_share_a_rank():
    rows = _rows().assign(nilai=[0.1, 0.1, 0.05, np.nan])
    table = map_table(rows, _unit())
    assert table.peringkat[:3].tolist() == [1, 1, 3]


def test_a_hidden_value_stays_hidden_as_a_count():
    rows = _rows()
    rows.loc[3, "pembilang"] = 7  # even if a count slipped through
    table = map_table(rows, _unit(counts=True)).set_index("nama")
    assert np.isnan(table.nilai["Danau"])
    assert "7" not in table.hover["Danau"]


def test_hover_names_value_numerator_and_denominator():
    hover = map_table(_rows(), _unit()).set_index("nama").hover
    assert hover["Bawah"] == (
        "<b>Bawah</b>, Utara<br><b>30,0</b> per 100 keluarga"
        "<br>60 dari 200 keluarga yang sudah diperingkat<br>tidak diketahui: 10 keluarga"
    )
    assert "tidak diketahui" not in hover["Atas"]
    assert hover["Danau"] == "<b>Danau</b>, Selatan<br>disembunyikan (&lt;10)"


def _say(unit, *, focus=None, selected=None, city=9.5):
    return sentence(map_table(_rows(), unit), unit, city=city, focus=focus, selected=selected)


def test_sentence_about_the_city():
    # Counts 100, 60, 50 of 210: the first reaches 48 percent, the second passes half.
    assert _say(_unit()) == (
        "Separuh keluarga berdesil 1–2 tinggal di 2 dari 4 kelurahan; "
        "<em>dua dari tiga kelurahan dengan angka tertinggi ada di Utara</em>"
    )


def test_long_phrases_give_way_to_the_name():
    text = _say(_unit(frasa="tinggal di rumah berlantai tanah, bambu, atau lainnya",
                      nama="Lantai tidak layak"))  # fmt: skip
    assert text.startswith("Lantai tidak layak: separuhnya di 2 dari 4 kelurahan")


def test_sentence_about_coverage():
    text = _say(_unit(arah="jangkau", frasa="desil 1–4 menerima PKH"), city=28.0)
    assert text == (
        "28\u00a0persen keluarga desil 1–4 menerima PKH; <em>terendah di Cemara (5,0 per 100)"
        "</em>, tertinggi di Bawah (30,0)"
    )


def test_sentence_about_a_kecamatan():
    assert _say(_unit(), focus="Selatan") == (
        "Di Selatan, yang tertinggi adalah Cemara: "
        "<em>5,0 dari 100 keluarga berdesil 1–2</em>; kota 9,5"
    )
    assert _say(_unit(counts=True), focus="Utara") == (
        "Di Utara, yang terbanyak adalah Atas: <em>100 keluarga berdesil 1–2</em>"
    )


def test_sentence_about_a_kelurahan():
    assert _say(_unit(), selected="1") == (
        "Atas: 10,0 dari 100 keluarga berdesil 1–2, "
        "<em>tertinggi ke-2 dari 3 kelurahan</em>; kota 9,5"
    )
    assert _say(_unit(), selected="2").count("tertinggi dari 3") == 1
    assert _say(_unit(), selected="4") == "Danau: <em>disembunyikan (<10)</em>"


def test_nothing_known_is_said():
    rows = _rows().assign(nilai=np.nan)
    table = map_table(rows, _unit())
    text = sentence(table, _unit(), city=float("nan"), focus=None, selected=None)
    assert text == "Belum ada angka Keluarga desil 1–2 untuk Kota Malang"


def test_workbook_is_made_without_a_session():
    """A download runs outside the session: no data door opens there."""
    unit = _unit(
        definisi="Definisi.", lencana="terdaftar", tanggal=dt.date(2026, 10, 31), sumber="registri"
    )
    status = Status(
        sintetis=True, tanggal_registri=dt.date(2026, 10, 31), sidik_jari="abc", tahun_resmi=2025
    )
    made = workbook_of(unit, map_table(_rows(), unit), status, title="<em>T</em>", focus="Selatan")
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    rows = book.get_sheet_by_name("Kelurahan").to_python()
    assert [row[1] for row in rows[4:]] == ["Cemara", "Danau"]
    assert rows[4][4:8] == [5.0, 50.0, 1000.0, 5.0]
    assert rows[5][3:] == ["", "", "", "", "", "disembunyikan (<10)"]
    assert ["Temuan", "T"] in [r[:2] for r in book.get_sheet_by_name("Keterangan").to_python()]
