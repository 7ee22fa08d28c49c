"""A city's own boundaries: checked against ours, cleaned, simplified, ready to replace them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from pedekate.errors import InputError
from pedekate.format import angka, daftar
from pedekate.spatial.boundaries import COLUMNS, PLANE, load_boundaries
from pedekate.spatial.boundary_files import read_polygons
from pedekate.spatial.boundary_rules import BoundaryRules, boundary_rules

# Attributes → kode, label, status (see `registry.boundary_areas.areas_of`).
Matcher = Callable[[pd.DataFrame], pd.DataFrame]

_DEGREES = 4326
_DECIMALS = 6  # of a degree: 10 cm
_NAMED = 5
_SPELLED = {"nama_mirip", "sistem_lain", "kode_asing", "nama_asing", "kecamatan_beda"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnBoundaries:
    """Checked boundaries.

    Attributes:
        table: 57 rows by code, WGS 84; columns of `boundaries.COLUMNS` plus geometry.
        berkas: name of the file they come from.
        luas_km2: area of the city in them.
        titik_asal, titik: points of the outlines before and after simplification.
        catatan: what was forgiven or repaired, one Indonesian sentence each.
    """

    table: gpd.GeoDataFrame
    berkas: str
    luas_km2: float
    titik_asal: int
    titik: int
    catatan: tuple[str, ...]


def check(
    path: Path,
    match: Matcher,
    *,
    layer: str | None = None,
    reference: gpd.GeoDataFrame | None = None,
    rules: BoundaryRules | None = None,
) -> OwnBoundaries:
    """Read a boundary file and make it ready to replace the boundaries in force.

    Args:
        match: says which kelurahan each polygon is.
        layer: layer of a GeoPackage, when it has several.
        reference: the boundaries it must agree with; those we ship by default.

    Raises:
        InputError: the first thing that is wrong, as one sentence with the kelurahan concerned.
    """
    rules = rules or boundary_rules()
    ours = load_boundaries() if reference is None else reference
    table = read_polygons(path, rules.berkas, layer=layer)
    table, far = _inside(_on_plane(table, path.name), ours, rules, path.name)
    table, spelled = _matched(table, match, ours, path.name)
    before = _points(table.geometry)
    table, repaired = _repaired(table, rules)
    _check_place(table, ours, rules)
    _check_overlaps(table, rules)
    _check_gaps(table, rules)
    area = _check_area(table, rules)
    table, cleaned = _clean(table, rules)
    table, simpler = _simplified(table, rules)
    return OwnBoundaries(
        table=_published(table, ours), berkas=path.name, luas_km2=area, titik_asal=before,
        titik=_points(table.geometry),
        catatan=(*_remarks(far, spelled, repaired), *cleaned, *simpler),
    )  # fmt: skip


def _on_plane(table: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """In metres. Longitudes past 180 are metres that nobody labelled as such."""
    west, south, east, north = table.total_bounds
    if table.crs.is_geographic and (
        min(west, east) < -180 or max(west, east) > 180 or min(south, north) < -90 or north > 90
    ):
        raise InputError(
            f"Koordinat {name} bukan derajat, padahal sistemnya {table.crs.name}; simpan ulang "
            "dengan sistem koordinat yang benar, misalnya UTM 49S (EPSG:32749)."
        )
    try:
        return table.to_crs(PLANE)
    except Exception as error:
        raise InputError(
            f"Sistem koordinat {name} ({table.crs.name}) tidak dapat diubah; simpan ulang dengan "
            "EPSG:4326."
        ) from error


def _inside(
    table: gpd.GeoDataFrame, ours: gpd.GeoDataFrame, rules: BoundaryRules, name: str
) -> tuple[gpd.GeoDataFrame, int]:
    """The polygons that lie in the city, and how many do not (a file of the whole province)."""
    empty = (table.geometry.isna() | table.geometry.is_empty).to_numpy()
    city = ours.to_crs(PLANE).union_all()
    west, south, east, north = city.bounds
    # Most of a province never comes near: only the rest is worth an intersection.
    x0, y0, x1, y1 = shapely.bounds(table.geometry.to_numpy()).T
    near = ~empty & (x0 < east) & (x1 > west) & (y0 < north) & (y1 > south)
    shapes = shapely.make_valid(table.geometry.to_numpy()[near])
    shared = shapely.area(shapely.intersection(shapes, city))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.nan_to_num(shared / shapely.area(shapes))
    keep = empty.copy()
    keep[near] = share >= rules.wilayah.bagian_di_dalam
    if not keep[~empty].any():
        raise InputError(
            f"Tidak satu pun poligon {name} terletak di Kota Malang; periksa sistem koordinatnya "
            "dan apakah bujur dan lintang tidak tertukar."
        )
    return table[keep].reset_index(drop=True), int((~keep).sum())


def _matched(
    table: gpd.GeoDataFrame, match: Matcher, ours: gpd.GeoDataFrame, name: str
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """One polygon per kelurahan, by code; and the names that had to be guessed."""
    found = match(pd.DataFrame(table.drop(columns=table.geometry.name)))
    names = dict(zip(ours["kode_kelurahan"], ours["nama_kelurahan"], strict=True))
    if (bad := found["status"] == "bertentangan").any():
        raise InputError(
            f"Kode dan nama di {name} menunjuk kelurahan yang berbeda: "
            f"{_some(found.loc[bad, 'label'])}; betulkan salah satunya."
        )
    if (extra := ~found["kode"].isin(names)).any():
        raise InputError(
            f"{_some(found.loc[extra, 'label'])} di {name} bukan kelurahan Kota Malang yang "
            "dikenal; betulkan kode atau namanya, atau hapus poligonnya."
        )
    if (twice := found["kode"].duplicated()).any():
        raise InputError(
            f"{_some(found.loc[twice, 'kode'].map(names).unique())} muncul lebih dari sekali di "
            f"{name}; gabungkan menjadi satu poligon per kelurahan."
        )
    if missing := [one for code, one in names.items() if code not in set(found["kode"])]:
        raise InputError(
            f"{_some(missing)} tidak ada di {name}; lengkapi menjadi {len(names)} kelurahan."
        )
    guessed = found[found["status"].isin(_SPELLED)]
    told = [
        f"{row.label} dibaca sebagai {names[row.kode]}"
        for row in guessed.itertuples()
        if row.label != names[row.kode]
    ]
    codes = found["kode"].to_numpy()
    about = {"kode_kelurahan": codes, "nama_kelurahan": [names[code] for code in codes]}
    rows = gpd.GeoDataFrame(about, geometry=table.geometry.to_numpy(), crs=table.crs)
    return rows.sort_values("kode_kelurahan", ignore_index=True), told


def _repaired(table: gpd.GeoDataFrame, rules: BoundaryRules) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Valid polygons. A ring that touches itself is mended, one that crosses itself refused:
    only there does mending change what the drawing encloses."""
    shapes = table.geometry.to_numpy()
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if empty.any():
        raise InputError(f"Poligon {_names(table, empty)} kosong; gambar batasnya.")
    bad = ~shapely.is_valid(shapes)
    mended = shapes.copy()
    mended[bad] = [_only_polygons(shapely.make_valid(one)) for one in shapes[bad]]
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.abs(shapely.area(mended) / shapely.area(shapes) - 1)
    lost = bad & ~(moved <= rules.cakupan.perubahan_maks)
    if lost.any():
        raise InputError(
            f"Garis batas {_names(table, lost)} memotong dirinya sendiri sehingga isinya tidak "
            "jelas; perbaiki di perangkat petanya (periksa geometri)."
        )
    return table.set_geometry(mended, crs=table.crs), list(table.loc[bad, "nama_kelurahan"])


