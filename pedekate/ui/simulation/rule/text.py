"""Rules of one's own in words, and what they leave of the register as sentences. Pure."""

from collections.abc import Mapping, Sequence

from pedekate.format import NBSP, angka, daftar, persen, persen_kata
from pedekate.schema.conditions import Condition
from pedekate.schema.program import Program
from pedekate.schema.rule import BOUNDS, Clause, Rule
from pedekate.schema.rule_catalogue import Preset, RuleField
from pedekate.simulation import programs, rules
from pedekate.simulation.scenario import PERINGKAT
from pedekate.ui.simulation.rule.model import SMALL, Number, Shown

BETWEEN = "antara"
COMPARISONS = {**BOUNDS, "sama": "sama dengan", BETWEEN: BETWEEN, "dalam": "salah satu dari"}
YES_NO = {True: "ya", False: "tidak"}
OWN = "Aturan sendiri, bukan aturan resmi"
BARRIERS = {
    "komponen": "tanpa komponen yang dibayar",
    "dokumen_tidak_sah": "NIK atau KK tidak sah",
    "dicoret_verifikasi": "dicoret saat verifikasi",
}


def number(value: float, unit: str = "") -> str:
    """A value of a field with its unit: `7,2 m²`, `4 orang`."""
    text = angka(value, 0 if float(value).is_integer() else 1)
    return f"{text}{NBSP}{unit}" if unit else text


def comparison_of(one: Condition) -> str:
    """Which of `COMPARISONS` a comparison uses."""
    bounds = [name for name in BOUNDS if getattr(one, name) is not None]
    if len(bounds) == 2:
        return BETWEEN
    return bounds[0] if bounds else ("dalam" if one.dalam is not None else "sama")


def comparison(one: Condition) -> str:
    """One comparison in words: `desil nasional DTSEN paling banyak 4`."""
    field = rules.catalogue().field(str(one.kolom))
    if field is None:  # a column the city took off the list after the programme was written
        return str(one.kolom).replace("_", " ")
    if field.jenis == "ya_tidak":
        return f"{field.nama}: {YES_NO[bool(one.sama)]}"
    if field.jenis == "kategori":
        labels = rules.values_of(field)
        return f"{field.nama}: {' atau '.join(labels.get(str(v), str(v)) for v in one.dalam or ())}"
    how = comparison_of(one)
    if how == BETWEEN:
        return (
            f"{field.nama} antara {number(one.paling_sedikit)} dan "
            f"{number(one.paling_banyak, field.satuan)}"
        )
    return f"{field.nama} {COMPARISONS[how]} {number(getattr(one, how), field.satuan)}"


def clause(one: Clause) -> str:
    """One condition of a rule in words."""
    parts = [comparison(part) for part in one.pilihan]
    if len(parts) == 1:
        return parts[0]
    how = "salah satu dari"
    if one.sedikitnya > 1:
        how = f"sedikitnya {one.sedikitnya} dari {len(parts)} hal"
    return f"{how} ({'; '.join(parts)})"


def sentence(rule: Rule, exclusions: Sequence[str]) -> str:
    """The whole rule: what must hold, and who is left out all the same.

    Args:
        exclusions: reasons in force.
    """
    text = "; ".join(clause(one) for one in rule.syarat)
    if exclusions:
        text += f"; kecuali yang {daftar([*exclusions])}"
    return f"{_upper(text)}."


def in_force(programme: str, aturan: str) -> str:
    """Which rule results rest on, as an export says it."""
    program = programs.load(programme)
    if not aturan:
        return f"Aturan program. {program.syarat_sumber}"
    return f"{OWN}. {summary(program, aturan)}"


def summary(program: Program, aturan: str) -> str:
    """A rule of one's own in words, with its name and exclusions."""
    rule = rules.checked(aturan, program)
    reasons = [one.alasan for one in rules.exclusions(rule, program)]
    name = f"“{rule.nama}”. " if rule.nama else ""
    return f"{name}{sentence(rule, reasons)}"


