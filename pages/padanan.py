"""Padanan: apa kata tiap registri tentang keluarga yang sama?"""

from pedekate.ui import data
from pedekate.ui.kit import components, filters, place_filter
from pedekate.ui.reconciliation import (
    churn_view,
    fields,
    linkage_view,
    overlap,
    quality_view,
    status,
    whatif,
)

# Each section shows itself, its title sentence included, for one area.
PARTS = {
    "silang": ("Silang registri", overlap.show),
    "status": ("Desil & status", status.show),
    "andai": ("Andai DTSEN", whatif.show),
    "isian": ("Isian berbeda", fields.show),
    "perubahan": ("Perubahan", churn_view.show),
    "tautan": ("Penautan", linkage_view.show),
    "mutu": ("Mutu data", quality_view.show),
}


def tampil() -> None:
    names = {part: name for part, (name, _) in PARTS.items()}
    with components.control_bar():
        chosen = filters.switch("Bagian", names, key="bagian")
        kecamatan, kelurahan = place_filter.choose()
    _, show = PARTS[chosen]
    show(kelurahan or _code_of(kecamatan))


def _code_of(kecamatan: str | None) -> str:
    if kecamatan is None:
        return data.CITY
    return data.areas("kecamatan").set_index("nama").loc[kecamatan, "kode"]