def _only_polygons(shape):
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def _check_place(table: gpd.GeoDataFrame, ours: gpd.GeoDataFrame, rules: BoundaryRules) -> None:
    theirs = table.geometry.to_numpy()
    known = ours.to_crs(PLANE).geometry.to_numpy()
    both = shapely.area(shapely.intersection(theirs, known))
    alike = both / shapely.area(shapely.union(theirs, known))
    away = alike < rules.wilayah.kemiripan_letak
    if away.any():
        raise InputError(
            f"Letak {_names(table, away)} jauh dari letak yang dikenal; periksa apakah kode atau "
            "namanya tertukar dengan kelurahan lain."
        )


def _check_overlaps(table: gpd.GeoDataFrame, rules: BoundaryRules) -> None:
    shapes, names = table.geometry.to_numpy(), table["nama_kelurahan"]
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a < b]
    areas = [shapely.area(shapely.intersection(shapes[a], shapes[b])) for a, b in pairs]
    told = [
        f"{names[a]} dan {names[b]} ({angka(area)} m²)"
        for (a, b), area in zip(pairs, areas, strict=True)
        if area > rules.cakupan.tumpang_maks_m2
    ]
    if told:
        raise InputError(f"Kelurahan bertumpang tindih: {_some(told)}; rapikan batas bersamanya.")


