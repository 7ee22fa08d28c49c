"""What two reviewers decided about a pair overrides every rule and every probability."""

from collections.abc import Sequence

import pandas as pd

from pedekate.registry.keyed import hmac_pads
from pedekate.store.build import Workspace

# (kunci_a, kunci_b, 'sama' or 'beda'): keys of `pasangan_ragu`, in any order.
Decision = tuple[str, str, str]


class DecisionMatcher:
    """Links pairs decided *sama* before anyone else looks; keeps pairs decided *beda* apart.

    It makes `orang_sama` and `orang_beda` (id_o, id_lain), which the other matchers respect. A
    record whose source has changed what it says has another key: its decision waits for a review.
    """

    def __init__(self, decisions: Sequence[Decision], key: bytes) -> None:
        self._decisions, self._key = decisions, key

    def prepare(self, ws: Workspace) -> None:
        """Find the records of the decided pairs."""
        columns = ["kunci_a", "kunci_b", "putusan"]
        table = pd.DataFrame(list(self._decisions), columns=columns, dtype="str")
        ws.put("putusan_pasangan", table)
        ws.run(
            "create or replace table rekaman_dicari as select id_o from orang "
            "where exists (select 1 from putusan_pasangan)"
        )
        ws.run("padanan/11_kunci_rekaman", **hmac_pads(self._key))
        ws.run("padanan/14_putusan")

    def match_families(self, ws: Workspace) -> None:
        """Nothing: one shared person may have moved; the probabilistic matcher weighs it."""

    def match_persons(self, ws: Workspace) -> None:
        """Pairs decided *sama*."""
        ws.run("padanan/15_orang_sama")
