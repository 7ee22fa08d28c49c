"""One typed function per file in `sql/baca/`: exact counts, never shown before protection."""

import datetime as dt
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


def indikator_silang(reader: Reader, *, indikator: str, a: str, b: str) -> pd.DataFrame:
    """Exact counts of one indicator per city or kecamatan and cell of two groupings, `a` before
    `b` in `data/indikator/rincian.toml`."""
    return reader.query("baca/indikator_silang", indikator=indikator, a=a, b=b)


def registri_desil(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families and persons per national decile in one area; decile <NA> = not ranked."""
    return reader.query("baca/registri_desil", kode=kode)


def registri_kelurahan(reader: Reader) -> pd.DataFrame:
    """Families and persons per kelurahan, national decile (<NA> = not ranked) and source flags."""
    return reader.query("baca/registri_kelurahan")


def registri_sumber(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families per source in one area, and those that source alone knows; loaded sources only."""
    return reader.query("baca/registri_sumber", kode=kode)


def registri_tumpang(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families by the number of sources that hold them (1–6) in one area."""
    return reader.query("baca/registri_tumpang", kode=kode)


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


def gelombang(reader: Reader) -> pd.DataFrame:
    """One row per dated wave of a source: sumber, tanggal_data, ke (1 = current), counts."""
    return reader.query("baca/gelombang")


def perubahan(reader: Reader, *, sumber: str, ke: int, kode: str) -> pd.DataFrame:
    """Families between wave `ke` and the one before it, in one area; see `agregat_perubahan`."""
    return reader.query("baca/perubahan", sumber=sumber, ke=ke, kode=kode)


def perubahan_program(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Recipient families between two consecutive payment lists of a programme, in one area."""
    return reader.query("baca/perubahan_program", kode=kode)


def penerimaan(reader: Reader) -> pd.DataFrame:
    """Recipients of the newest payment lists by how many lists running hold them, kelurahan and
    decile; see `agregat_penerimaan`."""
    return reader.query("baca/penerimaan")


def padanan(reader: Reader, *, kode: str) -> pd.DataFrame:
    """Families and persons in two sources by the basis of their link, in one area."""
    return reader.query("baca/padanan", kode=kode)


def ambang(reader: Reader) -> pd.DataFrame:
    """Headline counts of the register at each threshold of the linkage, rising; one in force."""
    return reader.query("baca/ambang")


def model_padanan(reader: Reader) -> pd.DataFrame:
    """m, u and weight of every comparison level of the linkage model."""
    return reader.query("baca/model_padanan")


def contoh_pasangan(reader: Reader) -> pd.DataFrame:
    """Example pairs step by step: levels and weights, nobody's data."""
    return reader.query("baca/contoh_pasangan")


def nilai_ambang(reader: Reader) -> pd.DataFrame:
    """Precision and recall of the linkage per threshold, from the truth of a synthetic city."""
    return reader.query("baca/nilai_ambang")


def silang_pola(reader: Reader) -> pd.DataFrame:
    """Families and their members per kelurahan and pattern of presence in the four sources."""
    return reader.query("baca/silang_pola")


def silang_orang(reader: Reader) -> pd.DataFrame:
    """Persons per kelurahan and pattern of the three sources that list members."""
    return reader.query("baca/silang_orang")


def silang_pasangan(reader: Reader) -> pd.DataFrame:
    """Pairs of sets that can be compared: himpunan_a, himpunan_b."""
    return reader.query("baca/silang_pasangan")


def silang_alasan(reader: Reader, *, a: str, b: str) -> pd.DataFrame:
    """Families of set A per kelurahan and why they are not in B; alasan "ada" = in both."""
    return reader.query("baca/silang_alasan", a=a, b=b)


def silang_perbandingan(reader: Reader) -> pd.DataFrame:
    """Comparisons with content: program (missing = deciles), sumber_a, sumber_b."""
    return reader.query("baca/silang_perbandingan")


def silang_desil(reader: Reader, *, a: str, b: str) -> pd.DataFrame:
    """Families per kelurahan and decile by two measures; <NA> = not ranked."""
    return reader.query("baca/silang_desil", a=a, b=b)


def silang_status(reader: Reader, *, program: str, a: str, b: str) -> pd.DataFrame:
    """Families per kelurahan and status in one programme by two sources."""
    return reader.query("baca/silang_status", program=program, a=a, b=b)


def silang_andai(reader: Reader, *, program: str, batas: int) -> pd.DataFrame:
    """Families per kelurahan, recipient or not, and target or not by every basis."""
    return reader.query("baca/silang_andai", program=program, batas=batas)


def silang_isian(reader: Reader) -> pd.DataFrame:
    """Families per field, pair of sources, kelurahan and agreement."""
    return reader.query("baca/silang_isian")


def mutu(reader: Reader) -> pd.DataFrame:
    """Rows good, bad and not to be judged per area, source, kind of file, data date, dimension."""
    return reader.query("baca/mutu")


def mutu_aturan(reader: Reader) -> pd.DataFrame:
    """Rows per rule that refused or flagged them, per area, with the file's own rows beside."""
    return reader.query("baca/mutu_aturan")


def mutu_kesegaran(reader: Reader) -> pd.DataFrame:
    """Age limit of each source: sumber, batas_hari, alasan; a source without one is not in it."""
    return reader.query("baca/mutu_kesegaran")


def baris_mutu(
    reader: Reader,
    *,
    sumber: str,
    jenis: str,
    tanggal_data: dt.date | None,
    aturan: str,
    kode: str | None,
    batas: int,
) -> pd.DataFrame:
    """The rows behind a number, from identitas.duckdb: berkas, baris, aturan, kode_kelurahan,
    id_keluarga (missing when the row led to no family). `kode` None = the whole file, rows without
    a kelurahan too. At most `batas` rows."""
    return reader.query(
        "baca/baris_mutu", sumber=sumber, jenis=jenis, tanggal_data=tanggal_data, aturan=aturan,
        kode=kode, batas=batas,
    )  # fmt: skip


def agregat_luar(reader: Reader) -> pd.DataFrame:
    """Exact figures of outside tables: one row per indicator, source, area and date."""
    return reader.query("baca/agregat_luar")


def keluarga_verifikasi(reader: Reader) -> pd.DataFrame:
    """One row per family with what the reasons for verification rest on; exact, by pseudonym."""
    return reader.query("baca/keluarga_verifikasi")


def putusan_lepas(reader: Reader) -> pd.DataFrame:
    """Verdicts whose family is not in the register: one row, putusan."""
    return reader.query("baca/putusan_lepas")


def pola_set(reader: Reader, *, id_set: str) -> pd.DataFrame:
    """Exact patterns of answers to one set of criteria; see `indicators.criteria.patterns`."""
    return reader.query("baca/pola_set", id_set=id_set)


def sidik_set(reader: Reader) -> dict[str, str]:
    """Set → fingerprint of its criteria when the data were loaded."""
    table = reader.query("baca/sidik_set")
    return dict(zip(table["id_set"], table["sidik"], strict=True))
