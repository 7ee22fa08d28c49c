"""Sentences of saved scenarios and of their comparison. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pedekate.format import (
    angka,
    bilangan,
    daftar,
    is_missing,
    persen,
    persen_kata,
    rupiah,
    tanggal,
)
from pedekate.schema.program import Program
from pedekate.simulation.programs import MONTHS
from pedekate.simulation.saved import SavedScenario
from pedekate.simulation.scenario import PERINGKAT, Scenario
from pedekate.simulation.uncertainty import better_share, interval
from pedekate.ui.simulation.doubt.text import draws, verdict

SAME = "penerimanya sama"
UNCLEAR = "tidak dapat dibedakan"
CONFLICT = "tidak dapat disimpulkan: undian dan tabel berlawanan"
YARDSTICK = "tolok ukur: tidak diundi"
NO_MODEL = "tanpa model skor: tidak diundi"
_REACHES = "menjangkau"
# Ways to rank by more than the score, which alone the draws know.
_BEYOND_SCORE = {"desil": "Desil", "daftar": "Daftar penerima"}
_LONGEST = 110  # letters of a headline that still fits two lines
_LEVEL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a scenario stands beside another.

    Attributes:
        word: `SAME`, `UNCLEAR`, `CONFLICT`, "menjangkau lebih banyak …", "menjangkau lebih
            sedikit …", or why it is not known.
        low, high: interval of the paired difference in the share of poor families reached, 0..1;
            NaN without draws.
    """

    word: str
    low: float = np.nan
    high: float = np.nan

    @property
    def unclear(self) -> bool:
        """The two cannot be told apart."""
        return self.word in (SAME, UNCLEAR)

    @property
    def clear(self) -> bool:
        """One of the two reaches more poor families."""
        return self.word.startswith(_REACHES)


def judged(
    changed: float,
    base: np.ndarray | None,
    other: np.ndarray | None,
    *,
    gap: float,
    undrawn: str = YARDSTICK,
) -> Verdict:
    """What recipients and draws say of two scenarios.

    Where draws and table disagree about which is better, nothing is concluded: a list or a decile
    may know more of a family than the score by which the draws judge it.

    Args:
        changed: families that only one of the two serves.
        base, other: (draws,) share of poor families left out; None when it cannot be drawn.
        gap: share of poor families reached by the other, minus that by the base, as in the table.
        undrawn: what is said of a pair that cannot be drawn.
    """
    if changed < 0.5:
        return Verdict(word=SAME, low=0.0, high=0.0)
    if base is None or other is None:
        return Verdict(word=undrawn)
    low, high = interval(base - other, level=_LEVEL)
    share = better_share(other, base)
    if is_missing(share):
        return Verdict(word="tidak dapat dihitung")
    # Both rules must agree that there is a difference: the interval, and nine draws of ten.
    if low <= 0 <= high or verdict(share) == UNCLEAR:
        return Verdict(word=UNCLEAR, low=low, high=high)
    if gap * low < 0:
        return Verdict(word=CONFLICT, low=low, high=high)
    word = "lebih banyak" if low > 0 else "lebih sedikit"
    certain = draws(share if low > 0 else 1 - share)
    return Verdict(word=f"{_REACHES} {word} dalam {certain} undian", low=low, high=high)


def headline(reached: Mapping[str, float | None], unclear: Sequence[tuple[str, str]]) -> str:
    """The answer of the section.

    Args:
        reached: name → share of poor families reached. unclear: pairs that cannot be told apart.
    """
    known = {name: share for name, share in reached.items() if not is_missing(share)}
    if len(known) < 2:
        return "Pilih sedikitnya dua skenario untuk dibandingkan"
    best, worst = max(known, key=known.get), min(known, key=known.get)
    start = (
        f"Semua skenario menjangkau {persen_kata(known[best], 1)} keluarga miskin"
        if persen(known[best], 1) == persen(known[worst], 1)
        else f"{best} menjangkau {persen_kata(known[best])} keluarga miskin, {worst} "
        f"{persen_kata(known[worst])}"
    )
    if not unclear:
        return start
    named = f"{start}; <em>{daftar(unclear[0])} tidak dapat dibedakan</em>"
    if len(unclear) == 1 and len(named) <= _LONGEST:
        return named
    return f"{start}; <em>{bilangan(len(unclear))} pasang tidak dapat dibedakan</em>"


