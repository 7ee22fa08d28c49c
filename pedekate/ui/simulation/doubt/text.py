"""Sentences of the section "Seberapa yakin", computed from the draws. Pure."""

from collections.abc import Mapping

import numpy as np

from pedekate.format import NBSP, angka, is_missing, persen_kata, rentang, rupiah, rupiah_penuh
from pedekate.simulation.uncertainty import better_share, interval

# Below and above, two rules are told apart; between them they are not.
_WORSE, _BETTER = 0.1, 0.9


def headline(money: float, errors: np.ndarray, *, told_apart: str) -> str:
    """The answer of the section.

    Args:
        errors: (draws,) share of poor families left out under the chosen ranking.
        told_apart: `against` in one clause.
    """
    if not money > 0:
        return "Tanpa anggaran tidak ada keluarga miskin yang terjangkau"
    low, high = interval(1 - errors, level=0.8)
    if is_missing(low):
        return f"Dengan {rupiah(money)} setahun tidak ada keluarga miskin yang dapat dihitung"
    return (
        f"Dengan {rupiah(money)} setahun, {percents(low, high)}{NBSP}persen keluarga miskin "
        f"terjangkau; <em>{told_apart}</em>"
    )


def percents(low: float, high: float) -> str:
    """`34–47`; one number when both ends round to it; decimals when they are small."""
    decimals = 0 if high >= 0.1 else 1
    if angka(100 * low, decimals) == angka(100 * high, decimals):
        return angka(100 * low, decimals)
    return rentang(100 * low, 100 * high, decimals)


def verdict(share: float) -> str:
    """What a share of draws in which the chosen rule is better means."""
    if is_missing(share):
        return "tidak dapat dihitung"
    if share >= _BETTER:
        return "lebih baik"
    if share <= _WORSE:
        return "kurang baik"
    return "tidak dapat dibedakan"


def against(errors: Mapping[str, np.ndarray], chosen: str) -> str:
    """How the chosen rule stands beside all others, in one clause.

    Args:
        errors: name of a ranking → (draws,) share of poor families left out.
    """
    others = {name: better_share(errors[chosen], e) for name, e in errors.items() if name != chosen}
    if not others:
        return "tidak ada cara lain untuk dibandingkan"
    unclear = [name for name, share in others.items() if verdict(share) == "tidak dapat dibedakan"]
    worse = [name for name, share in others.items() if verdict(share) == "kurang baik"]
    if len(unclear) == len(others):
        return "tidak dapat dibedakan dari cara lain"
    if worse:
        return f"{worse[0]} menjangkau lebih banyak"
    if unclear:
        return f"tidak dapat dibedakan dari {unclear[0]}"
    return "lebih banyak daripada cara lain"


def pair_sentence(chosen: str, other: str, a: np.ndarray, b: np.ndarray) -> str:
    """Which of two rules leaves fewer poor families out, and in how many of the draws."""
    if np.array_equal(a, b, equal_nan=True):
        return f"{chosen} dan {other} menjangkau persis sama banyak"
    share = better_share(a, b)
    if is_missing(share):
        return f"{chosen} dan {other} tidak dapat dibandingkan"
    word = verdict(share)
    if word == "tidak dapat dibedakan":
        return (
            f"{chosen} dan {other} tidak dapat dibedakan: {chosen} lebih baik dalam "
            f"{draws(share)} undian"
        )
    first, second, share = (
        (chosen, other, share) if word == "lebih baik" else (other, chosen, 1 - share)
    )
    return f"{first} lebih baik daripada {second} dalam {draws(share)} undian"


def draws(share: float) -> str:
    """A share of the draws: `semua`, `93 persen`; never a rounded all or none that is not."""
    if share in (0, 1):
        return "semua" if share else "tidak satu pun"
    return f"{angka(min(99, max(1, round(100 * share))))}{NBSP}persen"


def poverty_title(before: np.ndarray, after: np.ndarray) -> str:
    """What the programme does to the headcount over the draws, the change paired."""
    fall = before - after
    low, high = (100 * end for end in interval(fall, level=0.8))
    if is_missing(low):
        return "Pengaruh terhadap kemiskinan tidak dihitung"
    if angka(high, 2) == "0,00":
        return "Angka kemiskinan tidak berubah"
    decimals = 1 if low >= 0.1 else 2
    if angka(low, decimals) == angka(high, decimals):
        return f"Kemiskinan turun sekitar {angka(low, decimals)} poin persen"
    return f"Kemiskinan turun {rentang(low, high, decimals)} poin persen"


def sensitivity_title(base: float, lowest: tuple[str, float], highest: tuple[str, float]) -> str:
    """Which assumption moves the share reached most.

    Args:
        base: median share reached today; lowest, highest: name of an assumption and its median.
    """
    if is_missing(base):
        return "Kepekaan tidak dapat dihitung"
    name, value = max((lowest, highest), key=lambda pair: abs(pair[1] - base))
    points = 100 * (value - base)
    if abs(points) < 0.5:
        return "Andaian yang dicoba mengubah jangkauan kurang dari setengah poin"
    way = "menambah" if points > 0 else "mengurangi"
    return f"{name} {way} jangkauan {angka(abs(points), 1)} poin persen"


def basis(
    *,
    line: float,
    year: int,
    missing: float,
    registered: str,
    seed: int,
    by_decile: bool,
    true_city: bool,
) -> str:
    """What the draws rest on, and what they cannot say."""
    decile = (
        " Desil memuat keterangan di luar skor (misalnya hasil pemeringkatan nasional); undian "
        "menilainya dengan skor saja, jadi keunggulannya, bila ada, tidak terlihat di sini."
        if by_decile
        else ""
    )
    other = (
        " Bagian Hasil memakai pengeluaran sebenarnya kota sintetis, jadi angkanya dapat di luar "
        "rentang ini."
        if true_city
        else ""
    )
    return (
        "Kebenaran yang dipakai: 200 undian pengeluaran menurut skor kebutuhan (galat koefisien, "
        "efek kelurahan, sisaan menurut seperlima skor), masing-masing disetel ke P0 resmi dengan "
        f"galat surveinya; pengeluaran sebenarnya tidak dipakai.{other}{decile} Miskin: di bawah "
        f"{rupiah_penuh(line)} per orang per bulan ({year}). {persen_kata(missing)} keluarga "
        f"miskin diandaikan di luar setiap registri. Registri {registered}. Benih {seed}. "
        "Perubahan perilaku, harga, dan politik tidak dimodelkan."
    )
