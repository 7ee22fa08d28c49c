"""Every figure of the profiles, for all areas at once: read exact, kept only as published.

Tables over areas are protected together, so that no profile gives away what another one hides.
"""

import csv
import datetime as dt
from dataclasses import dataclass

import pandas as pd

from pedekate import config
from pedekate.area_profile.book import Book, load
from pedekate.disclosure import Policy
from pedekate.errors import StoreError
from pedekate.indicators import breakdown, catalogue, coverage
from pedekate.reconciliation import tables
from pedekate.registry import sources
from pedekate.store import queries
from pedekate.verification import progress, reasons
from pedekate.verification.policy import review_policy
from pedekate.verification.published import published_progress

CITY = "35.73"
# The classes programmes look at; in a small kelurahan they can be shown when single deciles cannot.
DECILE_GROUPS = {
    "1–2": ("1", "2"), "3–4": ("3", "4"), "5": ("5",), "6–10": ("6", "7", "8", "9", "10"),
}  # fmt: skip
ONLY_HERE, SHARED = "hanya_di_sini", "bersama"
VALUES = ["nilai", "pembilang", "penyebut", "tak_diketahui", "keterangan"]
PROGRAMS = tuple(f"cakupan_{program}" for program in coverage.PROGRAMS)
_LISTS = {"daftar_bayar": "daftar bayar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is known of a kelurahan without any register (`data/wilayah/kelurahan.csv`)."""

    luas_km2: float
    penduduk_2023_estimasi: int
    jumlah_rt: int
    jumlah_rw: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class City:
    """Published tables of all areas; every table with a column `kode` also has city rows.

    Attributes:
        areas: index kode; tingkat, nama, kode_kecamatan, nama_kecamatan.
        places: per kode_kelurahan.
        indicators: per kode, index indikator and the columns of `protect_shares`.
        deciles: kode, kelas ("semua", "1–2", "3–4", "5", "6–10", "tanpa_desil"), keluarga,
            individu, keterangan.
        single_deciles: the same with the classes "1".."10".
        sources: per source the same with the classes "semua", "hanya_di_sini", "bersama".
        without_aid: index kode; target families without PKH, BPNT and BPNTD.
        verification: index kode; see `published_progress`.
        disagreements: name → index kode and the columns of `protect_shares`.
        dates: name of the source and the date of its newest file.
    """

    areas: pd.DataFrame
    places: dict[str, Place]
    indicators: dict[str, pd.DataFrame]
    deciles: pd.DataFrame
    single_deciles: pd.DataFrame
    sources: dict[str, pd.DataFrame]
    without_aid: pd.DataFrame
    verification: pd.DataFrame
    disagreements: dict[str, pd.DataFrame]
    dates: tuple[tuple[str, dt.date], ...]
    registered: dt.date
    synthetic: bool
    fingerprint: str
    book: Book
    rule: Policy

    def kelurahan(self) -> list[str]:
        """Codes of all kelurahan, in their order."""
        return self.areas.index[self.areas["tingkat"] == "kelurahan"].tolist()


def read_city(reader: queries.Reader, rule: Policy) -> City:
    """Read and protect everything once, for one profile or for all of them.

    Raises:
        StoreError: the database holds tables per area only, no families.
        ConfigError: a rule file is missing or wrong.
    """
    facts, book = queries.keterangan(reader), load()
    if facts.get("mode") == "agregat" or not facts.get("tanggal_registri"):
        raise StoreError(
            "Profil kelurahan memerlukan berkas keluarga; yang dimuat baru tabel per wilayah."
        )
    day = dt.date.fromisoformat(facts["tanggal_registri"])
    register = queries.registri_kelurahan(reader)
    grouped, single = _deciles(register, rule)
    aid = queries.cakupan_wilayah(reader, program="pkh", desil_maks=book.aturan.desil_sasaran)
    left_out = coverage.coverage_by_area(aid, rule, counted="sasaran_tanpa_bantuan")
    return City(
        areas=queries.wilayah(reader).set_index("kode"),
        places=read_places(),
        indicators=_indicators(reader, book, rule),
        deciles=grouped,
        single_deciles=single,
        sources=_sources(register, rule),
        without_aid=left_out.set_index("kode"),
        verification=_verification(reader, day, rule),
        disagreements=_disagreements(reader, rule),
        dates=_dates(queries.berkas(reader)),
        registered=day,
        synthetic=facts.get("sintetis") == "ya",
        fingerprint=facts.get("sidik_jari", ""),
        book=book,
        rule=rule,
    )


def read_places() -> dict[str, Place]:
    """Area, residents and RT/RW per kode_kelurahan."""
    with (config.WILAYAH / "kelurahan.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kode_kelurahan"]: Place(
                luas_km2=float(row["luas_km2"]),
                penduduk_2023_estimasi=int(row["penduduk_2023_estimasi"]),
                jumlah_rt=int(row["jumlah_rt"]),
                jumlah_rw=int(row["jumlah_rw"]),
            )
            for row in csv.DictReader(file)
        }


