"""What the indicator page says: values, comparisons and sentences from protected rows. Pure."""

from collections.abc import Sequence

import pandas as pd

from pedekate.format import MISSING, angka, is_missing

# Shares this close to the city's are called equal: rounding to five families moves them as much.
_SAME = 0.05


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


def unknown_share(row: pd.Series) -> float | None:
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


def highest_title(table: pd.DataFrame, noun: str) -> str:
    """Which named class is highest, as a title; the unknown class is never "highest".

    Args:
        table: kelas (absent for areas), nama, nilai (0..1; missing when hidden).
    """
    known = table.dropna(subset=["nilai"])
    if "kelas" in known:
        known = known[known["kelas"] != "tidak_diketahui"]
    if len(known) < 2:
        return f"Menurut {noun}"
    top, low = known["nilai"].max(), known["nilai"].min()
    if top == 0 or (low and top / low - 1 < _SAME):
        return f"Hampir sama menurut {noun}"
    return f"{known.loc[known['nilai'].idxmax(), 'nama']} tertinggi"


def source_title(table: pd.DataFrame) -> str:
    """Do the sources agree? The gap between the highest and the lowest answer."""
    known = table.dropna(subset=["nilai"])
    if known.empty:
        return "Tidak ada sumber yang mencatatnya sendiri"
    if len(known) == 1:
        return f"Hanya {known['nama'].iloc[0]} yang mencatatnya"
    gap = (known["nilai"].max() - known["nilai"].min()) * 100
    high, low = (known.loc[known["nilai"].agg(f), "nama"] for f in ("idxmax", "idxmin"))
    return f"{high} {angka(gap, 1)} poin di atas {low}" if gap >= 0.1 else "Sumber sepakat"


def times(ratio: float) -> str:
    """`1.84` → `1,8 kali`."""
    return f"{angka(ratio, 1 if ratio < 10 else 0)} kali"


def beside_city(area: float | None, city: float | None) -> str:
    """The area's share as a multiple of the city's; empty where it cannot be formed."""
    if is_missing(area) or is_missing(city) or not city:
        return ""
    return "sama" if abs(area / city - 1) < _SAME else times(area / city)


def overview_title(rows: pd.DataFrame, area: str) -> str:
    """All indicators in one sentence.

    Args:
        rows: nama, arah, nilai, kota (0..1; missing when hidden).
        area: "Kota Malang" or the name of a kecamatan.
    """
    need = rows[(rows["arah"] == "butuh") & rows["nilai"].notna()]
    if area == "Kota Malang":
        top = need.sort_values("nilai", ascending=False).head(3)
        names = [
            f"{n.lower()} ({rate(v)}%)" for n, v in zip(top["nama"], top["nilai"], strict=True)
        ]
        return f"Kebutuhan terluas: {'; '.join(names)}" if names else "Semua indikator"
    need = need[need["kota"] > 0]
    ratio = need["nilai"] / need["kota"]
    higher = need[ratio >= 1 + _SAME]
    if higher.empty:
        return f"Di {area}, tidak ada kebutuhan yang lebih tinggi dari kota"
    worst = higher.loc[ratio[higher.index].idxmax()]
    return (
        f"Di {area}, {len(higher)} dari {len(need)} kebutuhan lebih tinggi dari kota; paling jauh: "
        f"{worst['nama'].lower()} ({times(worst['nilai'] / worst['kota'])} kota)"
    )


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
