"""What a start reads: the server stands before any library of ours is in, the first page before
the libraries of the others are."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_BEFORE_SERVING = {"pandas", "duckdb", "geopandas", "pydantic", "pedekate.ui.data"}
NOT_ON_THE_FIRST_PAGE = {
    "scipy", "sklearn", "statsmodels", "mapclassify", "fpdf", "splink", "pages.simulasi",
}  # fmt: skip


def _imported_by(code: str) -> set[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_server_stands_before_the_libraries():
    found = _imported_by("import app")
    assert "pedekate.ui.warm_up" in found
    assert not found & NOT_BEFORE_SERVING


def test_the_first_page_waits_for_no_library_of_another():
    found = _imported_by("import app, pages.beranda")
    assert "pandas" in found
    assert not found & NOT_ON_THE_FIRST_PAGE
