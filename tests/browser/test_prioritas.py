"""Indikator › Prioritas in a browser: a weight moved changes every figure, an address keeps it."""

import re

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city]

SLIDER = ".st-key-b_multidimensi_sanitasi input[type=range]"


def _figures(page) -> list[str]:
    return page.locator(".pd-kepala, .pd-angka, .pd-tabel").all_inner_texts()


def test_a_weight_moved_changes_m0_and_ranking_and_the_address_restores_it(page, server):
    page.goto(f"{server}/indikator?bagian=Prioritas")
    settled(page)
    page.wait_for_selector(".js-plotly-plot")
    before = _figures(page)
    for _ in range(3):
        page.locator(SLIDER).press("ArrowRight")
    page.wait_for_url(re.compile(r"b_multidimensi_sanitasi=5"))
    settled(page)
    after = _figures(page)
    assert after != before
    page.goto(page.url)
    settled(page)
    page.wait_for_selector(".js-plotly-plot")
    assert _figures(page) == after


@pytest.mark.parametrize("part", ["Indikator", "Set kriteria", "Prioritas", "Angka resmi"])
def test_nothing_is_wider_than_the_screen(page, server, part):
    page.goto(f"{server}/indikator?bagian={part.replace(' ', '+')}&kecamatan_set=Klojen")
    for width in (1440, 1920, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
