"""Controls of the section *Prioritas*: weights, k, saved sets; all of it in the address."""

from dataclasses import dataclass

import streamlit as st

from pedekate.format import persen
from pedekate.indicators import criteria_sets
from pedekate.indicators.priority import Cutoff
from pedekate.schema.criteria import CriteriaSet, SavedIndicator, SavedSet
from pedekate.ui import data
from pedekate.ui.indicators import criteria_text as text
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download

DEFAULT = "bawaan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A set that can rank, and the area looked at (`kode` of the city or a kecamatan)."""

    chosen: CriteriaSet
    kode: str


def choices() -> Choice:
    """The section's part of the control bar."""
    sets = {i: s for i, s in data.criteria_set_list().items() if s.prioritas}
    names = {set_id: one.nama for set_id, one in sets.items()}
    set_id = filters.choose("Set", names, key="set_prioritas", width=330, show_label=False)
    kecamatan = filters.area_list(sorted(data.areas("kecamatan")["nama"]), key="kecamatan_set")
    kode = data.CITY
    if kecamatan is not None:
        kode = data.areas("kecamatan").set_index("nama").loc[kecamatan, "kode"]
    return Choice(chosen=sets[set_id], kode=kode)


def cutoff(chosen: CriteriaSet) -> Cutoff:
    """Weights and k as chosen beside the figures.

    All weights at zero fall back to the set's own, and say so.
    """
    _saved_sets(chosen)
    k = _k(chosen)
    weights = {}
    for dimension, name in (chosen.dimensi or {"": ""}).items():
        components.source_line(f"<b>{name}</b>")
        for one in chosen.observed:
            if (one.dimensi or "") == dimension:
                weights[one.id] = _weight(chosen, one.id, one.nama)
    ordered = {one.id: weights[one.id] for one in chosen.observed}
    if not sum(ordered.values()):
        components.notice("Semua bobot nol; yang dipakai bobot bawaan set.")
        ordered = dict(chosen.weights())
    found = Cutoff(weights=ordered, k=k)
    _save(chosen, found)
    return found


def _weight(chosen: CriteriaSet, criterion: str, name: str) -> float:
    steps = list(range(criteria_sets.priority_rules().bobot_terbesar + 1))
    own = int(chosen.weights()[criterion])
    return float(
        st.select_slider(
            name, steps, value=own, key=_weight_key(chosen, criterion), bind="query-params"
        )
    )


def _k(chosen: CriteriaSet) -> float:
    steps = k_steps(chosen)
    own = min(steps, key=lambda k: abs(k - chosen.k))
    return st.select_slider(
        "k: bagian bobot yang harus tercapai", steps, value=own, key=_k_key(chosen),
        format_func=persen, bind="query-params",
    )  # fmt: skip


def k_steps(chosen: CriteriaSet) -> list[float]:
    """Cut-offs on offer: the city's list, the set's own, and those of the saved sets."""
    steps: list[float] = []
    saved = [one.k for one in criteria_sets.saved(chosen.id).values()]
    for k in (chosen.k, *criteria_sets.priority_rules().pilihan_k, *saved):
        if all(abs(k - known) >= 0.005 for known in steps):
            steps.append(k)
    return sorted(steps)


def _saved_sets(chosen: CriteriaSet) -> None:
    saved = criteria_sets.saved(chosen.id)
    names = {DEFAULT: "Bobot bawaan set"} | {i: one.nama for i, one in saved.items()}

    def load() -> None:
        picked = saved.get(st.session_state[f"susunan_{chosen.id}"])
        source = picked.weights() if picked else chosen.weights()
        k = picked.k if picked else chosen.k
        for criterion in chosen.weights():
            st.session_state[_weight_key(chosen, criterion)] = int(source.get(criterion, 0))
        steps = k_steps(chosen)
        st.session_state[_k_key(chosen)] = min(steps, key=lambda step: abs(step - k))

    st.selectbox(
        "Susunan bobot", list(names), key=f"susunan_{chosen.id}", on_change=load,
        format_func=lambda one: names[one],
    )  # fmt: skip


def _save(chosen: CriteriaSet, found: Cutoff) -> None:
    one = SavedSet(
        id=f"{chosen.id}_kota", nama=f"{chosen.nama_pendek}, susunan kota", set=chosen.id,
        k=found.k,
        indikator=tuple(
            SavedIndicator(kolom=name, bobot=value)
            for name, value in found.weights.items()
            if value
        ),
    )  # fmt: skip
    file = Download(
        label="Simpan susunan (TOML)", file_name=f"{one.id}.toml",
        data=criteria_sets.saved_text(one).encode(), mime="application/toml",
    )  # fmt: skip
    components.download_button(file, key="susunan")
    components.source_line(
        "Alamat halaman ini memuat bobot dan k. Berkas TOML di data/indikator/set/kota muncul di "
        f"daftar susunan. Bawaan: {text.weight(chosen.ambang)} dari "
        f"{text.weight(chosen.total_weight)} bobot; {chosen.asal_ambang}."
    )


def _weight_key(chosen: CriteriaSet, criterion: str) -> str:
    return f"b_{chosen.id}_{criterion}"


def _k_key(chosen: CriteriaSet) -> str:
    return f"k_{chosen.id}"
