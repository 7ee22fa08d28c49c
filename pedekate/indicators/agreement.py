"""How records of two sources were found to be one, and what another threshold would change."""

import pandas as pd

from pedekate.disclosure import Line, Policy, protect_shares

ALL = "semua"
# What a link rests on, in the words of the screen; the order is that of the figures.
METHODS = {
    "nomor": ("kk", "nik", "kk dan nik"),
    "keluarga": ("nama", "lahir"),
    "model": ("peluang",),
    "putusan": ("putusan",),
}
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
        sumber_a, sumber_b, kelas ("semua" and the methods that occur) and the columns of
        `protect_shares`: pembilang = links of the method, penyebut = all links of the pair.
    """
    rows = table[table["satuan"] == unit].assign(kelas=lambda t: t["dasar"].map(_METHOD))
    blocks = [
        _pair_block(pair, found, rule, persons=unit == "individu")
        for pair, found in rows.groupby(["sumber_a", "sumber_b"], sort=False)
    ]
    return pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()


def _pair_block(
    pair: tuple[str, str], rows: pd.DataFrame, rule: Policy, *, persons: bool
) -> pd.DataFrame:
    sums = rows.groupby("kelas")[["jumlah", "keluarga"]].sum()
    sums = sums.loc[[method for method in METHODS if method in sums.index]].reset_index()
    total = pd.DataFrame(
        [{"kelas": ALL, "jumlah": sums["jumlah"].sum(), "keluarga": sums["keluarga"].sum()}]
    )
    both = pd.concat([total, sums], ignore_index=True)
    families = both["keluarga"].astype("int64")
    shares = pd.DataFrame(
        {
            "sumber_a": pair[0], "sumber_b": pair[1], "kelas": both["kelas"],
            "pembilang": both["jumlah"].astype("int64"), "penyebut": int(both["jumlah"][0]),
            "tak_diketahui": 0, "keluarga_pembilang": families,
            "keluarga_lainnya": families[0] - families,
        }
    )  # fmt: skip
    lines = [Line(parts=tuple(range(1, len(both))), total=0)]
    shown = protect_shares(shares, lines, rule, persons=persons)
    return shown.drop(columns="tak_diketahui")


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
