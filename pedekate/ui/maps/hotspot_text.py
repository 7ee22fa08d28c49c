"""Hot spots in words a lurah understands, computed from their table. Pure."""

from html import escape

import pandas as pd

from pedekate.charts.category_map import Category
from pedekate.charts.theme import (
    CLUSTER_HIGH,
    CLUSTER_LOW,
    EXCEPTION_HIGH,
    EXCEPTION_LOW,
    NO_DATA,
    NOTHING_FOUND,
)
from pedekate.format import NBSP, angka, bilangan, daftar, is_missing, persen_kata
from pedekate.spatial.hotspots import (
    CHANCE,
    FOUND,
    HIGH_HIGH,
    HIGH_LOW,
    ISLAND,
    LOW_HIGH,
    LOW_LOW,
    NO_VALUE,
    HotSpotRules,
    HotSpots,
)
from pedekate.ui.indicators.criteria_text import lower_first
from pedekate.ui.maps.view import Unit

NAMES = {
    HIGH_HIGH: "Tinggi bersama tetangganya",
    LOW_LOW: "Rendah bersama tetangganya",
    HIGH_LOW: "Tinggi di antara yang rendah",
    LOW_HIGH: "Rendah di antara yang tinggi",
    CHANCE: "Tidak berbeda dari kebetulan",
    ISLAND: "Tidak punya tetangga berangka",
    NO_VALUE: "Tanpa angka",
}
# The same beside a number, where the legend has already explained them.
_SHORT = {
    HIGH_HIGH: f"tinggi{NBSP}bersama", LOW_LOW: f"rendah{NBSP}bersama",
    HIGH_LOW: f"tinggi{NBSP}sendiri", LOW_HIGH: f"rendah{NBSP}sendiri", CHANCE: "biasa",
    ISLAND: f"tanpa{NBSP}tetangga", NO_VALUE: "–",
}  # fmt: skip
_NAMED = 4  # names in the title; more would not be read
_CLEAR = 0.05  # a global p-value above this is called chance


def categories(unit: Unit) -> list[Category]:
    """The groups and their colours: plum is the side to look at, whatever the measure counts."""
    worse, better = (CLUSTER_HIGH, EXCEPTION_HIGH), (CLUSTER_LOW, EXCEPTION_LOW)
    high, low = (worse, better) if unit.measure.arah == "butuh" else (better, worse)
    return [
        Category(HIGH_HIGH, NAMES[HIGH_HIGH], high[0]),
        Category(LOW_LOW, NAMES[LOW_LOW], low[0]),
        Category(HIGH_LOW, NAMES[HIGH_LOW], high[1]),
        Category(LOW_HIGH, NAMES[LOW_HIGH], low[1]),
        Category(CHANCE, NAMES[CHANCE], NOTHING_FOUND, finding=False),
        Category(ISLAND, NAMES[ISLAND], NOTHING_FOUND, finding=False),
        Category(NO_VALUE, NAMES[NO_VALUE], NO_DATA, finding=False),
    ]


def described(table: pd.DataFrame, unit: Unit) -> pd.DataFrame:
    """Adds golongan, warna and hover; groups first, the side to look at on top of them.

    Args:
        table: nama, tempat, nilai, rata_tetangga, peluang, kelas and alasan.
    """
    colors = {group.id: group.color for group in categories(unit)}
    first = HIGH_HIGH if unit.highest_first else LOW_LOW
    order = [first, *(k for k in FOUND if k != first), CHANCE, ISLAND, NO_VALUE]
    table = table.assign(
        golongan=table["kelas"].map(NAMES),
        singkat=table["kelas"].map(_SHORT),
        warna=table["kelas"].map(colors),
        hover=[_hover(row, unit) for row in table.to_dict("records")],
        _urut=table["kelas"].map({kind: i for i, kind in enumerate(order)}),
        _nilai=table["nilai"] * (-1 if unit.highest_first else 1),
    )
    return table.sort_values(["_urut", "_nilai"], ignore_index=True).drop(
        columns=["_urut", "_nilai"]
    )


