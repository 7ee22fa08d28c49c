"""What the map page says: values in the unit shown, ranks, hover texts and the title sentence.

Pure: tables and a measure in, tables and text out.
"""

from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from pedekate.charts.theme import COVERAGE, NEED
from pedekate.format import angka, bilangan, is_missing, persen_kata

# A longer phrase would push the title sentence past two lines.
_SHORT, _MEDIUM = 24, 44
_TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """How one measure is shown: as a rate per 100 of its denominator, or as a count.

    Attributes:
        measure: anything with nama, frasa, satuan_hitung, penyebut, arah (see `ui.data.Measure`).
        counts: the count instead of the rate.
    """

    measure: object
    counts: bool

    @property
    def key(self) -> str:
        """Names what is shown, for caches of figures drawn from it."""
        return f"{self.measure.id}|{self.counts}"

    @property
    def label(self) -> str:
        noun = self.measure.satuan_hitung
        return f"Jumlah {noun}" if self.counts else f"Per 100 {noun}"

    @property
    def legend(self) -> str:
        noun = self.measure.satuan_hitung
        return f"{self.measure.nama}, {noun if self.counts else f'per 100 {noun}'}"

    @property
    def highest_first(self) -> bool:
        """The area to look at first: most need, most people, or least coverage."""
        return self.counts or self.measure.arah == "butuh"

    @property
    def order(self) -> str:
        """How the table is sorted, as the end of its title."""
        if self.counts:
            return "dari yang terbanyak"
        return "dari yang tertinggi" if self.highest_first else "dari cakupan terendah"

    @property
    def base(self) -> str:
        """Out of whom and when, as part of the table's subtitle."""
        return f"Penyebut: {self.measure.penyebut}, {self.measure.waktu}"

    @property
    def scale(self) -> tuple[str, ...]:
        return NEED if self.measure.arah == "butuh" else COVERAGE

    def shown(self, rows):
        """The value in this unit, of a table of value rows or of one row."""
        return rows["pembilang"] if self.counts else rows["nilai"] * 100

    def text(self, value: float) -> str:
        return angka(value, 0 if self.counts else 1)

    def hover(self, row: dict) -> str:
        return _hover(row, self)


def map_table(rows: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """One row per kelurahan, the area to look at first on top.

    Args:
        rows: as of `data.measure_by_kelurahan`.

    Returns:
        The input with kode, nama, tempat, nilai (in the shown unit), peringkat (ties share a
        rank; missing without a value), alasan (why there is no value) and hover.
    """
    table = rows.assign(
        kode=rows["kode_kelurahan"],
        nama=rows["nama_kelurahan"],
        tempat=rows["nama_kecamatan"],
        nilai=unit.shown(rows).astype("Float64").to_numpy(float, na_value=np.nan),
        alasan=rows["keterangan"],
    )
    # A hidden cell keeps its label and gets no count either.
    table.loc[rows["nilai"].isna(), "nilai"] = np.nan
    table["peringkat"] = table["nilai"].rank(method="min", ascending=not unit.highest_first)
    table["hover"] = [unit.hover(row) for row in table.to_dict("records")]
    return table.sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)


def with_rate(table: pd.DataFrame) -> pd.DataFrame:
    """Adds per_100: the rate whatever is shown; missing where the shown value is."""
    counted, of = (table[c].astype("Float64") for c in ("pembilang", "penyebut"))
    return table.assign(per_100=(counted / of.where(of > 0) * 100).where(table["nilai"].notna()))


def _hover(row: dict, unit: Unit) -> str:
    head = f"<b>{escape(row['nama'])}</b>, {escape(row['tempat'])}"
    if is_missing(row["nilai"]):
        return f"{head}<br>{escape(row['alasan'] or 'tidak ada data')}"
    noun = unit.measure.satuan_hitung
    lines = [
        head,
        f"<b>{unit.text(row['nilai'])}</b> {noun if unit.counts else f'per 100 {noun}'}",
        f"{angka(row['pembilang'])} dari {angka(row['penyebut'])} {escape(unit.measure.penyebut)}",
    ]
    if not is_missing(row["tak_diketahui"]) and row["tak_diketahui"] > 0:
        lines.append(f"tidak diketahui: {angka(row['tak_diketahui'])} {noun}")
    return "<br>".join(lines)


