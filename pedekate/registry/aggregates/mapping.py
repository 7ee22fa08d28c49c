"""An unknown table of figures → an aggregate profile: where the area stands, what a column counts.

The twin of `registry.mapping` for tables with one row per kelurahan or kecamatan. Suggestions go by
label and content; a person confirms them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pedekate.errors import InputError
from pedekate.registry import mapping, regions
from pedekate.registry.aggregates import areas, figures
from pedekate.registry.aggregates.profile import KIND, AggregateProfile
from pedekate.registry.first_rows import FirstRows
from pedekate.registry.profiles import normalise_label
from pedekate.schema.external import COUNT, SHARE, Badge, ExternalBook, ExternalIndicator

AREA_LABELS = {
    "kode": "Kode wilayah",
    "kelurahan": "Nama kelurahan",
    "kecamatan": "Nama kecamatan",
}
PART, INDEX = "bagian", "indeks"
# Share of a column's cells that must be of a kind for the column to be taken for it.
_MOST = 0.5
_SAME_NAME = 90
_TIME_WORDS = {"tahun", "periode", "tanggal", "bulan"}
_SHARE_WORDS = {"persen", "persentase", "prevalensi", "tingkat", "rasio", "cakupan"}
_TOTAL_WORDS = {"jumlah", "total", "banyaknya", "semua", "seluruh"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn:
    """What one column of figures says.

    Attributes:
        kolom: index of the column.
        indikator: id in the book; None in a suggestion when the book has none of that name.
        satuan: "persen" (0–100), "bagian" (0–1), what is counted, or the unit of a plain number.
        pembilang, penyebut: indexes of the counts behind it; a count has no pembilang of its own.
    """

    kolom: int
    indikator: str | None
    satuan: str
    pembilang: int | None = None
    penyebut: int | None = None

    @property
    def is_share(self) -> bool:
        """Whether the column itself holds shares."""
        return self.satuan in (SHARE, PART)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """What a person decided about a table.

    Attributes:
        wilayah: "kode", "kelurahan", "kecamatan" → index of the column.
        waktu: index of the column with the year; else `periode` holds for the whole table.
    """

    nama: str
    sumber: str
    lencana: Badge
    wilayah: Mapping[str, int]
    waktu: int | None
    periode: str | None
    angka: tuple[FigureColumn, ...]


def is_likely(table: FirstRows, header: int) -> bool:
    """Whether the table looks like figures per area: areas, numbers, and no long numbers."""
    columns = range(len(table.labels(header)))
    long = any(_share(table.column(i, header), _is_long) >= _MOST for i in columns)
    found = suggest_areas(table, header)
    return not long and bool(found) and bool(number_columns(table, header, found))


def suggest_areas(table: FirstRows, header: int) -> dict[str, int]:
    """The column of each kind of area cell, by content; a column serves one kind only.

    The names of the five kecamatan are names of kelurahan too: a column that holds no other name is
    one of kecamatan.
    """
    known = areas.load()
    tests = {
        "kode": lambda v: areas.digits(v) in known.codes,
        "kecamatan": lambda v: regions.squeeze(v) in known.names["kecamatan"],
        "kelurahan": lambda v: regions.squeeze(v) in known.names["kelurahan"],
    }
    found: dict[str, int] = {}
    for kind, test in tests.items():
        for index in range(len(table.labels(header))):
            fits = index not in found.values() and _share(table.column(index, header), test)
            if fits and fits >= _MOST:
                found[kind] = index
                break
    return found


def suggest_time(table: FirstRows, header: int) -> int | None:
    """The column that says the year or date of its row."""
    for index, label in enumerate(table.labels(header)):
        values = table.column(index, header)
        named = normalise_label(label).partition(" ")[0] in _TIME_WORDS
        if named and _share(values, lambda v: figures.period(v) is not None) >= _MOST:
            return index
    return None


def suggest_period(table: FirstRows, header: int, file_name: str) -> str:
    """A year the letterhead, the labels or the file's name speak of, the latest; "" when none."""
    above = [cell for row in table.rows[: header + 1] for cell in row]
    found = _YEAR.findall(" ".join([*above, file_name.replace("_", " ")]))
    return max(found, default="")


def number_columns(table: FirstRows, header: int, taken: Mapping[str, int]) -> list[int]:
    """Labelled columns that hold numbers and are neither areas, years nor row numbers."""
    used = {*taken.values(), suggest_time(table, header)}
    return [
        index
        for index, label in enumerate(table.labels(header))
        if index not in used
        and (plain := normalise_label(label))
        and plain not in mapping.ROW_NUMBERS
        and _share(table.column(index, header), _is_number) >= _MOST
    ]


def suggest_figures(
    table: FirstRows, header: int, columns: Sequence[int], book: ExternalBook
) -> list[FigureColumn]:
    """What every column of figures likely says, with the total it is likely a part of."""
    labels = table.labels(header)
    found = []
    for index in columns:
        values = [v for cell in table.column(index, header) if (v := _value(cell)) is not None]
        satuan = _unit(labels[index], values)
        others = [i for i in columns if i != index]
        total = None if satuan in (SHARE, PART) else _total(table, header, index, others)
        named = _known(labels[index], satuan, book)
        found.append(
            FigureColumn(
                kolom=index, indikator=named and named.id, satuan=satuan, penyebut=total
            )
        )  # fmt: skip
    return found


