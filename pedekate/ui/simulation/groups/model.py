"""Numbers of the section "Pemenang dan kelompok" as they may stand on screen. Pure."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pedekate.disclosure import Line, Policy, policy, protect_counts, protect_shares
from pedekate.format import bulat, bulat_jumlah
from pedekate.simulation.comparison import Overlap
from pedekate.simulation.fairness import UNKNOWN
from pedekate.simulation.groups import OUTSIDE
from pedekate.ui.simulation.model import STEP, count

PARTS = ("keduanya", "hanya_a", "hanya_b")
ALL = "semua"
NOT_SAID = {OUTSIDE, UNKNOWN}
_JOIN = " · "


def rule() -> Policy:
    """The policy in force with the coarser step of modelled counts."""
    return Policy(threshold=policy().threshold, step=STEP)


def moves(found: Mapping[str, Overlap]) -> pd.DataFrame:
    """Served by both rules, only by the first, only by the second.

    Returns:
        bagian (see `PARTS`), keluarga, jiwa, miskin (poor families); NaN = hidden: few families,
        or few poor or few others among them.
    """
    rows = []
    for part in PARTS:
        exact = {unit: getattr(overlap, part) for unit, overlap in found.items()}
        families, poor = count(exact["keluarga"]), count(exact["miskin"])
        if np.isnan(count(exact["keluarga"] - exact["miskin"])):
            poor = np.nan
        people = np.nan if np.isnan(families) else bulat(exact["jiwa"], STEP)
        rows.append({"bagian": part, "keluarga": families, "jiwa": people, "miskin": poor})
    return pd.DataFrame(rows)


def moves_by_area(
    found: Overlap, codes: tuple[str, ...], *, own_rule: bool = False
) -> pd.DataFrame:
    """Families per kelurahan: kode_kelurahan and the parts, NaN where few.

    Args:
        own_rule: under a rule of one's own nobody is hidden like a few (`rule.model`).
    """
    columns = {
        part: [count(value) for value in found.menurut_wilayah[row]]
        for row, part in enumerate(PARTS)
    }
    table = pd.DataFrame({"kode_kelurahan": codes, **columns})
    return table.replace(dict.fromkeys(PARTS, 0), np.nan) if own_rule else table


def reach(table: pd.DataFrame, crossed: pd.DataFrame, margins: tuple[str, str]) -> pd.DataFrame:
    """Share of the poor families reached, by group, protected together.

    Args:
        table: sifat and the columns of `fairness.reach`, every sifat a partition of all families.
        crossed: the crossing of the two sifat `margins`, names joined as `fairness.reach` does.

    Returns:
        sifat, kelas, nilai (0..1, NaN when hidden), pembilang (reached), penyebut (poor families),
        keterangan; the first row is everybody (sifat and kelas `ALL`).
    """
    both = pd.concat([table, crossed], ignore_index=True)
    reached = np.zeros(len(both), dtype=int)
    poor = both["miskin"].round().astype(int).to_numpy()
    for name in both["sifat"].unique():
        rows = np.flatnonzero(both["sifat"] == name)
        whole = bulat_jumlah(both["terjangkau"].clip(lower=0).iloc[rows].tolist(), 1)
        reached[rows] = np.minimum(whole, poor[rows])
    # Every grouping holds the same families, so the first one's sum is everybody.
    first = both["sifat"] == both["sifat"].iloc[0]
    total = (reached[first].sum(), poor[first].sum())
    cells = pd.DataFrame(
        {
            "sifat": [ALL, *both["sifat"]], "kelas": [ALL, *both["kelas"]],
            "pembilang": [total[0], *reached], "penyebut": [total[1], *poor],
        }
    )  # fmt: skip
    cells["tak_diketahui"] = 0
    cells["keluarga_pembilang"] = cells["pembilang"]
    cells["keluarga_lainnya"] = cells["penyebut"] - cells["pembilang"]
    shown = protect_shares(cells, _lines(cells, margins), rule(), persons=False)
    return shown.drop(columns="tak_diketahui")


def _lines(cells: pd.DataFrame, margins: tuple[str, str]) -> list[Line]:
    """Every grouping adds up to everybody; the crossing also to both of its margins."""
    # A class "not known" says something about papers, not about families.
    papers = cells["kelas"].map(lambda name: bool(NOT_SAID & set(name.split(_JOIN))))

    def line(parts: Sequence[int], total: int, *, rounds: bool) -> Line:
        exempt = tuple(int(part) for part in parts if papers[part])
        return Line(parts=tuple(map(int, parts)), total=total, rounds=rounds, exempt=exempt)

    lines = [
        line(np.flatnonzero(cells["sifat"] == name), 0, rounds=name != "silang")
        for name in cells["sifat"].unique()[1:]
    ]
    inside = np.flatnonzero(cells["sifat"] == "silang")
    for side, name in enumerate(margins):
        for at in np.flatnonzero(cells["sifat"] == name):
            parts = [
                row for row in inside
                if cells["kelas"][row].split(_JOIN)[side] == cells["kelas"][at]
            ]  # fmt: skip
            lines.append(line(parts, int(at), rounds=False))
    return [one for one in lines if one.parts]


def profile(table: pd.DataFrame) -> pd.DataFrame:
    """Families near the margin: sifat, kelas, keluarga (<NA> hidden); empty when they are few.

    Args:
        table: sifat, kelas, keluarga; every sifat counts the same families.
    """
    kinds = list(table["sifat"].unique())
    everybody = int(table.loc[table["sifat"] == kinds[0], "keluarga"].sum()) if kinds else 0
    if everybody < policy().threshold:
        return table.iloc[:0]
    whole = pd.DataFrame({"sifat": [ALL], "kelas": [ALL], "keluarga": [everybody]})
    cells = pd.concat([whole, table], ignore_index=True)
    lines = [Line(parts=tuple(np.flatnonzero(cells["sifat"] == k)), total=0) for k in kinds]
    return protect_counts(cells, "keluarga", lines, rule())
