"""Which kelurahan each polygon of a boundary file is: by code of either system, or by name."""

from collections.abc import Callable

import pandas as pd

from pedekate.errors import InputError
from pedekate.format import daftar
from pedekate.registry import regions
from pedekate.registry.regions import Regions, RegionText

SYSTEMS = ("kemendagri", "bps")
_LONGEST = 40
# A column of kecamatan names knows at least this share of its values and only a few different ones.
_MOSTLY, _FEW = 0.5, 8


def areas_of(attributes: pd.DataFrame, regions_: Regions | None = None) -> pd.DataFrame:
    """Read every polygon's attributes as one kelurahan.

    Args:
        attributes: (n,) text columns of a boundary file, in any names.

    Returns:
        (n,) kode (Kemendagri; missing when unclear), label (what the file calls it) and status
        (`registry.regions.Status`); index as given.

    Raises:
        InputError: no column holds a code or a name of the city's kelurahan.
    """
    known = regions_ or regions.load()
    texts = attributes.apply(lambda column: column.map(_text))
    code_column, system = _code_column(texts, known)
    rest = texts.drop(columns=[code_column] if code_column else [])
    name_column = _best(rest, lambda value: known.names.get(regions.squeeze(value)))
    if code_column is None and name_column is None:
        have = daftar([str(c)[:_LONGEST] for c in attributes.columns][:12]) or "tidak ada"
        raise InputError(
            "Tidak ada kolom berisi kode atau nama kelurahan Kota Malang; kolom yang ada: "
            f"{have}. Tambahkan kode Kemendagri, kode BPS, atau nama kelurahan."
        )
    kecamatan = _kecamatan_column(rest.drop(columns=[name_column] if name_column else []), known)
    rows = []
    for number, row in enumerate(texts.to_dict("records"), 1):
        code, name = row.get(code_column, ""), row.get(name_column, "")
        place = RegionText(code or None, name or None, row.get(kecamatan) or None, None)
        found = regions.resolve(place, system, known)
        label = (name or code)[:_LONGEST] or f"poligon ke-{number}"
        rows.append((found.kode_kelurahan, label, found.status))
    return pd.DataFrame(rows, columns=["kode", "label", "status"], index=attributes.index)


def _text(value: object) -> str:
    """A cell as text; codes that a file keeps as numbers lose their decimals."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _code_column(texts: pd.DataFrame, known: Regions) -> tuple[str | None, str]:
    """The column with the most different codes, and their system; "nama" without one."""
    best, found = 0, (None, "nama")
    for system in SYSTEMS:
        table = known.codes[system]
        for column in texts:
            digits = texts[column].str.replace(r"\D", "", regex=True)
            if (count := digits[digits.isin(table)].nunique()) > best:
                best, found = count, (column, system)
    return found


def _best(texts: pd.DataFrame, lookup: Callable[[str], str | None]) -> str | None:
    counts = {column: texts[column].map(lookup).nunique() for column in texts}
    column = max(counts, key=counts.get, default=None)
    return column if column is not None and counts[column] else None


def _kecamatan_column(texts: pd.DataFrame, known: Regions) -> str | None:
    for column in texts:
        named = texts[column].map(lambda value: known.kecamatan.get(regions.squeeze(value)))
        if named.notna().mean() >= _MOSTLY and 1 < named.nunique() <= _FEW:
            return column
    return None
