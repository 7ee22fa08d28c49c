"""Section *Silang registri*: which registries hold a family, and why one does not."""

import pandas as pd
import streamlit as st

from pedekate.charts.theme import LEFT_OUT, REACHED
from pedekate.format import angka, daftar, is_missing
from pedekate.reconciliation import rules
from pedekate.reports import xlsx
from pedekate.ui import data
from pedekate.ui.kit import categories, components, filters
from pedekate.ui.kit.components import Download
from pedekate.ui.reconciliation import figures, parts, text

FIRST, SECOND = "dtks", "dtsen_1_5"


def show(kode: str) -> None:
    """The section for one area (city, kecamatan or kelurahan)."""
    if parts.without_families(kode):
        return
    sentence = header(kode)
    families = data.register_patterns(kode)
    names = _registries(families)
    left, right = st.columns([6, 5], gap="large")
    with right:
        a, b = _reasons(kode)
    with left:
        _families(families, names)
        _persons(kode, names)
        parts.kelurahan_map(
            data.reasons_by_area(a, b),
            f"Keluarga di {_set_name(a)} yang tidak ada di {_set_name(b)}, persen",
        )
    with right:
        parts.kelurahan_block(
            data.reasons_by_area(a, b), kode,
            what=f"tidak ada di {_set_name(b)}",
            subtitle=f"Keluarga di {_set_name(a)} yang tidak ada di {_set_name(b)}, per 100 "
            f"keluarga di {_set_name(a)}",
        )  # fmt: skip
    file = Download(
        label="Tabel (XLSX)", file_name="padanan_silang_registri.xlsx",
        data=lambda: workbook(kode, a, b, sentence),
    )  # fmt: skip
    components.source_line(
        f"{parts.dates_line(list(names))} Satu keluarga dihitung sekali walau tercatat di banyak "
        "registri.",
        key="silang", downloads=[file],
    )  # fmt: skip


def header(kode: str) -> str:
    """How many registries hold a family, as the page's title; also for sections without a finding
    of their own to put there. Returns the sentence."""
    families = data.register_patterns(kode)
    names = _registries(families)
    sentence = text.overlap_headline(parts.area_name(kode), families, len(names))
    components.page_header(
        sentence,
        f"Registri kota menyatukan {angka(_total(families))} keluarga dari {len(names)} registri. "
        f"{_purpose(names)}",
        "terdaftar",
    )
    return sentence


def _registries(families: pd.DataFrame) -> dict[str, str]:
    held = {name for kelas in families["kelas"] for name in kelas.split("+")}
    return {code: name for code, name in categories.names("sumber").items() if code in held}


def _purpose(names: dict[str, str]) -> str:
    """Which registries are meant for some families only (`cakupan_desil` of the rules)."""
    limited = {one.sumber for one in rules.load().himpunan if one.cakupan_desil}
    some = [name for code, name in names.items() if code in limited]
    if not some:
        return ""
    return (
        f"{daftar(some)} hanya mendata yang miskin atau rentan: tidak tercatat belum tentu salah."
    )


def _total(rows: pd.DataFrame):
    return rows.set_index("kelas").loc["semua", "keluarga"]


def _families(families: pd.DataFrame, names: dict[str, str]) -> None:
    rows = _combinations(families, names)
    components.block_title(
        text.widest_title(families, names),
        "Keluarga, dari gabungan terbesar; angka di bawah nama registri: seluruh keluarganya",
        "terdaftar",
    )
    totals = {code: angka(_of_source(rows, code)) for code in names}
    st.html(figures.combination_table(rows, sets=names, totals=totals, persons="individu"))
    components.source_line(
        "Ungu: hanya satu registri. Hijau: semua registri. Anggota: jiwa menurut registri kota "
        "dalam keluarga itu."
    )


def _persons(kode: str, names: dict[str, str]) -> None:
    persons = data.person_patterns(kode)
    listing = {code: name for code, name in names.items() if code != data.HEADS_ONLY}
    rows = _combinations(persons.assign(keluarga=persons["orang"]), listing)
    total = persons.set_index("kelas").loc["semua", "orang"]
    components.block_title(
        f"{angka(total)} orang terdaftar di {'sedikitnya satu dari ' if len(listing) > 1 else ''}"
        f"{daftar(list(listing.values()))}",
        "Jiwa menurut registri yang mendaftarnya, dipadankan orang per orang; tanpa yang tercatat "
        "meninggal",
        "terdaftar",
    )
    totals = {code: angka(_of_source(rows, code)) for code in listing}
    st.html(figures.combination_table(rows, sets=listing, totals=totals, persons=""))
    components.source_line("PDKTSAM mencatat kepala keluarga saja, jadi tidak ikut di sini.")


