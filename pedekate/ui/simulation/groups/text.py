"""Sentences of the section "Pemenang dan kelompok". Pure."""

import pandas as pd

from pedekate.format import NBSP, angka, daftar, is_missing, persen, rupiah
from pedekate.ui.simulation.groups.model import ALL, NOT_SAID

FEW = "kurang dari 10"


def families(count: float) -> str:
    """A count in a sentence; a hidden one says why."""
    return FEW if is_missing(count) else angka(count)


def headline(before: str, after: str, moves: pd.DataFrame) -> str:
    """What replacing one rule by the other does to who is served.

    Args:
        moves: `simulation_groups_model.moves`; hanya_a loses, hanya_b wins.
    """
    rows = moves.set_index("bagian")
    lost, won = rows.loc["hanya_a", "keluarga"], rows.loc["hanya_b", "keluarga"]
    start = f"Dari {before} ke {after}: "
    if lost == 0 and won == 0:
        return f"{start}penerimanya tetap sama"
    return f"{start}{families(won)} keluarga masuk, <em>{families(lost)} keluarga keluar</em>"


def lead(moves: pd.DataFrame) -> str:
    """How many stay, and how many poor families come in and drop out."""
    rows = moves.set_index("bagian")
    won, lost = rows.loc["hanya_b", "miskin"], rows.loc["hanya_a", "miskin"]
    return (
        f"{families(rows.loc['keduanya', 'keluarga'])} keluarga menerima dengan kedua cara. "
        f"Keluarga miskin yang masuk: {families(won)}; yang keluar: {families(lost)}. "
        "Anggaran dan manfaat sama. Simulasi, bukan penetapan penerima."
    )


def moves_title(moves: pd.DataFrame) -> str:
    """How much of both lists is one list."""
    shares = moves.set_index("bagian")["keluarga"]
    if shares.isna().any() or not shares.sum():
        return "Siapa masuk, siapa keluar, siapa tetap"
    return (
        f"{persen(shares['keduanya'] / shares.sum())} keluarga pada kedua daftar menerima dengan "
        "cara mana pun"
    )


def fairness_title(shown: pd.DataFrame, intended: set[tuple[str, str]]) -> str:
    """The widest gap between classes of one grouping that is not what the programme is for.

    Args:
        shown: `simulation_groups_model.reach`. intended: (sifat, kelas) the programme is meant for.
    """
    city = shown["nilai"].iloc[0]
    if is_missing(city):
        return "Jangkauan menurut kelompok tidak dapat ditampilkan"
    meant = {kind for kind, _ in intended}
    rows = shown[~shown["sifat"].isin([ALL, "silang", *meant]) & shown["nilai"].notna()]
    rows = rows[~rows["kelas"].isin(NOT_SAID)]
    if rows.empty:
        return "Tidak ada kelompok yang cukup besar untuk dibandingkan"
    worst = rows.loc[rows["nilai"].idxmin()]
    points = 100 * (city - worst["nilai"])
    if points < 1:
        return "Keluarga miskin terjangkau hampir sama di semua kelompok"
    return (
        f"Paling tertinggal: {worst['kelas'][0].lower() + worst['kelas'][1:]}"
        if worst["sifat"] != "kecamatan"
        else f"Paling tertinggal: Kecamatan {worst['kelas']}"
    ) + f", {angka(points)} poin persen di bawah kota"


def margin_title(bound: bool, masuk: float) -> str:
    """What five percent more money would do."""
    if not bound:
        return "Tambahan uang tidak menambah penerima: semua yang dapat diperingkat sudah terlayani"
    return f"Tambahan 5 persen anggaran memasukkan {families(masuk)} keluarga"


def margin_lines(budget: dict[str, float], rank: dict[str, float] | None, step: str) -> list:
    """(amount, what it is) of everything that hangs on the margin.

    Args:
        budget, rank: rounded families, NaN = hidden. step: what one step of rank is.
    """
    lines = [
        (families(budget["masuk"]), "keluarga masuk bila anggaran naik 5 persen, "
         f"di antaranya miskin: {families(budget['miskin_masuk'])}"),
        (families(budget["keluar"]), "keluarga keluar bila anggaran turun 5 persen, "
         f"di antaranya miskin: {families(budget['miskin_keluar'])}"),
    ]  # fmt: skip
    if rank is not None:
        lines += [
            (families(rank["keluar"]), f"penerima yang kehilangan tempat bila {step} lebih mampu"),
            (families(rank["masuk"]), f"keluarga yang mendapat tempat bila {step} lebih miskin"),
        ]
    return lines


def profile_sentence(shown: pd.DataFrame) -> str:
    """What families near the margin are mostly like."""
    largest = []
    for kind in ("anggota", "desil", "kecamatan"):
        rows = shown[(shown["sifat"] == kind) & shown["keluarga"].notna()]
        if len(rows):
            row = rows.loc[rows["keluarga"].astype(int).idxmax()]
            name = row["kelas"] if kind == "kecamatan" else row["kelas"].lower()
            largest.append(f"{name} ({angka(row['keluarga'])})")
    return f"Terbanyak di sekitar batas: {daftar(largest)}" if largest else ""


def worth_title(before: dict[str, float], after: dict[str, float], a: str, b: str) -> str:
    """Which rule reaches a poor family more cheaply."""
    one, two = before["biaya_per_miskin"], after["biaya_per_miskin"]
    if is_missing(one) or is_missing(two):
        return "Apa yang dibeli uangnya"
    if rupiah(one) == rupiah(two):
        return f"Kedua cara sama mahal: {rupiah(one)} per keluarga miskin terjangkau"
    cheap, dear = (b, a) if two < one else (a, b)
    return (
        f"{cheap} lebih murah: {rupiah(min(one, two))} per keluarga miskin terjangkau, "
        f"{dear}{NBSP}{rupiah(max(one, two))}"
    )
