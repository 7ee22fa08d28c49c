"""What a map needs to know about the city: read by `spatial`, drawn by `charts`."""

from dataclasses import dataclass

import pandas as pd

# Longitudes and latitudes of one or more lines; None lifts the pen between them.
Lines = tuple[list[float | None], list[float | None]]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Geography:
    """The city's kelurahan with everything a figure would else compute again.

    Attributes:
        areas: one row per kelurahan, indexed by kode_kelurahan: nama_kelurahan, kode_kecamatan,
            nama_kecamatan, geometry (shapely, WGS 84), sorted by code.
        rings: boundary lines per kode_kelurahan.
        kecamatan: boundary lines per nama_kecamatan.
        city: boundary lines of the whole city.
        label_points: pole of inaccessibility per kode_kelurahan, the point farthest from its edge.
        kecamatan_points: the same per nama_kecamatan.
        hatching: diagonal lines inside each kelurahan, for "no data" on the main map.
        hatching_small: the same with wider gaps, for small maps.
        source: whose boundaries they are, as the screen names it.
        mark: changes whenever other boundaries come into force; part of every key under which a
            drawn map is kept.
    """

    areas: pd.DataFrame
    rings: dict[str, Lines]
    kecamatan: dict[str, Lines]
    city: Lines
    label_points: dict[str, Point]
    kecamatan_points: dict[str, Point]
    hatching: dict[str, Lines]
    hatching_small: dict[str, Lines]
    source: str
    mark: str

    def bounds(self, nama_kecamatan: str | None = None) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees, of the city or of one kecamatan."""
        x, y = self.city if nama_kecamatan is None else self.kecamatan[nama_kecamatan]
        x, y = [v for v in x if v is not None], [v for v in y if v is not None]
        return min(x), min(y), max(x), max(y)


def join_lines(parts: list[Lines]) -> Lines:
    """Several sets of lines as one, so that one trace draws them all."""
    return [v for x, _ in parts for v in x], [v for _, y in parts for v in y]
