"""The same city one quarter later: deaths, births, moves, split families, changed incomes.

Rows keep their true ids (`id` of families and persons); families that came to be since follow the
residents of before, so a row number is no id here.
"""

import numpy as np

from pedekate.sample.city import City, population, summarise_members
from pedekate.sample.draws import child_keys, hash_key, integers, normal, uniform
from pedekate.sample.health import FUNCTIONS
from pedekate.sample.identity import add_identities, age_on, kk_of, new_people
from pedekate.sample.persons import (
    CHILD,
    CHILD_IN_LAW,
    GRANDCHILD,
    HEAD,
    MARRIED,
    PARENT,
    SINGLE,
    SPOUSE,
    WIDOWED,
    pregnancy_chance,
)
from pedekate.sample.welfare import map_to_consumption

# Serial numbers of people and cards that are new: no first-wave number reaches them.
_NEW_SERIAL = 5_000
_SAME_PLACE = ("rt", "rw", "klaster", "kunci_rt", "efek_rt", "jalan", "area")
# A newborn has none of what a questionnaire asks of older people.
_NEWBORN = {
    "hidup": True, "hubungan": CHILD, "kawin": SINGLE, "hamil": False, "umur": 0,
    "partisipasi": 0, "jenjang": 0, "kelas": 0, "ijazah": 0, "tingkat": 0, "bekerja": False,
    "sektor": 0, "kedudukan": 0, "jumlah_usaha": 0, "pekerja_dibayar": 0, "pekerja_keluarga": 0,
    "omzet": 0, "sedih": 0, "kronis": 1, "gizi": 3, **dict.fromkeys(FUNCTIONS, 0),
}  # fmt: skip


def build_later_city(city: City) -> City:
    """The city at the second wave's date.

    Args:
        city: the first wave, with identities.

    Returns:
        Families in the order: residents that stayed, split-off families, newcomers, and behind
        `residents` those that had left before and those that left or died out since. Column `asal`
        is the row in `city`, -1 for families that are new.
    """
    rule = city.recipe.gelombang
    families = {name: values.copy() for name, values in city.families.items()}
    persons = {name: values.copy() for name, values in city.persons.items()}
    families["asal"] = np.arange(len(families["area"]))
    resident = families["asal"] < city.residents
    _age_and_die(persons, resident, rule)
    gone = _leave(families, persons, resident, rule)
    _move_inside(city, families, resident & ~gone, rule)
    born = _births(city, persons, (resident & ~gone)[persons["keluarga"]], rule)
    split = _split(city, families, persons, resident & ~gone, rule)
    come, come_persons = _newcomers(city, rule)
    stay = resident & ~gone
    group = np.concatenate(
        [np.where(stay, 0, 3), np.full(len(split["area"]), 1), np.full(len(come["area"]), 2)]
    )
    come_persons["keluarga"] += np.int32(len(families["area"]) + len(split["area"]))
    persons = _stack(persons, born, come_persons)
    families = _stack(families, split, come)
    later = _in_order(city, families, persons, group)
    _succeed_heads(later.families, later.persons)
    _describe(later)
    return later


def _age_and_die(persons: dict, resident: np.ndarray, rule: dict) -> None:
    persons["umur"] = np.maximum(
        age_on(rule["tanggal_dtsen"], persons["lahir"]), persons["umur"]
    ).astype(np.int16)
    yearly = rule["kematian_30"] * np.exp(rule["kematian_naik"] * (persons["umur"] - 30.0))
    dies = uniform(persons["kunci"], "mati 2") < yearly / 4
    dies &= persons["hidup"] & resident[persons["keluarga"]]
    persons["hidup"] &= ~dies
    persons["hamil"] &= persons["hidup"]


def _leave(families: dict, persons: dict, resident: np.ndarray, rule: dict) -> np.ndarray:
    """(n,) mask of residents that left the city or died out."""
    alive = np.bincount(persons["keluarga"][persons["hidup"]], minlength=len(resident))
    left = uniform(families["kunci"], "pindah keluar 2") < rule["pindah_keluar"]
    return resident & (left | (alive == 0))


def _move_inside(city: City, families: dict, may: np.ndarray, rule: dict) -> None:
    """Another address in the city; across a kecamatan border the card gets a new number."""
    rows = np.flatnonzero(
        may & (uniform(families["kunci"], "pindah dalam 2") < rule["pindah_dalam"])
    )
    old = city.areas.kode_kecamatan[families["area"][rows]]
    _settle(city, families, rows, integers(families["kunci"][rows], "rumah 2", 0, 10**9))
    fresh = rows[city.areas.kode_kecamatan[families["area"][rows]] != old]
    families["no_kk"][fresh] = _new_cards(city, families["area"][fresh])
    families["nomor"][rows] = families["nomor"][rows] % 98 + 1


