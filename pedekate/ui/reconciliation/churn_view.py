"""Section of the page Padanan: what changed between two dated waves of a source."""

import pandas as pd
import streamlit as st

from pedekate.charts.theme import BETTER_OFF, CONTEXT, COVERAGE, NEED
from pedekate.format import angka, is_missing
from pedekate.indicators.churn import ENTERED, LEFT, POORER, RICHER, SAME, STAYED, UNRANKED
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.data import Changes, WavePair
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Column, Download, Figure, Ranking
from pedekate.ui.kit.html import plain
from pedekate.ui.reconciliation import churn_text as text
from pedekate.ui.reconciliation.churn_matrix import decile_matrix

_CLASSES = {
    STAYED: "Tetap tercatat", ENTERED: "Baru", LEFT: "Keluar", POORER: "Desil turun",
    RICHER: "Desil naik", SAME: "Desil sama", UNRANKED: "Tanpa desil sebelum atau sesudah",
}  # fmt: skip


def show(kode: str) -> None:
    """The section for one area (code of the city, a kecamatan or a kelurahan)."""
    pairs = data.wave_pairs()
    if not pairs:
        components.notice(text.ONLY_ONE)
        return
    pair = _choice(pairs)
    found = data.changes(pair, kode)
    source, area = categories.names("sumber")[pair.sumber], _area_name(kode)
    before, after = text.day(pair.lama), text.day(pair.baru)
    sentence = text.headline(source, before, area, found.ringkas)
    components.page_header(
        sentence,
        f"{source} per {after} dibandingkan dengan {before}; satuan keluarga, angka dibulatkan ke "
        "kelipatan 5.",
        "terdaftar",
    )
    components.figure_row(_figures(found.ringkas, before, after))
    ranked = _ranked(found.ringkas)
    left, right = st.columns([6, 5], gap="large")
    with left:
        if ranked:
            _matrix_block(found, before, after)
        _programme_block(kode)
    with right:
        _areas_block(found, kode)
    file = Download(
        label="Tabel (XLSX)", file_name="perubahan_gelombang.xlsx",
        data=lambda: workbook(pair, kode, sentence),
    )  # fmt: skip
    components.source_line(
        f"Sumber: {source} {before} dan {after}. {text.RERANKED}",
        key="gelombang", downloads=[file],
    )  # fmt: skip


def _choice(pairs: list[WavePair]) -> WavePair:
    """Source and pair of waves; nothing is asked where there is only one."""
    names = categories.names("sumber")
    found = {p.sumber for p in pairs}
    sources = {source: name for source, name in names.items() if source in found}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        source = next(iter(sources))
        if len(sources) > 1:
            source = filters.switch("Sumber", sources, key="sumber_perubahan")
        own = {str(p.ke): p for p in pairs if p.sumber == source}
        if len(own) == 1:
            return next(iter(own.values()))
        spans = {ke: f"{text.day(p.lama)} – {text.day(p.baru)}" for ke, p in own.items()}
        chosen = filters.choose(
            "Gelombang", spans, key=f"gelombang_{source}", width=330, show_label=False
        )
    return own[chosen]


def _area_name(kode: str) -> str:
    if kode == data.CITY:
        return "Kota Malang"
    level = "kecamatan" if kode.count(".") == 2 else "kelurahan"
    name = data.areas(level).set_index("kode").at[kode, "nama"]
    return f"{level.capitalize()} {name}"


def _ranked(table: pd.DataFrame) -> bool:
    """Whether the source ranks families, and moves between ranks may be told for this area."""
    moves = table.loc[table["kelas"].isin((POORER, RICHER, SAME)), "keluarga"]
    return any(is_missing(number) or number > 0 for number in moves)


def _figures(table: pd.DataFrame, before: str, after: str) -> list[Figure]:
    shown = [
        (ENTERED, "Keluarga baru", f"tidak tercatat {before}"),
        (LEFT, "Keluarga keluar", f"tidak tercatat lagi {after}"),
    ]
    if _ranked(table):
        shown += [
            (POORER, "Desil turun", "menuju desil 1, yang termiskin"),
            (RICHER, "Desil naik", "menjauhi desil 1"),
        ]
    shown.append((STAYED, "Tetap tercatat", "di kedua tanggal"))
    return [
        Figure(
            label=label, nilai=_number(table, kelas), satuan="keluarga",
            keterangan=f"{_persons(table, kelas)}{note}", lencana="terdaftar",
        )
        for kelas, label, note in shown
    ]  # fmt: skip


def _number(table: pd.DataFrame, kelas: str) -> str:
    number = text.count(table, kelas)
    reason = table.set_index("kelas").at[kelas, "keterangan"]
    return ("<10" if "(<" in reason else "–") if is_missing(number) else angka(number)


def _persons(table: pd.DataFrame, kelas: str) -> str:
    persons = text.count(table, kelas, "individu")
    return "" if is_missing(persons) or not persons else f"{angka(persons)} jiwa; "


