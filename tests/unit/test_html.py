"""HTML of the pages: data never become markup, missing is written, the chosen row is on top."""

import re

import pandas as pd
import pytest

from pedekate.ui.kit import html
from pedekate.ui.kit.tables import Column, Ranking, between, linked_table, plain_table, ranked_table

EVIL = '<script>alert("x")</script><img src=x onerror=1>'


def test_only_emphasis_survives_escaping():
    assert html.rich("a <em>b</em> <b>c</b>") == "a <em>b</em> <b>c</b>"
    assert (
        html.rich("<i>x</i> & <em onclick=1>") == "&lt;i&gt;x&lt;/i&gt; &amp; &lt;em onclick=1&gt;"
    )


def test_ranges_are_tied_together():
    assert html.rich("desil 1–2") == "desil 1\u2060–\u20602"
    assert html.rich("DATA – bukan") == "DATA – bukan"


def test_alternative_text_is_plain():
    assert html.plain("a <em>b\u2060–\u2060c</em>") == "a b–c"


def test_unknown_badge_is_an_error():
    with pytest.raises(KeyError):
        html.badge("kira-kira")


PIECES = {
    "page_header": lambda: html.page_header(EVIL, EVIL, "resmi"),
    "block_title": lambda: html.block_title(EVIL, EVIL, "model"),
    "change_list": lambda: html.change_list(EVIL, [(EVIL, EVIL)]),
    "source": lambda: html.source(EVIL),
    "footer": lambda: html.footer(EVIL),
    "ribbon": lambda: html.ribbon(EVIL, synthetic=EVIL),
    "notice": lambda: html.notice(EVIL),
    "color_key": lambda: html.color_key([(EVIL, EVIL)], hatched=EVIL),
    "scenario_card": lambda: html.scenario_card(EVIL, cakupan=0.4, lines=[EVIL], reached=EVIL),
    "figure_row": lambda: html.figure_row([html.Figure(
        label=EVIL, nilai=EVIL, satuan=EVIL, keterangan=EVIL, lencana="resmi")]),
    "plain_table": lambda: plain_table(
        pd.DataFrame({"a": [EVIL]}), [Column("a", EVIL, number=False)]),
    "ranked_table": lambda: ranked_table(_rows(nama=[EVIL] * 3, tempat=[EVIL] * 3), _ranking()),
    "linked_table": lambda: linked_table(
        _rows(nama=[EVIL] * 3, kode=[EVIL] * 3, warna=[EVIL] * 3), []),
}  # fmt: skip


@pytest.mark.parametrize("name", PIECES)
def test_data_never_become_markup(name):
    text = PIECES[name]()
    assert "<script" not in text and "<img" not in text
    opened = re.findall(r"<([a-z0-9]+)", text)
    assert set(opened) <= {
        "header", "h1", "h3", "h4", "p", "em", "b", "span", "div", "dl", "dt", "dd", "ul", "li",
        "section", "footer", "i", "u", "small", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip


def test_ribbon_shows_the_flag_only_for_synthetic_data():
    assert "<b>" not in html.ribbon("Registri", synthetic=None)
    assert "<b>DATA SINTETIS" in html.ribbon("Registri", synthetic="DATA SINTETIS")


def test_scenario_card_draws_share_and_interval():
    card = html.scenario_card("Skor", cakupan=0.41, bawah=0.37, atas=0.45, selected=True)
    assert "<b>41%</b>" in card and "(37–45)" in card and "dipilih" in card
    assert "left:37.0%;width:8.0%" in card and "left:41.0%" in card
    assert "<small>" not in html.scenario_card("Skor", cakupan=0.41)


def _rows(**more):
    return pd.DataFrame(
        {
            "kode": ["1", "2", "3"], "nama": ["A", "B", "C"], "tempat": ["X", "X", "Y"],
            "nilai": [10.0, 5.0, None], "peringkat": [1, 2, None], "jumlah": [100, 50, None],
            "alasan": ["", "", "disembunyikan (<10)"], **more,
        }
    )  # fmt: skip


def _ranking(**more):
    return Ranking(
        label="Per 100", format_value=lambda v: f"{v:.1f}", color=lambda v: "#123456",
        maximum=10.0, **more,
    )  # fmt: skip


def _body(text: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", text.split("<tbody>")[1])


def test_ranked_table_draws_bars_to_scale():
    rows = _body(ranked_table(_rows(), _ranking(reference=("kota", 5.0)), [Column("jumlah", "N")]))
    assert "width:100.0%" in rows[0] and "width:50.0%" in rows[1]
    assert '<u style="left:50.0%">' in rows[0]
    assert '<td class="n">100</td>' in rows[0]


def test_hidden_is_not_zero():
    hidden = _body(ranked_table(_rows(), _ranking(), [Column("jumlah", "N")]))[2]
    assert "disembunyikan (&lt;10)" in hidden and "width" not in hidden
    assert ">0<" not in hidden and ">–<" in hidden


def test_chosen_row_is_pinned_on_top_and_stays_in_place():
    rows = _body(ranked_table(_rows(), _ranking(), selected="2"))
    assert len(rows) == 4
    assert "pd-pilih" in rows[0] and ">B<" in rows[0] and ">B<" in rows[2]


def test_estimates_get_dots_and_no_rank():
    table = _rows(bawah=[8, 4, None], atas=[10, 6, None])
    rows = _body(ranked_table(table, _ranking(interval=True, numbered=False)))
    assert "pd-titik" in rows[0] and "left:80.0%;width:20.0%" in rows[0]
    assert "pd-isi" not in rows[0] and rows[0].count("<td") == 2


def test_text_columns_are_written_as_they_are():
    text = plain_table(
        pd.DataFrame({"a": ["x"], "b": [1234]}), [Column("a", "A", number=False), Column("b", "B")],
        marked=[True],
    )  # fmt: skip
    assert "<td>x</td>" in text and '<td class="n">1.234</td>' in text and "pd-jumlah" in text


def test_linked_rows_carry_their_code_and_the_chosen_one_is_pinned():
    rows = _body(linked_table(_rows(warna=["#fff"] * 3), [Column("jumlah", "N")], selected="2"))
    assert [re.search('data-kode="([^"]+)"', r)[1] for r in rows] == ["2", "1", "2", "3"]
    assert "pd-pilih" in rows[0] and all("pd-warna" in r for r in rows)
    assert "data-kode" not in ranked_table(_rows(), _ranking())
    assert ranked_table(_rows(), _ranking(linked=True)).count("data-kode") == 3


def test_two_dots_are_joined_whichever_is_larger():
    for a, b in ((2.0, 8.0), (8.0, 2.0)):
        figure = between((a, "#111"), (b, "#222"), 10.0)
        assert "left:20.0%;width:60.0%" in figure
        assert f"left:{a * 10:.1f}%;border-color:#111" in figure
        assert f"left:{b * 10:.1f}%;background:#222" in figure
