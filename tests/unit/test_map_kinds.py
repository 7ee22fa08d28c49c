"""Two maps, nine colours, bubbles, groups: what is drawn follows from the table."""

import itertools
import re

import numpy as np
import pandas as pd
import pytest

from pedekate.charts.bivariate import bivariate_map, color_of_levels, level_of, with_levels
from pedekate.charts.bubbles import LARGEST, diameters, sample_sizes
from pedekate.charts.category_map import Category, category_map
from pedekate.charts.choropleth import choropleth_main
from pedekate.charts.pair_map import MapSide, pair_map
from pedekate.charts.theme import BIVARIATE, COVERAGE, NEED, NO_DATA, NOTHING_FOUND
from pedekate.spatial.boundaries import load_geography

BREAKS = [3.0, 4.5, 6.0, 8.0]


@pytest.fixture(scope="module")
def geo():
    return load_geography()


@pytest.fixture
def values(geo):
    table = pd.DataFrame({"kode_kelurahan": geo.areas.index, "nilai": np.arange(57) * 0.2})
    table.loc[[5, 20], "nilai"] = np.nan
    return table.assign(hover="<b>x</b>", peringkat=table["nilai"].rank(ascending=False))


def _fills(picture: str) -> list[tuple[str, str]]:
    return [
        (c, f)
        for f, c in re.findall(r'<path d="[^"]+" fill="([^"]+)" data-kode="([^"]+)"', picture)
    ]


# ---------------------------------------------------------------- bubbles


def test_area_of_a_bubble_is_in_proportion_and_what_is_hidden_has_none():
    sizes = diameters({"a": 400, "b": 100, "c": np.nan, "d": pd.NA, "e": 0})
    assert sizes == {"a": LARGEST, "b": LARGEST / 2}
    assert list(diameters({"kecil": 1, "besar": 9})) == ["besar", "kecil"], "small ones on top"
    assert diameters({"a": np.nan}) == {}


@pytest.mark.parametrize(
    ("top", "sizes"),
    [(985, [500, 100, 20]), (1000, [1000, 200, 50]), (43, [20, 5, 1]), (3, [2]), (0.5, [])],
)
def test_sample_bubbles_are_round_numbers_within_the_data(top, sizes):
    assert sample_sizes(top) == sizes


def test_bubbles_stand_on_the_map_in_every_view_at_one_size(geo, values):
    counts = dict(zip(values["kode_kelurahan"], np.arange(57) * 10.0 + 10, strict=True))
    counts[geo.areas.index[3]] = np.nan
    draw = lambda focus: choropleth_main(  # noqa: E731
        geo, values, breaks=BREAKS, legend_title="x", focus=focus, counts=counts,
        counts_title="Lingkaran: jumlah <b>",
    )  # fmt: skip
    city, one = draw(None), draw("Klojen")
    assert city.count('class="pd-gelembung"') == 56
    inside = (geo.areas["nama_kecamatan"] == "Klojen").sum()
    small = set(re.findall(r"--d:([\d.]+)rem", one))
    assert one.count('class="pd-gelembung"') == inside
    assert small <= set(re.findall(r"--d:([\d.]+)rem", city))
    assert "jumlah &lt;b&gt;" in city and ">500</text>" in city


# ---------------------------------------------------------------- two maps


def test_one_scale_a_value_has_one_colour_on_both_maps(geo, values):
    other = values.assign(nilai=values["nilai"][::-1].to_numpy())
    sides = tuple(
        MapSide(name=n, note="", table=t, scale=NEED, city=5.0)
        for n, t in (("A", values), ("B", other))
    )
    draw = lambda **more: pair_map(  # noqa: E731
        geo, sides, breaks=BREAKS, title="Judul", alt="Peta", format_value=str, **more
    )
    picture = draw()
    fills = _fills(picture)
    assert len(fills) == 2 * 57 and [c for c, _ in fills[:57]] == [c for c, _ in fills[57:]]
    by_value: dict[float, set[str]] = {}
    for (_, fill), value in zip(fills, [*values["nilai"], *other["nilai"]], strict=True):
        by_value.setdefault(-1 if np.isnan(value) else value, set()).add(fill)
    assert all(len(found) == 1 for found in by_value.values()), "one value, one colour"
    assert picture.count("pd-petalegenda") == 2, "one legend, for wide screens and for phones"
    assert len(re.findall(r"<circle", picture)) == 2 * 2 * 55
    assert "Tanpa angka: 2 kelurahan di kiri, 2 di kanan" in picture
    code = geo.areas.index[0]
    focus = geo.areas["nama_kecamatan"].iloc[0]
    assert draw(selected=code).count('stroke-width="3"') == 2, "chosen in both"
    assert len(_fills(draw(focus=focus))) == 2 * (geo.areas["nama_kecamatan"] == focus).sum()


