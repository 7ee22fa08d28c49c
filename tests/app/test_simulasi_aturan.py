"""Page Simulasi: a rule of one's own is built, counted, obeyed by every section, and said."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city

OWN = "Aturan sendiri, bukan aturan resmi"
BROAD = '{"nama":"Uji","syarat":[{"kolom":"desil_nasional","paling_banyak":6}]}'
FEW = (
    '{"syarat":[{"kolom":"desil_nasional","paling_banyak":1},{"kolom":"jumlah_anggota","sama":7}]}'
)
NOBODY = '{"syarat":[{"kolom":"lansia_tunggal","sama":true},{"kolom":"jumlah_anggota","sama":7}]}'


@pytest.fixture(autouse=True)
def gudang(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))


def _page(state):
    import streamlit as st

    from pages import simulasi
    from pedekate.ui import access

    access.grant_role()
    for key, value in state.items():
        st.session_state.setdefault(key, value)
    simulasi.tampil()


def _open(**state):
    return _shown(AppTest.from_function(_page, args=(state,), default_timeout=120).run())


def _shown(app):
    assert not app.exception
    bodies = [html.unescape(one.proto.body).replace("\xa0", " ") for one in app.get("html")]
    app.shown = " ".join(bodies).replace("\u2060", "")
    return app


def _headline(app) -> str:
    return re.search(r"<h1>(.*?)</h1>", app.shown)[1]


def _count(app) -> int:
    found = re.search(r"<b>([\d.]+)</b> dari [\d.]+ keluarga registri memenuhi", app.shown)
    return int(found[1].replace(".", ""))


def test_a_rule_is_built_and_everything_follows():
    app = _open(program="bpntd", bangun_aturan=True)
    before, count = _headline(app), _count(app)
    assert OWN not in app.shown
    assert "desil nasional DTSEN tidak diketahui" in app.shown and "bukan desil 10" in app.shown
    app.selectbox(key="tambah_syarat_bpntd").set_value("jumlah_lansia")
    narrow = _count(_shown(app.run()))
    assert narrow < count and _headline(app) != before
    assert (
        OWN in app.shown and "anggota lansia 60 tahun ke atas paling sedikit 1 orang" in app.shown
    )
    text = app.text_input(key="aturan_bpntd").value
    assert text == (
        '{"syarat":[{"kolom":"desil_nasional","paling_banyak":4},{"kolom":"jumlah_lansia",'
        '"paling_sedikit":1}]}'
    )
    app.button(key="atau_bpntd_1_0").click()
    assert _count(_shown(app.run())) == narrow  # "or the same" changes nothing
    app.selectbox(key="medan_bpntd_1_1").set_value("punya_mobil")
    assert _count(_shown(app.run())) > narrow and "tidak diketahui" in app.shown
    app.selectbox(key="perlu_bpntd_1").set_value(2)
    assert _count(_shown(app.run())) < narrow
    app.selectbox(key="nilai_bpntd_0_0_0").set_value(10.0)
    wide = _count(_shown(app.run()))
    app.selectbox(key="banding_bpntd_0_0").set_value("antara")
    app.run()
    app.selectbox(key="nilai_bpntd_0_0_0").set_value(2.0)
    assert _count(_shown(app.run())) < wide
    app.toggle(key="tanpa_bpntd_0").set_value(False)
    assert "kecuali" not in _shown(app.run()).shown
    app.button(key="aturan_kembali").click()
    _shown(app.run())
    assert (_headline(app), _count(app)) == (before, count) and OWN not in app.shown


def test_a_ready_made_rule_cites_its_basis_and_the_programmes_own_is_not_own():
    app = _open(program="bpntd", bangun_aturan=True)
    app.selectbox(key="siap_pakai_bpntd").set_value("kepmensos_262")
    _shown(app.run())
    assert OWN in app.shown and "Kepmensos 262/HUK/2022" in app.shown
    assert "Keyakinan:</b> sedang" in app.shown and "Diubah dari" not in app.shown
    app.text_input(key="nama_aturan_bpntd").set_value("Aturan <b>saya</b>")
    app.run()
    app.button(key="hapus_bpntd_0_0").click()
    assert "Diubah dari" in _shown(app.run()).shown and "“Aturan" in app.shown
    app.selectbox(key="siap_pakai_bpntd").set_value("desil_1_4")
    assert OWN not in _shown(app.run()).shown  # what BPNTD asks anyway
    assert app.text_input(key="aturan_bpntd").value == ""


@pytest.mark.parametrize("program", ["pkh", "rtlh", "rantang_kasih"])
def test_every_programme_opens_its_own_rule(program):
    app = _open(program=program, bangun_aturan=True)
    assert _count(app) > 0 and OWN not in app.shown
    assert ("tanpa komponen yang dibayar" in app.shown) == (program == "pkh")


@pytest.mark.parametrize("bagian", ["hasil", "yakin", "kelompok"])
def test_every_section_obeys_the_rule_in_the_address_and_says_so(bagian):
    own = _open(program="bpntd", bagian=bagian, aturan_bpntd=BROAD, anggaran_bpntd="3 miliar")
    plain = _open(program="bpntd", bagian=bagian, anggaran_bpntd="3 miliar")
    assert OWN in own.shown and "“Uji”" in own.shown and OWN not in plain.shown
    body = own.shown.replace(OWN, "")
    assert re.sub(r"\W", "", body) != re.sub(r"\W", "", plain.shown)
    if bagian == "hasil":
        assert "aturan resmi program. Bukan penetapan" in own.shown


def test_a_ranking_that_asks_no_rule_says_so():
    app = _open(program="bpntd", aturan_bpntd=BROAD, peringkat_bpntd="undian")
    plain = _open(program="bpntd", peringkat_bpntd="undian")
    assert "tidak menanyakan syarat" in app.shown and _headline(app) == _headline(plain)


def test_a_rule_of_few_families_and_a_text_that_is_none_show_no_results():
    few = "Kurang dari 10 keluarga layak"
    for text, why in ((FEW, few), (NOBODY, few), ("{}", "sedikitnya satu syarat")):
        app = _open(program="bpntd", aturan_bpntd=text)
        assert why in _headline(app) and "pd-venn" not in app.shown
        app.button(key="aturan_kembali_masalah").click()
        assert "pd-venn" in _shown(app.run()).shown


def test_the_workbook_says_whose_rule_it_was():
    def run():
        import io
        from unittest.mock import patch

        import streamlit as st
        from python_calamine import CalamineWorkbook

        from pages import simulasi
        from pedekate.ui import access
        from pedekate.ui.kit import components

        access.grant_role()
        made = []

        def source_line(text, *, key="", downloads=()):
            made.extend(item.data() for item in downloads)

        with patch.object(components, "source_line", source_line):
            simulasi.tampil()
        opened = CalamineWorkbook.from_filelike(io.BytesIO(made[0]))
        rows = opened.get_sheet_by_name("Keterangan").to_python()
        st.text(next(row[1] for row in rows if row[0] == "Aturan"))

    for text, said in ((BROAD, f"{OWN}. “Uji”. Desil nasional DTSEN paling banyak 6"),
                       ("", "Aturan program.")):  # fmt: skip
        app = AppTest.from_function(run, default_timeout=120)
        app.session_state["aturan_bpntd"] = text
        app.run()
        assert not app.exception and app.text[0].value.startswith(said)
