"""Every page in a real browser: it opens, says what it must, and shows no identity number."""

import re

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city, pytest.mark.xdist_group("peramban")]

PAGES = [
    "",
    "peta",
    "simulasi",
    "indikator",
    "cakupan",
    "profil",
    "padanan",
    "metodologi",
    "verifikasi",
    "masuk",
]
# A point before the digits makes them the fraction of a drawing coordinate.
IDENTITY_NUMBER = re.compile(r"(?<![\d.])\d{16}(?!\d)")
SIZES = {"proyektor": (1024, 768), "laptop": (1366, 768), "lebar": (1920, 1080), "hp": (390, 844)}


def _open(page, server, path):
    page.goto(f"{server}/{path}")
    settled(page)


@pytest.mark.parametrize("path", PAGES)
def test_page_opens_without_exception(page, server, path):
    _open(page, server, path)
    assert page.locator("[data-testid='stException']").count() == 0
    assert page.locator(".pd-kepala h1").inner_text().strip()


@pytest.mark.parametrize("path", PAGES)
def test_page_says_synthetic_and_holds_no_identity_number(page, server, path):
    _open(page, server, path)
    assert page.get_by_text("DATA SINTETIS – bukan warga nyata").first.is_visible()
    assert not IDENTITY_NUMBER.search(page.content())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_page_never_scrolls_sideways(page, server, path, size):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    _open(page, server, path)
    scrolled = "e => e.scrollWidth - e.clientWidth"
    assert page.locator("[data-testid='stMain']").evaluate(scrolled) <= 1


@pytest.mark.parametrize("path", PAGES)
def test_page_speaks_indonesian(page, server, path):
    _open(page, server, path)
    text = page.locator("[data-testid='stMain']").inner_text()
    english = re.compile(
        r"\b(Choose an option|Select|Download|Loading|Error|Page not found|Search|None|nan|NaN)\b"
    )
    assert not english.findall(text)


def test_unknown_address_is_no_crash(page, server):
    page.goto(f"{server}/tidak-ada")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    assert page.locator("[data-testid='stException']").count() == 0