def _settle(city: City, families: dict, rows: np.ndarray, draw: np.ndarray) -> None:
    """Put families next to a resident drawn at random: in the same RT and street."""
    neighbour = draw % city.residents
    for name in _SAME_PLACE:
        families[name][rows] = city.families[name][neighbour]


def _new_cards(city: City, area: np.ndarray, start: int = 0) -> np.ndarray:
    return kk_of(city, area, city.recipe.gelombang["tanggal_dtsen"], _NEW_SERIAL + start)


def _births(city: City, persons: dict, here: np.ndarray, rule: dict) -> dict:
    """Rows of newborns; their mothers are no longer pregnant, other women are."""
    keys = persons["kunci"]
    mother = np.flatnonzero(
        persons["hamil"] & here & (uniform(keys, "lahir 2") < rule["lahir_dari_hamil"])
    )
    share = rule["lahir_dari_hamil"]
    chance = pregnancy_chance(persons) * share
    persons["hamil"] |= here & (uniform(keys, "hamil 2") < chance)
    persons["hamil"][mother] = False
    born = {name: values[mother].copy() for name, values in persons.items()}
    for name, value in _NEWBORN.items():
        born[name] = np.full(len(mother), value, dtype=persons[name].dtype)
    born["kunci"] = child_keys(keys[mother] ^ hash_key("lahir 2"), np.zeros(len(mother), int))
    days = integers(born["kunci"], "hari lahir", 0, 89).astype(np.int16)
    born["hari_sejak_ulang_tahun"] = days
    born["perempuan"] = uniform(born["kunci"], "kelamin") < 0.487
    born["ktp_luar"] = np.zeros(len(mother), dtype=bool)
    born["lahir"] = np.datetime64(rule["tanggal_dtsen"]) - days.astype("timedelta64[D]")
    area = city.families["area"][persons["keluarga"][mother]]
    new_people(city, born, area, _NEW_SERIAL)
    born["id"] = len(city.persons["id"]) + 1 + np.arange(len(mother))
    return born


def _split(city: City, families: dict, persons: dict, may: np.ndarray, rule: dict) -> dict:
    """A grown child leaves with spouse and children: rows of the new families.

    The persons move to them; a child is taken only where others stay behind.
    """
    family = persons["keluarga"]
    grown = (persons["hubungan"] == CHILD) & (persons["umur"] >= 22) & persons["hidup"]
    head_lives = np.zeros(len(may), dtype=bool)
    head_lives[family[(persons["hubungan"] == HEAD) & persons["hidup"]]] = True
    grown &= (may & head_lives)[family]
    first = np.flatnonzero(grown)[np.unique(family[grown], return_index=True)[1]]
    share = rule["pecah_kk"] * may.sum() / max(len(first), 1)
    first = first[uniform(families["kunci"][family[first]], "pecah kk 2") < share]
    home = family[first]
    number = np.full(len(may), -1)
    number[home] = len(may) + np.arange(len(home))
    goes = np.isin(persons["hubungan"], (CHILD_IN_LAW, GRANDCHILD)) & (number[family] >= 0)
    goes &= persons["hidup"]
    goes[first] = True
    relation = persons["hubungan"]
    moved = np.select([relation == CHILD, relation == CHILD_IN_LAW], [HEAD, SPOUSE], default=CHILD)
    # One spouse: a second child-in-law stays a grown relative's partner, listed as a child.
    partner = np.flatnonzero(goes & (relation == CHILD_IN_LAW))
    spare = np.setdiff1d(partner, partner[np.unique(family[partner], return_index=True)[1]])
    moved[spare] = CHILD
    persons["hubungan"] = np.where(goes, moved, relation).astype(np.int8)
    persons["keluarga"] = np.where(goes, number[family], family).astype(np.int32)
    fresh = {name: values[home].copy() for name, values in families.items()}
    fresh["kunci"] = child_keys(fresh["kunci"] ^ hash_key("pecah 2"), np.zeros(len(home), int))
    away = np.flatnonzero(uniform(fresh["kunci"], "rumah sendiri") < 0.6)
    _settle(city, fresh, away, integers(fresh["kunci"][away], "rumah 2", 0, 10**9))
    fresh["no_kk"] = _new_cards(city, fresh["area"], 1_500)
    fresh["asal"] = np.full(len(home), -1)
    fresh["id"] = len(city.families["id"]) + 1 + np.arange(len(home))
    return fresh


