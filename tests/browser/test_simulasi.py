"""Simulasi in a real browser: a budget slid or typed changes every figure, an address keeps it."""

import pytest

from tests.browser.conftest import settled

pytestmark = [pytest.mark.browser, pytest.mark.city]

FOOTER = ".st-key-sumber_simulasi .pd-sumber"


@pytest.fixture
def simulation(page, server):
    page.goto(f"{server}/simulasi")
    settled(page)
    page.wait_for_selector(".pd-petasvg >> nth=4")
    return page


def _shown(page) -> dict[str, str]:
    return {
        "judul": page.inner_text(".pd-kepala h1"),
        "pengantar": page.inner_text(".pd-pengantar"),
        "tabel": page.inner_text(".pd-tabel"),
        "garis": page.inner_text(".pd-venn"),
        "kurva": page.inner_text(".pd-garis .pd-pilihan"),
        "jejak": page.inner_text(FOOTER),
    }


def _type_budget(page, text: str) -> None:
    before = _shown(page)["jejak"]
    field = page.locator(".st-key-anggaran_bpntd input")
    field.fill(text)
    field.press("Enter")
    _changed(page, before)


def _changed(page, before: str) -> None:
    page.wait_for_function(
        "([where, old]) => document.querySelector(where).innerText !== old", arg=[FOOTER, before]
    )
    settled(page)


def test_a_move_of_the_slider_changes_every_block(simulation):
    _type_budget(simulation, "600 juta")
    before = _shown(simulation)
    simulation.locator(".st-key-geser_bpntd input[type=range]").press("ArrowLeft")
    _changed(simulation, before["jejak"])
    after = _shown(simulation)
    assert [block for block, text in before.items() if after[block] == text] == []


def test_a_typed_budget_counts_and_its_address_restores_it(simulation, server):
    _type_budget(simulation, "321 juta")
    assert "321\u00a0juta" in simulation.inner_text(".pd-kepala h1")
    address, expected = simulation.url, _shown(simulation)
    simulation.goto("about:blank")
    simulation.goto(address)
    settled(simulation)
    simulation.wait_for_selector(".pd-petasvg >> nth=4")
    assert _shown(simulation) == expected


def test_nonsense_is_not_taken_for_a_budget(simulation):
    before = _shown(simulation)
    field = simulation.locator(".st-key-anggaran_bpntd input")
    field.fill("banyak sekali")
    field.press("Enter")
    simulation.wait_for_timeout(800)
    assert _shown(simulation) == before


def test_another_programme_brings_its_own_controls(simulation):
    before = _shown(simulation)["jejak"]
    simulation.locator(".st-key-program input").click()
    simulation.get_by_role("option", name="RTLH").click()
    _changed(simulation, before)
    assert "rumah" in simulation.inner_text(".pd-pengantar")
    assert simulation.locator(".st-key-bulan_rtlh").count() == 0


def test_a_rule_is_built_counted_and_restored_by_its_address(simulation):
    before = _shown(simulation)["jejak"]
    simulation.get_by_role("button", name="Aturan penerima").click()
    count = simulation.locator(".st-key-aturan_isi .pd-judul h3")
    counted = count.inner_text()
    field = simulation.locator(".st-key-tambah_syarat_bpntd input")
    field.fill("lansia 70")
    simulation.get_by_role("option", name="70 tahun").click()
    _changed(simulation, before)
    assert count.inner_text() != counted  # and the panel is still open
    counted = count.inner_text()
    address, note = simulation.url, simulation.inner_text(".pd-sisipan")
    assert "jumlah_lansia_70" in address and "Aturan sendiri, bukan aturan resmi" in note
    expected = _shown(simulation)
    simulation.goto("about:blank")
    simulation.goto(address)
    settled(simulation)
    simulation.wait_for_selector(".pd-petasvg >> nth=4")
    assert simulation.inner_text(".pd-sisipan") == note and _shown(simulation) == expected
    simulation.get_by_role("button", name="Aturan penerima").click()
    assert count.inner_text() == counted
    simulation.locator(".st-key-aturan_kembali button").click()
    _changed(simulation, expected["jejak"])
    assert "aturan_bpntd" not in simulation.url and _shown(simulation)["jejak"] == before


SECTIONS = {
    "Rupiah berikutnya": ".pd-garis >> nth=1",
    "Seberapa yakin": ".pd-undian",
    "Pemenang dan kelompok": ".pd-petasvg",
    "Banyak program": ".pd-tabel >> nth=2",
}


def test_every_section_opens_by_its_link(page, server):
    seen = set()
    for name, figure in SECTIONS.items():
        page.goto(f"{server}/simulasi?bagian={name.replace(' ', '+')}&anggaran_bpntd=400+juta")
        settled(page)
        page.wait_for_selector(figure)
        chosen = page.locator(".st-key-bagian [aria-checked=true], .st-key-bagian [kind$=Active]")
        assert chosen.first.inner_text() == name
        seen.add(page.inner_text(".pd-kepala h1"))
        if name != "Banyak program":
            assert page.locator(".st-key-anggaran_bpntd input").input_value() == "400 juta"
    assert len(seen) == len(SECTIONS)
