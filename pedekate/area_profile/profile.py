"""The figures of one kelurahan, put together from the published tables of the city. Pure."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.area_profile import gather
from pedekate.area_profile.gather import City, Place
from pedekate.errors import ConfigError
from pedekate.indicators import catalogue
from pedekate.indicators.needs import gaps, to_act_on
from pedekate.reconciliation import tables
from pedekate.registry import sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One need to act on: what, how many, whose work it is, and the first thing to do."""

    indikator: str
    nama: str
    satuan: str
    penyebut_kata: str
    pembilang: int
    penyebut: int
    nilai: float
    kota: float
    keadaan: str
    opd: str
    tindakan: str
    sumber: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """One kelurahan; every figure as it may be published.

    Attributes:
        families: the row "semua" of the deciles: keluarga, individu, keterangan.
        deciles: kelas ("1–2", "3–4", "5", "6–10", "tanpa_desil"), keluarga, individu, keterangan,
            bagian (share of the families), rincian (decile → its families; empty unless
            all of the group's may be shown).
        sources: nama, keluarga, individu, keterangan, sendiri (families nobody else knows).
        gaps: see `needs.gaps`, with nama, satuan, penyebut_kata and kecamatan (share).
        actions: the needs to act on first.
        programs: nama, nilai, kecamatan, kota, pembilang, penyebut, keterangan.
        without_aid, verification: one row each (nilai, pembilang, penyebut, keterangan …).
        without_aid_city, verification_city: the city's share.
        disagreements: nama, nilai, kota, pembilang, penyebut, keterangan.
    """

    kode: str
    nama: str
    kecamatan: str
    place: Place
    families: pd.Series
    deciles: pd.DataFrame
    sources: pd.DataFrame
    gaps: pd.DataFrame
    actions: tuple[Action, ...]
    programs: pd.DataFrame
    without_aid: pd.Series
    without_aid_city: float
    verification: pd.Series
    verification_city: float
    disagreements: pd.DataFrame
    target_decile: int
    threshold: int
    dates: tuple[tuple[str, dt.date], ...]
    registered: dt.date
    synthetic: bool
    fingerprint: str


NO_DATA = "tidak ada data"


def profile_of(city: City, kode: str) -> Profile:
    """The profile of one kelurahan.

    Raises:
        ConfigError: no such kelurahan.
    """
    if kode not in city.kelurahan():
        raise ConfigError(f"Kelurahan {kode} tidak ada; lihat data/wilayah/kelurahan.csv.")
    area = city.areas.loc[kode]
    deciles = _decile_rows(city, kode)
    gap = _gaps(city, kode, area["kode_kecamatan"])
    return Profile(
        kode=kode,
        nama=area["nama"],
        kecamatan=area["nama_kecamatan"],
        place=city.places[kode],
        families=deciles.iloc[0],
        deciles=deciles.iloc[1:].reset_index(drop=True),
        sources=_source_rows(city, kode),
        gaps=gap,
        actions=_actions(city, gap),
        programs=_programs(city, kode, area["kode_kecamatan"]),
        without_aid=_row(city.without_aid, kode),
        without_aid_city=_row(city.without_aid, gather.CITY)["nilai"],
        verification=_row(city.verification, kode),
        verification_city=_row(city.verification, gather.CITY)["nilai"],
        disagreements=_disagreements(city, kode),
        target_decile=city.book.aturan.desil_sasaran,
        threshold=city.rule.threshold,
        dates=city.dates,
        registered=city.registered,
        synthetic=city.synthetic,
        fingerprint=city.fingerprint,
    )


def all_profiles(city: City) -> list[Profile]:
    """Every kelurahan, in the order of the codes."""
    return [profile_of(city, kode) for kode in city.kelurahan()]


def _row(table: pd.DataFrame, kode: str) -> pd.Series:
    if kode in table.index:
        return table.loc[kode]
    nothing = {"nilai": np.nan, "pembilang": 0, "penyebut": 0, "tak_diketahui": 0}
    return pd.Series({name: pd.NA for name in table} | nothing | {"keterangan": NO_DATA})


def _cells(table: pd.DataFrame, kode: str, classes: list[str]) -> pd.DataFrame:
    """Rows of one area in the order of the classes; an area without families has zeros."""
    rows = table[table["kode"] == kode].set_index("kelas")[["keluarga", "individu", "keterangan"]]
    if rows.empty:
        zeros = {"keluarga": 0, "individu": 0, "keterangan": ""}
        rows = pd.DataFrame([zeros] * len(classes), index=classes)
    return rows.loc[classes]


