"""The arrows of the house plan, as data: who may import whom, and where a library may live."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "schema", "parameters", "registry", "sample", "indicators", "scoring", "spatial",
    "reconciliation", "simulation", "store", "charts", "reports", "ui", "commands",
    "access", "verification", "benchmark", "area_profile",
}  # fmt: skip
LEAVES = {"schema", "errors", "config", "config_file"}
MAY_IMPORT = {
    "schema": {"errors", "config_file"},
    "parameters": LEAVES,
    "store": LEAVES,
    "indicators": LEAVES,
    "spatial": LEAVES,
    "charts": LEAVES,
    "scoring": LEAVES | {"indicators"},
    "sample": LEAVES | {"parameters", "indicators", "scoring", "store"},
    "registry": LEAVES | {"parameters", "store", "scoring"},
    "reconciliation": LEAVES | {"indicators", "registry"},
    "simulation": LEAVES | {"parameters", "indicators", "scoring", "store"},
    "benchmark": LEAVES | {"simulation", "store"},
    "area_profile": LEAVES | {"store", "indicators", "reconciliation", "registry", "verification"},
    "reports": LEAVES | {"charts", "indicators", "area_profile"},
    "access": LEAVES | {"store"},
    "verification": LEAVES | {"indicators"},
    "ui": LEAVES
    | {"store", "simulation", "indicators", "parameters", "reports", "charts", "spatial"}
    | {"reconciliation", "access", "verification", "registry", "area_profile"},
    "pages": LEAVES | {"ui", "charts", "simulation"},
}
ONLY_IN = {
    "streamlit": {"pages", "ui", "app"},
    "duckdb": {"store"},
    "sqlite3": {"store"},
    "plotly": {"charts"},
    "geopandas": {"spatial"},
    "splink": {"registry"},
    "fpdf": {"reports"},
}


def _modules():
    for path in sorted((ROOT / "pedekate").rglob("*.py")):
        yield path
    for path in sorted((ROOT / "pages").glob("*.py")):
        yield path
    yield ROOT / "app.py"


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0].removesuffix(".py") if parts[0] != "pedekate" else parts[1].removesuffix(".py")


def _imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError(f"{path}: relative import; write the full name")


@pytest.mark.parametrize("path", list(_modules()), ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows(path):
    room = _room(path)
    for name in _imports(path):
        top, *rest = name.split(".")
        if top in ONLY_IN:
            assert room in ONLY_IN[top], f"{room} imports {top}"
        if top == "pages":
            assert room == "app", f"{room} imports pages"
        if top == "pedekate" and rest and rest[0] in ROOMS | LEAVES and room in MAY_IMPORT:
            assert rest[0] == room or rest[0] in MAY_IMPORT[room], f"{room} imports {rest[0]}"


def test_every_room_is_declared():
    folders = {p.name for p in (ROOT / "pedekate").iterdir() if (p / "__init__.py").exists()}
    assert folders == ROOMS
