"""What would become of a file: read, judged and balanced in a scratch database, then forgotten."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pedekate.registry import aggregates, clean, kept, one_table, readers, rules
from pedekate.registry.aggregates import AggregateProfile
from pedekate.registry.clean import FileReport
from pedekate.registry.profiles import Profile
from pedekate.schema.external import ExternalBook
from pedekate.store.build import Workspace

EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason and how often; `contoh` are numbers of data rows, counted from 1."""

    aturan: str
    keparahan: str
    pesan: str
    jumlah: int
    contoh: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Outcome for one recognised table of a file."""

    profil: Profile | AggregateProfile
    laporan: FileReport
    alasan: tuple[Refusal, ...]


def run(
    path: Path,
    profiles: Sequence[Profile | AggregateProfile],
    *,
    book: ExternalBook,
    name: str,
    sintetis: bool,
    data_date: date | None = None,
) -> list[Trial]:
    """Read a file as `muat` would, without touching any database of the gudang.

    Args:
        profiles: layouts to recognise it by (one, when a person just mapped it).
        book: indicators an aggregate table may be about.
        name: the file's name as the user knows it.

    Raises:
        InputError: the file is unusable or matches none of the profiles.
    """
    tables = readers.read(path, profiles)
    with tempfile.TemporaryDirectory(prefix="pedekate-coba-") as folder:
        ws = Workspace(Path(folder))
        try:
            kept.create_identity(ws)
            clean.create_tables(ws)
            aggregates.create_tables(ws)
            return [
                _trial(ws, raw, book, clean.FileContext(
                    number=number, name=name, data_date=data_date, synthetic=sintetis,
                ))
                for number, raw in enumerate(tables, start=1)
            ]  # fmt: skip
        finally:
            ws.close()


def masked(cell: str, *, personal: bool = False) -> str:
    """A cell as it may stand on a screen: of a long number the first four and last two digits, of
    a personal text the first letter of every word."""
    text = cell.strip()
    if personal:
        return re.sub(r"(\w)\w*", r"\1•", text)
    return re.sub(r"\d{12,}", lambda m: f"{m[0][:4]}{'•' * (len(m[0]) - 6)}{m[0][-2:]}", text)


def _trial(
    ws: Workspace, raw: readers.RawFile, book: ExternalBook, context: clean.FileContext
) -> Trial:
    report = one_table.load(ws, raw, context, book)
    messages = {rule.id: rule.pesan for rule in rules.load()}
    refused = [
        Refusal(
            aturan=rule, keparahan="tolak", pesan=messages[rule], jumlah=count,
            contoh=_examples(ws, context.number, rule),
        )
        for rule, count in report.alasan.items()
    ]  # fmt: skip
    flagged = [
        Refusal(aturan=rule, keparahan="catatan", pesan=messages[rule], jumlah=count)
        for rule, count in report.catatan.items()
    ]
    return Trial(profil=raw.profile, laporan=report, alasan=(*refused, *flagged))


def _examples(ws: Workspace, number: int, rule: str) -> tuple[int, ...]:
    rows = ws.rows(
        "select baris from baris_ditolak where nomor = $nomor and aturan = $aturan "
        "order by baris limit $banyak",
        nomor=number, aturan=rule, banyak=EXAMPLES,
    )  # fmt: skip
    return tuple(row[0] for row in rows)
