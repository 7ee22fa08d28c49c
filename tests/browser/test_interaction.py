"""The main paths of a person: click the map, move the budget, copy the address."""

import re

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city]

# A point of the screen that lies inside the first polygon large enough to be hit.
POINT_INSIDE = """paths => {
  for (const path of paths) {
    const box = path.getBBox(), matrix = path.getScreenCTM();
    if (box.width < 30 || box.height < 30) continue;
    for (let i = 1; i < 8; i++) for (let j = 1; j < 8; j++) {
      const point = new DOMPoint(box.x + box.width * i / 8, box.y + box.height * j / 8);
      if (path.isPointInFill(point)) {
        const screen = point.matrixTransform(matrix);
        if (screen.y < innerHeight) return [screen.x, screen.y];
      }
    }
  }
  return null;
}"""


def _headline(page) -> str:
    return page.locator(".pd-kepala h1").first.inner_text()


def _click_map(page) -> None:
    page.wait_for_selector(".pd-wilayah path")
    point = page.locator(".pd-wilayah path").evaluate_all(POINT_INSIDE)
    assert point, "tidak ada poligon yang dapat diklik"
    page.mouse.click(*point)


def test_map_clicks_open_the_kecamatan_mark_the_kelurahan_and_let_it_go(page, server):
    page.goto(f"{server}/peta")
    settled(page)
    before = _headline(page)
    _click_map(page)
    page.wait_for_url(re.compile(r"kecamatan="))
    page.wait_for_function("document.querySelectorAll('.pd-tabel tbody tr').length < 57")
    settled(page)
    assert _headline(page) != before
    rows = page.locator(".pd-tabel tbody tr").count()
    assert 8 <= rows <= 15, "tabel harus berisi kelurahan satu kecamatan"
    _click_map(page)
    page.wait_for_url(re.compile(r"kelurahan="))
    page.wait_for_selector(".pd-tabel tr.pd-pilih")
    settled(page)
    _click_map(page)
    page.wait_for_selector(".pd-tabel tr.pd-pilih", state="detached")
    assert "kelurahan=" not in page.url


def test_pointer_on_the_map_names_the_area(page, server):
    page.goto(f"{server}/peta")
    settled(page)
    page.wait_for_selector(".pd-wilayah path")
    point = page.locator(".pd-wilayah path").evaluate_all(POINT_INSIDE)
    page.mouse.move(*point)
    page.wait_for_selector(".pd-petunjuk:not([hidden])")
    name, place = page.inner_text(".pd-petunjuk b"), page.inner_text(".pd-petunjuk")
    assert name in page.inner_text(".pd-tabel") and place.startswith(f"{name}, ")


MUST_SHOW = {
    "peta?kecamatan=Klojen": "11 kelurahan",
    "indikator?kecamatan=Sukun": "Bandungrejosari",
    "metodologi?bagian=Parameter": "Parameter yang berlaku",
}


@pytest.mark.parametrize("address", MUST_SHOW)
def test_a_copied_address_restores_the_view(browser, page, server, address):
    page.goto(f"{server}/{address}")
    seen = settled(page)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    other.goto(page.url)
    assert settled(other) == seen
    assert MUST_SHOW[address] in seen
    context.close()


def test_a_choice_enters_the_address_and_comes_back(browser, page, server):
    page.goto(f"{server}/peta")
    settled(page)
    page.get_by_text("Lowokwaru", exact=True).first.click()
    page.wait_for_url(re.compile(r"kecamatan=Lowokwaru"))
    settled(page)
    page.wait_for_function(
        "document.querySelector('.pd-kepala h1').innerText.includes('Lowokwaru')"
    )
    seen = _headline(page)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    other.goto(page.url)
    settled(other)
    assert _headline(other) == seen
    context.close()
