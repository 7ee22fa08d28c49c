"""No two labels on a map overlap, and what fits inside its area stays inside."""

import itertools

import pytest
from shapely import box

from pedekate.charts.labels import label_box, place_labels, text_width
from pedekate.spatial.boundaries import load_geography

PPD, SIZE = 3500.0, 13


@pytest.fixture(scope="module")
def geo():
    return load_geography()


def _placed(geo, kecamatan, pixels):
    areas = geo.areas[geo.areas.nama_kecamatan == kecamatan]
    texts = {c: [f"{n}<br>12,5", n] for c, n in areas.nama_kelurahan.items()}
    return place_labels(
        geo.areas.geometry, geo.label_points, texts, size=SIZE, pixels_per_degree=pixels
    )


def _boxes(labels, pixels):
    return [label_box(x.text, x.x, x.y, SIZE, pixels) for x in labels]


@pytest.mark.parametrize("pixels", [2500, 5000, 12000])
@pytest.mark.parametrize("kecamatan", ["Blimbing", "Kedungkandang", "Klojen", "Lowokwaru", "Sukun"])
def test_labels_never_overlap(geo, kecamatan, pixels):
    labels = _placed(geo, kecamatan, pixels)
    for one, other in itertools.combinations(_boxes(labels, pixels), 2):
        assert not one.intersects(other)
    for label, rectangle in zip(labels, _boxes(labels, pixels), strict=True):
        if label.inside:
            assert geo.areas.geometry[label.code].contains(rectangle)


def test_a_large_drawing_names_every_area(geo):
    labels = _placed(geo, "Sukun", 20_000)
    assert len(labels) == 11 and all(label.inside for label in labels)


def test_best_wording_that_fits_is_taken():
    shapes = {"luas": box(0, 0, 1, 1), "sempit": box(2, 0, 2.1, 1)}
    points = {"luas": (0.5, 0.5), "sempit": (2.05, 0.5)}
    texts = {"luas": ["Nama<br>1,5", "Nama"], "sempit": ["Nama", "N"]}
    found = {x.code: x for x in place_labels(
        shapes, points, texts, size=10, pixels_per_degree=100)}  # fmt: skip
    assert found["luas"].text == "Nama<br>1,5" and found["luas"].inside
    assert found["sempit"].text == "N"


def test_occupied_ground_is_kept_free():
    shape = {"a": box(0, 0, 1, 1)}
    taken = box(0, 0, 1, 0.6)
    (label,) = place_labels(
        shape, {"a": (0.5, 0.5)}, {"a": ["A"]}, size=10, pixels_per_degree=100, occupied=[taken]
    )
    assert not label_box("A", label.x, label.y, 10, 100).intersects(taken)


def test_wide_letters_are_wider():
    assert text_width("mm", 10) > text_width("nn", 10) > text_width("ii", 10)