def units_of(indicator: ExternalIndicator) -> list[str]:
    """In which units a column of an indicator may come."""
    if indicator.satuan == SHARE:
        return [SHARE, PART, indicator.satuan_hitung]
    return [indicator.satuan_hitung if indicator.satuan == COUNT else indicator.satuan]


def draft(
    table: FirstRows, header: int, layout: TableLayout, book: ExternalBook
) -> AggregateProfile:
    """The profile that reads this table; every figure names an indicator of the book.

    Raises:
        InputError: nothing says the area, the time or the figure, a unit is not its indicator's, or
            a label occurs twice.
    """
    labels = table.labels(header)
    if problem := _problem(labels, layout, book):
        raise InputError(problem)
    names = mapping.column_names(labels)
    used = set(_used(layout))
    rename = {index: kind for kind, index in layout.wilayah.items()}
    if layout.waktu is not None:
        rename[layout.waktu] = "waktu"
    at = {i: rename.get(i) or f"a_{names[i]}" for i in used}
    body = {
        "id": mapping.slug(layout.nama),
        "nama": layout.nama,
        "jenis": KIND,
        "bentuk": "lebar",
        "sumber": layout.sumber.strip(),
        "lencana": layout.lencana,
        "kolom": {at[i]: [labels[i].strip()] for i in sorted(used)},
        "ukuran": [_measured(figure, at, layout, book) for figure in layout.angka],
    }
    return AggregateProfile.model_validate(body)


def _measured(
    figure: FigureColumn, at: Mapping[int, str], layout: TableLayout, book: ExternalBook
) -> dict:
    parts = {"indikator": figure.indikator, "periode": layout.periode}
    if figure.is_share or book.get(figure.indikator).satuan not in (SHARE, COUNT):
        parts |= {"nilai": at[figure.kolom], "satuan": figure.satuan}
        parts |= {"pembilang": at.get(figure.pembilang)}
    else:
        parts |= {"pembilang": at[figure.kolom]}
    parts |= {"penyebut": at.get(figure.penyebut)}
    return {key: value for key, value in parts.items() if value is not None}


def _used(layout: TableLayout) -> list[int]:
    counts = [i for f in layout.angka for i in (f.kolom, f.pembilang, f.penyebut)]
    return [i for i in (*layout.wilayah.values(), layout.waktu, *counts) if i is not None]


def _problem(labels: Sequence[str], layout: TableLayout, book: ExternalBook) -> str | None:
    if not layout.wilayah:
        return "Pilih sedikitnya satu kolom wilayah: kode, nama kelurahan, atau nama kecamatan."
    if not layout.angka:
        return "Pilih sedikitnya satu kolom angka."
    if not layout.sumber.strip():
        return "Tulis penerbit tabelnya, misalnya nama dinas."
    if layout.waktu is None and figures.period(layout.periode) is None:
        return "Tulis tahun atau tanggal data, misalnya 2025 atau 2025-06-30."
    wanted = [book.get(f.indikator) for f in layout.angka]
    for figure, indicator in zip(layout.angka, wanted, strict=True):
        if wanted.count(indicator) > 1:
            return f"Dua kolom angka menunjuk “{indicator.nama}”; bedakan indikatornya."
        if figure.satuan not in units_of(indicator):
            return (
                f"Satuan “{figure.satuan}” bukan satuan {indicator.nama}; pilih "
                f"{' atau '.join(units_of(indicator))}."
            )
    return mapping.label_problem(labels, _used(layout))


def _unit(label: str, values: Sequence[float]) -> str:
    words = normalise_label(label).split()
    if "%" in label or _SHARE_WORDS & set(words):
        part = values and max(values) <= 1 and any(v % 1 for v in values)
        return PART if part else SHARE
    text = f" {' '.join(words)} "
    spoken = [noun for noun in figures.COUNT_WORDS if f" {noun} " in text]
    noun = figures.COUNT_WORDS[max(spoken, key=len)] if spoken else "jiwa"
    return SHARE if any(v % 1 for v in values) else noun


def _total(table: FirstRows, header: int, index: int, others: Sequence[int]) -> int | None:
    """The column this one is a part of: a total by its label, never smaller in any row."""
    labels = table.labels(header)
    mine = set(normalise_label(labels[index]).split()) - _TOTAL_WORDS
    for other in others:
        words = normalise_label(labels[other]).split()
        rest = set(words) - _TOTAL_WORDS
        if not (words and words[0] in _TOTAL_WORDS and rest and rest < mine):
            continue
        pairs = [(_value(r[index]), _value(r[other])) for r in table.rows[header + 1 :]]
        known = [(a, b) for a, b in pairs if a is not None and b is not None]
        if known and all(a <= b for a, b in known):
            return other
    return None


def _known(label: str, satuan: str, book: ExternalBook) -> ExternalIndicator | None:
    plain = normalise_label(label)
    best, score = None, 0.0
    for indicator in book.indikator:
        if satuan not in units_of(indicator):
            continue
        close = max(fuzz.ratio(plain, normalise_label(n)) for n in book.names(indicator))
        if close > score:
            best, score = indicator, close
    return best if score >= _SAME_NAME else None


def _share(values: Sequence[str], test) -> float:
    return sum(map(bool, map(test, values))) / len(values) if values else 0.0


def _value(cell: str) -> float | None:
    found = figures.number(cell, ",")
    return figures.number(cell, ".") if found is None else found


def _is_number(cell: str) -> bool:
    return figures.is_blank(cell) or _value(cell) is not None


def _is_long(cell: str) -> bool:
    return len(re.sub(r"\D", "", cell)) == 16
