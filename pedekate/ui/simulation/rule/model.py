"""Counts of a rule of one's own as they may stand on screen. Pure.

A rule builder lets anybody ask for the difference between two groups, so the decision about small
counts is stricter than for a table that stands still:

- every count is a multiple of ten, as all counts of this page, and the parts of the register are
  rounded together. Two rules that differ by one family differ on screen by nothing or by ten, and
  ten may stand for one family as well as for nineteen: no subtraction gives a family away, nor the
  number hidden behind "kurang dari 10";
- a count below ten is never written, and here that includes zero: elsewhere a true zero is shown,
  but whoever knows that a rule fits one family only could add a condition and read from "nobody"
  against "fewer than ten" whether that family meets it;
- the same holds for the recipients of a kelurahan on maps and in workbooks (`model`,
  `groups.model`);
- a rule that fewer than ten families satisfy shows no results at all (`state`), because money
  spent and shares reached would tell their number again;
- numbers are compared only with the values of `data/aturan/sasaran/medan.toml`, and no rule asks
  about an area, a score or a rank, so two rules cannot be moved apart by as little as one likes.

What is left, and accepted: rounding does not change from one question to the next, so a patient
reader may learn that a group lies near a multiple of ten. No name, NIK or address is behind it.
"""

from dataclasses import dataclass

from pedekate.disclosure import policy
from pedekate.format import bulat, bulat_jumlah
from pedekate.simulation.rule_count import Count
from pedekate.ui.simulation.model import STEP

SMALL = f"kurang dari {STEP}"
Number = int | str  # a multiple of STEP, or SMALL, which may be nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A `Count` as it may be shown; its fields, rounded or `SMALL`.

    families = met + refused + undecided, as far as none is hidden; `share` is for bars, 0..1.
    """

    families: int
    met: Number
    refused: Number
    undecided: Number
    left: tuple[Number, ...]
    unknown: tuple[Number, ...]
    barred: dict[str, Number]
    eligible: Number

    def share(self, at: int) -> float:
        """Part of the register left after a condition; 0 when hidden."""
        here = self.left[at]
        return here / self.families if isinstance(here, int) and self.families else 0.0


def shown(found: Count) -> Shown:
    """Round and hide."""
    undecided = sum(found.unknown)
    exact = [found.met, found.refused, undecided]
    met, refused, rest = (
        _hidden(n, rounded) for n, rounded in zip(exact, bulat_jumlah(exact, STEP), strict=True)
    )
    left = [_hidden(n, bulat(n, STEP)) for n in found.left]
    if left:
        left[-1] = met
    parts = dict(found.barred)
    kept = bulat_jumlah([found.eligible, *parts.values()], STEP)
    return Shown(
        families=bulat(found.families, STEP),
        met=met,
        refused=refused,
        undecided=rest,
        left=tuple(left),
        unknown=tuple(_hidden(n, bulat(n, STEP)) for n in found.unknown),
        barred={name: _hidden(parts[name], r) for name, r in zip(parts, kept[1:], strict=True)},
        eligible=_hidden(found.eligible, kept[0]),
    )  # fmt: skip


def _hidden(exact: int, rounded: int) -> Number:
    return SMALL if exact < policy().threshold else rounded
