"""Who should be verified, and why: reasons computed from the register, none blames a person."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from pedekate.verification.policy import ErrorPolicy, Reason, ReviewPolicy

# Columns of the frame every function here reads: one row per family of the register.
#   id_keluarga, kode_kelurahan, desil, desil_p3ke (<NA>: none), di_… of every source, terima,
#   nik_sah, ada_meninggal, orang_ganda (bool), skor (NaN: none), hasil (None: no verdict),
#   tanggal (NaT: no verdict).
_DAYS_PER_MONTH = 365.25 / 12
Check = Callable[[pd.DataFrame, float, dt.date, ErrorPolicy], np.ndarray]


def targets(frame: pd.DataFrame, policy: ReviewPolicy) -> np.ndarray:
    """(n,) bool: families some registry or programme counts among the needy."""
    rule = policy.sasaran
    found = _at_most(frame["desil"], rule.desil_maks)
    found |= _at_most(frame["desil_p3ke"], rule.desil_p3ke_maks)
    for source in rule.sumber:
        found |= frame[f"di_{source}"].to_numpy(bool)
    if rule.penerima_bantuan:
        found |= frame["terima"].to_numpy(bool)
    return found


def reason_flags(
    frame: pd.DataFrame, policy: ReviewPolicy, wrong: ErrorPolicy, today: dt.date
) -> pd.DataFrame:
    """Which reasons hold for which family.

    Args:
        frame: the register, columns as listed at the top of this module.
        wrong: which verdicts say the family should not be listed.
        today: date of the register; verdicts age against it, not against the clock.

    Returns:
        One bool column per reason id in the order of urgency, index as `frame`. Reasons hold for
        targets only, except a low score without aid, which is how a family outside is found.
    """
    target = targets(frame, policy)
    flags = {}
    for reason in policy.alasan:
        holds = _CHECKS[reason.id](frame, reason.batas or 0.0, today, wrong)
        everyone = reason.id == "skor_rendah_tanpa_bantuan"
        flags[reason.id] = holds if everyone else holds & target
    return pd.DataFrame(flags, index=frame.index)


def due_list(
    frame: pd.DataFrame, flags: pd.DataFrame, policy: ReviewPolicy, limit: int | None = None
) -> pd.DataFrame:
    """Families with a reason, most urgent first within their kelurahan.

    Args:
        limit: families per kelurahan at most; None keeps all.

    Returns:
        The rows of `frame` with alasan (names, most urgent first, separated by "; ") and ke
        (1, 2, … within the kelurahan). Ties by more reasons, then id: the same list every time.
    """
    order = flags.to_numpy(bool)
    some = order.any(axis=1)
    found = frame[some].copy()
    rows = order[some]
    found["_awal"], found["_banyak"] = rows.argmax(axis=1), -rows.sum(axis=1)
    names = np.array([reason.nama for reason in policy.alasan], dtype=object)
    found["_baris"] = np.arange(len(found))
    found = found.sort_values(["kode_kelurahan", "_awal", "_banyak", "id_keluarga"])
    found["ke"] = found.groupby("kode_kelurahan").cumcount() + 1
    if limit is not None:
        found = found[found["ke"] <= limit]
    found["alasan"] = ["; ".join(names[rows[i]]) for i in found["_baris"]]
    return found.drop(columns=["_awal", "_banyak", "_baris"]).reset_index(drop=True)


def current_verdicts(frame: pd.DataFrame, policy: ReviewPolicy, today: dt.date) -> np.ndarray:
    """(n,) bool: families whose verdict is still in force."""
    limit = next((r.batas for r in policy.alasan if r.id == "putusan_lama"), None)
    known = frame["hasil"].notna().to_numpy()
    return known if limit is None else known & ~_older(frame, limit, today)


def _at_most(values: pd.Series, limit: float) -> np.ndarray:
    """Missing is not at most anything."""
    return values.astype("Float64").le(limit).fillna(False).to_numpy(bool)


def _at_least(values: pd.Series, limit: float) -> np.ndarray:
    return values.astype("Float64").ge(limit).fillna(False).to_numpy(bool)


def _older(frame: pd.DataFrame, months: float, today: dt.date) -> np.ndarray:
    age = pd.Timestamp(today) - pd.to_datetime(frame["tanggal"])
    return (age > pd.Timedelta(days=months * _DAYS_PER_MONTH)).to_numpy()


def _ignored(frame, limit, today, wrong) -> np.ndarray:
    return frame["hasil"].isin(wrong.keliru).to_numpy() & frame["terima"].to_numpy(bool)


def _died(frame, limit, today, wrong) -> np.ndarray:
    # A verdict "meninggal" has settled it already.
    return frame["ada_meninggal"].to_numpy(bool) & frame["hasil"].isna().to_numpy()


def _twice(frame, limit, today, wrong) -> np.ndarray:
    return frame["orang_ganda"].to_numpy(bool)


def _aid_high(frame, limit, today, wrong) -> np.ndarray:
    return frame["terima"].to_numpy(bool) & _at_least(frame["desil"], limit)


def _aid_unranked(frame, limit, today, wrong) -> np.ndarray:
    return frame["terima"].to_numpy(bool) & frame["desil"].isna().to_numpy()


def _low_score(frame, limit, today, wrong) -> np.ndarray:
    score = frame["skor"].to_numpy(float)
    known = score[~np.isnan(score)]
    if not len(known):
        return np.zeros(len(frame), bool)
    line = np.quantile(known, limit)
    return np.less_equal(score, line, where=~np.isnan(score), out=np.zeros(len(score), bool)) & (
        ~frame["terima"].to_numpy(bool)
    )


def _apart(frame, limit, today, wrong) -> np.ndarray:
    distance = (frame["desil"].astype("Float64") - frame["desil_p3ke"].astype("Float64")).abs()
    return _at_least(distance, limit)


def _no_nik(frame, limit, today, wrong) -> np.ndarray:
    return ~frame["nik_sah"].to_numpy(bool)


def _old(frame, limit, today, wrong) -> np.ndarray:
    return _older(frame, limit, today)


def _never(frame, limit, today, wrong) -> np.ndarray:
    return frame["hasil"].isna().to_numpy()


_CHECKS: dict[str, Check] = {
    "putusan_diabaikan": _ignored,
    "ada_yang_meninggal": _died,
    "mungkin_ganda": _twice,
    "bantuan_desil_tinggi": _aid_high,
    "bantuan_tanpa_desil": _aid_unranked,
    "skor_rendah_tanpa_bantuan": _low_score,
    "beda_desil": _apart,
    "tanpa_nik_sah": _no_nik,
    "putusan_lama": _old,
    "belum_pernah": _never,
}


def reason_counts(flags: pd.DataFrame, reasons: tuple[Reason, ...]) -> pd.DataFrame:
    """Families per reason, in the order of urgency: id, nama, keluarga. Families count in each."""
    return pd.DataFrame(
        {
            "id": [r.id for r in reasons],
            "nama": [r.nama for r in reasons],
            "keluarga": [int(flags[r.id].sum()) for r in reasons],
        }
    )
