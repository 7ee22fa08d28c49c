"""What an outside table is about: indicators that arrive as finished figures per area."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Badge = Literal["resmi", "terdaftar", "model"]
LEVELS = ("kota", "kecamatan", "kelurahan")
SHARE, COUNT = "persen", "jumlah"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIndicator:
    """An indicator an outside table may carry.

    Attributes:
        varian: other spellings in which tables name it.
        satuan: "persen" (a share), "jumlah" (a count of `satuan_hitung`), or the unit of a plain
            number that is neither and never adds up ("indeks").
        satuan_hitung: what is counted ("keluarga", "jiwa", "rumah"); empty for a plain number.
        penyebut: out of whom; empty for counts and plain numbers.
        arah: "kebutuhan" (high needs attention) or "cakupan" (high is well served).
        minimum, maksimum: plausible range of the value; shares as 0..1.
        lencana: badge that outranks the profile's; None leaves it to the profile.
        katalog: an indicator of the register's catalogue, as an outside source reports it.
    """

    id: str
    nama: str
    definisi: str
    satuan: str
    satuan_hitung: str
    penyebut: str
    arah: Literal["kebutuhan", "cakupan"]
    sumber: str
    varian: tuple[str, ...] = ()
    minimum: float = 0.0
    maksimum: float | None = None
    lencana: Badge | None = None
    katalog: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalBook:
    """Every indicator an outside table may name, in screen order."""

    indikator: tuple[ExternalIndicator, ...]

    def get(self, indicator: str) -> ExternalIndicator | None:
        """The indicator with this id; None when nobody declared it."""
        return next((i for i in self.indikator if i.id == indicator), None)

    def names(self, indicator: ExternalIndicator) -> Sequence[str]:
        """All spellings that mean this indicator: id, name and variants."""
        return (indicator.id, indicator.nama, *indicator.varian)
