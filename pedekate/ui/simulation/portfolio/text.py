"""Sentences of the section "Banyak program". Pure."""

from collections.abc import Mapping

from pedekate.format import NBSP, angka, bulat, daftar, is_missing, rupiah
from pedekate.ui.simulation.groups.text import families

BILLION = 1e9
_RUN = "Simulasi, bukan penetapan penerima."


def headline(doubles: float, freed: float, aturan: str) -> str:
    """How many families get several benefits, and what serving each once would free.

    Args:
        doubles: rounded families with two or more benefits they can spend; NaN = hidden.
        freed: rupiah, two digits.
    """
    if aturan == "satu":
        return "Dengan satu bantuan belanja per keluarga tidak ada uang yang berganda"
    if doubles == 0:
        return "Tidak ada keluarga yang menerima lebih dari satu bantuan belanja"
    return (
        f"{families(doubles).capitalize()} keluarga menerima dua bantuan belanja atau lebih; "
        f"<em>{rupiah(freed)} setahun</em> di antaranya berganda"
    )


def lead(extra: float, extra_poor: float, aturan: str) -> str:
    """What the freed money buys: one benefit a family against benefits that pile up.

    Args:
        extra, extra_poor: rounded families, poor ones, that would get one; NaN = hidden.
    """
    if is_missing(extra):
        return f"Satu bantuan per keluarga menjangkau {families(extra)} keluarga lagi. {_RUN}"
    if extra == 0:
        return f"Satu bantuan per keluarga tidak menjangkau keluarga lain. {_RUN}"
    start = (
        "Dibanding boleh menumpuk" if aturan == "satu" else "Bila tiap keluarga hanya menerima satu"
    )
    return (
        f"{start}, uang yang sama menjangkau {angka(extra)} keluarga lagi, "
        f"{families(extra_poor)} di antaranya miskin. {_RUN}"
    )


def order_title(first: str, last: str) -> str:
    return f"Dilayani berurutan, {first} lebih dulu dan {last} terakhir"


def support_title(most: float) -> str:
    """The mean support of families with three programmes or more; NaN without any shown."""
    if is_missing(most):
        return "Bantuan setahun menurut banyaknya program"
    return f"Keluarga dengan tiga program atau lebih menerima rata-rata {rupiah(most)} setahun"


def split_title(gain: float, tujuan: str, today: float) -> str:
    """What the best split achieves beyond today's.

    Args:
        gain: result beyond today's budgets; families, or rupiah a year.
    """
    if today > 0 and abs(gain) < 0.005 * today or abs(gain) < 1:
        return "Pembagian terbaik mencapai hasil yang sama dengan pembagian sekarang"
    more = "lebih banyak" if gain > 0 else "lebih sedikit"
    if tujuan == "jurang":
        return f"Pembagian terbaik menutup {rupiah(abs(gain))} kekurangan {more} daripada sekarang"
    return (
        f"Pembagian terbaik menjangkau {families(bulat(abs(gain), 10))} keluarga miskin {more} "
        "daripada pembagian sekarang"
    )


def shadow(price: float, tujuan: str) -> str:
    """What a further billion would achieve, from the dual price of the budget."""
    more = price * BILLION
    if tujuan == "jurang":
        if rupiah(more) == rupiah(0):
            return "Tambahan anggaran tidak menutup kekurangan lagi: semua yang layak terlayani"
        return f"Tambahan Rp{NBSP}1{NBSP}miliar menutup sekitar {rupiah(two_digits(more))} lagi"
    if more < 1:
        return "Tambahan anggaran tidak menjangkau keluarga miskin lagi: semua yang layak terlayani"
    return (
        f"Tambahan Rp{NBSP}1{NBSP}miliar menjangkau sekitar {angka(two_digits(more))} keluarga "
        "miskin lagi"
    )


def infeasible(short: Mapping[str, float], programmes: Mapping[str, str], areas: tuple) -> str:
    """Which rule cannot be kept, in words.

    Args:
        short: rule → how much it is short, as `split.Infeasible` names them.
        programmes: id → short name. areas: names of the kelurahan by index.
    """
    floors, quotas = [], []
    for rule, amount in short.items():
        kind, _, name = rule.partition(":")
        if kind == "kuota":
            quotas.append(f"{areas[int(name)]} (kurang {angka(max(1, amount))} keluarga)")
        else:
            floors.append(f"{programmes[name]} (kurang {rupiah(two_digits(amount))})")
    parts = []
    if floors:
        parts.append(f"batas bawah {daftar(floors)}")
    if quotas:
        shown = quotas[:3]
        rest = len(quotas) - len(shown)
        named = daftar([*shown, f"{rest} kelurahan lain"] if rest else shown)
        parts.append(f"jatah kelurahan {named}")
    return f"Tidak ada pembagian yang memenuhi semua aturan: {'; '.join(parts)}"


def two_digits(value: float) -> float:
    return float(f"{value:.2g}")
