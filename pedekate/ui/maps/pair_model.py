"""Two maps as one comparison: what stands left and right, on which scale, and the difference. Pure.

What is compared is decided in `pair_choice`; this module only puts the two sides together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from pedekate.format import angka, is_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One map.

    Attributes:
        name: its heading. phrase: the same inside a sentence.
        note: date, rule or definition after the heading.
        rows: kode_kelurahan, nama_kelurahan, nama_kecamatan, nilai (in the shown unit; NaN when
            hidden or absent) and keterangan (why).
        city: the city's value in the shown unit; NaN when there is none.
        scale: colours, light to dark.
    """

    name: str
    phrase: str
    note: str
    rows: pd.DataFrame
    city: float
    scale: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A comparison.

    Attributes:
        kind: id of the comparison.
        unit: what the numbers are, after a number: "per 100 keluarga" or "keluarga".
        counts: whole numbers rather than rates.
        title: what both maps show; heading of the legend.
        pooled: every value the class breaks are computed on: both maps and all they are compared
            with by one move of a control, so that a move never changes the meaning of a colour.
        badge: badge of both. base: denominator and date. source: where from. caution: how to read.
        gap: heading of the difference; `sign` -1 when it is left minus right.
        breaks: class breaks that stand whatever is shown; None computes them on `pooled`.
        key: names the comparison, for caches.
    """

    kind: str
    left: Side
    right: Side
    unit: str
    counts: bool
    title: str
    pooled: np.ndarray
    badge: str
    base: str
    source: str
    caution: str = ""
    gap: str = "Selisih"
    sign: int = 1
    breaks: tuple[float, ...] | None = None
    key: str

    def text(self, value: float) -> str:
        """A value as the screen writes it."""
        return angka(value, 0 if self.counts else 1)

    def signed(self, value: float) -> str:
        """A difference with its sign; one that is a gap by nature stands without a plus."""
        plus = "+" if self.sign > 0 and not is_missing(value) and value > 0 else ""
        return plus + self.text(value)


def pair_table(pair: Pair) -> pd.DataFrame:
    """One row per kelurahan, the largest difference first, what has none last.

    Returns:
        kode, kode_kelurahan, nama, tempat, nama_kecamatan, kiri, kanan, selisih (missing unless
        both are known), alasan and hover.
    """
    key = ["kode_kelurahan", "nama_kelurahan", "nama_kecamatan"]
    both = pair.left.rows[[*key, "nilai", "keterangan"]].merge(
        pair.right.rows[["kode_kelurahan", "nilai", "keterangan"]], on="kode_kelurahan",
        suffixes=("_kiri", "_kanan"),
    )  # fmt: skip
    table = pd.DataFrame(
        {
            "kode": both["kode_kelurahan"],
            "kode_kelurahan": both["kode_kelurahan"],
            "nama": both["nama_kelurahan"],
            "tempat": both["nama_kecamatan"],
            "nama_kecamatan": both["nama_kecamatan"],
            "kiri": both["nilai_kiri"].astype(float),
            "kanan": both["nilai_kanan"].astype(float),
            "alasan": both["keterangan_kiri"].where(
                both["nilai_kiri"].isna(), both["keterangan_kanan"]
            ),
        }
    )
    # From the numbers as they are written: what the table shows must subtract on paper.
    left, right = (_as_written(table[side], pair) for side in ("kiri", "kanan"))
    table["selisih"] = ((right - left) * pair.sign).round(1)
    table["hover"] = [_hover(row, pair) for row in table.to_dict("records")]
    return table.sort_values("nama").sort_values(
        "selisih", key=abs, ascending=False, na_position="last", kind="stable", ignore_index=True
    )


def _as_written(values: pd.Series, pair: Pair) -> pd.Series:
    """Halves up, as `format.angka` writes them."""
    scale = 1 if pair.counts else 10
    return np.floor(values * scale + 0.5 + 1e-9) / scale


def _hover(row: dict, pair: Pair) -> str:
    lines = [f"<b>{escape(row['nama'])}</b>, {escape(row['tempat'])}"]
    for side, value in ((pair.left, row["kiri"]), (pair.right, row["kanan"])):
        shown = "tanpa angka" if is_missing(value) else pair.text(value)
        lines.append(f"{escape(side.name)}: <b>{shown}</b>")
    if not is_missing(row["selisih"]):
        lines.append(f"{pair.gap}: {pair.signed(row['selisih'])} {escape(pair.unit)}")
    return "<br>".join(lines)
