"""Figures are pure: what is drawn and written follows from the table, and adds up."""

import re

import numpy as np
import pandas as pd
import pytest

from pedekate.charts import bars, small_map, venn, waterfall
from pedekate.charts.choropleth import choropleth_main
from pedekate.charts.locator import locator_map
from pedekate.charts.theme import LEFT_OUT, NEED, NO_DATA, REACHED, VULNERABLE
from pedekate.spatial.boundaries import load_geography

BREAKS = [3, 4.5, 6, 8]


@pytest.fixture(scope="module")
def geo():
    return load_geography()


@pytest.fixture
def values(geo):
    """57 values 0, 0.2, … 11.2 in code order; two missing."""
    table = pd.DataFrame({"kode_kelurahan": geo.areas.index, "nilai": np.arange(57) * 0.2})
    table.loc[[5, 20], "nilai"] = np.nan
    table["peringkat"] = table.nilai.rank(ascending=False)
    return table.assign(hover="<b>x</b>")


def _texts(figure) -> list[str]:
    return [a.text for a in figure.layout.annotations]


def _map(geo, values, **more):
    return choropleth_main(geo, values, breaks=BREAKS, legend_title="Keluarga", **more)


def _areas(picture: str) -> dict[str, str]:
    """Code → fill of every clickable area."""
    return {code: fill for fill, code in re.findall(r'fill="([^"]+)" data-kode="([^"]+)"', picture)}


def _written(picture: str, kind: str = "") -> list[str]:
    spans = re.findall(r'<span class="([^"]*)"[^>]*>(.*?)</span>', picture)
    return [text for classes, text in spans if kind in classes.split() or not kind]


def _legend(picture: str) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", picture)


# ---------------------------------------------------------------- main map


def test_every_kelurahan_is_drawn_once_in_its_class_and_missing_ones_apart(geo, values):
    areas = _areas(_map(geo, values))
    assert list(areas) == list(geo.areas.index)
    classes = values.set_index("kode_kelurahan").nilai
    for code, fill in areas.items():
        value = classes[code]
        expected = "url(#pd-arsir)" if np.isnan(value) else NEED[sum(value >= b for b in BREAKS)]
        assert fill == expected


def test_hover_text_travels_escaped_and_the_alternative_text_is_there(geo, values):
    picture = _map(geo, values.assign(hover='<b>a</b> "><script>'), alt='Peta "x"')
    assert "<script" not in picture and "&lt;b&gt;a&lt;/b&gt; &quot;&gt;" in picture
    assert 'aria-label="Peta &quot;x&quot;"' in picture


def test_rank_numbers_are_those_of_the_table(geo, values):
    written = _written(_map(geo, values))
    numbers = sorted(int(t) for t in written if t.isdigit())
    assert set(numbers) <= set(range(1, 11)) and len(numbers) >= 8
    assert {"<b>Klojen</b>", "<b>Sukun</b>"} <= set(written)
    assert not [t for t in _written(_map(geo, values, ranks=0)) if t.isdigit()]


def test_kecamatan_view_shows_that_kecamatan_alone(geo, values):
    picture = _map(geo, values, focus="Klojen")
    assert set(_areas(picture)) == set(geo.areas.index[geo.areas.nama_kecamatan == "Klojen"])
    assert any(t.startswith("Oro-oro") for t in _written(picture))


def test_phones_get_their_own_labels(geo, values):
    picture = _map(geo, values, focus="Lowokwaru")
    wide, phone = _written(picture, "pd-lebar"), _written(picture, "pd-sempit")
    assert len(wide) + len(phone) == len(_written(picture)) and wide and phone
    assert any(c.isdigit() for t in wide for c in t)
    assert not any(c.isdigit() for t in phone for c in t), "values would not fit a phone"


def test_chosen_kelurahan_is_outlined_only_where_it_is_in_view(geo, values):
    code = geo.areas.index[geo.areas.nama_kelurahan == "Kasin"][0]
    for focus, outlines in (("Klojen", 1), (None, 1), ("Sukun", 0)):
        assert _map(geo, values, focus=focus, selected=code).count('stroke-width="3"') == outlines


def test_labels_stay_inside_the_window(geo, values):
    for focus in (None, *geo.kecamatan):
        picture = _map(geo, values, focus=focus)
        places = re.findall(r"<span [^>]*left:([-.\d]+)%;top:([-.\d]+)%", picture)
        assert places and all(0 < float(v) < 100 for place in places for v in place)


