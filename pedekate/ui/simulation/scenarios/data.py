"""The door to saved scenarios: what is kept, what it gives today, and what may be shown of both."""

import logging
from dataclasses import dataclass, replace
from functools import lru_cache

from pedekate import config
from pedekate.disclosure import policy
from pedekate.errors import InputError, StoreError, UserFacingError
from pedekate.format import is_missing
from pedekate.schema.program import Program
from pedekate.simulation import programme_run, provenance, saved
from pedekate.simulation.allocation import POOR_FAMILIES
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import Result
from pedekate.simulation.saved import Marks, SavedScenario
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.store import casebook, scenarios
from pedekate.store.scenarios import Kept
from pedekate.ui import access
from pedekate.ui.simulation import model, runs
from pedekate.ui.simulation.controls import Choice
from pedekate.ui.simulation.rule import text as rule_text

NOW = "sekarang"
# What a city asks first: today's list, the score, a quota per kelurahan, perfect data; where one
# cannot be had, the next.
_STANDARD = ("daftar", "skor", "jatah", "sempurna", "desil", "kelurahan", "undian")
FOUR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A scenario that can be compared: `kode` and `nama` are its own among those offered."""

    kode: str
    nama: str
    scenario: Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A saved scenario as it is listed.

    Attributes:
        one: what its file says; None when this version cannot read it.
        changed: see `saved.differences`.
    """

    kept: Kept
    one: SavedScenario | None
    changed: tuple[str, ...]

    @property
    def nama(self) -> str:
        """Its name, with the version from the second on."""
        versi = self.kept.versi
        return self.kept.nama if versi == 1 else f"{self.kept.nama} (versi {versi})"


def listed() -> list[Listed]:
    """Every saved scenario, newest first.

    Raises:
        StoreError: the casebook cannot be opened.
    """
    access.require_role()
    rows = [(kept, _read(kept.isi)) for kept in scenarios.kept(config.gudang_dir())]
    now = {one.skenario: _marks_now(one.skenario) for _, one in rows if one}
    return [
        Listed(
            kept=kept, one=one,
            changed=tuple(saved.differences(one.sidik_jari, now[one.skenario]))
            if one else (),
        )
        for kept, one in rows
    ]  # fmt: skip


def find(called: str) -> tuple[Kept, SavedScenario] | None:
    """The scenario an address calls by number or name."""
    access.require_role()
    kept = scenarios.find(config.gudang_dir(), called.strip())
    one = kept and _read(kept.isi)
    return (kept, one) if one else None


def save(scenario: Scenario, name: str, note: str) -> tuple[str, int]:
    """Keep a scenario for everybody; its name and version. Leaves a line in the audit log.

    Raises:
        AccessError: the role may not. InputError: the name cannot be used. StoreError: not written.
    """
    who = access.session()
    who.require("skenario", "Menyimpan skenario")
    one = described(scenario, name, note)
    gudang = config.gudang_dir()
    casebook.record(
        gudang, akun=who.akun, peran=who.role.id, kegiatan="skenario disimpan", saringan=one.nama
    )
    figures = key_figures(today(scenario))
    _, version = scenarios.save(
        gudang, akun=who.akun, nama=one.nama, isi=saved.to_text(one), angka=figures
    )
    return one.nama, version


def remove(kept: Kept) -> None:
    """Take a scenario off the list; it stays in the casebook. Leaves a line in the audit log.

    Raises:
        AccessError: the role may not. StoreError: not written.
    """
    who = access.session()
    who.require("skenario", "Menghapus skenario")
    casebook.record(
        config.gudang_dir(), akun=who.akun, peran=who.role.id, kegiatan="skenario dihapus",
        saringan=f"{kept.nama} (versi {kept.versi})",
    )  # fmt: skip
    scenarios.remove(config.gudang_dir(), kept.nomor, akun=who.akun)


def next_version(name: str) -> int:
    """The version a scenario saved under this name would get, removed ones counted."""
    access.require_role()
    return scenarios.next_version(config.gudang_dir(), " ".join(name.split()))


def programme(scenario: Scenario) -> Program | None:
    """The programme a scenario asks about; None when there is none of that id any more."""
    try:
        return runs.programme(scenario.program, scenario.aturan)
    except UserFacingError:
        return None


