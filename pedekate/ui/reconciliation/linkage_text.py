"""Sentences of the linkage section: pure, from protected tables."""

import pandas as pd

from pedekate.format import MINUS, angka, daftar, is_missing, persen
from pedekate.indicators.agreement import ALL

METHOD_NAMES = {
    "nomor": "KK atau NIK sama",
    "keluarga": "nama atau lahir di keluarga yang sama",
    "model": "model peluang",
    "putusan": "putusan peninjau",
}
STATES = {
    "tertaut": "Jelas sama",
    "ragu tertaut": "Ragu, ditautkan",
    "ragu terpisah": "Ragu, dipisahkan",
}


def headline(table: pd.DataFrame) -> str:
    """How much of the register stands in several sources, at the threshold in force."""
    today = table[table["berlaku"]]
    if today.empty or not today.iloc[0]["keluarga"]:
        return "Belum ada keluarga dari dua sumber yang dapat ditautkan"
    row = today.iloc[0]
    return (
        f"{angka(row['keluarga_dua_sumber'])} dari {angka(row['keluarga'])} keluarga registri "
        "<em>ada di dua sumber atau lebih</em>"
    )


def methods_title(rows: pd.DataFrame, unit: str) -> str:
    """What most links rest on, and how many only the model found."""
    if rows.empty:
        return f"Belum ada {unit} yang ada di dua sumber"
    totals = rows[rows["kelas"] == ALL]["jumlah"].sum()
    model = rows[rows["kelas"] == "model"]["jumlah"].sum(min_count=1)
    if is_missing(model) or not totals:
        return "Hampir semua pasangan bertumpu pada nomor yang sama"
    return (
        f"Dari setiap 1.000 pasangan {unit}, {angka(model / totals * 1000)} hanya "
        "ditemukan model peluang"
    )


def threshold_title(table: pd.DataFrame, chosen: float) -> str:
    """What the chosen threshold changes against the one in force."""
    today = table[table["berlaku"]].iloc[0]
    row = table[table["ambang"] == chosen].iloc[0]
    if row["berlaku"]:
        return (
            f"Ambang {probability(chosen)} berlaku: registri memuat "
            f"{angka(row['keluarga'])} keluarga"
        )
    change = int(row["keluarga"] - today["keluarga"])
    if not change:
        return f"Dengan ambang {probability(chosen)} jumlah keluarga praktis tidak berubah"
    word = "bertambah" if change > 0 else "berkurang"
    return f"Dengan ambang {probability(chosen)} registri {word} {angka(abs(change))} keluarga"


def difference(value: float, today: float) -> str:
    """ "sama dengan sekarang", "+120 dari sekarang"."""
    change = int(value - today)
    if not change:
        return "sama dengan sekarang"
    return f"{'+' if change > 0 else MINUS}{angka(abs(change))} dari sekarang"


def probability(p: float) -> str:
    """0.95 → "95%", 0.999 → "99,9%"; never a hundred, which no model knows."""
    if p > 0.999:
        return "di atas 99,9%"
    return persen(p, 0 if round(p * 100, 6) == round(p * 100) else 1)


def example_title(example: pd.DataFrame) -> str:
    """Which evidence decides for one example pair."""
    first = example.iloc[0]
    steps = example.iloc[1:]
    best = steps.loc[steps["bobot"].idxmax()]
    against = [_inside(name) for name in steps[steps["bobot"] < 0]["pembanding"]]
    verdict = "dipisahkan" if first["keadaan"] == "ragu terpisah" else "ditautkan"
    doubt = f", {daftar(against)} melawan" if against else ""
    return (
        f"Peluang orang yang sama {probability(float(first['peluang']))}, {verdict}: "
        f"{_inside(best['pembanding'])} {best['tingkat']} paling menentukan{doubt}"
    )


def _inside(name: str) -> str:
    """A comparison's name inside a sentence: "tanggal lahir", but "NIK"."""
    return name if name.isupper() else name[:1].lower() + name[1:]