def comparable(scenarios: Sequence[Scenario], unspent: Sequence[str] = ()) -> str:
    """What of these scenarios can be compared, and what cannot.

    Args:
        unspent: names of those that leave a good part of their money.
    """
    budgets = {one.anggaran_rp for one in scenarios}
    ids = {one.program for one in scenarios}
    parts = []
    if len(budgets) == 1 and len(ids) == 1:
        parts.append(f"Program dan anggaran sama ({rupiah(min(budgets))} setahun).")
    if len(budgets) > 1:
        parts.append(
            f"Anggaran {rupiah(min(budgets))} sampai {rupiah(max(budgets))}: yang sebanding "
            "belanja per keluarga miskin, bukan jumlah yang terjangkau."
        )
    if len(ids) > 1:
        parts.append("Program berbeda: penerimanya sebanding, nilai manfaatnya tidak.")
    if unspent:
        parts.append(f"{daftar(unspent)} tidak menghabiskan anggarannya.")
    return " ".join(parts)


def without_poverty(programmes: Iterable[Program]) -> str:
    """For which programmes poverty afterwards is not computed, and why; empty when for none."""
    kind = sorted({one.nama_pendek for one in programmes if not one.menambah_konsumsi})
    if not kind:
        return ""
    return f"P1 tidak dihitung untuk {daftar(kind)}: manfaatnya tidak menambah belanja keluarga."


def unclear_line(pairs: Sequence[tuple[str, str]]) -> str:
    """Every pair that cannot be told apart; empty without any."""
    if not pairs:
        return ""
    return f"Tidak dapat dibedakan: {'; '.join(daftar(pair) for pair in pairs)}."


def figure_title(left_out: Mapping[str, float | None]) -> str:
    """How many poor families the best and the worst leave behind, in rounded families."""
    known = {name: n for name, n in left_out.items() if not is_missing(n)}
    if not known:
        return "Tidak ada skenario yang dapat dihitung"
    best, worst = min(known, key=known.get), max(known, key=known.get)
    if known[best] == known[worst]:
        return f"Semuanya meninggalkan {angka(known[best])} keluarga miskin"
    return (
        f"{angka(known[best])} keluarga miskin tertinggal dengan {best}, {angka(known[worst])} "
        f"dengan {worst}"
    )


def money_title(costs: Mapping[str, float | None]) -> str:
    """Where a poor family is reached most cheaply."""
    known = {name: cost for name, cost in costs.items() if not is_missing(cost)}
    if len(known) < 2:
        return "Apa yang dibeli uangnya"
    best, worst = min(known, key=known.get), max(known, key=known.get)
    if rupiah(known[best]) == rupiah(known[worst]):
        return f"Semua sama mahal: {rupiah(known[best])} per keluarga miskin terjangkau"
    return (
        f"Per keluarga miskin terjangkau: {best} {rupiah(known[best])}, {worst} "
        f"{rupiah(known[worst])}"
    )


def pairs_title(base: str, verdicts: Mapping[str, Verdict]) -> str:
    """Which of the others cannot be told from the base."""
    if not verdicts:
        return "Siapa masuk, siapa keluar"
    same = [name for name, one in verdicts.items() if one.word == SAME]
    unclear = [name for name, one in verdicts.items() if one.word == UNCLEAR]
    if same:
        return f"{daftar([base, *same])} tidak dapat dibedakan: penerimanya sama"
    if unclear:
        return (
            f"{base} tidak dapat dibedakan dari {daftar(unclear)}: rentang selisihnya mencakup nol"
        )
    clear = [name for name, one in verdicts.items() if one.clear]
    if len(clear) == len(verdicts):
        return f"Semua dapat dibedakan dari {base}"
    if clear:
        return f"{daftar(clear)} dapat dibedakan dari {base}"
    conflict = [name for name, one in verdicts.items() if one.word == CONFLICT]
    if conflict:
        return f"Antara {base} dan {daftar(conflict)} tidak dapat disimpulkan"
    return f"Dari {base}: siapa masuk, siapa keluar"


