"""Profil kelurahan: satu kelurahan dalam satu halaman."""

from pedekate.ui import components, data, filters, needed_files, profile_view


def tampil() -> None:
    if not data.status().has_families:
        return needed_files.show("profil")
    areas = data.areas("kelurahan").sort_values("nama")
    names = dict(zip(areas["kode"], areas["nama"], strict=True))
    with components.control_bar():
        chosen = filters.choose("Kelurahan", names, key="kelurahan", width=280, show_label=False)
        profile = data.kelurahan_profile(chosen)
        profile_view.page_download(profile)
    profile_view.header(profile)
    profile_view.who(profile)
    profile_view.missing(profile)
    profile_view.work(profile)
    profile_view.closing(profile)
