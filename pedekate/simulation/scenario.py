"""What is asked of a simulation, frozen, with a fingerprint that names it."""

import hashlib
import json
from dataclasses import asdict, dataclass

from pedekate.errors import InputError

PERINGKAT = {
    "skor": "Skor kebutuhan (PMT)",
    "desil": "Desil nasional DTSEN",
    "jatah": "Jatah kelurahan + skor",
    "kelurahan": "Kelurahan termiskin lebih dulu",
    "kategori": "Kelompok rentan",
    "daftar": "Daftar penerima sekarang",
    "undian": "Undian semua keluarga",
    "universal": "Dibagi rata semua keluarga",
    "sempurna": "Andai data sempurna",
}
SEED = 2025


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One choice of money, benefit and ranking.

    Attributes:
        program: id of the programme, or "survei".
        peringkat: a key of `PERINGKAT`.
        anggaran_rp: budget over the period of the benefit.
        manfaat_rp: what one unit of benefit costs per month (per period in a survey); with
            components, the multiple of the amounts in the programme's file.
        bulan: months the benefit is paid within the budget's period.
        periode: months in the budget's period; 1 in a survey, whose amounts share one period.
        garis_rp: poverty line per person and month (period).
        benih: seed of the draws that say how sure its outcomes are; no outcome itself is drawn.
        biaya_admin: administration as a share of the benefits paid, on top of them.
        biaya_tetap_rp: fixed cost, paid before any benefit.
        kuota_keluarga: most families the programme may serve; None = no quota.
        aturan: canonical text of a rule of one's own (`schema.rule`); "" = the programme's rule.
    """

    program: str
    peringkat: str
    anggaran_rp: float
    manfaat_rp: float
    bulan: int = 1
    periode: int = 1
    garis_rp: float
    benih: int = SEED
    biaya_admin: float = 0.0
    biaya_tetap_rp: float = 0.0
    kuota_keluarga: int | None = None
    aturan: str = ""

    def __post_init__(self) -> None:
        if self.peringkat not in PERINGKAT:
            raise InputError(
                f"Peringkat '{self.peringkat}' tidak dikenal; pilih: {', '.join(PERINGKAT)}."
            )
        for name, least, open_end in (
            ("anggaran_rp", 0, False),
            ("manfaat_rp", 0, self.peringkat != "universal"),
            ("garis_rp", 0, True),
            ("bulan", 0, True),
            ("periode", 0, True),
            ("biaya_admin", 0, False),
            ("biaya_tetap_rp", 0, False),
            ("benih", 0, False),
        ):
            value = getattr(self, name)
            fits = value > least if open_end else value >= least
            if not (fits and value < float("inf")):
                raise InputError(
                    f"Nilai {name.removesuffix('_rp').replace('_', ' ')} harus angka "
                    f"{'di atas' if open_end else 'sedikitnya'} nol."
                )

    @property
    def for_benefits(self) -> float:
        """Rupiah left for benefits after fixed cost and administration; never negative."""
        return max(0.0, self.anggaran_rp - self.biaya_tetap_rp) / (1 + self.biaya_admin)

    def fingerprint(self, *, data: str, code: str, parameters: str = "") -> str:
        """Same inputs, same 12 letters; the seed is one of the scenario's own fields.

        Args:
            data: fingerprint of everything read; code: version of the program.
            parameters: fingerprint of the rules of the world the outcome rests on.
        """
        asked = {name: _plain(value) for name, value in asdict(self).items()}
        payload = json.dumps([asked, data, code, parameters], sort_keys=True)
        return hashlib.sha256(payload.encode()).hexdigest()[:12]


def _plain(value: object) -> object:
    """A whole amount is the same amount whether a file or a slider wrote it: 5.0 is 5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