def _newcomers(city: City, rule: dict) -> tuple[dict, dict]:
    """Families that moved in from elsewhere, with identities of their own."""
    areas, residents = city.areas, city.families["area"][: city.residents]
    counts = np.bincount(residents, minlength=len(areas.kode))
    wanted = np.ceil(counts * rule["pindah_masuk"]).astype(np.int64)
    families, persons = population(areas, wanted, city.seed, "pendatang", city.recipe)
    families["pengeluaran_per_kapita"] = np.zeros(len(families["area"]))
    rows = len(families["area"])
    families["id"], persons["id"] = np.zeros(rows, int), np.zeros(len(persons["umur"]), int)
    add_identities(
        City(areas=areas, recipe=city.recipe, seed=city.seed, galat=city.galat, families=families,
             persons=persons, residents=rows)
    )  # fmt: skip
    starts = np.cumsum(counts) - counts
    draw = integers(families["kunci"], "rumah 2", 0, 10**9)
    _settle(
        city, families, np.arange(rows), starts[families["area"]] + draw % counts[families["area"]]
    )
    for table, name in ((families, "no_kk"), (persons, "nik")):
        table[name] = table[name] + _NEW_SERIAL + 3_000
    families["asal"] = np.full(rows, -1)
    # Behind every possible newborn and split family of this city.
    families["id"] = 2 * len(city.families["id"]) + 1 + np.arange(rows)
    persons["id"] = 2 * len(city.persons["id"]) + 1 + np.arange(len(persons["umur"]))
    return families, persons


def _in_order(city: City, families: dict, persons: dict, group: np.ndarray) -> City:
    order = np.argsort(group, kind="stable")
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    persons = {**persons, "keluarga": place[persons["keluarga"]]}
    rows = np.argsort(persons["keluarga"], kind="stable")
    return City(
        areas=city.areas,
        recipe=city.recipe,
        seed=city.seed,
        families={name: values[order] for name, values in families.items()},
        persons={name: values[rows] for name, values in persons.items()},
        residents=int((group < 3).sum()),
        galat=city.galat,
    )


def _succeed_heads(families: dict, persons: dict) -> None:
    """Where the head died a spouse, else the oldest member takes over; nobody else changes."""
    family, relation = persons["keluarga"], persons["hubungan"]
    dead = np.flatnonzero((relation == HEAD) & ~persons["hidup"])
    headless = np.zeros(len(families["area"]), dtype=bool)
    headless[family[dead]] = True
    heirs = np.flatnonzero(headless[family] & persons["hidup"])
    first = np.lexsort((-persons["umur"][heirs], relation[heirs] != SPOUSE, family[heirs]))
    heirs = heirs[first]
    heirs = heirs[np.unique(family[heirs], return_index=True)[1]]
    succeeded = np.zeros(len(headless), dtype=bool)
    succeeded[family[heirs]] = True
    relation[dead[succeeded[family[dead]]]] = PARENT
    widowed = heirs[(relation[heirs] == SPOUSE) & (persons["kawin"][heirs] == MARRIED)]
    persons["kawin"][widowed] = WIDOWED
    relation[heirs] = HEAD


def _describe(later: City) -> None:
    """Sizes, heads, counts of members, and welfare at the later date."""
    families, persons, rule = later.families, later.persons, later.recipe.gelombang
    alive = np.bincount(persons["keluarga"][persons["hidup"]], minlength=len(families["area"]))
    families["ukuran"] = np.maximum(alive, 1).astype(np.int8)
    heads = np.flatnonzero(persons["hubungan"] == HEAD)
    families["umur_kepala"] = persons["umur"][heads]
    families["kepala_perempuan"] = persons["perempuan"][heads]
    summarise_members(families, persons)
    here = slice(0, later.residents)
    # Spearman's rho of a normal pair is 6/pi asin(r/2).
    r = 2 * np.sin(np.pi * rule["korelasi_peringkat"] / 6)
    before = families["kesejahteraan"]
    middle, spread = before[here].mean(), before[here].std()
    shock = middle + spread * normal(families["kunci"], "guncangan 2")
    families["kesejahteraan_lalu"] = before
    families["kesejahteraan"] = np.where(
        families["asal"] < 0,
        before,
        middle + r * (before - middle) + np.sqrt(1 - r**2) * (shock - middle),
    )
    families["pengeluaran_per_kapita"] = np.full(len(before), np.nan)
    families["pengeluaran_per_kapita"][here] = map_to_consumption(
        families["kesejahteraan"][here], families["ukuran"][here], later.recipe
    )


def _stack(*parts: dict) -> dict:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
