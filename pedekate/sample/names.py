"""Invented names: words drawn from lists, kept as word numbers so that registers can misspell them.

A name is three columns of word numbers (0 = no word). Text is made only when a file is written.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pedekate.sample.draws import uniform

_FILE = Path(__file__).with_name("nama.toml")
# Old spellings and everyday slips of the keyboard or the ear; the first that applies is used.
_SLIPS = (
    ("sy", "s"), ("dj", "j"), ("tj", "c"), ("oe", "u"), ("iy", "i"), ("kh", "h"), ("dh", "d"),
    ("sh", "s"), ("th", "t"), ("ee", "i"), ("ya", "ia"), ("v", "f"), ("z", "s"), ("f", "p"),
    ("q", "k"), ("nn", "n"), ("mm", "m"), ("ll", "l"), ("y", "i"), ("u", "oe"), ("j", "dj"),
    ("i", "y"), ("o", "u"), ("e", "i"), ("a", "e"),
)  # fmt: skip
_SHORTENED = {"Muhammad": "Moh.", "Mochammad": "Moch.", "Achmad": "Ach.", "Siti": "St."}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words once; number 0 is the empty word. `slipped` is each word misspelt."""

    words: tuple[str, ...]
    slipped: tuple[str, ...]
    lists: dict[str, np.ndarray]
    streets: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read `nama.toml` and give every word a number."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    streets = tuple(part.strip() for part in raw.pop("jalan").split("|"))
    lists = {name: text.split() for name, text in raw.items()}
    words = sorted({word for part in lists.values() for word in part})
    number = {word: i + 1 for i, word in enumerate(words)}
    return Vocabulary(
        words=("", *words),
        slipped=("", *map(_slip, words)),
        lists={name: np.array([number[w] for w in part]) for name, part in lists.items()},
        streets=streets,
    )


def draw_names(persons: dict, birth_year: np.ndarray) -> None:
    """Add `nama_1..3`: older people have one Javanese word, younger ones two or three."""
    keys, woman = persons["kunci"], persons["perempuan"]
    words = vocabulary().lists
    old = uniform(keys, "nama angkatan") < np.clip((1988 - birth_year) / 30, 0.02, 0.95)
    first = np.where(
        woman,
        np.where(
            old,
            _draw(keys, "n1", words["perempuan_tua"]),
            _draw(keys, "n2", words["perempuan_muda"]),
        ),
        np.where(
            old, _draw(keys, "n3", words["lelaki_tua"]), _draw(keys, "n4", words["lelaki_muda"])
        ),
    )
    middle = np.where(
        woman,
        _draw(keys, "n5", words["perempuan_muda"]),
        _draw(keys, "n6", words["lelaki_muda"]),
    )
    last = np.where(
        woman,
        _draw(keys, "n7", words["belakang_perempuan"]),
        _draw(keys, "n8", words["belakang_lelaki"]),
    )
    middle = np.where(middle == first, 0, middle)
    u = uniform(keys, "panjang nama")
    persons["nama_1"] = first.astype(np.int16)
    persons["nama_2"] = np.where(u > np.where(old, 0.93, 0.55), middle, 0).astype(np.int16)
    persons["nama_3"] = np.where(u > np.where(old, 0.62, 0.06), last, 0).astype(np.int16)


def name_text(columns: tuple[np.ndarray, ...], slipped: np.ndarray | None = None) -> pa.Array:
    """Upper-case names of (n,) word-number columns.

    `slipped` (n,) is 0 for the true spelling, 1 a misspelt first word, 2 a misspelt last word,
    3 the last word left out, 4 the first word shortened to its initial.
    """
    vocab = vocabulary()
    size = len(vocab.words)
    # Word numbers beyond the list mean the misspelt or shortened form of the same word.
    forms = pa.array(
        [w.upper() for w in (*vocab.words, *vocab.slipped, *map(_shorten, vocab.words))]
    )
    first, middle, last = (column.astype(np.int32) for column in columns)
    if slipped is not None:
        has_last = last > 0
        last = np.where(has_last & (slipped == 2), last + size, last)
        first = np.where((slipped == 1) | (~has_last & (slipped == 2)), first + size, first)
        first = np.where(has_last & (slipped == 4), first + 2 * size, first)
        last = np.where(slipped == 3, 0, last)
    text = forms.take(pa.array(first))
    for part in (middle, last):
        joined = pc.binary_join_element_wise(text, forms.take(pa.array(part)), " ")
        text = pc.if_else(pa.array(part > 0), joined, text)
    return text


def _draw(keys: np.ndarray, stream: str, words: np.ndarray) -> np.ndarray:
    # Squaring makes some names common, as real names are.
    return words[np.floor(uniform(keys, stream) ** 1.5 * len(words)).astype(np.int64)]


def _slip(word: str) -> str:
    head, tail = word[0], word[1:]
    for wrong, right in _SLIPS:
        if wrong in tail:
            return head + re.sub(wrong, right, tail, count=1)
    return word + word[-1]


def _shorten(word: str) -> str:
    return _SHORTENED.get(word, f"{word[:1]}." if word else "")
