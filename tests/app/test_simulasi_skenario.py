"""Section Skenario: saving, opening, comparing, removing; what changed since; who may."""

import io
import re
import shutil
import sqlite3

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from pedekate.simulation import saved
from pedekate.store import casebook, scenarios

pytestmark = pytest.mark.city


@pytest.fixture(scope="module")
def copied(gudang_20k, tmp_path_factory):
    folder = tmp_path_factory.mktemp("skenario") / "gudang"
    shutil.copytree(gudang_20k, folder)
    return folder


@pytest.fixture
def gudang(copied, monkeypatch):
    """One copy of the databases for all tests, so that they are read once; an empty casebook."""
    for file in copied.glob(f"{casebook.KERJA}*"):
        file.unlink()
    monkeypatch.setenv("PEDEKATE_GUDANG", str(copied))
    return copied


def _page(role, state, query):
    import streamlit as st

    from pages import simulasi
    from pedekate.access import roles
    from pedekate.ui import access
    from pedekate.ui.kit import components

    if role:
        who = roles.Session(role=roles.load().role(role), akun=f"{role}-1")
        st.session_state.setdefault("peran", who)
    access.grant_role()
    for key, value in state.items():
        st.session_state.setdefault(key, value)
    if query and "sudah" not in st.session_state:
        st.session_state["sudah"] = True
        st.query_params.update(query)
    st.session_state["berkas"] = made = {}
    button = components.download_button

    def keep(item, **options):
        made[item.file_name] = item.data
        button(item, **options)

    components.download_button = keep
    try:
        simulasi.tampil()
    finally:
        components.download_button = button


def _open(role="", query=None, **state):
    app = AppTest.from_function(_page, args=(role, state, query), default_timeout=120)
    return _ran(app.run())


def _ran(app):
    assert not app.exception
    text = _text(app)
    assert "nan" not in text.lower().split() and "<NA>" not in text
    assert "dapat mengajukan keberatan" in text
    return app


def _text(app) -> str:
    shown = " ".join(element.proto.body for element in app.get("html"))
    return re.sub(r"<[^>]+>", " ", shown).replace("\xa0", " ").replace("\u2060", "")


def _save(app, name, note="", **choices):
    for key, value in choices.items():
        kind = "text_input" if key.startswith("anggaran") else "selectbox"
        getattr(app, kind)(key=key).set_value(value).run()
    app.text_input(key="skenario_nama").set_value(name).run()
    app.text_area(key="skenario_catatan").set_value(note).run()
    return _ran(app.button(key="skenario_simpan").click().run())


def test_the_standard_comparison_stands_before_anything_is_saved(gudang):
    app = _open(bagian="skenario")
    text = _text(app)
    assert "Belum ada skenario tersimpan" in text and "dibuka untuk Perencana" in text
    for name in ("Daftar penerima sekarang", "Skor kebutuhan (PMT)", "Jatah kelurahan + skor",
                 "Andai data sempurna"):  # fmt: skip
        assert name in text
    assert "Program dan anggaran sama (Rp 11,5 miliar setahun)" in text
    assert "tolok ukur" in text and "tidak diundi" in text
    assert not [one for one in app.button if one.key == "skenario_simpan"]
    assert not (gudang / casebook.KERJA).exists() or not scenarios.kept(gudang)
    book = CalamineWorkbook.from_filelike(io.BytesIO(_file(app, "simulasi_skenario.xlsx")))
    assert book.sheet_names == ["Skenario", "Berpasangan", "Keterangan"]
    notes = " ".join(
        str(c) for row in book.get_sheet_by_name("Keterangan").to_python() for c in row
    )
    assert "DATA SINTETIS" in notes and "keberatan" in notes and "Sidik jari data" in notes
    one = saved.from_text(_file(app, "skenario_bpntd.toml"), "unduhan")
    assert one.skenario.program == "bpntd" and not saved.altered(one)


def _file(app, name: str) -> bytes:
    """A download as its button offers it, made with the session's role."""
    from pedekate.access import roles
    from pedekate.ui import access

    with access.as_role(roles.visitor()):
        return app.session_state["berkas"][name]()


