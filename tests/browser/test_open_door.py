"""A folder named `pages/` must not be a way around `app.py`."""

import pytest

from tests.browser.conftest import serving

pytestmark = [pytest.mark.browser, pytest.mark.city]

FILES = ["beranda", "peta", "simulasi", "indikator", "cakupan", "padanan", "metodologi"]


def test_deep_link_on_a_fresh_server_runs_no_bare_page(browser, gudang_20k, tmp_path):
    """On a server no session has used yet, Streamlit runs `pages/x.py` by itself: an empty file.

    The empty store proves it: whatever `app.py` would show, a bare page may show nothing at all.
    """
    with serving(tmp_path / "kosong") as address:
        page = browser.new_page()
        page.goto(f"{address}/simulasi")
        page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
        text = page.locator("[data-testid='stMain']").inner_text()
        page.close()
    assert "keluarga" not in text.lower().replace("data keluarga belum", "")


@pytest.mark.parametrize("name", FILES)
def test_page_file_alone_does_nothing(name):
    """Importing a page may define functions and nothing else: no widget, no query."""
    import ast
    from pathlib import Path

    tree = ast.parse((Path("pages") / f"{name}.py").read_text(encoding="utf-8"))
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)
    for node in tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert docstring or isinstance(node, (*allowed, ast.ClassDef)), ast.dump(node)[:80]
