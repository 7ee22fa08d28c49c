"""What the programme page says: who is reached, who is not, by which rule. Pure."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pedekate.format import angka, desil, is_missing, pecahan
from pedekate.schema.conditions import Condition
from pedekate.ui.indicators.text import rate

# No rule on deciles at all: every ranked family is a target.
NO_LIMIT = 10


def decile_limit(rule: Condition) -> int:
    """Highest national decile a programme's rule admits; 10 when it sets no limit."""
    if rule.kolom == "desil_nasional" and rule.paling_banyak is not None:
        return int(rule.paling_banyak)
    return min((decile_limit(part) for part in rule.semua or ()), default=NO_LIMIT)


def headline(area: str, limit: int, left_out: pd.Series) -> str:
    """How many target families get no aid at all.

    Args:
        area: "Kota Malang" or the name of a kecamatan.
        limit: highest decile of the target.
        left_out: row of `coverage_by_area` counting families without any aid.
    """
    place = "" if area == "Kota Malang" else f"Di {area}, "
    whom = f"keluarga {desil(1, limit)}"
    share = left_out["nilai"]
    if is_missing(share):
        return f"{place}{whom} tanpa bantuan: <em>{left_out['keterangan']}</em>"
    reached = _upper(f"{place}{pecahan(1 - share)} {whom} menerima PKH, BPNT, atau BPNTD")
    return f"{reached}; <em>{angka(left_out['pembilang'])} keluarga belum menerima satu pun</em>"


def matrix_title(outside: Mapping[str, float | None], names: Mapping[str, str]) -> str:
    """Which programme has the largest share of recipients outside its own decile rule."""
    known = {p: s for p, s in outside.items() if not is_missing(s)}
    if not known:
        return "Siapa menerima program apa"
    top = max(known, key=known.get)
    return f"{rate(known[top])} persen penerima {names[top]} berdesil di luar batas programnya"


def overlap_title(combos: pd.DataFrame) -> str:
    """How many target families get two or more kinds of aid, and how many none.

    Args:
        combos: kelas ("semua", "tanpa", "pkh+bpnt", …), keluarga (missing when hidden).
    """
    rows = combos.dropna(subset=["keluarga"]).set_index("kelas")["keluarga"]
    total = rows.get("semua", 0)
    if not total or "tanpa" not in rows:
        return "Gabungan bantuan per keluarga"
    none = f"{rate(rows['tanpa'] / total)} persen tidak"
    # A hidden combination would make the sum of the others too small.
    if combos.loc[combos["kelas"].str.contains("+", regex=False), "keluarga"].isna().any():
        return f"{none} menerima satu bantuan pun"
    several = sum(n for kelas, n in rows.items() if "+" in kelas)
    return f"{rate(several / total)} persen menerima dua bantuan atau lebih, {none} satu pun"


def areas_title(table: pd.DataFrame, what: str) -> str:
    """Kelurahan with the highest share left out.

    Args:
        table: nama, nilai (missing when hidden).
        what: completes "… tertinggi …", e.g. "tanpa bantuan".
    """
    known = table.dropna(subset=["nilai"])
    if known.empty:
        return f"Keluarga {what} menurut kelurahan"
    top = known.loc[known["nilai"].idxmax()]
    return f"Paling banyak {what}: {top['nama']}, {rate(top['nilai'])} dari 100 keluarga"


def lists_title(lists: pd.DataFrame) -> str:
    """Recipients on payment lists that no register knows.

    Args:
        lists: pembilang (not found), penyebut (on the list); missing when hidden.
    """
    known = lists.dropna(subset=["pembilang", "penyebut"])
    if known.empty or not known["penyebut"].sum():
        return "Penerima di daftar bayar dan registri"
    missing, total = int(known["pembilang"].sum()), int(known["penyebut"].sum())
    return (
        f"{angka(missing)} dari {angka(total)} penerima di daftar bayar tidak ditemukan di registri"
    )


def inside_rule(rows: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Decile classes up to a limit.

    Args:
        rows: kelas ("semua", "1".."10", "tanpa_desil").
    """
    wanted: Sequence[str] = [str(d) for d in range(1, limit + 1)]
    return rows[rows["kelas"].isin(wanted)]


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]
