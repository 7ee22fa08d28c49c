"""Persons inside families: relation, sex, age, marital status, pregnancy.

Relations carry the Regsosek codes (1 head, 2 spouse, 3 child, 4 child-in-law, 5 grandchild,
6 parent, 8 other); sex 1 man, 2 woman; marital status 1..4.
"""

import numpy as np

from pedekate.sample.draws import child_keys, choice, integers, normal, uniform
from pedekate.sample.households import AGE_BANDS

HEAD, SPOUSE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, OTHER = 1, 2, 3, 4, 5, 6, 8
SINGLE, MARRIED, DIVORCED, WIDOWED = 1, 2, 3, 4
# Relation of the members after head and spouse, by age band of the head: children first, then the
# three-generation families of older heads (judgement).
_RELATIONS = (CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, OTHER)
_RELATION_SHARES = np.array(
    [
        [0.62, 0.00, 0.00, 0.10, 0.28],
        [0.91, 0.00, 0.00, 0.04, 0.05],
        [0.92, 0.00, 0.00, 0.05, 0.03],
        [0.90, 0.02, 0.02, 0.04, 0.02],
        [0.74, 0.08, 0.13, 0.02, 0.03],
        [0.58, 0.13, 0.24, 0.00, 0.05],
    ]
)
# Families with a dead member still on some paper: about 1.8 % of the living.
DECEASED_FAMILIES = 0.055


def build_persons(families: dict) -> dict:
    """Columns of one row per person, families in order, the head first in each.

    A family may have one more row with `hidup` False: a member who died and still is on old
    papers; it belongs to no count of the living.
    """
    size = families["ukuran"].astype(np.int64)
    died = uniform(families["kunci"], "almarhum") < DECEASED_FAMILIES
    rows = size + died
    family = np.repeat(np.arange(len(size)), rows)
    slot = np.arange(len(family)) - np.repeat(np.cumsum(rows) - rows, rows)
    persons = {
        "keluarga": family.astype(np.int32),
        "kunci": child_keys(families["kunci"][family], slot),
        "hidup": slot < size[family],
    }
    _draw_heads(families)
    persons["hubungan"] = _relations(families, persons, slot)
    _draw_sex_and_age(families, persons, slot)
    persons["kawin"] = _marital_status(families, persons)
    persons["hamil"] = uniform(persons["kunci"], "hamil") < pregnancy_chance(persons)
    return persons


def _draw_heads(families: dict) -> None:
    keys, band, woman = families["kunci"], families["pita_umur"], families["kepala_perempuan"]
    low, high = np.array(AGE_BANDS).T
    u = uniform(keys, "umur kepala")
    # Within the open last band ages thin out; elsewhere they are even.
    u = np.where(band == 5, u**2.2, u)
    families["umur_kepala"] = (low[band] + np.floor(u * (high - low + 1)[band])).astype(np.int16)
    chance = np.where(woman, 0.05, np.array([0.75, 0.94, 0.95, 0.94, 0.91, 0.80])[band])
    pair = uniform(keys, "pasangan") < chance
    families["ada_pasangan"] = pair & (families["ukuran"] >= 2)


def _relations(families: dict, persons: dict, slot: np.ndarray) -> np.ndarray:
    family = persons["keluarga"]
    # One draw per row against the shares of the head's age band.
    cuts = np.cumsum(_RELATION_SHARES, axis=1)[families["pita_umur"][family]]
    drawn = (uniform(persons["kunci"], "hubungan")[:, None] > cuts[:, :-1]).sum(axis=1)
    relation = np.array(_RELATIONS)[drawn]
    relation[slot == 0] = HEAD
    relation[(slot == 1) & families["ada_pasangan"][family]] = SPOUSE
    # The dead were the head's spouse where there is none now, else a parent.
    died = ~persons["hidup"]
    old = families["pita_umur"][family] >= 4
    relation[died] = np.where(old & ~families["ada_pasangan"][family], SPOUSE, PARENT)[died]
    return relation.astype(np.int8)


