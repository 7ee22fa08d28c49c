"""Register and programme tables as they may be published: pure, one function per table."""

import pandas as pd

from pedekate.disclosure import Line, Policy, protect_counts, protect_shares
from pedekate.indicators.breakdown import NOT_KNOWN, area_lines

ALL = "semua"
UNRANKED = "tanpa_desil"
PROGRAMS = ("pkh", "bpnt", "bpntd", "pbi")
# What "bantuan" means on every page: money or food. PBI is health cover and counted beside it.
AID = PROGRAMS[:3]


def families_by_decile(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families per decile class and their total.

    Args:
        table: desil (missing = not ranked), keluarga.

    Returns:
        kelas ("semua", "1".."10", "tanpa_desil"), keluarga, disembunyikan, keterangan.
    """
    return _with_total(table.assign(kelas=_decile_class(table["desil"])), rule)


def families_by_overlap(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families by the number of sources that hold them, and their total.

    Args:
        table: jumlah_sumber (1–6), keluarga.

    Returns:
        kelas ("semua", "1".."6"), keluarga, disembunyikan, keterangan.
    """
    return _with_total(table.assign(kelas=table["jumlah_sumber"].astype(int).astype(str)), rule)


def families_by_source(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families per source and the share only that source knows; sources overlap, so no total.

    Args:
        table: sumber, keluarga, hanya_di_sini.

    Returns:
        sumber and the columns of `protect_shares`: penyebut = families of the source,
        pembilang = those in no other source.
    """
    return _shares(table[["sumber"]], table["hanya_di_sini"], table["keluarga"], [], rule)


def coverage_by_decile(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Share of families receiving each programme, by decile class and in total.

    Args:
        table: program, desil, keluarga, penerima.

    Returns:
        program, kelas and the columns of `protect_shares`, one block per programme.
    """
    blocks = []
    for program in PROGRAMS:
        rows = table[table["program"] == program]
        rows = rows.assign(kelas=_decile_class(rows["desil"]))
        sums = rows[["keluarga", "penerima"]].sum().to_frame().T.assign(kelas=ALL)
        both = pd.concat([sums, rows], ignore_index=True)
        lines = _sum_lines(both)
        keys = both[["kelas"]].assign(program=program)
        blocks.append(_shares(keys, both["penerima"], both["keluarga"], lines, rule))
    return pd.concat(blocks, ignore_index=True)


def coverage_by_area(table: pd.DataFrame, rule: Policy, *, counted: str) -> pd.DataFrame:
    """Share of target families with `counted` (sasaran_penerima, _belum or _tanpa_bantuan).

    Args:
        table: tingkat, kode, sasaran and the counted column; every level.

    Returns:
        tingkat, kode and the columns of `protect_shares`.
    """
    order = table["tingkat"].map({"kota": 0, "kecamatan": 1, "kelurahan": 2})
    table = table.assign(_urut=order).sort_values(["_urut", "kode"]).reset_index(drop=True)
    keys = table[["tingkat", "kode"]]
    return _shares(keys, table[counted], table["sasaran"], area_lines(table), rule)


def programme_overlap(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Families per combination of the three kinds of aid, and their total (kelas "semua").

    Args:
        table: terima_pkh, terima_bpnt, terima_bpntd, terima_pbi (bool), keluarga.

    Returns:
        kelas ("semua", "tanpa", "pkh", "pkh+bpnt", …), keluarga, disembunyikan, keterangan;
        families with health cover only are "tanpa".
    """
    names = [f"terima_{program}" for program in AID]
    sums = table.groupby(names, as_index=False)["keluarga"].sum()
    kelas = [
        "+".join(p for p, yes in zip(AID, row, strict=True) if yes) or "tanpa"
        for row in sums[names].to_numpy()
    ]
    return _with_total(sums.assign(kelas=kelas), rule)


def recipients_on_lists(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    """Recipients per programme and list, with the share not found in the register.

    Args:
        table: program, sumber, penerima, tidak_ditemukan.
    """
    keys = table[["program", "sumber"]]
    return _shares(keys, table["tidak_ditemukan"], table["penerima"], [], rule)


def _decile_class(decile: pd.Series) -> list[str]:
    return [UNRANKED if pd.isna(d) else str(int(d)) for d in decile]


def _with_total(table: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    total = pd.DataFrame({"kelas": [ALL], "keluarga": [int(table["keluarga"].sum())]})
    both = pd.concat([total, table[["kelas", "keluarga"]]], ignore_index=True)
    return protect_counts(both, "keluarga", _sum_lines(both), rule)


def _sum_lines(table: pd.DataFrame) -> list[Line]:
    """The first row is the total of the others."""
    parts = tuple(range(1, len(table)))
    exempt = tuple(i for i in parts if table.at[i, "kelas"] in NOT_KNOWN)
    return [Line(parts=parts, total=0, exempt=exempt)]


def _shares(
    keys: pd.DataFrame, part: pd.Series, whole: pd.Series, lines: list[Line], rule: Policy
) -> pd.DataFrame:
    part, whole = part.astype("int64"), whole.astype("int64")
    table = keys.assign(
        pembilang=part, penyebut=whole, tak_diketahui=0,
        keluarga_pembilang=part, keluarga_lainnya=whole - part,
    )  # fmt: skip
    shown = protect_shares(table.reset_index(drop=True), lines, rule, persons=False)
    return shown.drop(columns="tak_diketahui")
