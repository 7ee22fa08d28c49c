"""Rows of a table that are no data: blank, repeated header, column numbers, totals, signatures."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pedekate.registry.profiles import normalise_label

_TOTAL = re.compile(r"^(grand total|sub ?total|total|jumlah|rekapitulasi|rekap)\b")
_SIGNATURE = re.compile(
    r"\b(mengetahui|menyetujui|disahkan|tanda tangan|ttd|nip|kepala dinas|kepala bidang|lurah|camat"
    r"|dicetak|halaman|sumber data|catatan|keterangan)\b"
    r"|^malang \d{1,2} [a-z]+ \d{4}$|data sintetis"
)
# A signature block is narrow: its rows fill few cells.
_FEW = 3


def not_data(
    rows: Iterable[tuple[int, Sequence[str | None]]], labels: Sequence[str]
) -> Iterator[int]:
    """Positions of the rows that are no data rows.

    Args:
        rows: (position, cells) of the rows without any identity number, in file order.
        labels: the header as printed, one per cell.
    """
    header = [normalise_label(label) for label in labels]
    signing, last = False, None
    for position, cells in rows:
        # Names under "Mengetahui" carry no word of their own: the block runs on while rows follow
        # each other and stay narrow.
        signing = signing and last is not None and position == last + 1
        filled = [(i, normalise_label(c)) for i, c in enumerate(cells) if c and c.strip()]
        last = position
        if not filled or _is_header(filled, header) or _is_numbering(filled) or _is_total(filled):
            yield position
        elif len(filled) <= _FEW and (signing or any(_SIGNATURE.search(t) for _, t in filled)):
            signing = True
            yield position
        else:
            signing = False


def _is_header(filled: list[tuple[int, str]], header: Sequence[str]) -> bool:
    same = sum(text != "" and i < len(header) and text == header[i] for i, text in filled)
    return same >= 2 and same >= len(filled) / 2


def _is_numbering(filled: list[tuple[int, str]]) -> bool:
    numbers = [(i, int(text)) for i, text in filled if text.isdigit()]
    return (
        len(filled) >= _FEW
        and len(numbers) == len(filled)
        and all(b[1] - a[1] == b[0] - a[0] for a, b in zip(numbers, numbers[1:], strict=False))
    )


def _is_total(filled: list[tuple[int, str]]) -> bool:
    return bool(_TOTAL.match(filled[0][1]))
