"""Section *Prioritas*: multidimensional poverty by kelurahan, and how firm the ranking is."""

import pandas as pd
import streamlit as st

from pedekate.charts.quadrant import need_and_coverage
from pedekate.charts.theme import BETTER_OFF, LEFT_OUT, NEED, VULNERABLE
from pedekate.format import NBSP, angka, is_missing, persen, tanggal
from pedekate.indicators import criteria_sets
from pedekate.indicators.priority import FIRM, OPEN, OUTSIDE, Cutoff
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.indicators import criteria_text as text
from pedekate.ui.indicators.priority_controls import Choice, choices, cutoff
from pedekate.ui.indicators.text import percent, rate
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Column, Download, Figure, Ranking
from pedekate.ui.kit.html import plain
from pedekate.ui.reconciliation import parts

__all__ = ["choices", "show"]

COLORS = {FIRM: LEFT_OUT, OPEN: NEED[2], OUTSIDE: VULNERABLE}
_LABELLED = 5
_ELSEWHERE = "lain"
_GROUPS = {"desil": "Desil nasional", "jenis_kelamin_kepala": "Jenis kelamin kepala"}


def show(choice: Choice) -> None:
    """The section for one set and area; title first, filled when weights and k are read."""
    if parts.without_families(choice.kode):
        return
    head = st.container()
    side, main = st.columns([3, 10], gap="large")
    with side, st.container(gap="xxsmall", key="bobot"):
        components.block_title("Bobot dan k", "Bobot relatif; dijumlahkan menjadi 100 persen")
        chosen = cutoff(choice.chosen)
    table = data.priority_by_area(choice.chosen.id, chosen)
    with head:
        sentence = _header(choice, table)
    with main:
        components.figure_row(_figures(choice, chosen, table))
        left, right = st.columns([5, 6], gap="large")
        with left:
            parts.kelurahan_map(table.assign(nilai=table["m0"]), "M0, persen")
            _criteria(choice, chosen)
        with right:
            _areas(choice, table)
    left, right = st.columns([6, 5], gap="large")
    with left:
        _quadrant(choice, table)
    with right:
        _groups(choice, chosen)
    file = Download(
        label="Tabel (XLSX)", file_name=f"prioritas_{choice.chosen.id}.xlsx",
        data=lambda: workbook(choice, chosen, table, sentence),
    )  # fmt: skip
    components.source_line(_source(choice), key="prioritas", downloads=[file])


def _header(choice: Choice, table: pd.DataFrame) -> str:
    rows = _kelurahan(choice, table)
    sentence = text.priority_headline(parts.area_name(choice.kode), rows)
    rules = criteria_sets.priority_rules()
    lead = (
        f"{choice.chosen.deskripsi} Urutan diuji dua cara: {rules.tarikan} susunan bobot acak di "
        f"sekitar bobot terpilih, dan {rules.tarikan} tarikan ulang keluarganya. Kelurahan kokoh "
        f"bila tetap di seperlima terburuk pada sedikitnya {persen(rules.batas_kokoh)} keduanya."
    )
    components.page_header(sentence, lead, "terdaftar")
    return sentence


def _kelurahan(choice: Choice, table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table["tingkat"] == "kelurahan"]
    return rows[rows["kode"].str.startswith(choice.kode)]


def _figures(choice: Choice, chosen: Cutoff, table: pd.DataFrame) -> list[Figure]:
    row = table.set_index("kode").loc[choice.kode]
    unit, day = choice.chosen.unit_word, tanggal(data.status().tanggal_registri)
    place, cut = f"{parts.area_name(choice.kode)}, {day}", f"k{NBSP}={NBSP}{persen(chosen.k)}"
    known, unknown = row["penyebut"], row["tak_diketahui"]
    missing = is_missing(known) or is_missing(unknown) or not int(known) + int(unknown)
    left_out = float("nan") if missing else int(unknown) / (int(known) + int(unknown))
    return [
        Figure(label="M0 = H × A", nilai=text.m0(row["m0"]), satuan="persen", lencana="terdaftar",
               keterangan=f"dari semua kekurangan yang mungkin; {place}"),
        Figure(label="H, yang mencapai k", nilai=rate(row["nilai"]), satuan=f"persen {unit}",
               lencana="terdaftar",
               keterangan=f"{angka(row['pembilang'])} dari {angka(known)} {unit} berisian lengkap"),
        Figure(label="A, kedalaman", nilai=rate(row["a"]), satuan="persen bobot",
               lencana="terdaftar",
               keterangan=f"rata-rata kekurangan yang mencapai {cut}"),
        Figure(label="Dikeluarkan", nilai=rate(left_out), satuan=f"persen {unit}",
               lencana="terdaftar",
               keterangan="ada isian kosong; tidak dianggap cukup"),
    ]  # fmt: skip


