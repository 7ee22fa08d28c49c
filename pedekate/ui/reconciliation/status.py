"""Section *Desil & status*: where two sources rank or mark the same families differently."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Download
from pedekate.ui.reconciliation import figures, parts, text
from pedekate.ui.reconciliation.text import upper

DECILE = "desil"
_DECILE_NAMES = {str(d): str(d) for d in range(1, 11)} | {"tanpa_desil": "Tanpa"}
_SCORE = (
    "Desil skor: keluarga diurutkan menurut skor kebutuhan kota, lalu dipotong sehingga tiap desil "
    "sebesar desil DTSEN; yang dibandingkan hanya urutannya."
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources and what they are compared on: deciles, or the status in one programme."""

    program: str
    a: str
    b: str

    @property
    def key(self) -> str:
        return f"{self.program}.{self.a}.{self.b}"

    @property
    def names(self) -> tuple[str, str]:
        all_names = parts.source_names()
        return all_names[self.a], all_names[self.b]

    @property
    def subject(self) -> str:
        if self.program == DECILE:
            return "Desil"
        return categories.names("program").get(self.program, self.program.upper())

    @property
    def label(self) -> str:
        return f"{self.subject}: {self.names[0]} × {self.names[1]}"

    @property
    def badge(self) -> str:
        return "model" if "skor" in (self.a, self.b) else "terdaftar"


def show(kode: str) -> None:
    """The section for one area (city, kecamatan or kelurahan)."""
    if parts.without_families(kode):
        return
    pairs = {pair.key: pair for pair in _pairs()}
    if not pairs:
        components.page_header("Belum ada dua sumber yang memuat desil atau status yang sama")
        return
    with st.container(horizontal=True, key="pilihan_status"):
        labels = {key: pair.label for key, pair in pairs.items()}
        key = filters.choose(
            "Yang dibandingkan", labels, key="banding", width=420, show_label=False
        )
    pair = pairs[key]
    sentence = _header(kode, pair)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _matrix(kode, pair)
        parts.kelurahan_map(_areas(pair), f"{_different(pair)}, persen")
    with right:
        parts.kelurahan_block(
            _areas(pair), kode, what=_different(pair), subtitle=_base(pair), badge=pair.badge
        )
    file = Download(
        label="Tabel (XLSX)", file_name=f"padanan_{pair.key.replace('.', '_')}.xlsx",
        data=lambda: workbook(kode, pair, sentence),
    )  # fmt: skip
    components.source_line(
        f"{parts.dates_line([pair.a, pair.b])} {_definition(pair)}", key="status",
        downloads=[file],
    )  # fmt: skip


def _pairs() -> list[Pair]:
    table = data.comparisons()
    return [
        Pair(DECILE if pd.isna(p) else p, a, b)
        for p, a, b in table[["program", "sumber_a", "sumber_b"]].itertuples(index=False)
    ]


def _header(kode: str, pair: Pair) -> str:
    area, rows = parts.area_name(kode), _rows(kode, pair)
    cells = rows.set_index(["a", "b"])
    if pair.program == DECILE:
        sentence = text.decile_headline(area, *pair.names, cells.loc["jenis", "keluarga"])
        lead = (
            f"Keluarga yang diperingkat {pair.names[0]} dan {pair.names[1]}. "
            + (
                "Skor kebutuhan adalah perkiraan model, bukan desil resmi; "
                if pair.badge == "model"
                else "Desil tiap sumber disusun dari data dan tahun yang berbeda; "
            )
            + "berbeda satu desil masih wajar."
        )
    else:
        sentence = text.status_headline(area, pair.subject, pair.names, cells)
        lead = (
            f"Keluarga registri kota menurut tanda {pair.subject} di {pair.names[0]} dan "
            f"{pair.names[1]}. Tanda dan daftar bayar tidak sezaman; tanpa tanda berarti sumber "
            "tidak menyebutnya, belum tentu tidak menerima."
        )
    components.page_header(sentence, lead, pair.badge)
    return sentence


