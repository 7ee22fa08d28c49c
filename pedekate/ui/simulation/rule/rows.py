"""Rows of the rule builder: a field, a comparison, a value; every move makes a new rule."""

from collections.abc import Callable

import streamlit as st

from pedekate.schema.conditions import Condition
from pedekate.schema.rule import MOST_CHOICES, Rule
from pedekate.schema.rule_catalogue import RuleField
from pedekate.simulation import rules
from pedekate.ui.simulation.rule import edit, state, text
from pedekate.ui.simulation.rule.text import BETWEEN

_NUMBERS = ("paling_banyak", "paling_sedikit", "kurang_dari", "lebih_dari", "sama", BETWEEN)
_WIDTHS = [3.2, 2.0, 4.2, 0.75, 0.85]


def clause(programme: str, rule: Rule, at: int) -> None:
    """One condition: its comparisons, joined by "atau" where there are several."""
    found = rule.syarat[at]
    many = len(found.pilihan) > 1
    if many:
        _needed(programme, rule, at)
    for choice in range(len(found.pilihan)):
        _row(programme, rule, at, choice, last=choice == len(found.pilihan) - 1)


def _needed(programme: str, rule: Rule, at: int) -> None:
    """How many of the comparisons must hold."""
    found, key = rule.syarat[at], f"perlu_{programme}_{at}"

    def move() -> None:
        state.put(programme, edit.need(rule, at, st.session_state[key]))

    st.session_state[key] = found.sedikitnya
    count = len(found.pilihan)
    st.selectbox(
        "Berapa yang harus terpenuhi", range(1, count + 1), key=key, on_change=move, width=300,
        format_func=lambda n: f"Sedikitnya {n} dari {count} ini" if n < count else "Semua ini",
        label_visibility="collapsed",
    )  # fmt: skip


def _row(programme: str, rule: Rule, at: int, choice: int, *, last: bool) -> None:
    one = rule.syarat[at].pilihan[choice]
    key = f"{programme}_{at}_{choice}"
    columns = st.columns(_WIDTHS, gap="small", vertical_alignment="center")

    def put(other: Condition) -> None:
        state.put(programme, edit.compare(rule, at, choice, other))

    with columns[0]:
        _field(one, f"medan_{key}", put)
    field = rules.catalogue().field(str(one.kolom))
    if field is not None:
        _comparison(one, field, key, columns[1], columns[2], put)
    with columns[3]:
        if last:
            st.button(
                "atau", key=f"atau_{key}", type="tertiary", help="Tambah pilihan lain",
                disabled=len(rule.syarat[at].pilihan) >= MOST_CHOICES,
                on_click=lambda: state.put(programme, edit.add_choice(rule, at)),
            )  # fmt: skip
    with columns[4]:
        alone = len(rule.syarat) == 1 and len(rule.syarat[at].pilihan) == 1
        st.button(
            "hapus", key=f"hapus_{key}", type="tertiary", disabled=alone,
            help="Sedikitnya satu syarat harus ada" if alone else None,
            on_click=lambda: state.put(programme, edit.remove(rule, at, choice)),
        )  # fmt: skip


def _field(one: Condition, key: str, put: Callable[[Condition], None]) -> None:
    offered = rules.catalogue()
    names = {field.kolom: upper(field.nama) for field in offered.medan}
    # A programme's own column may be off the list; it stays visible and can be exchanged.
    names.setdefault(str(one.kolom), upper(text.comparison(one)))

    def move() -> None:
        if (field := offered.field(st.session_state[key])) is not None:
            put(field.first())

    st.session_state[key] = str(one.kolom)
    st.selectbox(
        "Medan", list(names), key=key, format_func=lambda column: names[column], on_change=move,
        label_visibility="collapsed",
    )  # fmt: skip


def _comparison(
    one: Condition, field: RuleField, key: str, how_place, value_place,
    put: Callable[[Condition], None],
) -> None:  # fmt: skip
    if field.jenis == "bilangan":
        _how(one, f"banding_{key}", how_place, put)
        _numbers(one, field, f"nilai_{key}", value_place, put)
        return
    word = "salah satu dari" if field.jenis == "kategori" else "adalah"
    how_place.html(f'<p class="pd-kata">{word}</p>')
    show = _categories if field.jenis == "kategori" else _yes_no
    with value_place:
        show(one, field, f"nilai_{key}", put)


def _how(one: Condition, key: str, place, put: Callable[[Condition], None]) -> None:
    def move() -> None:
        put(edit.recompared(one, st.session_state[key]))

    st.session_state[key] = text.comparison_of(one)
    place.selectbox(
        "Pembanding", _NUMBERS, key=key, format_func=text.COMPARISONS.get, on_change=move,
        label_visibility="collapsed",
    )  # fmt: skip


def _numbers(one: Condition, field: RuleField, key: str, place, put) -> None:
    values = edit.numbers(one)
    options = sorted({*map(float, field.numbers()), *values})
    keys = [f"{key}_{number}" for number in range(len(values))]

    def move() -> None:
        put(edit.revalued(one, [st.session_state[name] for name in keys]))

    places = place.columns(2, gap="small") if len(values) > 1 else [place]
    for where, name, value in zip(places, keys, values, strict=True):
        st.session_state[name] = value
        where.selectbox(
            "Nilai", options, key=name, on_change=move, label_visibility="collapsed",
            format_func=lambda v: text.number(v, field.satuan),
        )  # fmt: skip


def _categories(one: Condition, field: RuleField, key: str, put) -> None:
    labels = rules.values_of(field)

    def move() -> None:
        # An empty choice admits nobody and says nothing: the last one stays.
        if chosen := st.session_state[key]:
            put(Condition(kolom=one.kolom, dalam=tuple(sorted(chosen))))

    st.session_state[key] = [v for v in labels if v in (one.dalam or ())]
    st.multiselect(
        "Nilai", list(labels), key=key, format_func=labels.get, on_change=move,
        label_visibility="collapsed", placeholder="Pilih", wrap=True,
    )  # fmt: skip


def _yes_no(one: Condition, field: RuleField, key: str, put) -> None:
    def move() -> None:
        put(Condition(kolom=one.kolom, sama=st.session_state[key]))

    st.session_state[key] = bool(one.sama)
    st.selectbox(
        "Nilai", [True, False], key=key, format_func=lambda v: upper(text.YES_NO[v]),
        on_change=move, label_visibility="collapsed",
    )  # fmt: skip


def upper(words: str) -> str:
    """With a capital first letter, the rest as it is."""
    return words[0].upper() + words[1:]