def _areas(choice: Choice, table: pd.DataFrame) -> None:
    whole = choice.kode == data.CITY
    rows = _kelurahan(choice, table)
    rows = rows.assign(
        jangkauan=[text.ranks(r) for r in rows.to_dict("records")],
        jangkauan_keluarga=[text.ranks(r, "urutan_keluarga") for r in rows.to_dict("records")],
        alasan=rows["keterangan"], nilai=rows["teratas"],
        tempat=rows["nama_kecamatan"] if whole else "",
    ).sort_values(
        ["teratas", "m0", "nama"], ascending=[False, False, True], na_position="last"
    )  # fmt: skip
    ranked = int(table["teratas"].notna().sum())
    components.block_title(
        text.stability_title(rows),
        f"Persen susunan bobot yang menempatkannya di seperlima terburuk dari {ranked} kelurahan; "
        "kolom Bobot dan Keluarga: rentang urutan 5–95 persen, 1 = terburuk; warna: kelas dari "
        f"keduanya. {_day()}",
        "terdaftar",
    )
    components.color_key([(COLORS[k], text.STABILITY[k]) for k in COLORS])
    ranking = Ranking(
        label="Persen susunan", format_value=rate, numbered=False, maximum=1.0,
        color=lambda share: VULNERABLE,
    )  # fmt: skip
    columns = [
        Column("m0", "M0, persen", text.m0, wide_only=True),
        Column("jangkauan", "Bobot", str), Column("jangkauan_keluarga", "Keluarga", str),
    ]  # fmt: skip
    components.ranked_table(rows.assign(warna_batang=rows["kelas"].map(COLORS)), ranking, columns)


def _criteria(choice: Choice, chosen: Cutoff) -> None:
    rows = data.priority_criteria(choice.chosen.id, chosen, choice.kode)
    components.block_title(
        text.criteria_title(rows),
        f"Persen {choice.chosen.unit_word} berisian lengkap, {parts.area_name(choice.kode)}. "
        "Mencapai k: kekurangan itu dan mencapai k",
        "terdaftar",
    )
    columns = [
        Column("nama", "Indikator", number=False), Column("bobot", "Bobot", persen),
        Column("nilai", "Semua", percent), Column("sensor", "Mencapai k", percent),
        Column("kontribusi", "Sumbangan ke M0", persen),
    ]  # fmt: skip
    components.plain_table(rows, columns)


def _quadrant(choice: Choice, table: pd.DataFrame) -> None:
    options = {m.id: m.nama for m in data.register_measures() if m.arah == "jangkau" and m.lencana}
    coverage = filters.choose(
        "Cakupan yang dibandingkan", options, key="cakupan_banding", width=320
    )
    measure = data.measure(coverage)
    rows, city = _need_and_reach(table, coverage)
    here = rows["kode"].str.startswith(choice.kode)
    inside = rows[here]
    behind = inside[(inside["butuh"] > city[0]) & (inside["jangkau"] < city[1])]
    title = text.quadrant_title(inside, len(behind), parts.area_name(choice.kode))
    components.block_title(
        title,
        f"Satu titik satu kelurahan; garis: kota. Kanan: M0 lebih tinggi; atas: persen "
        f"{measure.satuan_hitung} {measure.frasa}",
        "terdaftar",
    )
    figure = need_and_coverage(
        rows.assign(kelas=rows["kelas"].where(here, _ELSEWHERE)),
        need="M0, persen", coverage=f"{measure.nama}, persen", city=city,
        colors={_ELSEWHERE: BETTER_OFF, **COLORS},
        labelled=behind.nlargest(_LABELLED, "butuh")["kode"].tolist(),
    )  # fmt: skip
    components.chart(figure, title, key="kuadran")


def _need_and_reach(table: pd.DataFrame, coverage: str) -> tuple[pd.DataFrame, tuple[float, float]]:
    """Kelurahan with butuh and jangkau in percent, where both may be shown; and the city's two."""
    reached = data.measure_by_kelurahan(coverage).set_index("kode_kelurahan")["nilai"]
    rows = table[table["tingkat"] == "kelurahan"]
    rows = rows.assign(
        butuh=rows["m0"] * 100, jangkau=rows["kode"].map(reached).astype(float) * 100
    ).dropna(subset=["butuh", "jangkau", "kelas"])
    need = float(table.set_index("kode").loc[data.CITY, "m0"])
    return rows, (need * 100, float(data.city_value(coverage)["nilai"]) * 100)


