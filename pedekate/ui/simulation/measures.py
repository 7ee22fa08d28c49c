"""Block of the section "Hasil": every error with its denominator, and errors the field found."""

import streamlit as st

from pedekate.format import angka
from pedekate.simulation.run import Result
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column
from pedekate.ui.simulation import comparisons, runs
from pedekate.ui.simulation import measures_text as text


def show(outcome: Result) -> None:
    """Errors of families and persons, where the money goes, and what field verdicts say."""
    left, right = st.columns(2, gap="large")
    with left:
        components.block_title(
            "Galat dihitung sendiri-sendiri untuk keluarga dan penduduk",
            "Tiap bagian dengan penyebutnya sendiri", "model",
        )  # fmt: skip
        columns = [
            Column("ukuran", "Ukuran", str, number=False),
            Column("keluarga", "Keluarga", str),
            Column("penduduk", "Penduduk", str),
            Column("penyebut", "Penyebut", str, number=False),
        ]
        components.plain_table(text.errors(outcome), columns)
    with right:
        _money(outcome)
        _field(outcome)


def _money(outcome: Result) -> None:
    components.block_title(
        "Ke mana manfaatnya mengalir", "Seluruh program, setahun; definisi di samping", "model"
    )
    before = runs.register_of_city().population.before["watts"]
    columns = [Column("ukuran", "Ukuran", str, number=False), Column("nilai", "Nilai", str),
               Column("berarti", "Arti", str, number=False)]  # fmt: skip
    components.plain_table(text.others(outcome, watts_before=before), columns)


def _field(outcome: Result) -> None:
    found = comparisons.by_verdict(outcome.scenario)
    if not found.layak + found.tidak_layak:
        return components.source_line("Registri ini tidak memuat putusan verifikasi lapangan.")
    table = text.field(found)
    components.block_title(
        text.field_title(table),
        "Putusan terakhir petugas. Keluarga yang dikunjungi dipilih, bukan diundi: bukan angka "
        "seluruh kota", "model",
    )  # fmt: skip
    columns = [Column("putusan", "Putusan", str, number=False),
               Column("keluarga", "Diverifikasi", angka), Column("menerima", "Menerima", angka),
               Column("persen", "Persen", angka)]  # fmt: skip
    components.plain_table(table, columns)
