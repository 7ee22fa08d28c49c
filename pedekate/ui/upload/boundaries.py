"""Part *Batas wilayah* of the page Unggah: a city's own boundaries checked, then on every map."""

from pathlib import Path

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.charts.theme import CONTEXT, FINE_LINE, INK_2, LINE, VULNERABLE
from pedekate.errors import InputError
from pedekate.format import angka, satu_desimal, tanggal
from pedekate.registry.boundary_areas import areas_of
from pedekate.spatial import boundary_store, own_boundaries
from pedekate.spatial.boundaries import area_km2, load_boundaries
from pedekate.spatial.boundary_rules import boundary_rules
from pedekate.spatial.classify import class_breaks
from pedekate.spatial.own_boundaries import OwnBoundaries
from pedekate.store import casebook
from pedekate.ui import access
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column
from pedekate.ui.kit.geo import geography
from pedekate.ui.kit.map_figure import map_figure
from pedekate.ui.upload import files as upload_files

RIGHT = "Mengganti batas wilayah"
_TURN = "batas_giliran"
# Area is neither need nor reach: greys.
_GREYS = (FINE_LINE, LINE, VULNERABLE, CONTEXT, INK_2)
_KINDS = ["geojson", "json", "gpkg", "zip"]


def show() -> None:
    """The place to drop a file, what checking it found, and the boundaries in force."""
    # The header stands above what decides about it.
    place = st.container()
    handed = st.file_uploader(
        "Batas kelurahan (GeoJSON, GeoPackage, atau ZIP berisi shapefile)", type=_KINDS,
        key=f"batas_berkas_{st.session_state.get(_TURN, 0)}",
    )  # fmt: skip
    found = None if handed is None else _outcome(upload_files.kept(handed))
    with place:
        components.page_header(*_summary(found))
    if isinstance(found, OwnBoundaries):
        _offer(found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _map()
    with right:
        _in_force()


def _summary(found: OwnBoundaries | str | None) -> tuple[str, str]:
    if isinstance(found, str):
        return "Batas itu belum dapat dipakai; <em>peta tetap memakai batas yang berlaku</em>", (
            found
        )
    if found is not None:
        return f"{found.berkas} dapat dipakai: <em>57 kelurahan, satu cakupan bersih</em>", (
            f"Luas kota {angka(found.luas_km2, 2)} km², luas resmi "
            f"{angka(boundary_rules().wilayah.luas_resmi_km2, 2)} km². " + " ".join(found.catatan)
        )
    return f"Semua peta memakai batas <em>{geography().source}</em>", (
        "Batas milik kota dapat menggantikannya. Berkas diperiksa dulu: sistem koordinat, kode "
        "atau nama 57 kelurahan, tumpang tindih, celah, dan luas; lalu garisnya disederhanakan."
    )


def _outcome(path: Path) -> OwnBoundaries | str:
    """The checked boundaries, or the sentence that says why not."""
    with st.spinner("Memeriksa batas"):
        return _checked(str(path), path.stat().st_mtime_ns)


@st.cache_resource(show_spinner=False, max_entries=4)
def _checked(path: str, mtime: int) -> OwnBoundaries | str:
    try:
        return own_boundaries.check(Path(path), areas_of)
    except InputError as error:
        return str(error)


def _offer(found: OwnBoundaries) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        source = st.text_input(
            "Sumber batas", key="batas_sumber", placeholder="Penerbit dan tahun", width=420
        )
        if st.button("Pakai batas ini", type="primary", key="batas_pakai", disabled=not source):
            who = access.session()
            who.require("muat", RIGHT)
            _record(who, "batas diganti", found.berkas)
            boundary_store.install(found, config.gudang_dir(), sumber=source, today=config.today())
            st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
            st.rerun()


def _map() -> None:
    """The boundaries in force, coloured by something they decide: the area of each kelurahan."""
    areas = area_km2(load_boundaries(boundary_store.in_force(config.gudang_dir())))
    table = areas.rename("nilai").rename_axis("kode_kelurahan").reset_index()
    names = geography().areas["nama_kelurahan"]
    title = f"Terluas {names[areas.idxmax()]}, tersempit {names[areas.idxmin()]}"
    components.block_title(title, f"Luas kelurahan, km²; jumlah {angka(areas.sum(), 2)} km²")
    breaks = class_breaks(areas.to_numpy())
    st.html(
        map_figure(
            geography(), table, breaks=breaks, scale=_GREYS, legend="km²",
            alt=f"Peta luas 57 kelurahan menurut batas yang berlaku. {title}.",
        )
    )  # fmt: skip
    components.source_line(f"Batas: {geography().source}; luas dihitung dari batas itu (UTM 49S).")


def _in_force() -> None:
    own = facts()
    if own is not None and st.button("Kembali ke batas bawaan", key="batas_hapus"):
        who = access.session()
        who.require("muat", RIGHT)
        _record(who, "batas dihapus", own.berkas)
        boundary_store.remove(config.gudang_dir())
        st.rerun()


def facts() -> boundary_store.About | None:
    """Put on the page which boundaries are in force and where they come from; ours are None."""
    own = boundary_store.about(config.gudang_dir())
    if own is None:
        components.block_title("Batas bawaan", "Berlaku selama kota tidak memberi batasnya sendiri")
        rows = [("Sumber", geography().source), ("Rincian", "data/wilayah/SUMBER.md")]
    else:
        components.block_title("Batas milik kota", f"Berlaku sejak {tanggal(own.tanggal)}")
        rows = [
            ("Sumber", own.sumber), ("Berkas", own.berkas),
            ("Luas", f"{satu_desimal(own.luas_km2)} km²"), ("Titik garis", angka(own.titik)),
            *(("Catatan", note) for note in own.catatan),
        ]  # fmt: skip
    components.plain_table(
        pd.DataFrame(rows, columns=["hal", "isi"]),
        [Column("hal", "Hal", str, number=False), Column("isi", "Isi", str, number=False)],
    )
    return own


def _record(who: access.Session, what: str, file: str) -> None:
    casebook.record(
        config.gudang_dir(), akun=who.akun, peran=who.role.id, kegiatan=what, saringan=file
    )
