"""Two blind reviewers of one doubtful pair: what their answers decide."""

from collections.abc import Sequence

SAME, DIFFERENT, UNSURE = "sama", "beda", "ragu"
ANSWERS = (SAME, DIFFERENT, UNSURE)
# Two blind answers, and a third look when they disagree.
MOST_ANSWERS = 3


def needs_answer(answers: Sequence[str]) -> bool:
    """Whether another reviewer is still asked for."""
    return len(answers) < MOST_ANSWERS and not _agree(answers)


def decision(answers: Sequence[str]) -> str | None:
    """ "sama", "beda", or None: still open, or never settled.

    Args:
        answers: in the order given, at most three.

    Two equal answers settle it. When the first two differ the third look decides, by what it
    says. "ragu" settles nothing: without a clear answer two records stay two persons, because a
    wrong join takes something from a family and a missed one does not.
    """
    if _agree(answers):
        return None if answers[0] == UNSURE else answers[0]
    if len(answers) < MOST_ANSWERS or answers[-1] == UNSURE:
        return None
    return answers[-1]


def _agree(answers: Sequence[str]) -> bool:
    return len(answers) >= 2 and answers[0] == answers[1]
