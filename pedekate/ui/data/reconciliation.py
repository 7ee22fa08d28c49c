"""What the registries say about the same families, protected (`reconciliation.tables`)."""

import pandas as pd
import streamlit as st

from pedekate.disclosure import policy
from pedekate.indicators import coverage
from pedekate.reconciliation import rules, tables
from pedekate.reconciliation.tables import ALL, UNKNOWN, UNRANKED
from pedekate.store import queries
from pedekate.ui.data.city import CITY, all_areas
from pedekate.ui.data.door import ask, mark

# The list of verdicts names heads of families, no members.
HEADS_ONLY = "pdktsam"
IN_BOTH = "ada"
DECILES = tuple(str(d) for d in range(1, 11))
STATUS = ("ya", "tidak", "luar")
BASES = ("dtks", "dtks_tanda", "dtsen", "p3ke", "pdktsam", "penerima")
_NEAR_KIND = {0: "sama", 1: "selisih_1"}


def register_patterns(kode: str = CITY) -> pd.DataFrame:
    """Families by the registries that hold them.

    Returns:
        kelas ("semua", "dtsen+dtks", …), keluarga, individu (members of these families),
        disembunyikan, keterangan.
    """
    return _of_area(_register_patterns(mark()), kode)


def person_patterns(kode: str = CITY) -> pd.DataFrame:
    """Persons by the registries that list them (PDKTSAM lists no members).

    Returns:
        kelas, orang and, as the basis of protection, keluarga.
    """
    return _of_area(_person_patterns(mark()), kode)


def compared_sets() -> dict[str, list[str]]:
    """Set → the sets it can be compared with, both in the order of the rules."""
    pairs = _once(mark(), "silang_pasangan")
    order = [one.id for one in rules.load().himpunan]
    have = set(zip(pairs["himpunan_a"], pairs["himpunan_b"], strict=True))
    found = {a: [b for b in order if (a, b) in have] for a in order}
    return {a: others for a, others in found.items() if others}


def reasons(a: str, b: str, kode: str = CITY) -> pd.DataFrame:
    """Families of set A in one area by why they are not in B.

    Returns:
        kelas ("semua" = A, "ada" = in both, "tiada" = not in B, the reasons in their order),
        keluarga, orang (living persons A lists), disembunyikan, keterangan.
    """
    return _of_area(_reasons(mark(), a, b), kode)


def reasons_by_area(a: str, b: str) -> pd.DataFrame:
    """Families of A (penyebut) and those not in B (pembilang) per area; share in nilai."""
    table = _reasons(mark(), a, b)
    whole, missing = (table[table["kelas"] == name] for name in (ALL, "tiada"))
    return _as_shares(missing, whole)


def comparisons() -> pd.DataFrame:
    """Comparisons with content: program (missing = deciles), sumber_a, sumber_b."""
    return _once(mark(), "silang_perbandingan")


def decile_matrix(a: str, b: str, kode: str = CITY) -> pd.DataFrame:
    """Families by decile in two measures ("1".."10", "tanpa_desil"); kinds "sama",
    "selisih_1", "selisih_2_lebih". See `tables.matrix`."""
    return _decile_matrix(mark(), a, b, kode)


def decile_disagreement(a: str, b: str) -> pd.DataFrame:
    """Share of families ranked by both whose deciles are two or more apart, per area."""
    return _disagreement(mark(), None, a, b)


def status_matrix(program: str, a: str, b: str, kode: str = CITY) -> pd.DataFrame:
    """Families by status in two sources ("ya", "tidak", "luar"); kinds "keduanya" and
    "hanya_satu" of those either marks. See `tables.matrix`."""
    return _status_matrix(mark(), program, a, b, kode)


def status_disagreement(program: str, a: str, b: str) -> pd.DataFrame:
    """Share of families marked by either source that only one marks, per area."""
    return _disagreement(mark(), program, a, b)


def what_if_bases(program: str, limit: int) -> list[str]:
    """Bases that make any family a target of the programme, in the order of `BASES`."""
    return _what_if_bases(mark(), program, limit)


