"""Figures drawn in HTML: what is drawn and written follows from the table; labels never meet."""

import re
from base64 import b64decode

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedekate.charts.theme import LEFT_OUT, REACHED
from pedekate.ui.coverage.overlap_figure import overlap_figure
from pedekate.ui.home.figures import bars, trend
from pedekate.ui.kit import line_figure as lines
from pedekate.ui.kit.html import plain
from pedekate.ui.simulation.curve import Mark, budget_curve


def _svg(figure: str) -> str:
    return b64decode(re.search(r'base64,([^"]+)', figure)[1]).decode()


def _labels(figure: str) -> dict[str, float]:
    """Text of each label and how far up it stands, in percent."""
    pattern = r'<span class="pd-nota[^"]*" style="[^"]*bottom:([-.\d]+)%">(.*?)</span>'
    found = re.findall(pattern, figure)
    return {plain(text): float(bottom) for bottom, text in found}


# ---------------------------------------------------------------- the plane


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(1, 10))
def test_spread_places_lie_apart_inside_the_limits_and_in_order(places, gap):
    found = lines.spread(places, gap, low=5, high=95)
    assert all(5 - 1e-9 <= place <= 95 + 1e-9 for place in found)
    order = sorted(range(len(places)), key=lambda i: places[i])
    steps = np.diff([found[i] for i in order])
    assert (steps >= gap - 1e-6).all()


def test_spread_leaves_alone_what_does_not_collide():
    assert lines.spread([10, 50, 30], 9) == [10, 50, 30]
    assert lines.spread([50, 50], 10) == [50, 60]
    assert lines.spread([100, 100], 10) == [90, 100]
    assert lines.spread([1, 2, 3], 90) == [0, 50, 100]


@given(st.floats(1e-6, 1e12), st.integers(2, 10))
def test_ticks_start_at_zero_and_are_few(top, most):
    found = [value for value, _ in lines.round_ticks(top, most)]
    assert found[0] == 0 and len(found) <= most + 1 and found[-1] <= top * (1 + 1e-9)


@pytest.mark.parametrize(
    "top, texts",
    [(10.9, ["0", "2", "4", "6", "8", "10"]), (0, ["0"]),
     (1.2, ["0", "0,2", "0,4", "0,6", "0,8", "1,0", "1,2"])],
)  # fmt: skip
def test_ticks_are_written_alike(top, texts):
    assert [text for _, text in lines.round_ticks(top, 6)] == texts


def test_text_from_data_is_escaped():
    assert "<script" not in lines.label(0, 0, "<script>") + lines.figure("", alt='"><script>')
    plane = lines.Plane(x=(0, 1), y=(0, 1))
    assert "<script" not in lines.hover(plane, [(0, '"><script>')])


# ---------------------------------------------------------------- budget curve


def _curve(shares):
    return pd.DataFrame({"anggaran_rp": [0, 1e10, 2e10], "cakupan": shares})


def _mark(amount, share, label="pilihan ini"):
    return Mark(anggaran_rp=amount, cakupan=share, label=label)


def test_budget_curve_marks_choice_and_budget_of_today():
    figure = budget_curve(
        _curve([0, 0.3, 0.41]).assign(bawah=[0, 0.25, 0.37], atas=[0, 0.35, 0.45]),
        label="Skor", chosen=_mark(2e10, 0.41), current=_mark(1e10, 0.3, "pagu 2026"),
        ceiling=_curve([0, 1, 1]), lottery=_curve([0, 0.05, 0.1]), alt="judul",
    )  # fmt: skip
    assert set(_labels(figure)) == {
        "pilihan ini 41%", "Skor", "pagu 2026", "andai diundi", "andai data sempurna"
    }  # fmt: skip
    svg = _svg(figure)
    assert svg.count('stroke-dasharray="') == 3 and svg.count("rgba(") == 1
    assert 'data-isi="Rp\u00a020\u00a0miliar: 41,0% terjangkau"' in figure


