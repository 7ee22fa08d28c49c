"""Hot spots: areas whose value is high or low together with their neighbours, beyond chance."""

import importlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

import geopandas as gpd
import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field
from shapely.geometry.base import BaseGeometry

from pedekate import config, config_file

HIGH_HIGH, LOW_LOW = "tinggi_tinggi", "rendah_rendah"
HIGH_LOW, LOW_HIGH = "tinggi_di_antara_rendah", "rendah_di_antara_tinggi"
CHANCE, ISLAND, NO_VALUE = "kebetulan", "tanpa_tetangga", "tanpa_angka"
FOUND = (HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH)
_QUADRANTS = {1: HIGH_HIGH, 2: LOW_HIGH, 3: LOW_LOW, 4: HIGH_LOW}  # as PySAL numbers them
_FILE = config.DATA / "aturan" / "kantong.toml"


class HotSpotRules(BaseModel):
    """How chance is judged (`data/aturan/kantong.toml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pengacakan: int = Field(ge=99)
    benih: int
    tingkat_keliru: float = Field(gt=0, lt=0.5)
    kelurahan_tersedikit: int = Field(ge=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpots:
    """Local and global Moran of one value.

    Attributes:
        areas: one row per area in the order given, indexed as the values: nilai, tetangga
            (neighbours with a value), rata_tetangga (their mean; NaN without any), moran (local
            I), peluang (two-sided pseudo p-value; NaN where not tested) and kelas (`FOUND`,
            `CHANCE`, `ISLAND` or `NO_VALUE`).
        moran: global Moran's I; NaN when too few areas or no differences.
        peluang: its two-sided p-value under randomisation.
        tested: areas that entered the test.
    """

    areas: pd.DataFrame
    moran: float
    peluang: float
    tested: int


@lru_cache
def rules() -> HotSpotRules:
    """The rules in force.

    Raises:
        ConfigError: as of `config_file.load`.
    """
    return config_file.load(_FILE, HotSpotRules)


def hot_spots(
    shapes: Mapping[str, BaseGeometry], values: pd.Series, rule: HotSpotRules
) -> HotSpots:
    """Local Moran's I with queen contiguity, judged by conditional permutation.

    Areas that touch in at least one point are neighbours, with equal weight. Areas without a
    value are left out before neighbours are counted; an area that then has none is an island and
    is not tested. The p-values are two-sided and the named areas are held to a false discovery
    rate over all tested ones. The result does not depend on the order of the areas.

    Args:
        shapes: polygon per code, in any one coordinate system.
        values: number per code; missing = NaN.
        rule: permutations, seed, rate, fewest areas.

    Source: Anselin (1995) for the statistic, Benjamini & Hochberg (1995) and Caldas de Castro &
    Singer (2006) for the false discovery rate.
    """
    areas = _unjudged(values)
    known = values.astype(float).dropna().sort_index()
    links = _neighbours({code: shapes[code] for code in known.index}) if len(known) > 1 else None
    if links is None:
        return HotSpots(areas=areas, moran=np.nan, peluang=np.nan, tested=0)
    areas = _with_neighbours(areas, known, links)
    islands = list(links.isolates)
    areas.loc[islands, "kelas"] = ISLAND
    tested = known.drop(islands)
    if len(tested) < rule.kelurahan_tersedikit or np.isclose(tested.min(), tested.max()):
        return HotSpots(areas=areas, moran=np.nan, peluang=np.nan, tested=0)
    weights = links.subgraph(tested.index).transform("r")
    local = _local_moran(tested, weights, rule)
    areas.loc[tested.index, ["moran", "peluang"]] = local[["moran", "peluang"]]
    areas.loc[tested.index, "kelas"] = local["kelas"]
    found = _esda().Moran(tested.to_numpy(), weights, permutations=0)
    return HotSpots(
        areas=areas, moran=float(found.I), peluang=float(found.p_rand), tested=len(tested)
    )


def _unjudged(values: pd.Series) -> pd.DataFrame:
    nothing = np.full(len(values), np.nan)
    table = pd.DataFrame(
        {"nilai": values.astype(float), "tetangga": 0, "rata_tetangga": nothing,
         "moran": nothing, "peluang": nothing, "kelas": CHANCE}, index=values.index,
    )  # fmt: skip
    table.loc[table["nilai"].isna(), "kelas"] = NO_VALUE
    return table


def _neighbours(shapes: Mapping[str, BaseGeometry]):
    table = gpd.GeoSeries(shapes)
    return _library("libpysal.graph").Graph.build_contiguity(table, rook=False)


def _with_neighbours(areas: pd.DataFrame, known: pd.Series, links) -> pd.DataFrame:
    pairs = links.adjacency[links.adjacency > 0].reset_index()
    near = pairs["neighbor"].map(known).groupby(pairs["focal"])
    areas["tetangga"] = near.count().reindex(areas.index).fillna(0).astype(int)
    areas["rata_tetangga"] = near.mean().reindex(areas.index)
    return areas


def _local_moran(values: pd.Series, weights, rule: HotSpotRules) -> pd.DataFrame:
    # It warns that its own p-values are one-sided, and divides by the spread of an area that lies
    # on the mean, which has none; ours are taken from its permutations.
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore")
        found = _esda().Moran_Local(
            values.to_numpy(), weights, permutations=rule.pengacakan, seed=rule.benih, n_jobs=1
        )
        chance = _library("esda.significance").calculate_significance(
            found.Is, found.sim.T, alternative="two-sided"
        )
    adjusted = _library("scipy.stats").false_discovery_control(np.minimum(chance, 1), method="bh")
    kind = pd.Series(found.q, index=values.index).map(_QUADRANTS)
    return pd.DataFrame(
        {"moran": found.Is, "peluang": np.minimum(chance, 1),
         "kelas": kind.where(adjusted <= rule.tingkat_keliru, CHANCE)}, index=values.index,
    )  # fmt: skip


def _esda() -> ModuleType:
    return _library("esda")


def _library(name: str) -> ModuleType:
    """PySAL and scipy.stats, imported when hot spots are first asked for: a start need not wait
    for them. PySAL warns that numba is missing; 57 areas need none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(name)
