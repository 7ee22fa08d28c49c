"""What goes wrong between a family and a register: wrong cells, broken numbers, other spellings."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.city import City
from pedekate.sample.draws import child_keys, hash_key, uniform
from pedekate.sample.dwelling import BLANK, follow_skips
from pedekate.sample.identity import digits

# Mean share of wrong cells 14.7 %, areas 5-37 % (SMERU); 60 of 100 look poorer (judgement).
WRONG_MEAN, WRONG_LOW, WRONG_HIGH = 0.147, 0.05, 0.37
LOOKS_POORER = 0.60


def area_error_rates(city: City, source: str) -> np.ndarray:
    """(57,) share of wrong cells by kelurahan: right-skewed between the low and high bound."""
    keys = np.array([hash_key(code, city.seed, source) for code in city.areas.kode])
    u = uniform(keys, "salah isi")
    # Mean of low + span u^q is low + span / (q + 1).
    power = (WRONG_HIGH - WRONG_LOW) / (WRONG_MEAN - WRONG_LOW) - 1
    return WRONG_LOW + (WRONG_HIGH - WRONG_LOW) * u**power


def observe_dwelling(city: City, rows: np.ndarray, source: str) -> dict[str, np.ndarray]:
    """Dwelling answers of family `rows` as the register holds them: class indices with errors."""
    families = city.families
    keys = families["kunci"][rows]
    rate = area_error_rates(city, source)[families["area"][rows]]
    seen = {}
    for field in city.recipe.isian:
        true = families[field.kolom][rows]
        seen[field.kolom] = _with_errors(true, field, keys, rate, source)
    follow_skips(seen, city.recipe)
    area = families["luas_lantai"][rows].astype(float)
    wrong = uniform(keys, source + " luas") < rate
    poorer = uniform(keys, source + " luas arah") < LOOKS_POORER
    step = 1.15 + 0.5 * uniform(keys, source + " luas langkah")
    area = np.where(wrong, np.where(poorer, area / step, area * step), area)
    seen["luas_lantai"] = np.clip(np.round(area), 4, 999).astype(np.int16)
    return seen


def _with_errors(true, field, keys, rate, source) -> np.ndarray:
    """A wrong cell takes another class, drawn by its share among the poorer or richer ones."""
    u = uniform(keys, f"{source} {field.kolom}")
    asked = true != BLANK
    edges = np.concatenate([[0.0], np.cumsum(field.bagian)])
    below = edges[np.maximum(true, 0)]
    above = 1 - edges[np.maximum(true, 0) + 1]
    poorer = uniform(keys, f"{source} {field.kolom} arah") < LOOKS_POORER
    # Nothing poorer (or richer) to say: the slip goes the other way.
    poorer = np.where(below <= 0, False, np.where(above <= 1e-12, True, poorer))
    v = uniform(keys, f"{source} {field.kolom} jadi")
    quantile = np.where(poorer, v * below, 1 - v * above)
    other = np.searchsorted(edges[1:-1], quantile, side="right").astype(np.int8)
    wrong = asked & (u < np.minimum(rate * field.salah, 0.5))
    return np.where(wrong, other, true).astype(np.int8)


def break_numbers(numbers: np.ndarray, keys: np.ndarray, share: float, stream: str) -> pa.Array:
    """16-digit numbers as text, a `share` of them unusable the way real files are.

    Kinds: last digit lost, trailing zeros of a spreadsheet, letter for a digit, serial 0000,
    month 13 or later, all zeros, blank. None gets another province.
    """
    text = digits(numbers)
    broken = uniform(keys, stream) < share
    rows = np.flatnonzero(broken)
    if not len(rows):
        return text
    part = text.take(pa.array(rows))
    kind = (uniform(keys[rows], stream + " jenis") * 7).astype(np.int8)
    forms = [
        pc.utf8_slice_codeunits(part, 0, 15),
        pc.utf8_replace_slice(part, 12, 16, "0000"),
        pc.utf8_replace_slice(part, 15, 16, "O"),
        pc.utf8_replace_slice(part, 8, 10, "13"),
        pc.utf8_replace_slice(part, 11, 16, "00000"),
        pa.array(["0000000000000000"] * len(rows)),
        pa.array([None] * len(rows), pa.string()),
    ]
    changed = pc.choose(pa.array(kind), *forms)
    position = np.full(len(numbers), -1, dtype=np.int64)
    position[rows] = np.arange(len(rows))
    return pc.if_else(pa.array(broken), changed.take(pa.array(np.maximum(position, 0))), text)


def share_some(numbers: np.ndarray, keys: np.ndarray, share: float, stream: str) -> np.ndarray:
    """Numbers of which a `share` repeats the number of the row before: one NIK, two people."""
    twice = uniform(keys, stream) < share
    twice[:1] = False
    return np.where(twice, np.roll(numbers, 1), numbers)


def spelling(keys: np.ndarray, share: float, stream: str) -> np.ndarray:
    """(n,) how each name is spelt: 0 true, 1..4 as in `names.name_text`."""
    u = uniform(keys, stream)
    kind = 1 + (uniform(keys, stream + " jenis") * 4).astype(np.int8)
    return np.where(u < share, kind, 0).astype(np.int8)


def record_keys(city: City, rows: np.ndarray, source: str, copy: np.ndarray) -> np.ndarray:
    """(n,) keys of register records: unrelated between sources and between copies."""
    return child_keys(city.families["kunci"][rows] ^ hash_key(source), copy)


def kelurahan_labels(city: City, *, bps: bool) -> tuple[list[str], np.ndarray, np.ndarray]:
    """All spellings of kelurahan names, with the first index and the number of each area's own."""
    labels, start, number = [], [], []
    base = city.areas.nama_bps if bps else city.areas.nama
    for name, others in zip(base, city.areas.varian, strict=True):
        start.append(len(labels))
        spellings = [str(name), *(other for other in others if other != name)]
        number.append(len(spellings))
        labels.extend(spelling.upper() for spelling in spellings)
    return labels, np.array(start), np.array(number)


def kelurahan_index(city: City, area, keys, share: float, stream: str, *, bps: bool) -> np.ndarray:
    """(n,) index into `kelurahan_labels`: mostly the standard name, else another spelling."""
    _, start, number = kelurahan_labels(city, bps=bps)
    other = uniform(keys, stream) < share
    pick = 1 + (uniform(keys, stream + " ejaan") * (number[area] - 1)).astype(np.int64)
    return start[area] + np.where(other & (number[area] > 1), pick, 0)
