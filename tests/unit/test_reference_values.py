"""Measures against published and independent values kept outside the project (fixture `acuan`)."""

import json

import numpy as np
import pandas as pd
import pytest
from pytest import approx

from pedekate.indicators import fgt, inequality, multidimensional, weighted

PIP = [
    "ABC_2000_income",
    "DEF_2000_consumption",
    "GHI_2000_income",
    "GHI_2000_consumption",
    "ABC_2010_income",
]
THEIL = [
    0.5296154141426247,
    0.2039578669571422,
    0.2726082659268462,
    0.2031070560679973,
    0.4583188182302548,
]
# dataset, line, P0, P1, P2, Watts, SST, Sen
LINES = [
    ("ABC_2000_income", 3617167.627451172, 0.7333513252104235, 0.3957583806722586,
     0.25348488189126167, 0.6899868015443484, 0.5728642178415106, 0.4933615170756564),
    ("ABC_2000_income", 1217795.0999999999, 0.24871173933754875, 0.0915533566844573,
     0.04828381859340677, 0.13998579884345613, 0.1688893661059914, 0.12594275600690372),
    ("DEF_2000_consumption", 8187.632226562499, 0.09744795053402298, 0.015104465069254657,
     0.0035926529703214525, 0.0174302810781522, 0.029318778389380087, 0.021074292167662965),
    ("GHI_2000_consumption", 3884.8306239566937, 0.20062593995507153, 0.04872455447737155,
     0.01762732500715798, 0.061786748122552616, 0.09154315087963809, 0.06801144961504059),
    ("GHI_2000_income", 4348.7999856036595, 0.2344157703459846, 0.08268717506852458,
     0.04468608652497032, 0.12647982457795154, 0.15391993265696374, 0.11651066889589663),
    ("ABC_2010_income", 2805639.0, 0.25946054050293904, 0.09784020297788018,
     0.05113086069870895, 0.14125182765189218, 0.17926881444531947, 0.1324276605532086),
]  # fmt: skip


def _pip(folder, name):
    rows = pd.read_csv(folder / "pip" / f"{name}.csv")
    rows = rows[rows["welfare"] >= 0]
    return rows["welfare"].to_numpy(float), rows["weight"].to_numpy(float)


@pytest.mark.parametrize("name, theil", list(zip(PIP, THEIL, strict=True)))
def test_pip_inequality_as_published(acuan, name, theil):
    y, w = _pip(acuan, name)
    published = json.loads((acuan / "pip" / f"{name}.stats.json").read_text())
    assert len(y) == published["nobs"]
    assert weighted.mean(y, w) == approx(published["mean_weighted_measure"], rel=1e-13)
    assert inequality.gini(y, w) == approx(published["gini"], rel=1e-12)
    assert inequality.mld(y, w) == approx(published["mld"], rel=1e-12)
    assert inequality.theil(y, w) == approx(theil, rel=1e-12)


@pytest.mark.parametrize("name, z, p0, p1, p2, watts, sst, sen", LINES)
def test_pip_poverty_at_several_lines(acuan, name, z, p0, p1, p2, watts, sst, sen):
    y, w = _pip(acuan, name)
    assert [fgt.fgt(y, z, w, alpha=a) for a in (0, 1, 2)] == approx([p0, p1, p2], rel=1e-9)
    assert fgt.watts(y, z, w) == approx(watts, rel=1e-9)
    assert fgt.sst(y, z, w) == approx(sst, rel=1e-9)
    assert fgt.sen(y, z, w) == approx(sen, rel=1e-9)


@pytest.mark.parametrize("name", PIP)
def test_pip_lorenz_points(acuan, name):
    """wbpip keeps the cumulative shares at the rows where each percentile is first passed."""
    y, w = _pip(acuan, name)
    points = pd.read_csv(acuan / "pip" / f"{name}.lorenz100.csv")
    order = np.argsort(y, kind="stable")
    people, money = np.cumsum(w[order]) / w.sum(), np.cumsum((w * y)[order]) / (w * y).sum()
    at = np.searchsorted(people, points["lorenz_weight"].to_numpy() - 1e-12)
    at = np.minimum(at, len(people) - 1)
    assert y[order][at] == approx(points["measure"].to_numpy(), rel=1e-9)
    assert money[at] == approx(points["lorenz_weighted_measure"].to_numpy(), rel=1e-9)


@pytest.mark.parametrize(
    "values, gini",
    [([5.0] * 7, 0.0), ([0.0] * 99 + [100.0], 0.99), ([0.0] * 999 + [1000.0], 0.999)],
)
def test_pip_edges_of_gini(values, gini):
    y = np.array(values)
    assert inequality.gini(y, np.ones(len(y))) == approx(gini, abs=1e-12)


def test_pip_edges_of_poverty():
    y, w = np.array([10.0, 20.0]), np.ones(2)
    assert [fgt.fgt(y, 5.0, w, alpha=a) for a in (0, 1, 2)] == [0, 0, 0]
    assert fgt.fgt(y, 100.0, w, alpha=0) == 1
    assert fgt.fgt(np.zeros(2), 100.0, w, alpha=1) == 1


@pytest.fixture(scope="module")
def eusilc(acuan):
    return pd.read_csv(acuan / "eusilc" / "eusilc.csv")


