"""Part *Lembar kerja* of the page Verifikasi: worksheets for the musyawarah kelurahan."""

import streamlit as st

from pedekate.access.roles import HOW_TO_SIGN_IN
from pedekate.reports import worksheet
from pedekate.ui import access, data
from pedekate.ui.kit import components
from pedekate.ui.kit.components import ZIP, Column, Download
from pedekate.ui.verification import worksheets
from pedekate.ui.verification.view import shown_count
from pedekate.verification.policy import review_policy

_READ_BACK = (
    "Lembar yang sudah diisi dimuat seperti berkas lain dan dikenali dari isinya: kode lembar "
    "menunjuk keluarganya, baris tanpa putusan dihitung sebagai belum diputuskan."
)


def show(kecamatan: str | None) -> None:
    """Choose a kelurahan and take its worksheet, or all at once; visitors learn how to sign in."""
    if not access.may("lembar_kerja"):
        components.page_header(
            "Lembar kerja memuat nama warga dan <em>hanya dibuka untuk akun yang berhak</em>",
            f"{_READ_BACK} Untuk mengunduhnya, {HOW_TO_SIGN_IN}.",
        )
        _contents()
        return
    who = access.session()
    components.page_header(
        "Satu lembar untuk satu musyawarah kelurahan, <em>yang paling mendesak lebih dulu</em>",
        f"Anda masuk sebagai {who.role.nama}. {who.role.keterangan} {_READ_BACK}",
    )
    left, right = st.columns([5, 6], gap="large")
    with left:
        kode, name = _choose(who)
        _downloads(who, kode, name)
    with right:
        _reasons_of(kode, name)


def _choose(who: access.Session) -> tuple[str, str]:
    areas = data.areas("kelurahan").set_index("kode")
    codes = [code for code in areas.index if who.sees(code)]
    components.block_title("Lembar kerja", "XLSX siap cetak (A4 mendatar) dan siap diisi")
    kode = st.selectbox(
        "Kelurahan", codes, key="lembar_kelurahan",
        format_func=lambda c: f"{areas.loc[c, 'nama']} ({areas.loc[c, 'nama_kecamatan']})",
    )  # fmt: skip
    return kode, areas.loc[kode, "nama"]


def _downloads(who: access.Session, kode: str, name: str) -> None:
    limit = st.number_input(
        "Keluarga per lembar, paling banyak", 10, 500, review_policy().keluarga_per_lembar, 10,
        key="lembar_banyak",
    )  # fmt: skip
    purpose = st.text_input(
        "Keperluan (dicatat di jejak)", "Musyawarah kelurahan", max_chars=120, key="lembar_perlu"
    )
    every = [c for c in data.areas("kelurahan")["kode"] if who.sees(c)]
    one = Download(
        label=f"Lembar {name} (XLSX)", file_name=f"lembar_{kode.replace('.', '')}.xlsx",
        data=lambda: worksheet.workbook(
            worksheets.due_sheets([kode], limit=limit, purpose=purpose)[0]
        ),
    )  # fmt: skip
    with st.container(horizontal=True):
        components.download_button(one, key="lembar", kind="primary")
        if len(every) > 1:
            bundle = Download(
                label=f"Semua {len(every)} kelurahan (ZIP)", file_name="lembar_kerja.zip",
                data=lambda: worksheet.bundle(
                    worksheets.due_sheets(every, limit=limit, purpose=purpose)
                ), mime=ZIP,
            )  # fmt: skip
            components.download_button(bundle, key="lembar")
    components.source_line(
        "Setiap unduhan dicatat: akun, peran, keperluan, wilayah, dan jumlah baris. Jangan "
        "meneruskan lembar di luar musyawarah."
    )


def _reasons_of(kode: str, name: str) -> None:
    rows = data.verification_reasons(kode)
    components.block_title(
        f"Mengapa keluarga di {name} ditinjau", "Keluarga per alasan, semua yang menunggu",
        "terdaftar",
    )  # fmt: skip
    components.plain_table(
        rows.assign(jumlah=[shown_count(r) for r in rows.to_dict("records")]),
        [Column("nama", "Alasan", number=False), Column("jumlah", "Keluarga", str)],
    )


def _contents() -> None:
    """What a worksheet holds, column by column."""
    labels = [label for _, label, _, by_hand in worksheet.COLUMNS if not by_hand]
    filled = [label for _, label, _, by_hand in worksheet.COLUMNS if by_hand]
    components.change_list(
        "Isi lembar kerja",
        [
            ("Tercetak", ", ".join(labels)),
            ("Diisi di musyawarah", ", ".join(filled)),
            ("Pilihan putusan", ", ".join(worksheet.VERDICTS)),
        ],
    )
