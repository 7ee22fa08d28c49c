"""Sentences of the page Verifikasi: pure, from protected tables."""

from collections.abc import Sequence

import pandas as pd

from pedekate.format import angka, bilangan, daftar, is_missing, persen_kata, rentang


def progress_headline(area: pd.Series, due: int, areas: int, busiest: str | None) -> str:
    """How many families have a verdict in force, and what is behind: meetings, else families.

    Args:
        area: nama, pembilang (verified), penyebut (to verify), nilai; of the chosen area.
        due: kelurahan whose meeting is overdue, of `areas`.
        busiest: where most families wait; None when that cannot be told.
    """
    if is_missing(area["nilai"]):
        return f"Kemajuan verifikasi di {area['nama']} belum dapat ditampilkan"
    first = (
        f"{angka(area['pembilang'])} dari {angka(area['penyebut'])} keluarga sasaran punya putusan "
        "lapangan yang berlaku"
    )
    if due:
        return f"{first}; <em>{bilangan(due)} dari {areas} kelurahan lewat waktu musyawarah</em>"
    waiting = angka(area["penyebut"] - area["pembilang"])
    where = f", terbanyak di {busiest}" if busiest else ""
    return f"{first}; <em>{waiting} menunggu{where}</em>"


def overdue(months: float | None) -> str:
    """`lewat 2 bulan`, `tepat waktu`, `belum pernah`."""
    if is_missing(months):
        return "belum pernah"
    return "tepat waktu" if months == 0 else f"lewat {angka(months)} bulan"


def error_headline(rows: pd.DataFrame, place: str) -> str:
    """The source with the largest measured error, and whether the others can be told apart.

    Args:
        rows: one per source: nama_sumber, nilai, bawah, atas; of one area.
    """
    known = rows.dropna(subset=["nilai"]).sort_values("nilai", ascending=False)
    if known.empty:
        return f"Galat sumber di {place} belum dapat diukur: putusannya terlalu sedikit"
    worst = known.iloc[0]
    first = (
        f"{persen_kata(worst['nilai'])} keluarga {_short(worst)} yang diverifikasi di {place} "
        "ternyata tidak layak atau tidak ada lagi"
    )
    rest = known.iloc[1:]
    apart = rest[rest["atas"] < worst["bawah"]]
    if rest.empty:
        return first
    if apart.empty:
        return f"{first}; <em>sumber lain tidak dapat dibedakan darinya</em>"
    best = apart.iloc[-1]
    return f"{first}; <em>{_short(best)} {persen_kata(best['nilai'])}</em>"


def _short(row: pd.Series) -> str:
    """The source without the words that say which of its families are meant."""
    return row["nama_sumber"].split(",")[0]


def interval(row: dict) -> str:
    """`24–29%`, or why there is none."""
    if is_missing(row["nilai"]):
        return row["keterangan"]
    return f"{rentang(row['bawah'] * 100, row['atas'] * 100)}%"


def officers_headline(total: int, counts: Sequence[tuple[str, int]], heaviest: str | None) -> str:
    """How many officers of which role, and where each has most to do."""
    roles = daftar([f"{n} {role}" for role, n in counts])
    first = f"{total} pilar sosial memegang verifikasi: {roles}"
    return first if heaviest is None else f"{first}; <em>beban terberat di {heaviest}</em>"


def sample_headline(drawn: int, half: float) -> str:
    """What a design promises."""
    if drawn == 0 or is_missing(half):
        return "Rancangan ini tidak menarik satu keluarga pun"
    return (
        f"Mengunjungi {angka(drawn)} keluarga yang diundi memberi galat kota "
        f"<em>dengan ketelitian ± {angka(half * 100, 1)} poin persen</em>"
    )
