"""How records of two sources were found to be one, and what another threshold would change."""

import pandas as pd

from pedekate.disclosure import Line, Policy, protect_counts

ALL = "semua"
# What a link rests on, in the words of the screen; the order is that of the figures.
METHODS = {
    "nomor": ("kk", "nik", "kk dan nik"),
    "keluarga": ("nama", "lahir"),
    "model": ("peluang",),
    "putusan": ("putusan",),
}
COLUMNS = (
    "sumber_a", "sumber_b", "kelas", "jumlah", "bagian", "disembunyikan", "keterangan",
)  # fmt: skip
_METHOD = {basis: method for method, bases in METHODS.items() for basis in bases}
COUNTS = (
    "keluarga", "individu", "keluarga_satu_sumber", "keluarga_dua_sumber", "keluarga_tiga_sumber",
    "individu_tertaut",
)  # fmt: skip


def links_by_method(table: pd.DataFrame, rule: Policy, *, unit: str) -> pd.DataFrame:
    """Families or persons in both of two sources, by what the link rests on.

    Args:
        table: satuan, sumber_a, sumber_b, dasar, jumlah, keluarga (families behind the count).
        unit: "keluarga" or "individu".

    Returns:
        sumber_a, sumber_b, kelas ("semua" and the methods that occur), jumlah, bagian (of the
        pair's links, 0..1), disembunyikan, keterangan; empty without any link.
    """
    rows = table[table["satuan"] == unit].assign(kelas=lambda t: t["dasar"].map(_METHOD))
    blocks = [
        _pair_block(pair, found, rule)
        for pair, found in rows.groupby(["sumber_a", "sumber_b"], sort=False)
    ]
    if not blocks:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(blocks, ignore_index=True)


def _pair_block(pair: tuple[str, str], rows: pd.DataFrame, rule: Policy) -> pd.DataFrame:
    sums = rows.groupby("kelas")[["jumlah", "keluarga"]].sum()
    sums = sums.loc[[method for method in METHODS if method in sums.index]].reset_index()
    total = pd.DataFrame(
        [{"kelas": ALL, "jumlah": sums["jumlah"].sum(), "keluarga": sums["keluarga"].sum()}]
    )
    both = pd.concat([total, sums], ignore_index=True)
    lines = [Line(parts=tuple(range(1, len(both))), total=0)]
    counts = protect_counts(both, "jumlah", lines, rule)
    # Twelve persons in three families are a small cell: families decide what may be shown.
    guarded = protect_counts(both, "keluarga", lines, rule)
    hidden = guarded["disembunyikan"] | counts["disembunyikan"]
    counts = counts["jumlah"].mask(hidden)
    return pd.DataFrame(
        {
            "sumber_a": pair[0], "sumber_b": pair[1], "kelas": both["kelas"], "jumlah": counts,
            "bagian": (counts / counts[0]).astype("Float64"), "disembunyikan": hidden,
            "keterangan": guarded["keterangan"].where(guarded["disembunyikan"], ""),
        }
    )  # fmt: skip


def thresholds(table: pd.DataFrame, scores: pd.DataFrame | None, rule: Policy) -> pd.DataFrame:
    """Headline counts per threshold as they may be published, with the scores where known.

    Args:
        table: ambang, berlaku and the counts of `COUNTS`, of the whole city.
        scores: ambang, presisi, sapuan (synthetic cities with their truth), else None.

    Returns:
        `table` with the counts rounded, and presisi, sapuan (NaN when unknown).
    """
    rounded = {name: (table[name] / rule.step).round().astype(int) * rule.step for name in COUNTS}
    shown = table.assign(**rounded)
    if scores is None:
        return shown.assign(presisi=float("nan"), sapuan=float("nan"))
    return shown.merge(scores, on="ambang", how="left")
