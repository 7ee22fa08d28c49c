"""DTSEN as records: families listed once, split over two KK, or listed twice; and their members."""

from dataclasses import dataclass

import numpy as np

from pedekate.sample.city import City
from pedekate.sample.defects import record_keys
from pedekate.sample.draws import child_keys, uniform
from pedekate.sample.identity import new_numbers
from pedekate.sample.persons import CHILD, CHILD_IN_LAW, GRANDCHILD, HEAD, SPOUSE
from pedekate.sample.registers import Listing

ORIGINAL, SPLIT, DUPLICATE = 0, 1, 2
FULL, FROM_P3KE, FROM_DTKS = 0, 1, 2
SPLIT_SHARE, DUPLICATE_SHARE = 0.015, 0.003


@dataclass(frozen=True, slots=True)
class Register:
    """Records of DTSEN: families in file order, and members pointing at them.

    families: `keluarga` (true row), `salinan` (original, split, duplicate), `no_kk`, `kunci`,
    `asal` (full, from P3KE, from DTKS), `jumlah_anggota`, `kepala` (true person).
    members: `individu` (true row), `rekaman` (row in families), `hubungan`, `kunci`.
    """

    families: dict[str, np.ndarray]
    members: dict[str, np.ndarray]


def build_dtsen(city: City, listing: Listing) -> Register:
    """Original records, split families, and duplicates, in file order (by kelurahan)."""
    listed = np.flatnonzero(listing.dtsen)
    members = _original_members(city, listing)
    leaves = _leavers(city, members)
    split = np.unique(city.persons["keluarga"][members["individu"][leaves]])
    twice = listed[uniform(city.families["kunci"][listed], "dtsen ganda") < DUPLICATE_SHARE]
    family = np.concatenate([listed, split, twice])
    copy = np.repeat([ORIGINAL, SPLIT, DUPLICATE], [len(listed), len(split), len(twice)])
    order = np.lexsort(
        (
            uniform(record_keys(city, family, "dtsen", copy), "urut"),
            city.areas.kode_bps[city.families["area"][family]],
        )
    )
    family, copy = family[order], copy[order]
    families = {
        "keluarga": family,
        "salinan": copy.astype(np.int8),
        "kunci": record_keys(city, family, "dtsen", copy),
        "asal": _origin(city, listing, family),
        "no_kk": np.where(
            copy == ORIGINAL,
            city.families["no_kk"][family],
            new_numbers(city.families["no_kk"][family] // 10_000),
        ),
    }
    register = Register(families, _assign_members(city, members, leaves, family, copy))
    _describe(city, register)
    return register


def _original_members(city: City, listing: Listing) -> dict:
    """Living members, some of the dead, minus a few newcomers not yet on the papers."""
    persons = city.persons
    u = uniform(persons["kunci"], "dtsen anggota")
    baby = persons["umur"] == 0
    present = np.where(persons["hidup"], u > np.where(baby, 0.25, 0.004), u < 0.65)
    present |= persons["hubungan"] == HEAD
    rows = np.flatnonzero(present & listing.dtsen[persons["keluarga"]])
    return {"individu": rows, "hubungan": persons["hubungan"][rows].copy()}


def _leavers(city: City, members: dict) -> np.ndarray:
    """(m,) mask of members listed under a second KK: a grown child with spouse and children."""
    persons, rows = city.persons, members["individu"]
    family = persons["keluarga"][rows]
    grown = (members["hubungan"] == CHILD) & (persons["umur"][rows] >= 22) & persons["hidup"][rows]
    first = np.flatnonzero(grown)[np.unique(family[grown], return_index=True)[1]]
    # Families with a grown child are about a fifth of all.
    chosen = first[uniform(city.families["kunci"][family[first]], "pecah kk") < SPLIT_SHARE * 5]
    leaves = np.zeros(len(rows), dtype=bool)
    leaves[chosen] = True
    splits = np.zeros(len(city.families["area"]), dtype=bool)
    splits[family[chosen]] = True
    followers = np.isin(members["hubungan"], (CHILD_IN_LAW, GRANDCHILD)) & splits[family]
    return leaves | followers


def _assign_members(city: City, members: dict, leaves, family, copy) -> dict:
    """Members of every record, in record order, the head first."""
    lookup = np.full((3, len(city.families["area"])), -1, dtype=np.int64)
    lookup[copy, family] = np.arange(len(family))
    of = city.persons["keluarga"][members["individu"]]
    home = np.where(leaves, lookup[SPLIT, of], lookup[ORIGINAL, of])
    relation = members["hubungan"]
    moved = np.select([relation == CHILD, relation == CHILD_IN_LAW], [HEAD, SPOUSE], default=CHILD)
    relation = np.where(leaves, moved, relation)
    again = np.flatnonzero(lookup[DUPLICATE, of] >= 0)
    record = np.concatenate([home, lookup[DUPLICATE, of[again]]])
    person = np.concatenate([members["individu"], members["individu"][again]])
    relation = np.concatenate([relation, members["hubungan"][again]])
    copy_of = np.concatenate([np.zeros(len(home)), np.full(len(again), DUPLICATE)])
    order = np.lexsort((-city.persons["umur"][person], relation, record))
    return {
        "individu": person[order],
        "rekaman": record[order],
        "hubungan": relation[order].astype(np.int8),
        "kunci": child_keys(city.persons["kunci"][person], copy_of)[order],
    }


def _origin(city: City, listing: Listing, family: np.ndarray) -> np.ndarray:
    """Which single source a family entered from, if only one: its other answers are unknown."""
    u = uniform(city.families["kunci"][family], "dtsen asal")
    from_p3ke = u < np.where(listing.p3ke[family], 0.12, 0.05)
    from_dtks = listing.dtks[family] & (u > 0.88)
    return np.select([from_p3ke, from_dtks], [FROM_P3KE, FROM_DTKS], default=FULL).astype(np.int8)


def _describe(city: City, register: Register) -> None:
    families, members = register.families, register.members
    rows = len(families["keluarga"])
    families["jumlah_anggota"] = np.bincount(members["rekaman"], minlength=rows)
    first = np.searchsorted(members["rekaman"], np.arange(rows))
    families["kepala"] = members["individu"][first]
