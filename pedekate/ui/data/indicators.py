"""Indicators of every area and class, protected (`pedekate.disclosure`)."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate import parameters
from pedekate.disclosure import policy
from pedekate.format import bulan_tahun, tanggal
from pedekate.indicators import breakdown, catalogue, crossing, groupings
from pedekate.indicators.external import ExternalMeasure
from pedekate.store import queries
from pedekate.ui.data.city import CITY, areas, status
from pedekate.ui.data.door import ask, mark
from pedekate.ui.data.external import External, external_measures, external_rows, is_external

VALUES = ["nilai", "pembilang", "penyebut", "tak_diketahui", "disembunyikan", "keterangan"]
_COUNTS = dict.fromkeys(("pembilang", "penyebut", "tak_diketahui"), "Int64")
NO_FAMILY = "tidak ada data"
AREAS = "kecamatan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One indicator as a page needs it; `frasa` completes "… persen keluarga …".

    `luar` is set for an indicator of an outside table: it has no `frasa`, no classes, and perhaps
    no counts; `waktu` writes its period.
    """

    id: str
    nama: str
    frasa: str
    definisi: str
    satuan_hitung: str
    penyebut: str
    tema: str
    nama_tema: str
    lencana: str
    tanggal: dt.date | None
    sumber: str
    arah: str
    periode: str = ""
    luar: External | None = None

    @property
    def waktu(self) -> str:
        """The date of the data as the screen writes it."""
        return self.periode or tanggal(self.tanggal)


def measures() -> tuple[Measure, ...]:
    """The register's indicators in the order of the catalogue, then those of outside tables."""
    own = register_measures() if status().has_families else ()
    return (*own, *map(_external_measure, external_measures()))


def _external_measure(m: ExternalMeasure) -> Measure:
    i = m.indikator
    return Measure(
        id=m.id, nama=f"{i.nama} ({m.sumber})", frasa="", definisi=i.definisi,
        satuan_hitung=i.satuan_hitung, penyebut=i.penyebut, tema="luar",
        nama_tema="Tabel luar", lencana=m.lencana, tanggal=m.tanggal.date(),
        periode=_period(m), sumber=m.sumber, arah="butuh" if i.arah == "kebutuhan" else "jangkau",
        luar=External(bentuk=m.bentuk, satuan=m.satuan, tingkat=m.tingkat, berkas=m.berkas),
    )  # fmt: skip


def _period(m: ExternalMeasure) -> str:
    """A year stays a year: its last day would claim a precision the table does not have."""
    write = {4: lambda _: m.periode, 7: bulan_tahun}.get(len(m.periode), tanggal)
    return write(m.tanggal.date())


def register_measures() -> tuple[Measure, ...]:
    """Every indicator of the register, in the order of the catalogue."""
    day = status().tanggal_registri
    book = catalogue.load()
    return tuple(
        Measure(
            id=i.id, nama=i.nama, frasa=i.frasa, definisi=i.definisi, satuan_hitung=i.unit_word,
            penyebut=i.penyebut, tema=i.tema, nama_tema=book.topic_name(i.tema),
            lencana=i.lencana, tanggal=day, sumber=i.sumber,
            arah="butuh" if i.arah == "kebutuhan" else "jangkau",
        )
        for i in book.indikator
    )  # fmt: skip


def measure(indicator: str) -> Measure:
    """One indicator.

    Raises:
        ConfigError: no such id.
    """
    found = next((m for m in measures() if m.id == indicator), None)
    # The catalogue's sentence for an id nobody knows.
    return found or next(
        m for m in register_measures() if m.id == catalogue.load().get(indicator).id
    )


def measure_by_kelurahan(indicator: str) -> pd.DataFrame:
    """One row per kelurahan, sorted by code, also where no family is registered.

    Returns:
        kode_kelurahan, nama_kelurahan, kode_kecamatan, nama_kecamatan, nilai (0..1; NaN when
        hidden or without data), pembilang, penyebut, tak_diketahui, disembunyikan, keterangan.
    """
    table = _by_area(indicator, "kelurahan")
    return table.rename(columns={"kode": "kode_kelurahan", "nama": "nama_kelurahan"})


def measure_by_kecamatan(indicator: str) -> pd.DataFrame:
    """The same per kecamatan: kode_kecamatan, nama_kecamatan and the value columns."""
    return _by_area(indicator, "kecamatan").drop(columns=["kode", "nama"])


def city_value(indicator: str) -> pd.Series:
    """The same for the whole city, as one row."""
    return area_value(indicator, CITY)


def area_value(indicator: str, kode: str) -> pd.Series:
    """The same for one area of any level."""
    rows = _area_rows(indicator)
    return rows.loc[kode, VALUES] if kode in rows.index else _no_family().iloc[0]


def area_values(kode: str) -> pd.DataFrame:
    """Every register indicator of one area: index id (in catalogue order) and the value columns."""
    return _area_values(mark(), kode)


def measure_by_class(indicator: str, kode: str, kelompok: str) -> pd.DataFrame:
    """Classes of one grouping ("sumber", or an id of `indicators.groupings`) in one area.

    Returns:
        kelas and the value columns, deciles in order, the unknown class last; empty where the
        grouping does not exist for this indicator.
    """
    rows = _published(mark(), catalogue.load().get(indicator).id)
    found = rows[(rows["kode"] == kode) & (rows["kelompok"] == kelompok)].set_index("kelas")
    order = breakdown.order_classes(list(found.index))
    return found.loc[order, VALUES].reset_index()


