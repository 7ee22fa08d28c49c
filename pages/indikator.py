"""Indikator: apa yang membuat mereka miskin?"""

from pedekate.ui import data
from pedekate.ui.indicators import criteria_view, priority_view
from pedekate.ui.indicators import section as indicator_section
from pedekate.ui.kit import components, filters

# Each section puts its choices into the bar, then shows itself for them.
PARTS = {
    "indikator": ("Indikator", indicator_section),
    "set": ("Set kriteria", criteria_view),
    "prioritas": ("Prioritas", priority_view),
}


def tampil() -> None:
    # Sets are counted over families: with tables per area alone there is only the first section.
    parts = PARTS if data.status().has_families else {"indikator": PARTS["indikator"]}
    with components.control_bar():
        names = {part: name for part, (name, _) in parts.items()}
        chosen = filters.switch("Bagian", names, key="bagian") if len(parts) > 1 else "indikator"
        _, section = parts[chosen]
        choice = section.choices()
    section.show(choice)