def _matrix_block(found: Changes, before: str, after: str) -> None:
    components.block_title(
        text.matrix_title(found.ringkas),
        "Keluarga menurut desil sebelum (baris) dan sesudah (kolom)",
        "terdaftar",
    )
    st.html(decile_matrix(found.matriks, before=before, after=after))
    components.color_key(
        [(BETTER_OFF, "desil sama"), (NEED[1], "turun, menuju desil 1"), (COVERAGE[1], "naik")]
    )


def _areas_block(found: Changes, kode: str) -> None:
    rows = found.per_wilayah
    base = rows[STAYED] + rows[LEFT]
    share = ((rows[ENTERED] + rows[LEFT]) / base.where(base > 0)).astype("Float64") * 100
    rows = rows.assign(
        nilai=share.to_numpy(float, na_value=float("nan")),
        alasan=rows["keterangan"].fillna("tidak ada data"),
        tempat=rows["nama_kecamatan"] if kode == data.CITY else "",
    )
    rows["peringkat"] = rows["nilai"].rank(method="min", ascending=False)
    rows = rows.sort_values(["peringkat", "nama"], na_position="last", ignore_index=True)
    top = rows["nilai"].max()
    components.block_title(
        text.areas_title(rows),
        "Keluarga baru dan keluar, per 100 keluarga yang tercatat sebelumnya",
        "terdaftar",
    )
    ranking = Ranking(
        label="Per 100", format_value=lambda value: angka(value, 1), color=lambda value: CONTEXT,
        maximum=1.0 if is_missing(top) or not top else float(top),
    )  # fmt: skip
    components.ranked_table(
        rows, ranking, [Column(ENTERED, "Baru"), Column(LEFT, "Keluar")]
    )  # fmt: skip


def _programme_block(kode: str) -> None:
    table = data.programme_changes(kode)
    if table.empty:
        return
    names = categories.names("program")
    wide = table.pivot(index="program", columns="kelas", values="keluarga").reset_index()
    days = table.drop_duplicates("program").set_index("program")
    wide["nama"] = [names[p] for p in wide["program"]]
    wide["antara"] = [
        f"{text.day(days.at[p, 'tanggal_lama'])} – {text.day(days.at[p, 'tanggal_baru'])}"
        for p in wide["program"]
    ]
    components.block_title(
        text.programmes_title(table, names),
        "Keluarga di daftar bayar terbaru dan daftar sebelumnya",
        "terdaftar",
    )
    components.plain_table(
        wide,
        [
            Column("nama", "Program", str, number=False),
            Column("antara", "Daftar bayar", str, number=False, wide_only=True),
            Column(ENTERED, "Baru"), Column(LEFT, "Berhenti"), Column(STAYED, "Tetap"),
        ],
    )  # fmt: skip


def workbook(pair: WavePair, kode: str, sentence: str) -> bytes:
    """The section's tables with their meaning, as XLSX."""
    found, status = data.changes(pair, kode), data.status()
    note, whole = xlsx.Field("keterangan", "Catatan"), xlsx.WHOLE
    summary = found.ringkas.assign(nama=[_CLASSES[k] for k in found.ringkas["kelas"]])
    sheets = [
        xlsx.Sheet(name="Ringkasan", table=summary, fields=[
            xlsx.Field("nama", "Keadaan"), xlsx.Field("keluarga", "Keluarga", whole),
            xlsx.Field("individu", "Jiwa", whole), note]),
        xlsx.Sheet(name="Desil", table=found.matriks, fields=[
            xlsx.Field("dari", "Desil sebelum"), xlsx.Field("ke", "Desil sesudah"),
            xlsx.Field("keluarga", "Keluarga", whole), note]),
        xlsx.Sheet(name="Kelurahan", table=found.per_wilayah, fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Kelurahan"),
            xlsx.Field("nama_kecamatan", "Kecamatan"), xlsx.Field(ENTERED, "Baru", whole),
            xlsx.Field(LEFT, "Keluar", whole), xlsx.Field(STAYED, "Tetap", whole), note]),
    ]  # fmt: skip
    notes = {
        "Temuan": plain(sentence),
        "Wilayah": _area_name(kode),
        "Definisi": "Baru: tercatat di gelombang baru saja; keluar: di gelombang lama saja; tetap: "
        "di keduanya. Keluarga dicocokkan dengan nomor KK, NIK, dan kunci sumbernya.",
        "Jiwa": "Anggota keluarga yang hidup dan aktif menurut gelombang baru; yang keluar menurut "
        "gelombang lama.",
        "Batas": text.RERANKED,
        "Tanggal data": f"{text.day(pair.lama)} dan {text.day(pair.baru)}",
        "Lencana": "terdaftar (hitungan sumber, dibulatkan ke kelipatan 5)",
        "Sumber": categories.names("sumber")[pair.sumber],
        "Perlindungan": "Sel kecil dan pelindungnya dikosongkan; kosong bukan nol.",
        "Sidik jari data": status.sidik_jari,
    }
    return xlsx.workbook(sheets, notes, title="Perubahan antargelombang", synthetic=status.sintetis)
