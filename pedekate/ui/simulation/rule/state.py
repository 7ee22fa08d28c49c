"""The rule of one's own as it stands in the address, one a programme.

The address is the only place it lives: every control of the builder shows what is there and writes
what follows from a move, so a copied address, a link and the back button all mean the same.
"""

from dataclasses import dataclass

import streamlit as st

from pedekate.disclosure import policy
from pedekate.errors import InputError
from pedekate.schema.rule import MOST_TEXT, Rule
from pedekate.simulation import programs, rules
from pedekate.ui.simulation import runs
from pedekate.ui.simulation.rule import text as rule_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rule in force: canonical text ("" = the programme's own), or why nothing is shown."""

    aturan: str = ""
    problem: str = ""


def standing(programme: str) -> Standing:
    """Read the rule of a programme from the address.

    A text that is no rule is not passed over: figures under another rule than the address says
    would be taken for its figures.
    """
    # A text field nobody sees: Streamlit keeps the address in step with widgets only.
    with st.container(key="aturan_tersembunyi"):
        text = st.text_input(
            "Aturan", key=key(programme), bind="query-params", label_visibility="collapsed"
        )
    if not text:
        return Standing()
    try:
        aturan = rules.checked(text, programs.load(programme)).text()
    except InputError as error:
        return Standing(problem=str(error))
    eligible = int(runs.prepared(programme, aturan).candidates.eligible.sum())
    if eligible < policy().threshold:
        return Standing(aturan=aturan, problem=rule_text.too_few(policy().threshold))
    return Standing(aturan=aturan)


def put(programme: str, rule: Rule) -> None:
    """Make a rule the one in force; back to the programme's own where both say the same."""
    own = rules.of_program(programs.load(programme))
    rule = rules.renamed(rule)
    text = "" if own is not None and rules.same_families(rule, own) else rule.text()
    if len(text) > MOST_TEXT:
        st.toast("Aturan ini sudah terlalu panjang; hapus satu syarat lebih dulu.")
        return
    st.session_state[key(programme)] = text


def drop(programme: str) -> None:
    """Back to the programme's own rule."""
    st.session_state[key(programme)] = ""


def key(programme: str) -> str:
    """Where the rule of a programme stands in the address."""
    return f"aturan_{programme}"
