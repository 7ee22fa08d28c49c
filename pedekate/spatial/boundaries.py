"""Kelurahan boundaries: read, checked, and turned into the record the maps are drawn from."""

import hashlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

from pedekate.config import WILAYAH
from pedekate.errors import ConfigError
from pedekate.schema.geography import Geography, Lines, Point, join_lines

BOUNDARIES = WILAYAH / "kelurahan.geojson"
OURS = "BIG 2021–2022"
COLUMNS = ["kode_kelurahan", "nama_kelurahan", "kode_kecamatan", "nama_kecamatan"]
PLANE = 32749  # UTM zone 49S: metres around Malang
_DEGREES = 4326
_LINE = shapely.GeometryType.LINESTRING
_HATCH_GAP, _HATCH_GAP_SMALL = 0.0011, 0.0017  # degrees between diagonals


def load_boundaries(path: Path = BOUNDARIES) -> gpd.GeoDataFrame:
    """One row per kelurahan, sorted by code, WGS 84; columns of `COLUMNS` plus geometry.

    Raises ConfigError when the file is missing or unreadable, lacks a column, repeats a code,
    or holds an invalid polygon: a map drawn from it would mislead.
    """
    try:
        table = gpd.read_file(path)
    except Exception as error:
        raise ConfigError(
            f"Batas kelurahan {path.name} tidak dapat dibaca; pulihkan berkas itu dari rilis."
        ) from error
    if missing := [name for name in COLUMNS if name not in table]:
        raise ConfigError(f"Batas kelurahan {path.name} tidak memiliki kolom {', '.join(missing)}.")
    table = table[[*COLUMNS, "geometry"]].to_crs(_DEGREES)
    if table.kode_kelurahan.duplicated().any():
        raise ConfigError(f"Batas kelurahan {path.name} memuat kode kelurahan yang sama dua kali.")
    if not table.geometry.is_valid.all() or table.geometry.is_empty.any():
        bad = ", ".join(table.loc[~table.geometry.is_valid, "nama_kelurahan"])
        raise ConfigError(f"Batas kelurahan {path.name} memuat poligon yang rusak: {bad}.")
    return table.sort_values("kode_kelurahan", ignore_index=True)


def area_km2(table: gpd.GeoDataFrame) -> pd.Series:
    """Area per kelurahan in square kilometres, indexed by code (UTM 49S)."""
    return (table.set_index("kode_kelurahan").to_crs(PLANE).area / 1e6).rename("luas_km2")


def load_geography(path: Path = BOUNDARIES, *, source: str = OURS) -> Geography:
    """Read the boundaries and compute outlines and label points once."""
    table = load_boundaries(path)
    dissolved = table.dissolve("nama_kecamatan").geometry
    shapes = dict(zip(table.kode_kelurahan, table.geometry, strict=True))
    return Geography(
        areas=pd.DataFrame(table).set_index("kode_kelurahan"),
        rings={code: outline(shape) for code, shape in shapes.items()},
        kecamatan={name: outline(shape) for name, shape in dissolved.items()},
        city=outline(table.union_all()),
        label_points={code: label_point(shape) for code, shape in shapes.items()},
        kecamatan_points={name: label_point(shape) for name, shape in dissolved.items()},
        hatching=_Hatching(shapes, _HATCH_GAP),
        hatching_small=_Hatching(shapes, _HATCH_GAP_SMALL),
        source=source,
        mark=file_digest(path),
    )


class _Hatching(dict[str, Lines]):
    """Hatching made when first asked for: most maps need it for no area, and all of it would take
    two thirds of the time to read the geography."""

    def __init__(self, shapes: dict[str, BaseGeometry], gap: float) -> None:
        super().__init__()
        self._shapes, self._gap = shapes, gap

    def __missing__(self, code: str) -> Lines:
        self[code] = hatch(self._shapes[code], self._gap)
        return self[code]


def file_digest(path: Path) -> str:
    """Short fingerprint of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def outline(shape: BaseGeometry) -> Lines:
    """Exterior rings of a polygon or multipolygon; holes are left out."""
    return join_lines([_coordinates(part.exterior) for part in _polygons(shape)])


def label_point(shape: BaseGeometry) -> Point:
    """Pole of inaccessibility of the largest part: where a label has most room."""
    point = polylabel(max(_polygons(shape), key=lambda part: part.area), 0.0003)
    return point.x, point.y


def hatch(shape: BaseGeometry, gap: float) -> Lines:
    """Diagonal lines inside a shape, `gap` degrees apart.

    The diagonals start at multiples of the gap everywhere, so neighbours hatch continuously.
    """
    west, south, east, north = shape.bounds
    height = north - south
    starts = np.arange(np.floor((west - north) / gap) * gap, east - south, gap)
    # Each line is x - y = start, cut to the shape's bounding box before the real intersection.
    ends = np.stack([starts + south, np.full_like(starts, south)], axis=1)
    lines = shapely.linestrings(np.stack([ends, ends + height], axis=1))
    parts = shapely.get_parts(shapely.intersection(lines, shape))
    parts = parts[(shapely.get_type_id(parts) == _LINE) & ~shapely.is_empty(parts)]
    return join_lines([_coordinates(part) for part in parts])


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [shape] if isinstance(shape, Polygon) else list(shape.geoms)


def _coordinates(line: LineString) -> Lines:
    # Six decimals are 10 cm; more only makes every figure heavier.
    x, y = (np.round(values, 6).tolist() for values in line.coords.xy)
    return [*x, None], [*y, None]
