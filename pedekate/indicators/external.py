"""Indicators of outside tables: what each is, its figures for every area, and what may be shown.

A figure the table gives is shown as it is. An area it does not give is the sum of the areas inside
it, and only when all of them are known; else it stays unknown and says which are missing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import tomli_w
from pydantic import BaseModel, ConfigDict, Field, model_validator

from pedekate import config, config_file
from pedekate.disclosure import NO_DATA, Policy, protect_counts, protect_shares
from pedekate.errors import ConfigError, InputError
from pedekate.format import daftar
from pedekate.indicators import catalogue
from pedekate.indicators.breakdown import area_lines
from pedekate.schema.external import (
    COUNT,
    LEVELS,
    SHARE,
    Badge,
    ExternalBook,
    ExternalIndicator,
)

OFFICIAL = "resmi"
GIVEN, SUMMED = "tabel", "jumlah wilayah di dalamnya"
_FILE = "luar.toml"
_NAMED = 3  # more missing areas than this are counted, not named
_AMOUNTS = ("nilai", "pembilang", "penyebut")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalMeasure:
    """One indicator of one source at its newest date.

    Attributes:
        id: `<indikator>__<source>`, unique and fit for an address.
        bentuk: "persen" (0..1), "jumlah" (counts), or "angka" (a plain number that never adds up).
        tingkat: finest level the table gives.
        tanggal, periode: last day of the period, and the period as the screen writes it.
    """

    id: str
    indikator: ExternalIndicator
    sumber: str
    lencana: Badge
    bentuk: str
    satuan: str
    tingkat: str
    tanggal: pd.Timestamp
    periode: str
    berkas: tuple[str, ...]


class Entry(BaseModel):
    """An indicator as written in `data/indikator/luar.toml` or in the city's own folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
    nama: str = Field(max_length=40)
    varian: tuple[str, ...] = ()
    definisi: str = Field(pattern=r"^[A-Z0-9].*\.$")
    satuan: str = Field(min_length=2)
    satuan_hitung: str
    penyebut: str
    arah: Literal["kebutuhan", "cakupan"]
    sumber: str = Field(min_length=8)
    rentang: tuple[float, float] | None = None
    lencana: Badge | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Entry":
        if self.satuan in (SHARE, COUNT) and not self.satuan_hitung:
            raise ValueError(f"{self.id}: sebut satuan_hitung")
        if self.satuan == SHARE and not self.penyebut:
            raise ValueError(f"{self.id}: sebut penyebut")
        return self

    def indicator(self) -> ExternalIndicator:
        """As the book holds it."""
        values = self.model_dump(exclude={"rentang"})
        if self.rentang:
            values |= {"minimum": self.rentang[0], "maksimum": self.rentang[1]}
        return ExternalIndicator(**values)


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    indikator: tuple[Entry, ...]


@lru_cache
def book() -> ExternalBook:
    """Outside indicators: the shipped ones, the city's own (`config.indikator_kota`), then the
    register's as an outside source reports them.

    Raises:
        ConfigError: a file is missing, not TOML, an entry is incomplete, or a name is used twice.
    """
    files = [config.INDIKATOR / _FILE, *sorted(config.indikator_kota().glob("*.toml"))]
    own = [entry.indicator() for path in files for entry in _entries(path)]
    found = ExternalBook(indikator=(*own, *map(_of_catalogue, catalogue.load().indikator)))
    if twice := _repeated(found):
        raise ConfigError(f"Nama indikator tabel luar berulang: {', '.join(twice)}.")
    return found


def extended(known: ExternalBook, entries: Sequence[Entry]) -> ExternalBook:
    """The book with indicators somebody is about to add.

    Raises:
        InputError: one of them has a name or id that is taken.
    """
    more = ExternalBook(indikator=(*(e.indicator() for e in entries), *known.indikator))
    if twice := _repeated(more):
        raise InputError(
            f"Indikator “{twice[0]}” sudah ada; pilih dari daftar atau beri nama lain."
        )
    return more


def save(entries: Sequence[Entry], folder: Path) -> list[Path]:
    """Write the city's own indicators, one file each; known to every load from then on.

    Raises:
        InputError: a name is taken, or the folder cannot be written.
    """
    extended(book(), entries)
    written = [folder / f"{entry.id}.toml" for entry in entries]
    try:
        for path, entry in zip(written, entries, strict=True):
            folder.mkdir(parents=True, exist_ok=True)
            body = entry.model_dump(exclude_none=True, mode="json")
            text = "# Dibuat lewat halaman Unggah.\n" + tomli_w.dumps({"indikator": [body]})
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            "Indikator tidak dapat disimpan; periksa izin folder data/indikator."
        ) from error
    book.cache_clear()
    return written


