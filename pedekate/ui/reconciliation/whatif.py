"""Section *Andai DTSEN*: who would be a target if a programme used another registry."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.charts.theme import LEFT_OUT, NAVY, VULNERABLE
from pedekate.format import JOINER, NBSP, angka, is_missing
from pedekate.parameters import official
from pedekate.reports import xlsx
from pedekate.simulation import programs
from pedekate.ui import data
from pedekate.ui.coverage.text import NO_LIMIT, decile_limit
from pedekate.ui.indicators.text import rate
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Column, Download, Figure
from pedekate.ui.kit.html import plain
from pedekate.ui.reconciliation import figures, parts, text

FIRST, SECOND = "dtks", "dtsen"
NO_LIST = "tanpa_daftar"
PUBLISHED = "DTKS_di_luar_desil_1_5"
PARTS = {"hanya_a": "keluar", "keduanya": "tetap", "hanya_b": "masuk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A programme, its decile limit, and the two bases compared."""

    program: str
    limit: int
    a: str
    b: str

    @property
    def name(self) -> str:
        return programs.load(self.program).nama_pendek

    @property
    def mart(self) -> str:
        return mart_of(self.program)

    def basis(self, which: str) -> str:
        return bases(self.limit)[which]


def show(kode: str) -> None:
    """The section for one area (city, kecamatan or kelurahan)."""
    if parts.without_families(kode):
        return
    chosen = _choices()
    rows = data.what_if_of(chosen.mart, chosen.limit, chosen.a, chosen.b, kode)
    a, b = chosen.basis(chosen.a), chosen.basis(chosen.b)
    sentence = text.what_if_headline(parts.area_name(kode), chosen.name, a, b, rows)
    components.page_header(
        sentence,
        f"Sasaran menurut batas desil {chosen.name} (sampai desil {chosen.limit}) dan registri "
        "saja; syarat lain program dan anggaran belum dihitung. Bukan penetapan penerima.",
        "terdaftar",
    )
    _exchange(chosen, rows, a, b)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _table(chosen, rows)
        _published(kode)
        parts.kelurahan_map(_area_rows(chosen), f"Keluar dari sasaran {chosen.name}, persen")
    with right:
        _areas(chosen, kode, a, b)
    file = Download(
        label="Tabel (XLSX)", file_name=f"padanan_andai_{chosen.program}.xlsx",
        data=lambda: workbook(kode, chosen, sentence),
    )  # fmt: skip
    components.source_line(
        f"{parts.dates_line(['dtks', 'dtsen', 'p3ke', 'pdktsam'])} Batas desil: "
        f"{programs.load(chosen.program).syarat_sumber}",
        key="andai", downloads=[file],
    )  # fmt: skip


def with_limit() -> dict[str, int]:
    """Programmes whose rule limits the decile, and the limit (`data/program`)."""
    limits = {name: decile_limit(programs.load(name).syarat) for name in programs.names()}
    return {name: limit for name, limit in limits.items() if limit < NO_LIMIT}


def mart_of(program: str) -> str:
    """The programme's name in the mart: what its list of today's recipients is kept under."""
    listed = programs.load(program).penerima_sekarang
    return NO_LIST if listed is None else str(listed.kolom).removeprefix("terima_")


def bases(limit: int) -> dict[str, str]:
    """Ways to say who is a target, as the screen names them."""
    to = f"desil{NBSP}1{JOINER}–{JOINER}{limit}"
    return {
        "dtks": "DTKS",
        "dtks_tanda": "tanda penerima di DTKS",
        "dtsen": f"DTSEN {to}",
        "p3ke": f"P3KE {to}",
        "pdktsam": "putusan layak PDKTSAM",
        "penerima": "daftar penerima sekarang",
    }


def _choices() -> Choice:
    limits = with_limit()
    with st.container(horizontal=True, key="pilihan_andai"):
        names = {name: programs.load(name).nama for name in limits}
        program = filters.choose("Program", names, key="program", width=320)
        limit = limits[program]
        known = data.what_if_bases(mart_of(program), limit)
        words = {name: bases(limit)[name] for name in known}
        a = filters.choose("Semula memakai", words, key="semula", default=FIRST, width=240)
        others = {name: word for name, word in words.items() if name != a}
        b = filters.choose("Andai memakai", others, key="andai", default=SECOND, width=240)
    return Choice(program=program, limit=limit, a=a, b=b)


