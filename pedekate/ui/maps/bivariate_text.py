"""What the map of need and coverage says, computed from its table. Pure."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from pedekate.charts.bivariate import LEVELS
from pedekate.charts.classes import break_labels
from pedekate.format import NBSP, bilangan, daftar, is_missing
from pedekate.ui.indicators.criteria_text import lower_first
from pedekate.ui.maps.view import Unit

_NAMED = 3  # names in the title; more would not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A need and a coverage, each as it is shown."""

    need: Unit
    reach: Unit


def limits(breaks: tuple[list[float], list[float]]) -> str:
    """Where the levels begin, as the table writes the values."""
    need, reach = (" dan ".join(break_labels(b)) or "tidak ada" for b in breaks)
    return f"Batas kebutuhan: {need}; batas cakupan: {reach}."


def base(crossing: Crossing) -> str:
    """Out of whom and when."""
    need, reach = crossing.need.measure, crossing.reach.measure
    words = (
        f"{m.nama} dari 100 {m.penyebut}" if unit.measure.luar is None else m.nama
        for unit, m in ((crossing.need, need), (crossing.reach, reach))
    )
    return f"{'; '.join(words)}. {need.waktu}"


def badge(crossing: Crossing) -> str:
    """The weaker badge of the two."""
    badges = {crossing.need.measure.lencana, crossing.reach.measure.lencana}
    return next(kind for kind in ("model", "terdaftar", "resmi") if kind in badges)


def described(table: pd.DataFrame, crossing: Crossing) -> pd.DataFrame:
    """Adds golongan ("tinggi / rendah") and hover; need high and coverage low on top.

    Args:
        table: nama, tempat, butuh, jangkau, tingkat_butuh, tingkat_jangkau, alasan.
    """
    levels = zip(table["tingkat_butuh"], table["tingkat_jangkau"], strict=True)
    table = table.assign(
        golongan=[
            "–" if min(a, b) < 0 else f"{LEVELS[a]}{NBSP}/{NBSP}{LEVELS[b]}" for a, b in levels
        ],
        hover=[_hover(row, crossing) for row in table.to_dict("records")],
        # Most urgent first: need minus coverage; what has no group last.
        _urut=(table["tingkat_butuh"] - table["tingkat_jangkau"]).where(
            table["tingkat_butuh"] >= 0
        ),
    )
    order = ["_urut", "tingkat_butuh", "butuh"]
    ordered = table.sort_values(order, ascending=False, na_position="last", kind="stable")
    return ordered.drop(columns="_urut").reset_index(drop=True)


def sentence(
    table: pd.DataFrame, crossing: Crossing, *, focus: str | None, selected: str | None
) -> str:
    """The title of the page: which kelurahan combine high need with low coverage.

    Args:
        table: of `described`, all kelurahan.
    """
    chosen = table[table["kode"] == selected]
    if len(chosen):
        return _about_one(chosen.iloc[0], crossing)
    known = table[table["tingkat_butuh"] >= 0]
    if focus:
        known = known[known["nama_kecamatan"] == focus]
    where = f"Di {focus}" if focus else "Di Kota Malang"
    names = (
        f"kebutuhan ({lower_first(crossing.need.measure.nama)}) tinggi dan "
        f"{lower_first(crossing.reach.measure.nama)} rendah"
    )
    if known.empty:
        return f"{where} tidak ada kelurahan yang punya kedua angka"
    worst = known[(known["tingkat_butuh"] == 2) & (known["tingkat_jangkau"] == 0)]
    if worst.empty:
        return f"{where} <em>tidak ada kelurahan</em> dengan {names}"
    listed = list(worst["nama"][:_NAMED])
    more = len(worst) - len(listed)
    who = daftar(listed) if not more else f"{', '.join(listed)}, dan {bilangan(more)} lainnya"
    return (
        f"{_capital(bilangan(len(worst)))} dari {len(known)} kelurahan"
        f"{f' di {focus}' if focus else ''} punya {names}: <em>{who}</em>"
    )


def _about_one(row: pd.Series, crossing: Crossing) -> str:
    if row["tingkat_butuh"] < 0:
        return f"{row['nama']}: <em>{row['alasan'] or 'tidak ada data'}</em>"
    need, reach = (LEVELS[int(row[c])] for c in ("tingkat_butuh", "tingkat_jangkau"))
    return (
        f"{row['nama']}: <em>kebutuhan {need}, cakupan {reach}</em> "
        f"({crossing.need.text(row['butuh'])} dan {crossing.reach.text(row['jangkau'])})"
    )


def _hover(row: dict, crossing: Crossing) -> str:
    lines = [f"<b>{escape(row['nama'])}</b>, {escape(row['tempat'])}"]
    for unit, value, level in (
        (crossing.need, row["butuh"], row["tingkat_butuh"]),
        (crossing.reach, row["jangkau"], row["tingkat_jangkau"]),
    ):
        number = "tanpa angka" if is_missing(value) else unit.text(value)
        words = f" ({LEVELS[level]})" if level >= 0 else ""
        lines.append(f"{escape(unit.measure.nama)}: <b>{number}</b>{words}")
    return "<br>".join(lines)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