def _entries(path: Path) -> list[Entry]:
    return list(config_file.load(path, _Entries).indikator)


def _repeated(known: ExternalBook) -> list[str]:
    """Names and ids that two indicators share."""
    names = [name for i in known.indikator for name in set(map(str.lower, known.names(i)))]
    return sorted({name for name in names if names.count(name) > 1})


def _of_catalogue(known: catalogue.Indicator) -> ExternalIndicator:
    return ExternalIndicator(
        id=known.id, nama=known.nama, definisi=known.definisi, satuan=SHARE,
        satuan_hitung=known.unit_word, penyebut=known.penyebut, arah=known.arah,
        sumber=known.sumber, katalog=True,
    )  # fmt: skip


def measures(rows: pd.DataFrame, known: ExternalBook) -> list[ExternalMeasure]:
    """The measures in `agregat_luar`, in the order of the book, then by source.

    Args:
        rows: as of `store.queries.agregat_luar`. Of each indicator and source the newest date of
            the finest level is taken: a newer figure of a coarser level cannot fill a map.
    """
    found = []
    for indicator in known.indikator:
        same = rows[rows["indikator"] == indicator.id]
        for slug, group in same.groupby(same["sumber"].map(source_slug), sort=True):
            found.append(_measure(indicator, slug, group))
    return found


