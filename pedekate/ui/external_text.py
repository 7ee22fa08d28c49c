"""What the screen says about an indicator of an outside table: amounts and sentences. Pure.

`measure` is a `ui.data.Measure` whose `luar` is set; rows are those of `indicators.external`.
"""

import pandas as pd

from pedekate.format import NBSP, angka, daftar, is_missing
from pedekate.ui.indicator_text import rate

CITY = "Kota Malang"
_TOP = 3


def number(measure, value: float) -> str:
    """The bare number as the screen writes it; shares (0..1) in percent."""
    if measure.luar.bentuk == "persen":
        return rate(value)
    return angka(value, 0 if measure.luar.bentuk == "jumlah" else 2)


def unit(measure) -> str:
    """The unit behind the number: "persen", "keluarga", "indeks"."""
    return measure.luar.satuan


def amount(measure, value: float) -> str:
    """The number with its unit: `3,9 persen`, `1.250 keluarga`; a missing value is a dash."""
    return (
        number(measure, value)
        if is_missing(value)
        else f"{number(measure, value)}{NBSP}{unit(measure)}"
    )


def heading(measure) -> str:
    """Heading of the value's column."""
    if measure.luar.bentuk == "persen":
        return f"Persen {measure.satuan_hitung}"
    if measure.luar.bentuk == "jumlah":
        return f"Jumlah {measure.satuan_hitung}"
    return measure.luar.satuan.capitalize()


def name(measure) -> str:
    """The indicator without its source, for sentences that name the source elsewhere."""
    return measure.nama.removesuffix(f" ({measure.sumber})")


def headline(measure, area: str, value: pd.Series, inside: pd.DataFrame, level: str) -> str:
    """The area's value, and which of the areas inside it to look at first.

    Args:
        area: name as it stands in the sentence.
        value: the area's row: nilai, keterangan.
        inside: nama and nilai of the areas inside it.
        level: "kelurahan" or "kecamatan", what `inside` holds.
    """
    place = f"di {area}"
    known = inside.dropna(subset=["nilai"])
    if is_missing(value["nilai"]):
        first = f"{name(measure)} {place}: {value['keterangan'] or 'tidak ada data'}"
    else:
        first = f"{name(measure)} {place}: {amount(measure, value['nilai'])}"
    if len(known) < 2:
        return first
    high = measure.arah == "butuh"
    row = known.loc[known["nilai"].idxmax() if high else known["nilai"].idxmin()]
    word = "tertinggi" if high else "terendah"
    of = "" if level == "kelurahan" else f"{level} "
    return f"{first}; <em>{word} di {of}{row['nama']} ({amount(measure, row['nilai'])})</em>"


def ranking_sentence(measure, table: pd.DataFrame, *, highest_first: bool, city: str) -> str:
    """The first areas of a ranked table in one sentence.

    Args:
        table: nama and nilai in the shown unit, teks (the value as written), the area to look at
            first on top.
        city: the city's value as written; empty when there is none.
    """
    known = table.dropna(subset=["nilai"]).head(_TOP)
    word = "tertinggi" if highest_first else "terendah"
    names = [f"{row['nama']} ({row['teks']})" for row in known.to_dict("records")]
    beside = f"; kota {city}" if city else ""
    return f"{name(measure)}: <em>{word} di {daftar(names)}</em>{beside}"


def lead(measure, value: pd.Series) -> str:
    """Definition, denominator and where the area's own figure comes from; always on screen."""
    parts = [measure.definisi]
    if measure.penyebut:
        base = "" if is_missing(value["penyebut"]) else f"{angka(value['penyebut'])} "
        parts.append(f"Penyebut: {base}{measure.penyebut}.")
    parts.append(f"Angka {measure.waktu} dari {measure.sumber}, bukan dari registri kota.")
    if not is_missing(value["nilai"]) and value.get("asal"):
        source = "tertulis di tabel" if value["asal"] == "tabel" else "dijumlahkan dari tabel"
        parts.append(f"Angka wilayah ini {source}.")
    return " ".join(parts)


def coverage(rows: pd.DataFrame, level: str) -> str:
    """How many areas of a level have a figure: `57 dari 57 kelurahan`."""
    mine = rows[rows["tingkat"] == level]
    return f"{int(mine['nilai'].notna().sum())} dari {len(mine)} {level}"