def test_every_label_of_the_curve_has_a_row_of_its_own():
    """A ranking no better than a lottery, chosen where all lines meet."""
    same = _curve([0, 0.02, 0.03])
    figure = budget_curve(
        same, label="Dibagi rata", chosen=_mark(2e10, 0.03), current=_mark(1.8e10, 0.03, "pagu"),
        ceiling=_curve([0, 0.03, 0.03]), lottery=same, alt="judul",
    )  # fmt: skip
    places = sorted(v for text, v in _labels(figure).items())
    assert len(places) == 5 and min(np.diff(places)) > 8


def test_budget_curve_without_intervals_draws_no_band():
    figure = budget_curve(_curve([0, 0.3, 0.4]), label="Skor", chosen=_mark(1e10, 0.3), alt="judul")
    assert "rgba(" not in _svg(figure)


def test_lines_stay_the_same_picture_while_the_budget_moves():
    one, other = (
        budget_curve(_curve([0, 0.3, 0.4]), label="Skor", chosen=_mark(x, 0.3), alt="judul")
        for x in (1e10, 1.5e10)
    )
    assert one != other and _svg(one) == _svg(other)


# ---------------------------------------------------------------- trend


def _series(**more):
    years, values = [2015, 2016, 2017, 2018, 2019, 2020], [4.6, 4.33, np.nan, np.nan, 4.07, 4.44]
    table = pd.DataFrame({"tahun": years, "nilai": values, "ragu": False})
    return table.assign(bawah=table.nilai * 0.5, atas=table.nilai * 1.5, **more)


def _trend(table):
    return trend(table, alt="judul", band_label="rentang")


def test_trend_and_its_band_break_where_years_are_missing():
    svg = _svg(_trend(_series()))
    line = re.search(r'd="([^"]+)" stroke="#1F3A5F"', svg)[1]
    assert line.count("M") == 2 and line.count("L") == 2
    assert re.search(r'd="([^"]+)" fill="rgba', svg)[1].count("Z") == 2


def test_doubtful_figure_is_an_open_circle_and_never_joined():
    table = _series(ragu=[False, False, False, False, True, False])
    figure = _trend(table)
    assert figure.count("pd-ragu") == 1
    assert "2019: 4,07% (angka diragukan)" in figure
    assert re.search(r'd="([^"]+)" stroke="#1F3A5F"', _svg(figure))[1].count("L") == 1


def test_trend_names_its_last_value_and_only_the_top_tick_carries_the_unit():
    figure = _trend(_series())
    assert "4,44%" in _labels(figure) and "4,60%" in _labels(figure)
    texts = re.findall(r'<u class="pd-ty"[^>]*>(.*?)</u>', figure)
    assert [t.endswith("%") for t in texts] == [False] * (len(texts) - 1) + [True]


def test_trend_of_nothing_is_nothing():
    assert _trend(_series().iloc[:0]) == ""


# ---------------------------------------------------------------- bars, overlap


def test_bars_write_no_data_instead_of_zero():
    figure = bars([("A", 0.3), ("<B>", float("nan"))], alt="judul")
    assert "30%" in figure and "tidak ada data" in figure and "<B>" not in figure


def test_overlap_sorts_by_size_joins_its_dots_and_marks_those_without_any():
    table = pd.DataFrame(
        {"PKH": [True, False, True, False], "BPNT": [False, False, True, True],
         "BPNTD": [True, False, False, False], "jumlah": [50, 200, 30, np.nan]}
    )  # fmt: skip
    figure = overlap_figure(table, sets=["PKH", "BPNT", "BPNTD"], alt="judul")
    titles = re.findall(r'title="([^"]+)"', figure)
    assert titles == [
        "tanpa program: 200 keluarga", "PKH + BPNTD: 50 keluarga", "PKH + BPNT: 30 keluarga",
        "BPNT: &lt;10 keluarga",
    ]  # fmt: skip
    assert re.findall(r"background:(#\w+)", figure) == [LEFT_OUT, REACHED, REACHED, REACHED]
    # PKH + BPNTD reaches over BPNT: two joints; PKH + BPNT one.
    assert figure.count("pd-sambung") == 3 and figure.count("pd-isi2") == 5
