"""Sentences of two maps, computed from their table. Pure."""

import pandas as pd

from pedekate.format import angka, is_missing
from pedekate.ui.maps.pair_model import Pair

_SHORT = 32  # letters of both names that leave room for a second number in the title
_CLEAR = 1.0  # points below which a change of the city's share is called none


def sentence(table: pd.DataFrame, pair: Pair, *, focus: str | None, selected: str | None) -> str:
    """The title of the page: about the chosen kelurahan, else the kecamatan or the city.

    Args:
        table: of `pair_model.pair_table`, all kelurahan.
    """
    chosen = table[table["kode"] == selected]
    if len(chosen):
        return _about_one(chosen.iloc[0], pair)
    place = f" {focus}" if focus else ""
    known = table.dropna(subset=["selisih"])
    if focus:
        known = known[known["nama_kecamatan"] == focus]
    if known.empty:
        where = focus or "Kota Malang"
        return f"Tidak ada kelurahan di {where} yang punya angka di kedua peta"
    if not (known["selisih"] != 0).any():
        return f"Kedua peta sama di semua {len(known)} kelurahan{place} yang punya angka"
    tell = {"cakupan": _about_coverage, "skenario": _about_scenario}.get(pair.kind, _about_two)
    return tell(known, pair, focus)


def lead(pair: Pair) -> str:
    """Both values of the city, and how to read the comparison."""
    cities = [
        f"{side.phrase} {pair.text(side.city)}"
        for side in (pair.left, pair.right)
        if not is_missing(side.city)
    ]
    # The titles of these two say it themselves.
    told = pair.kind in ("cakupan", "skenario")
    whole = f"Seluruh kota: {', '.join(cities)} {pair.unit}. "
    whole = whole if len(cities) == 2 and not told else ""
    return f"{whole}{pair.caution}".strip()


def base(pair: Pair) -> str:
    """Unit, denominator and what the difference means."""
    gap = f" Selisih: {_small(pair.gap)}." if pair.sign < 0 else ""
    return f"{_capital(pair.unit)}. {pair.base}.{gap}"


def table_title(known: pd.DataFrame, focus: str | None) -> str:
    """Heading of the table of differences."""
    place = f" di Kecamatan {focus}" if focus else ""
    return f"{len(known)} kelurahan{place}, dari beda terbesar"


def _about_one(row: pd.Series, pair: Pair) -> str:
    values = ", ".join(
        f"{side.phrase} {'tanpa angka' if is_missing(value) else pair.text(value)}"
        for side, value in ((pair.left, row["kiri"]), (pair.right, row["kanan"]))
    )
    if is_missing(row["selisih"]):
        return f"{row['nama']}: {values}; <em>tidak dapat dibandingkan</em>"
    gap = f"{_small(pair.gap)} {pair.signed(row['selisih'])} {pair.unit}"
    return f"{row['nama']}: {values}; <em>{gap}</em>"


def _about_two(known: pd.DataFrame, pair: Pair, focus: str | None) -> str:
    """Which of the two is mostly higher, and where they differ most."""
    rise = int((known["selisih"] * pair.sign > 0).sum())
    fall = int((known["selisih"] * pair.sign < 0).sum())
    more, less = (
        ("lebih banyak", "lebih sedikit") if pair.counts else ("lebih tinggi", "lebih rendah")
    )
    place = f" {focus}" if focus else ""
    top = known.iloc[0]
    most = (
        f"<em>beda terbesar di {top['nama']}: {pair.text(top['kiri'])} lawan "
        f"{pair.text(top['kanan'])} {pair.unit}</em>"
    )
    if len(pair.left.phrase) + len(pair.right.phrase) > _SHORT:
        word, n = (more, rise) if rise >= fall else (less, fall)
        name = _capital(pair.right.phrase)
        return f"{name} {word} di {n} dari {len(known)} kelurahan{place}; {most}"
    if rise and fall:
        where = f"{more} daripada {pair.left.phrase} di {rise} kelurahan{place}, {less} di {fall}"
    else:
        word, n = (more, rise) if rise else (less, fall)
        where = f"{word} daripada {pair.left.phrase} di {n} dari {len(known)} kelurahan{place}"
    return f"Angka {pair.right.phrase} {where}; {most}"


def _about_coverage(known: pd.DataFrame, pair: Pair, focus: str | None) -> str:
    top = known.iloc[0]
    most = f"terbanyak di {top['nama']}: "
    amount = f"{pair.text(top['selisih'])} {pair.unit}"
    if focus or is_missing(pair.left.city) or is_missing(pair.right.city):
        where = f"Di {focus}, yang" if focus else "Yang"
        return f"{where} belum {pair.right.phrase} {most}<em>{amount}</em>"
    return (
        f"Dari 100 keluarga, {pair.text(pair.left.city)} {pair.left.phrase} dan "
        f"{pair.text(pair.right.city)} {pair.right.phrase}; <em>yang belum menerima {most}"
        f"{amount}</em>"
    )


def _about_scenario(known: pd.DataFrame, pair: Pair, focus: str | None) -> str:
    top = known.iloc[0]
    before, after = pair.left.city, pair.right.city
    if abs(after - before) < _CLEAR:
        head = f"Di seluruh kota bagian yang belum terjangkau tidak berubah jelas ({angka(after)})"
    else:
        head = (
            f"Dari 100 keluarga miskin, yang belum terjangkau {angka(before)} sekarang dan "
            f"{angka(after)} dalam skenario"
        )
    where = f"di {focus} " if focus else ""
    return (
        f"{head}; <em>{where}berubah paling banyak di {top['nama']}: {angka(top['kiri'])} menjadi "
        f"{angka(top['kanan'])}</em>"
    )


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
