"""The map of an outside table: the unit its values are shown in, its sentences and its workbook."""

from dataclasses import dataclass
from html import escape

import pandas as pd

from pedekate.disclosure import policy
from pedekate.format import angka, is_missing
from pedekate.reports import xlsx
from pedekate.ui.external import text
from pedekate.ui.kit.html import plain
from pedekate.ui.kit.tables import Column
from pedekate.ui.maps.view import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalUnit(Unit):
    """How a measure of an outside table is shown; `measure` has `luar`."""

    @property
    def plain_number(self) -> bool:
        """A number that is neither share nor count and has one unit only."""
        return self.measure.luar.bentuk == "angka"

    @property
    def label(self) -> str:
        if self.plain_number:
            return text.heading(self.measure)
        noun = self.measure.satuan_hitung
        return f"Jumlah {noun}" if self.counts else f"Per 100 {noun}"

    @property
    def legend(self) -> str:
        return f"{text.name(self.measure)}, {self.label[0].lower()}{self.label[1:]}"

    @property
    def per(self) -> str:
        """What the shown values are per; empty for counts and plain numbers."""
        return "" if self.counts or self.plain_number else f"per 100 {self.measure.satuan_hitung}"

    @property
    def base(self) -> str:
        m = self.measure
        return f"Penyebut: {m.penyebut}, {m.waktu}" if m.penyebut else f"Periode {m.waktu}"

    @property
    def order(self) -> str:
        return "dari yang tertinggi" if self.highest_first else "dari yang terendah"

    def shown(self, rows):
        return rows["nilai"] if self.plain_number else Unit.shown(self, rows)

    def text(self, value: float) -> str:
        return angka(value, 2 if self.plain_number else 0 if self.counts else 1)

    def hover(self, row: dict) -> str:
        """Name, value with its unit, the counts the table gives, source and period."""
        head = f"<b>{escape(row['nama'])}</b>"
        if row.get("tempat"):
            head += f", {escape(row['tempat'])}"
        m = self.measure
        if is_missing(row["nilai"]):
            return f"{head}<br>{escape(row['alasan'] or 'tidak ada data')}"
        noun = m.luar.satuan if self.plain_number else m.satuan_hitung
        unit = noun if self.counts or self.plain_number else f"per 100 {noun}"
        lines = [head, f"<b>{self.text(row['nilai'])}</b> {escape(unit)}"]
        if not (is_missing(row["pembilang"]) or is_missing(row["penyebut"])):
            base = f"{angka(row['penyebut'])} {escape(m.penyebut)}"
            lines.append(f"{angka(row['pembilang'])} dari {base}")
        return "<br>".join([*lines, escape(f"{m.sumber}, {m.waktu}")])


def external_unit(measure, rows: pd.DataFrame, *, counts: bool) -> ExternalUnit:
    """The unit to show: counts only where the table has them, and always where it has no rate."""
    only_counts = measure.luar.bentuk == "jumlah"
    return ExternalUnit(
        measure=measure, counts=only_counts or (counts and rows["pembilang"].notna().any())
    )


def sentence(
    table: pd.DataFrame, unit: ExternalUnit, *, city: float, focus: str | None, selected: str | None
) -> str:
    """The title of the map page for an outside table; arguments of `map_view.sentence`."""
    m = unit.measure
    known = table.dropna(subset=["nilai"])
    written = "" if is_missing(city) else unit.text(city)
    chosen = table[table["kode"] == selected]
    if len(chosen):
        return _about_one(chosen.iloc[0], known, unit, written)
    if focus is not None:
        known = known[known["nama_kecamatan"] == focus]
    if known.empty:
        return f"Belum ada angka {text.name(m)} untuk {focus or text.CITY}"
    rows = known.assign(teks=[unit.text(v) for v in known["nilai"]])
    return text.ranking_sentence(
        m, rows, highest_first=unit.highest_first, city=written, per=unit.per, area=focus or ""
    )


def _about_one(row: pd.Series, known: pd.DataFrame, unit: ExternalUnit, city: str) -> str:
    if is_missing(row["nilai"]):
        return f"{row['nama']}: <em>{row['alasan'] or 'tidak ada data'}</em>"
    high = "terbanyak" if unit.counts else "tertinggi"
    word = high if unit.highest_first else "terendah"
    nth = "" if row["peringkat"] == 1 else f" ke-{row['peringkat']:.0f}"
    beside = f" (kota {city})" if city else ""
    per = f" {unit.per}" if unit.per else ""
    return (
        f"{text.name(unit.measure)} di {row['nama']}: {unit.text(row['nilai'])}{per}{beside}, "
        f"<em>{word}{nth} dari {len(known)} kelurahan</em>"
    )


def count_columns(table: pd.DataFrame, measure) -> list[Column]:
    """The columns of counts the table has; a share without counts has none."""
    if measure.luar.bentuk != "persen":
        return []
    wanted = [Column("pembilang", "Jumlah"), Column("penyebut", "Dari", wide_only=True)]
    return [column for column in wanted if table[column.name].notna().any()]


def workbook(
    unit: ExternalUnit, table: pd.DataFrame, status, *, title: str, level: str, area: str
) -> bytes:
    """The table as XLSX with definition, denominator, period, source, files and fingerprint.

    Args:
        table: kode, nama, tempat, peringkat, nilai (in the shown unit), pembilang, penyebut and
            alasan.
        level: what a row is ("Kelurahan" or "Kecamatan").
        area: what the table covers.
    """
    m = unit.measure
    number = xlsx.WHOLE if unit.counts else xlsx.ONE_DECIMAL
    fields = [
        xlsx.Field("kode", f"Kode {level.lower()}"),
        xlsx.Field("nama", level),
        *([xlsx.Field("tempat", "Kecamatan")] if level == "Kelurahan" else []),
        xlsx.Field("peringkat", "Urutan", xlsx.WHOLE),
        xlsx.Field("nilai", unit.label, number),
    ]
    if m.satuan_hitung and not unit.counts:
        fields.append(xlsx.Field("pembilang", f"Jumlah {m.satuan_hitung}", xlsx.WHOLE))
    if m.penyebut:
        fields.append(xlsx.Field("penyebut", f"Dari ({m.penyebut})", xlsx.WHOLE))
    fields.append(xlsx.Field("alasan", "Catatan"))
    sheet = xlsx.Sheet(name=level, table=table, fields=fields)
    notes = {"Temuan": plain(title), "Wilayah": area} | notes_of(m, status)
    return xlsx.workbook([sheet], notes, title=m.nama, synthetic=status.sintetis)


def notes_of(m, status) -> dict[str, str]:
    """What an outside indicator is, for the sheet *Keterangan* of every export."""
    hiding = (
        "Terbitan resmi ditampilkan seperti tertulis."
        if m.lencana == "resmi"
        else f"Jumlah di bawah {policy().threshold} dikosongkan; bukan nol."
    )
    return {
        "Indikator": m.nama,
        "Definisi": m.definisi,
        "Satuan": m.luar.satuan,
        "Penyebut": m.penyebut or "tidak ada",
        "Periode": m.waktu,
        "Sumber": f"{m.sumber}; berkas {', '.join(m.luar.berkas)}",
        "Lencana": m.lencana,
        "Asal": "Tabel agregat dari luar; tidak dihitung dari registri kota.",
        "Perlindungan": hiding,
        "Sidik jari data": status.sidik_jari,
    }
