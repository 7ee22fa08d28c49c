"""The one cached door to the tables. Nothing leaves it unprotected, nobody passes without a role.

Keyed by a mark of the database file, read again at every rerun: a session that is open while
`muat` swaps the file shows the new data at its next move.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.disclosure import policy
from pedekate.errors import StoreError
from pedekate.indicators import breakdown, catalogue, coverage
from pedekate.parameters.official import latest
from pedekate.store import queries
from pedekate.store.connection import ANALITIK, Reader
from pedekate.store.gate import Gate, file_mark
from pedekate.ui.access import require_role

CITY = "35.73"
VALUES = ["nilai", "pembilang", "penyebut", "tak_diketahui", "disembunyikan", "keterangan"]
_COUNTS = dict.fromkeys(("pembilang", "penyebut", "tak_diketahui"), "Int64")
NO_FAMILY = "tidak ada data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What the data are: the top bar and every source line say it."""

    sintetis: bool
    tanggal_registri: dt.date | None
    sidik_jari: str
    tahun_resmi: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One indicator as a page needs it; `frasa` completes "… persen keluarga …"."""

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


# ---------------------------------------------------------------- what the data are


def status() -> Status:
    """Synthetic or not, date of the register, fingerprint, year of the latest official figure."""
    facts = _facts(_mark())
    day = facts.get("tanggal_registri")
    return Status(
        sintetis=facts.get("sintetis") == "ya",
        tanggal_registri=dt.date.fromisoformat(day) if day else None,
        sidik_jari=facts.get("sidik_jari", ""),
        tahun_resmi=int(latest("P0_persentase_penduduk_miskin")["tahun"]),
    )


def files() -> pd.DataFrame:
    """One row per loaded file, with its data date and its balance of rows."""
    return _once(_mark(), "berkas")


def rejections() -> pd.DataFrame:
    """Rows refused or flagged, counted per file and rule."""
    return _once(_mark(), "penolakan")


def score_model() -> pd.DataFrame:
    """Coefficients of the needs score: peubah, koefisien, galat_baku."""
    return _once(_mark(), "model_skor")


def facts() -> dict[str, str]:
    """Everything the database says about itself (table `meta`)."""
    return _facts(_mark())


def areas(tingkat: str) -> pd.DataFrame:
    """Areas of one level, sorted by code: kode, nama, kode_kecamatan, nama_kecamatan."""
    table = _areas(_mark())
    return table[table["tingkat"] == tingkat].drop(columns="tingkat").reset_index(drop=True)


# ---------------------------------------------------------------- indicators


def measures() -> tuple[Measure, ...]:
    """Every indicator, in the order of the catalogue."""
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
    known = catalogue.load().get(indicator).id
    return next(m for m in measures() if m.id == known)


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
    """Every indicator of one area: index id (order of the catalogue) and the value columns."""
    return _area_values(_mark(), kode)


def measure_by_class(indicator: str, kode: str, kelompok: str) -> pd.DataFrame:
    """Classes of one grouping ("desil", "jenis_kelamin_kepala", "sumber") in one area.

    Returns:
        kelas and the value columns, deciles in order, the unknown class last; empty where the
        grouping does not exist for this indicator.
    """
    rows = _published(_mark(), catalogue.load().get(indicator).id)
    found = rows[(rows["kode"] == kode) & (rows["kelompok"] == kelompok)].set_index("kelas")
    order = breakdown.order_classes(list(found.index))
    return found.loc[order, VALUES].reset_index()


# ---------------------------------------------------------------- register and programmes


def families_by_decile(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_decile`; one area."""
    return _protected(_mark(), "registri_desil", kode)


