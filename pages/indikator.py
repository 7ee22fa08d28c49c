"""Indikator: apa yang membuat mereka miskin?"""

from pedekate.ui import data
from pedekate.ui.indicators import criteria_view, official_view, priority_view
from pedekate.ui.indicators import section as indicator_section
from pedekate.ui.kit import components, filters

# Each section puts its choices into the bar, then shows itself for them.
PARTS = {
    "indikator": ("Indikator", indicator_section),
    "set": ("Set kriteria", criteria_view),
    "prioritas": ("Prioritas", priority_view),
    "resmi": ("Angka resmi", official_view),
}
# Sets are counted over families; these two also stand on tables per area alone.
WITHOUT_FAMILIES = ("indikator", "resmi")


def tampil() -> None:
    shown = PARTS if data.status().has_families else WITHOUT_FAMILIES
    with components.control_bar():
        names = {part: PARTS[part][0] for part in shown}
        _, section = PARTS[filters.switch("Bagian", names, key="bagian")]
        choice = section.choices()
    section.show(choice)