def source_slug(name: str) -> str:
    """A publisher's name as part of an id: `BPS Kota Malang` → `bps_kota_malang`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _measure(indicator: ExternalIndicator, slug: str, group: pd.DataFrame) -> ExternalMeasure:
    level = max(group["tingkat"], key=LEVELS.index)
    finest = group[group["tingkat"] == level]
    newest = finest.loc[finest["tanggal"].idxmax()]
    shown = group[group["tanggal"] == newest["tanggal"]]
    units = set(shown["satuan"])
    unit = SHARE if SHARE in units else newest["satuan"]
    official = set(shown["lencana"]) == {OFFICIAL}
    return ExternalMeasure(
        id=f"{indicator.id}__{slug}", indikator=indicator, sumber=newest["sumber"],
        lencana=OFFICIAL if official else "terdaftar",
        bentuk=unit if unit in (SHARE, COUNT) else "angka",
        satuan=indicator.satuan_hitung if unit == COUNT else unit,
        tingkat=level, tanggal=newest["tanggal"], periode=newest["periode"],
        berkas=tuple(sorted(set(shown["berkas"]))),
    )  # fmt: skip


def published(
    rows: pd.DataFrame, measure: ExternalMeasure, areas: pd.DataFrame, rule: Policy
) -> pd.DataFrame:
    """Every area's figure of one measure, as it may be shown.

    Args:
        rows: as of `store.queries.agregat_luar`.
        areas: tingkat, kode, nama, nama_kecamatan of all areas (`store.queries.wilayah`).
        rule: threshold; what a table prints is not rounded again.

    Returns:
        One row per area: tingkat, kode, nilai (0..1 for a share; the count; the number; NaN when
        unknown or hidden), pembilang, penyebut, tak_diketahui (Int64, <NA> = not in the table),
        asal ("tabel", "jumlah wilayah di dalamnya", ""), disembunyikan, keterangan.
    """
    slug = measure.id.partition("__")[2]
    mine = rows[
        (rows["indikator"] == measure.indikator.id)
        & (rows["sumber"].map(source_slug) == slug)
        & (rows["tanggal"] == measure.tanggal)
    ]
    table = areas[["tingkat", "kode", "nama"]].merge(
        mine[["kode", *_AMOUNTS]], on="kode", how="left"
    )
    table = table.astype(dict.fromkeys(_AMOUNTS, float)).assign(keterangan="")
    table["asal"] = np.where(_known(table, measure), GIVEN, "")
    table = _summed(table, measure)
    table = _protected(table, measure, rule)
    counts = {c: table[c].astype("Int64") for c in _AMOUNTS[1:]}
    if measure.bentuk == COUNT:
        table["nilai"] = table["pembilang"]
    return table.assign(**counts, tak_diketahui=pd.array([pd.NA] * len(table), dtype="Int64"))


def _known(table: pd.DataFrame, measure: ExternalMeasure) -> pd.Series:
    return table["pembilang" if measure.bentuk == COUNT else "nilai"].notna()


def _summed(table: pd.DataFrame, measure: ExternalMeasure) -> pd.DataFrame:
    """Fill kecamatan from kelurahan, then the city from kecamatan, where all are known."""
    table = table.copy()
    for parent, child in (("kecamatan", "kelurahan"), ("kota", "kecamatan")):
        for index in table.index[table["tingkat"] == parent]:
            if _known(table.loc[[index]], measure).iloc[0]:
                continue
            code = table.at[index, "kode"]
            inside = table[(table["tingkat"] == child) & table["kode"].str.startswith(f"{code}.")]
            table.loc[index, ["asal", "keterangan", *_AMOUNTS]] = _sum(inside, measure, child)
    below = table["tingkat"].map(LEVELS.index) > LEVELS.index(measure.tingkat)
    missing = ~_known(table, measure) & (table["keterangan"] == "")
    table.loc[missing & below, "keterangan"] = f"tabel hanya per {measure.tingkat}"
    table.loc[missing & ~below, "keterangan"] = "tidak ada di tabel"
    return table


def _sum(inside: pd.DataFrame, measure: ExternalMeasure, level: str) -> list:
    """[asal, keterangan, nilai, pembilang, penyebut] of the area around `inside`."""
    unknown = ["", "", np.nan, np.nan, np.nan]
    known = _known(inside, measure)
    if not known.any():
        return unknown
    if measure.bentuk == "angka":
        return ["", f"{measure.satuan} tidak dapat dijumlahkan", *unknown[2:]]
    if not known.all():
        return ["", f"belum lengkap: {missing_names(list(inside['nama'][~known]), level)}",
                *unknown[2:]]  # fmt: skip
    count, base = (inside[c].sum(skipna=False) for c in ("pembilang", "penyebut"))
    if measure.bentuk == COUNT:
        return [SUMMED, "", np.nan, count, np.nan]
    if np.isnan(count) or np.isnan(base):
        return ["", "tabel tidak memuat pembilang dan penyebutnya", *unknown[2:]]
    return [SUMMED, "", count / base if base else np.nan, count, base]


def missing_names(names: Sequence[str], level: str) -> str:
    """`["Kasin", "Oro-oro Dowo"]` → "Kasin dan Oro-oro Dowo"; many are counted."""
    if len(names) <= _NAMED:
        return daftar(names)
    return f"{len(names)} {level} belum ada"


def _protected(table: pd.DataFrame, measure: ExternalMeasure, rule: Policy) -> pd.DataFrame:
    """Hide small counts unless the figures are published already.

    A table does not say in how many families its persons live: the threshold then applies to the
    persons, the most that can be known. A share without counts has nothing to measure it by.
    """
    table = table.assign(disembunyikan=False)
    if measure.lencana == OFFICIAL or measure.bentuk == "angka":
        return table
    exact = Policy(threshold=rule.threshold, step=1)
    count = table["pembilang"]
    if measure.bentuk == SHARE:
        count = count.fillna((table["nilai"] * table["penyebut"]).round())
        usable = count.notna() & table["penyebut"].notna()
    else:
        usable = count.notna()
    part = table[usable].assign(pembilang=count[usable].astype("int64")).reset_index()
    if part.empty:
        return table
    shown = _hide(part, measure, exact).set_index("index")
    hidden = shown.index[shown["disembunyikan"]]
    table.loc[hidden, ["disembunyikan", "keterangan"]] = shown.loc[
        hidden, ["disembunyikan", "keterangan"]
    ].to_numpy()
    table.loc[hidden, ["nilai", "pembilang"]] = np.nan
    table.loc[shown.index[shown["penyebut"].isna()], "penyebut"] = np.nan
    empty = shown.index[shown["keterangan"] == NO_DATA]
    table.loc[empty, "keterangan"] = NO_DATA
    return table


def _hide(part: pd.DataFrame, measure: ExternalMeasure, rule: Policy) -> pd.DataFrame:
    lines = area_lines(part, rounds=False)
    if measure.bentuk == COUNT:
        return protect_counts(part, "pembilang", lines, rule).assign(penyebut=0)
    families = part.assign(
        penyebut=part["penyebut"].astype("int64"), tak_diketahui=0,
        keluarga_pembilang=part["pembilang"],
        keluarga_lainnya=part["penyebut"].astype("int64") - part["pembilang"],
    )  # fmt: skip
    persons = measure.indikator.satuan_hitung != "keluarga"
    return protect_shares(families.drop(columns="nilai"), lines, rule, persons=persons)
