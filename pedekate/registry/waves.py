"""Which files stand for what: dated waves of a source, programmes' newest lists, retention.

A wave is (source, date of the data). Pure decisions over the list of stored files; the rows are
moved by `registry.kept`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pedekate import config, config_file
from pedekate.registry.rules import AGGREGATE, ALL_KINDS

# Kinds that describe a source at one date: the first one present dates the waves, the others join
# the wave nearest to their own date. Surveys have waves too, but nothing to join.
REGISTER_KINDS = ("keluarga", "individu")
DATED_KINDS = (*REGISTER_KINDS, "survei")
PAYMENTS = "penerima"
MAIN = "utama"
_KINDS = (*ALL_KINDS, AGGREGATE)
# A file without a date is older than any dated one.
_UNDATED = date.min


class Retention(BaseModel):
    """`data/aturan/gelombang.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gelombang_disimpan: int = Field(ge=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file whose cleaned rows are kept, under `nomor`; counts as in `clean.FileReport`.

    `program`: programmes of a payment list. `dimuat`: ISO time of the run that brought it. `jalur`:
    route by which the agency's data came; a route has dates of its own and completes the others.
    """

    nomor: int
    nama: str
    profil: str
    jenis: str
    sumber: str
    tanggal_data: date | None
    baris_masuk: int
    baris_diterima: int
    baris_ditolak: int
    alasan: dict[str, int]
    catatan: dict[str, int]
    sha256: str
    dimuat: str
    program: tuple[str, ...] = ()
    jalur: str = MAIN

    @property
    def hari(self) -> date:
        """Date to sort by."""
        return self.tanggal_data or _UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One source and route at one date. `bawaan`: person files of an earlier wave, used because
    this one brought families only; of those, persons of families that are still listed count."""

    sumber: str
    tanggal: date | None
    berkas: tuple[StoredFile, ...]
    bawaan: tuple[StoredFile, ...] = ()
    jalur: str = MAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of all files.

    Attributes:
        berkas: files that stay, in the order that numbers their rows: by content, never by the
            order of loading.
        kini: current wave of every source and route.
        lampau: older waves, newest first within a source.
        menyeluruh: files of kinds without waves that all count (verdicts …).
        bayar: (file number, programme) pairs that count.
        bayar_lampau: the same for older lists: (programme, date, file numbers), newest first.
        dilepas: files dropped because newer waves fill the retention.
    """

    berkas: tuple[StoredFile, ...]
    kini: tuple[Wave, ...]
    lampau: tuple[Wave, ...]
    menyeluruh: tuple[StoredFile, ...]
    bayar: tuple[tuple[int, str], ...]
    bayar_lampau: tuple[tuple[str, date | None, tuple[int, ...]], ...]
    dilepas: tuple[StoredFile, ...]

    @property
    def berlaku(self) -> tuple[StoredFile, ...]:
        """Files whose rows make the register (older person files that are only borrowed too)."""
        paid = {number for number, _ in self.bayar}
        chosen = {f.nomor for wave in self.kini for f in (*wave.berkas, *wave.bawaan)}
        chosen |= {f.nomor for f in self.menyeluruh} | paid
        return tuple(f for f in self.berkas if f.nomor in chosen)


@cache
def load_retention(path: Path = config.DATA / "aturan" / "gelombang.toml") -> Retention:
    """The retention setting.

    Raises:
        ConfigError: the file does not hold what is expected.
    """
    return config_file.load(path, Retention)


def replaced(kept: Sequence[StoredFile], new: Sequence[StoredFile]) -> list[StoredFile]:
    """Kept files whose place the new ones take.

    The same bytes always; for dated kinds everything of the same source, kind and date; for
    payment lists what has the same source and date and no programme the new lists lack; for the
    rest the same name.
    """
    return [file for file in kept if any(_takes_place(file, n, new) for n in new)]


def _takes_place(old: StoredFile, new: StoredFile, run: Sequence[StoredFile]) -> bool:
    if (old.sha256, old.profil) == (new.sha256, new.profil):
        return True
    if (_route(old), old.jenis) != (_route(new), new.jenis):
        return False
    if old.jenis in DATED_KINDS:
        return old.tanggal_data == new.tanggal_data
    if old.jenis == PAYMENTS:
        same = [n for n in run if (n.sumber, n.jenis, n.hari) == (old.sumber, PAYMENTS, old.hari)]
        return set(old.program) <= {p for n in same for p in n.program} and bool(same)
    return old.nama == new.nama


def arrange(files: Iterable[StoredFile], keep: int) -> Plan:
    """Sort files into waves; `keep` waves of a source and lists of a programme stay.

    The result depends on the files, not on the order in which they came; only two payment lists
    of one programme and one date are told apart by the time of loading (the later counts).
    """
    ordered = sorted(files, key=_content_order)
    waves = {key: _waves(list(group)) for key, group in _by_route(ordered, DATED_KINDS)}
    lists = _payment_lists([f for f in ordered if f.jenis == PAYMENTS])
    stay = {f.nomor for f in ordered if f.jenis not in (*DATED_KINDS, PAYMENTS)}
    for found in waves.values():
        stay |= {f.nomor for wave in found[:keep] for f in (*wave.berkas, *wave.bawaan)}
        oldest = min(wave.tanggal or _UNDATED for wave in found[:keep])
        # A person file waiting for its families: not in a wave yet, but not old either.
        stay |= {f.nomor for f in ordered if _route(f) == _route(found[0]) and f.hari > oldest}
    for dated in lists.values():
        stay |= {number for _, numbers in dated[:keep] for number in numbers}
    current = [(number, p) for p, dated in lists.items() for number in dated[0][1]]
    return Plan(
        berkas=tuple(f for f in ordered if f.nomor in stay),
        kini=tuple(found[0] for found in waves.values()),
        lampau=tuple(wave for found in waves.values() for wave in found[1:keep]),
        menyeluruh=tuple(f for f in ordered if f.jenis not in (*DATED_KINDS, PAYMENTS)),
        bayar=tuple(current),
        bayar_lampau=tuple((p, *older) for p, dated in lists.items() for older in dated[1:keep]),
        dilepas=tuple(f for f in ordered if f.nomor not in stay),
    )


def unique_names(files: Sequence[StoredFile]) -> dict[int, str]:
    """Number → name, all different: agencies send every wave under the same file name.

    The newest keeps the bare name; the others get the date of their data, then a number.
    """
    names: dict[int, str] = {}
    for file in sorted(files, key=lambda f: (f.hari, f.dimuat, f.nomor), reverse=True):
        name, tries = file.nama, 1
        while name in names.values():
            day = file.tanggal_data.isoformat() if file.tanggal_data else "tanpa tanggal"
            name = f"{file.nama} ({day})" if tries == 1 else f"{file.nama} ({day}, {tries})"
            tries += 1
        names[file.nomor] = name
    return names


def _content_order(file: StoredFile) -> tuple:
    return (Path(file.nama).name, file.sumber, file.hari, _KINDS.index(file.jenis), file.sha256)


def _route(item: StoredFile | Wave) -> tuple[str, str]:
    return item.sumber, item.jalur


def _by_route(files: Sequence[StoredFile], kinds: Sequence[str]):
    chosen = sorted((f for f in files if f.jenis in kinds), key=_route)
    return groupby(chosen, key=_route)


def _waves(files: list[StoredFile]) -> list[Wave]:
    """Waves of one source and route, newest first."""
    anchor = next(kind for kind in DATED_KINDS if any(f.jenis == kind for f in files))
    days = sorted({f.hari for f in files if f.jenis == anchor}, reverse=True)
    found = [
        Wave(
            sumber=files[0].sumber,
            jalur=files[0].jalur,
            tanggal=None if day == _UNDATED else day,
            berkas=tuple(f for kind in DATED_KINDS for f in _newest(files, kind, day, days)),
        )
        for day in days
    ]
    return [_with_persons(wave, found[i + 1 :]) for i, wave in enumerate(found)]


def _newest(files: Sequence[StoredFile], kind: str, day: date, days: Sequence[date]):
    """Files of a kind that belong to the wave of `day`: the newest of those nearest to it."""
    near = [f for f in files if f.jenis == kind and day == min(days, key=lambda d: abs(d - f.hari))]
    newest = max((f.hari for f in near), default=None)
    return [f for f in near if f.hari == newest]


def _with_persons(wave: Wave, older: Sequence[Wave]) -> Wave:
    if any(f.jenis != "keluarga" for f in wave.berkas):
        return wave
    for earlier in older:
        if persons := tuple(f for f in earlier.berkas if f.jenis == "individu"):
            return replace(wave, bawaan=persons)
    return wave


def _payment_lists(files: Sequence[StoredFile]) -> dict[str, list]:
    """Programme → [(date, file numbers)], newest first; of one date the latest run counts."""
    programmes = sorted({p for f in files for p in f.program})
    return {p: _dated([f for f in files if p in f.program]) for p in programmes}


def _dated(files: Sequence[StoredFile]) -> list[tuple[date | None, tuple[int, ...]]]:
    found = []
    for day in sorted({f.hari for f in files}, reverse=True):
        same = [f for f in files if f.hari == day]
        latest = max(f.dimuat for f in same)
        numbers = tuple(f.nomor for f in same if f.dimuat == latest)
        found.append((None if day == _UNDATED else day, numbers))
    return found
