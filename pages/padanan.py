"""Padanan: apa kata tiap registri tentang keluarga yang sama?"""

from pedekate.ui import (
    churn_view,
    components,
    data,
    filters,
    linkage_view,
    place_filter,
    quality_view,
    reconciliation_fields,
    reconciliation_overlap,
    reconciliation_status,
    reconciliation_whatif,
)

# Each section shows itself, its title sentence included, for one area.
PARTS = {
    "silang": ("Silang registri", reconciliation_overlap.show),
    "status": ("Desil & status", reconciliation_status.show),
    "andai": ("Andai DTSEN", reconciliation_whatif.show),
    "isian": ("Isian berbeda", reconciliation_fields.show),
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
