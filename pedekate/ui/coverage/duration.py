"""Block of the programme page: who has long received, and who may graduate."""

import pandas as pd

from pedekate.format import MISSING, angka, is_missing
from pedekate.indicators.duration import ABOVE, ALL, ALWAYS, UNRANKED, WITHIN
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.coverage import duration_text as text
from pedekate.ui.coverage.view import Choice, limits, names
from pedekate.ui.kit import components
from pedekate.ui.kit.components import Column


def block(chosen: Choice) -> None:
    """Receipt over the payment lists that are kept; one sentence while there is only one."""
    lists = data.payment_lists()
    several = lists[lists["banyak_daftar"] > 1]
    if several.empty:
        components.block_title("Lama menerima dan calon graduasi")
        components.source_line(text.only_one(lists, names()))
        return
    rows = table(chosen)
    components.block_title(
        text.title(rows, chosen.nama),
        f"Keluarga di daftar bayar terbaru, {chosen.nama}; calon graduasi: ada di semua daftar "
        "yang disimpan dan kini berdesil di atas batas program",
        "terdaftar",
    )
    components.plain_table(
        rows,
        [
            Column("nama", "Program", str, number=False),
            Column("antara", "Daftar bayar", str, number=False, wide_only=True),
            Column("kini", "Menerima kini", str), Column("selalu", "Di semua daftar", str),
            Column("batas", "Batas desil", _limit), Column("calon", "Calon graduasi", str),
            Column("dalam", "Dalam batas", str, wide_only=True),
            Column("tanpa", "Tanpa desil", str, wide_only=True),
        ],
    )  # fmt: skip
    components.source_line(text.source(lists, names()))


def table(chosen: Choice) -> pd.DataFrame:
    """One row per programme with several lists: program, nama, antara, banyak, batas, and as text
    kini, selalu, calon, dalam, tanpa ("<10" or "–" when hidden); kini_n, selalu_n, calon_n for
    sentences (NaN when hidden)."""
    known = limits()
    cells = data.receipt_duration(known, chosen.kode)
    about = data.payment_lists().set_index("program")
    rows = []
    for program, name in names().items():
        own = cells[cells["program"] == program].set_index("kelas")
        if own.empty:
            continue
        when = about.loc[program]
        shown = {
            column: _count(own, kelas)
            for column, kelas in (("kini", ALL), ("selalu", ALWAYS), ("calon", ABOVE),
                                  ("dalam", WITHIN), ("tanpa", UNRANKED))
        }  # fmt: skip
        rows.append(
            {
                "program": program, "nama": name, "batas": known[program],
                "antara": text.span(when), "banyak": int(when["banyak_daftar"]), **shown,
                "kini_n": _number(own, ALL), "selalu_n": _number(own, ALWAYS),
                "calon_n": _number(own, ABOVE),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def sheets(chosen: Choice) -> list[xlsx.Sheet]:
    """The same table as a worksheet; none while every programme has one list only."""
    rows = table(chosen)
    if rows.empty:
        return []
    text_columns = ("kini", "selalu", "calon", "dalam", "tanpa")
    heads = ("Menerima kini", "Di semua daftar", "Calon graduasi", "Dalam batas", "Tanpa desil")
    fields = [
        xlsx.Field("nama", "Program"), xlsx.Field("antara", "Daftar bayar"),
        *(xlsx.Field(name, head) for name, head in zip(text_columns, heads, strict=True)),
    ]  # fmt: skip
    return [xlsx.Sheet(name="Lama menerima", table=rows, fields=fields)]


def _number(own: pd.DataFrame, kelas: str) -> float:
    value = own["keluarga"].get(kelas)
    return float("nan") if is_missing(value) else float(value)


def _count(own: pd.DataFrame, kelas: str) -> str:
    if kelas not in own.index:
        return MISSING
    if is_missing(own.at[kelas, "keluarga"]):
        return "<10" if "(<" in own.at[kelas, "keterangan"] else MISSING
    return angka(own.at[kelas, "keluarga"])


def _limit(limit: float | None) -> str:
    return "tanpa batas" if is_missing(limit) else f"1–{int(limit)}"
