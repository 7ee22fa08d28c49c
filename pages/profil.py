"""Profil kelurahan: satu kelurahan dalam satu halaman."""

from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.profile import view
from pedekate.ui.upload import needed_files


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("profil")
    areas = data.areas("kelurahan").sort_values("nama")
    names = dict(zip(areas["kode"], areas["nama"], strict=True))
    with components.control_bar():
        chosen = filters.choose("Kelurahan", names, key="kelurahan", width=280, show_label=False)
        profile = data.kelurahan_profile(chosen)
        view.page_download(profile)
    view.header(profile)
    view.who(profile)
    view.missing(profile)
    view.work(profile)
    view.closing(profile)