def test_four_are_saved_compared_and_opened_again(gudang):
    app = _open("perencana", anggaran_bpntd="400 juta")
    _save(app, "123")
    assert "tidak boleh hanya angka" in _text(app) and scenarios.kept(gudang) == []
    _save(app, "Skor", "Usulan rapat", peringkat_bpntd="skor")
    _save(app, "Desil", peringkat_bpntd="desil")
    _save(app, "Daftar", peringkat_bpntd="daftar")
    _save(app, "daftar", anggaran_bpntd="500 juta")
    assert "“daftar” disimpan sebagai versi 2" in _text(app)
    rows = scenarios.kept(gudang)
    assert [(row.nama, row.versi, row.akun) for row in rows] == [
        (name, version, "perencana-1")
        for name, version in (("daftar", 2), ("Daftar", 1), ("Desil", 1), ("Skor", 1))
    ]
    counts = [row.angka[name] for row in rows for name in ("penerima", "terjangkau", "tertinggal")]
    assert all(count % 10 == 0 for count in counts)
    logged = [line.saringan for line in casebook.trail(gudang, most=9)]
    assert logged == ["daftar", "Daftar", "Desil", "Skor"]

    app.segmented_control(key="bagian").set_value("skenario").run()
    app.button(key="skenario_terbaru").click().run()
    text = _text(_ran(app))
    assert app.multiselect(key="skenario_banding").value == ["4", "3", "2", "1"]
    assert "Anggaran Rp 400 juta sampai Rp 500 juta" in text
    assert "4 skenario tersimpan, semuanya pada data sekarang" in text
    # Against the first list the same families lose nobody: fifty more of the same list.
    app.selectbox(key="skenario_dasar").set_value("3").run()
    assert "Dari Daftar ke skenario lain" in _text(_ran(app))

    app.button(key="skenario_buka_1").click().run()
    text = _text(_ran(app))
    assert "Skenario “Skor” . Disimpan" in text.replace("  ", " ") and "Usulan rapat" in text
    assert "Dengan Rp 400 juta setahun" in text
    assert app.selectbox(key="peringkat_bpntd").value == "skor"
    app.text_input(key="anggaran_bpntd").set_value("450 juta").run()
    assert "Usulan rapat" not in _text(_ran(app))


def test_a_rule_of_ones_own_is_saved_and_opened_with_the_rest(gudang):
    rule = '{"nama":"Uji","syarat":[{"kolom":"desil_nasional","paling_banyak":6}]}'
    _save(_open("perencana", aturan_bpntd=rule), "Lebih luas")
    app = _open(query={"skenario": "Lebih luas"})
    assert '"paling_banyak":6' in app.session_state["aturan_bpntd"]
    assert "Aturan sendiri, bukan aturan resmi" in _text(app)


def test_identical_recipients_are_said_not_to_be_told_apart(gudang):
    app = _open("perencana", bagian="skenario", anggaran_bpntd="400 juta")
    _save(app, "Usulan")
    app.multiselect(key="skenario_banding").set_value(["1", "sekarang"]).run()
    text = _text(_ran(app))
    assert "Usulan dan Pilihan di atas tidak dapat dibedakan: penerimanya sama" in text
    assert "Semua skenario menjangkau" in text
    # Eight are too many, and another programme is compared as far as it can be.
    app.selectbox(key="program").set_value("rtlh").run()
    app.multiselect(key="skenario_banding").set_value(["1", "sekarang", "baku_skor"]).run()
    text = _text(_ran(app))
    assert "Program berbeda" in text and "P1 tidak dihitung untuk RTLH" in text


def test_a_link_opens_by_number_or_name_and_says_when_it_cannot(gudang):
    _save(_open("petugas", program="pkh", anggaran_pkh="2 miliar"), "Usulan PKH")
    for called in ("1", "usulan pkh"):
        app = _open(query={"skenario": called})
        assert app.selectbox(key="program").value == "pkh"
        assert app.text_input(key="anggaran_pkh").value == "2 miliar"
        assert "Usulan PKH" in _text(app) and "skenario" not in app.query_params
        assert app.query_params["anggaran_pkh"] == "2 miliar"
    assert "Skenario “9” tidak ada atau sudah dihapus" in _text(_open(query={"skenario": "9"}))


def test_after_another_load_old_figures_stand_beside_new_ones_and_none_is_lost(gudang):
    app = _open("pengelola", bagian="skenario", anggaran_bpntd="400 juta")
    _save(app, "Usulan")
    with sqlite3.connect(gudang / casebook.KERJA) as con:
        con.execute("drop trigger skenario_tidak_diubah")
        con.execute(
            "update skenario set isi = replace(isi, ' kebenaran ', ' lama '), "
            "angka = json_set(angka, '$.penerima', 12340.0)"
        )
    con.close()
    text = _text(_ran(app.run()))
    assert "1 skenario tersimpan, 1 di antaranya sebelum data berganti" in text
    assert "Data sudah berganti sejak disimpan" in text and "penerima 12.340 (" in text
    with sqlite3.connect(gudang / casebook.KERJA) as con:
        con.execute("drop trigger skenario_tidak_diubah")
        con.execute("update skenario set isi = 'rusak'")
    con.close()
    text = _text(_ran(app.run()))
    assert "Isinya tidak dapat dibaca versi program ini" in text


def test_removing_is_for_those_who_may_and_is_only_a_mark(gudang):
    app = _open("perencana", bagian="skenario", anggaran_bpntd="400 juta")
    _save(app, "Usulan")
    visitor = _open(bagian="skenario")
    assert not [one for one in visitor.button if one.key == "skenario_hapus_1"]
    assert [one for one in visitor.button if one.key == "skenario_buka_1"]
    app.button(key="skenario_hapus_1").click().run()
    assert "dihapus dari daftar" in _text(_ran(app)) and scenarios.kept(gudang) == []
    line = casebook.trail(gudang, most=1)[0]
    assert (line.kegiatan, line.akun) == ("skenario dihapus", "perencana-1")
    with sqlite3.connect(gudang / casebook.KERJA) as con:
        assert con.execute("select count(*) from skenario").fetchone() == (1,)
    con.close()
