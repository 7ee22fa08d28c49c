"""Sets of criteria over the families and the multidimensional priority of areas, protected."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.disclosure import policy
from pedekate.errors import ConfigError
from pedekate.indicators import criteria, criteria_sets, priority, rank_sampling
from pedekate.indicators.criteria import Patterns
from pedekate.indicators.priority import Cutoff
from pedekate.schema.criteria import CriteriaSet
from pedekate.store import queries
from pedekate.ui.data.city import CITY, all_areas
from pedekate.ui.data.door import ask, mark

# Decimals of M0 and of its parts that leave this module: from finer ones, two neighbouring choices
# of weights could be subtracted down to single families.
_DECIMALS = {"m0": 3, "a": 2, "bagian": 2, "kontribusi": 2}
# "4 or more": families that lack more are few, and would be hidden one class at a time.
MOST_MET = 4
GROUPINGS = ("desil", "jenis_kelamin_kepala")


def criteria_set_list() -> dict[str, CriteriaSet]:
    """Every set of the city by id, in display order."""
    return criteria_sets.load()


def set_by_area(set_id: str, threshold: float, reading: str) -> pd.DataFrame:
    """Who meets a set, in every area: `all_areas` and the columns of `protect_shares`."""
    return all_areas().merge(_by_area(mark(), set_id, threshold, reading), on=["tingkat", "kode"])


def set_criteria(set_id: str, threshold: float, reading: str, kode: str = CITY) -> pd.DataFrame:
    """Each criterion in one area: id, nama, catatan, pendekatan, nilai (uncensored), sensor (met
    with the set), tak (share of units whose answer is unknown), alasan. The unobserved come last
    with `teramati` False."""
    table = _criteria(mark(), set_id, threshold, reading)
    rows = table[table["kode"] == kode].drop(columns="kode")
    asked = pd.DataFrame(
        [{"id": c.id, "nama": c.nama, "catatan": c.catatan} for c in _get(set_id).asked]
    )
    return pd.concat(
        [rows.assign(teramati=True), asked.assign(teramati=False)], ignore_index=True
    )  # fmt: skip


def set_classes(set_id: str, kode: str = CITY) -> pd.DataFrame:
    """Families per class of a set that has classes: kelas, keluarga, keterangan; "semua" first."""
    table = _classes(mark(), set_id)
    return table[table["kode"] == kode].reset_index(drop=True)


def set_met_counts(set_id: str, kode: str = CITY) -> tuple[pd.DataFrame, float]:
    """Families by number of criteria they are known to lack (the last class: `MOST_MET` or more),
    and how many criteria are known per family on average."""
    table, means = _met_counts(mark(), set_id)
    return table[table["kode"] == kode].reset_index(drop=True), means.get(kode, float("nan"))


def priority_by_area(set_id: str, cutoff: Cutoff) -> pd.DataFrame:
    """Multidimensional poverty of every area: `all_areas`, the columns of `protect_shares` (nilai
    is H), a, m0; for kelurahan teratas, urutan_bawah, urutan_atas (see `priority.stability`),
    teratas_keluarga, urutan_keluarga_bawah, urutan_keluarga_atas (see `rank_sampling`) and kelas,
    which is firm only when weights and families both say so."""
    table = _priority(mark(), set_id, *_key(cutoff))
    return all_areas().merge(table, on=["tingkat", "kode"])


def priority_criteria(set_id: str, cutoff: Cutoff, kode: str = CITY) -> pd.DataFrame:
    """Each criterion in one area: id, nama, dimensi, bobot (share), nilai (uncensored), sensor,
    kontribusi (of M0); missing where hidden."""
    table = _priority_criteria(mark(), set_id, *_key(cutoff))
    return table[table["kode"] == kode].reset_index(drop=True)


def priority_groups(set_id: str, cutoff: Cutoff, kelompok: str, kode: str = CITY) -> pd.DataFrame:
    """Subgroup decomposition in the city or one kecamatan: kelas, bagian, h, m0, kontribusi."""
    return _groups(mark(), set_id, *_key(cutoff), kelompok, kode)


def _get(set_id: str) -> CriteriaSet:
    return criteria_sets.get(set_id)


def _key(cutoff: Cutoff) -> tuple[tuple[tuple[str, float], ...], float]:
    return tuple(cutoff.weights.items()), cutoff.k


def _cutoff(weights: tuple[tuple[str, float], ...], k: float) -> Cutoff:
    return Cutoff(weights=dict(weights), k=k)


# A resource, not data: read by every question, written by none.
@st.cache_resource(show_spinner=False, max_entries=8)
def _patterns(key: str, set_id: str) -> Patterns:
    chosen = _get(set_id)
    known = ask(queries.sidik_set)
    if known.get(set_id) != chosen.digest():
        raise ConfigError(
            f"Kriteria set '{chosen.nama_pendek}' berubah sejak data dimuat; muat ulang berkasnya "
            "(make run atau python -m pedekate muat)."
        )
    return criteria.patterns(ask(queries.pola_set, id_set=set_id), chosen)


def _outcome(key: str, set_id: str, threshold: float, reading: str) -> tuple[Patterns, np.ndarray]:
    chosen, found = _get(set_id), _patterns(key, set_id).everyone()
    return found, criteria.outcome(found, chosen, threshold=threshold, reading=reading)


@st.cache_data(show_spinner=False, max_entries=64)
def _by_area(key: str, set_id: str, threshold: float, reading: str) -> pd.DataFrame:
    found, result = _outcome(key, set_id, threshold, reading)
    return criteria.published(criteria.met_by_area(found, result, _get(set_id)), policy())


@st.cache_data(show_spinner=False, max_entries=32)
def _criteria(key: str, set_id: str, threshold: float, reading: str) -> pd.DataFrame:
    found, result = _outcome(key, set_id, threshold, reading)
    chosen = _get(set_id)
    tables = criteria.criteria_by_area(found, result, chosen)
    parts = []
    for one in chosen.observed:
        plain, censored = (_shown(tables[one.id, c]) for c in (False, True))
        known = plain["penyebut"].astype(float)
        unknown = plain["tak_diketahui"].astype(float)
        total = (known + unknown).replace(0, np.nan)
        parts.append(
            plain[["kode", "nilai"]].assign(
                sensor=censored["nilai"], tak=unknown / total, alasan=plain["keterangan"],
                alasan_sensor=censored["keterangan"], id=one.id, nama=one.nama,
                catatan=one.catatan, pendekatan=one.pendekatan,
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _shown(exact: pd.DataFrame) -> pd.DataFrame:
    return criteria.published(exact, policy())


@st.cache_data(show_spinner=False, max_entries=8)
def _classes(key: str, set_id: str) -> pd.DataFrame:
    chosen = _get(set_id)
    found, result = _outcome(key, set_id, chosen.ambang, criteria.readings(chosen)[0])
    return _families(found, criteria.classes(found, result))


@st.cache_data(show_spinner=False, max_entries=8)
def _met_counts(key: str, set_id: str) -> tuple[pd.DataFrame, dict[str, float]]:
    found = _patterns(key, set_id).everyone()
    most = min(MOST_MET, len(_get(set_id).observed))
    codes = all_areas()["kode"]
    means = {kode: round(criteria.observed_mean(found, kode), 1) for kode in codes}
    return _families(found, criteria.met_counts(found, most=most)), means


def _families(found: Patterns, members: Mapping[str, np.ndarray]) -> pd.DataFrame:
    return criteria.published_families(criteria.families_by_class(found, members), policy())


@st.cache_data(show_spinner=False, max_entries=64)
def _priority(key: str, set_id: str, weights: tuple, k: float) -> pd.DataFrame:
    chosen, cutoff = _get(set_id), _cutoff(weights, k)
    found = _patterns(key, set_id).everyone()
    result = priority.poor_and_not(found, cutoff)
    shown = criteria.published(criteria.met_by_area(found, result, chosen), policy())
    open_ = ~shown["disembunyikan"] & shown["nilai"].notna()
    values = _exact(found, chosen, cutoff).round(_DECIMALS)
    for name in ("a", "m0"):
        shown[name] = shown["kode"].map(values[name])
    # Nobody poor is a statement about everybody: shown as zero, its intensity has no meaning.
    shown.loc[~open_, ["a", "m0"]] = np.nan
    ranked = shown.loc[open_ & (shown["tingkat"] == "kelurahan"), "kode"].tolist()
    rules = criteria_sets.priority_rules()
    firm = priority.stability(found, chosen, cutoff, rules, among=ranked)
    drawn = rank_sampling.sampling_stability(
        found, chosen, cutoff, rules, _drawn(key, set_id), among=ranked
    )
    firm = firm.join(drawn)
    firm["kelas"] = rank_sampling.joint_class(firm["teratas"], firm["teratas_keluarga"], rules)
    return shown.merge(firm.rename_axis("kode").reset_index(), on="kode", how="left")


# A resource for the same reason; whatever the weights, the families drawn are the same.
@st.cache_resource(show_spinner=False, max_entries=2)
def _drawn(key: str, set_id: str) -> np.ndarray:
    found = _patterns(key, set_id).everyone()
    return rank_sampling.drawn_families(found, criteria_sets.priority_rules())


def _exact(found: Patterns, chosen: CriteriaSet, cutoff: Cutoff) -> pd.DataFrame:
    """A and M0 of every area, by code; never leaves this module unrounded."""
    codes = found.keys["kode"].str
    levels = [
        priority.decomposition(found, chosen, cutoff, codes[:length]) for length in (5, 8, 13)
    ]  # fmt: skip
    return pd.concat(levels, ignore_index=True).set_index("kelas")[["a", "m0"]]


@st.cache_data(show_spinner=False, max_entries=32)
def _priority_criteria(key: str, set_id: str, weights: tuple, k: float) -> pd.DataFrame:
    chosen, cutoff = _get(set_id), _cutoff(weights, k)
    found = _patterns(key, set_id).everyone()
    result = priority.poor_and_not(found, cutoff)
    tables = criteria.criteria_by_area(found, result, chosen, decided_only=True)
    whole = _exact(found, chosen, cutoff)["m0"]
    parts = []
    for one, share in zip(chosen.observed, cutoff.shares(), strict=True):
        if not share > 0:
            continue
        plain, censored = (_shown(tables[one.id, c]) for c in (False, True))
        total = plain["kode"].map(whole).replace(0, np.nan)
        parts.append(
            plain[["kode", "nilai"]].assign(
                id=one.id, nama=one.nama, bobot=share, sensor=censored["nilai"],
                kontribusi=(share * censored["nilai"] / total).round(_DECIMALS["kontribusi"]),
                dimensi=chosen.dimensi.get(one.dimensi or "", ""),
                alasan=plain["keterangan"], alasan_sensor=censored["keterangan"],
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


@st.cache_data(show_spinner=False, max_entries=64)
def _groups(
    key: str, set_id: str, weights: tuple, k: float, kelompok: str, kode: str
) -> pd.DataFrame:
    chosen, cutoff = _get(set_id), _cutoff(weights, k)
    found = _patterns(key, set_id)
    result = priority.poor_and_not(found, cutoff)
    exact = criteria.met_by_class(found, result, chosen, kelompok)
    shown = criteria.published_classes(exact, policy())
    shown = shown[(shown["kode"] == kode) & (shown["kelompok"] == kelompok)].set_index("kelas")
    here = (found.keys["kelompok"] == kelompok) & found.keys["kode"].str.startswith(kode)
    inside = found.pick(here.to_numpy())
    parts = priority.decomposition(inside, chosen, cutoff, inside.keys["kelas"])
    parts = parts.set_index("kelas")[["bagian", "m0", "kontribusi"]].round(_DECIMALS)
    table = shown[["nilai", "disembunyikan", "keterangan"]].join(parts)
    table.loc[table["disembunyikan"], ["bagian", "m0", "kontribusi"]] = np.nan
    return table.rename(columns={"nilai": "h"}).reset_index()