def choices(scenario: Scenario, program: Program | None, *, name: str = "") -> str:
    """What was chosen, in one line; the ranking is left out where the name already says it."""
    ranking = PERINGKAT[scenario.peringkat]
    if program is None:
        return " · ".join([scenario.program, rupiah(scenario.anggaran_rp), ranking])
    parts = [program.nama_pendek, rupiah(scenario.anggaran_rp)]
    if scenario.peringkat != "universal":
        parts.append(_benefit(scenario, program))
    if scenario.aturan:
        parts.append("aturan sendiri")
    return " · ".join(parts if name == ranking else [*parts, ranking])


def _benefit(scenario: Scenario, program: Program) -> str:
    if program.komponen:
        return f"manfaat {persen(scenario.manfaat_rp * MONTHS)}, {scenario.bulan} bulan"
    if program.bulan == 1:
        return rupiah(scenario.manfaat_rp)
    return f"{rupiah(scenario.manfaat_rp)} × {scenario.bulan} bulan"


def suggested_name(scenario: Scenario, program: Program) -> str:
    """A name for a scenario that has none."""
    ranking = PERINGKAT[scenario.peringkat].split(" (")[0].lower()
    rule = ", aturan sendiri" if scenario.aturan else ""
    named = f"{program.nama_pendek} {rupiah(scenario.anggaran_rp)}, {ranking}{rule}"
    return named.replace("\xa0", " ")


def saved_line(one: SavedScenario) -> str:
    """When and by whom, and the note."""
    note = f" {one.catatan}" if one.catatan else ""
    return f"Disimpan {tanggal(one.disimpan.date())} oleh {one.oleh}.{note}"


_CHANGED = {
    "data": "data",
    "parameter": "parameter atau aturan program",
    "kode": "versi program",
}
# The figures set beside each other when something has changed: key, name, how it is written.
_KEY = (
    ("cakupan", "terjangkau", lambda v: persen(v, 1)),
    ("tertinggal", "tertinggal", angka),
    ("penerima", "penerima", angka),
)


def changed_line(
    changed: Sequence[str], before: Mapping[str, float | None], now: Mapping[str, float | None]
) -> str:
    """What is no longer as it was, and the key figures then and now; empty when all is.

    Args:
        before, now: see `scenarios_data.key_figures`; `now` empty when it cannot be computed.
    """
    if not changed:
        return ""
    what = f"{daftar([_CHANGED[part] for part in changed])} sudah berganti sejak disimpan"
    what = what[0].upper() + what[1:]
    if not now:
        return f"{what}; sekarang tidak dapat dihitung."
    if not moved(before, now):
        return f"{what}; angka kuncinya tetap sama."
    pairs = (
        f"{name} {write(before.get(key))} ({write(now.get(key))})" for key, name, write in _KEY
    )
    return f"{what}. Angka saat disimpan (sekarang): {', '.join(pairs)}."


def moved(before: Mapping[str, float | None], now: Mapping[str, float | None]) -> bool:
    """Whether a key figure reads differently now; also when it cannot be computed."""
    return any(write(before.get(key)) != write(now.get(key)) for key, _, write in _KEY)


def list_title(count: int, changed: int) -> str:
    """How many are kept, and how many of them on other data."""
    if not count:
        return "Belum ada skenario tersimpan"
    start = f"{angka(count)} skenario tersimpan"
    if not changed:
        return f"{start}, semuanya pada data sekarang"
    return f"{start}, {angka(changed)} di antaranya sebelum data berganti"


def basis(
    *, line: float, truth: bool, rankings: Iterable[str], draws_made: int, registered: str
) -> str:
    """What the figures rest on, and what they cannot say."""
    known = "pengeluaran sebenarnya di kota sintetis" if truth else "pengeluaran menurut model"
    used = set(rankings)
    beyond = [name for ranking, name in _BEYOND_SCORE.items() if ranking in used]
    outside = (
        f" {daftar(beyond)} memuat keterangan di luar skor; undian menilainya dengan skor saja."
        if beyond
        else ""
    )
    return (
        f"Tabel: miskin menurut {known}, di bawah {rupiah(line)} per orang per bulan. Selisih "
        f"dan kesimpulan: {draws_made} undian keadaan kota, sama untuk semua skenario, rentang 80 "
        f"persen.{outside} Tolok ukur (undian, dibagi rata, data sempurna) tidak diundi. Registri "
        f"{registered}. Jumlah dibulatkan ke 10. Keluarga yang bergantung pada undian dihitung "
        "menurut peluangnya."
    )
