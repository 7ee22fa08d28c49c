"""What goes wrong between a family and a register: wrong cells, broken numbers, other spellings."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.city import City
from pedekate.sample.draws import child_keys, hash_key, uniform
from pedekate.sample.dwelling import BLANK, follow_skips
from pedekate.sample.identity import digits
from pedekate.sample.recipe import Recipe

# Mean share of wrong dwelling cells 14.7 %, areas 5-37 % (SMERU).
WRONG_MEAN, WRONG_LOW, WRONG_HIGH = 0.147, 0.05, 0.37
# Weight of poorer classes when an answer is drawn anew: 60 of 100 slips look poorer (judgement).
POORER_WEIGHT = 1.9
# A floor area off by a sixth or more counts as wrong; it is the least measured of all answers.
AREA_WRONG = 2.4


def area_error_rates(city: City, source: str) -> np.ndarray:
    """(57,) share of wrong cells by kelurahan: right-skewed between the low and high bound.

    Which area is how bad is drawn; the spread over families is fixed, so that the mean is met.
    """
    keys = np.array([hash_key(code, city.seed, source) for code in city.areas.kode])
    order = np.argsort(uniform(keys, "salah isi"))
    families = np.bincount(city.families["area"], minlength=len(keys))[order]
    place = np.empty(len(keys))
    place[order] = (np.cumsum(families) - families / 2) / families.sum()
    # The mean of low + span u^q over u in (0, 1) is low + span / (q + 1).
    power = (WRONG_HIGH - WRONG_LOW) / (WRONG_MEAN - WRONG_LOW) - 1
    return WRONG_LOW + (WRONG_HIGH - WRONG_LOW) * place**power


def observe_dwelling(city: City, rows: np.ndarray, source: str) -> dict[str, np.ndarray]:
    """Dwelling answers of family `rows` as the register holds them: class indices with errors."""
    families = city.families
    keys = families["kunci"][rows]
    rate = area_error_rates(city, source)[families["area"][rows]]
    redraw = rate * _redraws_per_wrong_cell(city.recipe)
    seen = {
        field.kolom: _with_errors(families[field.kolom][rows], field, keys, redraw, source)
        for field in city.recipe.isian
    }
    follow_skips(seen, city.recipe)
    seen["luas_lantai"] = _area_with_errors(families["luas_lantai"][rows], keys, rate, source)
    return seen


def _redraws_per_wrong_cell(recipe: Recipe) -> float:
    """A redrawn answer is often the same one: how often to redraw for the wanted wrong cells.

    Counts the floor area among the dwelling cells, which errs at its own rate.
    """
    dwelling = [field for field in recipe.isian if not field.kolom.startswith("aset_")]
    changes = 0.0
    for field in dwelling:
        below = np.cumsum(field.bagian) - field.bagian
        same = field.bagian / (1 + (POORER_WEIGHT - 1) * below)
        changes += (field.bagian * (1 - same)).sum()
    return (len(dwelling) + 1 - AREA_WRONG) / changes


def _with_errors(true, field, keys, redraw, source) -> np.ndarray:
    """Some cells are answered anew from the city's shares, poorer classes weighted higher.

    Drawing from the shares keeps rare answers rare, whatever the error rate.
    """
    cell = f"{source} {field.kolom}"
    edges = np.concatenate([[0.0], np.cumsum(field.bagian)])
    known = np.maximum(true, 0)
    poorer = POORER_WEIGHT * edges[known]
    point = uniform(keys, cell + " jadi") * (poorer + 1 - edges[known])
    quantile = np.where(point < poorer, point / POORER_WEIGHT, point - poorer + edges[known])
    other = np.searchsorted(edges[1:-1], quantile, side="right")
    again = (true != BLANK) & (uniform(keys, cell) < np.minimum(redraw * field.salah, 0.95))
    return np.where(again, other, true).astype(np.int8)


def _area_with_errors(true: np.ndarray, keys, rate, source: str) -> np.ndarray:
    wrong = uniform(keys, source + " luas") < np.minimum(AREA_WRONG * rate, 0.9)
    poorer = uniform(keys, source + " luas arah") < 0.6
    step = 1.17 + 0.4 * uniform(keys, source + " luas langkah")
    area = np.where(wrong, np.where(poorer, true / step, true * step), true)
    return np.clip(np.round(area), 4, 999).astype(np.int16)


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


def wrong_births(city: City, born: np.ndarray, keys: np.ndarray, stream: str) -> np.ndarray:
    """(n,) datetime64[D] as a register holds them: at a bad error level some with another day,
    month or decade, the way a digit slips."""
    wrong = uniform(keys, stream) < city.galat.lahir
    step = np.array([-365 * 10 - 3, -31, -30, -10, -1, 1, 10, 30, 31])
    slip = step[(uniform(keys, stream + " jenis") * len(step)).astype(np.int64)]
    return np.where(wrong, born + slip.astype("timedelta64[D]"), born)


def old_address(city: City, rows: np.ndarray, source: str) -> np.ndarray:
    """(n,) families that a register lists at another house number; one answer per family."""
    return uniform(city.families["kunci"][rows], f"alamat lama {source}") < city.galat.alamat


def share_some(numbers: np.ndarray, keys: np.ndarray, share: float, stream: str) -> np.ndarray:
    """Numbers of which a `share` repeats the number of the row before: one NIK, two people."""
    twice = uniform(keys, stream) < share
    twice[:1] = False
    return np.where(twice, np.roll(numbers, 1), numbers)


def flagged(paid: np.ndarray, keys: np.ndarray, name: str, known: float, stale: float):
    """(n,) programme flags of a register that lags: some current missing, some former kept."""
    u = uniform(keys, f"bendera {name} {known}")
    return np.where(paid, u < known, u < stale)


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
