"""Whom to verify and why, the measured error of a source, the sample to visit."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from pytest import approx
from statsmodels.stats.proportion import proportion_confint

from pedekate.errors import ConfigError
from pedekate.verification import measured, progress, reasons, roster, sampling, strata
from pedekate.verification.policy import error_policy, review_policy

TODAY = dt.date(2026, 10, 31)
BASE = {
    "kode_kelurahan": "35.73.01.1001", "jumlah_anggota": 3, "desil": 8, "desil_p3ke": None,
    "di_dtsen": True, "di_dtks": False, "di_p3ke": False, "di_pdktsam": False, "terima": False,
    "skor": np.nan, "nik_sah": True, "ada_meninggal": False, "orang_ganda": False, "hasil": None,
    "tanggal": None,
}  # fmt: skip


def families(*rows: dict) -> pd.DataFrame:
    """A register of hand-made families; ids a, b, c, … unless given."""
    table = pd.DataFrame([BASE | {"id_keluarga": chr(97 + i)} | row for i, row in enumerate(rows)])
    table["tanggal"] = pd.to_datetime(table["tanggal"])
    return table.astype({"desil": "Int8", "desil_p3ke": "Int8", "hasil": object})


def found(*rows: dict) -> list[list[str]]:
    """Reasons of each family."""
    flags = reasons.reason_flags(families(*rows), review_policy(), error_policy(), TODAY)
    return [[name for name in flags if row[name]] for _, row in flags.iterrows()]


@pytest.mark.parametrize(
    "family, expected",
    [
        ({}, []),
        ({"desil": 5}, ["belum_pernah"]),
        ({"desil": 6}, []),
        ({"desil": None, "di_dtks": True}, ["belum_pernah"]),
        ({"desil": 2, "desil_p3ke": 4}, ["belum_pernah"]),
        ({"desil": 1, "desil_p3ke": 4}, ["beda_desil", "belum_pernah"]),
        ({"desil": 6, "terima": True}, ["bantuan_desil_tinggi", "belum_pernah"]),
        ({"desil": None, "terima": True}, ["bantuan_tanpa_desil", "belum_pernah"]),
        ({"desil": 1, "nik_sah": False}, ["tanpa_nik_sah", "belum_pernah"]),
        ({"desil": 9, "nik_sah": False}, []),
        ({"desil": 1, "hasil": "layak", "tanggal": "2026-10-01"}, []),
        ({"desil": 1, "hasil": "layak", "tanggal": "2025-10-01"}, ["putusan_lama"]),
        (
            {"desil": 1, "terima": True, "hasil": "meninggal", "tanggal": "2026-10-01"},
            ["putusan_diabaikan"],
        ),
        ({"desil": 1, "ada_meninggal": True}, ["ada_yang_meninggal", "belum_pernah"]),
        ({"desil": 1, "orang_ganda": True}, ["mungkin_ganda", "belum_pernah"]),
    ],
)
def test_reasons(family, expected):
    assert found(family) == [expected]


def test_a_low_score_finds_families_outside_the_target():
    """Ten scores: the lowest tenth is one family; unknown scores are not low ones."""
    rows = [{"desil": 10, "skor": float(s)} for s in range(1, 11)]
    marked = found(*rows, {"desil": 10, "skor": np.nan})
    assert marked == [["skor_rendah_tanpa_bantuan"], *[[]] * 10]
    assert found({"desil": 10, "skor": 1.0, "terima": True})[0] == [
        "bantuan_desil_tinggi", "belum_pernah",
    ]  # fmt: skip


def test_the_list_is_urgent_first_numbered_and_cut_per_kelurahan():
    table = families(
        {"desil": 1},
        {"desil": 7, "terima": True},
        {"desil": 1, "nik_sah": False},
        {"desil": 1, "kode_kelurahan": "35.73.02.1001"},
        {"desil": 9},
    )
    flags = reasons.reason_flags(table, review_policy(), error_policy(), TODAY)
    due = reasons.due_list(table, flags, review_policy())
    assert list(zip(due["id_keluarga"], due["ke"], strict=True)) == [
        ("b", 1), ("c", 2), ("a", 3), ("d", 1),
    ]  # fmt: skip
    assert due["alasan"][1].endswith("; Belum pernah diverifikasi")
    cut = reasons.due_list(table, flags, review_policy(), limit=1)
    assert list(cut["id_keluarga"]) == ["b", "d"]
    shuffled = table.sample(frac=1, random_state=1)
    again = reasons.due_list(shuffled, flags.loc[shuffled.index], review_policy())
    assert list(again["id_keluarga"]) == list(due["id_keluarga"])


def test_counts_per_reason_and_nobody_without_families():
    table = families({"desil": 1}, {"desil": 7, "terima": True})
    flags = reasons.reason_flags(table, review_policy(), error_policy(), TODAY)
    counts = reasons.reason_counts(flags, review_policy().alasan).set_index("id")["keluarga"]
    assert counts["belum_pernah"] == 2 and counts["bantuan_desil_tinggi"] == 1
    empty = families(*[{}])[:0]
    none = reasons.reason_flags(empty, review_policy(), error_policy(), TODAY)
    assert reasons.due_list(empty, none, review_policy()).empty


@pytest.mark.parametrize(
    "wrong, n, low, high",
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_of_the_literature(wrong, n, low, high):
    """Newcombe (1998), Statistics in Medicine 17, Table I, method 3."""
    found = measured.wilson(wrong / n, n, 0.95)
    assert found == approx((low, high), abs=5e-5)
    assert found == approx(proportion_confint(wrong, n, 0.05, method="wilson"), abs=1e-9)


def test_wilson_without_data_is_no_number():
    assert np.isnan(measured.wilson(0.5, 0, 0.95)).all()


def test_stratified_rate_by_hand():
    """W = ¼, ¾; p = ¼·½ + ¾·⅒ = 0.2.
    var = ¹⁄₁₆·0.7·0.25/29 + ⁹⁄₁₆·(1 − ¹⁄₃₀)·0.09/9 = 0.00581465; n_eff = 0.16/var = 27.517."""
    rate = measured.stratified_rate([100, 300], [30, 10], [15, 1], 0.95)
    assert (rate.nilai, rate.n, rate.keliru, rate.terwakili) == (approx(0.2), 40, 16, 1.0)
    assert rate.n_efektif == approx(27.517, abs=1e-3)
    assert (rate.bawah, rate.atas) == approx(measured.wilson(0.2, 27.517, 0.95), abs=1e-5)


def test_one_stratum_fully_random_is_plain_wilson():
    rate = measured.stratified_rate([10**9], [263], [81], 0.95)
    assert (rate.bawah, rate.atas) == approx((0.2553, 0.3662), abs=1e-3)


def test_strata_without_verdicts_are_said_to_be_missing():
    rate = measured.stratified_rate([100, 300], [20, 0], [5, 0], 0.95)
    assert rate.nilai == approx(0.25) and rate.terwakili == approx(0.25)


def test_single_verdicts_are_pooled_and_take_the_empty_strata_with_them():
    rate = measured.stratified_rate([100, 50, 50, 200], [10, 1, 1, 0], [1, 1, 0, 0], 0.95)
    # Stratum 1: 0.1 with weight 100/400; the pool of 300 families: 1 of 2.
    assert rate.nilai == approx(0.25 * 0.1 + 0.75 * 0.5) and rate.terwakili == 1.0


def test_no_verdict_at_all_is_no_rate():
    rate = measured.stratified_rate([100, 300], [0, 0], [0, 0], 0.95)
    assert np.isnan([rate.nilai, rate.bawah, rate.atas]).all() and rate.terwakili == 0


@pytest.mark.parametrize("seed", range(20))
def test_intervals_hold_the_rate_and_lie_within_0_and_1(seed):
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 500, 12)
    n = np.minimum(rng.integers(0, 30, 12), sizes)
    wrong = rng.binomial(n, 0.3)
    rate = measured.stratified_rate(sizes, n, wrong, 0.95)
    if rate.n:
        assert 0 <= rate.bawah <= rate.nilai <= rate.atas <= 1
        assert 0 < rate.n_efektif <= rate.n


def test_error_table_counts_only_what_the_source_claims():
    rows = [{"desil": 3, "hasil": "layak"}, {"desil": 3, "hasil": "meninggal"},
            {"desil": 7, "hasil": "tidak_layak"}, {"desil": 7, "di_dtks": True, "hasil": "layak"},
            {"desil": 2, "hasil": None}]  # fmt: skip
    table = measured.error_table(families(*rows), error_policy())
    city = table[table["tingkat"] == "kota"].set_index("sumber")
    assert (city.loc["dtsen", "n"], city.loc["dtsen", "keliru"]) == (2, 1)
    assert (city.loc["dtks", "n"], city.loc["dtks", "keliru"]) == (1, 0)
    assert set(table["tingkat"]) == {"kota", "kecamatan", "kelurahan"}


def test_decile_classes():
    found = strata.decile_classes(
        pd.Series([1, 2, 3, 5, 6, 10, None], dtype="Int8"), error_policy().kelas
    )
    assert list(found) == [
        "desil_1_2", "desil_1_2", "desil_3_5", "desil_3_5", "desil_6_10", "desil_6_10",
        "tanpa_desil",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "population, size, minimum, spread, expected",
    [
        ([100, 300], 40, 0, None, [10, 30]),
        # Neyman, N·S = 50, 90 → 40·(50, 90)/140 = 14.29, 25.71.
        ([100, 300], 40, 0, [0.5, 0.3], [14, 26]),
        ([10, 990], 40, 5, None, [5, 35]),
        # A full stratum gives what it cannot take to the others.
        ([5, 100], 40, 0, [10.0, 1.0], [5, 35]),
        ([3, 2], 40, 1, None, [3, 2]),
        ([100, 50, 10], 2, 1, None, [1, 1, 0]),
        ([0, 10], 4, 2, None, [0, 4]),
    ],
)
def test_allocation_by_hand(population, size, minimum, spread, expected):
    assert list(sampling.allocate(population, size, minimum=minimum, spread=spread)) == expected


@pytest.mark.parametrize("seed", range(30))
def test_allocation_laws(seed):
    rng = np.random.default_rng(seed)
    population = rng.integers(0, 400, 40)
    size, minimum = int(rng.integers(0, 3000)), int(rng.integers(0, 5))
    spread = rng.uniform(0, 0.5, 40) if seed % 2 else None
    drawn = sampling.allocate(population, size, minimum=minimum, spread=spread)
    assert drawn.sum() == min(size, population.sum())
    assert (drawn >= 0).all() and (drawn <= population).all()
    if size >= np.minimum(minimum, population).sum():
        assert (drawn >= np.minimum(minimum, population)).all()


def _city(rng: np.random.Generator, n: int = 3000) -> pd.DataFrame:
    verdicts = np.array(["layak", "tidak_layak", None], dtype=object)
    return pd.DataFrame(
        {
            "id_keluarga": [f"{i:05d}" for i in range(n)],
            "kode_kelurahan": rng.choice([f"35.73.0{k}.1001" for k in range(1, 6)], n),
            "desil": pd.array(rng.integers(1, 11, n), dtype="Int8"),
            "hasil": rng.choice(verdicts, n),
        }
    )


def test_draw_follows_its_plan_and_its_seed():
    frame = _city(np.random.default_rng(1))
    design = sampling.Design(ukuran=400, alokasi="neyman", minimum=3, benih=7)
    first = sampling.draw(frame, design, error_policy())
    shuffled = frame.sample(frac=1, random_state=3)
    assert list(sampling.draw(shuffled, design, error_policy())["id_keluarga"]) == list(
        first["id_keluarga"]
    )
    assert len(first) == 400 and first["id_keluarga"].is_unique
    got = first.groupby(["kode_kelurahan", "kelas"]).size()
    plan = sampling.plan(frame, design, error_policy()).set_index(["kode_kelurahan", "kelas"])
    assert (got == plan["terpilih"]).all() and (got >= 3).all()
    other = sampling.Design(ukuran=400, alokasi="neyman", minimum=3, benih=8)
    assert set(sampling.draw(frame, other, error_policy())["id_keluarga"]) != set(
        first["id_keluarga"]
    )


def test_the_draw_is_unbiased_and_its_interval_holds():
    """Over 250 seeds the mean estimate meets the truth within three standard errors, and the 95 %
    interval holds it in all but a few."""
    frame = _city(np.random.default_rng(2))
    wrong = np.arange(len(frame)) % 4 == 0
    classes = strata.decile_classes(frame["desil"], error_policy().kelas)
    stratum = pd.factorize(frame["kode_kelurahan"] + classes)[0]
    size = np.bincount(stratum)
    rates = []
    for seed in range(250):
        design = sampling.Design(ukuran=300, alokasi="proporsional", minimum=2, benih=seed)
        chosen = frame["id_keluarga"].isin(
            sampling.draw(frame, design, error_policy())["id_keluarga"]
        )
        n = np.bincount(stratum[chosen], minlength=len(size))
        bad = np.bincount(stratum[chosen & wrong], minlength=len(size))
        rates.append(measured.stratified_rate(size, n, bad, 0.95))
    values = np.array([rate.nilai for rate in rates])
    assert abs(values.mean() - 0.25) < 3 * values.std() / np.sqrt(len(values))
    assert np.mean([rate.bawah <= 0.25 <= rate.atas for rate in rates]) > 0.92


def test_more_visits_promise_more():
    frame = _city(np.random.default_rng(4))
    spread = sampling.class_spread(frame, error_policy())
    halves = [
        sampling.expected_half_width(
            sampling.plan(
                frame,
                sampling.Design(ukuran=n, alokasi="neyman", minimum=2, benih=1),
                error_policy(),
            ),
            spread,
        )
        for n in (100, 400, 1600, 3000)
    ]
    assert halves == sorted(halves, reverse=True) and halves[-1] == approx(0, abs=1e-9)


def test_progress_and_delay():
    table = families(
        {"desil": 1, "hasil": "layak", "tanggal": "2026-10-01"},
        {"desil": 1},
        {"desil": 9, "hasil": "layak", "tanggal": "2026-05-01"},
        {"desil": 2, "kode_kelurahan": "35.73.02.1001"},
    )
    rules = review_policy()
    target = reasons.targets(table, rules)
    current = reasons.current_verdicts(table, rules, TODAY)
    rows = progress.progress_by_kelurahan(table, target, current).set_index("kode")
    assert tuple(rows.loc["35.73.01.1001", ["sasaran", "terverifikasi"]]) == (2, 1)
    late = progress.months_overdue(
        pd.Series(pd.to_datetime(["2026-10-01", "2026-06-30", "2026-01-31", None])), TODAY, 3
    )
    # Meetings were due on 1 January 2027, 30 September and 30 April 2026.
    assert late[:3].tolist() == [0, 2, 6] and pd.isna(late[3])


def test_verdicts_add_up_to_their_total_in_the_order_given():
    found = progress.verdict_counts(pd.Series(["b", None, "a", "b"]), ("a", "b", "c"))
    assert found.to_dict("list") == {"hasil": ["semua", "a", "b", "c"], "keluarga": [3, 1, 2, 0]}


@pytest.mark.parametrize(
    "known, at_most, best",
    [([3, 5], [9, 9], 1), ([3, None], [9, 2], 0), ([3, None], [9, 4], None),
     ([None, None], [9, 4], None), ([3, None], [9, None], None)],
)  # fmt: skip
def test_a_hidden_value_may_be_the_largest(known, at_most, best):
    values = pd.Series(known, dtype="Float64"), pd.Series(at_most, dtype="Float64")
    assert progress.surely_largest(*values) == best


def test_workload_shares_families_among_officers():
    rows = pd.DataFrame({"kode": ["a", "b", "c"], "penyebut": [30, 20, 5], "pembilang": [10, 0, 0]})
    people = pd.DataFrame({"kode_kelurahan": ["a", "a", "b"], "jumlah": [1, 1, 1]})
    table = progress.workload(rows, people)
    assert table["petugas"].tolist() == [2, 1, 0]
    assert table["beban"].tolist()[:2] == [10, 20] and pd.isna(table["beban"][2])


def test_the_roster_adds_up_to_what_is_known():
    people = roster.load()
    assert people.total() == 127 and people.contoh
    assert [people.count(role) for role in roster.ROLES] == [5, 57, 65]
    assert set(people.in_kelurahan()["kode_kelurahan"].str.len()) == {13}


@pytest.mark.parametrize(
    "row, where",
    [("Camat,35.73.01,1", "Baris 2"), ("TKSK,35.73.01.1001,1", "Baris 2"),
     ("Faskel,35.73.01,1", "Baris 2"), ("TKSK,35.73.01,satu", "bilangan bulat"),
     ("TKSK,35.73.01,1\nTKSK,35.73.01,1", "Baris 3")],
)  # fmt: skip
def test_a_broken_roster_says_where(tmp_path, row, where):
    (tmp_path / "pilar_sosial.csv").write_text(f"peran,kode_wilayah,jumlah\n{row}\n")
    (tmp_path / "SUMBER.md").write_text("x")
    with pytest.raises(ConfigError, match=where):
        roster.load(tmp_path)


def test_policies_name_every_verdict_once():
    rules = error_policy()
    assert set(rules.benar) | set(rules.keliru) == {
        "layak", "tidak_layak", "meninggal", "pindah", "ganda", "tidak_ditemukan",
        "data_diperbaiki",
    }  # fmt: skip
