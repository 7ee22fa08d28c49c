"""Numbers that follow the real rule and hit no real person; names; broken numbers."""

import datetime as dt

import numpy as np
import pytest

from pedekate.sample import defects, identity, names
from pedekate.sample.city import build_city
from pedekate.sample.draws import child_keys, hash_key


@pytest.fixture(scope="module")
def city():
    city = build_city(1_500, 2025)
    identity.add_identities(city)
    return city


def keys(number: int) -> np.ndarray:
    return child_keys(np.full(number, hash_key("uji")), np.arange(number))


def test_birth_date_gives_the_age_on_the_reference_date(city):
    born = city.persons["lahir"].astype(dt.date)
    today = identity.REFERENCE_DATE
    ages = [today.year - d.year - ((today.month, today.day) < (d.month, d.day)) for d in born]
    assert ages == city.persons["umur"].tolist()


@pytest.mark.parametrize(
    "born, age",
    [("2000-12-31", 23), ("2001-01-01", 22), ("2023-12-31", 0), ("2024-01-01", -1)],
)
def test_age_on_an_older_date(born, age):
    on = identity.age_on(dt.date(2023, 12, 31), np.array([born], dtype="datetime64[D]"))
    assert on.tolist() == [age]


def test_nik_is_place_birth_date_and_serial_of_an_impossible_province(city):
    for nik, born, woman in zip(
        city.persons["nik"].tolist(),
        city.persons["lahir"].astype(dt.date),
        city.persons["perempuan"],
        strict=True,
    ):
        text = str(nik)
        assert len(text) == 16 and text.startswith("99")
        assert text[6:12] == f"{born.day + 40 * woman:02d}{born.month:02d}{born.year % 100:02d}"
        assert int(text[12:]) >= 1


def test_numbers_are_unique(city):
    for numbers in (city.persons["nik"], city.families["no_kk"]):
        assert len(np.unique(numbers)) == len(numbers)
        assert np.all(numbers // 10**14 == 99)


def test_broken_numbers_are_unusable_and_never_of_a_real_province():
    numbers = 9973_0101_0190_0001 + np.arange(20_000)
    text = defects.break_numbers(numbers, keys(20_000), 0.11, "uji").to_pylist()
    changed = [new for new, old in zip(text, numbers.tolist(), strict=True) if new != str(old)]
    assert len(changed) / 20_000 == pytest.approx(0.11, abs=0.01)
    assert {len(value or "") for value in changed} == {0, 15, 16}
    assert all(value is None or value[:2] in ("99", "00") for value in changed)


def test_unbroken_numbers_stay_whole():
    numbers = np.array([9973010101900001, 9973010101909999])
    text = defects.break_numbers(numbers, keys(2), 0.0, "uji").to_pylist()
    assert text == ["9973010101900001", "9973010101909999"]


def test_a_shared_number_repeats_the_row_before():
    numbers = np.arange(50_000)
    shared = defects.share_some(numbers, keys(50_000), 0.01, "uji")
    moved = np.flatnonzero(shared != numbers)
    assert len(moved) / 50_000 == pytest.approx(0.01, abs=0.002)
    assert np.array_equal(shared[moved], numbers[moved] - 1)


@pytest.mark.parametrize(
    "kind, expected",
    [
        (0, "MUHAMMAD YUSUF HIDAYAT"),
        (3, "MUHAMMAD YUSUF"),
        (4, "MOH. YUSUF HIDAYAT"),
    ],
)
def test_names_are_spelt_in_several_ways(kind, expected):
    number = {word: i for i, word in enumerate(names.vocabulary().words)}
    columns = tuple(np.array([number[w]]) for w in ("Muhammad", "Yusuf", "Hidayat"))
    assert names.name_text(columns, np.array([kind])).to_pylist() == [expected]


def test_misspelt_words_differ_in_little():
    vocabulary = names.vocabulary()
    for word, slip in zip(vocabulary.words[1:], vocabulary.slipped[1:], strict=True):
        assert slip != word and slip[0] == word[0] and abs(len(slip) - len(word)) <= 1


def test_area_error_rates_keep_mean_and_bounds(city):
    rates = defects.area_error_rates(city, "dtsen")
    assert rates.mean() == pytest.approx(0.147, abs=0.002)
    assert rates.min() >= 0.05 and 0.33 < rates.max() <= 0.37


def test_addresses_hold_no_character_that_a_csv_would_have_to_quote(city):
    rows = np.arange(len(city.families["area"]))
    text = identity.address_text(city.families, rows, with_rt=True).to_pylist()
    assert all("RT " in address and not set(',"\n') & set(address) for address in text)


def test_altered_address_differs(city):
    rows = np.arange(50)
    plain = identity.address_text(city.families, rows, with_rt=False).to_pylist()
    other = identity.address_text(
        city.families, rows, with_rt=False, altered=np.ones(50, dtype=bool)
    ).to_pylist()
    assert all(a != b for a, b in zip(plain, other, strict=True))