def _draw_sex_and_age(families: dict, persons: dict, slot: np.ndarray) -> None:
    keys, family, relation = persons["kunci"], persons["keluarga"], persons["hubungan"]
    head_woman = families["kepala_perempuan"][family]
    head_age = families["umur_kepala"][family].astype(float)
    z, u = normal(keys, "umur"), uniform(keys, "umur 2")
    woman = uniform(keys, "kelamin") < np.where(relation == PARENT, 0.68, 0.487)
    woman = np.where(relation == HEAD, head_woman, woman)
    woman = np.where(relation == SPOUSE, ~head_woman, woman)
    spouse_age = head_age + np.where(head_woman, 3.0, -3.2) + 3.5 * z
    # Children: a first birth at 19..31, then every three years or so.
    mother_age = np.where(head_woman, head_age, head_age - 3.2)
    order = np.maximum(slot - 1 - families["ada_pasangan"][family], 0)
    child_age = mother_age - (22 + 3.2 * z) - 3.4 * order - 2.0 * u
    unborn = child_age < 0
    child_age = np.where(unborn, u * np.clip(mother_age - 17, 1, 9), child_age)
    # Adult children mostly leave: those still listed are younger.
    stays = (child_age <= 27) | (uniform(keys, "tinggal") < 0.25)
    child_age = np.where(stays, child_age, 12 + 15 * u)
    child_age = np.clip(child_age, np.maximum(mother_age - 44, 0), np.maximum(mother_age - 15, 0))
    ages = np.select(
        [relation == r for r in (HEAD, SPOUSE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT)],
        [
            head_age,
            np.maximum(spouse_age, 17),
            child_age,
            np.clip(head_age - 27 + 4 * z, 18, 60),
            np.clip(head_age - 50 - 9 * u, 0, 35),
            np.clip(head_age + 25 + 4 * z, 40, 98),
        ],
        default=np.clip(3 + 62 * u**1.4, 1, 80),
    )
    dead = ~persons["hidup"]
    ages = np.where(dead & (relation == SPOUSE), np.clip(head_age + 3 + 5 * z, 30, 95), ages)
    persons["perempuan"] = woman.astype(bool)
    persons["umur"] = np.floor(ages).astype(np.int16)
    # Days since the last birthday; the birth date follows from the reference date.
    persons["hari_sejak_ulang_tahun"] = integers(keys, "hari lahir", 0, 364).astype(np.int16)


def _marital_status(families: dict, persons: dict) -> np.ndarray:
    keys, relation, age = persons["kunci"], persons["hubungan"], persons["umur"]
    u = uniform(keys, "kawin")
    paired = families["ada_pasangan"][persons["keluarga"]]
    parents = np.bincount(persons["keluarga"][relation == CHILD], minlength=len(paired))
    alone = _unpaired_head(age, u, parents[persons["keluarga"]] > 0)
    child = np.where((age >= 21) & (u < 0.10), MARRIED, SINGLE)
    other = np.where(age < 24, SINGLE, choice(keys, "kawin lain", [0.45, 0.3, 0.1, 0.15]) + 1)
    status = np.select(
        [
            (relation == SPOUSE) | (relation == CHILD_IN_LAW),
            (relation == HEAD) & paired,
            relation == HEAD,
            relation == CHILD,
            relation == GRANDCHILD,
            relation == PARENT,
        ],
        [MARRIED, MARRIED, alone, child, SINGLE, np.where(u < 0.72, WIDOWED, MARRIED)],
        default=other,
    )
    return status.astype(np.int8)


def _unpaired_head(age: np.ndarray, u: np.ndarray, has_child: np.ndarray) -> np.ndarray:
    """Widowed more with age, else divorced; the childless may never have married, and a few are
    married to someone registered elsewhere."""
    widow = np.clip((age - 28) / 45, 0.08, 0.88)
    once_married = np.where(u < widow, WIDOWED, DIVORCED)
    single = np.select([age < 30, age < 45], [0.86, 0.48], default=0.10)
    childless = np.select([u < single, u > 0.95], [SINGLE, MARRIED], default=once_married)
    return np.where(has_child, once_married, childless)


def pregnancy_chance(persons: dict) -> np.ndarray:
    """(n,) chance to be pregnant: married women of 17 to 44."""
    age = persons["umur"]
    fertile = persons["perempuan"] & (persons["kawin"] == MARRIED) & persons["hidup"]
    return fertile * np.where(age <= 34, 0.075, 0.02) * (age >= 17) * (age <= 44)
