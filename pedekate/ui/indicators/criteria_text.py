"""What the sections *Set kriteria* and *Prioritas* say: sentences from protected rows. Pure."""

import pandas as pd

from pedekate.format import MISSING, angka, bilangan, daftar, is_missing, persen
from pedekate.indicators.criteria import OBSERVED, SCALED
from pedekate.indicators.priority import FIRM, OPEN, OUTSIDE
from pedekate.schema.criteria import CriteriaSet
from pedekate.ui.indicators.text import rate

CITY = "Kota Malang"
STABILITY = {
    FIRM: "Kokoh: tetap seperlima terburuk",
    OPEN: "Belum pasti: bergantung bobot atau keluarga",
    OUTSIDE: "Di luar seperlima terburuk",
}
_NAMED = 5  # more kelurahan than this are counted, not named


def phrase(chosen: CriteriaSet, threshold: float) -> str:
    """What meeting the set means, with the threshold in force."""
    return chosen.frasa.format(ambang=weight(threshold))


def weight(value: float) -> str:
    """A weight or threshold: whole where it is whole."""
    return angka(value, 0 if float(value).is_integer() else 1)


def set_headline(
    chosen: CriteriaSet, threshold: float, reading: str, area: str, rows: pd.DataFrame
) -> str:
    """How many meet the set in the area, and where most do.

    Args:
        rows: first the area's row, then its kelurahan; nilai, nama, keterangan.
    """
    value, kelurahan = rows.iloc[0], rows.iloc[1:].dropna(subset=["nilai"])
    what = phrase(chosen, threshold)
    if is_missing(value["nilai"]):
        return f"{area}: berapa yang {what} <em>{value['keterangan'] or 'tidak ada data'}</em>"
    start = "" if area == CITY else f"Di {area}, "
    if not value["nilai"] > 0:
        none = f"menurut registri belum ada {chosen.unit_word} yang {what}"
        return start + (none if start else none[0].upper() + none[1:]) + _why_none(chosen)
    word = "diperkirakan " if reading == SCALED else "sekurangnya " if chosen.asked else ""
    word = word if start else word.capitalize()
    share = f"{start}{word}{rate(value['nilai'])} persen {chosen.unit_word} {what}"
    if kelurahan.empty or not kelurahan["nilai"].max() > 0:
        return share
    top = kelurahan.loc[kelurahan["nilai"].idxmax()]
    return f"{share}; <em>tertinggi di {top['nama']} ({rate(top['nilai'])} persen)</em>"


def _why_none(chosen: CriteriaSet) -> str:
    if not chosen.asked:
        return ""
    return f"; <em>hanya {len(chosen.observed)} kriteria yang dapat diamati</em>"


def most_met_title(rows: pd.DataFrame) -> str:
    """The criterion most families meet.

    Args:
        rows: nama, nilai.
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty:
        return "Setiap kriteria"
    top = known.loc[known["nilai"].astype(float).idxmax()]
    return f"Paling banyak terpenuhi: {lower_first(top['nama'])} ({persen(top['nilai'])})"


def lower_first(name: str) -> str:
    """A name inside a sentence: `Lantai tanah` → `lantai tanah`, `SD` stays."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def set_lead(chosen: CriteriaSet, reading: str, value: pd.Series) -> str:
    """What the set is, how much of it can be observed, what is unknown."""
    return " ".join(
        [chosen.deskripsi, observable(chosen), _reading(chosen, reading), _unknown(chosen, value)]
    ).strip()


def observable(chosen: CriteriaSet) -> str:
    """How many criteria a register can answer at all."""
    total, asked = len(chosen.kriteria), len(chosen.asked)
    if not asked:
        return f"Semua {bilangan(total)} kriteria dapat diamati dari registri."
    near = sum(c.pendekatan for c in chosen.observed)
    text = f"{total - asked} dari {total} kriteria dapat diamati dari registri"
    return text + (f", {bilangan(near)} di antaranya hanya pendekatan." if near else ".")


def _reading(chosen: CriteriaSet, reading: str) -> str:
    if reading == SCALED:
        return (
            "Perkiraan: bagian yang terpenuhi dari yang teramati dibandingkan dengan ambang dari "
            f"semua kriteria; keluarga dengan kurang dari {weight(chosen.teramati_minimal or 0)} "
            "kriteria teramati tidak dinilai."
        )
    if reading == OBSERVED and chosen.asked:
        return "Batas bawah: kriteria yang harus ditanyakan di lapangan tidak ikut dihitung."
    return ""


def _unknown(chosen: CriteriaSet, value: pd.Series) -> str:
    known, unknown = value["penyebut"], value["tak_diketahui"]
    if is_missing(known) or is_missing(unknown) or not int(known) + int(unknown):
        return ""
    share = int(unknown) / (int(known) + int(unknown))
    return (
        f"<b>Tidak diketahui: {rate(share)} persen ({angka(unknown)} {chosen.unit_word}); "
        "mereka tidak masuk penyebut.</b>"
    )


