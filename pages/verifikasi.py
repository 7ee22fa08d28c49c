"""Verifikasi: sudah sampai mana verifikasi lapangan, dan seberapa benar datanya?"""

from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.verification import errors, officers, pairs, sample, sheets
from pedekate.ui.verification import view as progress

PARTS = {
    "kemajuan": ("Kemajuan", progress.show),
    "galat": ("Galat sumber", errors.show),
    "petugas": ("Petugas", officers.show),
    "sampel": ("Sampel kunjungan", sample.show),
    "lembar": ("Lembar kerja", sheets.show),
    "pasangan": ("Pasangan meragukan", pairs.show),
}
# Parts that read the whole city whatever the area.
WHOLE_CITY = {"sampel", "lembar", "pasangan"}


def tampil() -> None:
    with components.control_bar():
        names = {part: name for part, (name, _) in PARTS.items()}
        chosen = filters.switch("Bagian", names, key="bagian")
        kecamatan = None
        if chosen not in WHOLE_CITY:
            kecamatan = filters.area(sorted(data.areas("kecamatan")["nama"]))
    _, show = PARTS[chosen]
    show(kecamatan)
