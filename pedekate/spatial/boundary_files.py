"""A boundary file as it was handed over: GeoJSON, shapefile (also zipped) or GeoPackage, read."""

import re
import tempfile
import warnings
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import shapely

from pedekate.errors import InputError
from pedekate.spatial.boundary_rules import FileLimits

# GDAL opens whatever it recognises, whatever the name says: only these beginnings pass.
_MAGIC = {".shp": b"\x00\x00\x27\x0a", ".gpkg": b"SQLite format 3\x00"}
_JSON = {".geojson", ".json"}
_LAYERS = {".shp", ".gpkg", *_JSON}
_SHAPEFILE = (".shp", ".shx", ".dbf")
_PARTS = {*_SHAPEFILE, ".prj", ".cpg"}
# A CRS given as a link would be fetched.
_LINKED_CRS = re.compile(rb'"crs"\s*:\s*\{[^{}]*"type"\s*:\s*"(?:link|url)"', re.IGNORECASE)
_CHUNK = 1 << 20
# In degrees or metres: no place on earth is farther from the origin of a grid.
_FARTHEST = 1e8


def read_polygons(path: Path, limits: FileLimits, *, layer: str | None = None) -> gpd.GeoDataFrame:
    """The polygons of a file with their attributes, flat (no heights), in the file's own CRS.

    Args:
        layer: which layer of a GeoPackage; needed when it has several with polygons.

    Raises:
        InputError: missing, too large, not one of the formats, incomplete, damaged, without a CRS,
            or anything in it is no polygon.
    """
    _check_size(path, limits)
    if path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory(prefix="pedekate-batas-") as room:
            return _polygons(_unpacked(path, limits, Path(room)), path.name, limits, layer)
    return _polygons(path, path.name, limits, layer)


def _check_size(path: Path, limits: FileLimits) -> None:
    if not path.is_file():
        raise InputError(f"{path.name} tidak ada; periksa nama berkasnya.")
    if (size := path.stat().st_size) > limits.ukuran_maks:
        raise InputError(
            f"{path.name} berukuran {size // 10**6} MB, lebih dari batas "
            f"{limits.ukuran_maks // 10**6} MB; potong menjadi kelurahan Kota Malang saja."
        )
    if path.suffix.lower() not in {*_LAYERS, ".zip"}:
        raise InputError(
            f"{path.name} bukan GeoJSON, shapefile, atau GeoPackage; simpan ulang sebagai .geojson,"
            " .gpkg, atau ZIP berisi shapefile."
        )


def _polygons(path: Path, name: str, limits: FileLimits, layer: str | None) -> gpd.GeoDataFrame:
    _check_content(path, name)
    try:
        with warnings.catch_warnings():
            # GDAL remarks on odd attributes and ring directions; what matters is checked below.
            warnings.simplefilter("ignore")
            table = gpd.read_file(path, layer=layer or _only_layer(path, name))
    except InputError:
        raise
    except Exception as error:
        raise InputError(
            f"{name} tidak dapat dibaca; berkasnya rusak atau terpotong, ekspor ulang dari aslinya."
        ) from error
    return _checked_table(table, name, limits)


def _checked_table(table: gpd.GeoDataFrame, name: str, limits: FileLimits) -> gpd.GeoDataFrame:
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        raise InputError(f"{name} tidak berisi poligon; ekspor lapisan batas kelurahannya.")
    kinds = set(table.geom_type.dropna()) - {"Polygon", "MultiPolygon"}
    if kinds:
        raise InputError(
            f"{name} berisi bentuk selain poligon ({', '.join(sorted(kinds))}); ekspor lapisan "
            "batas berupa area, bukan garis atau titik."
        )
    points = int(shapely.get_num_coordinates(table.geometry.to_numpy()).sum())
    if len(table) > limits.poligon_maks or points > limits.titik_maks:
        raise InputError(
            f"{name} memuat {len(table)} poligon dengan {points} titik, lebih dari yang dapat "
            "diperiksa; potong menjadi kelurahan Kota Malang saja."
        )
    # NaN fails the comparison too.
    if not (np.abs(shapely.get_coordinates(table.geometry.to_numpy())) < _FARTHEST).all():
        raise InputError(
            f"{name} memuat koordinat yang mustahil; berkasnya rusak, ekspor ulang dari aslinya."
        )
    if table.crs is None:
        raise InputError(
            f"{name} tidak menyebut sistem koordinatnya (shapefile: berkas .prj); simpan ulang "
            "dengan CRS, misalnya EPSG:4326."
        )
    return table.set_geometry(shapely.force_2d(table.geometry.to_numpy()), crs=table.crs)


