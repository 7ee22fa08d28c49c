"""How many families of the register a rule leaves, condition by condition. Pure NumPy.

Answers are those of the database (`simulation_frame.answers`), so the count and the simulation can
never read a condition differently.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

YES, NO, UNKNOWN = 1, 0, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Families of the register under a rule, exact: nothing here goes to the screen as it is.

    Attributes:
        families: all of the register.
        left: after each condition, the families that meet it and all before it.
        unknown: families no answer decides, under the first condition nobody can answer for them.
        refused: families known to fail at least one condition.
        barred: what keeps out families that meet every condition, in order; each family once.
        eligible: families left after that.
    """

    families: int
    left: tuple[int, ...]
    unknown: tuple[int, ...]
    refused: int
    barred: dict[str, int]
    eligible: int

    @property
    def met(self) -> int:
        """Families that meet every condition."""
        return self.left[-1] if self.left else self.families


def count(
    answers: Sequence[np.ndarray], barriers: Sequence[tuple[str, np.ndarray]], *, families: int
) -> Count:
    """Count a rule.

    A family that fails one condition is refused, whatever is unknown about the others; one that
    fails none but lacks an answer is undecided, and not admitted.

    Args:
        answers: one (m,) array a condition: 1 yes, 0 no, -1 unknown.
        barriers: name and (m,) bool of what bars a family that meets the rule, first one counts.
        families: m.
    """
    inside = np.ones(families, dtype=bool)
    refused = np.zeros(families, dtype=bool)
    left = []
    for one in answers:
        inside &= one == YES
        refused |= one == NO
        left.append(int(inside.sum()))
    undecided = ~refused & ~inside
    unknown = []
    for one in answers:
        here = undecided & (one == UNKNOWN)
        unknown.append(int(here.sum()))
        undecided &= ~here
    barred = {}
    for name, bars in barriers:
        barred[name] = int((inside & bars).sum())
        inside &= ~bars
    return Count(
        families=families,
        left=tuple(left),
        unknown=tuple(unknown),
        refused=int(refused.sum()),
        barred=barred,
        eligible=int(inside.sum()),
    )
