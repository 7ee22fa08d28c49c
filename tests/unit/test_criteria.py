"""Sets of criteria: thresholds, unknown answers, additivity of groups, and the priority ranking."""

import numpy as np
import pandas as pd
import pytest

from pedekate.commands import mpi
from pedekate.disclosure import Policy
from pedekate.errors import ConfigError
from pedekate.indicators import criteria, criteria_sets, priority
from pedekate.indicators.multidimensional import alkire_foster
from pedekate.indicators.priority import Cutoff
from pedekate.schema.criteria import CriteriaSet, SavedIndicator, SavedSet
from pedekate.ui.indicators import criteria_text

SETS = list(criteria_sets.load().values())
RANKING = [one for one in SETS if one.prioritas]
RULE = Policy(threshold=10, step=5)
AREAS = [f"35.73.0{k}.100{v}" for k in (1, 2) for v in (1, 2, 3)]


def _drawn(one: CriteriaSet, seed: int = 7, rows: int = 400) -> criteria.Patterns:
    """A random register: answers with gaps, families of every area and both groupings alike."""
    draw = np.random.default_rng(seed)
    bits = 1 << np.arange(len(one.observed))
    unknown = draw.random((rows, len(bits))) < 0.06
    lacks = (draw.random((rows, len(bits))) < 0.35) & ~unknown
    base = pd.DataFrame(
        {"kode": draw.choice(AREAS, rows), "ya": lacks @ bits, "tak": unknown @ bits,
         "bersyarat": 0, "keluarga": draw.integers(1, 9, rows), "desil": draw.integers(1, 11, rows)}
    )  # fmt: skip
    base["individu"] = base["keluarga"] * draw.integers(1, 6, rows)
    everyone = base.assign(kelompok="semua", kelas="semua")
    by_decile = base.assign(
        kelompok="desil", kelas=base["desil"].astype(str), kode=base["kode"].str[:8]
    )
    return criteria.patterns(pd.concat([everyone, by_decile], ignore_index=True), one)


def _cases(one: CriteriaSet):
    return [(one, reading) for reading in criteria.readings(one)]


@pytest.mark.parametrize(
    "one, reading",
    [case for one in SETS for case in _cases(one)],
    ids=lambda v: getattr(v, "id", v),
)
def test_areas_and_groups_add_up_to_the_city(one, reading):
    found = _drawn(one)
    result = criteria.outcome(found, one, threshold=one.ambang, reading=reading)
    everyone = (found.keys["kelompok"] == "semua").to_numpy()
    areas = criteria.met_by_area(found.pick(everyone), result[everyone], one)
    sums = areas.groupby("tingkat").sum(numeric_only=True)
    assert (sums.nunique() == 1).all()
    total = found.units(one)[everyone].sum()
    assert sums.loc["kota", ["pembilang", "lainnya", "tak_diketahui"]].sum() == total
    groups = criteria.met_by_class(found, result, one, "desil")
    city = groups[groups["tingkat"] == "kota"].groupby("kelompok").sum(numeric_only=True)
    assert (city.loc["desil"] == city.loc["semua"]).all()


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_every_criterion_adds_up_and_the_censored_never_exceeds_the_uncensored(one):
    found = _drawn(one).everyone()
    result = criteria.outcome(
        found, one, threshold=one.ambang, reading=criteria.readings(one)[0]
    )  # fmt: skip
    tables = criteria.criteria_by_area(found, result, one, decided_only=True)
    for criterion in one.observed:
        plain, censored = tables[criterion.id, False], tables[criterion.id, True]
        assert (plain.groupby("tingkat").sum(numeric_only=True).nunique() == 1).all()
        assert (censored["pembilang"] <= plain["pembilang"]).all()


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.id)
def test_a_higher_threshold_never_meets_more(one):
    found = _drawn(one)
    for reading in criteria.readings(one):
        met = [
            (criteria.outcome(found, one, threshold=t, reading=reading) == criteria.MET).sum()
            for t in range(1, int(one.total_weight) + 1)
        ]
        assert met == sorted(met, reverse=True)


def test_an_unknown_answer_never_makes_certain_what_another_answer_would_change():
    one = criteria_sets.get("bps_14")
    found = _drawn(one)
    result = criteria.outcome(found, one, threshold=4, reading=criteria.OBSERVED)
    for filled in (False, True):
        answered = criteria.Patterns(
            found.keys, found.lacks | (found.unknown & filled), found.unknown & False,
            found.conditional, found.families, found.persons,
        )  # fmt: skip
        sure = criteria.outcome(answered, one, threshold=4, reading=criteria.OBSERVED)
        known = result != criteria.UNKNOWN
        assert (sure[known] == result[known]).all()