def _check_content(path: Path, name: str) -> None:
    """The content is what the ending says; a shapefile has its companions."""
    kind = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(256)
    if kind in _JSON:
        right = start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
        if right and _LINKED_CRS.search(path.read_bytes()):
            raise InputError(
                f"{name} menyebut sistem koordinatnya sebagai tautan; simpan ulang dengan kode "
                "EPSG, misalnya EPSG:4326."
            )
    else:
        right = start.startswith(_MAGIC[kind])
    if not right:
        raise InputError(f"Isi {name} bukan {kind.removeprefix('.')}; periksa berkasnya.")
    if kind == ".shp":
        near = {p.suffix.lower() for p in path.parent.iterdir() if p.stem == path.stem}
        if missing := [part for part in _SHAPEFILE if part not in near]:
            raise InputError(
                f"Shapefile {name} tidak lengkap: {', '.join(missing)} tidak ada; satukan semua "
                "bagiannya dalam satu ZIP."
            )


def _only_layer(path: Path, name: str) -> str | None:
    if path.suffix.lower() != ".gpkg":
        return None
    layers = gpd.list_layers(path)
    found = layers.loc[layers["geometry_type"].fillna("").str.contains("Polygon"), "name"]
    if len(found) > 1:
        raise InputError(
            f"{name} berisi beberapa lapisan poligon ({', '.join(found)}); sebutkan satu dengan "
            "--lapisan, atau ekspor lapisan kelurahan saja."
        )
    return None if found.empty else found.iloc[0]


def _unpacked(path: Path, limits: FileLimits, room: Path) -> Path:
    """The one layer of a ZIP, written into `room` under names of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _extract(archive, path.name, limits, room)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        # zipfile raises RuntimeError for a password and a kind of it for odd compression.
        raise InputError(
            f"{path.name} tidak dapat dibuka; buat ulang ZIP-nya tanpa sandi."
        ) from error


def _extract(archive: zipfile.ZipFile, name: str, limits: FileLimits, room: Path) -> Path:
    entries = [e for e in archive.infolist() if not e.is_dir()]
    inflated, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if (
        len(entries) > limits.entri_maks
        or inflated > limits.mekar_maks
        or inflated > max(packed, 10_000) * limits.rasio_maks
    ):
        raise InputError(
            f"{name} mekar menjadi {inflated // 10**6} MB dalam {len(entries)} berkas, lebih dari "
            "yang wajar untuk batas kelurahan; kirim hanya lapisan kelurahannya."
        )
    paths = {PurePosixPath(e.filename.replace("\\", "/")): e for e in entries}
    # macOS adds a shadow of every file.
    paths = {
        p: e for p, e in paths.items() if "__MACOSX" not in p.parts and not p.name.startswith(".")
    }
    layers = [p for p in paths if p.suffix.lower() in _LAYERS]
    if len(layers) != 1:
        found = "tidak berisi" if not layers else f"berisi {len(layers)} berkas"
        raise InputError(
            f"{name} {found} shapefile, GeoJSON, atau GeoPackage; satukan tepat satu lapisan "
            "batas kelurahan dalam ZIP itu."
        )
    chosen = layers[0]
    for inner, entry in paths.items():
        mine = inner == chosen or (
            inner.with_suffix("") == chosen.with_suffix("") and inner.suffix.lower() in _PARTS
        )
        if mine:
            with archive.open(entry) as source, _new(room, inner.suffix).open("wb") as target:
                while block := source.read(_CHUNK):
                    target.write(block)
    return _new(room, chosen.suffix)


def _new(room: Path, suffix: str) -> Path:
    return room / f"batas{suffix.lower()}"