def _exchange(chosen: Choice, rows: pd.DataFrame, a: str, b: str) -> None:
    size = rows["keluarga"]
    components.block_title(
        _kept_title(size, a, b),
        f"Keluarga. Kurung atas: sasaran menurut {a}; kurung bawah: menurut {b}",
        "terdaftar",
    )
    colors = {"hanya_a": LEFT_OUT, "keduanya": VULNERABLE, "hanya_b": NAVY}
    line = [(size[part], word, colors[part]) for part, word in PARTS.items()]
    before, after = (_sum(size, ("hanya_a", "keduanya")), _sum(size, ("keduanya", "hanya_b")))
    st.html(
        figures.exchange_bar(
            line, before=f"{angka(before)} keluarga menurut {a}",
            after=f"{angka(after)} keluarga menurut {b}",
        )
    )  # fmt: skip


def _kept_title(size: pd.Series, a: str, b: str) -> str:
    before = _sum(size, ("hanya_a", "keduanya"))
    if before is None or not before:
        return f"Sasaran menurut {a} dan {b}"
    return f"{rate(size['keduanya'] / before)} persen sasaran menurut {a} tetap menjadi sasaran"


def _sum(size: pd.Series, names: tuple[str, ...]):
    values = [size[name] for name in names]
    return None if any(map(is_missing, values)) else sum(values)


def _table(chosen: Choice, rows: pd.DataFrame) -> None:
    shown = exchange_rows(chosen, rows)
    lost = rows.loc["hanya_a_penerima", "keluarga"]
    listed = chosen.mart != NO_LIST
    components.block_title(
        f"{angka(lost)} keluarga yang sekarang menerima tidak lagi menjadi sasaran"
        if listed and not is_missing(lost)
        else "Yang keluar, tetap, dan masuk",
        "Penerima: keluarga yang sekarang menerima; yang di luar kedua sasaran tidak termasuk",
        "terdaftar",
    )

    def number(column: str, label: str) -> Column:
        return Column(column, label, str)

    columns = [Column("nama", "Andai diganti", number=False), number("keluarga", "Keluarga"),
               number("individu", "Jiwa")]  # fmt: skip
    if listed:
        columns.append(number("penerima", "Penerima"))
    written = shown.assign(
        **{
            c: [angka(n) if not is_missing(n) else figures.hidden(r) for n, r in zip(
                shown[c], shown[f"alasan_{c}"], strict=True)]
            for c in ("keluarga", "individu", "penerima")
        }
    )  # fmt: skip
    components.plain_table(written, columns, marked=[False, False, False, True])
    if not listed:
        components.source_line("Daftar penerima program ini belum dimuat.")


def exchange_rows(chosen: Choice, rows: pd.DataFrame) -> pd.DataFrame:
    """Leaving, staying, entering and their sum: nama, keluarga, individu, penerima and the
    reasons of hidden values (alasan_…)."""
    a, b = chosen.basis(chosen.a), chosen.basis(chosen.b)
    names = {
        "hanya_a": f"Keluar: hanya menurut {a}",
        "keduanya": "Tetap: menurut keduanya",
        "hanya_b": f"Masuk: hanya menurut {b}",
        "semua": "Sasaran salah satu",
    }
    listed = rows["keluarga"].reindex([f"{part}_penerima" for part in PARTS])
    why = rows["keterangan"].reindex([f"{part}_penerima" for part in PARTS])
    total = pd.NA if listed.isna().any() else int(listed.sum())
    table = rows.loc[list(names), ["keluarga", "individu"]].assign(
        nama=list(names.values()),
        penerima=pd.array([*listed, total], dtype="Int64"),
        alasan_keluarga=rows.loc[list(names), "keterangan"],
        alasan_individu=rows.loc[list(names), "keterangan"],
        alasan_penerima=[*why, ""],
    )
    return table.reset_index(drop=True)


