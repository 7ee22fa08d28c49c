"""Sentences and the kecamatan map of outside tables, from tables small enough to check by eye."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from pedekate.charts.kecamatan_map import kecamatan_map
from pedekate.charts.theme import NEED
from pedekate.spatial.boundaries import load_geography
from pedekate.ui.external import text
from pedekate.ui.external.map_unit import ExternalUnit, external_unit


def measure(bentuk="persen", satuan="persen", arah="butuh", **more):
    return SimpleNamespace(
        nama="Keluarga miskin (Bappeda)", sumber="Bappeda", definisi="Uji.", penyebut="keluarga",
        satuan_hitung="keluarga", arah=arah, waktu="2025",
        luar=SimpleNamespace(bentuk=bentuk, satuan=satuan, tingkat="kelurahan", berkas=("t.csv",)),
        **more,
    )  # fmt: skip


def value(nilai, asal="tabel", keterangan="", penyebut=pd.NA):
    return pd.Series({"nilai": nilai, "asal": asal, "keterangan": keterangan, "penyebut": penyebut})


INSIDE = pd.DataFrame({"nama": ["Atas", "Bawah", "Cemara"], "nilai": [0.02, 0.05, np.nan]})


@pytest.mark.parametrize(
    "bentuk, satuan, number, written",
    [
        ("persen", "persen", 0.0385, "3,9\u00a0persen"),
        ("jumlah", "keluarga", 72960, "72.960\u00a0keluarga"),
        ("angka", "indeks", 80.5, "80,50"),
        ("angka", "tahun", 9.25, "9,25\u00a0tahun"),
        ("persen", "persen", np.nan, "–"),
    ],
)
def test_amounts(bentuk, satuan, number, written):
    assert text.amount(measure(bentuk, satuan), number) == written


def test_the_headline_names_the_area_to_look_at_first():
    found = text.headline(measure(), "Kota Malang", value(0.04), INSIDE, "kelurahan")
    assert found == (
        "Keluarga miskin di Kota Malang: 4,0\u00a0persen; <em>tertinggi di Bawah "
        "(5,0\u00a0persen)</em>"
    )
    served = text.headline(measure(arah="jangkau"), "Klojen", value(0.04), INSIDE, "kecamatan")
    assert served.endswith("<em>terendah di kecamatan Atas (2,0\u00a0persen)</em>")


def test_an_unknown_city_is_said_with_its_reason_below_the_headline():
    unknown = value(np.nan, asal="", keterangan="belum lengkap: Kasin")
    head = text.headline(measure(), "Kota Malang", unknown, INSIDE, "kelurahan")
    assert head == "Keluarga miskin: <em>tertinggi di Bawah (5,0\u00a0persen)</em>"
    assert "belum diketahui: belum lengkap: Kasin." in text.lead(measure(), unknown)
    alone = text.headline(measure(), "Kota Malang", unknown, INSIDE[2:], "kelurahan")
    assert alone == "Keluarga miskin di Kota Malang: <em>belum lengkap: Kasin</em>"


def test_the_lead_says_where_the_figure_comes_from():
    lead = text.lead(measure(), value(0.04, asal="jumlah wilayah di dalamnya", penyebut=800))
    assert "Penyebut: 800 keluarga." in lead and "dijumlahkan dari tabel" in lead
    assert "bukan dari registri kota" in lead
    assert "tertulis di tabel" in text.lead(measure(), value(0.04))


def test_counts_are_offered_only_where_the_table_has_them():
    none = pd.DataFrame({"pembilang": pd.array([pd.NA], "Int64")})
    some = pd.DataFrame({"pembilang": pd.array([5], "Int64")})
    assert not external_unit(measure(), none, counts=True).counts
    assert external_unit(measure(), some, counts=True).counts
    assert external_unit(measure("jumlah", "keluarga"), some, counts=False).counts


def test_hover_escapes_what_a_file_wrote_and_names_its_source():
    unit = ExternalUnit(measure=measure(), counts=False)
    row = {"nama": "<b>x</b>", "tempat": "Klojen", "nilai": 5.0, "pembilang": 5, "penyebut": 100}
    assert unit.hover(row) == (
        "<b>&lt;b&gt;x&lt;/b&gt;</b>, Klojen<br><b>5,0</b> per 100 keluarga<br>5 dari 100 keluarga"
        "<br>Bappeda, 2025"
    )
    assert unit.hover(row | {"nilai": np.nan, "alasan": ""}).endswith("tidak ada data")


def test_a_kecamatan_map_has_five_areas_and_says_where_nothing_is_known():
    table = pd.DataFrame({"nama_kecamatan": ["Klojen", "Sukun"], "nilai": [1.0, 9.0]})
    figure = kecamatan_map(
        load_geography(), table, breaks=[5.0], scale=NEED, format_value=lambda v: f"{v:.0f}"
    )
    words = dict(label.split("<br>") for label in figure.data[5].text)
    assert words == {
        "<b>Blimbing</b>": "tidak ada", "<b>Kedungkandang</b>": "tidak ada",
        "<b>Klojen</b>": "1", "<b>Lowokwaru</b>": "tidak ada", "<b>Sukun</b>": "9",
    }  # fmt: skip
    assert len(figure.data) == 7 and len({trace.fillcolor for trace in figure.data[:5]}) == 3
