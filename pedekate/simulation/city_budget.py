"""All programmes of the city together: their order, their money, their curves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from pydantic import BaseModel

from pedekate import config, config_file
from pedekate.errors import ConfigError
from pedekate.simulation import outcomes, programme_run, programs
from pedekate.simulation.allocation import POOR_FAMILIES, Queue
from pedekate.simulation.portfolio import Entry, Portfolio, stack
from pedekate.simulation.programme_run import Prepared
from pedekate.simulation.run import place
from pedekate.simulation.split import Curve

SEED = 2025
ATURAN = {
    "tumpuk": "Boleh menumpuk",
    "satu": "Satu bantuan belanja per keluarga",
    "plafon": "Plafon bantuan belanja per keluarga",
}
TUJUAN = {"miskin": "Keluarga miskin terjangkau", "jurang": "Kekurangan belanja tertutup"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Member:
    """A programme in the city's portfolio, with its usual ranking and benefit and today's money."""

    prepared: Prepared
    queue: Queue
    peringkat: str
    anggaran_rp: float

    @property
    def cost(self) -> float:
        """Rupiah one unit of benefit costs a year."""
        program = self.prepared.program
        return programs.default_benefit(program) * program.bulan


class _Order(BaseModel):
    urutan: tuple[str, ...]


@lru_cache
def order() -> tuple[str, ...]:
    """Every programme, first served first (`data/simulasi/urutan.toml`).

    Raises:
        ConfigError: the file does not name every programme once.
    """
    path = config.DATA / "simulasi" / "urutan.toml"
    named = config_file.load(path, _Order).urutan
    if sorted(named) != programs.names():
        raise ConfigError(
            "data/simulasi/urutan.toml: 'urutan' harus memuat tiap program satu kali."
        )
    return named


def money_today(prepared: Prepared) -> float:
    """Rupiah a year: the published budget, today's list, else the published number of recipients
    times the usual benefit; 0 when none is known."""
    if found := programme_run.present_budget(prepared):
        return found[0]
    program = prepared.program
    if not program.penerima:
        return 0.0
    newest = max(program.penerima, key=lambda figure: figure.tahun)
    return float(newest.nilai) * programs.default_benefit(program) * program.bulan


def usual_ranking(prepared: Prepared) -> str:
    """The programme's own ranking, or the first that the data allow."""
    possible = programme_run.rankings(prepared)
    own = prepared.program.peringkat
    return own if own in possible else possible[0]


def stack_city(members: Sequence[Member], *, aturan: str, batas_rp: float = np.inf) -> Portfolio:
    """Serve all programmes in order.

    Args:
        aturan: a key of `ATURAN`. Rules bind only benefits that add to what a family can spend or
            eat: a health premium or a repaired house is combined with anything.
        batas_rp: rupiah a year, for "plafon".
    """
    entries, earlier = [], frozenset()
    for member in members:
        program = member.prepared.program
        adds = program.menambah_konsumsi
        entries.append(
            Entry(
                program=program.id,
                queue=member.queue,
                uang_rp=member.anggaran_rp,
                biaya_rp=member.cost,
                kuota_keluarga=program.kuota_keluarga,
                di_luar_batas=not adds,
                tidak_bersama=earlier if aturan == "satu" and adds else frozenset(),
            )
        )
        earlier |= {program.id} if adds else frozenset()
    return stack(entries, seed=SEED, batas_rp=batas_rp if aturan == "plafon" else np.inf)


def curve(
    member: Member, *, tujuan: str, most: float, floor: float, segments: int = 24
) -> Curve | None:
    """What a programme achieves with budgets up to what serves its whole queue, or `most`.

    Args:
        tujuan: a key of `TUJUAN`. Results are poor families, or rupiah of poverty gap closed a
            year (0 for benefits that cannot be eaten or spent).
        floor: rupiah it gets at least; no more than it can spend.

    Returns:
        None for a programme that can serve nobody.
    """
    line, prepared = member.queue, member.prepared
    top = min(most, float(line.need[-1]) * member.cost)
    if not top > 0:
        return None
    budgets = np.linspace(0.0, top, segments + 1)
    basis = programme_run.scenario(prepared, peringkat=member.peringkat, anggaran_rp=0)
    positions = [place(line, replace(basis, anggaran_rp=float(b)))[0] for b in budgets]
    sums = [line.sums(position) for position in positions]
    if tujuan == "miskin":
        result = [one.totals[POOR_FAMILIES] for one in sums]
    elif not prepared.program.menambah_konsumsi:
        result = [0.0] * len(budgets)
    else:
        gap = line.population.line * programs.MONTHS
        per_unit = member.cost / programs.MONTHS
        changes = [outcomes.poverty_change(line, at, per_unit=per_unit)["p1"] for at in positions]
        result = [-gap * change for change in changes]
    return Curve(
        program=prepared.program.id,
        anggaran_rp=budgets,
        hasil=np.maximum.accumulate(np.array(result)),
        penerima=np.array([one.areas[0] for one in sums]),
        paling_sedikit_rp=min(floor, top),
    )
