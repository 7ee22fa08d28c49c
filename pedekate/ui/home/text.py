"""What the first page says: sentences computed from official figures and register counts. Pure."""

import datetime as dt

import numpy as np
import pandas as pd

from pedekate.format import (
    angka,
    bulan_tahun,
    desil,
    is_missing,
    pecahan,
    persen,
    persen_kata,
    satu_dari,
)
from pedekate.indicators.noise import interval, is_clear_change, slope

# Below this share left out, "almost all are reached" says it better than a percentage.
_ALMOST_NONE = 0.05


def headline(official: pd.DataFrame, left_out: pd.Series) -> str:
    """The page's answer: how many are poor (official), how many of the poorest get nothing.

    Args:
        official: tahun, nilai (percent of persons), ascending, at least one row.
        left_out: value row of the indicator `desil_1_2_tanpa_bantuan`.
    """
    share = official["nilai"].iloc[-1] / 100
    first = f"Satu dari {satu_dari(share)} warga Kota Malang hidup di bawah garis kemiskinan"
    whom = f"keluarga {desil(1, 2)}"
    rate = left_out["nilai"]
    if is_missing(rate):
        return f"{first}; <em>bantuan bagi {whom} belum dapat dihitung</em>"
    if rate < _ALMOST_NONE:
        return f"{first}; <em>hampir semua {whom} sudah menerima bantuan</em>"
    return f"{first}; <em>{pecahan(rate)} {whom} belum menerima bantuan</em>"


def lead(official: pd.DataFrame, relative_error: float) -> str:
    """Change since the figure before, tested against the survey's noise."""
    return (
        f"{official_change(official, relative_error)} Registri kota menunjukkan di mana "
        "keluarga itu tinggal dan siapa yang belum dijangkau."
    )


def official_change(official: pd.DataFrame, relative_error: float) -> str:
    """How BPS's figure moved since the one before, as a sentence of its own."""
    return f"Angka BPS {_change(official, relative_error)}."


def official_note(official: pd.DataFrame, persons_thousand: float, relative_error: float) -> str:
    """Below the official figure: persons, month, and last year's figure with its verdict."""
    latest = official.iloc[-1]
    text = f"Maret {latest['tahun']:.0f}"
    if not is_missing(persons_thousand):
        text = f"{angka(persons_thousand * 1000)} jiwa, {text}"
    if len(official) < 2:
        return text
    before = official.iloc[-2]
    clear = is_clear_change(before["nilai"], latest["nilai"], relative_error)
    verdict = "beda jelas" if clear else "beda dalam galat survei"
    when = _when(before["tahun"], latest["tahun"]).capitalize()
    return f"{text}. {when} {angka(before['nilai'], 2)}%: {verdict}"


def trend_title(official: pd.DataFrame, relative_error: float) -> str:
    """The series in one sentence: its long run and its last step, each tested."""
    first = int(official["tahun"].iloc[0])
    line = slope(official["tahun"].to_numpy(), official["nilai"].to_numpy(), relative_error)
    word = "Turun" if line.per_year < 0 else "Naik"
    long_run = f"{word} sejak {first}" if line.is_clear else f"Sejak {first} tidak berubah jelas"
    if len(official) < 2:
        return long_run
    before, latest = official.iloc[-2], official.iloc[-1]
    if not is_clear_change(before["nilai"], latest["nilai"], relative_error):
        return f"{long_run}; perubahan terakhir tidak jelas"
    step = "turun" if latest["nilai"] < before["nilai"] else "naik"
    return f"{long_run}; {step} jelas dari {before['tahun']:.0f}"


def trend_table(official: pd.DataFrame, doubtful: pd.DataFrame, relative_error: float):
    """The series as the chart wants it: interval per year, doubtful figures marked, years whole.

    A year without any figure keeps an empty row, so that the line breaks there.
    """
    table = official[["tahun", "nilai"]].assign(ragu=False)
    table["bawah"], table["atas"] = interval(table["nilai"].to_numpy(), relative_error)
    years = pd.DataFrame({"tahun": range(int(table["tahun"].min()), int(table["tahun"].max()) + 1)})
    table = years.merge(table, on="tahun", how="left")
    table["ragu"] = table["ragu"].fillna(False).astype(bool)
    marked = doubtful.assign(
        tahun=doubtful["tahun"].astype(int), nilai=doubtful["nilai"].astype(float), ragu=True
    )[["tahun", "nilai", "ragu"]]
    marked = marked.assign(bawah=np.nan, atas=np.nan)[table.columns]
    both = table if marked.empty else pd.concat([table, marked], ignore_index=True)
    return both.sort_values("tahun", kind="stable", ignore_index=True)


def target_note(official: pd.DataFrame, targets: pd.DataFrame) -> str:
    """The next target of the RPJMD and the gap to it; empty when there is none ahead."""
    latest = official.iloc[-1]
    ahead = targets[targets["tahun"] > latest["tahun"]].sort_values("tahun")
    if ahead.empty:
        return ""
    row = ahead.iloc[0]
    gap = latest["nilai"] - row["nilai"]
    how = f"selisih {angka(gap, 2)} poin" if gap > 0 else "sudah tercapai"
    return f"Target RPJMD {row['tahun']:.0f}: {angka(row['nilai'], 2)}%, {how}."


