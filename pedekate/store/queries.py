"""One typed function per file in `sql/baca/`: exact counts, never shown before protection."""

from typing import Protocol

import pandas as pd


class Reader(Protocol):
    """What a query needs of an open database (`store.connection.open_reader`)."""

    def query(self, name_or_sql: str, **params) -> pd.DataFrame: ...


def keterangan(reader: Reader) -> dict[str, str]:
    """Facts about the database: synthetic or not, date of the register, fingerprint."""
    table = reader.query("baca/keterangan")
    return dict(zip(table["kunci"], table["nilai"], strict=True))


def berkas(reader: Reader) -> pd.DataFrame:
    """One row per loaded file: nama, sumber, profil, tanggal_data, baris_masuk/diterima/ditolak."""
    return reader.query("baca/berkas")


def penolakan(reader: Reader) -> pd.DataFrame:
    """One row per file and rule: berkas, aturan, keparahan, pesan, jumlah (rows)."""
    return reader.query("baca/penolakan")


def model_skor(reader: Reader) -> pd.DataFrame:
    """Coefficients of the needs score, largest first; empty when no survey was loaded."""
    return reader.query("baca/model_skor")


def wilayah(reader: Reader) -> pd.DataFrame:
    """City, kecamatan and kelurahan sorted by code: tingkat, kode, nama, kecamatan of each."""
    return reader.query("baca/wilayah")


def indikator(reader: Reader, *, indikator: str) -> pd.DataFrame:
    """Exact counts of one indicator per area, grouping and class. Empty for an unknown id."""
    return reader.query("baca/indikator", indikator=indikator)


def indikator_wilayah(reader: Reader) -> pd.DataFrame:
    """Exact counts of every indicator per area, without classes."""
    return reader.query("baca/indikator_wilayah")


def registri_desil(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families and persons per national decile in one area; decile <NA> = not ranked."""
    return reader.query("baca/registri_desil", kode=kode)


def registri_sumber(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families per source in one area, and those that source alone knows; loaded sources only."""
    return reader.query("baca/registri_sumber", kode=kode)


def registri_tumpang(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families by the number of sources that hold them (1–6) in one area."""
    return reader.query("baca/registri_tumpang", kode=kode)


def registri_pola(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families per pattern of presence in the sources in one area, largest first."""
    return reader.query("baca/registri_pola", kode=kode)


def cakupan_desil(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families, recipients and families without aid per programme and decile in one area."""
    return reader.query("baca/cakupan_desil", kode=kode)


def cakupan_wilayah(reader: Reader, *, program: str, desil_maks: int) -> pd.DataFrame:
    """Target families, their recipients and those without aid, per area of every level."""
    return reader.query("baca/cakupan_wilayah", program=program, desil_maks=desil_maks)


def tumpang_program(reader: Reader, *, kode: str, desil_maks: int) -> pd.DataFrame:
    """Families per combination of programmes in one area; `desil_maks` 11 = all families."""
    return reader.query("baca/tumpang_program", kode=kode, desil_maks=desil_maks)


def penerima_daftar(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Recipients per programme and list, and those not found in the register, in one area."""
    return reader.query("baca/penerima_daftar", kode=kode)


def keluarga_verifikasi(reader: Reader) -> pd.DataFrame:
    """One row per family with what the reasons for verification rest on; exact, by pseudonym."""
    return reader.query("baca/keluarga_verifikasi")


def putusan_lepas(reader: Reader) -> pd.DataFrame:
    """Verdicts whose family is not in the register: one row, putusan."""
    return reader.query("baca/putusan_lepas")
