"""The rule builder of the page Simulasi: who may receive, changed without touching a file."""

import streamlit as st

from pedekate.schema.program import Exclusion, Program
from pedekate.schema.rule import MOST_CLAUSES, Rule
from pedekate.simulation import programs, rules
from pedekate.ui.kit import components
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.rule import counts as rule_counts
from pedekate.ui.simulation.rule import edit, state, text
from pedekate.ui.simulation.rule import model as rule_model
from pedekate.ui.simulation.rule import rows as rule_rows


def offer(choice: Choice) -> None:
    """The button that opens the builder; its content is made only while it is open."""
    # The label stays the same whatever the rule: with another one Streamlit would close the panel.
    panel = st.popover("Aturan penerima", key="bangun_aturan", on_change="rerun", width=190)
    if panel.open:
        with panel, st.container(key="aturan_isi"):
            _builder(choice)


def say(choice: Choice) -> None:
    """Say that a rule of one's own is in force, or why its results are not shown."""
    if choice.problem:
        what, _, why = choice.problem.partition(". ")
        components.page_header(what.removesuffix("."), why)
        _back(choice.programme, key="aturan_kembali_masalah")
    elif choice.scenario.aturan:
        program = programs.load(choice.programme)
        said = text.summary(program, choice.scenario.aturan)
        if not runs.asks_rule(choice.scenario.peringkat):
            said += f" {text.asks_nothing(choice.scenario.peringkat)}"
        components.aside(text.OWN, said)


def _builder(choice: Choice) -> None:
    programme, program = choice.programme, programs.load(choice.programme)
    aturan = choice.scenario.aturan
    rule = rules.checked(aturan, program) if aturan else rules.of_program(program)
    if rule is None:
        components.notice(
            f"Aturan {program.nama_pendek} bersusun terlalu dalam untuk diubah di sini; mulailah "
            "dari aturan siap pakai."
        )
        _presets(programme, None, program)
        return
    shown = rule_model.shown(rule_counts.counted(programme, rule))
    known = rule_counts.known_shares()
    components.block_title(text.headline(shown), text.details(shown), "terdaftar")
    _presets(programme, rule if aturan else None, program)
    for at, clause in enumerate(rule.syarat):
        with st.container(key=f"syarat_{at}", gap="xxsmall"):
            rule_rows.clause(programme, rule, at)
            components.funnel_step(shown.share(at), text.left(shown, at, clause, known))
    _more(programme, rule)
    _exclusions(programme, rule, program)
    components.source_line(
        "Isian yang tidak diketahui tidak dianggap ya: keluarganya tidak ikut dan dihitung "
        "tersendiri. Hitungan registri, dibulatkan ke 10; yang kurang dari 10 disembunyikan. "
        "Manfaat, dokumen, kelompok rentan, dan daftar penerima sekarang tetap menurut program."
    )
    if aturan:
        _back(programme, key="aturan_kembali")


def _presets(programme: str, rule: Rule | None, program: Program) -> None:
    """Ready-made rules with what they rest on, and the name of one's own."""
    offered = {one.id: one for one in rules.catalogue().sasaran}
    key = f"siap_pakai_{programme}"

    def start() -> None:
        if chosen := st.session_state[key]:
            state.put(programme, rules.from_preset(offered[chosen]))
        else:
            state.drop(programme)

    origin = rule.asal if rule is not None and rule.asal in offered else None
    left, right = st.columns(2, gap="medium")
    st.session_state[key] = origin
    left.selectbox(
        "Mulai dari", list(offered), index=None, key=key, on_change=start,
        format_func=lambda one: offered[one].nama,
        placeholder=f"Aturan {program.nama_pendek}",
    )  # fmt: skip
    if rule is not None:
        _name(programme, rule, right)
    if origin is None:
        components.source_line(text.programme_basis(program))
        return
    preset = offered[origin]
    changed = not rules.same_families(rule, rules.from_preset(preset))
    components.source_line(text.basis(preset, changed=changed))


def _name(programme: str, rule: Rule, place) -> None:
    key = f"nama_aturan_{programme}"

    def move() -> None:
        state.put(programme, edit.rename(rule, st.session_state[key] or ""))

    st.session_state[key] = rule.nama
    place.text_input("Nama aturan", key=key, max_chars=60, on_change=move)


def _more(programme: str, rule: Rule) -> None:
    """Adding a condition: choosing its field is the whole move."""
    fields, key = rules.catalogue().medan, f"tambah_syarat_{programme}"
    known = rule_counts.known_shares()
    labels = {field.kolom: text.offer(field, known[field.kolom]) for field in fields}

    def add() -> None:
        field = rules.catalogue().field(st.session_state[key] or "")
        st.session_state[key] = None
        if field is not None:
            state.put(programme, edit.add(rule, field))

    st.selectbox(
        "Tambah syarat", list(labels), index=None, key=key, on_change=add,
        format_func=labels.get, label_visibility="collapsed",
        placeholder="Tambah syarat: pilih medannya",
        disabled=len(rule.syarat) >= MOST_CLAUSES,
    )  # fmt: skip


def _exclusions(programme: str, rule: Rule, program: Program) -> None:
    further = rules.further_exclusions(program)
    components.source_line("<b>Tidak dapat menerima, walau memenuhi syarat</b>")
    for number, one in enumerate(program.pengecualian):
        _toggle(programme, f"tanpa_{programme}_{number}", one, on=one.alasan not in rule.tanpa,
                move=lambda on, why=one.alasan: edit.exclude(rule, own=why, on=on))  # fmt: skip
    for one in further:
        _toggle(programme, f"tambah_{programme}_{one.id}", one, on=one.id in rule.tambah,
                move=lambda on, which=one.id: edit.exclude(rule, further=which, on=on))  # fmt: skip


def _toggle(programme: str, key: str, one: Exclusion, *, on: bool, move) -> None:
    def switch() -> None:
        state.put(programme, move(st.session_state[key]))

    st.session_state[key] = on
    with st.container(gap="xxsmall"):
        st.toggle(f"Yang {one.alasan}", key=key, on_change=switch)
        components.source_line(f"{one.sumber} Keyakinan: {one.keyakinan}.")


def _back(programme: str, *, key: str) -> None:
    st.button("Kembali ke aturan program", key=key, on_click=lambda: state.drop(programme))
