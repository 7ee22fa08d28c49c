"""Files the browser gets, and the rules of the style sheet."""

import json
import re
from pathlib import Path

import pytest

from pedekate.charts import theme

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "pedekate/ui/gaya.css").read_text(encoding="utf-8")
SOURCES = [
    *(ROOT / "pages").glob("*.py"),
    *(ROOT / "pedekate/ui").rglob("*.py"),
    *(ROOT / "pedekate/charts").glob("*.py"),
    ROOT / "app.py",
]


def test_topojson_stub_is_empty_and_local():
    stub = json.loads((ROOT / "static/world_110m.json").read_text(encoding="utf-8"))
    assert stub["arcs"] == []
    assert theme.CONFIG["topojsonURL"] == "/app/static/"


def test_style_sheet_never_targets_generated_class_names():
    assert "st-emotion" not in CSS
    for source in SOURCES:
        assert "st-emotion" not in source.read_text(encoding="utf-8"), source.name


def test_style_sheet_survives_the_sanitiser():
    """Streamlit drops a whole <style> that holds a less-than sign."""
    assert "<" not in CSS


def test_style_sheet_loads_nothing():
    assert not re.search(r"url\(|@import|https?:", CSS)


def test_media_queries_come_last():
    first = CSS.index("@media")
    outside = re.sub(r"@media[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", CSS[first:])
    assert not re.sub(r"/\*.*?\*/", "", outside, flags=re.S).strip()


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_only_one_door_to_plotly_charts(source):
    text = source.read_text(encoding="utf-8")
    assert ("st.plotly_chart(" in text) == (source.name == "components.py")


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_nothing_is_fetched_from_the_network(source):
    text = source.read_text(encoding="utf-8")
    assert ":material/" not in text
    # The SVG name space is a name, not an address.
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


@pytest.mark.parametrize("scale", [theme.NEED, theme.COVERAGE])
def test_tokens_are_those_of_the_style_sheet(scale):
    assert len(scale) == 5
    for token in (theme.INK, theme.INK_2, theme.INK_3, theme.LINE, theme.FINE_LINE, theme.NAVY):
        assert token in CSS


def test_text_tokens_are_readable():
    assert theme.contrast(theme.INK, theme.WHITE) >= 15
    assert theme.contrast(theme.INK_2, theme.WHITE) >= 7
    assert theme.contrast(theme.INK_3, theme.WHITE) >= 4.5
    assert theme.contrast("#8A5A00", "#FFFBF0") >= 4.5
    for fill in (theme.LEFT_OUT, theme.REACHED):
        assert theme.text_on(fill) == theme.WHITE and theme.contrast(theme.WHITE, fill) >= 4.5
    for category in theme.CATEGORIES:
        assert theme.contrast(category, theme.WHITE) >= 3


MAPPED = [*SOURCES, *(ROOT / "pedekate/reports").glob("*.py")]


@pytest.mark.parametrize("source", MAPPED, ids=lambda p: p.name)
def test_whose_boundaries_they_are_is_never_typed(source):
    """A city may replace them: `geography().source` knows."""
    assert "BIG 2021" not in source.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_a_kept_map_is_keyed_by_its_boundaries(source):
    """A cached function that reads the geography would else draw the old one for ever."""
    text = source.read_text(encoding="utf-8")
    kept = re.findall(r"@st\.cache_\w+\(.*?\n(?=\n\n|\Z)", text, re.S)
    if any("geography()" in one for one in kept):
        assert "geography().mark" in text or "drawing_key(" in text
