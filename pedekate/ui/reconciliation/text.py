"""What the page Padanan says: names of combinations and sentences from protected rows. Pure."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pedekate.format import angka, bilangan, daftar, is_missing, pecahan
from pedekate.ui.indicators.text import rate

CITY = "Kota Malang"


def place(area: str) -> str:
    """The beginning of a sentence about one area; empty for the whole city."""
    return "" if area == CITY else f"Di {area}, "


def combination(kelas: str, names: Mapping[str, str]) -> str:
    """`dtsen` → "Hanya di DTSEN"; all of them → "Di keempat registri"; else the names.

    Args:
        kelas: registries joined by "+".
        names: registry → name, all that were loaded.
    """
    held = kelas.split("+")
    if len(held) == 1:
        return f"Hanya di {names[held[0]]}"
    if len(held) == len(names):
        return f"Di ke{bilangan(len(names))} registri"
    return daftar([names[name] for name in names if name in held])


def overlap_headline(area: str, rows: pd.DataFrame, registries: int) -> str:
    """How many families all registries hold, and how many only one.

    Args:
        rows: kelas ("semua", "dtsen+dtks", …), keluarga (missing when hidden).
    """
    size = rows.set_index("kelas")["keluarga"]
    held = {kelas: len(kelas.split("+")) for kelas in size.index if kelas != "semua"}
    alone = [size[kelas] for kelas, n in held.items() if n == 1]
    every = sum(size[k] for k, n in held.items() if n == registries and not is_missing(size[k]))
    lone = sum(n for n in alone if not is_missing(n))
    at_least = "sedikitnya " if any(map(is_missing, alone)) else ""
    return upper(
        f"{place(area)}{angka(every)} keluarga ada di ke{bilangan(registries)} registri; "
        f"<em>{at_least}{angka(lone)} hanya ada di satu</em>"
    )


def reason_title(a: str, b: str, rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Share of A that is not in B, and the largest cause.

    Args:
        rows: index kelas ("semua", "tiada", the reasons), keluarga.
        names: reason → name.
    """
    whole, missing = rows.loc["semua", "keluarga"], rows.loc["tiada", "keluarga"]
    if is_missing(missing) or is_missing(whole) or not whole:
        return f"Keluarga di {a} yang tidak ada di {b}"
    text = f"{angka(missing)} keluarga di {a} ({rate(missing / whole)} persen) tidak ada di {b}"
    known = rows.loc[list(names), "keluarga"].dropna()
    if not len(known) or not known.max():
        return text
    return f"{text}; sebab terbesar: {names[known.idxmax()].lower()}"


def decile_headline(area: str, a: str, b: str, kinds: pd.Series) -> str:
    """How often two deciles agree, and how often they are far apart.

    Args:
        kinds: families by "sama", "selisih_1", "selisih_2_lebih"; missing when hidden.
    """
    if kinds.isna().any() or not kinds.sum():
        return f"{place(area)}desil menurut {a} dan {b}"
    share = kinds / kinds.sum()
    return upper(
        f"{place(area)}desil {a} dan {b} sama untuk {rate(share['sama'])} persen keluarga; "
        f"<em>{rate(share['selisih_2_lebih'])} persen berbeda dua desil atau lebih</em>"
    )


def decile_title(rows: pd.DataFrame, a: str, b: str) -> str:
    """The most frequent pair of deciles that are two or more apart.

    Args:
        rows: a, b (deciles as text), keluarga; see `reconciliation.tables.matrix`.
    """
    cells = rows[rows["a"].str.isdigit() & rows["b"].str.isdigit()].dropna(subset=["keluarga"])
    apart = (cells["a"].astype(int) - cells["b"].astype(int)).abs() >= 2
    cells = cells[apart & (cells["keluarga"] > 0)]
    if cells.empty:
        return f"Keluarga menurut desil {a} dan {b}"
    top = cells.loc[cells["keluarga"].idxmax()]
    return (
        f"Perbedaan terbanyak: {angka(top['keluarga'])} keluarga berdesil {top['a']} di {a}, "
        f"{top['b']} di {b}"
    )


def status_title(rows: pd.DataFrame, program: str, a: str, b: str) -> str:
    """Recipients by one source whom the other does not hold at all, whichever are more."""
    size = rows.set_index(["a", "b"])["keluarga"]
    outside = {(a, b): size[("ya", "luar")], (b, a): size[("luar", "ya")]}
    known = {pair: n for pair, n in outside.items() if not is_missing(n) and n}
    if not known:
        return f"{program} menurut {a} (baris) dan {b} (kolom)"
    one, other = max(known, key=known.get)
    return (
        f"{angka(known[one, other])} keluarga penerima {program} menurut {one} tidak tercatat di "
        f"{other}"
    )


