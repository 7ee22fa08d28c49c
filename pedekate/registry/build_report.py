"""What a load did, for whoever asked for it."""

from dataclasses import dataclass

from pedekate.registry.clean import FileReport
from pedekate.registry.waves import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """Outcome of a run. `pasangan`: links between records of two sources found for families.

    `tersimpan`: files of earlier runs that stay; `digantikan`, `dilepas`: names of files whose
    place this run's files took, and of those beyond the retention; `mulai_baru`: why the old
    gudang was not added to; `angka_luar`: figures taken from aggregate tables.
    """

    berkas: tuple[FileReport, ...]
    ditolak: tuple[str, ...]
    tersimpan: tuple[StoredFile, ...]
    berlaku: frozenset[str]
    digantikan: tuple[str, ...]
    dilepas: tuple[str, ...]
    mulai_baru: str | None
    keluarga: int
    individu: int
    pasangan: int
    angka_luar: int
    sidik_jari: str
    detik: float
    tampak_sintetis: tuple[str, ...]

    def to_json(self) -> dict:
        """The contract's JSON object, and `berkas_tersimpan` for files of earlier runs."""
        keys = ("nama", "profil", "baris_masuk", "baris_diterima", "baris_ditolak")
        files = [
            {key: getattr(f, key) for key in keys} | {"alasan": f.alasan, "catatan": f.catatan}
            for f in self.berkas
        ]
        names = ("keluarga", "individu", "pasangan", "sidik_jari", "detik")
        earlier = [
            {key: getattr(f, key) for key in keys}
            | {
                "sumber": f.sumber,
                "tanggal_data": f.tanggal_data and f.tanggal_data.isoformat(),
                "berlaku": f.nama in self.berlaku,
            }
            for f in self.tersimpan
        ]
        return (
            {"berkas": files}
            | {name: getattr(self, name) for name in names}
            | {"berkas_tersimpan": earlier}
        )
