"""Edits of a rule of one's own: every one takes a rule and gives another. Pure."""

from collections.abc import Sequence

from pedekate.schema.conditions import Condition
from pedekate.schema.rule import MOST_CHOICES, MOST_CLAUSES, Clause, Rule
from pedekate.schema.rule_catalogue import RuleField
from pedekate.ui.simulation.rule.text import BETWEEN, comparison_of


def add(rule: Rule, field: RuleField) -> Rule:
    """One more condition, starting with the field's usual comparison."""
    if len(rule.syarat) >= MOST_CLAUSES:
        return rule
    return _with(rule, [*rule.syarat, Clause(pilihan=(field.first(),))])


def add_choice(rule: Rule, at: int) -> Rule:
    """One more "or" in a condition: a copy of its last comparison, which changes nothing yet."""
    clause = rule.syarat[at]
    if len(clause.pilihan) >= MOST_CHOICES:
        return rule
    pilihan = (*clause.pilihan, clause.pilihan[-1])
    return replace(rule, at, Clause(pilihan=pilihan, sedikitnya=clause.sedikitnya))


def remove(rule: Rule, at: int, choice: int) -> Rule:
    """Without one comparison; the last condition of a rule stays, for no rule admits everybody."""
    clause = rule.syarat[at]
    rest = clause.pilihan[:choice] + clause.pilihan[choice + 1 :]
    if rest:
        return replace(rule, at, Clause(pilihan=rest, sedikitnya=min(clause.sedikitnya, len(rest))))
    if len(rule.syarat) == 1:
        return rule
    return _with(rule, [*rule.syarat[:at], *rule.syarat[at + 1 :]])


def compare(rule: Rule, at: int, choice: int, one: Condition) -> Rule:
    """With another comparison in a place."""
    clause = rule.syarat[at]
    pilihan = (*clause.pilihan[:choice], one, *clause.pilihan[choice + 1 :])
    return replace(rule, at, Clause(pilihan=pilihan, sedikitnya=clause.sedikitnya))


def need(rule: Rule, at: int, sedikitnya: int) -> Rule:
    """How many of a condition's comparisons must hold."""
    return replace(rule, at, Clause(pilihan=rule.syarat[at].pilihan, sedikitnya=sedikitnya))


def replace(rule: Rule, at: int, clause: Clause) -> Rule:
    """With another condition in a place."""
    return _with(rule, [*rule.syarat[:at], clause, *rule.syarat[at + 1 :]])


def rename(rule: Rule, name: str) -> Rule:
    """With the name its author types, cut to what a rule may hold."""
    return _with(rule, rule.syarat, nama=" ".join(name.split())[:60])


def exclude(rule: Rule, *, own: str = "", further: str = "", on: bool) -> Rule:
    """With an exclusion switched: the programme's own by its reason, a further one by its id."""
    without, with_ = set(rule.tanpa), set(rule.tambah)
    if own:
        (without.discard if on else without.add)(own)
    if further:
        (with_.add if on else with_.discard)(further)
    return _with(rule, rule.syarat, tanpa=tuple(without), tambah=tuple(with_))


def recompared(one: Condition, how: str) -> Condition:
    """The same field compared in another way, its number kept."""
    value = numbers(one)[0]
    if how == BETWEEN:
        return Condition(kolom=one.kolom, paling_sedikit=value, paling_banyak=numbers(one)[-1])
    return Condition.model_validate({"kolom": one.kolom, how: value})


def revalued(one: Condition, values: Sequence[float]) -> Condition:
    """The same comparison with other numbers; two bounds in any order."""
    how = comparison_of(one)
    if how == BETWEEN:
        return Condition(kolom=one.kolom, paling_sedikit=min(values), paling_banyak=max(values))
    return Condition.model_validate({"kolom": one.kolom, how: values[0]})


def numbers(one: Condition) -> list[float]:
    """The number a comparison holds, or its two bounds."""
    how = comparison_of(one)
    if how == BETWEEN:
        return [float(one.paling_sedikit), float(one.paling_banyak)]
    return [float(getattr(one, how))]


def _with(rule: Rule, clauses: Sequence[Clause], **more) -> Rule:
    values = {
        "nama": rule.nama, "asal": rule.asal, "tanpa": rule.tanpa, "tambah": rule.tambah, **more,
    }  # fmt: skip
    return Rule(syarat=tuple(clauses), **values)