def what_if_of(program: str, limit: int, a: str, b: str, kode: str) -> pd.DataFrame:
    """Target families of a programme by basis A against basis B, in one area.

    Args:
        program: id in the mart ("pkh", …, "tanpa_daftar").
        limit: highest decile of the programme's rule.
        a, b: of `BASES`.

    Returns:
        index kelas ("semua" = A or B, "hanya_a", "keduanya", "hanya_b", and each split into
        "…_penerima" and "…_bukan"), keluarga, individu, disembunyikan, keterangan.
    """
    return _of_area(_what_if(mark(), program, limit, a, b), kode).set_index("kelas")


def what_if_by_area(program: str, limit: int, a: str, b: str, kelas: str) -> pd.DataFrame:
    """Families of one class as a share of all that A or B targets, per area."""
    table = _what_if(mark(), program, limit, a, b)
    return _as_shares(table[table["kelas"] == kelas], table[table["kelas"] == ALL])


def field_agreement(kode: str = CITY) -> pd.DataFrame:
    """Families per field, pair of sources and agreement; see `tables.field_agreement`."""
    return _field_agreement(mark(), kode)


def field_disagreement(kolom: str, a: str, b: str) -> pd.DataFrame:
    """Share of families with two known answers that contradict each other, per area."""
    return _field_disagreement(mark(), kolom, a, b)


def _of_area(table: pd.DataFrame, kode: str) -> pd.DataFrame:
    return table[table["kode"] == kode].drop(columns=["tingkat", "kode"]).reset_index(drop=True)


