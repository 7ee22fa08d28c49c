"""The roster of pilar sosial: how many officers of which role work where (`data/pilar`)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from pedekate import config
from pedekate.errors import ConfigError

ROLES = ("TKSK", "Puskesos", "Faskel")
# TKSK work per kecamatan; the others in one kelurahan.
BY_KECAMATAN = "TKSK"
_CODE_LENGTH = {True: 8, False: 13}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roster:
    """`table`: peran, kode_wilayah, jumlah; `contoh`: a made-up split, not the city's own list."""

    table: pd.DataFrame
    contoh: bool

    def total(self) -> int:
        """All officers."""
        return int(self.table["jumlah"].sum())

    def count(self, role: str) -> int:
        """Officers of one role."""
        return int(self.table.loc[self.table["peran"] == role, "jumlah"].sum())

    def in_kelurahan(self) -> pd.DataFrame:
        """Officers who work in one kelurahan: peran, kode_kelurahan, jumlah."""
        own = self.table[self.table["peran"] != BY_KECAMATAN]
        return own.rename(columns={"kode_wilayah": "kode_kelurahan"}).reset_index(drop=True)


@cache
def load(folder: Path = config.DATA / "pilar") -> Roster:
    """The roster the city keeps.

    Raises:
        ConfigError: the file is missing, a role is unknown, a code has the wrong length for its
            role, a count is no whole number, or a place stands twice.
    """
    path = folder / "pilar_sosial.csv"
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        note = (folder / "SUMBER.md").read_text(encoding="utf-8")
        table["jumlah"] = table["jumlah"].astype(int)
        roles, codes = table["peran"], table["kode_wilayah"]
    except (OSError, KeyError, ValueError) as error:
        raise ConfigError(
            f"Daftar pilar sosial {path.name} tidak dapat dibaca; kolomnya harus peran, "
            "kode_wilayah, jumlah, dan jumlah harus bilangan bulat."
        ) from error
    wanted = (roles == BY_KECAMATAN).map(_CODE_LENGTH)
    wrong = ~roles.isin(ROLES) | (codes.str.len() != wanted) | (table["jumlah"] < 0)
    wrong |= table.duplicated(["peran", "kode_wilayah"])
    if wrong.any():
        line = int(wrong.to_numpy().argmax()) + 2
        raise ConfigError(
            f"Baris {line} di {path.name} tidak dapat dipakai: peran harus salah satu dari "
            f"{', '.join(ROLES)}, TKSK memakai kode kecamatan dan lainnya kode kelurahan, dan "
            "setiap tempat hanya sekali per peran."
        )
    return Roster(table=table, contoh="contoh: ya" in note.splitlines())