def test_the_threshold_forgives_the_rounding_of_weights():
    one = criteria_sets.get("multidimensi")
    weights = dict.fromkeys(one.weights(), 1 / 18)
    cutoff = Cutoff(weights=weights, k=1 / 8 * 3)
    found = _drawn(one).everyone()
    poor = priority.poor_and_not(found, cutoff)
    complete = ~found.unknown.any(axis=1)
    assert (poor[complete] == (found.lacks[complete].sum(axis=1) >= 3)).all()
    assert (poor[~complete] == -1).all()


@pytest.mark.parametrize("one", RANKING, ids=lambda one: one.id)
def test_measures_over_patterns_equal_those_over_families(one):
    found, cutoff = _drawn(one).everyone(), priority.default_cutoff(one)
    times = found.units(one)
    deprived = np.where(found.unknown, np.nan, found.lacks)
    shares = np.array(list(one.weights().values()))
    plain = alkire_foster(
        np.repeat(deprived, times, axis=0), shares, np.ones(times.sum()), k=one.k
    )  # fmt: skip
    mine = priority.measure(found, one, cutoff)
    for name in ("h", "a", "m0", "censored", "uncensored", "contribution"):
        np.testing.assert_allclose(getattr(mine, name), getattr(plain, name), rtol=1e-12)
    assert mine.m0 == pytest.approx(mine.h * mine.a)


@pytest.mark.parametrize("one", RANKING, ids=lambda one: one.id)
def test_subgroups_make_up_m0(one):
    found, cutoff = _drawn(one).everyone(), priority.default_cutoff(one)
    for classes in (found.keys["kode"], found.keys["kode"].str[:8]):
        parts = priority.decomposition(found, one, cutoff, classes)
        whole = priority.measure(found, one, cutoff).m0
        assert (parts["bagian"] * parts["m0"]).sum() == pytest.approx(whole)
        assert parts["kontribusi"].sum() == pytest.approx(1)


def test_a_weight_of_zero_leaves_the_criterion_and_its_gaps_out():
    one = criteria_sets.get("multidimensi")
    found = _drawn(one).everyone()
    first = next(iter(one.weights()))
    without = Cutoff(weights=one.weights() | {first: 0}, k=1 / 3)
    gap_only = found.unknown[:, 0] & ~found.unknown[:, 1:].any(axis=1)
    assert gap_only.any()
    assert (priority.poor_and_not(found, without)[gap_only] >= 0).all()
    result = priority.measure(found, one, without)
    assert np.isnan(result.contribution[0]) and np.nansum(result.contribution) == pytest.approx(1)
    with pytest.raises(ValueError, match="nol"):
        Cutoff(weights=dict.fromkeys(one.weights(), 0.0), k=0.5).shares()


def _poor_everywhere(one: CriteriaSet, worst: float) -> criteria.Patterns:
    """Ten kelurahan; in the first everybody lacks everything, elsewhere one in ten does."""
    rows = []
    everything = (1 << len(one.observed)) - 1
    for i in range(10):
        share = worst if i == 0 else 0.1
        code = f"35.73.01.10{i:02d}"
        rows += [(code, everything, int(100 * share)), (code, 0, 100 - int(100 * share))]
    table = pd.DataFrame(rows, columns=["kode", "ya", "keluarga"])
    table = table.assign(
        kelompok="semua", kelas="semua", tak=0, bersyarat=0, individu=table["keluarga"]
    )
    return criteria.patterns(table[table["keluarga"] > 0], one)


def test_the_worst_under_every_weight_is_firm_and_equals_are_not():
    one, rules = criteria_sets.get("multidimensi"), criteria_sets.priority_rules()
    found = _poor_everywhere(one, 1.0)
    areas = sorted(found.keys["kode"].unique())
    table = priority.stability(found, one, priority.default_cutoff(one), rules, among=areas)
    assert table.loc[areas[0], "kelas"] == priority.FIRM
    assert table.loc[areas[0], "teratas"] == 1
    assert (table.loc[areas[1:], "kelas"] == priority.OUTSIDE).all()
    again = priority.stability(found, one, priority.default_cutoff(one), rules, among=areas)
    pd.testing.assert_frame_equal(table, again)


def test_only_areas_that_may_be_shown_are_ranked():
    one, rules = criteria_sets.get("multidimensi"), criteria_sets.priority_rules()
    found = _poor_everywhere(one, 1.0)
    areas = sorted(found.keys["kode"].unique())[1:]
    table = priority.stability(found, one, priority.default_cutoff(one), rules, among=areas)
    assert list(table.index) == areas
    none = priority.stability(found, one, priority.default_cutoff(one), rules, among=[])
    assert none.empty
    assert priority.worst_count(57, rules) == 11 and priority.worst_count(2, rules) == 1


