"""Rules of one's own: what they may ask (`data/aturan/sasaran/`), and a programme under one.

A rule that says anything not on offer is refused as a whole: half a rule would admit families its
author meant to leave out.
"""

from functools import lru_cache

from pedekate import config, config_file
from pedekate.errors import ConfigError, InputError
from pedekate.schema import rule as grammar
from pedekate.schema.conditions import Condition
from pedekate.schema.program import Exclusion, Program
from pedekate.schema.rule import BOUNDS, Rule
from pedekate.schema.rule_catalogue import (
    FieldFile,
    FurtherExclusion,
    Preset,
    ReadyFile,
    RuleCatalogue,
    RuleField,
)

OWN = "Aturan sendiri, bukan aturan resmi program."
_FOLDER = config.DATA / "aturan" / "sasaran"


@lru_cache
def catalogue() -> RuleCatalogue:
    """Fields, ready-made rules and further exclusions as edited by the city.

    Raises:
        ConfigError: a file is missing, incomplete, or a ready-made rule asks what is not on offer.
    """
    fields = config_file.load(_FOLDER / "medan.toml", FieldFile)
    ready = config_file.load(_FOLDER / "siap_pakai.toml", ReadyFile)
    found = RuleCatalogue(
        medan=fields.medan, sasaran=ready.sasaran, pengecualian=ready.pengecualian
    )
    for preset in found.sasaran:
        try:
            rule = from_preset(preset)
            for clause in rule.syarat:
                for one in clause.pilihan:
                    _check_field(one, found, spared=set())
        except InputError as error:
            raise ConfigError(f"Berkas siap_pakai.toml, '{preset.id}': {error}") from None
    return found


@lru_cache
def categories(name: str) -> dict[str, str]:
    """Code → label of a category a rule may name; classes only a coarse source knows are left out.

    A coarse class cannot be chosen: choosing the fine ones inside it says the same, and says it for
    every source.
    """
    entries = config_file.content(config.PROFIL / "kategori.toml")[name]
    return {code: e["label"] for code, e in entries.items() if not e.get("kasar")}


def values_of(field: RuleField) -> dict[str, str]:
    """Code → label of the categories a field offers; empty for other kinds."""
    if field.jenis != "kategori":
        return {}
    found = categories(field.kategori or field.kolom)
    return {code: label for code, label in found.items() if code not in field.tanpa}


def from_preset(preset: Preset) -> Rule:
    """A ready-made rule as a rule of one's own.

    Raises:
        InputError: it is no rule.
    """
    return grammar.from_plain(
        {
            "nama": preset.nama, "asal": preset.id, "syarat": [dict(s) for s in preset.syarat],
            "tambah": list(preset.tambah),
        }
    )  # fmt: skip


def of_program(program: Program) -> Rule | None:
    """The programme's own rule as a rule one may change; None where it is nested deeper."""
    clauses = grammar.clauses_of(program.syarat)
    return None if clauses is None else Rule(syarat=clauses)


def checked(text: str, program: Program) -> Rule:
    """The rule of a text, every word of it on offer for this programme.

    Raises:
        InputError: what is wrong, in one sentence.
    """
    rule, offered = grammar.parse(text), catalogue()
    spared = _values_in(program.syarat)
    for clause in rule.syarat:
        for one in clause.pilihan:
            _check_field(one, offered, spared=spared)
    own = {exclusion.alasan for exclusion in program.pengecualian}
    if strange := sorted(set(rule.tanpa) - own):
        raise InputError(
            f"Aturan tidak dapat dipakai: {program.nama_pendek} tidak punya pengecualian "
            f"'{strange[0][:60]}'."
        )
    known = {exclusion.id for exclusion in offered.pengecualian}
    if strange := sorted(set(rule.tambah) - known):
        raise InputError(
            f"Aturan tidak dapat dipakai: pengecualian '{strange[0][:40]}' tidak dikenal."
        )
    return rule


