"""Blocks of the programme page: coverage by decile, overlaps, families left out, lists."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.charts.classes import color_of
from pedekate.charts.theme import NEED
from pedekate.format import angka, desil, is_missing, tanggal
from pedekate.indicators.coverage import AID, PROGRAMS
from pedekate.reports import xlsx
from pedekate.simulation import programs
from pedekate.spatial.classify import class_breaks
from pedekate.ui import data
from pedekate.ui.coverage import text
from pedekate.ui.coverage.matrix import coverage_matrix
from pedekate.ui.coverage.overlap_figure import overlap_figure
from pedekate.ui.indicators.text import percent, rate
from pedekate.ui.kit import categories, components
from pedekate.ui.kit.components import Column, Ranking
from pedekate.ui.kit.html import plain

CITY = "Kota Malang"
ANY = "bantuan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One area, one target (deciles 1..`limit`), and what is missing: any aid or a programme."""

    kode: str
    nama: str
    limit: int
    program: str

    @property
    def left_out(self) -> str:
        """Completes "keluarga …"."""
        if self.program == ANY:
            return "tanpa bantuan"
        return f"belum menerima {names()[self.program]}"

    @property
    def target_limit(self) -> int:
        """Deciles of the area table: the programme's own rule, or the chosen target."""
        return self.limit if self.program == ANY else limits()[self.program] or self.limit


def names() -> dict[str, str]:
    """Screen names of the programmes, in their fixed order."""
    return categories.names("program")


def limits() -> dict[str, int | None]:
    """Highest decile each programme's rule admits (`data/program`).

    None for PBI: the register has one flag for the national scheme, which has a limit, and the
    city's, which covers residents of every decile.
    """
    aid = {p: text.decile_limit(programs.load(p).syarat) for p in AID}
    return {p: aid.get(p) for p in PROGRAMS}


def choice(kecamatan: str | None, limit: int, program: str) -> Choice:
    """What the page shows; `kecamatan` None = the whole city."""
    if kecamatan is None:
        return Choice(kode=data.CITY, nama=CITY, limit=limit, program=program)
    code = data.areas("kecamatan").set_index("nama").loc[kecamatan, "kode"]
    return Choice(kode=code, nama=kecamatan, limit=limit, program=program)


def header(chosen: Choice) -> str:
    """Sentence, definition and date; returns the sentence."""
    table = data.coverage_by_area(
        "pkh", desil_maks=chosen.limit, counted="sasaran_tanpa_bantuan"
    ).set_index("kode")
    sentence = text.headline(chosen.nama, chosen.limit, table.loc[chosen.kode])
    base = angka(table.loc[chosen.kode, "penyebut"])
    components.page_header(
        sentence,
        f"Sasaran: {base} keluarga {desil(1, chosen.limit)} nasional di {chosen.nama}, "
        f"{tanggal(data.status().tanggal_registri)}. PBI adalah jaminan kesehatan dan dihitung "
        "tersendiri; keluarga tanpa desil tidak termasuk sasaran.",
        "terdaftar",
    )
    return sentence


def matrix_block(chosen: Choice) -> None:
    """Share of families receiving each programme, by decile, its rule marked by colour."""
    rows = data.coverage_by_decile(chosen.kode)
    summary = summary_rows(chosen).set_index("program")
    outside = (summary["di_luar"] / summary["penerima"].where(summary["penerima"] > 0)).to_dict()
    components.block_title(
        text.matrix_title(outside, names()),
        "Persen keluarga yang menerima, skala 0–100; abu-abu: di luar batas desil program",
        "terdaftar",
    )
    st.html(coverage_matrix(rows, names=names() | {"pbi": "PBI"}, limits=limits()))


