"""The interface of a matcher and the run over the sources."""

from collections.abc import Sequence
from typing import Protocol

from pedekate.registry import sources
from pedekate.registry.linkage.exact import choose_pairs
from pedekate.store.build import Workspace


class Matcher(Protocol):
    """Finds pairs between one source (table `langkah`) and the register built so far."""

    def prepare(self, ws: Workspace) -> None:
        """Make what the matcher needs, once, before the first source."""

    def match_families(self, ws: Workspace) -> None:
        """Add one-to-one rows to `padanan_ks` for families that are still unmatched."""

    def match_persons(self, ws: Workspace) -> None:
        """Add one-to-one rows to `padanan_orang` for persons that are still unmatched."""


class SameSourceMatcher:
    """Two waves of one source: its own keys and printed numbers, valid or not, names at home.

    For families only; between sources such keys would prove nothing.
    """

    def match_families(self, ws: Workspace) -> None:
        """Pairs among what numbers left over."""
        ws.run("registri/64_tepi_sumber")
        choose_pairs(ws)

    def match_persons(self, ws: Workspace) -> None:
        """Persons of older waves are not needed."""


def match_sources(ws: Workspace, matchers: Sequence[Matcher]) -> None:
    """Link every source to the register in order; what stays alone becomes new in the register.

    Needs the tables of `store/sql/registri/01…03`.
    """
    steps = range(1, len(sources.order()) + 1)
    ws.run("registri/03_register")
    ws.run("registri/03_nomor")
    for matcher in matchers:
        matcher.prepare(ws)
    for step in steps:
        _match_families(ws, matchers, step)
    ws.run("registri/09_orang_awal")
    for step in steps:
        _set_step(ws, step)
        # The first source with persons finds an empty register: nothing to compare with.
        known = ws.value("select count(*) from kunci_orang")
        for matcher in matchers if known else ():
            matcher.match_persons(ws)
            ws.run("padanan/12_cabut_beda")
        ws.run("registri/13_orang_daftarkan")


def match_older(ws: Workspace, matchers: Sequence[Matcher], step: int) -> None:
    """Link the families of an older wave to the finished register.

    `ks`, `orang` and `anggota` hold that wave only, under the source number `step`; `jejak` holds
    the keys of the source's newer waves. What matches nobody is remembered under its own id,
    beyond the register, for still older waves.
    """
    ws.run("registri/03_nomor")
    ws.run("registri/63_kunci_sumber")
    _match_families(ws, (*matchers, SameSourceMatcher()), step)


def _match_families(ws: Workspace, matchers: Sequence[Matcher], step: int) -> None:
    _set_step(ws, step)
    for matcher in matchers:
        matcher.match_families(ws)
    ws.run("registri/07_gabung_yatim")
    ws.run("registri/08_daftarkan")


def _set_step(ws: Workspace, step: int) -> None:
    ws.run(f"create or replace table langkah as select {step} as urutan")