def described(scenario: Scenario, name: str, note: str = "") -> SavedScenario:
    """A scenario as it would be saved now.

    Raises:
        InputError: the name cannot be used.
    """
    return SavedScenario(
        nama=saved.clean_name(name),
        skenario=scenario,
        sidik_jari=saved.marks(_prepared(scenario), today(scenario)),
        disimpan=config.now().replace(microsecond=0),
        oleh=access.session().akun or access.session().role.id,
        catatan=saved.clean_note(note),
    )


def today(scenario: Scenario) -> Result:
    """Outcomes of a scenario on today's data.

    Raises:
        InputError: its programme or its ranking is not to be had here.
    """
    return runs.result(scenario.program, current(scenario))


def current(scenario: Scenario) -> Scenario:
    """The scenario on today's poverty line; raises as `today`, and where a rule of one's own admits
    so few families that its results would point at some."""
    ready = _prepared(scenario)
    if scenario.aturan and ready.candidates.eligible.sum() < policy().threshold:
        raise InputError(rule_text.too_few(policy().threshold))
    return programme_run.again(ready, scenario)


def key_figures(outcome: Result) -> dict[str, float | None]:
    """What is kept and compared of an outcome: rounded counts and money, shares of the rounded."""
    shown, values = model.families(outcome), outcome.values
    cost = model.cost_per_poor(values["belanja"], outcome.served.totals[POOR_FAMILIES])
    found = {
        "penerima": shown.recipients,
        "terjangkau": shown.reached,
        "tertinggal": shown.left_out,
        "bukan_miskin": shown.vulnerable + shown.better_off,
        "cakupan": shown.reached / shown.poor if shown.poor else None,
        "porsi_bukan_miskin": 1 - shown.reached / shown.recipients if shown.recipients else None,
        "biaya_per_miskin": cost,
        "p1_sebelum": round(values["p1_sebelum"], 5),
        "p1_sesudah": round(values["p1_sesudah"], 5),
        "belanja": _three_digits(values["belanja"]),
        "sisa_anggaran": _three_digits(values["sisa_anggaran"]),
    }
    return {name: None if is_missing(value) else float(value) for name, value in found.items()}


def _three_digits(amount: float) -> float:
    """Money by which nobody can count the recipients it was paid to."""
    return float(f"{amount:.3g}")


def offered(choice: Choice, rows: list[Listed]) -> dict[str, Candidate]:
    """What can be compared: saved ones, the standard comparison, and the choice of the bar."""
    found = [
        Candidate(kode=str(row.kept.nomor), nama=row.nama, scenario=row.one.skenario)
        for row in rows
        if row.one is not None
    ]
    found += standard(choice)
    found.append(Candidate(kode=NOW, nama="Pilihan di atas", scenario=choice.scenario))
    names = [one.nama for one in found]
    return {
        one.kode: one
        if names.count(one.nama) == 1
        else replace(one, nama=f"{one.nama} #{one.kode}")
        for one in found
    }


def standard(choice: Choice) -> list[Candidate]:
    """Four ways to rank at today's budget, or at the chosen one where today's is not known."""
    ready = runs.prepared(choice.programme)
    budget = choice.present[0] if choice.present else choice.scenario.anggaran_rp
    names = [name for name in _STANDARD if name in choice.rankings][:FOUR]
    return [
        Candidate(
            kode=f"baku_{name}", nama=PERINGKAT[name],
            scenario=programme_run.scenario(ready, peringkat=name, anggaran_rp=budget),
        )
        for name in names
    ]  # fmt: skip


def _prepared(scenario: Scenario) -> Prepared:
    return runs.prepared(scenario.program, scenario.aturan)


@lru_cache(maxsize=512)
def _read(text: str) -> SavedScenario | None:
    try:
        return saved.from_text(text, "di catatan kerja")
    except InputError as error:
        logging.getLogger(__name__).warning("%s", error)
        return None


def _marks_now(scenario: Scenario) -> Marks:
    """Today's marks; a programme that is gone, or a register, differs from every saved one."""
    described = programme(scenario)
    try:
        data = runs.register_of_city().data
    except StoreError:
        data = ""
    return Marks(
        simulasi="", data=data, kode=provenance.code_mark(),
        parameter=provenance.parameters_mark(described) if described else "",
    )  # fmt: skip
