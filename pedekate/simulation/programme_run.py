"""A programme on the register: its queue under a ranking, its budget today, its scenario."""

from dataclasses import dataclass, replace

import numpy as np

from pedekate.errors import InputError
from pedekate.schema.program import Program
from pedekate.simulation import eligibility, programs, provenance, ranking
from pedekate.simulation.allocation import POOR_FAMILIES, Queue, Shared, prepare, shared_sums
from pedekate.simulation.eligibility import Candidates
from pedekate.simulation.register import TRUTH, Register
from pedekate.simulation.run import Result, simulate
from pedekate.simulation.scenario import PERINGKAT, Scenario


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """A programme made ready for any budget: what several rankings share.

    `parameters` is the fingerprint of the rules of the world behind it; `aturan` the rule of one's
    own that `program` and `candidates` follow, "" for none.
    """

    program: Program
    register: Register
    candidates: Candidates
    shared: Shared
    parameters: str
    aturan: str = ""


def prepare_programme(
    program: Program,
    register: Register,
    candidates: Candidates,
    *,
    aturan: str = "",
    shared: Shared | None = None,
) -> Prepared:
    """Sums that no ranking changes.

    Args:
        aturan: the rule of one's own that `program` follows (`rules.applied`).
        shared: the sums of the same programme under another rule: units do not depend on it.
    """
    return Prepared(
        program=program,
        register=register,
        candidates=candidates,
        shared=shared_sums(register.population, candidates.units) if shared is None else shared,
        parameters=provenance.parameters_mark(program),
        aturan=aturan,
    )


def rankings(prepared: Prepared) -> list[str]:
    """Rankings this programme can use here: each needs what it ranks by, perfect data a truth."""
    impossible = set()
    if np.isnan(prepared.register.score).all():
        impossible |= {"skor", "jatah", "kelurahan"}
    if np.isnan(prepared.register.decile).all():
        impossible.add("desil")
    if prepared.register.population.basis != TRUTH:
        impossible.add("sempurna")
    if prepared.program.kelompok_rentan is None:
        impossible.add("kategori")
    if prepared.program.penerima_sekarang is None or not prepared.candidates.listed_families:
        impossible.add("daftar")
    return [name for name in PERINGKAT if name not in impossible]


def queue(prepared: Prepared, peringkat: str) -> Queue:
    """The programme's queue under a ranking.

    Yardsticks (lottery, universal, perfect data) look at every family of the city. The present
    list is taken as it is, eligible by today's rules or not. Every other ranking looks only at the
    eligible.
    """
    candidates = prepared.candidates
    open_to_all = peringkat in (*ranking.YARDSTICKS, "daftar")
    return prepare(
        prepared.register.population,
        key=ranking_key(prepared, peringkat),
        units=candidates.units,
        eligible=None if open_to_all else candidates.eligible,
        shared=prepared.shared,
    )


def ranking_key(prepared: Prepared, peringkat: str) -> np.ndarray:
    """(n,) key of a ranking over the programme's families; low is served first, NaN never."""
    register, candidates = prepared.register, prepared.candidates
    city, score = register.population, register.score
    return ranking.key(
        peringkat,
        consumption=city.consumption,
        score=np.where(candidates.eligible, score, np.nan) if peringkat == "jatah" else score,
        decile=register.decile,
        area=register.registered_area,
        category=candidates.category,
        listed=candidates.listed,
        weight=city.weight,
    )


def present_budget(prepared: Prepared) -> tuple[float, str] | None:
    """Yearly budget of today and what it rests on: published, else today's list × the amount.

    None when neither a figure nor a list is known.
    """
    program, candidates = prepared.program, prepared.candidates
    if program.pagu:
        newest = max(program.pagu, key=lambda figure: figure.tahun)
        return float(newest.nilai), f"pagu {newest.tahun}"
    if candidates.listed_units > 0:
        cost = programs.default_benefit(program) * program.bulan
        cost *= 1 + programs.admin_share(program)
        return candidates.listed_units * cost, "daftar sekarang"
    return None


def scenario(
    prepared: Prepared,
    *,
    peringkat: str,
    anggaran_rp: float,
    manfaat_rp: float | None = None,
    bulan: int | None = None,
    biaya_admin: float | None = None,
    biaya_tetap_rp: float = 0.0,
) -> Scenario:
    """A yearly scenario of the programme; what is not given comes from its file."""
    program = prepared.program
    benefit = programs.default_benefit(program) if manfaat_rp is None else manfaat_rp
    return Scenario(
        program=program.id,
        peringkat=peringkat,
        anggaran_rp=anggaran_rp,
        manfaat_rp=benefit,
        bulan=program.bulan if bulan is None else bulan,
        periode=programs.MONTHS,
        garis_rp=prepared.register.population.line,
        biaya_admin=programs.admin_share(program) if biaya_admin is None else biaya_admin,
        biaya_tetap_rp=biaya_tetap_rp,
        kuota_keluarga=program.kuota_keluarga,
        aturan=prepared.aturan,
    )


def again(prepared: Prepared, asked: Scenario) -> Scenario:
    """A scenario asked on another day: everything as it was, but on today's poverty line.

    Raises:
        InputError: its ranking is not to be had on these databases.
    """
    possible = rankings(prepared)
    if asked.peringkat not in possible:
        raise InputError(
            f"Peringkat '{asked.peringkat}' tidak berlaku untuk program '{asked.program}' pada "
            f"basis data ini; pilih: {', '.join(possible)}."
        )
    return replace(asked, garis_rp=prepared.register.population.line)


def run(prepared: Prepared, line: Queue, chosen: Scenario, *, code: str) -> Result:
    """Outcomes of a scenario on the programme's queue `line`."""
    return simulate(
        line,
        chosen,
        data=prepared.register.data,
        code=code,
        parameters=prepared.parameters,
        raises_consumption=prepared.program.menambah_konsumsi,
    )


def causes(prepared: Prepared, line: Queue, result: Result) -> dict[str, float]:
    """Why poor families are left out, in families; with those reached it adds up to all poor.

    Under a yardstick only money bars anybody, for it asks for neither record nor rule.
    """
    register, candidates = prepared.register, prepared.candidates
    names = list(eligibility.CAUSES)[:-1]
    ranked = np.zeros(len(register.row), dtype=bool)
    ranked[line.order] = True
    if result.scenario.peringkat in ranking.YARDSTICKS:
        barred = dict.fromkeys(names, 0.0)
    elif result.scenario.peringkat == "daftar":
        barred = eligibility.causes_of_poor(register, eligibility.in_register(register), ranked)
    else:
        barred = eligibility.causes_of_poor(register, candidates.cause, ranked)
    left_out = result.everybody.totals[POOR_FAMILIES] - result.served.totals[POOR_FAMILIES]
    return barred | {"anggaran_habis": max(0.0, float(left_out - sum(barred.values())))}
