"""The cached door to all programmes together: exact sums, protected before they leave."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from pedekate.simulation import city_budget, portfolio
from pedekate.simulation.city_budget import Member
from pedekate.simulation.split import Infeasible, Split, split
from pedekate.ui.simulation import runs

MOST = 3  # programmes beside which no finer count is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacked:
    """A portfolio as sums.

    Attributes:
        programmes: program, uang, penerima, miskin, terhalang (families), sisa.
        by_count: program (1, 2, 3 = three or more), keluarga, miskin, bantuan (mean Rp a year).
        helped, helped_poor: families, poor ones, with any benefit they can spend or eat.
        doubles, freed: families with two or more of those, rupiah beyond their largest.
    """

    programmes: pd.DataFrame
    by_count: pd.DataFrame
    helped: float
    helped_poor: float
    doubles: float
    freed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A split of a budget, and what today's split achieves by the same curves."""

    found: Split | Infeasible
    today: dict[str, float]
    today_result: float
    results: dict[str, float]


def stacked(aturan: str, batas_rp: float) -> Stacked:
    """All programmes in order with today's money; see `city_budget.stack_city`."""
    return _stacked(runs.mark(), aturan, batas_rp if aturan == "plafon" else np.inf)


def city_programmes() -> dict[str, float]:
    """Programmes the city pays for, with today's budget in rupiah a year."""
    return {
        member.prepared.program.id: member.anggaran_rp
        for member in city_members()
        if member.prepared.program.dana == "APBD"
    }


def shared(tujuan: str, total: float, *, floor: float, quota: int) -> Shared:
    """The best split of a city budget.

    Args:
        floor: share of today's budget that every programme keeps at least.
        quota: recipient families every kelurahan gets at least.
    """
    return _shared(runs.mark(), tujuan, total, floor, quota)


def city_members() -> list[Member]:
    """Every programme with its queue and today's money, in the order of service."""
    members = []
    for name in city_budget.order():
        ready = runs.prepared(name)
        peringkat = city_budget.usual_ranking(ready)
        members.append(
            Member(
                prepared=ready, queue=runs.queue(name, peringkat), peringkat=peringkat,
                anggaran_rp=city_budget.money_today(ready),
            )
        )  # fmt: skip
    return members


@st.cache_data(show_spinner="Menyusun semua program …", max_entries=16)
def _stacked(mark: str, aturan: str, batas_rp: float) -> Stacked:
    members = city_members()
    found = city_budget.stack_city(members, aturan=aturan, batas_rp=batas_rp)
    city = members[0].prepared.register.population
    weight, poor = city.weight, city.weight * city.poor
    rows = [
        {
            "program": member.prepared.program.id, "uang": member.anggaran_rp,
            "penerima": float(weight[served].sum()), "miskin": float(poor[served].sum()),
            "terhalang": float(barred), "sisa": float(rest),
        }
        for member, served, barred, rest in zip(
            members, found.served, found.barred, found.unspent, strict=True
        )
    ]  # fmt: skip
    counts, total = np.minimum(found.count, MOST), found.total
    by_count = [
        {
            "program": n, "keluarga": float(weight[counts == n].sum()),
            "miskin": float(poor[counts == n].sum()),
            "bantuan": float(total[counts == n].mean()) if (counts == n).any() else np.nan,
        }
        for n in range(1, MOST + 1)
    ]  # fmt: skip
    adding = [m.prepared.program.id for m in members if m.prepared.program.menambah_konsumsi]
    helped = found.served[[found.programmes.index(name) for name in adding]].any(axis=0)
    doubles, freed = portfolio.duplicates_freed(found, weight, exclusive=adding)
    return Stacked(
        programmes=pd.DataFrame(rows), by_count=pd.DataFrame(by_count),
        helped=float(weight[helped].sum()), helped_poor=float(poor[helped].sum()),
        doubles=doubles, freed=freed,
    )  # fmt: skip


@st.cache_data(show_spinner="Membagi anggaran …", max_entries=64)
def _shared(mark: str, tujuan: str, total: float, floor: float, quota: int) -> Shared:
    members = [m for m in city_members() if m.prepared.program.dana == "APBD"]
    most = max(total, *(m.anggaran_rp for m in members))
    curves = [
        city_budget.curve(m, tujuan=tujuan, most=most, floor=floor * m.anggaran_rp) for m in members
    ]
    curves = [one for one in curves if one is not None]
    areas = len(members[0].prepared.register.population.areas)
    wanted = {area: float(quota) for area in range(areas)} if quota else {}
    found = split(curves, anggaran_rp=total, kuota=wanted)
    today = {m.prepared.program.id: m.anggaran_rp for m in members}

    def achieved(budgets: dict[str, float]) -> dict[str, float]:
        return {
            c.program: float(np.interp(budgets[c.program], c.anggaran_rp, c.hasil)) for c in curves
        }

    results = achieved(found.anggaran_rp) if isinstance(found, Split) else {}
    return Shared(
        found=found, today=today, today_result=sum(achieved(today).values()), results=results
    )