def test_need_and_coverage_keep_their_colours_on_one_scale(geo, values):
    sides = tuple(
        MapSide(name="x", note="", table=values, scale=s, city=np.nan) for s in (NEED, COVERAGE)
    )
    fills = _fills(pair_map(geo, sides, breaks=BREAKS, title="t", alt="a", format_value=str))
    scales = dict(zip(NEED, COVERAGE, strict=True)) | {"url(#pd-arsir)": "url(#pd-arsir)"}
    assert [scales[f] for _, f in fills[:57]] == [f for _, f in fills[57:]]


def test_labels_of_two_maps_fit_the_smallest_screen(geo, values):
    side = MapSide(name="x", note="", table=values, scale=NEED, city=np.nan)
    picture = pair_map(geo, (side, side), breaks=BREAKS, title="t", alt="a", focus="Klojen",
                       format_value=lambda v: f"{v:.1f}")  # fmt: skip
    written = re.findall(r'<span class="pd-lebar[^>]*>([^<]+)', picture)
    assert {"Kauman", "Kiduldalem", "Sukoharjo"} <= set(written)


# ---------------------------------------------------------------- need by coverage


def test_levels_are_thirds_and_few_breaks_leave_the_middle_out():
    assert level_of([1, 3, 5, np.nan], [3, 5]).tolist() == [0, 1, 2, -1]
    assert level_of([1, 3], [3]).tolist() == [0, 2]
    assert level_of([1, 3], []).tolist() == [1, 1]


def test_one_missing_value_leaves_the_area_without_a_colour():
    table = pd.DataFrame({"butuh": [1.0, np.nan, 9.0], "jangkau": [9.0, 1.0, 1.0]})
    found = with_levels(table, ([3, 5], [3, 5]))
    assert found["tingkat_butuh"].tolist() == [0, -1, 2]
    assert found["tingkat_jangkau"].tolist() == [2, -1, 0]
    assert color_of_levels(-1, -1) == NO_DATA and color_of_levels(2, 0) == BIVARIATE[2][0]


def test_square_counts_every_area_once_and_outlines_the_finding(geo):
    table = pd.DataFrame({"kode_kelurahan": geo.areas.index, "hover": "x"})
    table["butuh"], table["jangkau"] = np.arange(57.0), np.arange(57.0)[::-1]
    table.loc[0, "butuh"] = np.nan
    picture = bivariate_map(geo, table, breaks=([19, 38], [19, 38]), alt="Peta")
    cells = re.findall(r'data-kodes="([^"]*)">(\d+)</i>', picture)
    assert len(cells) == 9 and sum(int(n) for _, n in cells) == 56
    assert all(len(codes.split()) == int(n) for codes, n in cells)
    worst = [int(n) for codes, n in cells if geo.areas.index[56] in codes.split()]
    assert picture.count('stroke-width="1.6"') == worst[0] == 19
    assert "Tanpa angka: 1 kelurahan" in picture


# Machado, Oliveira & Fernandes (2009), severity 1.
DEFICIENCIES = {
    "none": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                        [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                        [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


def _oklab(color: str, seen: np.ndarray) -> np.ndarray:
    share = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return 100 * (_LAB @ np.cbrt(_LMS @ np.clip(seen @ linear, 0, 1)))


@pytest.mark.parametrize("name", DEFICIENCIES)
def test_nine_colours_can_be_told_apart_by_everybody(name):
    colors = [_oklab(c, DEFICIENCIES[name]) for row in BIVARIATE for c in row]
    apart = min(np.linalg.norm(a - b) for a, b in itertools.combinations(colors, 2))
    assert apart > 7.5


def test_groups_of_a_category_map_are_counted_and_empty_findings_kept(geo):
    groups = [Category("a", "Temuan", "#702450"), Category("b", "Temuan lain", "#237F82"),
              Category("c", "Biasa", NOTHING_FOUND, finding=False),
              Category("d", "Tanpa angka", NO_DATA, finding=False)]  # fmt: skip
    table = pd.DataFrame({"kode_kelurahan": geo.areas.index, "nilai": 1.0, "hover": "x"})
    table["kelas"] = ["a"] * 3 + ["c"] * 54
    picture = category_map(geo, table, groups, title="Jumlah", alt="Peta")
    rows = re.findall(r"</i>([^<]+) <b>(\d+)</b>", picture)
    assert rows == [("Temuan", "3"), ("Temuan lain", "0"), ("Biasa", "54")]
    assert picture.count('stroke-width="1.6"') == 3
