"""Page Indikator: the sections *Set kriteria* and *Prioritas* as a planner uses them."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pedekate.indicators import criteria_sets
from pedekate.schema.criteria import CriteriaSet, SavedSet

pytestmark = pytest.mark.city
SETS = list(criteria_sets.load())
RANKING = [i for i, one in criteria_sets.load().items() if one.prioritas]


@pytest.fixture(autouse=True)
def gudang(gudang_20k, monkeypatch):
    monkeypatch.setenv("PEDEKATE_GUDANG", str(gudang_20k))


def _page(chosen):
    import streamlit as st

    from pages import indikator
    from pedekate.ui import access

    access.grant_role()
    for key, value in chosen.items():
        st.session_state.setdefault(key, value)
    indikator.tampil()


def _open(**chosen) -> AppTest:
    app = AppTest.from_function(_page, args=(chosen,), default_timeout=90).run()
    assert not app.exception
    return app


def _html(app) -> str:
    assert not app.exception
    text = "".join(element.proto.body for element in app.get("html"))
    assert text.count("<h1>") == 1
    assert ">nan<" not in text and "&lt;NA&gt;" not in text
    return text.replace("\xa0", " ")


def test_the_page_opens_with_its_first_section():
    assert "tidak tahan lama" in _html(_open())


@pytest.mark.parametrize("set_id", SETS)
@pytest.mark.parametrize("kecamatan", ["Seluruh kota", "Klojen"])
def test_every_set_answers_for_the_city_and_klojen(set_id, kecamatan):
    shown = _html(_open(bagian="set", set=set_id, kecamatan_set=kecamatan))
    one = criteria_sets.get(set_id)
    assert "Tidak diketahui" in shown and "teramati" in shown or one.kelas or not one.asked
    for criterion in one.asked:
        assert f"{criterion.nama} (ditanyakan di lapangan)" in shown
    if not one.resmi:
        assert "Bukan set resmi" in shown


def test_a_lower_threshold_is_met_by_more_and_the_scaled_reading_is_marked():
    app = _open(bagian="set", set="bps_14")
    before = _html(app)
    assert "belum ada keluarga" in before and "Belum ada yang dapat dipetakan" in before
    app.selectbox(key="ambang_bps_14").set_value(2.0).run()
    after = _html(app)
    assert "sedikitnya 2 dari 14" in after
    scaled = _html(_open(bagian="set", set="bps_14", baca="perkiraan", ambang_bps_14=4.0))
    assert "Diperkirakan" in scaled and "pd-lencana" in scaled and "Model" in scaled


def test_housing_has_three_classes():
    shown = _html(_open(bagian="set", set="hunian_layak"))
    for name in ("Layak bersyarat", "Tidak layak", "Belum dapat dinilai"):
        assert name in shown


@pytest.mark.parametrize("set_id", RANKING)
@pytest.mark.parametrize("kecamatan", ["Seluruh kota", "Klojen"])
def test_priority_answers_for_the_city_and_klojen(set_id, kecamatan):
    shown = _html(_open(bagian="prioritas", set_prioritas=set_id, kecamatan_set=kecamatan))
    assert "M0 = H × A" in shown and "Dikeluarkan" in shown and "susunan bobot" in shown


def test_weights_and_k_change_m0_ranking_and_stability_at_once():
    app = _open(bagian="prioritas", set_prioritas="multidimensi")
    first = _html(app)
    app.select_slider(key="b_multidimensi_sanitasi").set_value(6).run()
    second = _html(app)
    assert second != first
    app.select_slider(key="k_multidimensi").set_value(0.5).run()
    assert _html(app) != second
    assert "k = 50%" in _html(app)


def test_a_saved_set_sets_weights_and_k_and_the_default_brings_them_back(tmp_path, monkeypatch):
    one = criteria_sets.get("multidimensi")
    saved = SavedSet(
        id="air_saja", nama="Air saja", set=one.id, k=0.5,
        indikator=[{"kolom": "air_minum", "bobot": 6}],
    )  # fmt: skip
    (tmp_path / "air.toml").write_text(criteria_sets.saved_text(saved), encoding="utf-8")
    monkeypatch.setattr(criteria_sets, "_SAVED", tmp_path)
    app = _open(bagian="prioritas", set_prioritas="multidimensi")
    first = _html(app)
    app.selectbox(key="susunan_multidimensi").set_value("air_saja").run()
    assert "air minum tak terlindung (100% dari M0)" in _html(app) and "k = 50%" in _html(app)
    app.selectbox(key="susunan_multidimensi").set_value("bawaan").run()
    assert _html(app) == first


def test_all_weights_at_zero_fall_back_and_say_so():
    zero = {f"b_multidimensi_{c}": 0 for c in criteria_sets.get("multidimensi").weights()}
    shown = _html(_open(bagian="prioritas", set_prioritas="multidimensi", **zero))
    assert "Semua bobot nol" in shown


def _framed(chosen):
    import streamlit as st

    from pages import indikator
    from pedekate.ui import access, frame

    access.grant_role()
    for key, value in chosen.items():
        st.session_state.setdefault(key, value)
    frame.show(indikator.tampil)


def test_a_set_edited_after_loading_asks_for_a_reload(monkeypatch):
    monkeypatch.setattr(CriteriaSet, "digest", lambda self: "lain")
    # Patterns kept from another test would hide the change, and these would hide the next.
    st.cache_resource.clear()
    st.cache_data.clear()
    chosen = {"bagian": "set", "set": "rtlh"}
    app = AppTest.from_function(_framed, args=(chosen,), default_timeout=90).run()
    assert "berubah sejak data dimuat; muat ulang" in _html(app)
    st.cache_resource.clear()


@pytest.mark.parametrize("part", ["set", "prioritas"])
def test_each_section_makes_its_workbook(part):
    def run(part):
        import io

        import streamlit as st
        from python_calamine import CalamineWorkbook

        from pedekate.indicators import criteria_sets, priority
        from pedekate.ui import access, data
        from pedekate.ui.indicators import criteria_view, priority_view

        access.grant_role()
        one = criteria_sets.get("multidimensi")
        if part == "set":
            choice = criteria_view.Choice(chosen=one, threshold=4, reading="lengkap", kode="35.73")
            table = data.set_by_area(one.id, 4, "lengkap")
            made = criteria_view.workbook(choice, table, "S.")
        else:
            choice = priority_view.Choice(chosen=one, kode="35.73")
            cutoff = priority.default_cutoff(one)
            table = data.priority_by_area(one.id, cutoff)
            made = priority_view.workbook(choice, cutoff, table, "S.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(made))
        st.text(",".join(book.sheet_names))
        rows = book.get_sheet_by_name("Keterangan").to_python()
        st.text(" ".join(str(cell) for row in rows for cell in row))

    app = AppTest.from_function(run, args=(part,), default_timeout=90).run()
    assert not app.exception
    sheets, notes = (element.value for element in app.text)
    assert sheets.startswith("Wilayah,") and sheets.endswith(",Keterangan")
    assert "DATA SINTETIS" in notes and "Sidik jari data" in notes and "jiwa" in notes