def fields_of(one: Clause, known: Mapping[str, float]) -> str:
    """Names of the fields that may leave a condition unanswered: `lantai atau atap terluas`.

    Args:
        known: column → share of families for whom it is known; a field known for all is no reason.
    """
    offered = [rules.catalogue().field(column) for column in one.columns()]
    fields = [field for field in offered if field]
    names = [field.nama for field in fields if known.get(field.kolom, 0) < 1]
    names = names or [field.nama for field in fields] or ["isiannya"]
    return ", ".join(names[:-1]) + (" atau " if len(names) > 1 else "") + names[-1]


def headline(shown: Shown) -> str:
    """How many families the rule admits; the finding in bold."""
    of = f"dari {angka(shown.families)} keluarga registri memenuhi aturan ini"
    if shown.met == SMALL:
        return f"<b>{_upper(SMALL)}</b> {of}"
    share = shown.met / shown.families if shown.families else 0
    return f"<b>{angka(shown.met)}</b> {of} ({persen_kata(share, 0 if share >= 0.1 else 1)})"


def details(shown: Shown) -> str:
    """Who is not admitted, and how many are left to be ranked; groups too small are left out.

    Why an answer is missing stands under the condition that asks for it (`left`).
    """
    text = f"{_upper(_families(shown.refused))} tidak memenuhi"
    if shown.undecided != SMALL:
        text += f"; {_families(shown.undecided)} tidak dapat dinilai, jadi tidak ikut"
    barred = [
        f"{BARRIERS.get(name, name)} {_count(n)}" for name, n in shown.barred.items() if n != SMALL
    ]
    if barred:
        text += f". Dari yang memenuhi dikurangi: {daftar(barred)}"
    return f"{text}. Layak diurutkan: {_families(shown.eligible)}."


def left(shown: Shown, at: int, one: Clause, known: Mapping[str, float]) -> str:
    """What is left after one condition, for how many it cannot be answered, and why not."""
    text = f"<b>{_count(shown.left[at])}</b> tersisa"
    if shown.unknown[at] != SMALL:
        text += f"; {fields_of(one, known)} tidak diketahui: {_families(shown.unknown[at])}"
        fields = [rules.catalogue().field(column) for column in one.columns()]
        text += "".join(f". {field.catatan}"[:-1] for field in fields if field and field.catatan)
    return text


def basis(preset: Preset, *, changed: bool) -> str:
    """What a ready-made rule rests on."""
    start = "Diubah dari aturan ini. " if changed else ""
    note = f" {preset.catatan}" if preset.catatan else ""
    return f"{start}{_rests(preset.dasar_hukum, preset.sumber, preset.keyakinan)}{note}"


def programme_basis(program: Program) -> str:
    """What the programme's own rule rests on."""
    return _rests(program.dasar_hukum, program.syarat_sumber, program.syarat_keyakinan)


def offer(field: RuleField, share: float) -> str:
    """A field as the list of new conditions names it, with how much of it is known."""
    return f"{field.kelompok}: {field.nama} (diketahui {persen(share)})"


def asks_nothing(peringkat: str) -> str:
    """What a ranking that takes everybody, or today's list as it is, makes of a rule."""
    return f"Urutan “{PERINGKAT[peringkat]}” tidak menanyakan syarat, jadi hasilnya tidak berubah."


def too_few(threshold: int) -> str:
    """Why a rule of very few families shows no results."""
    return (
        f"Kurang dari {threshold} keluarga layak menurut aturan ini, mungkin juga tidak satu pun. "
        "Hasilnya disembunyikan, karena dapat menunjuk keluarga tertentu; longgarkan aturannya "
        "atau kembali ke aturan program."
    )


def _rests(law: str, source: str, confidence: str) -> str:
    return f"<b>Dasar:</b> {law} <b>Sumber:</b> {source} <b>Keyakinan:</b> {confidence}."


def _count(n: Number) -> str:
    return n if isinstance(n, str) else angka(n)


def _families(n: Number) -> str:
    return f"{_count(n)} keluarga"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