def _check_gaps(table: gpd.GeoDataFrame, rules: BoundaryRules) -> None:
    """Holes, and cracks that closing the city by half their width would fill."""
    whole = table.union_all()
    filled = [shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)]
    reach = rules.cakupan.celah_lebar_m / 2
    closed = shapely.union_all(filled).buffer(reach).buffer(-reach)
    told = []
    for gap in shapely.get_parts(shapely.difference(closed, whole)):
        if gap.area > rules.cakupan.celah_maks_m2:
            around = table.loc[table.intersects(gap.buffer(1)), "nama_kelurahan"]
            told.append(f"di antara {_some(around)} ({angka(gap.area)} m²)")
    if told:
        raise InputError(f"Ada celah {_some(told)}; perluas batas yang menyentuhnya.")


def _check_area(table: gpd.GeoDataFrame, rules: BoundaryRules) -> float:
    area, official = float(table.area.sum() / 1e6), rules.wilayah.luas_resmi_km2
    if abs(area / official - 1) > rules.wilayah.luas_toleransi:
        raise InputError(
            f"Luas seluruh kelurahan {angka(area, 2)} km², padahal luas resmi kota "
            f"{angka(official, 2)} km²; periksa apakah ada bagian yang hilang atau berlebih."
        )
    return area


def _clean(table: gpd.GeoDataFrame, rules: BoundaryRules) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Shared edges made equal, slivers closed; what `coverage_simplify` rests on."""
    shapes = table.geometry.to_numpy()
    if shapely.coverage_is_valid(shapes):
        return table, []
    clean = shapely.coverage_clean(shapes, gap_width=rules.cakupan.celah_lebar_m)
    moved = np.abs(shapely.area(clean) / shapely.area(shapes) - 1)
    torn = (moved > rules.cakupan.perubahan_maks) | ~shapely.is_valid(clean)
    if torn.any() or not shapely.coverage_is_valid(clean):
        concerned = torn if torn.any() else ~shapely.is_empty(shapely.coverage_invalid_edges(clean))
        raise InputError(
            f"Batas {_names(table, concerned)} tidak bertemu rapi dengan tetangganya; rapikan "
            "batas bersamanya di perangkat peta (topologi)."
        )
    return table.set_geometry(clean, crs=table.crs), [
        "Celah dan tumpang tindih tipis di antara kelurahan ditutup."
    ]


def _simplified(
    table: gpd.GeoDataFrame, rules: BoundaryRules
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Few enough points, every shared edge still shared; and a sentence when that took anything.

    Source: Visvalingam & Whyatt (1993) on the edges of the coverage, GEOS CoverageSimplifier.
    """
    tolerance, shapes = 0.0, table.geometry.to_numpy()
    before = _points(shapes)
    while _points(shapes) > rules.sederhana.titik_sasaran:
        tolerance = tolerance * 1.5 or rules.sederhana.toleransi_awal_m
        if tolerance > rules.sederhana.toleransi_maks_m:
            break
        shapes = shapely.coverage_simplify(table.geometry.to_numpy(), tolerance)
    if not tolerance:
        return table, []
    return table.set_geometry(shapes, crs=table.crs), [
        f"Garis disederhanakan dari {angka(before)} menjadi {angka(_points(shapes))} titik "
        f"(toleransi {angka(tolerance, 1)} m)."
    ]


def _published(table: gpd.GeoDataFrame, ours: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The columns of the boundaries we ship; degrees, rounded where that keeps the coverage."""
    degrees = table[["kode_kelurahan", "geometry"]].to_crs(_DEGREES)
    shapes = degrees.geometry.to_numpy()
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, _DECIMALS))
    if shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded):
        degrees = degrees.set_geometry(rounded, crs=_DEGREES)
    about = pd.DataFrame(ours[COLUMNS])
    return degrees.merge(about, on="kode_kelurahan")[[*COLUMNS, "geometry"]]


def _remarks(far: int, spelled: Sequence[str], repaired: Sequence[str]) -> list[str]:
    notes = []
    if far:
        notes.append(f"{angka(far)} poligon di luar Kota Malang diabaikan.")
    if spelled:
        notes.append(f"Ejaan atau kode lain dikenali: {_some(spelled)}.")
    if repaired:
        notes.append(f"Garis yang menyentuh dirinya sendiri dirapikan: {_some(repaired)}.")
    return notes


def _names(table: gpd.GeoDataFrame, chosen: np.ndarray) -> str:
    return _some(table.loc[np.asarray(chosen), "nama_kelurahan"])


def _some(names: Sequence[str]) -> str:
    """The first few by name, the rest counted."""
    names = list(names)
    if len(names) <= _NAMED:
        return daftar(names)
    return f"{', '.join(names[:_NAMED])}, dan {len(names) - _NAMED} lainnya"


def _points(shapes) -> int:
    return int(shapely.get_num_coordinates(np.asarray(shapes)).sum())
