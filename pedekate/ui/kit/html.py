"""Small pieces of HTML as text: pure, escaped, styled by `gaya.css`. `components` puts them on
the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pedekate.charts.classes import class_labels
from pedekate.charts.theme import class_colors
from pedekate.format import JOINER, angka, persen

BADGES = {
    "resmi": ("Resmi", "Angka BPS"),
    "terdaftar": ("Terdaftar", "Hitungan registri kota atau tabel instansi"),
    "model": ("Model", "Perkiraan model, dengan rentang"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One headline number: what, how much, of what, out of what and when, how sure."""

    label: str
    nilai: str
    satuan: str
    keterangan: str
    lencana: str


def rich(text: str) -> str:
    """Escaped text in which only `<em>` (the finding) and `<b>` survive, whatever the data hold.

    Ranges such as 1–2 and ordinals such as ke-3 are tied, so that no line ends inside them.
    """
    tied = re.sub(r"(?<=\d)–(?=\d)", f"{JOINER}–{JOINER}", escape(text))
    tied = re.sub(r"(?<=\bke-)(?=\d)", JOINER, tied)
    return re.sub(r"&lt;(/?(?:em|b))&gt;", r"<\1>", tied)


def plain(text: str) -> str:
    """Text without tags and joiners: for alternative texts and exports."""
    return re.sub(r"<[^>]+>", "", text).replace(JOINER, "")


def badge(kind: str) -> str:
    """The badge of a number; KeyError for a kind that does not exist."""
    name, title = BADGES[kind]
    return f'<span class="pd-lencana pd-{kind}" title="{title}">{name}</span>'


def page_header(sentence: str, lead: str = "", kind: str | None = None) -> str:
    mark = f" {badge(kind)}" if kind else ""
    below = f'<p class="pd-pengantar">{rich(lead)}{mark}</p>' if lead else ""
    return f'<header class="pd-kepala"><h1>{rich(sentence)}</h1>{below}</header>'


def figure_row(figures: Sequence[Figure]) -> str:
    return f'<dl class="pd-deret">{"".join(map(_figure, figures))}</dl>'


def _figure(item: Figure) -> str:
    return (
        f'<div class="pd-angka"><dt>{rich(item.label)} {badge(item.lencana)}</dt>'
        f'<dd><span class="pd-nilai">{escape(item.nilai)}</span>'
        f'<span class="pd-satuan">{escape(item.satuan)}</span></dd>'
        f'<dd class="pd-ket">{rich(item.keterangan)}</dd></div>'
    )


def block_title(title: str, subtitle: str = "", kind: str | None = None) -> str:
    mark = f" {badge(kind)}" if kind else ""
    below = f"<p>{rich(subtitle)}{mark}</p>" if subtitle or kind else ""
    return f'<div class="pd-judul"><h3>{rich(title)}</h3>{below}</div>'


def change_list(title: str, items: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<li><b>{rich(a)}</b><span>{rich(b)}</span></li>" for a, b in items)
    return f'<section class="pd-ubah"><h3>{rich(title)}</h3><ul>{rows}</ul></section>'


def legend(breaks: Sequence[float], scale: Sequence[str], *, missing: bool = False) -> str:
    """The class legend shared by a row of small maps."""
    colors = class_colors(scale, len(breaks) + 1)
    items = list(zip(colors, class_labels(breaks), strict=True))
    return color_key(items, hatched="tanpa angka" if missing else None)


def color_key(items: Iterable[tuple[str, str]], *, hatched: str | None = None) -> str:
    """A swatch and its word, as often as needed."""
    rows = [
        f'<li><i style="background:{escape(color)}"></i>{escape(text)}</li>'
        for color, text in items
    ]
    if hatched:
        rows.append(f'<li><i class="pd-arsir"></i>{escape(hatched)}</li>')
    return f'<ul class="pd-legenda">{"".join(rows)}</ul>'


def scenario_card(
    name: str,
    *,
    cakupan: float,
    bawah: float | None = None,
    atas: float | None = None,
    reached: str = "miskin terjangkau",
    lines: Sequence[str] = (),
    selected: bool = False,
) -> str:
    """One way to rank: share reached (0..1), its interval, a bar on 0–100 %, more lines."""
    mark = "<span>dipilih</span>" if selected else ""
    has_range = bawah is not None and atas is not None
    span = f" <small>({angka(bawah * 100)}–{angka(atas * 100)})</small>" if has_range else ""
    band = ""
    if has_range:
        band = f'<i style="left:{bawah * 100:.1f}%;width:{(atas - bawah) * 100:.1f}%"></i>'
    more = "".join(f"<p>{rich(line)}</p>" for line in lines)
    return (
        f'<div class="pd-sken{" pd-dipilih" if selected else ""}"><h4>{rich(name)}{mark}</h4>'
        f'<p class="pd-besar"><b>{persen(cakupan)}</b> {escape(reached)}{span}</p>'
        f'<div class="pd-sumbu">{band}<u style="left:{cakupan * 100:.1f}%"></u></div>{more}</div>'
    )


def source(text: str) -> str:
    return f'<p class="pd-sumber">{rich(text)}</p>'


def aside(label: str, text: str) -> str:
    """What a reader must know before the answer: a label and one sentence."""
    return f'<p class="pd-sisipan" role="note"><b>{rich(label)}.</b> {rich(text)}</p>'


def funnel_step(share: float, text: str) -> str:
    """What is left of a whole after one step: a bar (0..1) and its words."""
    return (
        f'<div class="pd-corong"><div><i style="width:{100 * share:.1f}%"></i></div>'
        f"<span>{rich(text)}</span></div>"
    )


def footer(text: str) -> str:
    return f'<footer class="pd-kaki">{rich(text)}</footer>'


def ribbon(dates: str, *, synthetic: str | None) -> str:
    """Data dates in the top bar; the synthetic flag only when the data are."""
    flag = f"<b>{escape(synthetic)}</b>" if synthetic else ""
    return f'<div class="pd-pita">{flag}<span>{escape(dates)}</span></div>'


def notice(text: str) -> str:
    """One sentence instead of a page: what is wrong and what to do."""
    return f'<div class="pd-kabar" role="alert"><p>{rich(text)}</p></div>'
