"""Page Padanan: every section answers for every kind of area; its laws hold on screen."""

import pytest
from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.city
SECTIONS = ["silang", "status", "andai", "isian"]
AREAS = [(None, None), ("Klojen", None), ("Klojen", "35.73.02.1001")]


@pytest.fixture(autouse=True)
def gudang(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))


def _page(bagian, kecamatan, kelurahan, more):
    import streamlit as st

    from pages import padanan
    from pedekate.ui import access

    access.grant_role()
    chosen = {"bagian": bagian, "kecamatan": kecamatan, "kelurahan": kelurahan, **more}
    for key, value in chosen.items():
        if value:
            st.session_state.setdefault(key, value)
    padanan.tampil()


def _open(bagian, kecamatan=None, kelurahan=None, **more):
    arguments = (bagian, kecamatan, kelurahan, more)
    app = AppTest.from_function(_page, args=arguments, default_timeout=90).run()
    assert not app.exception
    return app, "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("kecamatan, kelurahan", AREAS)
def test_every_section_answers_for_every_kind_of_area(section, kecamatan, kelurahan):
    _, shown = _open(section, kecamatan, kelurahan)
    assert shown.count("<h1>") == 1
    assert "nan" not in shown.lower().replace("makanan", "").split()
    assert "<NA>" not in shown and "&lt;NA&gt;" not in shown


@pytest.mark.parametrize("section", SECTIONS)
def test_a_register_without_families_says_so(section, tmp_path, monkeypatch):
    import duckdb

    from pedekate.config import ROOT
    from pedekate.indicators import catalogue
    from pedekate.pipeline import _region_table
    from pedekate.reconciliation import rules
    from pedekate.store import marts

    with duckdb.connect(str(tmp_path / "analitik.duckdb")) as con:
        con.execute((ROOT / "pedekate/schema/analitik.sql").read_text(encoding="utf-8"))
        regions = _region_table()
        con.register("daerah", regions)
        con.execute("insert into wilayah by name select * from daerah")
        marts.build(con, catalogue.load().indikator, rules.load())
    monkeypatch.setenv("PEDEKATE_GUDANG", str(tmp_path))
    _, shown = _open(section, "Klojen")
    assert "Belum ada keluarga yang dapat dibandingkan di Klojen" in shown


def test_every_comparison_and_programme_can_be_chosen():
    app, _ = _open("status")
    for option in app.selectbox(key="banding").options:
        app.selectbox(key="banding").select(option).run()
        assert not app.exception, option
    app, _ = _open("andai")
    for option in app.selectbox(key="program").options:
        app.selectbox(key="program").select(option).run()
        assert not app.exception, option
    app.selectbox(key="semula").select("dtsen").run()
    assert not app.exception and app.selectbox(key="andai").value != "dtsen"
    app, _ = _open("isian")
    for option in app.selectbox(key="dua_sumber").options:
        app.selectbox(key="dua_sumber").select(option).run()
        assert not app.exception, option


def test_a_change_of_set_changes_the_sentence():
    app, before = _open("silang")
    app.selectbox(key="ada_di").select("p3ke").run()
    after = "".join(element.proto.body for element in app.get("html"))
    assert "keluarga di P3KE" in after and "keluarga di P3KE (" not in before


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_makes_its_workbook(section):
    """The workbook is made on a thread of its own, from its arguments alone."""

    def run(section):
        import io

        import streamlit as st
        from python_calamine import CalamineWorkbook

        from pedekate.ui import access
        from pedekate.ui.reconciliation import fields, overlap, status
        from pedekate.ui.reconciliation import whatif as reconciliation_whatif

        access.grant_role()
        whatif = reconciliation_whatif
        books = {
            "silang": lambda: overlap.workbook("35.73", "dtks", "dtsen_1_5", "S."),
            "status": lambda: status.workbook(
                "35.73", status.Pair("bpnt", "daftar_bayar", "dtks"), "S."
            ),
            "andai": lambda: whatif.workbook(
                "35.73", whatif.Choice(program="bpnt", limit=5, a="dtks", b="dtsen"), "S."
            ),
            "isian": lambda: fields.workbook("35.73", "dtsen", "p3ke", "jenis_atap", "S."),
        }
        book = CalamineWorkbook.from_filelike(io.BytesIO(books[section]()))
        st.text(",".join(book.sheet_names))
        rows = book.get_sheet_by_name("Keterangan").to_python()
        st.text(" ".join(str(cell) for row in rows for cell in row))

    app = AppTest.from_function(run, args=(section,), default_timeout=90).run()
    assert not app.exception
    sheets, notes = (element.value for element in app.text)
    assert sheets.endswith("Wilayah,Keterangan")
    assert "DATA SINTETIS" in notes and "Sidik jari data" in notes and "Tanggal data" in notes


def test_laws_hold_at_city_size():
    def run():
        import streamlit as st

        from pedekate.ui import access, data

        access.grant_role()
        patterns = data.register_patterns().set_index("kelas")["keluarga"]
        if not patterns.isna().any():
            st.text(str(patterns.drop("semua").sum() - patterns["semua"]))
        for a, others in data.compared_sets().items():
            for b in others:
                rows = data.reasons(a, b).set_index("kelas")["keluarga"]
                causes = rows.drop(["semua", "tiada", "ada"])
                if not rows.isna().any():
                    st.text(str(causes.sum() - rows["tiada"]))
                    st.text(str(rows["tiada"] + rows["ada"] - rows["semua"]))
        whole = data.reasons("dtsen_1_5", "dtks").set_index("kelas").loc["semua", "keluarga"]
        rows = data.what_if_of("bpnt", 5, "dtks", "dtsen", "35.73")["keluarga"]
        st.text(str(abs(rows["keduanya"] + rows["hanya_b"] - whole) // 6))

    app = AppTest.from_function(run, default_timeout=90).run()
    assert not app.exception
    assert {element.value for element in app.text} == {"0"}, "rounded to five, the last within one"