def sentence(
    table: pd.DataFrame,
    found: HotSpots,
    unit: Unit,
    *,
    focus: str | None,
    selected: str | None,
) -> str:
    """The title of the page: the kelurahan that form a pocket, or plainly that none does.

    Args:
        table: of `described`, all kelurahan.
    """
    chosen = table[table["kode"] == selected]
    if len(chosen):
        return _about_one(chosen.iloc[0], unit)
    name = unit.measure.nama
    if not found.tested:
        return f"{name}: <em>terlalu sedikit kelurahan berangka untuk mencari kantong</em>"
    rows = table[table["nama_kecamatan"] == focus] if focus else table
    where = f" di {focus}" if focus else ""
    worst = HIGH_HIGH if unit.highest_first else LOW_LOW
    side = "tinggi" if unit.highest_first else "rendah"
    pocket = rows.loc[rows["kelas"] == worst, "nama"]
    if len(pocket):
        here = "di sana" if len(pocket) > 1 else "di sini"
        return (
            f"Kantong di {_list(pocket)}: <em>{lower_first(name)} {side} {here} dan di kelurahan "
            "tetangganya</em>"
        )
    counts = rows.loc[rows["kelas"].isin(FOUND), "kelas"].value_counts()
    if len(counts):
        others = [f"{bilangan(n)} {lower_first(NAMES[kind])}" for kind, n in counts.items()]
        return f"{name}: tidak ada kantong {side}{where}; <em>kelurahan lain: {daftar(others)}</em>"
    return (
        f"{name}: <em>tidak ada kelurahan{where} yang berbeda dari kebetulan</em> bila dilihat "
        "bersama tetangganya"
    )


def lead(found: HotSpots) -> str:
    """Whether neighbours are alike at all: global Moran's I in words."""
    if not found.tested:
        return ""
    if found.peluang > _CLEAR:
        return (
            "Di seluruh kota, kelurahan yang bersentuhan tidak lebih mirip daripada kelurahan yang "
            f"dipilih acak (Moran I {angka(found.moran, 2)})."
        )
    alike = "mirip" if found.moran > 0 else "berlawanan"
    return (
        f"Di seluruh kota, kelurahan yang bersentuhan cenderung {alike} (Moran I "
        f"{angka(found.moran, 2)}; 0 berarti acak)."
    )


def how(rule: HotSpotRules) -> str:
    """How chance is judged, in plain words."""
    return (
        "Tetangga: kelurahan yang bersentuhan. Yang berwarna ialah inti kantong; tetangganya ikut "
        f"membentuknya. Angka kelurahan lain diacak {angka(rule.pengacakan)} kali: peluang "
        "kebetulan ialah bagian acakan yang hasilnya sejauh ini. Karena semua kelurahan diuji "
        "sekaligus, batasnya dibuat ketat: dari yang disebut, paling banyak sekitar "
        f"{persen_kata(rule.tingkat_keliru)} keliru. Kelurahan tanpa angka tidak ikut dihitung."
    )


def chance(p: float) -> str:
    """`0.0003` → `3 dari 10.000`; `0.2` → `20 dari 100`."""
    if is_missing(p):
        return "–"
    out_of = next((n for n in (100, 1_000) if p * n >= 1), 10_000)
    return f"{angka(max(1, round(p * out_of)))} dari {angka(out_of)}"


def number(value: float) -> str:
    """A statistic for the sheet *Keterangan*."""
    return "tidak dihitung" if is_missing(value) else angka(value, 4)


def _list(names: pd.Series) -> str:
    listed = list(names[:_NAMED])
    more = len(names) - len(listed)
    return daftar(listed) if not more else f"{', '.join(listed)}, dan {bilangan(more)} lainnya"


def _about_one(row: pd.Series, unit: Unit) -> str:
    if row["kelas"] == NO_VALUE:
        return f"{row['nama']}: <em>{row['alasan'] or 'tidak ada data'}</em>"
    kind = NAMES[row["kelas"]]
    near = (
        f", rata-rata tetangganya {unit.text(row['rata_tetangga'])}"
        if not is_missing(row["rata_tetangga"])
        else ""
    )
    return f"{row['nama']}: {unit.text(row['nilai'])}{near}; <em>{kind[0].lower()}{kind[1:]}</em>"


def _hover(row: dict, unit: Unit) -> str:
    lines = [f"<b>{escape(row['nama'])}</b>, {escape(row['tempat'])}"]
    if is_missing(row["nilai"]):
        return f"{lines[0]}<br>{escape(row['alasan'] or 'tidak ada data')}"
    lines.append(f"<b>{unit.text(row['nilai'])}</b> {escape(lower_first(unit.label))}")
    if not is_missing(row["rata_tetangga"]):
        lines.append(f"rata-rata tetangga: {unit.text(row['rata_tetangga'])}")
    lines.append(f"<b>{NAMES[row['kelas']]}</b>")
    return "<br>".join(lines)
