"""What the profile says, on screen and on paper: computed sentences and cell texts. Pure.

Only `<em>` marks the finding; whoever shows the text decides how.
"""

import pandas as pd

from pedekate.area_profile.profile import Action, Profile
from pedekate.format import (
    MINUS,
    MISSING,
    angka,
    bilangan,
    is_missing,
    tanggal,
)
from pedekate.indicators.needs import ABOVE, BELOW, HIDDEN, TOO_FEW, TOO_UNKNOWN, UNCLEAR

STATES = {
    ABOVE: "jelas melebihi kota",
    BELOW: "jelas di bawah kota",
    UNCLEAR: "tidak jelas berbeda",
    TOO_FEW: "terlalu sedikit untuk dinilai",
    TOO_UNKNOWN: "isian banyak kosong",
}
UNRANKED = "Belum diperingkat"


def rate(share: float | None) -> str:
    """A share (0..1) in percent: whole from 10 on, one decimal below; `–` when missing."""
    if is_missing(share):
        return MISSING
    return angka(share * 100, 0 if share >= 0.0995 or share == 0 else 1)


def percent(share: float | None) -> str:
    """`rate` with its sign."""
    return MISSING if is_missing(share) else f"{rate(share)}%"


def count(value, note: str = "") -> str:
    """A published count, or in its place `<10`, or `–` for one hidden to protect another."""
    if not is_missing(value):
        return angka(value)
    return note[note.index("<") :].rstrip(")") if "<" in note else MISSING


def points(gap: float | None) -> str:
    """A gap in percentage points with its sign: `+5,6`."""
    if is_missing(gap):
        return MISSING
    sign = "+" if gap > 0 else MINUS if gap < 0 else ""
    return sign + angka(abs(gap) * 100, 1)


def headline(profile: Profile) -> str:
    """How many families, and what they lack most against the city; the finding in `<em>`."""
    families = profile.families["keluarga"]
    if not is_missing(families) and families == 0:
        return f"{profile.nama}: <em>belum ada keluarga yang terdaftar</em>"
    known = f"{angka(families)} keluarga terdaftar" if not is_missing(families) else "keluarga"
    above = profile.gaps[profile.gaps["keadaan"] == ABOVE]
    first = f"{profile.nama}: {known}"
    if above.empty:
        return f"{first}; <em>tidak ada kekurangan yang jelas melebihi kota</em>"
    top = above.iloc[0]
    return (
        f"{first}; <em>{lower_first(top['nama'])} {rate(top['nilai'])} persen, di kota "
        f"{rate(top['kota'])} persen</em>"
    )


