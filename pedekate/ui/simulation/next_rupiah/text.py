"""Sentences of the section "Rupiah berikutnya". Pure."""

import math

import numpy as np
import pandas as pd

from pedekate.format import NBSP, angka, desil, is_missing, persen_kata, rentang, rupiah
from pedekate.simulation.curve import Gain
from pedekate.ui.simulation.groups.text import families
from pedekate.ui.simulation.model import cost_per_poor, count
from pedekate.ui.simulation.next_rupiah.model import Stretches

MORE = f"Rp{NBSP}1{NBSP}miliar berikutnya"


def headline(found: Gain, known: Stretches, budget: float) -> str:
    """The answer of the section: what the next billion reaches, and where it grows dearer."""
    if not found.penerima > 0:
        return f"{MORE} tidak menjangkau siapa pun lagi: <em>seluruh antrean sudah terlayani</em>"
    reached = count(found.miskin)
    if reached == 0:
        return f"{MORE} <em>tidak menambah satu pun keluarga miskin</em>"
    if is_missing(reached):
        return f"{MORE} menjangkau <em>kurang dari 10 keluarga miskin</em>{_bend(known, budget)}"
    price = cost_per_poor(found.uang_rp, found.miskin)
    return (
        f"{MORE} menjangkau sekitar <em>{angka(reached)} keluarga miskin</em>, {rupiah(price)} "
        f"per keluarga{_bend(known, budget, price)}"
    )


def _bend(known: Stretches, budget: float, price: float = math.nan) -> str:
    """Where the curve bends, and how dear a further family is from there on."""
    if known.knee is None:
        return ""
    if budget >= known.knee:
        return f"; titik beloknya, sekitar {rupiah(known.knee)}, sudah terlewati"
    after = known.cost_at(known.knee)
    if after == math.inf:
        return f"; sesudah sekitar {rupiah(known.knee)} tidak ada lagi yang bertambah"
    if is_missing(after) or not after > price:
        return f"; titik beloknya sekitar {rupiah(known.knee)}"
    return f"; sesudah sekitar {rupiah(known.knee)} biayanya naik menjadi {rupiah(after)}"


def lead(found: Gain) -> str:
    """Everybody the next billion reaches, and the gap it closes."""
    people = count(found.jiwa_miskin) if not is_missing(count(found.miskin)) else math.nan
    text = f"Semuanya {families(count(found.penerima))} keluarga penerima baru"
    if not is_missing(people) and people > 0:
        each = cost_per_poor(found.uang_rp, found.jiwa_miskin)
        text += f"; yang miskin beranggota sekitar {angka(people)} jiwa, {rupiah(each)} per jiwa"
    if not is_missing(found.jurang_rp) and not is_missing(count(found.miskin)):
        closed = float(f"{found.jurang_rp:.2g}")
        text += f". Kekurangan belanja yang tertutup {rupiah(closed)} setahun"
    return f"{text}. Simulasi, bukan penetapan penerima."


def yield_title(known: Stretches) -> str:
    """How fast the yield of a billion falls along the queue."""
    first, last = known.fitted[0], known.fitted[-1]
    if known.knee is None:
        return "Tiap miliar menjangkau keluarga miskin hampir sama banyak, dari awal sampai akhir"
    times = first / last if last > 0 else math.inf
    if times >= 10:
        return "Miliar pertama menjangkau jauh lebih banyak keluarga miskin daripada yang terakhir"
    return (
        f"Miliar pertama menjangkau {angka(times, 1)} kali keluarga miskin yang dijangkau miliar "
        "terakhir"
    )


def order_title(chance: float) -> str:
    """What the area under the cut-off curve means."""
    if is_missing(chance):
        return "Ketepatan urutan tidak dapat dihitung"
    return (
        "Dari satu keluarga miskin dan satu yang tidak, antrean ini mendahulukan yang miskin dalam "
        f"{persen_kata(chance)} pasangan"
    )


def cut_name(peringkat: str, key: float, share: float) -> str:
    """A cut-off as an officer would say it."""
    # Without percentile or city rank a family stands in the middle of its decile.
    if peringkat == "desil" and abs(key % 1 - 0.5) < 1e-9:
        return f"sampai {desil(1, math.ceil(key))}"
    if peringkat == "skor":
        return f"sampai skor {rupiah(float(f'{math.exp(key):.3g}'))}"
    return f"{persen_kata(share)} keluarga kota"


def programmes_title(table: pd.DataFrame, names: dict[str, str], apart: bool | None) -> str:
    """Which programme's next billion reaches most, and closes most."""
    known = table[table["miskin"] > 0]
    if known.empty:
        return "Tidak satu program pun menjangkau sepuluh keluarga miskin atau lebih dengan " + MORE
    best = names[known["program"].iloc[0]]
    reached = angka(known["miskin"].iloc[0])
    text = f"{MORE} menjangkau paling banyak di {best} (sekitar {reached} keluarga miskin)"
    if apart is False:
        text += f", tidak dapat dibedakan dari {names[known['program'].iloc[1]]}"
    closing = table[table["jurang"] > 0]
    if len(closing):
        top = closing.loc[closing["jurang"].idxmax()]
        text += f"; kekurangan terbanyak tertutup di {names[top['program']]}"
    return text


def drawn(bounds: tuple[float, float]) -> str:
    """What the draws leave open of the next billion.

    Args:
        bounds: families, an 80 percent interval.
    """
    low, high = (count(value) for value in bounds)
    if is_missing(high) or high == 0:
        return "Menurut 200 undian keadaan kota jumlah itu kurang dari 10 keluarga."
    ends = rentang(low, high) if not is_missing(low) else f"sampai {angka(high)}"
    return (
        f"Menurut 200 undian keadaan kota, {MORE} pada pilihan ini menjangkau {ends} keluarga "
        f"miskin (rentang 80{NBSP}persen). Undian hanya mengenal skor, jadi dapat menyimpang dari "
        "angka yang memakai pengeluaran; lihat bagian Seberapa yakin."
    )


def price(value: float) -> str:
    """Rupiah per family; nothing to buy is said in words."""
    return "tidak ada lagi" if value == np.inf else rupiah(value)