def test_small_numbers_of_families_are_hidden():
    one = criteria_sets.get("multidimensi")
    found = _poor_everywhere(one, 0.05)
    result = priority.poor_and_not(found, priority.default_cutoff(one))
    shown = criteria.published(criteria.met_by_area(found, result, one), RULE)
    first = shown[shown["kode"] == "35.73.01.1000"].iloc[0]
    assert first["disembunyikan"] and np.isnan(first["nilai"])
    # A hidden kelurahan must not follow from its kecamatan by subtraction.
    assert shown[(shown["tingkat"] == "kelurahan")]["disembunyikan"].sum() >= 2


def test_a_saved_set_loads_again_here_and_in_the_command(tmp_path):
    one = criteria_sets.get("multidimensi")
    weights = one.weights() | {"sanitasi": 5.0}
    saved = SavedSet(
        id="coba", nama="Coba", set=one.id, k=0.25,
        indikator=tuple(SavedIndicator(kolom=n, bobot=w) for n, w in weights.items()),
    )  # fmt: skip
    path = tmp_path / "coba.toml"
    path.write_text(criteria_sets.saved_text(saved), encoding="utf-8")
    assert criteria_sets.saved(one.id, tmp_path) == {"coba": saved}
    assert criteria_sets.saved("pedekate_sam", tmp_path) == {}
    command = mpi.load_set(path)
    assert command.k == 0.25
    assert {i.kolom: i.bobot for i in command.indikator} == weights


@pytest.mark.parametrize(
    "line, word",
    [
        ('kolom = "bukan_kriteria"\nbobot = 1', "bukan_kriteria"),
        ('kolom = "air_minum"\nbobot = 1.5', "bilangan bulat"),
        ('kolom = "air_minum"\nbobot = 0', "bobot"),
    ],
)
def test_a_saved_set_the_page_cannot_show_is_refused_by_name(tmp_path, line, word):
    head = 'id = "x"\nnama = "Coba"\nset = "multidimensi"\nk = 0.3\n[[indikator]]\n'
    (tmp_path / "x.toml").write_text(f"{head}{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"x\.toml.*{word}"):
        criteria_sets.saved("multidimensi", tmp_path)


def test_weights_and_wording_may_change_without_a_reload_but_conditions_may_not():
    one = criteria_sets.get("bps_14")
    heavier = one.model_copy(update={"ambang": 5, "nama": "Lain"})
    assert heavier.digest() == one.digest()
    other = one.kriteria[0].model_copy(update={"syarat": one.kriteria[1].syarat})
    assert one.model_copy(update={"kriteria": (other, *one.kriteria[1:])}).digest() != one.digest()


def _ranked(firm: int, open_: int) -> pd.DataFrame:
    kelas = [priority.FIRM] * firm + [priority.OPEN] * open_ + [priority.OUTSIDE]
    names = [f"K{i}" for i in range(len(kelas))]
    return pd.DataFrame({"nama": names, "kelas": kelas, "m0": range(len(kelas), 0, -1)})


@pytest.mark.parametrize(
    "area, firm, open_, said",
    [
        ("Kota Malang", 2, 1,
         "Dua kelurahan tetap terburuk walau urutannya digoyang, satu lagi belum pasti: "
         "<em>K0 dan K1</em>"),
        ("Kota Malang", 6, 0,
         "Enam kelurahan tetap terburuk walau urutannya digoyang: <em>K0, K1, K2, K3, K4, dan "
         "lainnya</em>"),
        ("Klojen", 0, 1,
         "Di Klojen, tidak ada kelurahan yang kokoh di seperlima terburuk kota, satu belum "
         "pasti"),
    ],
)  # fmt: skip
def test_the_priority_sentence(area, firm, open_, said):
    assert criteria_text.priority_headline(area, _ranked(firm, open_)) == said


def test_the_sentence_of_a_set_says_lower_bound_estimate_or_none():
    one = criteria_sets.get("bps_14")
    rows = pd.DataFrame(
        {"nilai": [0.02, 0.01, 0.04], "nama": ["Kota Malang", "A", "B"], "keterangan": ""}
    )  # fmt: skip
    say = criteria_text.set_headline
    assert say(one, 9, criteria.OBSERVED, "Kota Malang", rows) == (
        "Sekurangnya 2,0 persen keluarga memenuhi sedikitnya 9 dari 14 kriteria BPS; "
        "<em>tertinggi di B (4,0 persen)</em>"
    )
    assert say(one, 5, criteria.SCALED, "Klojen", rows).startswith(
        "Di Klojen, diperkirakan 2,0 persen keluarga memenuhi sedikitnya 5"
    )
    none = rows.assign(nilai=0.0)
    assert say(one, 9, criteria.OBSERVED, "Kota Malang", none) == (
        "Menurut registri belum ada keluarga yang memenuhi sedikitnya 9 dari 14 kriteria BPS; "
        "<em>hanya 10 kriteria yang dapat diamati</em>"
    )
