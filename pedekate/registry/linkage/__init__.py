"""Which records of different sources are the same family and the same person.

A matcher fills `padanan_ks` (source family → register family) and `padanan_orang` (source person →
register person) for one source at a time, in the order of sources. The exact matcher is the first;
the probabilistic one takes what it leaves over through the same interface.
"""

from pedekate.registry.linkage.exact import ExactMatcher
from pedekate.registry.linkage.matcher import Matcher, match_sources
from pedekate.registry.linkage.probabilistic import ProbabilisticMatcher

__all__ = ["ExactMatcher", "Matcher", "ProbabilisticMatcher", "match_sources"]
