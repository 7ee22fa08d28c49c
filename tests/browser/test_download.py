"""*Unduh* really hands over a workbook, made outside the session."""

import io

import pytest
from python_calamine import CalamineWorkbook

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city]


@pytest.mark.parametrize(
    "path", ["peta?kecamatan=Sukun", "indikator", "cakupan", "padanan", "simulasi"]
)
def test_table_can_be_downloaded_and_says_synthetic(page, server, path):
    page.goto(f"{server}/{path}")
    settled(page)
    page.locator("button", has_text="Unduh").first.click()
    with page.expect_download() as download:
        page.locator("button", has_text="XLSX").first.click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    assert book.sheet_names[-1] == "Keterangan"
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        assert "DATA SINTETIS – bukan warga nyata" in str(rows[:3])
        assert len(rows) > 5
