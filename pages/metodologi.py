"""Metodologi: dari mana setiap angka, menurut aturan apa, dan apa yang tidak dapat dikatakan?"""

from pedekate.format import angka
from pedekate.ui import data
from pedekate.ui.kit import components, filters
from pedekate.ui.methodology import view

PARTS = {
    "cara": ("Cara menghitung", view.methods),
    "berkas": ("Berkas dan mutunya", view.files),
    "parameter": ("Parameter", view.parameters),
    "indikator": ("Indikator", view.indicators),
    "program": ("Program", view.programmes),
    "skor": ("Skor kebutuhan", view.score),
    "sumber": ("Sumber", view.sources),
}


def tampil() -> None:
    with components.control_bar():
        names = {part: name for part, (name, _) in PARTS.items()}
        chosen = filters.switch("Bagian", names, key="bagian")
    files = data.files()
    refused = int(files["baris_ditolak"].sum())
    made = "registri" if data.status().has_families else "tabel per wilayah"
    components.page_header(
        f"{angka(files['baris_masuk'].sum())} baris dari {len(files)} berkas membentuk {made}; "
        f"<em>{angka(refused) if refused else 'tidak ada yang'} ditolak</em>",
        "Halaman ini disusun dari parameter, daftar indikator, program, dan basis data yang "
        "sedang berlaku. Mengubah isi folder data mengubah halaman ini.",
    )
    _, show = PARTS[chosen]
    show()
