"""Which records of different sources are the same family and the same person.

A matcher fills `padanan_ks` (source family → register family) and `padanan_orang` (source person →
register person) for one source at a time, in the order of sources. What two reviewers decided comes
first, exact rules next, and the probabilistic matcher takes what they leave over, all through the
same interface.
"""

from collections.abc import Sequence

from pedekate.registry.linkage.decisions import Decision, DecisionMatcher
from pedekate.registry.linkage.exact import ExactMatcher
from pedekate.registry.linkage.matcher import Matcher, match_older, match_sources
from pedekate.registry.linkage.probabilistic import ProbabilisticMatcher
from pedekate.registry.linkage.publish import fill, meta
from pedekate.registry.linkage.training import train
from pedekate.store.build import Workspace

__all__ = [
    "Decision",
    "DecisionMatcher",
    "ExactMatcher",
    "Matcher",
    "ProbabilisticMatcher",
    "fill",
    "link",
    "match_older",
    "match_sources",
    "meta",
    "train",
]


def link(ws: Workspace, key: bytes, decisions: Sequence[Decision] = ()) -> None:
    """Link all sources with every matcher; `key` makes the record keys that decisions name."""
    matchers = [DecisionMatcher(decisions, key), ExactMatcher(), ProbabilisticMatcher()]
    match_sources(ws, matchers)
    # At city size it holds a quarter of a gigabyte nobody needs any more.
    ws.run("drop table ciri")