def _decile_rows(city: City, kode: str) -> pd.DataFrame:
    """A group's single deciles are given whole or not at all: beside the group's own figure, a
    part of them would give away the rest."""
    classes = ["semua", *gather.DECILE_GROUPS, tables.UNRANKED]
    rows = _cells(city.deciles, kode, classes)
    single = _cells(city.single_deciles, kode, [str(d) for d in range(1, 11)])["keluarga"]
    count = rows["keluarga"].astype("Float64")
    whole = count.iloc[0]
    share = count / whole if pd.notna(whole) and whole > 0 else count * np.nan
    inside = [single.reindex(gather.DECILE_GROUPS.get(name, ())) for name in classes]
    return rows.assign(
        bagian=share.astype(float),
        rincian=[{} if parts.isna().any() else parts.to_dict() for parts in inside],
    ).rename_axis("kelas").reset_index()  # fmt: skip


def _source_rows(city: City, kode: str) -> pd.DataFrame:
    rows, names = [], sources.labels()
    for code, table in city.sources.items():
        cells = _cells(table, kode, [tables.ALL, gather.ONLY_HERE])
        alone = cells.loc[gather.ONLY_HERE]
        rows.append(
            {"nama": names[code], **cells.loc[tables.ALL],
             "sendiri": alone["keluarga"], "keterangan_sendiri": alone["keterangan"]}
        )  # fmt: skip
    return pd.DataFrame(rows)


def _values(city: City, kode: str, names: list[str]) -> pd.DataFrame:
    """Published rows of some indicators in one area; "tidak ada data" where it has no families."""
    rows = city.indicators.get(kode, pd.DataFrame(columns=gather.VALUES)).reindex(names)
    counts = ["pembilang", "penyebut", "tak_diketahui"]
    absent = rows["keterangan"].isna()
    rows.loc[absent, counts] = 0
    rows.loc[absent, "keterangan"] = NO_DATA
    return rows.astype({"nilai": float, **dict.fromkeys(counts, "Int64")})


def _gaps(city: City, kode: str, kecamatan: str) -> pd.DataFrame:
    known = city.indicators[gather.CITY].index
    entries = [i for i in city.book.compared() if i.id in known]
    names = [i.id for i in entries]
    table = gaps(
        _values(city, kode, names), _values(city, gather.CITY, names), city.book.aturan.rules(),
        persons=np.array([i.satuan == "individu" for i in entries]), step=city.rule.step,
    )  # fmt: skip
    by_id = {i.id: i for i in entries}
    ordered = [by_id[name] for name in table.index]
    return table.assign(
        kecamatan=_values(city, kecamatan, names)["nilai"].reindex(table.index),
        keterangan=_values(city, kode, names)["keterangan"].reindex(table.index),
        nama=[i.nama for i in ordered],
        satuan=[i.unit_word for i in ordered],
        penyebut_kata=[i.penyebut for i in ordered],
    )


def _actions(city: City, gap: pd.DataFrame) -> tuple[Action, ...]:
    needs = {need.indikator: need for need in city.book.kebutuhan}
    groups = {name: need.kelompok for name, need in needs.items()}
    return tuple(
        Action(
            indikator=name,
            opd=city.book.office(needs[name].opd),
            tindakan=needs[name].tindakan,
            sumber=needs[name].sumber,
            **{k: gap.at[name, k] for k in ("nama", "satuan", "penyebut_kata", "keadaan")},
            **{k: float(gap.at[name, k]) for k in ("nilai", "kota")},
            **{k: int(gap.at[name, k]) for k in ("pembilang", "penyebut")},
        )
        for name in to_act_on(gap, groups, city.book.aturan.banyak)
    )


def _programs(city: City, kode: str, kecamatan: str) -> pd.DataFrame:
    names = [name for name in gather.PROGRAMS if name in city.indicators[gather.CITY].index]
    own = _values(city, kode, names)
    return own.assign(
        nama=[catalogue.load().get(name).nama.removeprefix("Cakupan ") for name in names],
        kecamatan=_values(city, kecamatan, names)["nilai"],
        kota=_values(city, gather.CITY, names)["nilai"],
    )


def _disagreements(city: City, kode: str) -> pd.DataFrame:
    columns = ["nilai", "pembilang", "penyebut", "keterangan"]
    rows = [
        {"nama": title, **_row(table, kode)[columns], "kota": _row(table, gather.CITY)["nilai"]}
        for title, table in city.disagreements.items()
    ]
    return pd.DataFrame(rows, columns=["nama", *columns, "kota"])