def class_by_kelurahan(indicator: str, kelompok: str, kelas: str) -> pd.DataFrame:
    """One class of a grouping in every kelurahan, the columns of `measure_by_kelurahan`.

    A kelurahan without this class has no value ("tidak ada data").
    """
    rows = _published(mark(), catalogue.load().get(indicator).id)
    rows = rows[(rows["kelompok"] == kelompok) & (rows["kelas"] == kelas)]
    return _named(rows, "kelurahan").rename(
        columns={"kode": "kode_kelurahan", "nama": "nama_kelurahan"}
    )


def measure_by_two(indicator: str, kode: str, a: str, b: str) -> pd.DataFrame:
    """Cells of two groupings in the city or one kecamatan, with their margins.

    Args:
        a, b: different ids of `indicators.groupings`, or `a` = "kecamatan" for the city.

    Returns:
        kelas_a, kelas_b ("semua" in the margins) and the value columns; a kecamatan is its name.
    """
    known = catalogue.load().get(indicator).id
    if a == AREAS:
        return _areas_by_class(mark(), known, b)
    order = list(groupings.load())
    if order.index(a) < order.index(b):
        rows = _crossed(mark(), known, a, b)
    else:
        rows = _crossed(mark(), known, b, a).rename(
            columns={"kelas_a": "kelas_b", "kelas_b": "kelas_a"}
        )
    return rows.loc[rows["kode"] == kode, ["kelas_a", "kelas_b", *VALUES]].reset_index(drop=True)


# A resource, not data: every page asks for many of these tables, and copying all of them each time
# took most of a rerun. Callers never write into them.
@st.cache_resource(show_spinner=False, max_entries=2)
def _published_areas(key: str) -> dict[str, pd.DataFrame]:
    cells = dict(iter(ask(queries.indikator_wilayah).groupby("indikator")))
    none = pd.DataFrame(columns=["tingkat", "kode", *VALUES])
    return {
        i.id: breakdown.published_areas(
            cells[i.id], policy(), persons=i.satuan == "individu"
        ).set_index("kode", drop=False)
        if i.id in cells
        else none
        for i in catalogue.load().indikator
    }


# Resources for the same reason.
@st.cache_resource(show_spinner=False, max_entries=128)
def _published(key: str, indicator: str) -> pd.DataFrame:
    cells = ask(queries.indikator, indikator=indicator)
    persons = catalogue.load().get(indicator).satuan == "individu"
    return breakdown.published(cells, policy(), persons=persons)


@st.cache_resource(show_spinner=False, max_entries=64)
def _crossed(key: str, indicator: str, a: str, b: str) -> pd.DataFrame:
    persons = catalogue.load().get(indicator).satuan == "individu"
    cells = ask(queries.indikator_silang, indikator=indicator, a=a, b=b)
    sides = {"semua": "semua", a: "a", b: "b"}

    def margins(table: pd.DataFrame) -> pd.DataFrame:
        wanted = table["kelompok"].isin(sides) & (table["tingkat"] != "kelurahan")
        return table[wanted].assign(kelompok=table["kelompok"].map(sides))

    return crossing.published_cross(
        cells, margins(ask(queries.indikator, indikator=indicator)),
        margins(_published(key, indicator)), policy(), persons=persons,
        floor=int(parameters.load("ambang_rasio").latest.nilai),
    )  # fmt: skip


def _areas_by_class(key: str, indicator: str, b: str) -> pd.DataFrame:
    """Kecamatan × classes from the rows published one way: nothing new, side by side."""
    rows = _published(key, indicator)
    rows = rows[(rows["tingkat"] != "kelurahan") & rows["kelompok"].isin(["semua", b])]
    names = dict(areas("kecamatan")[["kode", "nama"]].to_numpy()) | {CITY: "semua"}
    return rows.assign(kelas_a=rows["kode"].map(names), kelas_b=rows["kelas"])[
        ["kelas_a", "kelas_b", *VALUES]
    ].reset_index(drop=True)


def _area_rows(indicator: str) -> pd.DataFrame:
    if is_external(indicator):
        return external_rows(indicator)
    return _published_areas(mark())[catalogue.load().get(indicator).id]


@st.cache_data(show_spinner=False, max_entries=256)
def _area_values(key: str, kode: str) -> pd.DataFrame:
    rows = {i.id: area_value(i.id, kode) for i in catalogue.load().indikator}
    table = pd.DataFrame.from_dict(rows, orient="index")[VALUES]
    return table.astype({"nilai": float, "disembunyikan": bool, **_COUNTS})


def _by_area(indicator: str, tingkat: str) -> pd.DataFrame:
    known = indicator if is_external(indicator) else catalogue.load().get(indicator).id
    return _area_table(mark(), known, tingkat)


@st.cache_data(show_spinner=False, max_entries=128)
def _area_table(key: str, indicator: str, tingkat: str) -> pd.DataFrame:
    return _named(_area_rows(indicator), tingkat)


def _named(rows: pd.DataFrame, tingkat: str) -> pd.DataFrame:
    """Every area of one level with its row, also where there is none."""
    rows = rows[rows["tingkat"] == tingkat].reset_index(drop=True)
    table = areas(tingkat).merge(rows[["kode", *VALUES]], on="kode", how="left")
    absent = table["keterangan"].isna()
    table.loc[absent, "keterangan"] = NO_FAMILY
    table.loc[absent, "disembunyikan"] = False
    table.loc[absent, list(_COUNTS)] = 0
    return table.astype({"disembunyikan": bool, **_COUNTS})


def _no_family() -> pd.DataFrame:
    values = [[float("nan"), 0, 0, 0, False, NO_FAMILY]]
    return pd.DataFrame(values, columns=VALUES)
