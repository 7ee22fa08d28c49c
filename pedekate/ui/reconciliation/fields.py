"""Section *Isian berbeda*: where two sources answer the same question differently."""

import pandas as pd
import streamlit as st

from pedekate.format import is_missing
from pedekate.reconciliation import rules
from pedekate.reports import xlsx
from pedekate.store import source_order
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import Download
from pedekate.ui.reconciliation import figures, parts, text


def show(kode: str) -> None:
    """The section for one area (city, kecamatan or kelurahan)."""
    if parts.without_families(kode):
        return
    pairs = _pairs()
    if not pairs:
        components.page_header("Belum ada dua sumber yang menjawab isian yang sama")
        return
    a, b, field = _choices(kode, pairs)
    rows = field_rows(kode, a, b)
    name = rows.set_index("kolom")["nama"][field]
    sentence = text.field_headline(parts.area_name(kode), _name(a), _name(b), rows)
    components.page_header(
        sentence,
        f"Keluarga yang ada di {_name(a)} dan {_name(b)}. Yang hanya ditulis kasar oleh satu "
        "sumber dibandingkan pada kelas kasarnya; isian kosong tidak dihitung berbeda.",
        "terdaftar",
    )
    areas = data.field_disagreement(field, a, b)
    left, right = st.columns([7, 5], gap="large")
    with left:
        _fields(rows)
        parts.kelurahan_map(areas, f"{name} berbeda, persen")
    with right:
        parts.kelurahan_block(
            areas, kode,
            what=f"isian {name.lower()} berbeda",
            subtitle=f"Per 100 keluarga yang isiannya diketahui {_name(a)} dan {_name(b)}",
        )  # fmt: skip
    file = Download(
        label="Tabel (XLSX)", file_name="padanan_isian.xlsx",
        data=lambda: workbook(kode, a, b, field, sentence),
    )  # fmt: skip
    components.source_line(
        f"{parts.dates_line([a, b])} Kelas kasar: data/indikator/kelas_kasar.toml. Berbeda dapat "
        "berarti keadaan berubah di antara kedua tanggal.",
        key="isian", downloads=[file],
    )  # fmt: skip


def _choices(kode: str, pairs: dict[str, tuple[str, str]]) -> tuple[str, str, str]:
    """Two sources, and the field whose kelurahan are ranked."""
    with st.container(horizontal=True, key="pilihan_isian"):
        labels = {key: f"Isian {_name(a)} × {_name(b)}" for key, (a, b) in pairs.items()}
        key = filters.choose("Dua sumber", labels, key="dua_sumber", width=260, show_label=False)
        a, b = pairs[key]
        known = field_rows(kode, a, b).set_index("kolom")["nama"]
        fields = {field: f"Kelurahan: {name.lower()}" for field, name in known.items()}
        field = filters.choose(
            "Isian di peringkat kelurahan", fields, key="isian", width=260, show_label=False
        )
    return a, b, field


def _name(source: str) -> str:
    return parts.source_names()[source]


def _pairs() -> dict[str, tuple[str, str]]:
    """Pairs of sources with a field in common, the pair with most fields first."""
    table = data.field_agreement()
    table = table[table["hasil"] == "semua"]
    size = table.groupby(["sumber_a", "sumber_b"], sort=False).size()
    order = size.sort_values(ascending=False, kind="stable").index
    return {f"{a}.{b}": (a, b) for a, b in order}


def field_rows(kode: str, a: str, b: str) -> pd.DataFrame:
    """One row per field both sources answer, the most contradicted first.

    Returns:
        kolom, nama, aturan, semua, sama, sama_kasar, beda, tak_diketahui (families, missing when
        hidden), nilai (share in conflict of the families known to both), keterangan (of beda).
    """
    table = data.field_agreement(kode)
    table = table[(table["sumber_a"] == a) & (table["sumber_b"] == b)]
    rows = []
    for field in rules.load().isian:
        found = table[table["kolom"] == field.kolom].set_index("hasil")
        if found.empty:
            continue
        size = found["keluarga"]
        known = [size["sama"], size["sama_kasar"], size["beda"]]
        share = float("nan")
        if not any(map(is_missing, known)) and sum(known):
            share = size["beda"] / sum(known)
        row = {"kolom": field.kolom, "nama": field.nama, "aturan": _rule(field), "nilai": share}
        rows.append(row | size.to_dict() | {"keterangan": found.loc["beda", "keterangan"]})
    columns = ["kolom", "nama", "aturan", "nilai", "semua", "sama", "sama_kasar", "beda",
               "tak_diketahui", "keterangan"]  # fmt: skip
    result = pd.DataFrame(rows, columns=columns)
    return result.sort_values("nilai", ascending=False, na_position="last", ignore_index=True)


def _rule(field: rules.ComparedField) -> str:
    """Which answer the register took, in words."""
    if field.aturan:
        return field.aturan
    comparison = rules.load()
    order = source_order.orders().get(field.kolom, comparison.sumber)
    loaded = set(data.files()["sumber"]) | {source_order.HEAD}
    return text.order_in_words([s for s in order if s in loaded], parts.source_names())


def _fields(rows: pd.DataFrame) -> None:
    worst = rows.dropna(subset=["nilai"])
    many = int((worst["nilai"] >= 0.2).sum())
    components.block_title(
        f"{many} dari {len(rows)} isian berbeda pada seperlima keluarga atau lebih"
        if len(worst)
        else "Kecocokan tiap isian",
        "Keluarga yang ada di kedua sumber = 100 persen; persen berbeda dihitung dari yang "
        "isiannya diketahui keduanya",
        "terdaftar",
    )
    components.color_key([(color, label) for _, label, color in figures.SHARES])
    st.html(figures.share_table(rows))
    components.source_line(
        "Yang dipakai registri: isian pertama yang tidak kosong menurut urutan itu, sebagaimana "
        "dijalankan saat data dimuat."
    )


def workbook(kode: str, a: str, b: str, field: str, sentence: str) -> bytes:
    """Every field, and the kelurahan of the chosen one, with their definitions, as XLSX."""
    rows = field_rows(kode, a, b)
    whole = xlsx.WHOLE
    sheets = [
        xlsx.Sheet(name="Isian", table=parts.in_percent(rows), fields=[
            xlsx.Field("nama", "Isian"), xlsx.Field("semua", "Keluarga", whole),
            xlsx.Field("sama", "Sama", whole),
            xlsx.Field("sama_kasar", "Sama pada kelas kasar", whole),
            xlsx.Field("beda", "Berbeda", whole),
            xlsx.Field("tak_diketahui", "Salah satu kosong", whole),
            xlsx.Field("persen", "Persen berbeda", xlsx.ONE_DECIMAL),
            xlsx.Field("aturan", "Yang dipakai registri"),
            xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Wilayah", table=parts.in_percent(data.field_disagreement(field, a, b)),
                   fields=parts.AREA_FIELDS),
    ]  # fmt: skip
    names = rows.set_index("kolom")["nama"]
    definitions = {
        "Perbandingan": f"{_name(a)} dan {_name(b)}, keluarga yang ada di keduanya",
        "Persen berbeda": "Berbeda dibagi semua yang isiannya diketahui keduanya; kelas kasar "
        "dibandingkan pada kelas kasarnya (data/indikator/kelas_kasar.toml).",
        "Wilayah": f"Isian {names[field]}",
    }
    return parts.workbook(f"Isian {_name(a)} dan {_name(b)}", sentence, kode, sheets, definitions)
