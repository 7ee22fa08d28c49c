"""Figures are pure: what is drawn and written follows from the table, and adds up."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest

from pedekate.charts import small_map
from pedekate.charts.area_map import SIZE
from pedekate.charts.choropleth import choropleth_main
from pedekate.charts.labels import label_box
from pedekate.charts.locator import locator_map
from pedekate.charts.theme import LEFT_OUT, NEED, NO_DATA
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


def test_locator_marks_one_kelurahan_in_its_kecamatan(geo):
    marked = {locator_map(geo, code) for code in geo.areas.index}
    assert len(marked) == 57
    assert all(picture.count(LEFT_OUT) == 1 for picture in marked)


@pytest.mark.parametrize("kecamatan", ["Blimbing", "Kedungkandang", "Klojen", "Lowokwaru", "Sukun"])
def test_labels_are_apart_in_the_window_they_are_drawn_in(geo, values, kecamatan):
    """At the smallest laptop's size: names that lie outside the area make the map smaller."""
    counts = dict.fromkeys(geo.areas.index, 500.0)
    picture = _map(geo, values, focus=kecamatan, counts=counts, counts_title="x")
    ratio = float(re.search(r"--rasio:([\d.]+)", picture)[1])
    left = float(re.search(r"--kiri:([\d.]+)", picture)[1])
    width = min(SIZE[0] * (1 - left), SIZE[1] * ratio)
    found = re.findall(
        r'class="pd-lebar[^"]*" style="left:([-.\d]+)%;top:([-.\d]+)%[^>]*>(.*?)</span>', picture
    )
    boxes = []
    for across, down, text in found:
        x, y = float(across) * width / 100, float(down) * width / ratio / 100
        boxes.append(label_box(text, x, y, 13, 1.0))
    assert len(boxes) >= 8
    for one, other in itertools.combinations(boxes, 2):
        assert one.intersection(other).area < 20, "no more than a pixel's overlap"