def _rows(kode: str, pair: Pair) -> pd.DataFrame:
    if pair.program == DECILE:
        return data.decile_matrix(pair.a, pair.b, kode)
    return data.status_matrix(pair.program, pair.a, pair.b, kode)


def _areas(pair: Pair) -> pd.DataFrame:
    if pair.program == DECILE:
        return data.decile_disagreement(pair.a, pair.b)
    return data.status_disagreement(pair.program, pair.a, pair.b)


def _matrix(kode: str, pair: Pair) -> None:
    rows = _rows(kode, pair)
    first, second = pair.names
    if pair.program == DECILE:
        components.block_title(
            text.decile_title(rows, first, second),
            "Keluarga, makin pekat makin besar bagian barisnya. Abu-abu: sama (bergaris) atau "
            "selisih satu; ungu: selisih dua atau lebih",
            pair.badge,
        )
        html = figures.decile_matrix(
            rows, names=_DECILE_NAMES, rows_of=f"Desil {first}", columns_of=f"Desil {second}"
        )
    else:
        components.block_title(
            text.status_title(rows, pair.subject, first, second),
            "Keluarga. Hijau: keduanya menandai. Ungu: hanya satu yang menandai",
            pair.badge,
        )
        html = figures.status_matrix(
            rows, row_names=status_names(pair.a), column_names=status_names(pair.b),
            rows_of=upper(first), columns_of=upper(second),
        )  # fmt: skip
    st.html(html)


def status_names(source: str) -> dict[str, str]:
    """What the three statuses mean in one source."""
    if source == "daftar_bayar":
        return {"ya": "Di daftar", "tidak": "Tidak di daftar"}
    return {"ya": "Ditandai", "tidak": "Tanpa tanda", "luar": "Keluarga tidak tercatat"}


def _different(pair: Pair) -> str:
    if pair.program == DECILE:
        return "berbeda dua desil atau lebih"
    return f"penerima {pair.subject} hanya ditandai satu sumber"


def _base(pair: Pair) -> str:
    if pair.program == DECILE:
        return "Per 100 keluarga yang diperingkat keduanya"
    return (
        f"Per 100 keluarga yang ditandai sedikitnya satu dari {pair.names[0]} dan {pair.names[1]}"
    )


def _definition(pair: Pair) -> str:
    if pair.badge == "model":
        return _SCORE
    if pair.program == DECILE:
        return "Tanpa: ada di sumber, belum diperingkat."
    return "Keluarga tidak tercatat: sumber itu tidak memuat keluarganya sama sekali."


def workbook(kode: str, pair: Pair, sentence: str) -> bytes:
    """The matrix as a list of cells and the kelurahan, with their definitions, as XLSX."""
    rows = _rows(kode, pair)
    rows = rows[rows["a"] != "jenis"]
    names = [
        (_DECILE_NAMES if pair.program == DECILE else status_names(source)) | {"semua": "Semua"}
        for source in (pair.a, pair.b)
    ]
    rows = rows.assign(nama_a=rows["a"].map(names[0]), nama_b=rows["b"].map(names[1]))
    rows = rows[rows["keluarga"].fillna(1) != 0]
    sheets = [
        xlsx.Sheet(name="Matriks", table=rows, fields=[
            xlsx.Field("nama_a", upper(pair.names[0])),
            xlsx.Field("nama_b", upper(pair.names[1])),
            xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE),
            xlsx.Field("individu", "Anggota (jiwa)", xlsx.WHOLE),
            xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Wilayah", table=parts.in_percent(_areas(pair)),
                   fields=parts.AREA_FIELDS),
    ]  # fmt: skip
    definitions = {
        "Perbandingan": pair.label,
        "Definisi": f"Wilayah: {_different(pair)}. {_base(pair)}. {_definition(pair)}",
    }
    return parts.workbook(pair.label, sentence, kode, sheets, definitions, badge=pair.badge)
