"""Part *Sampel kunjungan* of the page Verifikasi: design a random sample, then take its lists."""

import pandas as pd
import streamlit as st

from pedekate import config
from pedekate.access.roles import HOW_TO_SIGN_IN
from pedekate.format import angka, is_missing, satu_desimal
from pedekate.reports import worksheet
from pedekate.store import casebook
from pedekate.ui import access, data
from pedekate.ui.kit import components, filters
from pedekate.ui.kit.components import ZIP, Column, Download
from pedekate.ui.verification import text, worksheets
from pedekate.verification.policy import error_policy
from pedekate.verification.sampling import Design

_ALLOCATIONS = {"neyman": "Neyman", "proporsional": "Proporsional"}


def show(kecamatan: str | None) -> None:
    """Size, allocation, minimum and seed; what they promise; the lists for a permitted role."""
    header = st.container()
    left, right = st.columns([5, 6], gap="large")
    with left:
        design = _design()
    plan, half = data.sample_plan(design)
    drawn = int(plan.loc[plan["kelas"] == "semua", "terpilih"].iloc[0])
    with header:
        components.page_header(
            text.sample_headline(drawn, half),
            "Acak di dalam strata kelurahan × kelas desil, di antara keluarga sasaran. Ketelitian: "
            "setengah selang 95% untuk kota, dari ragam putusan yang sudah ada.",
            "model",
        )
    with right:
        _plan_block(plan)
    with left:
        _lists(design)


def _design() -> Design:
    components.block_title("Rancangan", "Benih yang sama dan data yang sama memberi sampel sama")
    size = st.number_input("Keluarga yang dikunjungi", 57, 20_000, 1_000, 50, key="sampel_n")
    how = filters.switch("Alokasi", _ALLOCATIONS, key="alokasi", show_label=True)
    first, second = st.columns(2)
    least = first.number_input("Sedikitnya per strata", 0, 50, 2, key="sampel_min")
    seed = second.number_input("Benih undian", 1, 999_999, 2026, key="sampel_benih")
    return Design(ukuran=int(size), alokasi=how, minimum=int(least), benih=int(seed))


def _plan_block(plan: pd.DataFrame) -> None:
    names = {one.id: one.nama for one in error_policy().kelas} | {"semua": "Semua keluarga sasaran"}
    rows = plan.assign(
        nama=plan["kelas"].map(names),
        keluarga=[_families(r) for r in plan.to_dict("records")],
        bagian=plan["terpilih"] / plan["populasi"].astype("Float64") * 100,
    )
    rows = pd.concat([rows.iloc[1:], rows.iloc[:1]])
    components.block_title(
        "Berapa yang diundi dari setiap kelas desil", "Keluarga; satu strata = kelas × kelurahan"
    )
    components.plain_table(
        rows,
        [
            Column("nama", "Kelas", number=False),
            Column("keluarga", "Keluarga sasaran", str),
            Column("terpilih", "Diundi"),
            Column("bagian", "Per 100", satu_desimal),
        ],
        marked=[False] * (len(rows) - 1) + [True],
    )
    components.source_line(
        "Neyman: lebih banyak dari kelas yang putusannya lebih beragam (Neyman 1934; Cochran 1977 "
        "§5.5). Proporsional: menurut banyaknya keluarga."
    )


def _families(row: dict) -> str:
    if is_missing(row["populasi"]):
        return row["keterangan"].removeprefix("disembunyikan ").strip("()")
    return angka(row["populasi"])


def _lists(design: Design) -> None:
    if not access.may("sampel"):
        components.notice(f"Daftar keluarganya dibuka untuk Petugas Dinsos; {HOW_TO_SIGN_IN}.")
        return
    purpose = st.text_input(
        "Keperluan (dicatat di jejak)", "Kunjungan sampel acak", max_chars=120, key="sampel_perlu"
    )
    file = Download(
        label="Undi dan unduh daftar (ZIP)", file_name=f"sampel_{design.benih}.zip", mime=ZIP,
        data=lambda: draw(design, purpose),
    )  # fmt: skip
    components.download_button(file, key="sampel", kind="primary")
    components.source_line(
        "Satu lembar kerja per kelurahan, diisi dan dimuat seperti lembar musyawarah. Undian "
        "disimpan dengan benih dan ukuran stratanya; galat sumber lalu dapat dihitung darinya."
    )


def draw(design: Design, purpose: str) -> bytes:
    """Draw the sample, keep it in the casebook, and return its worksheets as a ZIP."""
    rows = data.drawn_sample(design)
    names = {one.id: one.nama for one in error_policy().kelas}
    rows["ke"] = rows.groupby("kode_kelurahan").cumcount() + 1
    rows["alasan"] = "Sampel acak, " + rows["kelas"].map(names).str.lower()
    codes = sorted(rows["kode_kelurahan"].unique())
    made = worksheets.sheets(rows, codes, right="sampel", purpose=purpose, filters=design.words())
    strata = rows["kode_kelurahan"] + "|" + rows["kelas"]
    kept = zip(rows["id_keluarga"], strata, rows["populasi"], rows["terpilih"], strict=True)
    casebook.save_sample(
        config.gudang_dir(), akun=access.session().akun, benih=design.benih,
        rancangan=design.words(), sidik_jari=data.status().sidik_jari,
        keluarga=((i, s, int(p), int(t)) for i, s, p, t in kept),
    )  # fmt: skip
    return worksheet.bundle(made)
