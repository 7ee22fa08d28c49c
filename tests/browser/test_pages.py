"""Every page in a real browser: it opens, says what it must, and shows no identity number."""

import re

import pytest

from tests.browser.conftest import settled, visit

pytestmark = [pytest.mark.browser, pytest.mark.city]

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
LAPTOP = (1366, 768)
SIZES = {"proyektor": (1024, 768), "laptop": LAPTOP, "lebar": (1920, 1080)}
PHONE = (390, 844)
ENGLISH = re.compile(
    r"\b(Choose an option|Select|Download|Loading|Error|Page not found|Search|None|nan|NaN)\b"
)


@pytest.fixture(scope="module", params=PAGES)
def opened(request, browser, server):
    """Each page once on a laptop, for every test that only looks at it."""
    with visit(browser, LAPTOP) as page:
        page.goto(f"{server}/{request.param}")
        settled(page)
        yield page


def test_page_opens_without_exception(opened):
    assert opened.locator("[data-testid='stException']").count() == 0
    assert opened.locator(".pd-kepala h1").inner_text().strip()


def test_page_says_synthetic_and_holds_no_identity_number(opened):
    assert opened.get_by_text("DATA SINTETIS – bukan warga nyata").first.is_visible()
    assert not IDENTITY_NUMBER.search(opened.content())


def test_page_speaks_indonesian(opened):
    text = opened.locator("[data-testid='stMain']").inner_text()
    assert not ENGLISH.findall(text)


@pytest.mark.parametrize("size", SIZES)
def test_page_never_scrolls_sideways(opened, size):
    width, height = SIZES[size]
    opened.set_viewport_size({"width": width, "height": height})
    settled(opened)
    assert _overhang(opened) <= 1


@pytest.mark.parametrize("path", PAGES)
def test_page_never_scrolls_sideways_on_a_phone(browser, server, path):
    with visit(browser, PHONE) as page:
        page.goto(f"{server}/{path}")
        settled(page)
        assert _overhang(page) <= 1


def _overhang(page) -> int:
    return page.locator("[data-testid='stMain']").evaluate("e => e.scrollWidth - e.clientWidth")


def test_unknown_address_is_no_crash(page, server):
    page.goto(f"{server}/tidak-ada")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    assert page.locator("[data-testid='stException']").count() == 0