def _published(kode: str) -> None:
    """The city's published share of DTKS people outside deciles 1–5, beside our own count."""
    if "dtsen_1_5" not in data.compared_sets().get("dtks", []):
        return
    known = official.latest(PUBLISHED)
    rows = data.reasons("dtks", "dtsen_1_5", kode).set_index("kelas")
    whole, missing = rows.loc["semua", "orang"], rows.loc["tiada", "orang"]
    hidden = is_missing(whole) or is_missing(missing) or not whole
    components.block_title(
        "Orang DTKS di luar DTSEN desil 1–5: angka yang pernah disebut dan hitungan registri ini"
    )
    own = Figure(
        label="Hitungan registri kota", nilai="–" if hidden else rate(missing / whole),
        satuan="persen orang DTKS", lencana="terdaftar",
        keterangan="disembunyikan" if hidden else
        f"{angka(missing)} dari {angka(whole)} orang yang didaftar DTKS, "
        f"{parts.area_name(kode)}; termasuk yang belum diperingkat dan yang tidak ada di DTSEN",
    )  # fmt: skip
    press = Figure(
        label="Pernyataan kota, lewat pers", nilai=angka(known["nilai"]),
        satuan="persen orang DTKS", lencana="terdaftar",
        keterangan=f"Kota Malang, {known['tahun']}; cara menghitungnya tidak disebut",
    )  # fmt: skip
    components.figure_row([own, press])
    components.source_line(
        f"Sumber pernyataan: {known['sumber_url'].partition('//')[2]}. Kedua angka memakai "
        "tanggal data dan cara padan yang berbeda, jadi selisihnya bukan kenaikan."
    )


def _areas(chosen: Choice, kode: str, a: str, b: str) -> None:
    parts.kelurahan_block(
        _area_rows(chosen), kode, what=f"keluar dari sasaran {chosen.name}",
        subtitle=f"Keluarga yang hanya menjadi sasaran menurut {a}, per 100 sasaran menurut "
        f"{a} atau {b}",
        columns=[Column("pembilang", "Keluar"), Column("masuk", "Masuk"),
                 Column("penyebut", "Sasaran", wide_only=True)],
    )  # fmt: skip


def _area_rows(chosen: Choice) -> pd.DataFrame:
    arguments = (chosen.mart, chosen.limit, chosen.a, chosen.b)
    out, new = (data.what_if_by_area(*arguments, kelas) for kelas in ("hanya_a", "hanya_b"))
    return out.merge(new[["kode", "pembilang"]].rename(columns={"pembilang": "masuk"}), on="kode")


def workbook(kode: str, chosen: Choice, sentence: str) -> bytes:
    """Leaving, staying and entering, by area, with their definitions, as XLSX."""
    rows = data.what_if_of(chosen.mart, chosen.limit, chosen.a, chosen.b, kode)
    whole, areas = xlsx.WHOLE, parts.in_percent(_area_rows(chosen))
    exchange = exchange_rows(chosen, rows)
    exchange["nama"] = [plain(name) for name in exchange["nama"]]
    sheets = [
        xlsx.Sheet(name="Sasaran", table=exchange, fields=[
            xlsx.Field("nama", "Andai diganti"), xlsx.Field("keluarga", "Keluarga", whole),
            xlsx.Field("individu", "Jiwa", whole),
            xlsx.Field("penerima", "Penerima sekarang", whole),
            xlsx.Field("alasan_keluarga", "Catatan")]),
        xlsx.Sheet(name="Wilayah", table=areas, fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Wilayah"),
            xlsx.Field("pembilang", "Keluar", whole), xlsx.Field("masuk", "Masuk", whole),
            xlsx.Field("penyebut", "Sasaran salah satu", whole),
            xlsx.Field("persen", "Persen keluar", xlsx.ONE_DECIMAL),
            xlsx.Field("keterangan", "Catatan")]),
    ]  # fmt: skip
    program = programs.load(chosen.program)
    definitions = {
        "Program": program.nama,
        "Semula": chosen.basis(chosen.a),
        "Andai": chosen.basis(chosen.b),
        "Definisi": "Sasaran menurut batas desil program dan registri saja; syarat lain dan "
        "anggaran belum dihitung.",
        "Batas desil": f"{chosen.limit}; {program.syarat_sumber}",
    }
    return parts.workbook(f"Andai {chosen.name}", sentence, kode, sheets, definitions)