def overlap_block(chosen: Choice) -> None:
    """Combinations of aid among the target families."""
    combos = data.programme_overlap(chosen.kode, desil_maks=chosen.limit)
    components.block_title(
        text.overlap_title(combos),
        f"Keluarga {desil(1, chosen.limit)} menurut gabungan bantuan",
        "terdaftar",
    )
    rows = combos[combos["kelas"] != "semua"].reset_index(drop=True)
    labels = {program: names()[program] for program in AID}
    for program, label in labels.items():
        rows[label] = [program in kelas.split("+") for kelas in rows["kelas"]]
    rows["alasan"] = ["<10" if "(<" in reason else "–" for reason in rows["keterangan"]]
    rows["jumlah"] = rows["keluarga"].astype("Float64").to_numpy(float, na_value=float("nan"))
    alt = f"Batang keluarga per gabungan bantuan. {text.overlap_title(combos)}."
    st.html(overlap_figure(rows, sets=list(labels.values()), alt=alt))
    covered = data.area_value("cakupan_pbi", chosen.kode)
    components.source_line(
        f"Ungu: tanpa bantuan. PBI tidak termasuk: {percent(covered['nilai'])} keluarga "
        f"{desil(1, 4)} memiliki anggota PBI."
    )


def areas_block(chosen: Choice) -> None:
    """Target families left out, by kelurahan."""
    table = _left_out(chosen)
    rows = table[table["tingkat"] == "kelurahan"]
    breaks = class_breaks(rows["nilai"].to_numpy(float))
    if chosen.nama != CITY:
        rows = rows[rows["kode_kecamatan"] == chosen.kode]
    city = table.set_index("kode").loc[data.CITY, "nilai"]
    components.block_title(
        text.areas_title(rows, chosen.left_out),
        f"Keluarga {desil(1, chosen.target_limit)} {chosen.left_out}, per 100 keluarga sasaran",
        "terdaftar",
    )
    rows = rows.assign(
        tempat=rows["nama_kecamatan"] if chosen.nama == CITY else "",
        alasan=rows["keterangan"],
        peringkat=rows["nilai"].rank(method="min", ascending=False),
    ).sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)  # fmt: skip
    known = rows["nilai"].max()
    ranking = Ranking(
        label="Per 100 sasaran", format_value=rate, color=color_of(breaks, NEED),
        maximum=1.0 if is_missing(known) else float(known),
        reference=None if is_missing(city) else ("kota", float(city)),
    )  # fmt: skip
    components.ranked_table(
        rows, ranking, [Column("pembilang", "Belum"), Column("penyebut", "Sasaran", wide_only=True)]
    )


def summary_block(chosen: Choice) -> None:
    """Per programme: target, reached, left out, and recipients outside the rule."""
    rows = summary_rows(chosen)
    components.block_title(
        "Setiap program menurut batas desilnya sendiri",
        f"Keluarga di {chosen.nama}; batas desil dari aturan program",
        "terdaftar",
    )
    components.plain_table(
        rows.assign(nama=[names()[p] for p in rows["program"]]),
        [
            Column("nama", "Program", str, number=False),
            Column("batas", "Desil", lambda d: "semua" if is_missing(d) else f"1–{d}"),
            Column("sasaran", "Sasaran"),
            Column("terjangkau", "Menerima"),
            Column("cakupan", "Cakupan", percent),
            Column("belum", "Belum"),
            Column("di_luar", "Di luar batas"),
        ],
    )
    components.source_line(
        "Di luar batas: penerima berdesil lebih tinggi atau belum diperingkat. Data desil dapat "
        "lebih baru daripada penetapan penerima."
    )


def lists_block(chosen: Choice) -> None:
    """Recipients on payment lists that were not found in the register."""
    rows = data.recipients_on_lists(chosen.kode)
    rows = rows[(rows["sumber"] == "daftar_bayar") & rows["program"].isin(PROGRAMS)]
    rows = rows.sort_values("program", key=lambda p: p.map(PROGRAMS.index))
    components.block_title(
        text.lists_title(rows), "Satu baris daftar bayar = satu keluarga penerima", "terdaftar"
    )
    if rows.empty:
        components.source_line("Belum ada daftar bayar yang dimuat.")
        return
    components.plain_table(
        rows.assign(
            nama=[names()[p] for p in rows["program"]],
            tak_ada=[
                reason.removeprefix("disembunyikan ").strip("()") if is_missing(n) else angka(n)
                for n, reason in zip(rows["pembilang"], rows["keterangan"], strict=True)
            ],
        ),
        [
            Column("nama", "Program", str, number=False),
            Column("penyebut", "Di daftar bayar"),
            Column("tak_ada", "Tidak ditemukan", str),
            Column("nilai", "Persen", percent),
        ],
    )
    components.source_line(
        "Tidak ditemukan: NIK dan nomor KK penerima tidak cocok dengan keluarga mana pun di "
        "registri; belum tentu salah sasaran."
    )


