"""Worksheets put together: families of the register, their identities from the vault, one file."""

from collections.abc import Sequence

import pandas as pd

from pedekate import config
from pedekate.access import vault
from pedekate.access.roles import Right
from pedekate.reports.worksheet import Worksheet
from pedekate.ui import data
from pedekate.ui.access import session
from pedekate.ui.kit import categories


def due_sheets(codes: Sequence[str], *, limit: int, purpose: str) -> list[Worksheet]:
    """One worksheet a kelurahan with its most urgent families; the opening is logged once.

    Raises:
        AccessError: the role may not, a kelurahan is not the session's own, or no purpose.
    """
    rows = pd.concat([data.due_families(code, limit) for code in codes], ignore_index=True)
    filters = f"lembar kerja {codes[0] if len(codes) == 1 else f'{len(codes)} kelurahan'}"
    return sheets(rows, codes, right="lembar_kerja", purpose=purpose, filters=filters)


def sheets(
    rows: pd.DataFrame, codes: Sequence[str], *, right: Right, purpose: str, filters: str
) -> list[Worksheet]:
    """Worksheets of given families.

    Args:
        rows: id_keluarga, kode_kelurahan, ke, alasan, jumlah_anggota, desil, di_… flags.
        codes: kelurahan to make a sheet for, also when it has no family.
    """
    who, status = session(), data.status()
    people = vault.families(
        config.gudang_dir(), who, rows["id_keluarga"].tolist(), right=right, purpose=purpose,
        filters=filters, key=config.pseudonym_key(), export=True,
    )  # fmt: skip
    table = rows.merge(people, on="id_keluarga", how="inner")
    table = table.assign(sumber=_source_names, nomor=_numbers)
    areas = data.areas("kelurahan").set_index("kode")
    return [
        Worksheet(
            kode_kelurahan=code,
            nama_kelurahan=areas.loc[code, "nama"],
            nama_kecamatan=areas.loc[code, "nama_kecamatan"],
            table=table[table["kode_kelurahan"] == code],
            data_date=status.tanggal_registri,
            maker=f"Untuk {who.role.nama}; sidik jari data {status.sidik_jari[:12]}.",
            synthetic=status.sintetis,
        )
        for code in codes
    ]


def _source_names(rows: pd.DataFrame) -> list[str]:
    names = categories.names("sumber")
    flags = rows[[f"di_{source}" for source in names]].to_numpy(bool)
    return [
        ", ".join(name for name, yes in zip(names.values(), row, strict=True) if yes)
        for row in flags
    ]


def _numbers(rows: pd.DataFrame) -> list[str]:
    """Both masked numbers in one cell, a line each."""
    return [
        f"NIK {nik or 'tidak ada'}\nKK {kk or 'tidak ada'}"
        for nik, kk in zip(rows["nik"], rows["no_kk"], strict=True)
    ]