def lower_first(name: str) -> str:
    """A name inside a sentence; names that start with capitals (PBI, BPNT) keep them."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def gaps_title(profile: Profile) -> str:
    """How many shortages stand out, and how many cannot be judged."""
    state = profile.gaps["keadaan"]
    above = int((state == ABOVE).sum())
    said = (
        f"{bilangan(above).capitalize()} kekurangan jelas melebihi kota"
        if above
        else "Tak satu pun kekurangan jelas melebihi kota"
    )
    hidden = int((state == HIDDEN).sum())
    return f"{said}; {bilangan(hidden)} terlalu kecil untuk ditampilkan" if hidden else said


def state(row: pd.Series) -> str:
    """Why a gap is named or not, in words."""
    if row["keadaan"] == HIDDEN:
        return "disembunyikan" if "disembunyikan" in str(row["keterangan"]) else "tidak ada data"
    return STATES[row["keadaan"]]


def decile_name(kelas: str) -> str:
    """`1–2` → `Desil 1–2`."""
    return UNRANKED if kelas == "tanpa_desil" else f"Desil {kelas}"


def decile_detail(row: pd.Series) -> str:
    """Single deciles of a group: `1: 120 · 2: 95`; empty for a group of one or a hidden one."""
    parts = row["rincian"]
    return " · ".join(f"{d}: {angka(n)}" for d, n in parts.items()) if len(parts) > 1 else ""


def action_size(action: Action) -> str:
    """`70 jiwa dari 215 (33%)`."""
    share = percent(action.nilai)
    return f"{angka(action.pembilang)} {action.satuan} dari {angka(action.penyebut)} ({share})"


def action_reason(action: Action) -> str:
    """Where the need stands against the city."""
    gap = angka(abs(action.nilai - action.kota) * 100, 1)
    return {
        ABOVE: f"{gap} poin di atas kota ({percent(action.kota)})",
        BELOW: f"{gap} poin di bawah kota ({percent(action.kota)})",
    }.get(action.keadaan, f"tidak jelas berbeda dari kota ({percent(action.kota)})")


def actions_title(profile: Profile) -> str:
    """How many needs, and how many offices they are the work of."""
    if not profile.actions:
        return "Kebutuhan terlalu kecil untuk ditampilkan"
    offices = len({action.opd for action in profile.actions})
    count_of = bilangan(len(profile.actions)).capitalize()
    return f"{count_of} kebutuhan untuk ditindaklanjuti, oleh {bilangan(offices)} OPD"


ACTIONS_ORDER = (
    "Dahulu yang jelas melebihi kota, dari selisih terbesar; lalu menurut urutan prioritas kota"
)


def aid_sentence(profile: Profile) -> str:
    """Target families without any aid."""
    row, target = profile.without_aid, f"desil 1–{profile.target_decile}"
    if is_missing(row["nilai"]):
        return f"Keluarga {target} tanpa bantuan: {hidden_share(row)}"
    return (
        f"{angka(row['pembilang'])} dari {angka(row['penyebut'])} keluarga {target} tanpa "
        f"PKH, BPNT, maupun BPNTD ({percent(row['nilai'])}; kota "
        f"{percent(profile.without_aid_city)})"
    )


def hidden_share(row: pd.Series) -> str:
    """In place of a share that may not be shown: why, and of how many if that may be said.

    A share is hidden when few have the trait or few have it not; which of the two stays unsaid.
    """
    if is_missing(row["penyebut"]):
        return "disembunyikan"
    if row["penyebut"] == 0:
        return "tidak ada keluarganya"
    return f"disembunyikan (dari {angka(row['penyebut'])})"


def verification_sentence(profile: Profile) -> str:
    """Families with a verdict in force, the last one, and whether a meeting is due."""
    row = profile.verification
    if is_missing(row["nilai"]):
        first = f"Keluarga sasaran yang sudah diputus: {hidden_share(row)}"
    else:
        first = (
            f"{angka(row['pembilang'])} dari {angka(row['penyebut'])} keluarga sasaran sudah "
            f"diputus ({percent(row['nilai'])}; kota {percent(profile.verification_city)})"
        )
    last = row.get("putusan_terakhir")
    if last is None or pd.isna(last):
        return f"{first}. Belum pernah ada putusan."
    late = row["terlambat"]
    due = f"musyawarah terlambat {angka(late)} bulan" if late > 0 else "musyawarah tidak terlambat"
    return f"{first}. Putusan terakhir {tanggal(pd.Timestamp(last).date())}; {due}."


def dates(profile: Profile) -> str:
    """`Data: DTSEN 31 Oktober 2026; DTKS …`."""
    return "Data: " + "; ".join(f"{name} {tanggal(day)}" for name, day in profile.dates) + "."


def caveats(profile: Profile) -> tuple[str, ...]:
    """What the reader must know to cite the page."""
    return (
        "Hitungan registri, bukan angka resmi: sampel Susenas tidak cukup untuk angka kelurahan. "
        "Desil adalah urutan nasional perkiraan pengeluaran, bukan penetapan miskin.",
        f"Hitungan dibulatkan; kelompok di bawah {profile.threshold} keluarga disembunyikan (<"
        f"{profile.threshold}), begitu pula angka yang akan membukanya (–). Isian kosong tidak "
        "dihitung sebagai tidak.",
        "Selisih disebut jelas bila sulit terjadi oleh kebetulan pada kelurahan sekecil ini "
        "(Benjamini–Hochberg). Penduduk adalah perkiraan menurut jumlah RT.",
    )