def densest_title(kecamatan: pd.DataFrame, city: pd.Series) -> str:
    """Where families of decile 1–2 are most frequent.

    Args:
        kecamatan: nama_kecamatan, nilai (0..1, missing when hidden).
    """
    known = kecamatan.dropna(subset=["nilai"])
    if known.empty or is_missing(city["nilai"]):
        return f"Keluarga {desil(1, 2)} per kelurahan"
    top = known.loc[known["nilai"].idxmax(), "nama_kecamatan"]
    return f"{top} paling padat keluarga {desil(1, 2)}"


def sources_title(overlap: pd.DataFrame) -> str:
    """How much of the register more than one source vouches for.

    Args:
        overlap: kelas ("semua", "1".."6"), keluarga (missing when hidden).
    """
    rows = overlap.set_index("kelas")["keluarga"]
    total, alone = rows.get("semua"), rows.get("1", 0)
    if is_missing(total) or is_missing(alone) or total == 0:
        return "Registri kota dan sumbernya"
    share = 1 - alone / total
    return f"{_first_upper(pecahan(share))} keluarga tercatat di dua sumber atau lebih"


def source_items(
    sources: pd.DataFrame, dates: dict[str, dt.date], names: dict[str, str]
) -> list[tuple[str, str]]:
    """One line per source: families, data date, share no other source knows.

    Args:
        sources: sumber, penyebut (families), nilai (share only there), keterangan.
        dates: newest data date per source.
        names: screen name per source.
    """
    items = []
    for row in sources.to_dict("records"):
        name = names[row["sumber"]]
        when = bulan_tahun(dates.get(row["sumber"])) if row["sumber"] in dates else "tanpa tanggal"
        alone = "" if is_missing(row["nilai"]) else f"; {persen(row['nilai'])} hanya di sini"
        bold = f"{angka(row['penyebut'])} keluarga di {name}"
        if is_missing(row["penyebut"]):
            bold = f"{name}: {row['keterangan']}"
        items.append((bold, f"data {when}{alone}"))
    return items


def decile_title(table: pd.DataFrame) -> str:
    """Families of decile 1–2 beside the national twenty percent.

    Args:
        table: kelas, keluarga (missing when hidden).
    """
    rows = table.set_index("kelas")["keluarga"]
    low = [rows.get("1"), rows.get("2")]
    if any(map(is_missing, low)) or not (ranked := ranked_families(table)):
        return "Keluarga registri menurut desil nasional"
    share = sum(low) / ranked * 100
    return f"Berdesil 1–2: {angka(share)} dari 100 keluarga kota; secara nasional 20 dari 100"


def ranked_families(table: pd.DataFrame) -> int:
    """Families with a national decile, from the shown cells."""
    ranked = table[~table["kelas"].isin(["semua", "tanpa_desil"])]["keluarga"]
    return int(ranked.sum())


def coverage_title(rows: list[tuple[str, float]]) -> str:
    """Widest and narrowest programme among families of decile 1–4.

    Args:
        rows: programme name and share (0..1, missing when hidden).
    """
    known = sorted((r for r in rows if not is_missing(r[1])), key=lambda r: -r[1])
    if len(known) < 2:
        return f"Cakupan program pada keluarga {desil(1, 4)}"
    (top, most), (last, least) = known[0], known[-1]
    return (
        f"{top} menjangkau {persen_kata(most)} keluarga {desil(1, 4)}, {last} {persen_kata(least)}"
    )


def dates_title(table: pd.DataFrame) -> str:
    """Which source is oldest and by how much.

    Args:
        table: nama, tanggal (dates, missing allowed).
    """
    known = table.dropna(subset=["tanggal"])
    if known.empty:
        return "Tanggal data setiap sumber"
    oldest = known.loc[known["tanggal"].idxmin()]
    newest = known["tanggal"].max()
    months = (newest.year - oldest["tanggal"].year) * 12 + newest.month - oldest["tanggal"].month
    if months < 2:
        return f"Semua sumber bertanggal {bulan_tahun(oldest['tanggal'])}"
    return f"{oldest['nama']} paling lama: {months} bulan lebih tua dari sumber terbaru"


def _change(official: pd.DataFrame, relative_error: float) -> str:
    latest = official.iloc[-1]
    if len(official) < 2:
        return f"terakhir: {persen_kata(latest['nilai'] / 100, 2)}"
    before = official.iloc[-2]
    since = f"dari {_when(before['tahun'], latest['tahun'])}"
    if not is_clear_change(before["nilai"], latest["nilai"], relative_error):
        return f"tidak berubah jelas {since}"
    return f"{'turun' if latest['nilai'] < before['nilai'] else 'naik'} jelas {since}"


def _when(year: int, latest: int) -> str:
    return "tahun lalu" if latest - year == 1 else f"tahun {year:.0f}"


def _first_upper(text: str) -> str:
    return text[0].upper() + text[1:]