def applied(program: Program, aturan: str) -> Program:
    """The programme under a rule of one's own; the programme itself for "".

    Who may be served changes, nothing else: benefit, papers, priority group and today's list stay.

    Args:
        aturan: canonical JSON of a `Rule`.

    Raises:
        InputError: the text is no rule, or asks what is not on offer.
    """
    if not aturan:
        return program
    rule = checked(aturan, program)
    return program.model_copy(
        update={
            "syarat": rule.condition(), "syarat_sumber": OWN, "syarat_keyakinan": "rendah",
            "pengecualian": exclusions(rule, program),
        }
    )  # fmt: skip


def exclusions(rule: Rule, program: Program) -> tuple[Exclusion, ...]:
    """Exclusions in force under a rule: the programme's own that stay, then the further ones."""
    stay = [one for one in program.pengecualian if one.alasan not in rule.tanpa]
    return (*stay, *(one for one in further_exclusions(program) if one.id in rule.tambah))


def further_exclusions(program: Program) -> tuple[FurtherExclusion, ...]:
    """Exclusions that may be added; not those the programme already has in other words."""
    own = {_set_of(one.syarat) for one in program.pengecualian}
    return tuple(one for one in catalogue().pengecualian if _set_of(one.syarat) not in own)


def renamed(rule: Rule) -> Rule:
    """The rule without the name of the ready-made one it no longer says the same as."""
    origin = next((one for one in catalogue().sasaran if one.id == rule.asal), None)
    if origin is None or rule.nama != origin.nama or same_families(rule, from_preset(origin)):
        return rule
    return rule.model_copy(update={"nama": ""})


def same_families(rule: Rule, other: Rule) -> bool:
    """Whether two rules say the same apart from name and origin."""
    bare = {"nama": "", "asal": None}
    return rule.model_copy(update=bare).text() == other.model_copy(update=bare).text()


def _set_of(condition: Condition) -> str | tuple[str, ...]:
    parts = condition.salah_satu or (condition,)
    return tuple(sorted(part.model_dump_json(exclude_none=True) for part in parts))


def _values_in(condition: Condition) -> set[tuple[str, float]]:
    """(column, number) pairs of a programme's own rule: on offer although no list holds them."""
    if condition.kolom is None:
        parts = condition.semua or condition.salah_satu or (condition.tidak,)
        return set().union(*(_values_in(part) for part in parts if part is not None))
    values = [getattr(condition, name) for name in (*BOUNDS, "sama")]
    return {(condition.kolom, float(v)) for v in values if isinstance(v, int | float)}


def _check_field(one: Condition, offered: RuleCatalogue, *, spared: set) -> None:
    """Field, comparison and value of one comparison are on offer."""
    field = offered.field(str(one.kolom))
    if field is None:
        raise InputError(f"Aturan tidak dapat dipakai: medan '{str(one.kolom)[:40]}' tidak ada.")
    name = field.nama
    if field.jenis == "ya_tidak":
        if not isinstance(one.sama, bool):
            raise InputError(f"Aturan tidak dapat dipakai: {name} hanya dapat ya atau tidak.")
        return
    if field.jenis == "kategori":
        known = values_of(field)
        strange = [v for v in one.dalam or (None,) if v not in known]
        if strange:
            raise InputError(
                f"Aturan tidak dapat dipakai: '{str(strange[0])[:40]}' bukan pilihan {name}."
            )
        return
    numbers = [getattr(one, bound) for bound in (*BOUNDS, "sama")]
    for value in [n for n in numbers if n is not None]:
        if isinstance(value, bool | str) or not (
            value in field.numbers() or (field.kolom, float(value)) in spared
        ):
            raise InputError(f"Aturan tidak dapat dipakai: nilai {name} tidak ada di daftarnya.")
    if one.dalam is not None:
        raise InputError(f"Aturan tidak dapat dipakai: {name} dibandingkan dengan satu bilangan.")