def widest_title(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The registry that holds most families, and how many it lacks.

    Args:
        rows: kelas ("semua", "dtsen+dtks", …), keluarga (missing when hidden).
    """
    size = rows.set_index("kelas")["keluarga"]
    whole, held = size["semua"], {}
    for name in names:
        with_it = [n for k, n in size.items() if name in k.split("+")]
        if not any(map(is_missing, with_it)):
            held[name] = sum(with_it)
    if is_missing(whole) or not whole or not held:
        return "Keluarga menurut registri yang memuatnya"
    top = max(held, key=held.get)
    return (
        f"{names[top]} memuat {rate(held[top] / whole)} persen keluarga; "
        f"{angka(whole - held[top])} hanya dikenal registri lain"
    )


def status_headline(area: str, program: str, names: tuple[str, str], cells: pd.DataFrame) -> str:
    """How many families only one of two sources marks as recipients.

    Args:
        names: of the two sources.
        cells: index (a, b), keluarga.
    """
    size = cells["keluarga"]
    first = [size[("ya", "tidak")], size[("ya", "luar")]]
    second = [size[("tidak", "ya")], size[("luar", "ya")]]
    both = size[("ya", "ya")]
    if any(map(is_missing, [*first, *second, both])):
        return f"{place(area)}penerima {program} menurut {names[0]} dan {names[1]}"
    total = sum(first) + sum(second) + both
    if not total:
        return f"{place(area)}tidak ada penerima {program} menurut {names[0]} atau {names[1]}"
    more, n = max((sum(first), 0), (sum(second), 1))
    return upper(
        f"{place(area)}{names[0]} dan {names[1]} sepakat atas {rate(both / total)} persen penerima "
        f"{program}; <em>{angka(more)} keluarga hanya menurut {names[n]}</em>"
    )


def what_if_headline(area: str, program: str, a: str, b: str, rows: pd.DataFrame) -> str:
    """Who would leave and who would enter if B replaced A.

    Args:
        rows: index kelas ("hanya_a", "hanya_b", …), keluarga.
    """
    out, new = rows.loc["hanya_a", "keluarga"], rows.loc["hanya_b", "keluarga"]
    start = f"{place(area)}andai sasaran {program} memakai {b}, bukan {a}: "
    if is_missing(out) or is_missing(new):
        known = new if is_missing(out) else out
        word = "masuk" if is_missing(out) else "keluar"
        shown = "jumlah kecil disembunyikan" if is_missing(known) else f"{angka(known)} {word}"
        return upper(f"{start}<em>{shown}</em>")
    return upper(f"{start}<em>{angka(out)} keluarga keluar</em>, {angka(new)} masuk")


def field_headline(area: str, a: str, b: str, rows: pd.DataFrame) -> str:
    """The field in which two sources contradict each other most.

    Args:
        rows: nama, nilai (share in conflict of families known to both; missing when hidden).
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty:
        return f"{place(area)}isian {a} dan {b}"
    top, low = known.loc[known["nilai"].idxmax()], known.loc[known["nilai"].idxmin()]
    share = pecahan(top["nilai"]) if top["nilai"] >= 0.1 else f"{rate(top['nilai'])} persen"
    first = (
        f"{place(area)}{a} dan {b} paling sering berbeda pada {top['nama'].lower()}: "
        f"<em>{share} keluarga</em>"
    )
    if len(known) == 1:
        return upper(first)
    return upper(f"{first}; paling sepakat pada {low['nama'].lower()}")


def areas_title(rows: pd.DataFrame, what: str) -> str:
    """The kelurahan with the highest share.

    Args:
        rows: nama, nilai (0..1; missing when hidden).
        what: completes "… persen …".
    """
    known = rows.dropna(subset=["nilai"])
    if known.empty or not known["nilai"].max():
        return upper(f"{what} menurut kelurahan")
    top = known.loc[known["nilai"].idxmax()]
    return f"Terbanyak di {top['nama']}: {rate(top['nilai'])} persen {what}"


def order_in_words(order: Sequence[str], names: Mapping[str, str]) -> str:
    """Sources as they are asked: "DTSEN, P3KE"; the head's own record is "kepala"."""
    return ", ".join(names.get(name, name) for name in order)


def upper(text: str) -> str:
    """The text with its first letter capital, the rest as it is."""
    return text[0].upper() + text[1:]
