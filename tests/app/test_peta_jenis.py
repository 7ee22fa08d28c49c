"""Page Peta: every kind of map answers, in the city and in a kecamatan, and says what it cannot."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city


@pytest.fixture(autouse=True)
def gudang(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))


def _page(state):
    import streamlit as st

    from pages import peta
    from pedekate.ui import access

    access.grant_role()
    for key, value in state.items():
        st.session_state.setdefault(key, value)
    peta.tampil()


def _open(**state):
    """The app, all HTML of the page, and the picture handed to the map component."""
    app = AppTest.from_function(_page, args=(state,), default_timeout=120).run()
    assert not app.exception
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert "&lt;NA&gt;" not in shown and not re.search(r"\bnan\b", shown)
    return app, shown.replace("\xa0", " ").replace("\u2060", ""), _picture(app)


def _picture(app) -> str:
    (component,) = app.get("bidi_component")
    return json.loads(component.proto.json)["html"]


def _headline(shown: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", shown)[1]


TWO = {
    "cakupan": "Selisih: belum menerima",
    "sumber": "Penyebut tiap sumber ialah keluarga yang dimuatnya sendiri",
    "skenario": "Simulasi, bukan penetapan penerima",
    "ukuran": "Penyebut: ",
}


@pytest.mark.parametrize("banding", TWO)
def test_two_maps_of_every_comparison(banding):
    _, shown, picture = _open(jenis="dua", banding=banding)
    assert TWO[banding] in shown and "Warna berarti angka yang sama di kedua peta" in shown
    assert picture.count("<figure>") == 2
    assert len(re.findall(r"<path d=[^>]+data-kode", picture)) == 2 * 57
    rows = re.findall(r'<tr class="[^"]*" data-kode="([^"]+)"', shown)
    assert len(rows) == 57 == len(set(rows))
    _, shown, picture = _open(jenis="dua", banding=banding, kecamatan="Klojen")
    assert "11 kelurahan di Kecamatan Klojen" in shown
    assert len(re.findall(r"<path d=[^>]+data-kode", picture)) == 2 * 11


def test_breaks_hold_while_the_programme_of_the_comparison_changes():
    ticks = [
        re.findall(r'text-anchor="middle">([\d,.]+)<', _open(jenis="dua", cakupan=c)[2])
        for c in ("cakupan_pkh", "cakupan_bpnt")
    ]
    assert ticks[0] and ticks[0] == ticks[1]


def test_one_wave_offers_no_comparison_of_waves():
    app, _, _ = _open(jenis="dua")
    assert "Dua waktu" not in app.selectbox(key="banding").options


def test_need_by_coverage_counts_every_kelurahan_with_both_figures():
    _, shown, picture = _open(jenis="silang", butuh="tanpa_jamban_sendiri", jangkau="air_leding")
    cells = [int(n) for n in re.findall(r"data-kodes=[^>]*>(\d+)</i>", picture)]
    missing = re.search(r"Tanpa angka: (\d+)", picture)
    assert len(cells) == 9 and sum(cells) + (int(missing[1]) if missing else 0) == 57
    assert "kebutuhan (tanpa jamban sendiri) tinggi" in shown


def test_pockets_are_named_or_plainly_absent():
    _, shown, picture = _open(jenis="kantong", ukuran_kantong="tanpa_jamban_sendiri")
    assert re.search("Kantong di|tidak ada", _headline(shown))
    assert "Moran I" in shown and "9.999 kali" in shown and "sekitar 5 persen keliru" in shown
    counted = [int(n) for n in re.findall(r"</i>[^<]+<b>(\d+)</b></li>", picture)]
    assert sum(counted) == 57


def test_unmet_need_is_a_model_and_moves_with_the_budget():
    heads = []
    for budget in ("1 miliar", "200 miliar"):
        _, shown, _ = _open(ukuran="belum_terjangkau", anggaran_bpntd=budget)
        assert "pd-model" in shown and "rentang kota ada di Simulasi" in shown
        heads.append(re.search(r"belum menjangkau ([\d.]+) keluarga miskin", _headline(shown)))
    few, many = (int(head[1].replace(".", "")) for head in heads)
    assert few > many
    _, shown, _ = _open(ukuran="belum_terjangkau", tampilan="jumlah")
    assert "Jumlah keluarga" in shown


def test_bubbles_stand_over_rates_and_hidden_counts_have_none():
    _, shown, picture = _open(tampilan="lingkaran", ukuran="desil_1_2")
    hidden = shown.count('<tr class="pd-kosong')
    assert len(re.findall('<i class="pd-gelembung', picture)) <= 57 - hidden
    assert "Lingkaran: jumlah keluarga" in picture and hidden


@pytest.mark.parametrize("jenis", ["satu", "dua", "silang", "kantong"])
def test_a_chosen_kelurahan_is_in_title_table_and_map(jenis):
    code = "35.73.02.1005"
    app, shown, picture = _open(jenis=jenis, kelurahan=code, kecamatan="Klojen")
    row = rf'data-kode="{code}">(?:<td class="n">[^<]*</td>)?<th scope="row">(?:<i[^>]*></i>)?'
    name = re.search(rf"{row}([^<]+)", shown)[1]
    assert _headline(shown).startswith(name) or f"{name}:" in _headline(shown)
    assert re.search(rf'<tr class="(pd-kosong )?pd-pilih" data-kode="{code}"', shown)
    assert picture.count('stroke-width="3"') == (2 if jenis == "dua" else 1)