def _groups(choice: Choice, chosen: Cutoff) -> None:
    grouping = filters.switch("Menurut", _GROUPS, key="kelompok_prioritas")
    rows = data.priority_groups(choice.chosen.id, chosen, grouping, choice.kode)
    names = {str(d): f"Desil {d}" for d in range(1, 11)}
    names |= {"tanpa_desil": "Tanpa desil", "tidak_diketahui": "Tak diketahui"}
    names |= categories.names("jenis_kelamin")
    order = {name: i for i, name in enumerate(names)}
    rows = rows.assign(nama=rows["kelas"].map(names), urut=rows["kelas"].map(order))
    components.block_title(
        "Sumbangan kelompok: bagian M0 di samping bagian penduduknya",
        f"{parts.area_name(choice.kode)}, {choice.chosen.unit_word} berisian lengkap",
        "terdaftar",
    )
    columns = [
        Column("nama", _GROUPS[grouping], number=False), Column("h", "H", percent),
        Column("m0", "M0, persen", text.m0),
        Column("bagian", "Bagian penduduk", persen), Column("kontribusi", "Bagian M0", persen),
    ]  # fmt: skip
    components.plain_table(rows.sort_values("urut"), columns)


def _day() -> str:
    return tanggal(data.status().tanggal_registri)


def _source(choice: Choice) -> str:
    return (
        f"Alkire–Foster (2011) atas registri kota, {_day()}. {choice.chosen.sumber}. "
        "Indeks registri, bukan angka kemiskinan BPS; kelurahan yang disembunyikan tidak diurutkan."
    )


def workbook(choice: Choice, chosen: Cutoff, table: pd.DataFrame, sentence: str) -> bytes:
    """Areas with stability, and criteria, with weights and k, as XLSX."""
    rows = parts.in_percent(table).assign(
        m0_100=table["m0"] * 100, a_persen=table["a"] * 100, tetap=table["teratas"] * 100,
        tetap_keluarga=table["teratas_keluarga"] * 100,
        kelas_kata=table["kelas"].map(text.STABILITY),
    )  # fmt: skip
    each = data.priority_criteria(choice.chosen.id, chosen, choice.kode)
    shares = ("bobot", "nilai", "sensor", "kontribusi")
    each = each.assign(**{f"{c}_persen": each[c] * 100 for c in shares})
    sheets = [
        xlsx.Sheet(name="Wilayah", table=rows, fields=[
            xlsx.Field("kode", "Kode"), xlsx.Field("nama", "Wilayah"),
            xlsx.Field("m0_100", "M0, persen", xlsx.ONE_DECIMAL),
            xlsx.Field("persen", "H, persen", xlsx.ONE_DECIMAL),
            xlsx.Field("a_persen", "A, persen", xlsx.ONE_DECIMAL),
            xlsx.Field("penyebut", "Dari", xlsx.WHOLE),
            xlsx.Field("tak_diketahui", "Dikeluarkan", xlsx.WHOLE),
            xlsx.Field("tetap", "Di seperlima terburuk, persen susunan", xlsx.WHOLE),
            xlsx.Field("tetap_keluarga", "Di seperlima terburuk, persen tarikan keluarga",
                       xlsx.WHOLE),
            xlsx.Field("urutan_bawah", "Urutan 5%, bobot", xlsx.WHOLE),
            xlsx.Field("urutan_atas", "Urutan 95%, bobot", xlsx.WHOLE),
            xlsx.Field("urutan_keluarga_bawah", "Urutan 5%, keluarga", xlsx.WHOLE),
            xlsx.Field("urutan_keluarga_atas", "Urutan 95%, keluarga", xlsx.WHOLE),
            xlsx.Field("kelas_kata", "Kelas"), xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Indikator", table=each, fields=[
            xlsx.Field("nama", "Indikator"), xlsx.Field("bobot_persen", "Bobot", xlsx.ONE_DECIMAL),
            xlsx.Field("nilai_persen", "Semua, persen", xlsx.ONE_DECIMAL),
            xlsx.Field("sensor_persen", "Mencapai k, persen", xlsx.ONE_DECIMAL),
            xlsx.Field("kontribusi_persen", "Sumbangan, persen", xlsx.ONE_DECIMAL)]),
    ]  # fmt: skip
    definitions = {
        "Set": choice.chosen.nama,
        "Satuan": choice.chosen.unit_word,
        "k": persen(chosen.k, 1),
        "Definisi": plain(f"{choice.chosen.deskripsi} {choice.chosen.sumber}"),
    }
    return parts.workbook(choice.chosen.nama, sentence, choice.kode, sheets, definitions)
