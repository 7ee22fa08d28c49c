"""Steps of the simulation's controls: budgets and benefits a person would say. Pure."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from pedekate.format import angka

_UNITS = {"": 1, "rb": 10**3, "ribu": 10**3, "jt": 10**6, "juta": 10**6, "m": 10**9,
          "miliar": 10**9, "milyar": 10**9, "t": 10**12, "triliun": 10**12}  # fmt: skip
_MONEY = re.compile(r"(?:rp\.?)?\s*([\d.,]+)\s*([a-z]*)")
_WORDS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
STEPS = 60
# What a field of money takes, and what it says when something else is typed.
MONEY_TEXT = r"\s*([Rr]p\.?)?\s*[0-9.,]+\s*([a-zA-Z]*)\s*"
MONEY_HINT = "Tulis misalnya 24 miliar atau 11.520.000.000"


def parse_rupiah(text: str) -> float | None:
    """`24 miliar`, `Rp 11,52 miliar`, `24.000.000.000`, `500 jt` → rupiah; None if it is none.

    A comma is the decimal mark, points are thousands marks; one point that cannot be one
    (`11.5 miliar`) is read as a decimal mark.
    """
    found = _MONEY.fullmatch(text.replace("\u00a0", " ").strip().lower())
    if not found or found[2] not in _UNITS:
        return None
    number = found[1]
    if re.fullmatch(r"\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?", number):
        number = number.replace(".", "").replace(",", ".")
    elif not re.fullmatch(r"\d+\.\d+", number):
        return None
    return round(float(number) * _UNITS[found[2]])


def write_rupiah(amount: float) -> str:
    """The shortest text that `parse_rupiah` reads back as the same amount."""
    whole = round(amount)
    for size, word in _WORDS:
        # Whole numbers: in floats 301.607,572699 juta looks like 301.607,573.
        decimals = next((d for d in range(4) if whole * 10**d % size == 0), None)
        if whole >= size and decimals is not None:
            return f"{angka(whole / size, decimals)} {word}"
    return angka(whole)


def round_up(amount: float) -> float:
    """The next amount of 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 × 10ⁿ."""
    if amount <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(amount))
    leads = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return next(lead * power for lead in leads if lead * power >= amount * (1 - 1e-12))


def budgets(present: float | None, cost_of_all: float) -> tuple[float, ...]:
    """About sixty evenly spaced budgets from 0 to one no larger than useful.

    The largest serves everybody eligible, or is five times today's budget where everybody would
    be far more; today's budget is always within.
    """
    top = 1.05 * cost_of_all
    if present is not None:
        top = max(min(top, 5 * present), 1.5 * present)
    step = round_up(top / STEPS)
    return tuple(step * k for k in range(math.ceil(top / step - 1e-9) + 1))


def benefits(usual: float) -> tuple[float, ...]:
    """About ten amounts around the usual one, which is among them."""
    step = round_up(usual / 6)
    count = math.floor(2.5 * usual / step)
    return tuple(sorted({usual, *(step * k for k in range(2, count + 1))}))


def nearest(steps: Sequence[float], amount: float) -> float:
    """The step closest to `amount`; the lower one when two are."""
    at = bisect_left(steps, amount)
    around = steps[max(0, at - 1) : at + 1] or steps[-1:]
    return min(around, key=lambda step: abs(step - amount))