def families_by_source(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_source`; one area."""
    return _protected(_mark(), "registri_sumber", kode)


def families_by_overlap(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.families_by_overlap`; one area."""
    return _protected(_mark(), "registri_tumpang", kode)


def coverage_by_decile(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.coverage_by_decile`; one area."""
    return _protected(_mark(), "cakupan_desil", kode)


def recipients_on_lists(kode: str = CITY) -> pd.DataFrame:
    """See `indicators.coverage.recipients_on_lists`; one area."""
    return _protected(_mark(), "penerima_daftar", kode)


def programme_overlap(kode: str = CITY, *, desil_maks: int) -> pd.DataFrame:
    """See `indicators.coverage.programme_overlap`; families up to a decile (11 = all)."""
    return _overlap(_mark(), kode, desil_maks)


def coverage_by_area(program: str, *, desil_maks: int, counted: str) -> pd.DataFrame:
    """See `indicators.coverage.coverage_by_area`; with the names of the areas."""
    table = _coverage(_mark(), program, desil_maks, counted)
    return _areas(_mark()).merge(table, on=["tingkat", "kode"], how="left")


# ---------------------------------------------------------------- the cache


def _mark() -> str:
    """The key of every cached table; also the guard: called first by every public function."""
    require_role()
    path = config.gudang_dir() / ANALITIK
    if mark := file_mark(path):
        return f"{path}|{mark}"
    raise StoreError.missing(path.name)


@st.cache_resource(show_spinner=False, max_entries=1)
def _gate() -> Gate:
    return Gate()


@contextmanager
def lease() -> Iterator[Reader]:
    """The shared reader of the database now in place, for `ui.runs`; return it soon.

    Exact figures: whoever leases answers for protecting them.
    """
    require_role()
    with _gate().lease(config.gudang_dir() / ANALITIK) as reader:
        yield reader


def _ask(question, **values):
    with lease() as reader:
        return question(reader, **values)


@st.cache_data(show_spinner=False, max_entries=4)
def _facts(mark: str) -> dict[str, str]:
    return _ask(queries.keterangan)


@st.cache_data(show_spinner=False, max_entries=12)
def _once(mark: str, name: str) -> pd.DataFrame:
    return _ask(getattr(queries, name))


@st.cache_data(show_spinner=False, max_entries=4)
def _areas(mark: str) -> pd.DataFrame:
    return _ask(queries.wilayah)


# A resource, not data: every page asks for many of these tables, and copying all of them each time
# took most of a rerun. Callers never write into them.
@st.cache_resource(show_spinner=False, max_entries=2)
def _published_areas(mark: str) -> dict[str, pd.DataFrame]:
    cells = dict(iter(_ask(queries.indikator_wilayah).groupby("indikator")))
    none = pd.DataFrame(columns=["tingkat", "kode", *VALUES])
    return {
        i.id: breakdown.published_areas(
            cells[i.id], policy(), persons=i.satuan == "individu"
        ).set_index("kode", drop=False)
        if i.id in cells
        else none
        for i in catalogue.load().indikator
    }


@st.cache_data(show_spinner=False, max_entries=128)
def _published(mark: str, indicator: str) -> pd.DataFrame:
    cells = _ask(queries.indikator, indikator=indicator)
    persons = catalogue.load().get(indicator).satuan == "individu"
    return breakdown.published(cells, policy(), persons=persons)


_PROTECTORS = {
    "registri_desil": coverage.families_by_decile,
    "registri_sumber": coverage.families_by_source,
    "registri_tumpang": coverage.families_by_overlap,
    "cakupan_desil": coverage.coverage_by_decile,
    "penerima_daftar": coverage.recipients_on_lists,
}


@st.cache_data(show_spinner=False, max_entries=256)
def _protected(mark: str, name: str, kode: str) -> pd.DataFrame:
    return _PROTECTORS[name](_ask(getattr(queries, name), kode=kode), policy())


@st.cache_data(show_spinner=False, max_entries=64)
def _overlap(mark: str, kode: str, desil_maks: int) -> pd.DataFrame:
    table = _ask(queries.tumpang_program, kode=kode, desil_maks=desil_maks)
    return coverage.programme_overlap(table, policy())


@st.cache_data(show_spinner=False, max_entries=64)
def _coverage(mark: str, program: str, desil_maks: int, counted: str) -> pd.DataFrame:
    table = _ask(queries.cakupan_wilayah, program=program, desil_maks=desil_maks)
    return coverage.coverage_by_area(table, policy(), counted=counted)


def _area_rows(indicator: str) -> pd.DataFrame:
    return _published_areas(_mark())[catalogue.load().get(indicator).id]


@st.cache_data(show_spinner=False, max_entries=256)
def _area_values(mark: str, kode: str) -> pd.DataFrame:
    rows = {i.id: area_value(i.id, kode) for i in catalogue.load().indikator}
    table = pd.DataFrame.from_dict(rows, orient="index")[VALUES]
    return table.astype({"nilai": float, "disembunyikan": bool, **_COUNTS})


def _by_area(indicator: str, tingkat: str) -> pd.DataFrame:
    return _area_table(_mark(), catalogue.load().get(indicator).id, tingkat)


@st.cache_data(show_spinner=False, max_entries=128)
def _area_table(mark: str, indicator: str, tingkat: str) -> pd.DataFrame:
    rows = _area_rows(indicator)
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
