"""Exact matching: equal valid KK or shared valid NIK; inside a family also name or birth date."""

from pedekate.store.build import Workspace


def choose_pairs(ws: Workspace) -> None:
    """Keep pairs of table `tepi`, in rounds of edges that are the best of both their ends."""
    while True:
        ws.run("registri/05_pilih")
        if not ws.value("select count(*) from terpilih"):
            return
        ws.run("registri/06_simpan_pilihan")


class ExactMatcher:
    """Greedy one-to-one by evidence: a KK counts as two shared persons, ties by row order."""

    def prepare(self, ws: Workspace) -> None:
        """The numbers that may link are there already (`registri/03_nomor`)."""

    def match_families(self, ws: Workspace) -> None:
        """Rounds of mutually best pairs until no edge between free ends is left."""
        ws.run("registri/04_tepi")
        choose_pairs(ws)

    def match_persons(self, ws: Workspace) -> None:
        """By NIK anywhere; then inside the matched family by name, by birth date and sex."""
        ws.run("registri/10_orang_nik")
        ws.run("registri/11_orang_nama")
        ws.run("registri/12_orang_lahir")
