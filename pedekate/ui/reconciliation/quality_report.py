"""Data quality as a workbook: matrix, rules, one dimension per kelurahan, definitions."""

import pandas as pd

from pedekate.format import tanggal
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit import categories
from pedekate.ui.reconciliation import quality_text as text

WHOLE, SHARE = xlsx.WHOLE, xlsx.ONE_DECIMAL


def workbook(kode: str, sumber: str, jenis: str, dimensi: str) -> bytes:
    """The section of one area as XLSX; `sumber`, `jenis`, `dimensi` choose the kelurahan sheet."""
    status = data.status()
    areas = data.quality_by_kelurahan(sumber, jenis, dimensi)
    areas = areas[areas["kode"].map(lambda one: f"{one}.".startswith(f"{kode}."))]
    sheets = [_matrix(kode), _rules(kode), _areas(areas), _definitions()]
    name = text.file_name(sumber, jenis, categories.names("sumber"))
    notes = {
        "Wilayah": _area_name(kode),
        "Lembar Kelurahan": f"{name}, dimensi {_dimension_names()[dimensi].lower()}",
        "Satuan": "baris berkas; persen baik = baris baik dari baris yang dapat dinilai",
        "Kelurahan": "menurut berkasnya sendiri (DTSEN orang: menurut alamat KTP)",
        "Tanggal registri": tanggal(status.tanggal_registri),
        "Lencana": "terdaftar (hitungan baris berkas, dibulatkan ke kelipatan 5)",
        "Sumber": "Berkas yang dimuat; dimensi: DAMA UK 2013, Perpres 39/2019",
        "Bukan ketepatan": "Apakah isian sesuai keadaan diukur lewat verifikasi lapangan.",
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook(sheets, notes, title="Mutu data", synthetic=status.sintetis)


def _matrix(kode: str) -> xlsx.Sheet:
    table = data.quality_matrix(kode).merge(
        data.quality_freshness().drop(columns="tanggal_data"), on=["sumber", "jenis"], how="left"
    )
    return xlsx.Sheet(
        name="Berkas dan dimensi", table=_named(table),
        fields=[
            xlsx.Field("berkas", "Berkas"), xlsx.Field("tanggal", "Tanggal data"),
            xlsx.Field("nama_dimensi", "Dimensi"), xlsx.Field("penyebut", "Dinilai", WHOLE),
            xlsx.Field("pembilang", "Baik", WHOLE), xlsx.Field("persen", "Persen baik", SHARE),
            xlsx.Field("tak_diketahui", "Tidak dapat dinilai", WHOLE),
            xlsx.Field("umur_hari", "Umur data (hari)", WHOLE),
            xlsx.Field("batas_hari", "Batas (hari)", WHOLE), xlsx.Field("keterangan", "Catatan"),
        ],
    )  # fmt: skip


def _rules(kode: str) -> xlsx.Sheet:
    table = data.quality_rules(kode)
    return xlsx.Sheet(
        name="Aturan",
        table=_named(table).assign(perlakuan=table["keparahan"].map(text.SEVERITY)),
        fields=[
            xlsx.Field("berkas", "Berkas"), xlsx.Field("nama_dimensi", "Dimensi"),
            xlsx.Field("pesan", "Aturan"), xlsx.Field("perlakuan", "Baris"),
            xlsx.Field("pembilang", "Jumlah", WHOLE), xlsx.Field("penyebut", "Baris berkas", WHOLE),
            xlsx.Field("persen", "Persen", SHARE), xlsx.Field("keterangan", "Catatan"),
        ],
    )  # fmt: skip


def _areas(table: pd.DataFrame) -> xlsx.Sheet:
    return xlsx.Sheet(
        name="Kelurahan", table=_named(table),
        fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Kelurahan"),
            xlsx.Field("nama_kecamatan", "Kecamatan"), xlsx.Field("berkas", "Berkas"),
            xlsx.Field("nama_dimensi", "Dimensi"), xlsx.Field("penyebut", "Dinilai", WHOLE),
            xlsx.Field("pembilang", "Baik", WHOLE), xlsx.Field("persen", "Persen baik", SHARE),
            xlsx.Field("keterangan", "Catatan"),
        ],
    )  # fmt: skip


def _definitions() -> xlsx.Sheet:
    rows = [(d.nama, d.pertanyaan, d.baik, d.penyebut, d.sumber) for d in data.dimensions()]
    names = ["nama", "pertanyaan", "baik", "penyebut", "sumber"]
    labels = ["Dimensi", "Pertanyaan", "Baris baik", "Yang dinilai", "Sumber definisi"]
    return xlsx.Sheet(
        name="Definisi",
        table=pd.DataFrame(rows, columns=names),
        fields=[xlsx.Field(n, label) for n, label in zip(names, labels, strict=True)],
    )


def _named(table: pd.DataFrame) -> pd.DataFrame:
    sources = categories.names("sumber")
    days = pd.to_datetime(table["tanggal_data"])
    return table.assign(
        berkas=[
            text.file_name(s, j, sources)
            for s, j in zip(table["sumber"], table["jenis"], strict=True)
        ],
        nama_dimensi=table["dimensi"].map(_dimension_names()),
        tanggal=days.dt.strftime("%Y-%m-%d"),
        persen=table["nilai"].astype(float) * 100,
    )


def _dimension_names() -> dict[str, str]:
    return {d.id: d.nama for d in data.dimensions()}


def _area_name(kode: str) -> str:
    if kode == data.CITY:
        return "Kota Malang"
    known = pd.concat([data.areas("kecamatan"), data.areas("kelurahan")]).set_index("kode")["nama"]
    return str(known[kode])