def test_eusilc_poverty(eusilc):
    y, w = eusilc["eqIncome"].to_numpy(), eusilc["rb050"].to_numpy()
    z = 0.6 * float(weighted.quantile(y, w, 0.5))
    assert z == approx(10859.236, abs=5e-4)
    assert fgt.fgt(y, z, w, alpha=0) == approx(0.1444421816753355, rel=1e-9)
    assert fgt.fgt(y, 10859.236, w, alpha=1) == approx(0.03980937073184934, rel=1e-6)
    assert fgt.fgt(y, 10859.236, w, alpha=2) == approx(0.01918576586256665, rel=1e-6)
    expected = [0.1144401291985257, 0.03208541796328064, 0.016189352959288923]
    assert [fgt.fgt(y, 10000, w, alpha=a) for a in (0, 1, 2)] == approx(expected, rel=1e-9)
    assert fgt.sst(y, 10000, w) == approx(0.06228055723437563, rel=1e-9)
    assert fgt.sen(y, 10000, w) == approx(0.04765321483135568, rel=1e-9)


def test_eusilc_inequality(eusilc):
    y, w = eusilc["eqIncome"].to_numpy(), eusilc["rb050"].to_numpy()
    assert inequality.gini(y, w) == approx(0.2648961921132229, rel=1e-9)
    y, w = y[y > 0], w[y > 0]
    assert fgt.watts(y, 10000, w) == approx(0.05174399950315886, rel=1e-9)
    assert inequality.mld(y, w) == approx(0.13136923047670868, rel=1e-9)
    assert inequality.theil(y, w) == approx(0.12052692061308487, rel=1e-9)


def test_eusilc_quintile_share_ratio(eusilc):
    """S80/S20 of laeken: mean of incomes above the fourth cut over mean up to the first."""
    y, w = eusilc["eqIncome"].to_numpy(), eusilc["rb050"].to_numpy()
    fifth = weighted.groups(y, w, 5)
    rich, poor = fifth == 5, fifth == 1
    assert (y[rich] * w[rich]).sum() / (y[poor] * w[poor]).sum() == approx(3.970004, rel=2e-3)


STATES = {
    "Burgenland": (0.13936269767353898, 0.03358434513877172),
    "Carinthia": (0.09736084041679022, 0.017127217250756475),
    "Lower Austria": (0.10966969194426221, 0.029594938743933735),
    "Salzburg": (0.11862463979494953, 0.03998869401193408),
    "Styria": (0.10589445430218365, 0.027789812882723263),
    "Tyrol": (0.13406916401063945, 0.028522942348884806),
    "Upper Austria": (0.0867112769471985, 0.0257594273450806),
    "Vienna": (0.13849076443303512, 0.0453618160354021),
    "Vorarlberg": (0.12894574476834111, 0.039934817510867894),
}


def test_eusilc_states_add_up_to_the_nation(eusilc):
    total, national = eusilc["rb050"].sum(), np.zeros(2)
    for state, rows in eusilc.groupby("db040"):
        y, w = rows["eqIncome"].to_numpy(), rows["rb050"].to_numpy()
        values = np.array([fgt.fgt(y, 10000, w, alpha=a) for a in (0, 1)])
        assert values == approx(STATES[state], rel=1e-9)
        national += values * w.sum() / total
    assert national == approx([0.1144401291985257, 0.03208541796328064], rel=1e-12)


MPI_COLUMNS = ["d_nutr", "d_cm", "d_satt", "d_educ"]
MPI_THIRDS = ["d_elct", "d_sani", "d_wtr", "d_hsg", "d_ckfl", "d_asst"]


@pytest.mark.parametrize(
    "t, k, n, h, a, m0",
    [
        (1, 1 / 3, 7434, 0.3352165725047081, 0.4248484037809881, 0.1424162257495591),
        (2, 1 / 3, 7469, 0.2308207256660865, 0.40703145140500124, 0.09395129498222281),
        (1, 0.5, 7434, 0.08178638687113263, 0.5544590643274855, 0.04534720353929394),
        (1, 0.2, 7434, 0.6338444982512779, 0.34230569703829467, 0.21696858278779182),
    ],
)
def test_global_mpi_on_the_mpitbr_sample(acuan, t, k, n, h, a, m0):
    rows = pd.read_csv(acuan / "mpi" / "syn_cdta.csv", low_memory=False)
    rows = rows[rows["t"] == t]
    result = multidimensional.alkire_foster(
        rows[MPI_COLUMNS + MPI_THIRDS].to_numpy(float),
        np.array([1 / 6] * 4 + [1 / 18] * 6),
        rows["weight"].to_numpy(float),
        k=k,
    )
    assert result.rows == n
    assert result.dropped == len(rows) - n
    assert [result.h, result.a, result.m0] == approx([h, a, m0], rel=1e-9)


@pytest.mark.parametrize(
    "region, h, a, m0",
    [
        (None, 0.9333333333333333, 0.551948051948052, 0.5151515151515151),
        ("Bastia", 1.0, 0.4090909090909091, 0.4090909090909091),
        ("Olmeto", 0.9285714285714286, 0.5524475524475524, 0.512987012987013),
        ("Zicavo", 0.9090909090909091, 0.6, 0.5454545454545454),
    ],
)
def test_example_of_the_mpi_package(acuan, region, h, a, m0):
    rows = pd.read_csv(acuan / "mpi" / "examplePovertydf.csv")
    if region is not None:
        rows = rows[rows["Region"] == region]
    answers = rows.drop(columns="Region").to_numpy(float)
    result = multidimensional.alkire_foster(answers, np.ones(11), np.ones(len(rows)), k=3 / 11)
    assert [result.h, result.a, result.m0] == approx([h, a, m0], rel=1e-9)
