"""Unggah: bawa berkas instansi ke dalam registri, dikenali dan diperiksa lebih dulu."""

from pedekate.ui import access
from pedekate.ui.kit import components, filters
from pedekate.ui.upload import boundaries, mapping, run
from pedekate.ui.upload import files as upload_files

PARTS = {"data": "Berkas data", "batas": "Batas wilayah"}


def tampil() -> None:
    if not access.may("muat"):
        return upload_files.visitor()
    with components.control_bar():
        chosen = filters.switch("Bagian", PARTS, key="bagian")
    boundaries.show() if chosen == "batas" else _data()


def _data() -> None:
    files = upload_files.choose()
    components.page_header(*(run.summary() or upload_files.summary(files)))
    run.block([file for file in files if file.ready])
    if not files or run.is_over():
        return upload_files.loaded()
    upload_files.checked(files)
    if unknown := [file for file in files if file.unknown]:
        mapping.wizard(unknown)