@pytest.mark.parametrize(
    ("focus", "dots", "missing"), [(None, 55, 2), ("Klojen", 10, 1), ("Sukun", 11, 0)]
)
def test_legend_has_one_dot_per_kelurahan_and_counts_the_missing(geo, values, focus, dots, missing):
    picture = _map(geo, values, focus=focus, reference=("Kota", 5.0))
    circles = re.findall(r'<circle cx="([-.\d]+)" cy="([-.\d]+)"', picture)
    assert len(circles) == dots and len(set(circles)) == dots, "dots must not lie on one another"
    notes = [t for t in _legend(picture) if t.startswith("Tanpa angka")]
    assert notes == ([f"Tanpa angka: {missing} kelurahan"] if missing else [])
    assert {"Kota 5", "3", "4,5", "6", "8", "Keluarga"} <= set(_legend(picture))


def test_map_of_nothing_is_all_hatched(geo, values):
    picture = _map(geo, values.assign(nilai=np.nan, peringkat=np.nan))
    assert list(_areas(picture).values()) == ["url(#pd-arsir)"] * 57
    assert "Tanpa angka: 57 kelurahan" in _legend(picture)


def test_map_of_equal_values_has_one_class(geo, values):
    picture = choropleth_main(
        geo, values.assign(nilai=2.0, peringkat=1.0), breaks=[], legend_title="Keluarga"
    )
    assert set(_areas(picture).values()) == {NEED[2]}


# ---------------------------------------------------------------- small map


def test_small_map_has_one_filled_trace_per_class(geo, values):
    figure = small_map.small_map(geo, values, breaks=BREAKS, legend_title="Per 100")
    fills = [t.fillcolor for t in figure.data if t.fill == "toself"]
    assert fills == [NO_DATA, *NEED]
    assert {"di bawah 3", "8 ke atas", "tanpa angka", "<b>Per 100</b>"} <= set(
        t.replace("\u2060", "") for t in _texts(figure)
    )


def test_small_map_without_missing_values_has_no_missing_row(geo, values):
    full = values.assign(nilai=values.nilai.fillna(1.0))
    figure = small_map.small_map(geo, full, breaks=BREAKS, legend_title="Per 100")
    assert "tanpa angka" not in _texts(figure)


# ---------------------------------------------------------------- adding up


def test_linear_venn_adds_up_on_paper():
    figure = venn.linear_venn(left_out=4790, reached=3380, vulnerable=6220, better_off=3730)
    assert {"<b>8.170 keluarga miskin</b>", "<b>13.330 keluarga penerima</b>"} <= set(
        _texts(figure)
    )
    written = [t.replace("<br>", " ") for t in _texts(figure)]
    assert "<b>4.790</b> tertinggal" in written and "<b>3.730</b> lebih mampu" in written
    rectangles = [s for s in figure.layout.shapes if s.type == "rect"]
    assert [s.x1 - s.x0 for s in rectangles] == [4790, 3380, 6220, 3730]
    assert all(a.x1 == b.x0 for a, b in zip(rectangles, rectangles[1:], strict=False))


def test_linear_venn_leaves_out_empty_parts_and_survives_nothing():
    figure = venn.linear_venn(left_out=0, reached=100, vulnerable=0)
    assert len([s for s in figure.layout.shapes if s.type == "rect"]) == 1
    assert not venn.linear_venn(left_out=0, reached=0, vulnerable=0).layout.shapes


def test_waterfall_goes_down_step_by_step():
    figure = waterfall.waterfall(
        ("Keluarga miskin", 100), [("Tak terdaftar", 30), ("Habis", 50)], ("Terjangkau", 20)
    )
    steps = [(b.base[0], b.x[0], b.marker.color) for b in figure.data]
    assert [s[:2] for s in steps] == [(0, 100), (70, 30), (20, 50), (0, 20)]
    assert [s[2] for s in steps][1:] == [LEFT_OUT, LEFT_OUT, REACHED]
    assert "−30" in _texts(figure)


def test_waterfall_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="add up"):
        waterfall.waterfall(("a", 100), [("b", 30)], ("c", 60))


# ---------------------------------------------------------------- bars


def test_decile_profile_highlights_and_never_writes_a_missing_zero():
    figure = bars.decile_profile([0.302, 0.12, 0.068, *[0.0] * 6, float("nan")], highlight=(1,))
    assert list(figure.data[0].marker.color) == [REACHED] + [VULNERABLE] * 9
    assert _texts(figure)[:4] == ["<b>30</b>", "12", "6,8", "0"]
    assert _texts(figure)[-1] == "–"


def test_horizontal_bars_write_no_data_instead_of_zero():
    table = pd.DataFrame({"nama": ["A", "B"], "nilai": [3.0, np.nan]})
    figure = bars.horizontal_bars(table, category="nama", reference=2)
    assert len(figure.data) == 1
    assert {"<b>3</b>", "tidak ada data", "kota 2"} == set(_texts(figure))


def test_locator_marks_one_kelurahan_in_its_kecamatan(geo):
    marked = {locator_map(geo, code) for code in geo.areas.index}
    assert len(marked) == 57
    assert all(picture.count(LEFT_OUT) == 1 for picture in marked)