def met_title(table: pd.DataFrame, seen: float, criteria: int) -> str:
    """How many lack how much, and on how many answers that rests."""
    counts = table[table["kelas"] != "semua"].set_index("kelas")["keluarga"]
    base = f"rata-rata {angka(seen, 1)} dari {criteria} kriteria teramati per keluarga"
    none, everyone = counts.get("0"), counts.sum(skipna=True)
    if is_missing(none) or not everyone:
        return base[0].upper() + base[1:]
    return f"{persen(1 - none / everyone)} keluarga memenuhi sedikitnya satu; {base}"


def class_title(table: pd.DataFrame, names: tuple[str, str, str]) -> str:
    """The largest finding of a set with three classes."""
    counts = table.set_index("kelas")["keluarga"]
    conditional, total = counts.get("bersyarat"), counts.get("semua")
    if is_missing(conditional) or is_missing(total) or not total:
        return "Menurut kelas"
    return f"{persen(conditional / total)} {names[1].lower()}: jarak sumber air tidak tercatat"


def priority_headline(area: str, rows: pd.DataFrame) -> str:
    """Which kelurahan stay among the worst whatever the weights, and how many hang on them.

    Args:
        rows: kelurahan of the area: nama, kelas.
    """
    firm = rows[rows["kelas"] == FIRM].sort_values("m0", ascending=False)["nama"].tolist()
    open_ = int((rows["kelas"] == OPEN).sum())
    where = "" if area == CITY else f"Di {area}, "
    more = "lagi belum pasti" if firm else "belum pasti"
    rest = f", {bilangan(open_)} {more}" if open_ else ""
    if not firm:
        none = "tidak ada kelurahan yang kokoh di seperlima terburuk kota"
        return f"{where}{none}{rest}" if where else f"{none[0].upper()}{none[1:]}{rest}"
    many = len(firm) > _NAMED
    named = ", ".join(firm[:_NAMED]) + ", dan lainnya" if many else daftar(firm)
    number = f"{bilangan(len(firm))} kelurahan"
    number = number if where else number[0].upper() + number[1:]
    return f"{where}{number} tetap terburuk walau urutannya digoyang{rest}: <em>{named}</em>"


def m0(share: float | None) -> str:
    """M0 in percent with the one decimal it is published with."""
    return MISSING if is_missing(share) else angka(share * 100, 1)


def stability_title(rows: pd.DataFrame) -> str:
    """How far apart the ranks of the kelurahan in the middle lie, weights and families together.

    Args:
        rows: urutan_bawah, urutan_atas, urutan_keluarga_bawah, urutan_keluarga_atas.
    """
    known = rows.dropna(subset=["urutan_bawah", "urutan_keluarga_bawah"])
    if known.empty:
        return "Kelas, bukan peringkat"
    width = (known["urutan_atas"] - known["urutan_bawah"]).median()
    drawn = (known["urutan_keluarga_atas"] - known["urutan_keluarga_bawah"]).median()
    return (
        f"Kelas, bukan peringkat: biasanya urutan bergeser {angka(width)} tempat oleh bobot, "
        f"{angka(drawn)} oleh keluarga yang tercatat"
    )


def ranks(row: pd.Series | dict, name: str = "urutan") -> str:
    """Range of ranks over the draws of weights, or of families (`name` "urutan_keluarga")."""
    low, high = row[f"{name}_bawah"], row[f"{name}_atas"]
    if is_missing(low):
        return "–"
    return f"{angka(low)}–{angka(high)}" if angka(low) != angka(high) else angka(low)


def quadrant_title(rows: pd.DataFrame, behind: int, area: str) -> str:
    """How many kelurahan of the area need more and are reached less than the city.

    Args:
        rows: kelurahan of the area with both figures; empty when none may be shown.
        behind: those of them in the quadrant of high need and low coverage.
    """
    place = "" if area == CITY else f" di {area}"
    if rows.empty:
        return f"Kelurahan{place} terlalu kecil untuk ditampilkan; titiknya kelurahan lain"
    number = bilangan(behind).capitalize() if behind else "Tidak ada"
    return f"{number} kelurahan{place} lebih membutuhkan tetapi kurang terjangkau daripada kota"


def criteria_title(rows: pd.DataFrame) -> str:
    """What contributes most to M0."""
    known = rows.dropna(subset=["kontribusi"])
    if known.empty:
        return "Sumbangan setiap indikator"
    top = known.loc[known["kontribusi"].idxmax()]
    return f"Penyumbang terbesar: {lower_first(top['nama'])} ({persen(top['kontribusi'])} dari M0)"
