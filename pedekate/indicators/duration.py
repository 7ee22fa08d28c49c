"""How long families have received a programme, and who may graduate, as they may be published.

Payment lists are the only record of receipt over time, so "long" is "on every list that is kept".
A graduation candidate is on every list and now ranked above the programme's own limit. Pure.
"""

from collections.abc import Mapping

import pandas as pd

from pedekate.disclosure import Line, Policy, protect_counts
from pedekate.indicators.breakdown import area_lines

ALL, ALWAYS, LATER = "semua", "selalu", "sebagian"
ABOVE, WITHIN, UNRANKED = "di_atas", "dalam", "tanpa_desil"
CLASSES = (ALL, ALWAYS, LATER, ABOVE, WITHIN, UNRANKED)
_LEVELS = (("kota", 2), ("kecamatan", 3))


def lists(table: pd.DataFrame) -> pd.DataFrame:
    """One row per programme: program, banyak_daftar, tanggal_awal, tanggal_akhir (of its lists)."""
    columns = ["program", "banyak_daftar", "tanggal_awal", "tanggal_akhir"]
    return table[columns].drop_duplicates("program").reset_index(drop=True)


def receipt(table: pd.DataFrame, limits: Mapping[str, int | None], rule: Policy) -> pd.DataFrame:
    """Recipient families of the newest list by how long, per programme, in city and kecamatan.

    Args:
        table: rows of `agregat_penerimaan`. Programmes with a single list are left out: it says
            nothing about time.
        limits: highest decile of each programme's rule; None or absent = no limit, so nobody is
            above it and the classes below `ALWAYS` are not formed.

    Returns:
        program, tingkat, kode, kelas (`CLASSES`), keluarga (Int64, <NA> when hidden),
        disembunyikan, keterangan.
    """
    several = table[(table["banyak_daftar"] > 1) & table["kode_kelurahan"].notna()]
    blocks = [
        _programme(rows, limits.get(program), rule).assign(program=program)
        for program, rows in several.groupby("program")
    ]
    if not blocks:
        columns = ["program", "tingkat", "kode", "kelas", "keluarga", "disembunyikan", "keterangan"]
        return pd.DataFrame(columns=columns)
    return pd.concat(blocks, ignore_index=True)


def _programme(rows: pd.DataFrame, limit: int | None, rule: Policy) -> pd.DataFrame:
    always = rows["daftar"] == rows["banyak_daftar"]
    rank = rows["desil"].astype("Float64")
    masks = {ALL: rows["keluarga"] >= 0, ALWAYS: always, LATER: ~always}
    if limit is not None:
        above, within = (rank > limit).fillna(False), (rank <= limit).fillna(False)
        masks |= {
            ABOVE: always & above.astype(bool), WITHIN: always & within.astype(bool),
            UNRANKED: always & rank.isna(),
        }  # fmt: skip
    parts = []
    for kelas, mask in masks.items():
        for level, depth in _LEVELS:
            code = rows["kode_kelurahan"].str.split(".").str[:depth].str.join(".")
            sums = rows["keluarga"].where(mask, 0).groupby(code).sum().rename_axis("kode")
            block = sums.rename("keluarga").astype("int64").reset_index()
            parts.append(block.assign(tingkat=level, kelas=kelas))
    counts = pd.concat(parts, ignore_index=True)
    return protect_counts(counts, "keluarga", _lines(counts, list(masks)), rule)


def _lines(counts: pd.DataFrame, classes: list[str]) -> list[Line]:
    """Areas add up for every class; classes add up inside every area."""
    by_class = {kelas: counts[counts["kelas"] == kelas] for kelas in classes}
    at = {(row.kode, row.kelas): row.Index for row in counts[["kode", "kelas"]].itertuples()}
    lines = area_lines(by_class[ALL])
    for code in by_class[ALL]["kode"]:
        here = {kelas: at[code, kelas] for kelas in classes}
        lines.append(Line(parts=(here[ALWAYS], here[LATER]), total=here[ALL]))
        if ABOVE in here:
            parts = (here[ABOVE], here[WITHIN], here[UNRANKED])
            lines.append(Line(parts=parts, total=here[ALWAYS], exempt=(here[UNRANKED],)))
    for kelas in classes[1:]:
        if kelas != UNRANKED:
            lines += area_lines(by_class[kelas], rounds=False)
    return lines
