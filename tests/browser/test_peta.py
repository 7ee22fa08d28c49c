"""Two maps side by side in a browser: one scale, one pointer, one choice for maps and table."""

import re

import pytest

from tests.browser.conftest import settled
from tests.browser.test_interaction import POINT_INSIDE

pytestmark = [pytest.mark.browser, pytest.mark.city]

MARKED = (
    "() => [...document.querySelectorAll('.pd-wilayah path.pd-sorot')].map(p => p.dataset.kode)"
)


def test_two_maps_share_scale_pointer_and_choice(page, server):
    page.goto(f"{server}/peta?jenis=Dua+peta&kecamatan=Sukun")
    settled(page)
    page.wait_for_selector(".pd-duapeta .pd-peta >> nth=1")
    assert page.locator(".pd-petalegenda:visible").count() == 1, "one legend"
    # The pointer on the left map marks the same kelurahan on the right one and in the table.
    paths = page.locator(".pd-duapeta figure:first-child .pd-wilayah path")
    page.mouse.move(*paths.evaluate_all(POINT_INSIDE))
    page.wait_for_selector(".pd-petunjuk:not([hidden])")
    marked = page.evaluate(MARKED)
    assert len(marked) == 2 and len(set(marked)) == 1
    row = page.locator("tr.pd-sorot")
    assert row.get_attribute("data-kode") == marked[0]
    assert page.inner_text(".pd-petunjuk b") in row.inner_text()
    # The pointer on a row marks its kelurahan on both maps.
    other = page.locator(".pd-tabel tbody tr").nth(6)
    other.hover()
    page.wait_for_function(f"({MARKED})().length == 2 && ({MARKED})()[0] != '{marked[0]}'")
    code = other.get_attribute("data-kode")
    assert page.evaluate(MARKED) == [code] * 2
    # A click on the row chooses it: address, title, both maps and the table agree.
    name = other.locator("th").inner_text().strip()
    other.click()
    page.wait_for_url(re.compile(r"kelurahan="))
    page.wait_for_selector(".pd-tabel tr.pd-pilih")
    settled(page)
    assert page.locator(".pd-kepala h1").inner_text().startswith(f"{name}:")
    assert page.locator('.pd-duapeta path[stroke-width="3"]').count() == 2
    assert page.locator("tr.pd-pilih").get_attribute("data-kode") == code


def test_place_stays_while_the_kind_of_map_changes(page, server):
    page.goto(f"{server}/peta?kecamatan=Klojen")
    settled(page)
    for kind in ("Dua peta", "Kebutuhan × cakupan", "Kantong"):
        page.get_by_text(kind, exact=True).first.click()
        page.wait_for_function(
            f"document.querySelector('[aria-checked=true], [aria-pressed=true]') && "
            f"new URLSearchParams(location.search).get('jenis') === '{kind}'"
        )
        assert "11 kelurahan di Kecamatan Klojen" in settled(page), kind