def summary_rows(chosen: Choice) -> pd.DataFrame:
    """One row per programme: program, batas, sasaran, terjangkau, belum, cakupan, penerima,
    di_luar; missing where a cell is hidden."""
    everyone = data.coverage_by_decile(chosen.kode)
    everyone = everyone[everyone["kelas"] == "semua"].set_index("program")["pembilang"]
    rows = []
    for program, limit in limits().items():
        table = data.coverage_by_area(
            program, desil_maks=limit or text.NO_LIMIT, counted="sasaran_penerima"
        )
        row = table.set_index("kode").loc[chosen.kode]
        target, reached, total = row["penyebut"], row["pembilang"], everyone[program]
        outside = pd.NA if limit is None else total - reached
        rows.append(
            (program, limit, target, reached, target - reached, row["nilai"], total, outside)
        )
    columns = ["program", "batas", "sasaran", "terjangkau", "belum", "cakupan", "penerima",
               "di_luar"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    counts = ["batas", "sasaran", "terjangkau", "belum", "penerima", "di_luar"]
    return table.astype({"cakupan": float, **dict.fromkeys(counts, "Int64")})


def workbook(chosen: Choice, sentence: str, more: list[xlsx.Sheet]) -> bytes:
    """Programmes, deciles and kelurahan of the view and `more` sheets, with their meaning, as
    XLSX."""
    status = data.status()
    matrix = data.coverage_by_decile(chosen.kode)
    matrix = matrix.assign(nama=[names()[p] for p in matrix["program"]],
                           persen=matrix["nilai"].astype(float) * 100)  # fmt: skip
    areas = _left_out(chosen)
    areas = areas.assign(persen=areas["nilai"].astype(float) * 100)
    summary = summary_rows(chosen)
    summary = summary.assign(nama=[names()[p] for p in summary["program"]])
    whole, share, note = xlsx.WHOLE, xlsx.ONE_DECIMAL, xlsx.Field("keterangan", "Catatan")
    sheets = [
        xlsx.Sheet(name="Program", table=summary, fields=[
            xlsx.Field("nama", "Program"), xlsx.Field("batas", "Desil tertinggi", whole),
            xlsx.Field("sasaran", "Sasaran", whole), xlsx.Field("terjangkau", "Menerima", whole),
            xlsx.Field("belum", "Belum", whole), xlsx.Field("di_luar", "Di luar batas", whole)]),
        xlsx.Sheet(name="Desil", table=matrix, fields=[
            xlsx.Field("nama", "Program"), xlsx.Field("kelas", "Desil"),
            xlsx.Field("penyebut", "Keluarga", whole), xlsx.Field("pembilang", "Menerima", whole),
            xlsx.Field("persen", "Persen", share), note]),
        xlsx.Sheet(name="Wilayah", table=areas, fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Wilayah"),
            xlsx.Field("penyebut", "Sasaran", whole), xlsx.Field("pembilang", "Belum", whole),
            xlsx.Field("persen", "Persen", share), note]),
        *more,
    ]  # fmt: skip
    notes = {
        "Temuan": plain(sentence),
        "Wilayah": chosen.nama,
        "Sasaran": f"Keluarga desil 1–{chosen.target_limit} {chosen.left_out}",
        "Bantuan": "PKH, BPNT/Sembako, BPNTD; PBI dihitung tersendiri",
        "Tanggal data": tanggal(status.tanggal_registri),
        "Lencana": "terdaftar (hitungan registri kota, dibulatkan ke kelipatan 5)",
        "Sumber": "Daftar bayar, DTKS, DTSEN; batas desil dari data/program",
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook(sheets, notes, title="Cakupan program", synthetic=status.sintetis)


def _left_out(chosen: Choice) -> pd.DataFrame:
    counted = "sasaran_tanpa_bantuan" if chosen.program == ANY else "sasaran_belum"
    program = "pkh" if chosen.program == ANY else chosen.program
    return data.coverage_by_area(program, desil_maks=chosen.target_limit, counted=counted)
