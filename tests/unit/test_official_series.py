"""Official series and targets: the gap by hand, and lines that never join two series."""

import base64
import re

import pandas as pd
import pytest

from pedekate.errors import ConfigError
from pedekate.parameters import official, published_series
from pedekate.ui.home.text import target_note
from pedekate.ui.indicators import official_text as text
from pedekate.ui.indicators.official_figure import series_figure


def table(rows, garis="BPS"):
    made = pd.DataFrame(rows, columns=["tahun", "nilai"])
    return made.assign(garis=garis, mutu="pers", sumber_url="https://www.a.id/x", catatan="")


P0 = table([(2021, 4.62), (2022, 4.37), (2023, 4.26), (2024, 3.91), (2025, 3.85)])
RPJMD = table([(2026, 3.63), (2029, 3.25)], "RPJMD")
NONE = RPJMD.iloc[:0]


def test_gaps_in_points_and_people():
    """34,410 poor are 3.85 percent of 893,766 persons: 0.22 points are 1,966 of them."""
    near, far = text.gaps(P0, RPJMD, 34.41)
    assert (near.tahun, near.poin) == (2026, pytest.approx(0.22))
    assert near.jiwa == pytest.approx(34_410 / 3.85 * 0.22) and far.jiwa == pytest.approx(
        5362.6, 1e-4
    )
    assert text.gaps(P0, RPJMD, None)[0].jiwa is None
    assert text.gaps(P0, NONE, 34.41) == []


def test_sentence_says_where_the_city_stands():
    found = text.gaps(P0, RPJMD, 34.41)
    assert text.headline(P0, found) == (
        "Kemiskinan resmi 3,85 persen pada 2025; <em>0,22 poin di atas target RPJMD 2026 dan 0,60 "
        "poin di atas target 2029</em>"
    )
    said = text.lead(P0, found, 0.24)
    assert "sekitar 2.000 jiwa" in said and "2,0" in said and "lebih kecil dari galat" in said
    assert "perlu turun 0,15 poin setahun; 2021–2025 rata-rata turun 0,20 poin" in said
    # A survey a hundred times as large would tell the two apart.
    assert "galat survei" not in text.lead(P0, found, 0.01)
    half = text.gaps(P0, table([(2026, 3.9), (2029, 3.25)]), None)
    assert "sudah mencapai target RPJMD 2026 dan 0,60" in text.headline(P0, half)
    done = text.gaps(P0, table([(2026, 3.9), (2029, 3.88)]), None)
    assert "sudah di bawah target RPJMD 2026 dan 2029" in text.headline(P0, done)
    assert text.lead(P0, done, 0.24) == ""
    past = text.gaps(P0, table([(2024, 3.5)]), None)
    assert "tidak ada target" in text.headline(P0, past)
    assert target_note(P0, RPJMD) == "Target RPJMD 2026: 3,63%, selisih 0,22 poin."
    assert target_note(P0, table([(2020, 3.0)])) == ""
    assert "sudah tercapai" in target_note(P0, table([(2026, 4.0)]))


def test_table_keeps_the_older_plan_apart():
    both = pd.concat([RPJMD, table([(2025, 3.9), (2026, 3.36)], "RPD")], ignore_index=True)
    rows = text.target_table(P0, both, text.gaps(P0, RPJMD, 34.41)).set_index(["rencana", "tahun"])
    assert rows.loc[("RPJMD", 2026), "jiwa"] == 2000
    assert rows.loc[("RPD", 2026), ["selisih", "jiwa"]].isna().all()
    assert rows.loc[("RPD", 2025), "realisasi"] == 3.85
    assert text.source_hosts(both) == "a.id"


def _paths(html: str) -> list[str]:
    svg = base64.b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()
    return re.findall(r'<path d="([^"]*)" stroke="#1F3A5F"', svg)


def test_lines_break_at_missing_years_and_between_series():
    old, new = (
        table([(2018, 80.0), (2020, 81.0), (2021, 82.0)], "lama"),
        table([(2021, 83.0), (2022, 84.0)], "baru"),
    )
    lines = pd.concat([old, new], ignore_index=True)
    html = series_figure(lines, RPJMD.iloc[:0], alt="x", decimals=2, from_zero=False)
    paths = _paths(html)
    assert [path.count("M") for path in paths] == [2, 1]
    assert [path.count("L") for path in paths] == [1, 1]
    assert "2021: 82,00 (lama); 83,00 (baru)" in html
    assert html.count(">lama<") == html.count(">baru<") == 1


def test_targets_are_rings_and_never_joined_to_the_line():
    html = series_figure(P0, RPJMD, alt="x", decimals=2, from_zero=True)
    assert html.count("pd-cincin") == 2 and "RPJMD: 3,25 (2029)" in html and "<b>3,85</b>" in html
    line, plan = _paths(html)
    # Missing years between the targets lift the pen too.
    assert line.count("L") == 4 and plan.count("M") == 2 and plan.count("L") == 0


def test_every_series_of_the_city_can_be_drawn():
    for one in published_series.load().values():
        lines = one.lines()
        assert len(lines) and not (lines["mutu"] == official.DOUBTFUL).any()
        assert lines["garis"].nunique() == len(one.garis)
        assert bool(one.putus) == (len(one.garis) > 1), one.id
        html = series_figure(
            lines, one.targets(), alt="x", decimals=one.desimal, from_zero=one.dari_nol
        )
        assert html.count("<img") == 1
    main = published_series.load()["p0"]
    assert main.targets()["tahun"].tolist() == [2026, 2027, 2028, 2029, 2026]


def test_an_unknown_indicator_is_named(tmp_path, monkeypatch):
    (tmp_path / "seri.toml").write_text(
        '[[seri]]\nid = "a"\nnama = "A"\nsatuan = "x"\ndesimal = 0\narah = "naik"\n'
        'dari_nol = true\ngaris = [{ indikator = "tidak_ada", nama = "A" }]\n'
    )
    published_series.load.cache_clear()
    monkeypatch.setattr(published_series.config, "RUJUKAN", tmp_path)
    with pytest.raises(ConfigError, match="tidak_ada, yang tidak ada di indikator_kota"):
        published_series.load()
    (tmp_path / "seri.toml").write_text("[[seri]]\nid = 1\n")
    with pytest.raises(ConfigError, match=r"seri\.toml keliru pada seri ke-1"):
        published_series.load()
