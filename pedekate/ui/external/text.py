"""What the screen says about an indicator of an outside table: amounts and sentences. Pure.

`measure` is a `ui.data.Measure` whose `luar` is set; rows are those of `indicators.external`.
"""

import pandas as pd

from pedekate.format import NBSP, angka, daftar, is_missing
from pedekate.ui.indicators.text import rate

CITY = "Kota Malang"
_TOP = 3


def number(measure, value: float) -> str:
    """The bare number as the screen writes it; shares (0..1) in percent."""
    if measure.luar.bentuk == "persen":
        return rate(value)
    return angka(value, 0 if measure.luar.bentuk == "jumlah" else 2)


def amount(measure, value: float) -> str:
    """The number with its unit: `3,9 persen`, `1.250 keluarga`; an index has none to say."""
    written = number(measure, value)
    silent = is_missing(value) or measure.luar.satuan == "indeks"
    return written if silent else f"{written}{NBSP}{measure.luar.satuan}"


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
        value: the area's row of `external.published`.
        inside: nama and nilai of the areas inside it.
        level: "kelurahan" or "kecamatan", what `inside` holds.
    """
    known = inside.dropna(subset=["nilai"])
    unknown = is_missing(value["nilai"])
    reason = value["keterangan"] or "tidak ada data"
    figure = reason if unknown else amount(measure, value["nilai"])
    subject = name(measure) if unknown else f"{name(measure)} di {area}: {figure}"
    if len(known) < 2:
        return f"{name(measure)} di {area}: <em>{figure}</em>"
    high = measure.arah == "butuh"
    row = known.loc[known["nilai"].idxmax() if high else known["nilai"].idxmin()]
    of = "" if level == "kelurahan" else f"{level} "
    found = f"{_word(measure, high)} di {of}{row['nama']} ({amount(measure, row['nilai'])})"
    return f"{subject}{':' if unknown else ';'} <em>{found}</em>"


def ranking_sentence(
    measure, table: pd.DataFrame, *, highest_first: bool, city: str, per: str = "", area: str = ""
) -> str:
    """The first areas of a ranked table in one sentence.

    Args:
        table: nama, nilai, and teks (the value as written), the area to look at first on top.
        city: the city's value as written; empty when there is none.
        per: what the values are per ("per 100 jiwa"); empty for counts and plain numbers.
        area: the kecamatan the table is limited to; empty for the whole city.
    """
    known = table.dropna(subset=["nilai"]).head(_TOP)
    names = [f"{row['nama']} ({row['teks']})" for row in known.to_dict("records")]
    subject = " ".join(filter(None, (name(measure), per, area and f"di {area}")))
    beside = f" (kota {city})" if city else ""
    return f"{subject}{beside}: <em>{_word(measure, highest_first)} di {daftar(names)}</em>"


def _word(measure, high: bool) -> str:
    if measure.luar.bentuk == "jumlah":
        return "terbanyak" if high else "paling sedikit"
    return "tertinggi" if high else "terendah"


def lead(measure, value: pd.Series) -> str:
    """Definition, denominator and where the area's own figure comes from; always on screen."""
    parts = [measure.definisi]
    if measure.penyebut:
        base = "" if is_missing(value["penyebut"]) else f"{angka(value['penyebut'])} "
        parts.append(f"Penyebut: {base}{measure.penyebut}.")
    parts.append(f"Angka {measure.waktu} dari {measure.sumber}, bukan dari registri kota.")
    if is_missing(value["nilai"]):
        parts.append(f"Angka wilayah ini belum diketahui: {value['keterangan']}.")
    else:
        source = "tertulis di tabel" if value["asal"] == "tabel" else "dijumlahkan dari tabel"
        parts.append(f"Angka wilayah ini {source}.")
    return " ".join(parts)


def coverage(rows: pd.DataFrame, level: str) -> str:
    """How many areas of a level have a figure: `57 dari 57 kelurahan`."""
    mine = rows[rows["tingkat"] == level]
    return f"{int(mine['nilai'].notna().sum())} dari {len(mine)} {level}"
