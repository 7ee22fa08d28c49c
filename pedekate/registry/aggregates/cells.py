"""Rows of an aggregate table → figures: one per indicator and area, read but not yet judged."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from pedekate.registry import leftovers
from pedekate.registry.aggregates import areas, figures
from pedekate.registry.aggregates.areas import AreaText
from pedekate.registry.aggregates.figures import Mark, Period
from pedekate.registry.aggregates.profile import (
    AREA_COLUMNS,
    VALUE_COLUMNS,
    AggregateProfile,
    Measured,
)
from pedekate.registry.profiles import normalise_label
from pedekate.schema.external import COUNT, SHARE, ExternalBook, ExternalIndicator

# Below this many figures, all of them under one percent prove nothing about the unit.
_ENOUGH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it came: position in the file, cells by our column name, broken or not."""

    urut: int
    cells: Mapping[str, str | None]
    broken: bool

    def get(self, column: str | None) -> str | None:
        """The cell, None when it is blank, says "no figure", or the file has no such column."""
        text = self.cells.get(column) if column else None
        return None if figures.is_blank(text) else text


@dataclass(slots=True, kw_only=True)
class Figure:
    """One figure and everything the rules of `data/aturan/baris_agregat.toml` ask about it.

    `nilai` is a share 0..1, or a plain number in `satuan`; counts stand in `pembilang`.
    """

    baris: int
    urut: int
    ukuran: int = 0
    cacat: bool = False
    ulangan: bool = False
    indikator: str | None = None
    tingkat: str | None = None
    kode: str | None = None
    wilayah_status: str = "luar"
    tanggal: date | None = None
    periode: str | None = None
    nilai: float | None = None
    pembilang: float | None = None
    penyebut: float | None = None
    satuan: str | None = None
    bentuk: str | None = None
    minimum: float | None = None
    maksimum: float | None = None
    sumber: str = ""
    lencana: str = ""
    angka_asing: bool = False
    satuan_salah: bool = False
    tampak_bagian: bool = False
    ganda: bool = False

    def key(self) -> tuple:
        """What may occur once: indicator, source, area, date."""
        return (self.indikator, normalise_label(self.sumber), self.kode, self.tanggal)

    def amounts(self) -> tuple:
        """What two figures of one key must agree on to be the same figure."""
        return (self.nilai, self.pembilang, self.penyebut, self.satuan)


