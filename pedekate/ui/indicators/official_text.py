"""What the section *Angka resmi* says: official figures, targets and the gap between. Pure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pedekate.format import angka, bulat, is_missing, rentang
from pedekate.indicators.noise import interval, slope

# Years of the recent trend: shorter is noise, longer is another time.
_RECENT = 5
_PEOPLE_STEP = 100


@dataclass(frozen=True, slots=True)
class Gap:
    """From the latest official figure to one target; `poin` > 0 = still to go, `jiwa` people."""

    tahun: int
    target: float
    poin: float
    jiwa: float | None


def gaps(series: pd.DataFrame, targets: pd.DataFrame, poor_thousand: float | None) -> list[Gap]:
    """One gap per target year, rising.

    Args:
        series, targets: tahun, nilai in percent of persons; a target is reached from above.
        poor_thousand: persons behind the latest figure, in thousands; None = not published.
    """
    latest = float(series["nilai"].iloc[-1])
    people = None if is_missing(poor_thousand) else poor_thousand * 1000 / latest
    rows = targets.sort_values("tahun")[["tahun", "nilai"]].itertuples(index=False)
    return [
        Gap(int(year), float(value), latest - float(value), people and people * (latest - value))
        for year, value in rows
    ]


def headline(series: pd.DataFrame, found: list[Gap]) -> str:
    """The latest figure and how far the next and the last target are."""
    latest = series.iloc[-1]
    first = f"Kemiskinan resmi {angka(latest['nilai'], 2)} persen pada {latest['tahun']:.0f}"
    ahead = [gap for gap in found if gap.tahun > latest["tahun"]]
    if not ahead:
        return f"{first}; <em>tidak ada target RPJMD sesudahnya</em>"
    next_, last = ahead[0], ahead[-1]
    if next_.poin <= 0 and last.poin <= 0:
        return f"{first}; <em>sudah di bawah target RPJMD {next_.tahun} dan {last.tahun}</em>"
    text = f"{_beside(next_)} target RPJMD {next_.tahun}"
    if last != next_:
        text += f" dan {_beside(last)} target {last.tahun}"
    return f"{first}; <em>{text}</em>"


def lead(series: pd.DataFrame, found: list[Gap], relative_error: float) -> str:
    """People behind the gap, the speed it takes, and what one survey can tell."""
    latest = series.iloc[-1]
    ahead = [gap for gap in found if gap.tahun > latest["tahun"] and gap.poin > 0]
    if not ahead:
        return ""
    next_, last = ahead[0], ahead[-1]
    parts = []
    if next_.jiwa is not None:
        parts.append(
            f"Selisih {next_.tahun} setara sekitar {angka(bulat(next_.jiwa, _PEOPLE_STEP))} jiwa."
        )
    low, high = (float(v[0]) for v in interval(np.array([latest["nilai"]]), relative_error))
    parts.append(
        f"Rentang 95 persen angka {latest['tahun']:.0f} kira-kira {rentang(low, high, 1)} persen"
        + (
            ": selisih itu lebih kecil dari galat survei, jadi satu angka tidak membuktikan target "
            "tercapai atau meleset."
            if next_.target > low
            else "."
        )
    )
    return " ".join([*parts, _speed(series, last, relative_error)])


def _speed(series: pd.DataFrame, last: Gap, relative_error: float) -> str:
    latest = int(series["tahun"].iloc[-1])
    need = last.poin / (last.tahun - latest)
    recent = series[series["tahun"] > latest - _RECENT]
    text = f"Menuju {last.tahun} perlu turun {angka(need, 2)} poin setahun"
    if len(recent) < 3:
        return f"{text}."
    line = slope(recent["tahun"].to_numpy(), recent["nilai"].to_numpy(), relative_error).per_year
    word = "turun" if line < 0 else "naik"
    years = f"{recent['tahun'].iloc[0]:.0f}–{latest}"
    return f"{text}; {years} rata-rata {word} {angka(abs(line), 2)} poin setahun."


def _beside(gap: Gap) -> str:
    if gap.poin <= 0:
        return "sudah mencapai"
    return f"{angka(gap.poin, 2)} poin di atas"


def target_table(series: pd.DataFrame, targets: pd.DataFrame, found: list[Gap]) -> pd.DataFrame:
    """One row per plan and year: rencana, tahun, target, realisasi (missing: not yet), selisih,
    jiwa; gaps only for the plan in force."""
    real = dict(zip(series["tahun"], series["nilai"], strict=True))
    gap = {one.tahun: one for one in found}
    force = targets["garis"].iloc[0] if len(targets) else ""
    rows = []
    for row in targets.itertuples():
        ours = gap.get(row.tahun) if row.garis == force else None
        rows.append(
            {
                "rencana": row.garis, "tahun": row.tahun, "target": row.nilai,
                "realisasi": real.get(row.tahun, float("nan")),
                "selisih": ours.poin if ours else float("nan"),
                "jiwa": bulat(ours.jiwa, _PEOPLE_STEP) if ours and ours.jiwa else float("nan"),
                "catatan": row.catatan, "sumber_url": row.sumber_url,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def series_title(name: str, lines: pd.DataFrame, decimals: int) -> str:
    """The newest figure of every line, as a title."""
    newest = lines.groupby("garis", sort=False).tail(1)
    parts = [f"{angka(row.nilai, decimals)} ({row.tahun})" for row in newest.itertuples()]
    if len(parts) == 1:
        return f"{name}: {parts[0]}"
    names = [f"{row.garis} {part}" for row, part in zip(newest.itertuples(), parts, strict=True)]
    return f"{name}: {'; '.join(names)}"


def source_hosts(table: pd.DataFrame) -> str:
    """The sites the figures were read from, each once, in order."""
    hosts = [str(url).split("/")[2].removeprefix("www.") for url in table["sumber_url"].dropna()]
    return ", ".join(dict.fromkeys(hosts))