def _as_shares(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    both = whole[["tingkat", "kode", "keluarga"]].merge(
        part[["tingkat", "kode", "keluarga", "keterangan"]], on=["tingkat", "kode"]
    ).rename(columns={"keluarga_x": "penyebut", "keluarga_y": "pembilang"})  # fmt: skip
    share = both["pembilang"].astype(float) / both["penyebut"].astype(float).where(lambda n: n > 0)
    return all_areas().merge(both.assign(nilai=share), on=["tingkat", "kode"], how="left").assign(
        keterangan=lambda t: t["keterangan"].fillna("tidak ada data").mask(
            (t["penyebut"] == 0).fillna(False), "tidak ada data"
        )
    )  # fmt: skip


def _named_pattern(table: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    held = table[[f"di_{name}" for name in names]].to_numpy(bool)
    kelas = ["+".join(n for n, yes in zip(names, row, strict=True) if yes) for row in held]
    return table.assign(kelas=kelas)


@st.cache_data(show_spinner=False, max_entries=8)
def _once(key: str, name: str) -> pd.DataFrame:
    return ask(getattr(queries, name))


@st.cache_data(show_spinner=False, max_entries=2)
def _register_patterns(key: str) -> pd.DataFrame:
    table = _named_pattern(ask(queries.silang_pola), rules.load().sumber)
    return tables.by_area(
        table, policy(), classes=sorted(set(table["kelas"])), beside=["individu"], city=CITY
    )


@st.cache_data(show_spinner=False, max_entries=2)
def _person_patterns(key: str) -> pd.DataFrame:
    listing = tuple(name for name in rules.load().sumber if name != HEADS_ONLY)
    table = _named_pattern(ask(queries.silang_orang), listing)
    return tables.by_area(
        table, policy(), classes=sorted(set(table["kelas"])), beside=["orang"], city=CITY
    )


@st.cache_data(show_spinner=False, max_entries=48)
def _reasons(key: str, a: str, b: str) -> pd.DataFrame:
    table = ask(queries.silang_alasan, a=a, b=b).rename(columns={"alasan": "kelas"})
    causes = [reason.id for reason in rules.load().alasan]
    return tables.by_area(
        table, policy(), classes=[IN_BOTH, *causes], groups={"tiada": causes},
        beside=["orang"], city=CITY,
    )  # fmt: skip


def _within(table: pd.DataFrame, kode: str) -> pd.DataFrame:
    return table[table["kode_kelurahan"].str.startswith(kode)]


def _decile_name(decile: pd.Series) -> list[str]:
    return [UNRANKED if pd.isna(d) else str(int(d)) for d in decile]


@st.cache_data(show_spinner=False, max_entries=64)
def _decile_matrix(key: str, a: str, b: str, kode: str) -> pd.DataFrame:
    table = _within(ask(queries.silang_desil, a=a, b=b), kode)
    table = table.assign(a=_decile_name(table["desil_a"]), b=_decile_name(table["desil_b"]))
    kinds = {
        (x, y): _NEAR_KIND.get(abs(int(x) - int(y)), "selisih_2_lebih")
        for x in DECILES
        for y in DECILES
    }
    levels = [*DECILES, UNRANKED]
    return tables.matrix(table, policy(), levels_a=levels, levels_b=levels, kinds=kinds)


@st.cache_data(show_spinner=False, max_entries=64)
def _status_matrix(key: str, program: str, a: str, b: str, kode: str) -> pd.DataFrame:
    table = _within(ask(queries.silang_status, program=program, a=a, b=b), kode)
    table = table.rename(columns={"status_a": "a", "status_b": "b"})
    kinds = {
        (x, y): "keduanya" if x == y else "hanya_satu"
        for x in STATUS
        for y in STATUS
        if "ya" in (x, y)
    }
    return tables.matrix(table, policy(), levels_a=STATUS, levels_b=STATUS, kinds=kinds)


@st.cache_data(show_spinner=False, max_entries=32)
def _disagreement(key: str, program: str | None, a: str, b: str) -> pd.DataFrame:
    if program is None:
        shown = tables.decile_disagreement(ask(queries.silang_desil, a=a, b=b), policy())
    else:
        rows = ask(queries.silang_status, program=program, a=a, b=b)
        shown = tables.status_disagreement(rows, policy())
    return _named(shown)


def _published_shares(table: pd.DataFrame) -> pd.DataFrame:
    counts = tables.roll_up(table, ["sasaran", "berbeda"])
    return _named(coverage.coverage_by_area(counts, policy(), counted="berbeda"))


def _named(shown: pd.DataFrame) -> pd.DataFrame:
    named = all_areas().merge(shown, on=["tingkat", "kode"], how="left")
    return named.assign(keterangan=named["keterangan"].fillna("tidak ada data"))


@st.cache_data(show_spinner=False, max_entries=16)
def _targets(key: str, program: str, limit: int) -> pd.DataFrame:
    table = ask(queries.silang_andai, program=program, batas=limit)
    return table.assign(penerima=table["menerima"]).astype(dict.fromkeys(BASES, bool))


@st.cache_data(show_spinner=False, max_entries=16)
def _what_if_bases(key: str, program: str, limit: int) -> list[str]:
    table = _targets(key, program, limit)
    return [base for base in BASES if table[base].any()]


@st.cache_data(show_spinner=False, max_entries=48)
def _what_if(key: str, program: str, limit: int, a: str, b: str) -> pd.DataFrame:
    table = _targets(key, program, limit)
    in_a, in_b = table[a], table[b]
    part = (
        pd.Series("hanya_b", index=table.index).mask(in_a, "hanya_a").mask(in_a & in_b, "keduanya")
    )
    table = table.assign(kelas=part + table["menerima"].map({True: "_penerima", False: "_bukan"}))
    groups = {p: [f"{p}_penerima", f"{p}_bukan"] for p in ("hanya_a", "keduanya", "hanya_b")}
    return tables.by_area(
        table[in_a | in_b], policy(), classes=sum(groups.values(), []), groups=groups,
        beside=["individu"], city=CITY,
    )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=16)
def _field_agreement(key: str, kode: str) -> pd.DataFrame:
    return tables.field_agreement(_within(_once(key, "silang_isian"), kode), policy())


@st.cache_data(show_spinner=False, max_entries=32)
def _field_disagreement(key: str, kolom: str, a: str, b: str) -> pd.DataFrame:
    table = _once(key, "silang_isian")
    chosen = (table["kolom"] == kolom) & (table["sumber_a"] == a) & (table["sumber_b"] == b)
    table = table[chosen & (table["hasil"] != UNKNOWN)]
    wrong = table["keluarga"].where(table["hasil"] == "beda", 0)
    return _published_shares(table.assign(sasaran=table["keluarga"], berbeda=wrong))