def _combinations(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    rows = table[(table["kelas"] != "semua") & (table["keluarga"].fillna(1) != 0)]
    rows = rows.assign(nama=[text.combination(k, names) for k in rows["kelas"]])
    return rows.sort_values("keluarga", ascending=False, na_position="last", ignore_index=True)


def _of_source(rows: pd.DataFrame, source: str):
    held = rows[[source in kelas.split("+") for kelas in rows["kelas"]]]["keluarga"]
    return None if held.isna().any() else held.sum()


def _set_name(name: str) -> str:
    return rules.load().set_of(name).nama


def _reasons(kode: str) -> tuple[str, str]:
    """The block "in A, not in B"; returns the chosen sets."""
    compared = data.compared_sets()
    title = st.container()
    with st.container(horizontal=True, key="pilihan_silang"):
        firsts = {a: f"Ada di {_set_name(a)}" for a in compared}
        a = filters.choose("Ada di", firsts, key="ada_di", default=FIRST, show_label=False)
        seconds = {b: f"tidak ada di {_set_name(b)}" for b in compared[a]}
        b = filters.choose(
            "Tidak ada di", seconds, key="tiada_di", default=SECOND, show_label=False
        )
    rows = reason_rows(kode, a, b)
    names = {reason.id: reason.nama for reason in rules.load().alasan}
    indexed = data.reasons(a, b, kode).set_index("kelas")
    with title:
        components.block_title(
            text.reason_title(_set_name(a), _set_name(b), indexed, names),
            "Setiap keluarga dihitung sekali, pada sebab pertama yang cocok",
            "terdaftar",
        )
    st.html(figures.reason_table(rows))
    components.source_line(_unlinked_note(kode, a, b))
    return a, b


def reason_rows(kode: str, a: str, b: str) -> pd.DataFrame:
    """Rows of the reason table: in both, the reasons from the largest, the total.

    Returns:
        kelas, nama, definisi, keluarga, orang (only where A lists persons), keterangan, warna.
    """
    comparison = rules.load()
    table = data.reasons(a, b, kode).set_index("kelas")
    order = table.loc[[reason.id for reason in comparison.alasan]]
    order = order[order["keluarga"].fillna(1) != 0]
    order = order.sort_values("keluarga", ascending=False, na_position="last", kind="stable")
    names = {reason.id: reason.nama for reason in comparison.alasan}
    name_a, name_b = _set_name(a), _set_name(b)
    rows = [("ada", f"Ada di {name_b}", "", REACHED)]
    rows += [(r, names[r], comparison.definition(r, a, b), LEFT_OUT) for r in order.index]
    rows.append(("semua", f"Semua keluarga di {name_a}", "", ""))
    shown = pd.DataFrame(rows, columns=["kelas", "nama", "definisi", "warna"])
    columns = ["keluarga", "keterangan"]
    if comparison.set_of(a).program is None:
        columns.append("orang")
    return shown.join(table[columns], on="kelas")


def _unlinked_note(kode: str, a: str, b: str) -> str:
    """Families of B that cannot be linked by number may be some of those missing."""
    back = data.compared_sets().get(b, [])
    order = "Urutan sebab dan definisinya: data/aturan/silang.toml."
    if a not in back:
        return order
    table = data.reasons(b, a, kode).set_index("kelas")
    open_ = table.loc["nomor_tidak_sah", "keluarga"]
    if is_missing(open_) or not open_:
        return order
    return (
        f"Sebaliknya, {angka(open_)} keluarga di {_set_name(b)} tanpa nomor sah tidak terpadankan "
        f"ke {_set_name(a)}; sebagian mungkin keluarga yang sama. {order}"
    )


def workbook(kode: str, a: str, b: str, sentence: str) -> bytes:
    """Combinations, reasons and kelurahan of the view, with their definitions, as XLSX."""
    families = data.register_patterns(kode)
    names = _registries(families)
    persons = data.person_patterns(kode)
    listing = {code: name for code, name in names.items() if code != data.HEADS_ONLY}
    person_rows = _combinations(persons.assign(keluarga=persons["orang"]), listing)
    reasons = reason_rows(kode, a, b)
    fields = [
        xlsx.Field("nama", "Sebab"), xlsx.Field("keluarga", "Keluarga", xlsx.WHOLE),
        *([xlsx.Field("orang", "Jiwa", xlsx.WHOLE)] if "orang" in reasons else []),
        xlsx.Field("definisi", "Definisi"), xlsx.Field("keterangan", "Catatan"),
    ]  # fmt: skip
    whole = xlsx.WHOLE
    sheets = [
        xlsx.Sheet(name="Keluarga", table=_combinations(families, names), fields=[
            xlsx.Field("nama", "Registri yang memuat"), xlsx.Field("keluarga", "Keluarga", whole),
            xlsx.Field("individu", "Anggota (jiwa)", whole), xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Orang", table=person_rows, fields=[
            xlsx.Field("nama", "Registri yang mendaftar"), xlsx.Field("orang", "Jiwa", whole),
            xlsx.Field("keterangan", "Catatan")]),
        xlsx.Sheet(name="Sebab", table=reasons, fields=fields),
        xlsx.Sheet(name="Wilayah", table=parts.in_percent(data.reasons_by_area(a, b)),
                   fields=parts.AREA_FIELDS),
    ]  # fmt: skip
    definitions = {
        "Sebab dan wilayah": f"Keluarga di {_set_name(a)} yang tidak ada di {_set_name(b)}; "
        "setiap keluarga pada sebab pertama yang cocok menurut urutan data/aturan/silang.toml.",
        "Satuan": "Keluarga (KK) dan jiwa dihitung terpisah; jiwa pada lembar Orang dipadankan "
        "orang per orang.",
    }
    return parts.workbook("Silang registri", sentence, kode, sheets, definitions)
