"""Scenarios in a real browser: four are saved and compared, then links bring them back."""

import re

import pytest

from tests.browser.conftest import PLANNER, settled

pytestmark = [pytest.mark.browser, pytest.mark.city]

FIGURE = ".pd-banding > div"
# Name → what is changed on the page before it is saved; the last two serve the same families.
FOUR = {
    "Skor 400 juta": {"anggaran": "400 juta"},
    "Desil 400 juta": {"urutan": "Desil nasional DTSEN"},
    "Daftar 400 juta": {"urutan": "Daftar penerima sekarang"},
    "Daftar, sekali lagi": {},
}


def signed_in(page, server) -> None:
    """Sign in, then walk to Simulasi by the menu: a typed address would be a new session."""
    name, password = PLANNER
    page.goto(f"{server}/masuk")
    settled(page)
    page.get_by_label("Akun", exact=True).fill(name)
    page.get_by_label("Sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).last.click()
    page.get_by_text("Anda masuk sebagai").wait_for()
    page.get_by_test_id("stTopNavLink").filter(has_text="Simulasi").click()
    page.wait_for_selector(".st-key-anggaran_bpntd input")
    settled(page)


def choose(page, *, anggaran: str = "", urutan: str = "") -> None:
    if anggaran:
        field = page.locator(".st-key-anggaran_bpntd input")
        field.fill(anggaran)
        field.press("Enter")
    if urutan:
        page.locator(".st-key-peringkat_bpntd input").click()
        page.get_by_role("option", name=urutan).click()
    settled(page)


def save(page, name: str) -> None:
    page.get_by_role("button", name="Simpan skenario").click()
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text(f"Skenario “{name}” disimpan").wait_for()
    page.keyboard.press("Escape")


def shown(page) -> tuple[str, list[str]]:
    page.wait_for_selector(f"{FIGURE} >> nth=3")
    settled(page)
    return page.inner_text(".pd-kepala h1"), page.locator(FIGURE).all_inner_texts()


def test_four_scenarios_are_saved_compared_and_reopened_by_link(page, server):
    signed_in(page, server)
    for name, choices in FOUR.items():
        choose(page, **choices)
        save(page, name)
    page.get_by_text("Skenario", exact=True).click()
    page.get_by_role("button", name="Bandingkan empat yang terbaru").click()
    page.wait_for_function("() => document.querySelector('.pd-banding').innerText.includes('lagi')")
    headline, rows = shown(page)
    assert [row.split("\n")[0] for row in rows] == list(reversed(FOUR))
    assert "tidak dapat dibedakan" in page.inner_text("[data-testid=stMain]")
    comparison = page.url
    page.get_by_role("button", name="Lainnya").last.click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert re.fullmatch(rf"{server}/simulasi\?skenario=\d+", link)

    # A new session, nobody signed in: the comparison, then the scenario itself.
    page.goto("about:blank")
    page.goto(comparison)
    assert shown(page) == (headline, rows)
    page.goto("about:blank")
    page.goto(link)
    page.get_by_text("Skor 400 juta").wait_for()
    settled(page)
    assert page.locator(".st-key-anggaran_bpntd input").input_value() == "400 juta"
    assert "400\u00a0juta" in page.inner_text(".pd-kepala h1")
    assert "anggaran_bpntd=400+juta" in page.url and "skenario=" not in page.url
