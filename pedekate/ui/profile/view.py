"""Blocks of the page Profil kelurahan; the same figures and sentences as on paper."""

import streamlit as st

from pedekate.area_profile import text
from pedekate.area_profile.profile import Profile
from pedekate.charts.theme import CONTEXT, INK_2, LEFT_OUT
from pedekate.format import angka, is_missing, tanggal
from pedekate.reports import profile_pdf
from pedekate.ui import data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import ZIP, Download
from pedekate.ui.kit.geo import geography
from pedekate.ui.profile import tables

_PDF = "application/pdf"


def header(profile: Profile) -> None:
    """The answer, and where the kelurahan is in numbers."""
    place = profile.place
    components.page_header(
        text.headline(profile),
        f"Kecamatan {profile.kecamatan}, {angka(place.luas_km2, 2)} km², {place.jumlah_rw} RW, "
        f"{place.jumlah_rt} RT, perkiraan {angka(place.penduduk_2023_estimasi)} jiwa pada 2023. "
        f"Registri {tanggal(profile.registered)}.",
        "terdaftar",
    )


def who(profile: Profile) -> None:
    """Where it is, families and persons by decile and by source."""
    left, middle, right = st.columns([2.6, 4, 4], gap="large")
    with left:
        components.block_title(f"{profile.nama}, Kecamatan {profile.kecamatan}")
        st.html(tables.where(profile, geography()))
    with middle:
        total = profile.families
        families, persons = (
            text.count(total[name], total["keterangan"]) for name in ("keluarga", "individu")
        )
        components.block_title(
            f"{families} keluarga, {persons} jiwa di registri", "Menurut desil nasional",
            "terdaftar",
        )  # fmt: skip
        st.html(tables.deciles(profile))
    with right:
        components.block_title(
            "Menurut sumber", "Satu keluarga dapat berada di beberapa sumber", "terdaftar"
        )
        st.html(tables.sources(profile))


def missing(profile: Profile) -> None:
    """Shortages against the city on one scale; the needs to act on."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        components.block_title(
            text.gaps_title(profile),
            "Persen; dari: yang isiannya diketahui; beda dalam poin persen", "terdaftar",
        )  # fmt: skip
        components.color_key(
            [
                (INK_2, profile.nama),
                (LEFT_OUT, "jelas melebihi kota"),
                (CONTEXT, f"Kecamatan {profile.kecamatan}"),
            ]
        )
        st.html(tables.gap_scale(profile))
        components.source_line("Garis tegak: kota. Sumber: registri kota.")
    with right:
        components.block_title(text.actions_title(profile), text.ACTIONS_ORDER)
        st.html(tables.actions(profile))
        components.source_line("OPD, tindakan, dan urutan prioritas: data/opd/kebutuhan.toml.")


def work(profile: Profile) -> None:
    """Programmes received, verification, registries that disagree."""
    first, second, third = st.columns(3, gap="large")
    with first:
        components.block_title(
            f"Yang diterima keluarga desil 1–{profile.target_decile}", "Persen keluarga",
            "terdaftar",
        )  # fmt: skip
        st.html(tables.beside_city(profile.programs.to_dict("records"), "Program"))
        components.source_line(f"{text.aid_sentence(profile)}.")
    with second:
        components.block_title("Verifikasi lapangan", text.verification_sentence(profile))
        _progress(profile)
    with third:
        components.block_title(
            "Registri yang berselisih", "Persen keluarga yang isiannya berbeda", "terdaftar"
        )
        rows = profile.disagreements.to_dict("records")
        st.html(tables.beside_city(rows, "Isian"))


def _progress(profile: Profile) -> None:
    row = {"nama": "Sudah diputus", "kota": profile.verification_city}
    row |= {name: profile.verification[name] for name in ("nilai", "penyebut")}
    if not is_missing(row["penyebut"]):
        st.html(tables.beside_city([row], "Keluarga sasaran"))


def page_download(profile: Profile) -> None:
    """This page as paper, beside the choice."""
    geo = geography()
    components.download_button(
        Download(
            label="Unduh halaman ini (PDF)", file_name=profile_pdf.file_name(profile), mime=_PDF,
            data=lambda: profile_pdf.document([profile], geo),
        ),
        key="halaman",
    )  # fmt: skip


def closing(profile: Profile) -> None:
    """Caveats and dates; all kelurahan to take away."""
    geo = geography()
    components.source_line(
        " ".join((*text.caveats(profile), text.dates(profile))), key="profil",
        downloads=[
            Download(
                label="Semua kelurahan, satu berkas (PDF)", mime=_PDF,
                file_name="profil_kelurahan.pdf",
                data=lambda: profile_pdf.document(data.kelurahan_profiles(), geo),
            ),
            Download(
                label="Semua kelurahan, berkas terpisah (ZIP)", mime=ZIP,
                file_name="profil_kelurahan.zip",
                data=lambda: profile_pdf.archive(data.kelurahan_profiles(), geo),
            ),
        ],
    )  # fmt: skip
