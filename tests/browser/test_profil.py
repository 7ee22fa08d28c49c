"""A kelurahan opened by its address, as somebody sends it to a lurah; its paper taken away."""

from pathlib import Path

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city]


def test_an_address_opens_its_kelurahan_and_gives_its_page(page, server):
    page.goto(f"{server}/profil?kelurahan=Rampalcelaket")
    text = settled(page)
    assert page.locator(".pd-kepala h1").inner_text().startswith("Rampalcelaket:")
    assert "Kecamatan Klojen" in text and "Lima kebutuhan untuk ditindaklanjuti" in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh halaman ini (PDF)").click()
    assert download.value.suggested_filename == "profil_35.73.02.1002_rampalcelaket.pdf"
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_the_map_leads_to_the_profile_of_the_chosen_kelurahan(page, server):
    page.goto(f"{server}/peta?kelurahan=Oro-oro+Dowo")
    settled(page)
    link = page.get_by_role("link", name="Profil", exact=True).first
    page.goto(f"{server}/{link.get_attribute('href')}")
    settled(page)
    assert page.locator(".pd-kepala h1").inner_text().startswith("Oro-oro Dowo:")