FIELDS = tuple(field.name for field in fields(Figure))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One aggregate table to read: profile, date given for the file, indicators, text or workbook
    (a workbook's numbers have a decimal point, whatever the office writes)."""

    profile: AggregateProfile
    date: Period | None
    book: ExternalBook
    text: bool


def read(rows: Sequence[Row], table: Table) -> list[Figure]:
    """All figures of a table, rows numbered from 1 in file order; see `Figure`."""
    known = areas.load()
    placed = [(row, areas.resolve(_area_text(row), table.profile.tingkat, known)) for row in rows]
    data = [(row, area) for row, area in placed if not _is_leftover(row, area, table)]
    mark = figures.decimal_mark(
        (row.get(c) for row, _ in data for c in _value_columns(table)), "," if table.text else "."
    )
    found: list[Figure] = []
    seen: set[tuple] = set()
    for number, (row, area) in enumerate(data, 1):
        content = tuple(sorted((k, v) for k, v in row.cells.items() if k != "no"))
        start = Figure(
            baris=number, urut=row.urut, cacat=row.broken,
            ulangan=content in seen and not row.broken, tingkat=area.tingkat, kode=area.kode,
            wilayah_status=area.status,
        )  # fmt: skip
        seen.add(content)
        found += _figures(row, start, table, mark)
    _mark_small_percents(found)
    _mark_repeated(found)
    return found


def _area_text(row: Row) -> AreaText:
    return AreaText(**{c: row.get(c) for c in (*AREA_COLUMNS, "tingkat")})


def _value_columns(table: Table) -> list[str]:
    if table.profile.bentuk == "panjang":
        return list(VALUE_COLUMNS)
    return sorted({c for m in table.profile.ukuran for c in m.columns()})


def _is_leftover(row: Row, area: areas.Area, table: Table) -> bool:
    """Headings, totals, notes and signatures are no data; a row with an area's code or name is."""
    if row.broken or area.tingkat == "kelurahan" or row.get("kode"):
        return False
    filled = [text for text in row.cells.values() if not figures.is_blank(text)]
    has_figure = any(row.get(c) for c in _value_columns(table))
    if not has_figure and len(filled) <= 2:
        return True
    if area.tingkat:
        return False
    whole = table.profile.bentuk == "panjang" and row.get("indikator") and has_figure
    named = [text for c in AREA_COLUMNS if (text := row.get(c))]
    looked_at = named if whole else list(row.cells.values())
    labels = [table.profile.kolom[c][0] if c in table.profile.kolom else c for c in row.cells]
    return bool(looked_at) and bool(list(leftovers.not_data([(0, looked_at)], labels)))


def _figures(row: Row, start: Figure, table: Table, mark: Mark | None) -> list[Figure]:
    if row.broken:
        return [start]
    if table.profile.bentuk == "panjang":
        return [_long_figure(row, start, table, mark)]
    found = list(_wide_figures(row, start, table, mark))
    return found or [_without_figure(row, start, table)]


def _without_figure(row: Row, start: Figure, table: Table) -> Figure:
    """A wide row that gives none of its figures counts as one without a value."""
    first = table.profile.ukuran[0]
    figure = _located(row, start, table, first.periode)
    figure.indikator = first.indikator
    return figure


def _wide_figures(row: Row, start: Figure, table: Table, mark: Mark | None) -> Iterator[Figure]:
    for number, measured in enumerate(table.profile.ukuran):
        if not (row.get(measured.nilai) or row.get(measured.pembilang)):
            continue
        figure = _located(row, start, table, measured.periode)
        figure.ukuran = number
        _fill(figure, row, measured, table.book.get(measured.indikator), mark)
        _publish(figure, row, table, table.book.get(measured.indikator))
        yield figure


def _long_figure(row: Row, start: Figure, table: Table, mark: Mark | None) -> Figure:
    figure = _located(row, start, table, None)
    said = normalise_label(row.get("indikator") or "")
    book = table.book
    indicator = next(
        (i for i in book.indikator if said in {normalise_label(n) for n in book.names(i)}), None
    )
    if indicator is not None:
        measured = Measured.model_construct(
            indikator=indicator.id, **{c: c for c in VALUE_COLUMNS}, periode=None,
            satuan=row.get("satuan") or table.profile.satuan,
        )  # fmt: skip
        _fill(figure, row, measured, indicator, mark)
    _publish(figure, row, table, indicator)
    return figure


def _located(row: Row, start: Figure, table: Table, given: str | None) -> Figure:
    """A copy of `start` with its date: the row's own, the column's, or the file's."""
    figure = Figure(**{name: getattr(start, name) for name in FIELDS})
    cell = row.get("waktu") or given
    found = figures.period(cell) if cell else table.date
    if found:
        figure.periode, figure.tanggal = found
    return figure


def _fill(
    figure: Figure,
    row: Row,
    measured: Measured,
    indicator: ExternalIndicator | None,
    mark: Mark | None,
) -> None:
    """Set the amounts in the unit they are stored in, and what is wrong with them."""
    if indicator is None:
        return
    texts = {c: row.get(getattr(measured, c)) for c in VALUE_COLUMNS}
    amounts = {c: figures.number(t, mark) if t else None for c, t in texts.items()}
    figure.angka_asing = any(texts[c] and amounts[c] is None for c in VALUE_COLUMNS)
    figure.indikator = indicator.id
    value, figure.pembilang, figure.penyebut = (amounts[c] for c in VALUE_COLUMNS)
    if value is not None:
        unit = figures.unit(measured.satuan, indicator)
        percent_sign = "%" in (texts["nilai"] or "")
        if unit is None or (percent_sign and unit.pembagi != 100.0):
            figure.satuan_salah = True
        elif unit.bentuk == COUNT:
            figure.satuan_salah = figure.pembilang not in (None, value)
            figure.pembilang = value
        else:
            figure.nilai = value / unit.pembagi
            figure.bentuk = unit.bentuk
            figure.tampak_bagian = unit.pembagi == 100.0 and value <= 1
    _settle(figure, indicator)


def _settle(figure: Figure, indicator: ExternalIndicator) -> None:
    """Form, unit and range; a share that is only given as two counts gets its value."""
    whole = figure.penyebut and figure.pembilang is not None
    if figure.nilai is None and indicator.satuan == SHARE and whole:
        figure.bentuk = SHARE
        if 0 <= figure.pembilang <= figure.penyebut:
            figure.nilai = figure.pembilang / figure.penyebut
    figure.bentuk = figure.bentuk or COUNT
    figure.satuan = indicator.satuan if figure.bentuk == "angka" else figure.bentuk
    figure.minimum = 0.0 if figure.bentuk == SHARE else indicator.minimum
    figure.maksimum = 1.0 if figure.bentuk == SHARE else indicator.maksimum or math.inf


def _publish(figure: Figure, row: Row, table: Table, indicator: ExternalIndicator | None) -> None:
    """Who says so, and with which badge."""
    profile = table.profile
    own = (row.get("sumber") or "").strip()
    figure.sumber = own or profile.sumber
    official = {normalise_label(name) for name in profile.sumber_resmi}
    badge = "resmi" if own and normalise_label(own) in official else profile.lencana
    figure.lencana = (indicator and indicator.lencana) or badge


def _mark_small_percents(found: Sequence[Figure]) -> None:
    """`tampak_bagian` stays where no percent of the indicator in this file exceeds one."""
    by_indicator: dict[str | None, list[Figure]] = {}
    for figure in found:
        if figure.bentuk == SHARE and figure.nilai is not None:
            by_indicator.setdefault(figure.indikator, []).append(figure)
    for same in by_indicator.values():
        suspicious = len(same) >= _ENOUGH and all(f.tampak_bagian for f in same)
        for figure in same:
            figure.tampak_bagian = suspicious and figure.nilai > 0


def _mark_repeated(found: Sequence[Figure]) -> None:
    """Equal repeats: the first stays. Figures that contradict each other: none of them stays."""
    groups: dict[tuple, list[Figure]] = {}
    for figure in found:
        said = figure.nilai is not None or figure.pembilang is not None
        if said and figure.indikator and figure.kode and figure.tanggal and not figure.ulangan:
            groups.setdefault(figure.key(), []).append(figure)
    for same in groups.values():
        contradicts = len({figure.amounts() for figure in same}) > 1
        for position, figure in enumerate(same):
            figure.ganda = len(same) > 1 and (contradicts or position > 0)