def _indicators(reader: queries.Reader, book: Book, rule: Policy) -> dict[str, pd.DataFrame]:
    wanted = {i.id: i for i in book.compared()}
    wanted |= {i: catalogue.load().get(i) for i in PROGRAMS}
    cells = dict(iter(queries.indikator_wilayah(reader).groupby("indikator")))
    shown = [
        breakdown.published_areas(cells[name], rule, persons=indicator.satuan == "individu").assign(
            indikator=name
        )
        for name, indicator in wanted.items()
        if name in cells
    ]
    return {
        kode: rows.set_index("indikator")[VALUES]
        for kode, rows in pd.concat(shown, ignore_index=True).groupby("kode")
    }


def _deciles(register: pd.DataFrame, rule: Policy) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Families by group of deciles, and by single decile."""
    single = [tables.UNRANKED if pd.isna(d) else str(int(d)) for d in register["desil"]]
    group_of = {d: name for name, members in DECILE_GROUPS.items() for d in members}
    grouped = [group_of.get(name, name) for name in single]
    return tuple(
        tables.by_area(
            register.assign(kelas=names), rule, classes=classes, beside=["individu"], city=CITY
        )
        for names, classes in (
            (grouped, [*DECILE_GROUPS, tables.UNRANKED]),
            (single, [*group_of, tables.UNRANKED]),
        )
    )


def _sources(register: pd.DataFrame, rule: Policy) -> dict[str, pd.DataFrame]:
    """Families each source holds. How many it does not hold follows from them; that says something
    about papers, not about families. A source without any family of the city was not loaded."""
    flags = {code: register[f"di_{code}"].to_numpy(bool) for code in sources.order()}
    several = sum(flag.astype(int) for flag in flags.values()) > 1
    kelas = pd.Series(ONLY_HERE, index=register.index).mask(several, SHARED)
    return {
        code: tables.by_area(
            register.assign(kelas=kelas)[held], rule, classes=[ONLY_HERE, SHARED],
            beside=["individu"], city=CITY,
        )
        for code, held in flags.items()
        if held.any()
    }  # fmt: skip


def _verification(reader: queries.Reader, day: dt.date, rule: Policy) -> pd.DataFrame:
    frame, rules = queries.keluarga_verifikasi(reader), review_policy()
    target = reasons.targets(frame, rules)
    current = reasons.current_verdicts(frame, rules, day)
    exact = progress.progress_by_kelurahan(frame, target, current)
    shown = published_progress(exact, rule, today=day, rhythm=rules.muskel_bulan)
    return shown.set_index("kode")


def _disagreements(reader: queries.Reader, rule: Policy) -> dict[str, pd.DataFrame]:
    """Deciles of each pair of registries, and each programme's status by its best two sources."""
    names, found = {**sources.labels(), **_LISTS}, {}
    pairs = queries.silang_perbandingan(reader)
    pairs = pairs[pairs["sumber_a"].isin(list(names)) & pairs["sumber_b"].isin(list(names))]
    deciles, status = (
        pairs[pairs["program"].isna()],
        pairs[pairs["program"].isin(coverage.PROGRAMS)],
    )
    for pair in deciles.itertuples():
        rows = queries.silang_desil(reader, a=pair.sumber_a, b=pair.sumber_b)
        title = f"Desil: {names[pair.sumber_a]} dan {names[pair.sumber_b]}"
        found[title] = tables.decile_disagreement(rows, rule)
    for pair in status.drop_duplicates("program").itertuples():
        rows = queries.silang_status(reader, program=pair.program, a=pair.sumber_a, b=pair.sumber_b)
        title = f"{pair.program.upper()}: {names[pair.sumber_a]} dan {names[pair.sumber_b]}"
        found[title] = tables.status_disagreement(rows, rule)
    return {title: table.set_index("kode") for title, table in found.items() if len(table)}


def _dates(files: pd.DataFrame) -> tuple[tuple[str, dt.date], ...]:
    names = {**sources.labels(), **_LISTS}
    newest = files[files["sumber"].isin(list(names))].groupby("sumber")["tanggal_data"].max()
    return tuple(
        (names[code], pd.Timestamp(newest[code]).date()) for code in names if code in newest.index
    )
