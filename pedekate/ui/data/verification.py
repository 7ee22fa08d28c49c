"""Field verification: progress, reasons, measured errors; protected. Rows only for a right."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.disclosure import SHOWN, Line, Policy, policy, protect_counts, protect_shares
from pedekate.indicators.coverage import area_lines
from pedekate.store import casebook, queries
from pedekate.store.casebook import Sample
from pedekate.ui.access import session
from pedekate.ui.data.city import CITY, all_areas, status
from pedekate.ui.data.door import ask, mark
from pedekate.verification import measured, progress, reasons, sampling
from pedekate.verification.policy import error_policy, review_policy
from pedekate.verification.published import published_progress
from pedekate.verification.sampling import Design


@dataclass(frozen=True, slots=True, eq=False)
class _Register:
    """Exact, row by row; never leaves this module but through a right."""

    frame: pd.DataFrame
    flags: pd.DataFrame
    target: np.ndarray
    current: np.ndarray


def verification_progress() -> pd.DataFrame:
    """Families to verify and those with a verdict in force, in every area.

    Columns of `all_areas`, those of `protect_shares` (pembilang: verified, penyebut: to verify),
    putusan_terakhir (date, NaT: never) and terlambat (months a meeting is overdue, <NA>: never).
    """
    return all_areas().merge(_progress(mark()), on=["tingkat", "kode"])


def verification_reasons(kode: str = CITY) -> pd.DataFrame:
    """Families per reason in one area: id, nama, keluarga (<NA> hidden), keterangan."""
    return _reasons(mark(), kode)


def unlinked_verdicts() -> int:
    """Verdicts whose family is not in the register (papers, not families: shown as they are)."""
    return _unlinked(mark())


def measured_errors(*, sampled: bool = False) -> pd.DataFrame:
    """Measured error of every source in every area.

    `sampled`: from the verdicts on the last drawn sample only, given since it was drawn.

    Columns of `all_areas`, sumber, nama_sumber, nilai, bawah, atas (shares; NaN when hidden or
    from too few verdicts), n (rounded, <NA> hidden), terwakili, keterangan.
    """
    number = sample.nomor if sampled and (sample := _last_sample()) else None
    return all_areas().merge(_errors(mark(), number), on=["tingkat", "kode"])


def verdict_counts(kode: str = CITY) -> pd.DataFrame:
    """Families per latest verdict in one area; see `progress.verdict_counts`, protected."""
    return _verdicts(mark(), kode)


def sampled_verdicts() -> int | None:
    """Families of the last drawn sample with a verdict since; None without a sample.

    0 also when there are fewer than may be shown.
    """
    if (sample := _last_sample()) is None:
        return None
    count = int(_on_sample(_register(mark()).frame, sample).sum())
    return count if count >= policy().threshold else 0


def sample_plan(design: Design) -> tuple[pd.DataFrame, float]:
    """A design by decile class: kelas, keluarga (protected), terpilih; and its 95 % half-width."""
    return _plan(mark(), design)


def due_families(kode: str, limit: int | None = None) -> pd.DataFrame:
    """Families of one kelurahan for its worksheet, by pseudonym; see `reasons.due_list`.

    Raises:
        AccessError: the session may not, or the kelurahan is not its own.
    """
    who = session()
    who.require("lembar_kerja", "Lembar kerja dengan nama")
    who.require_area(kode)
    found = _register(mark())
    inside = (found.frame["kode_kelurahan"] == kode).to_numpy()
    frame, flags = found.frame[inside], found.flags[inside]
    return reasons.due_list(frame, flags, review_policy(), limit)


def drawn_sample(design: Design) -> pd.DataFrame:
    """The families of a design, by pseudonym; see `sampling.draw`.

    Raises:
        AccessError: the session may not draw samples.
    """
    session().require("sampel", "Daftar keluarga sampel")
    return sampling.draw(_targets(mark()), design, error_policy())


@st.cache_resource(show_spinner=False, max_entries=1)
def _register(key: str) -> _Register:
    frame = ask(queries.keluarga_verifikasi)
    # Verdicts age against the register, so that the same data give the same list tomorrow.
    day, rules = status().tanggal_registri, review_policy()
    return _Register(
        frame=frame,
        flags=reasons.reason_flags(frame, rules, error_policy(), day),
        target=reasons.targets(frame, rules),
        current=reasons.current_verdicts(frame, rules, day),
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _unlinked(key: str) -> int:
    return int(ask(queries.putusan_lepas)["putusan"].iloc[0])


def _last_sample() -> Sample | None:
    return casebook.latest_sample(config.gudang_dir())


def _on_sample(frame: pd.DataFrame, sample: Sample) -> np.ndarray:
    """(n,) bool: drawn, and judged on the day of the draw or later."""
    since = pd.to_datetime(frame["tanggal"]) >= pd.Timestamp(sample.tanggal)
    return (frame["id_keluarga"].isin(sample.keluarga) & since).to_numpy()


def _targets(key: str) -> pd.DataFrame:
    found = _register(key)
    return found.frame[found.target].reset_index(drop=True)


@st.cache_data(show_spinner=False, max_entries=4)
def _progress(key: str) -> pd.DataFrame:
    found = _register(key)
    table = progress.progress_by_kelurahan(found.frame, found.target, found.current)
    return published_progress(
        table, policy(), today=status().tanggal_registri, rhythm=review_policy().muskel_bulan
    )


@st.cache_data(show_spinner=False, max_entries=64)
def _reasons(key: str, kode: str) -> pd.DataFrame:
    found = _register(key)
    inside = found.frame["kode_kelurahan"].str.startswith(kode).to_numpy()
    counts = reasons.reason_counts(found.flags[inside], review_policy().alasan)
    # A family may stand under several reasons: the rows add up to nothing.
    return protect_counts(counts, "keluarga", [], policy())


@st.cache_data(show_spinner=False, max_entries=4)
def _errors(key: str, sample_number: int | None) -> pd.DataFrame:
    rules, rule, frame = error_policy(), policy(), _register(key).frame
    if sample_number is not None:
        frame = frame.assign(hasil=frame["hasil"].where(_on_sample(frame, _last_sample())))
    exact = measured.error_table(frame, rules)
    blocks = []
    for _, block in exact.groupby("sumber", sort=False):
        block = block.reset_index(drop=True)
        shown = _shares(
            block.drop(columns="nilai"), block["keliru"], block["n"], area_lines(block), rule
        )
        thin = (block["n"] < rules.n_minimum) & (shown["keterangan"] == SHOWN)
        shown.loc[thin, "keterangan"] = f"kurang dari {rules.n_minimum} putusan"
        hidden = shown["keterangan"] != SHOWN
        for name in ("nilai", "bawah", "atas", "terwakili"):
            shown[name] = block[name].where(~hidden)
        shown["n"] = shown["penyebut"]
        blocks.append(shown.drop(columns=["keliru", "pembilang", "penyebut", "n_efektif"]))
    return pd.concat(blocks, ignore_index=True)


@st.cache_data(show_spinner=False, max_entries=64)
def _verdicts(key: str, kode: str) -> pd.DataFrame:
    rules, frame = error_policy(), _register(key).frame
    inside = frame["hasil"][frame["kode_kelurahan"].str.startswith(kode)]
    counts = progress.verdict_counts(inside, (*rules.benar, *rules.keliru))
    line = Line(parts=tuple(range(1, len(counts))), total=0)
    return protect_counts(counts, "keluarga", [line], policy())


@st.cache_data(show_spinner=False, max_entries=32)
def _plan(key: str, design: Design) -> tuple[pd.DataFrame, float]:
    rules, frame = error_policy(), _targets(key)
    sizes = sampling.plan(frame, design, rules)
    half = sampling.expected_half_width(sizes, sampling.class_spread(frame, rules))
    sums = sizes.groupby("kelas")[["populasi", "terpilih"]].sum()
    sums = sums.reindex([one.id for one in rules.kelas]).fillna(0).astype(int).reset_index()
    total = pd.DataFrame([{"kelas": "semua", **sums[["populasi", "terpilih"]].sum()}])
    both = pd.concat([total, sums], ignore_index=True)
    line = [Line(parts=tuple(range(1, len(both))), total=0)]
    return protect_counts(both, "populasi", line, policy()), half


def _shares(
    keys: pd.DataFrame, part: pd.Series, whole: pd.Series, lines: list[Line], rule: Policy
) -> pd.DataFrame:
    part, whole = part.astype("int64"), whole.astype("int64")
    table = keys.assign(
        pembilang=part, penyebut=whole, tak_diketahui=0,
        keluarga_pembilang=part, keluarga_lainnya=whole - part,
    )  # fmt: skip
    return protect_shares(table, lines, rule, persons=False).drop(columns="tak_diketahui")
