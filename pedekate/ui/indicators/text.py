"""What the indicator page says: values, comparisons and sentences from protected rows. Pure."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pedekate.format import MISSING, angka, is_missing

# Shares this close to the city's are called equal: rounding to five families moves them as much.
_SAME = 0.05
# Above this share of unknown answers a breakdown shows no value.
_TOO_UNKNOWN = 0.5
# Topics that describe families; the others count what they lack.
_DESCRIPTIVE = {"desil", "program", "susunan"}


def rate(share: float | None) -> str:
    """A share (0..1) in percent with two significant digits, zero as it is: `0.0342` → `3,4`."""
    if is_missing(share):
        return MISSING
    percent = share * 100
    decimals = 0 if percent >= 10 or percent == 0 else 1 if percent >= 0.95 else 2
    return angka(percent, decimals)


def percent(share: float | None) -> str:
    """`rate` with its sign, for tables."""
    return MISSING if is_missing(share) else f"{rate(share)}%"


def unknown_share(row: pd.Series | dict) -> float | None:
    """Unknown units as a share of all that should have been known; None where nobody is."""
    unknown, known = row["tak_diketahui"], row["penyebut"]
    if is_missing(unknown) or is_missing(known) or not (total := int(unknown) + int(known)):
        return None
    return int(unknown) / total


def headline(measure, area: str, value: pd.Series, kelurahan: pd.DataFrame) -> str:
    """Value of the area and the kelurahan to look at first.

    Args:
        measure: see `ui.data.Measure`.
        area: name as it stands in the sentence.
        value: the area's value row.
        kelurahan: nama_kelurahan and nilai of the area's kelurahan.
    """
    if is_missing(value["nilai"]):
        return f"{measure.nama} di {area}: <em>{value['keterangan'] or 'tidak ada data'}</em>"
    first = f"{rate(value['nilai'])} persen {measure.satuan_hitung} {measure.frasa}"
    place = "" if area == "Kota Malang" else f"Di {area}, "
    known = kelurahan.dropna(subset=["nilai"])
    if len(known) < 2:
        return f"{place}{first}"
    worst = known["nilai"].idxmax() if measure.arah == "butuh" else known["nilai"].idxmin()
    word = "tertinggi" if measure.arah == "butuh" else "terendah"
    row = known.loc[worst]
    return (
        f"{place}{first}; <em>{word} di {row['nama_kelurahan']} ({rate(row['nilai'])} persen)</em>"
    )


def lead(measure, value: pd.Series) -> str:
    """Definition, denominator and what is unknown; always on screen."""
    text = f"{measure.definisi} Penyebut: {angka(value['penyebut'])} {measure.penyebut}."
    share = unknown_share(value)
    if share is None:
        return text
    unknown = f"{angka(value['tak_diketahui'])} {measure.satuan_hitung}"
    return f"{text} <b>Tidak diketahui: {rate(share)} persen ({unknown}).</b>"


def decile_title(table: pd.DataFrame) -> str:
    """How the indicator differs between the poorest and the best-off fifth that is shown."""
    known = table[table["kelas"].str.isdigit()].dropna(subset=["nilai"])
    if len(known) < 2:
        return "Menurut desil nasional"
    first, last = known.iloc[0], known.iloc[-1]
    if not last["nilai"] or not first["nilai"]:
        return f"Desil {first['kelas']}: {percent(first['nilai'])}, desil {last['kelas']}: " + (
            percent(last["nilai"])
        )
    ratio = first["nilai"] / last["nilai"]
    if abs(ratio - 1) < _SAME:
        return f"Desil {first['kelas']} dan desil {last['kelas']} hampir sama"
    if ratio > 1:
        return f"Desil {first['kelas']}: {times(ratio)} desil {last['kelas']}"
    return f"Desil {last['kelas']}: {times(1 / ratio)} desil {first['kelas']}"


def first_title(table: pd.DataFrame, noun: str, arah: str) -> str:
    """Which named class to look at first, as a title; the unknown class is never it.

    Args:
        table: kelas (absent for areas), nama, nilai (0..1; missing when hidden).
        arah: "butuh" looks at the highest value, "jangkau" at the lowest.
    """
    known = table.dropna(subset=["nilai"])
    if "kelas" in known:
        known = known[known["kelas"] != "tidak_diketahui"]
    if len(known) < 2:
        return f"Menurut {noun}"
    top, low = known["nilai"].max(), known["nilai"].min()
    if top == 0 or (low and top / low - 1 < _SAME):
        return f"Hampir sama menurut {noun}"
    if arah == "butuh":
        return f"{known.loc[known['nilai'].idxmax(), 'nama']} tertinggi"
    return f"{known.loc[known['nilai'].idxmin(), 'nama']} terendah"


def crossing_title(
    cells: pd.DataFrame, rows: Mapping[str, str], columns: Mapping[str, str], arah: str
) -> str:
    """The cell to look at first, both of its classes known.

    Args:
        cells: kelas_a, kelas_b, nilai (0..1; missing when hidden).
        rows, columns: class → name.
    """
    inner = cells[
        cells["kelas_a"].isin([k for k in rows if not k.startswith("t")])
        & cells["kelas_b"].isin([k for k in columns if not k.startswith("t")])
    ].dropna(subset=["nilai"])
    if len(inner) < 2:
        return "Dua rincian sekaligus"
    worst = inner["nilai"].idxmax() if arah == "butuh" else inner["nilai"].idxmin()
    word = "Tertinggi" if arah == "butuh" else "Terendah"
    cell = inner.loc[worst]
    names = f"{rows[cell['kelas_a']]}, {inside(columns[cell['kelas_b']])}"
    return f"{word}: {names} ({percent(cell['nilai'])})"


def source_title(table: pd.DataFrame) -> str:
    """What each source says about its own families; they cover different people."""
    known = table.dropna(subset=["nilai"])
    if known.empty:
        return "Tidak ada sumber yang mencatatnya sendiri"
    if len(known) == 1:
        return f"Hanya {known['nama'].iloc[0]} yang cukup mencatatnya"
    return ", ".join(
        f"{name} {percent(value)}"
        for name, value in zip(known["nama"], known["nilai"], strict=True)
    )


def mostly_known(table: pd.DataFrame) -> pd.DataFrame:
    """Take the value from rows whose answers are mostly unknown.

    A source that only ever says "no toilet" and never "septic tank" would else seem to find 90
    percent without one: where most answers are missing, the rest are not a sample of them.

    Args:
        table: nilai, penyebut, tak_diketahui, keterangan.
    """
    share = [unknown_share(row) for _, row in table.iterrows()]
    unsure = [s is not None and s > _TOO_UNKNOWN for s in share]
    table = table.copy()
    table.loc[unsure, "nilai"] = float("nan")
    table.loc[unsure, "keterangan"] = [
        f"{rate(s)}% tak diketahui" for s, hide in zip(share, unsure, strict=True) if hide
    ]
    return table


def times(ratio: float) -> str:
    """`1.84` → `1,8 kali`."""
    return f"{angka(ratio, 1 if ratio < 10 else 0)} kali"


def beside_city(area: float | None, city: float | None) -> str:
    """The area's share as a multiple of the city's; empty where it cannot be formed."""
    if is_missing(area) or is_missing(city) or not city:
        return ""
    return "sama" if abs(area / city - 1) < _SAME else times(area / city)


def overview_title(rows: pd.DataFrame, area: str) -> str:
    """All indicators in one sentence; who families are is left out, what they lack is compared.

    Args:
        rows: tema, nama, arah, nilai, kota (0..1; missing when hidden).
        area: "Kota Malang" or the name of a kecamatan.
    """
    need = rows[(rows["arah"] == "butuh") & ~rows["tema"].isin(_DESCRIPTIVE)]
    need = need.dropna(subset=["nilai"])
    if area == "Kota Malang":
        top = need.sort_values("nilai", ascending=False).head(3)
        names = [
            f"{inside(n)} ({percent(v)})" for n, v in zip(top["nama"], top["nilai"], strict=True)
        ]
        return f"Kekurangan terluas: {', '.join(names)}" if names else "Semua indikator"
    need = need[need["kota"] > 0]
    ratio = need["nilai"] / need["kota"]
    higher = need[ratio >= 1 + _SAME]
    if higher.empty:
        return f"Di {area}, tidak ada kekurangan yang lebih tinggi dari kota"
    worst = higher.loc[ratio[higher.index].idxmax()]
    return (
        f"Di {area}, {len(higher)} dari {len(need)} kekurangan lebih tinggi dari kota; paling "
        f"jauh: {inside(worst['nama'])} ({times(worst['nilai'] / worst['kota'])} kota)"
    )


def inside(name: str) -> str:
    """A name as it stands inside a sentence: first letter small, acronyms untouched."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def upper(name: str) -> str:
    """A name as it stands at the beginning: first letter large, the rest untouched."""
    return name[:1].upper() + name[1:]


def halves(groups: Sequence[tuple[str, int]]) -> int:
    """How many leading groups fill the left of two columns most evenly.

    Args:
        groups: name and number of rows, in display order.
    """
    total = sum(size for _, size in groups)
    best, so_far, found = total, 0, 0
    for i, (_, size) in enumerate(groups, 1):
        so_far += size
        if abs(total - 2 * so_far) < best:
            best, found = abs(total - 2 * so_far), i
    return found