def sentence(
    table: pd.DataFrame, unit: Unit, *, city: float, focus: str | None, selected: str | None
) -> str:
    """The title of the page, computed: about the chosen kelurahan, the kecamatan, or the city.

    Args:
        table: of `map_table`, all 57 rows.
        city: the city's value in the shown unit.
    """
    known = table.dropna(subset=["nilai"])
    chosen = table[table["kode"] == selected]
    if len(chosen):
        return _about_kelurahan(chosen.iloc[0], known, unit, city)
    if focus is not None:
        known = known[known["nama_kecamatan"] == focus]
    if known.empty:
        return f"Belum ada angka {unit.measure.nama} untuk {focus or 'Kota Malang'}"
    if focus is not None:
        return _about_kecamatan(known.iloc[0], focus, unit, city)
    if unit.highest_first:
        return _about_need(table, unit)
    return _about_coverage(known, unit, city)


def _about_kelurahan(row: pd.Series, known: pd.DataFrame, unit: Unit, city: float) -> str:
    if is_missing(row["nilai"]):
        return f"{row['nama']}: <em>{row['alasan'] or 'tidak ada data'}</em>"
    word = "terbanyak" if unit.counts else "tertinggi" if unit.highest_first else "terendah"
    nth = "" if row["peringkat"] == 1 else f" ke-{row['peringkat']:.0f}"
    rank = f"{word}{nth} dari {len(known)} kelurahan"
    return f"{row['nama']}: {_amount(row, unit)}, <em>{rank}</em>{_beside_city(unit, city)}"


def _about_kecamatan(first: pd.Series, focus: str, unit: Unit, city: float) -> str:
    word = "terbanyak" if unit.counts else "tertinggi" if unit.highest_first else "terendah"
    return (
        f"Di {focus}, yang {word} adalah {first['nama']}: "
        f"<em>{_amount(first, unit)}</em>{_beside_city(unit, city)}"
    )


def _about_need(table: pd.DataFrame, unit: Unit) -> str:
    known = table.dropna(subset=["nilai"])
    by_count = known["pembilang"].astype(float).sort_values(ascending=False)
    half = int((by_count.cumsum() < by_count.sum() / 2).sum()) + 1
    top = known.head(_TOP)
    place = top["nama_kecamatan"].mode().iloc[0]
    inside = int((top["nama_kecamatan"] == place).sum())
    word = "terbanyak" if unit.counts else "dengan angka tertinggi"
    return (
        f"{_half_of_whom(unit.measure)} di {half} dari {len(table)} kelurahan; <em>"
        f"{bilangan(inside)} dari {bilangan(len(top))} kelurahan {word} ada di {place}</em>"
    )


def _half_of_whom(m) -> str:
    if len(m.frasa) > _SHORT or m.frasa.startswith("desil"):
        return f"{m.nama}: separuhnya"
    joint = "" if m.frasa.startswith("ber") else "yang "
    return f"Separuh {m.satuan_hitung} {joint}{m.frasa} tinggal"


def _about_coverage(known: pd.DataFrame, unit: Unit, city: float) -> str:
    low, high = known.iloc[0], known.iloc[-1]
    m = unit.measure
    return (
        f"{persen_kata(city / 100)} {m.satuan_hitung} {m.frasa}; "
        f"<em>terendah di {low['nama']} ({unit.text(low['nilai'])} per 100)</em>, "
        f"tertinggi di {high['nama']} ({unit.text(high['nilai'])})"
    )


def _amount(row: pd.Series, unit: Unit) -> str:
    m = unit.measure
    phrase = m.frasa if len(m.frasa) <= _MEDIUM else f"({m.nama})"
    if unit.counts:
        return f"{angka(row['nilai'])} {m.satuan_hitung} {phrase}"
    return f"{unit.text(row['nilai'])} dari 100 {m.satuan_hitung} {phrase}"


def _beside_city(unit: Unit, city: float) -> str:
    return "" if unit.counts or is_missing(city) else f"; kota {unit.text(city)}"
